#include "app/command_line/score_night.h"

#include "app/command_line/score_outputs.h"
#include "app/command_line/score_record.h"
#include "app/command_line/score_study.h"
#include "app/command_line/study_files.h"
#include "core/base/text_fields.h"
#include "core/report/night_report.h"
#include "core/report/statistics_json.h"
#include "core/retraining/prepared_night.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk::cli {

namespace {

std::string textOf(const NightReport& report) {
    std::array<std::int64_t, kStageClassCount + 1> counts{};
    double sure = 0.0;
    const Hypnogram& hypnogram = report.hypnogram;
    for (std::int64_t e = 0; e < hypnogram.size(); ++e) {
        const Stage stage = hypnogram.stage(e);
        ++counts[isScored(stage) ? static_cast<std::size_t>(stage) : kStageClassCount];
        sure += confidence(report.probabilities->epochs[static_cast<std::size_t>(e)].joint);
    }
    std::string text = fmt::format(
        "{} epochs of {}: W {}, N1 {}, N2 {}, N3 {}, R {}, not scored {}; mean confidence {:.2f}",
        hypnogram.size(), report.derivation, counts[0], counts[1], counts[2], counts[3], counts[4], counts[5],
        hypnogram.isEmpty() ? 0.0 : sure / static_cast<double>(hypnogram.size()));
    for (const Finding& finding : report.findings)
        if (finding.code == "slow-eeg")
            text += "; " + finding.text;
    return text;
}

/// Files of earlier runs that were made of the same causes stay known.
std::vector<std::string> namesOf(const std::vector<ScoreOutput>& outputs, const Result<ScoreRecord>& earlier,
                                 const ScoreCause& cause) {
    std::vector<std::string> names;
    if (earlier && earlier->cause == cause)
        names = earlier->outputs;
    for (const ScoreOutput& output : outputs)
        names.push_back(toUtf8(output.path.filename().string()));
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

/// Outputs, then the record that says they are whole. A record of other causes goes first: a run that is
/// killed in between must not leave it beside files that it does not describe.
Result<void> writeAll(const Night& night, const std::vector<ScoreOutput>& outputs, const NightReport& report,
                      const ScoreCause& cause, const std::string& text,
                      const ReportTemplate& reportTemplate) {
    removeLeftovers(night.stem);
    const Result<ScoreRecord> earlier = readScoreRecord(night.stem);
    std::error_code ignored;
    if (!earlier || earlier->cause != cause)
        std::filesystem::remove(scoreRecordPath(night.stem), ignored);
    if (auto written = writeOutputs(outputs, report, reportTemplate); !written)
        return written;
    return writeScoreRecord(night.stem,
                            {.cause = cause,
                             .outputs = namesOf(outputs, earlier, cause),
                             .derivation = toUtf8(report.derivation),
                             .modelName = report.modelName,
                             .text = text,
                             .statistics = toJson(report.statistics, report.quality, report.intervals)});
}

/// Without the recording's path, which stands in front of it anyway.
std::string reasonOf(Error error, const std::filesystem::path& recording) {
    std::string where = recording.string();
    if (error.detail == where)
        return std::string(describe(error.code));
    where += ": ";
    if (error.detail.starts_with(where))
        error.detail.erase(0, where.size());
    return describe(error);
}

} // namespace

Result<NightScorer*> NightWorker::openedScorer(const ModelChoice::Chosen& model) {
    std::unique_ptr<NightScorer>& scorer = m_scorers[model.sha256];
    if (!scorer) {
        auto opened = m_network.openScorer(model.path, m_arguments.device);
        if (!opened)
            return tl::make_unexpected(opened.error());
        scorer = std::move(*opened);
    }
    return scorer.get();
}

NightOutcome NightWorker::score(const Night& night, const TaskContext& context) {
    auto outcome = tryScore(night, context);
    if (outcome)
        return *outcome;
    if (outcome.error().code == ErrorCode::Cancelled)
        return {NightOutcome::Kind::Stopped, "stopped"};
    return {NightOutcome::Kind::Failed, reasonOf(outcome.error(), night.recording)};
}

Result<NightOutcome> NightWorker::tryScore(const Night& night, const TaskContext& context) {
    using Kind = NightOutcome::Kind;
    if (night.refused)
        return tl::make_unexpected(*night.refused);
    const auto outputs = plannedOutputs(night.stem, night.recording, m_arguments);
    if (!outputs)
        return tl::make_unexpected(outputs.error());
    const auto cause = scoreCause(night.recording, m_models.fingerprint(), m_arguments);
    if (!cause)
        return tl::make_unexpected(cause.error());
    const bool needsRecord = !outputs->empty() || !m_arguments.summary.empty();
    bool filesAreUpToDate = !needsRecord;
    if (!m_arguments.force && needsRecord) {
        const auto record = readScoreRecord(night.stem);
        filesAreUpToDate = record && isUpToDate(*record, *cause, *outputs);
        if (filesAreUpToDate && !m_arguments.study)
            return NightOutcome{Kind::UpToDate, "up to date"};
    }
    const auto recording = Recording::open(night.recording);
    if (!recording)
        return tl::make_unexpected(recording.error());
    if (!night.wasNamed && (*recording)->channels().empty())
        return NightOutcome{Kind::PassedOver, "passed over: it holds annotations only"};
    const auto derivation = wishedDerivation(**recording, m_arguments.wish());
    if (!derivation)
        return tl::make_unexpected(derivation.error());
    const ModelChoice::Chosen& model = m_models.of(derivation->name);
    // Before the night is scored: a study that another program holds costs no minutes.
    std::optional<Study> study;
    if (m_arguments.study) {
        auto opened = openStudyOf(**recording, m_arguments.studyFolder);
        if (!opened)
            return tl::make_unexpected(opened.error());
        study = std::move(*opened);
        const Result<bool> holdsRun =
            m_arguments.force ? false : studyHoldsRun(*study, model.sha256, *derivation, m_arguments);
        if (!holdsRun)
            return tl::make_unexpected(holdsRun.error());
        if (*holdsRun && filesAreUpToDate)
            return NightOutcome{Kind::UpToDate, fmt::format("up to date in {}", study->path().string())};
        if (*holdsRun)
            study.reset(); // only files are wanted
    }
    const auto input = prepareModelInput(**recording, *derivation, context.part(0.0, 0.1));
    if (!input)
        return tl::make_unexpected(input.error());
    const auto scorer = openedScorer(model);
    if (!scorer)
        return tl::make_unexpected(scorer.error());
    const auto probabilities =
        (*scorer)->score(*input, {.stride = m_arguments.stride}, context.part(0.1, 0.95));
    if (!probabilities)
        return tl::make_unexpected(probabilities.error());
    NightReport report = makeNightReport(**recording, Hypnogram::fromProbabilities(*probabilities),
                                         *probabilities, derivation->name);
    if (areForReading(*outputs)) {
        auto withPicture =
            withSpectrogram(std::move(report), **recording, *derivation, context.part(0.95, 0.95));
        if (!withPicture)
            return tl::make_unexpected(withPicture.error());
        report = std::move(*withPicture);
    }
    std::string text = textOf(report);
    if (needsRecord)
        if (auto written = writeAll(night, *outputs, report, *cause, text, m_arguments.reportTemplate);
            !written)
            return tl::make_unexpected(written.error());
    if (study) {
        const auto kept = keepRun(*study, **recording, *probabilities, *derivation, (*scorer)->deviceName(),
                                  m_arguments, context.part(0.95, 1.0));
        if (!kept)
            return tl::make_unexpected(kept.error());
        text += fmt::format("; scoring \"{}\" in {}", *kept, study->path().string());
    }
    context.report(1.0, "written");
    return NightOutcome{Kind::Scored, std::move(text)};
}

} // namespace hypnodesk::cli
