#pragma once

#include "core/recording/recording.h"
#include "core/scoring/stage_probabilities.h"

#include <cmath>
#include <limits>
#include <memory>
#include <numbers>
#include <string>
#include <vector>

namespace hypnodesk::test {

/// A night in memory: every channel a sine whose frequency depends on its place in the list, so that views
/// have something to draw without a file.
class FakeRecording : public Recording {
public:
    FakeRecording(std::vector<std::string> labels, double seconds, double rateHz = 100.0,
                  std::filesystem::path path = "/nowhere/night.edf") {
        m_info.path = std::move(path);
        m_info.variant = "EDF+C";
        m_info.start = {2026, 3, 14, 22, 8, 0.0};
        m_info.durationSeconds = seconds;
        m_info.recordSeconds = 1.0;
        m_info.recordCount = static_cast<std::int64_t>(seconds);
        for (const std::string& label : labels) {
            Channel channel;
            channel.index = static_cast<int>(m_channels.size());
            channel.label = label;
            channel.unit = "uV";
            channel.rateHz = rateHz;
            channel.sampleCount = static_cast<std::int64_t>(seconds * rateHz);
            channel.physicalMinimum = -500;
            channel.physicalMaximum = 500;
            channel.role = label.rfind("EMG", 0) == 0 ? ChannelRole::Emg : ChannelRole::Eeg;
            m_channels.push_back(channel);
        }
    }

    void readPhysical(int channel, std::int64_t firstSample, std::span<float> out) const override {
        const Channel& c = m_channels[static_cast<std::size_t>(channel)];
        for (std::size_t i = 0; i < out.size(); ++i) {
            const std::int64_t sample = firstSample + static_cast<std::int64_t>(i);
            const double t = static_cast<double>(sample) / c.rateHz;
            out[i] = sample < 0 || sample >= c.sampleCount
                         ? std::numeric_limits<float>::quiet_NaN()
                         : static_cast<float>(40.0 * std::sin(2 * std::numbers::pi * (2.0 + channel) * t));
        }
    }
};

/// `epochs` epochs of two EEG channels and a chin EMG.
inline RecordingPtr fakeNight(int epochs, std::filesystem::path path = "/nowhere/night.edf") {
    return std::make_shared<FakeRecording>(std::vector<std::string>{"EEG Fpz-Cz", "EEG Pz-Oz", "EMG chin"},
                                           epochs * kEpochSeconds, 100.0, std::move(path));
}

/// The network's verdicts for a night of letters: `certainty` for the stage, `secondShare` for the class
/// after it.
inline NightProbabilities probabilitiesFor(std::string_view letters, float certainty = 0.9f) {
    NightProbabilities night;
    night.grid = {0.0, kEpochSeconds, static_cast<std::int64_t>(letters.size())};
    night.modelName = "fake";
    night.derivation = "EEG Fpz-Cz";
    for (char letter : letters) {
        EpochVerdict verdict;
        const auto stage = stageFromLetter(letter);
        if (stage && isScored(*stage)) {
            const auto first = static_cast<std::size_t>(*stage);
            verdict.joint.fill(0.0f);
            verdict.joint[first] = certainty;
            verdict.joint[(first + 1) % kStageClassCount] = 1.0f - certainty;
            verdict.raw = verdict.joint;
            verdict.spectrogram = verdict.joint;
        }
        night.epochs.push_back(verdict);
    }
    return night;
}

} // namespace hypnodesk::test
