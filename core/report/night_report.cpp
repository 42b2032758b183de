#include "core/report/night_report.h"

#include <utility>

namespace hypnodesk {

const char* const kResearchNotice =
    "For research use. All automatically scored stages are subject to verification by a qualified clinician.";

NightReport makeNightReport(const Recording& recording, const Hypnogram& hypnogram,
                            const std::optional<NightProbabilities>& probabilities, std::string derivation,
                            const LightsTimes& lights, const TaskContext& context) {
    NightReport report;
    report.recording = recording.info();
    report.findings = recording.findings();
    report.hypnogram = hypnogram;
    report.probabilities = probabilities;
    report.statistics = sleepStatistics(hypnogram, lights);
    report.derivation = std::move(derivation);
    if (probabilities) {
        report.modelName = probabilities->modelName;
        report.modelDigest = probabilities->modelDigest;
        report.intervals = statisticIntervals(hypnogram, *probabilities, lights, {}, context.part(0.0, 0.5));
        const Hypnogram proposal = Hypnogram::fromProbabilities(*probabilities);
        if (proposal != hypnogram) {
            report.networkStatistics = sleepStatistics(proposal, lights);
            report.networkIntervals =
                statisticIntervals(proposal, *probabilities, lights, {}, context.part(0.5, 1.0));
        }
    }
    report.programVersion = HYPNODESK_VERSION;
    report.quality = reviewQuality(hypnogram, probabilities);
    return report;
}

} // namespace hypnodesk
