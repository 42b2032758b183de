#include "core/report/night_report.h"

#include "core/recording/derivation.h"
#include "core/recording/slow_eeg.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hypnodesk {

const char* const kResearchNotice =
    "For research use. All automatically scored stages are subject to verification by a qualified clinician.";

namespace {

std::int64_t acceptedEpochs(const Hypnogram& hypnogram, const NightProbabilities& night) {
    std::int64_t count = 0;
    const std::int64_t size = std::min(hypnogram.size(), static_cast<std::int64_t>(night.epochs.size()));
    for (std::int64_t epoch = 0; epoch < size; ++epoch) {
        const StageSource source = hypnogram[epoch].source;
        const bool isProposal =
            night.isScored(epoch) &&
            hypnogram.stage(epoch) == mostProbable(night.epochs[static_cast<std::size_t>(epoch)].joint);
        count += source == StageSource::Accepted || (source == StageSource::Person && isProposal);
    }
    return count;
}

void addSlowEeg(const Recording& recording, const std::string& name, std::vector<Finding>& findings) {
    const auto derivation = parseDerivation(recording, name);
    if (!derivation || rateHz(recording, *derivation) >= kSlowestGoodRateHz)
        return;
    const double rate = rateHz(recording, *derivation);
    findings.push_back({Finding::Severity::Note, "slow-eeg",
                        fmt::format("{} has {:g} samples a second and holds no wave above {:g} Hz; the "
                                    "network errs more often in it.",
                                    name, rate, rate / 2.0)});
}

} // namespace

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
        addSlowEeg(recording, report.derivation, report.findings);
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
    if (probabilities)
        report.acceptedEpochs = acceptedEpochs(hypnogram, *probabilities);
    return report;
}

std::vector<StatisticRow> statisticRows(const NightReport& report) {
    std::vector<StatisticRow> rows =
        statisticRows(report.statistics, report.probabilities ? std::optional(report.quality) : std::nullopt,
                      report.events ? &*report.events : nullptr);
    addIntervals(rows, report.intervals);
    return rows;
}

void setEvents(NightReport& report, std::span<const ScoredEvent> events) {
    if (!events.empty())
        report.events = eventStatistics(events, report.hypnogram, report.statistics);
}

} // namespace hypnodesk
