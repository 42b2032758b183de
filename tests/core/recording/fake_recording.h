#pragma once

#include "core/recording/channel_label.h"
#include "core/recording/recording.h"

#include <limits>

/// A recording in memory: what a test needs to know about channels without writing a file.
class FakeRecording final : public hypnodesk::Recording {
public:
    /// Adds a channel of the role that its label says.
    FakeRecording& add(const std::string& label, double rateHz = 100.0, std::vector<float> samples = {0.0f},
                       const std::string& unit = "uV") {
        hypnodesk::Channel channel;
        channel.index = static_cast<int>(m_channels.size());
        channel.label = label;
        channel.unit = unit;
        channel.rateHz = rateHz;
        channel.sampleCount = static_cast<std::int64_t>(samples.size());
        channel.role = hypnodesk::roleFromLabel(label);
        channel.isVoltage = hypnodesk::parseUnit(unit).isVoltage;
        m_channels.push_back(channel);
        m_samples.push_back(std::move(samples));
        return *this;
    }

    void readPhysical(int channel, std::int64_t firstSample, std::span<float> out) const override {
        const std::vector<float>& samples = m_samples[static_cast<std::size_t>(channel)];
        for (std::size_t i = 0; i < out.size(); ++i) {
            const std::int64_t at = firstSample + static_cast<std::int64_t>(i);
            out[i] = at >= 0 && at < static_cast<std::int64_t>(samples.size())
                         ? samples[static_cast<std::size_t>(at)]
                         : std::numeric_limits<float>::quiet_NaN();
        }
    }

private:
    std::vector<std::vector<float>> m_samples;
};
