#pragma once

#include "core/base/result.h"
#include "core/edf/annotation.h"
#include "core/edf/finding.h"
#include "core/edf/start_time.h"
#include "core/recording/channel.h"
#include "core/recording/epoch_grid.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hypnodesk {

/// A stretch of time in which nothing was recorded, [begin, end) in seconds.
struct Gap {
    double beginSeconds = 0.0;
    double endSeconds = 0.0;
    bool operator==(const Gap&) const = default;
};

/// What is known about the file as a whole.
struct RecordingInfo {
    std::filesystem::path path;
    std::string variant; ///< "EDF", "EDF+C", "EDF+D", "BDF", "BDF+C", "BDF+D"
    std::string patient;
    std::string recordingField;
    StartTime start;
    double durationSeconds = 0.0; ///< from start to the end of the last record, gaps included
    double recordSeconds = 0.0;
    std::int64_t recordCount = 0;
};

/// A polysomnogram, opened. Immutable: any thread may read any range of any channel at any time.
///
/// Every channel has a regular time axis of its own that begins with the recording: sample i lies at i /
/// rateHz seconds. Where nothing was recorded (gaps of EDF+D), samples are NaN; gaps are never closed up.
class Recording {
public:
    /// Opens EDF, EDF+C, EDF+D, BDF and BDF+. Repairs what can be repaired and lists it in findings().
    static Result<std::shared_ptr<const Recording>> open(const std::filesystem::path& path);

    virtual ~Recording() = default;

    const RecordingInfo& info() const { return m_info; }
    const std::vector<Channel>& channels() const { return m_channels; }
    const std::vector<Annotation>& annotations() const { return m_annotations; } ///< sorted by onset
    const std::vector<Gap>& gaps() const { return m_gaps; }                      ///< sorted, disjoint
    const std::vector<Finding>& findings() const { return m_findings; }
    double durationSeconds() const { return m_info.durationSeconds; }
    EpochGrid epochs(double epochSeconds = kEpochSeconds) const {
        return EpochGrid::covering(m_info.durationSeconds, epochSeconds);
    }

    /// The channel with this label, exactly or ignoring case and blanks; nullopt when there is none.
    std::optional<int> findChannel(std::string_view label) const;

    /// Fills `out` with samples [firstSample, firstSample + out.size()) of a channel, in microvolts where the
    /// channel is a voltage, else in its own unit. NaN in gaps and outside the recording. `channel` must be
    /// valid.
    virtual void readPhysical(int channel, std::int64_t firstSample, std::span<float> out) const = 0;

protected:
    RecordingInfo m_info;
    std::vector<Channel> m_channels;
    std::vector<Annotation> m_annotations;
    std::vector<Gap> m_gaps;
    std::vector<Finding> m_findings;
};

using RecordingPtr = std::shared_ptr<const Recording>;

} // namespace hypnodesk
