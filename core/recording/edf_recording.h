#pragma once

#include "core/edf/edf_file.h"
#include "core/recording/recording.h"

namespace hypnodesk {

/// A recording in an EDF or BDF file. Keeps the file mapped; samples are converted when they are asked for.
class EdfRecording final : public Recording {
public:
    EdfRecording(EdfFile file, std::filesystem::path path);

    void readPhysical(int channel, std::int64_t firstSample, std::span<float> out) const override;

    const EdfFile& file() const { return m_file; }
    /// The signal in the file that a channel shows.
    int signalOfChannel(int channel) const { return m_signals[static_cast<std::size_t>(channel)]; }

private:
    void addChannels();
    void findGaps();

    EdfFile m_file;
    std::vector<int> m_signals;
};

} // namespace hypnodesk
