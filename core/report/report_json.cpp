#include "core/base/text_fields.h"
#include "core/report/night_report.h"
#include "core/report/report_language.h"
#include "core/report/report_text.h"
#include "core/report/statistics_json.h"

#include <nlohmann/json.hpp>

namespace hypnodesk {

namespace {

using nlohmann::json;

json recordingOf(const RecordingInfo& info) {
    return {{"file", toUtf8(info.path.filename().string())},
            {"variant", info.variant},
            {"patient", toUtf8(info.patient)},
            {"recording", toUtf8(info.recordingField)},
            {"start", isKnown(info.start) ? json(startText(info.start, ReportLanguage::English)) : json()},
            {"duration_s", info.durationSeconds}};
}

json scoringOf(const NightReport& report) {
    json stages = json::array();
    json sources = json::array();
    for (const EpochScore& score : report.hypnogram.epochs()) {
        stages.push_back(stageCode(score.stage));
        sources.push_back(sourceName(score.source));
    }
    json model = nullptr;
    if (!report.modelName.empty() || !report.modelDigest.empty())
        model = {{"name", toUtf8(report.modelName)}, {"sha256", toUtf8(report.modelDigest)}};
    return {{"derivation", toUtf8(report.derivation)},
            {"model", model},
            {"start_s", report.hypnogram.grid().startSeconds},
            {"epoch_s", report.hypnogram.grid().epochSeconds},
            {"stages", stages},
            {"sources", sources}};
}

json qualityOf(const NightReport& report) {
    json quality = {{"epochs", report.statistics.epochCount},
                    {"epochs_reviewed", report.statistics.reviewedEpochs},
                    {"epochs_proposed", report.statistics.proposedEpochs}};
    if (!report.probabilities)
        return quality;
    const ReviewQuality& q = report.quality;
    quality["epochs_changed"] = q.changedEpochs;
    quality["epochs_doubtful"] = q.doubtfulEpochs;
    quality["doubtful_below"] = 0.6;
    quality["epochs_flat"] = q.flatEpochs;
    quality["epochs_clipped"] = q.clippedEpochs;
    quality["epochs_missing"] = q.missingEpochs;
    quality["mean_confidence"] = q.meanConfidence ? json(*q.meanConfidence) : json();
    return quality;
}

} // namespace

json toJson(const NightReport& report) {
    json findings = json::array();
    for (const Finding& finding : report.findings)
        findings.push_back({{"severity", severityName(finding.severity)},
                            {"code", finding.code},
                            {"text", toUtf8(finding.text)}});
    json document = json(toJson(report.statistics, report.quality, report.intervals,
                                report.events ? &*report.events : nullptr));
    if (report.networkStatistics)
        document["network_alone"] = json(toJson(*report.networkStatistics, {}, report.networkIntervals));
    document["format"] = "hypnodesk-report";
    document["version"] = 1;
    document["notice"] = kResearchNotice;
    document["program"] = "hypnodesk " + report.programVersion;
    document["recording"] = recordingOf(report.recording);
    document["findings"] = findings;
    document["scoring"] = scoringOf(report);
    document["quality"] = qualityOf(report);
    return document;
}

} // namespace hypnodesk
