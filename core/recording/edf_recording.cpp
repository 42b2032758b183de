#include "core/recording/edf_recording.h"

#include "core/base/text_fields.h"
#include "core/recording/channel_label.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>

namespace hypnodesk {

namespace {

bool isElectrophysiology(ChannelRole role) {
    return role == ChannelRole::Eeg || role == ChannelRole::Eog || role == ChannelRole::Emg ||
           role == ChannelRole::Ecg || role == ChannelRole::Leg;
}

} // namespace

EdfRecording::EdfRecording(EdfFile file, std::filesystem::path path) : m_file(std::move(file)) {
    const EdfHeader& header = m_file.header();
    m_info.path = std::move(path);
    m_info.variant = header.variant();
    m_info.patient = header.patient;
    m_info.recordingField = header.recordingField;
    m_info.start = m_file.start();
    m_info.recordSeconds = header.recordSeconds;
    m_info.recordCount = header.recordCount;
    for (const RecordRun& run : m_file.runs())
        m_info.durationSeconds =
            std::max(m_info.durationSeconds,
                     run.startSeconds + static_cast<double>(run.recordCount) * header.recordSeconds);
    m_annotations = m_file.annotations();
    m_findings = m_file.findings();
    addChannels();
    findGaps();
}

void EdfRecording::addChannels() {
    const EdfHeader& header = m_file.header();
    const std::vector<RecordRun>& runs = m_file.runs();
    const bool isOnePiece = runs.size() == 1 && runs.front().startSeconds == 0.0;
    std::map<std::string, int> timesSeen;
    for (std::size_t i = 0; i < header.signals.size(); ++i) {
        const EdfSignal& signal = header.signals[i];
        if (signal.isAnnotation || signal.samplesPerRecord == 0)
            continue;
        Channel channel;
        channel.index = static_cast<int>(m_channels.size());
        channel.label = signal.label;
        if (const int seen = ++timesSeen[signal.label]; seen > 1)
            channel.label += fmt::format(" ({})", seen);
        channel.unit = signal.unit;
        channel.transducer = signal.transducer;
        channel.prefilter = signal.prefilter;
        channel.rateHz = static_cast<double>(signal.samplesPerRecord) / header.recordSeconds;
        channel.sampleCount = isOnePiece ? m_file.sampleCount(static_cast<int>(i))
                                         : std::llround(m_info.durationSeconds * channel.rateHz);
        channel.physicalMinimum = signal.physicalMinimum;
        channel.physicalMaximum = signal.physicalMaximum;
        channel.role = roleFromLabel(signal.label);
        if (toLowerAscii(signal.unit).find("ohm") != std::string::npos)
            channel.role = ChannelRole::Other; // "ECG impedance" is no ECG
        const VoltageUnit unit = parseUnit(signal.unit);
        channel.isVoltage = unit.isVoltage || (signal.unit.empty() && isElectrophysiology(channel.role));
        channel.toMicrovolts = unit.toMicrovolts;
        m_channels.push_back(std::move(channel));
        m_signals.push_back(static_cast<int>(i));
    }
    for (const auto& [label, count] : timesSeen)
        if (count > 1)
            m_findings.push_back(
                {Finding::Severity::Note, "duplicate-label",
                 fmt::format("{} channels are called \"{}\"; they are numbered.", count, label)});
}

void EdfRecording::findGaps() {
    // Joining records tolerates a millisecond; so does this.
    constexpr double kTolerance = 1.0e-3;
    double end = 0.0;
    for (const RecordRun& run : m_file.runs()) {
        if (run.startSeconds > end + kTolerance)
            m_gaps.push_back({end, run.startSeconds});
        end = std::max(end, run.startSeconds + static_cast<double>(run.recordCount) * m_info.recordSeconds);
    }
}

void EdfRecording::readPhysical(int channel, std::int64_t firstSample, std::span<float> out) const {
    assert(channel >= 0 && channel < static_cast<int>(m_channels.size()));
    std::fill(out.begin(), out.end(), std::numeric_limits<float>::quiet_NaN());
    const Channel& info = m_channels[static_cast<std::size_t>(channel)];
    const int signal = signalOfChannel(channel);
    const std::int64_t perRecord = m_file.header().signals[static_cast<std::size_t>(signal)].samplesPerRecord;
    const std::int64_t begin = std::max<std::int64_t>(firstSample, 0);
    const std::int64_t end = std::min(firstSample + static_cast<std::int64_t>(out.size()), info.sampleCount);

    // Runs are sorted by start and an earlier run holds where two overlap, so one pass with a moving limit
    // suffices.
    std::int64_t free = begin;
    for (const RecordRun& run : m_file.runs()) {
        const std::int64_t runBegin = std::llround(run.startSeconds * info.rateHz);
        if (runBegin >= end)
            break;
        const std::int64_t from = std::max(free, runBegin);
        const std::int64_t to = std::min(end, runBegin + run.recordCount * perRecord);
        if (from >= to)
            continue;
        m_file.readPhysical(
            signal, run.firstRecord * perRecord + (from - runBegin), info.toMicrovolts,
            out.subspan(static_cast<std::size_t>(from - firstSample), static_cast<std::size_t>(to - from)));
        free = to;
    }
}

} // namespace hypnodesk
