#pragma once

#include "core/report/night_report.h"

#include <string>

namespace hypnodesk {

/// A recording without samples; everything else can be set.
class EmptyRecording : public Recording {
public:
    explicit EmptyRecording(double seconds) {
        m_info.path = "/nights/NIGHT.edf";
        m_info.variant = "EDF+C";
        m_info.patient = "MCH-0234567 F 02-MAY-1951 Haagse_Harry";
        m_info.start = {2026, 3, 1, 22, 45, 0.0};
        m_info.durationSeconds = seconds;
        m_findings = {{Finding::Severity::Loss, "truncated", "Header says 120 records, the file holds 118."}};
    }
    void readPhysical(int, std::int64_t, std::span<float> out) const override {
        std::fill(out.begin(), out.end(), 0.0f);
    }
};

/// W for 15 min, then three cycles of 6 N1, 60 N2, 40 N3, 20 N2, 30 R, 4 W, then 5 unscored: with three
/// cycles 515 epochs, and 3 * 156 of sleep, 234 min.
inline std::string threeCycles(int cycles = 3) {
    std::string letters(30, 'W');
    for (int cycle = 0; cycle < cycles; ++cycle)
        letters += std::string(6, '1') + std::string(60, '2') + std::string(40, '3') + std::string(20, '2') +
                   std::string(30, 'R') + std::string(4, 'W');
    return letters + std::string(5, '?');
}

inline NightProbabilities probabilitiesOf(const Hypnogram& hypnogram) {
    NightProbabilities night;
    night.grid = hypnogram.grid();
    night.modelName = "MC2SleepNet test";
    night.modelDigest = std::string(64, 'a');
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch) {
        EpochVerdict verdict;
        if (isScored(hypnogram.stage(epoch))) {
            verdict.joint.fill(0.05f);
            verdict.joint[static_cast<std::size_t>(hypnogram.stage(epoch))] = 0.8f;
        }
        night.epochs.push_back(verdict);
    }
    return night;
}

inline NightReport reportOn(const std::string& letters, bool withNetwork = true) {
    Hypnogram hypnogram = Hypnogram::fromLetters(letters, StageSource::Network);
    if (hypnogram.size() > 2) {
        hypnogram.set(0, {hypnogram.stage(0), StageSource::Accepted});
        hypnogram.set(1, {hypnogram.stage(1), StageSource::Person});
    }
    const EmptyRecording recording(static_cast<double>(letters.size()) * 30.0);
    std::optional<NightProbabilities> night;
    if (withNetwork)
        night = probabilitiesOf(hypnogram);
    NightReport report = makeNightReport(recording, hypnogram, night, "C4-M1");
    if (hypnogram.size() > 100) {
        ReportSpectrogram picture{96, 60, 0.0, recording.durationSeconds(), 30.0, "C4-M1", {}};
        for (int i = 0; i < 96 * 60; ++i)
            picture.levels.push_back(static_cast<std::uint8_t>(1 + (i * 7) % 255));
        report.spectrogram = std::move(picture);
    }
    return report;
}

/// Everything that a report can show.
inline NightReport wholeNight() {
    return reportOn(threeCycles());
}

/// 0 whole, 1 no epochs, 2 no sleep, 3 artefacts, 4 unscored, 5 long texts, 6 many cycles and findings, 7 one
/// epoch.
inline NightReport hardNight(int number) {
    switch (number) {
    case 1:
        return reportOn("", false);
    case 2:
        return reportOn(std::string(900, 'W'));
    case 3:
        return reportOn(std::string(200, 'W') + std::string(500, 'A') + "2222AAAA2222" +
                        std::string(200, 'A'));
    case 4:
        return reportOn(std::string(960, '?'), false);
    case 5: {
        NightReport report = wholeNight();
        const std::string words = "Maximiliane Friederike von und zu Hohenstein-Wittelsbach ";
        report.recording.patient = words + words + words + words;
        report.recording.path = "/nights/" + std::string(240, 'x') + ".edf";
        report.recording.recordingField = words + words;
        report.derivation = "EEG " + std::string(60, 'C');
        report.modelName = words + words;
        report.findings = {
            {Finding::Severity::Repair, "no-such-code", words + words + words + words + words}};
        report.scoring = ScoringInfo{};
        report.scoring->name = words + words;
        report.scoring->scorer = words;
        report.scoring->signedBy = words + words;
        report.scoring->signedUtc = "2026-03-03T09:15:00.123Z";
        return report;
    }
    case 6: {
        NightReport report = reportOn(threeCycles(9));
        report.findings.resize(
            40, {Finding::Severity::Repair, "record-onset", "Record 7 begins 3 s late; it is kept."});
        return report;
    }
    case 7:
        return reportOn("2");
    default:
        return wholeNight();
    }
}

} // namespace hypnodesk
