#include "core/retraining/model_change_record.h"

#include "core/base/atomic_file.h"
#include "core/model/model_details.h"
#include "core/retraining/job_json.h"

#include <array>

namespace hypnodesk {

using nlohmann::json;

namespace {

constexpr int kVersion = 1;
constexpr std::size_t kChangesShown = 20; ///< of each kind

json orNull(const std::optional<double>& value) {
    return value ? json(*value) : json();
}

json orNull(const std::optional<Interval>& interval) {
    return interval ? json::array({interval->low, interval->high}) : json();
}

json testJson(const PairedTest& test) {
    return {{"subjects", test.count}, {"p", test.p}, {"smallest_p", test.smallestP}, {"exact", test.isExact}};
}

json figureJson(const FigureComparison& figure) {
    return {{"key", figure.key},
            {"name", figure.name},
            {"higher_is_better", figure.higherIsBetter},
            {"before", orNull(figure.before)},
            {"after", orNull(figure.after)},
            {"difference", orNull(figure.difference)},
            {"before_interval", orNull(figure.beforeInterval)},
            {"after_interval", orNull(figure.afterInterval)},
            {"difference_interval", orNull(figure.differenceInterval)},
            {"test", testJson(figure.test)}};
}

json statisticJson(const StatisticComparison& one) {
    return {{"key", one.key},
            {"name", one.name},
            {"unit", one.unit},
            {"nights", one.nights},
            {"bias_before", one.biasBefore},
            {"bias_after", one.biasAfter},
            {"error_before", one.errorBefore},
            {"error_after", one.errorAfter},
            {"difference_interval", orNull(one.differenceInterval)},
            {"test", testJson(one.test)}};
}

json changedJson(const Exam& exam) {
    json list = json::array();
    std::array<std::size_t, 2> shown{};
    for (const ChangedEpoch& one : exam.changed)
        if (++shown[one.isBetter() ? 1 : 0] <= kChangesShown)
            list.push_back({{"night", exam.nights[one.night].name},
                            {"epoch", one.epoch},
                            {"label", stageCode(one.label)},
                            {"before", stageCode(one.before)},
                            {"after", stageCode(one.after)},
                            {"certainty", one.certainty}});
    return list;
}

json forgettingJson(const ForgettingCheck& check) {
    return {{"reference", "simulated nights, made by the program from a fixed seed"},
            {"nights", check.nights},
            {"epochs", check.epochs},
            {"kappa_before", orNull(check.kappaBefore)},
            {"kappa_after", orNull(check.kappaAfter)},
            {"accuracy_before", orNull(check.accuracyBefore)},
            {"accuracy_after", orNull(check.accuracyAfter)},
            {"difference_interval", orNull(check.differenceInterval)},
            {"noticeable", check.isNoticeable()}};
}

json examJson(const Exam& exam) {
    json object = {{"verdict", examVerdictName(exam.verdict)},
                   {"recommends_new_model", exam.recommendsNewModel},
                   {"words", examWords(exam)},
                   {"epochs", exam.epochs},
                   {"nights", json::array()},
                   {"subjects", json::array()},
                   {"figures", json::array()},
                   {"statistics", json::array()},
                   {"changed_for_better", exam.changedForBetter},
                   {"changed_for_worse", exam.changedForWorse},
                   {"changed", changedJson(exam)},
                   {"forgetting", exam.forgetting ? forgettingJson(*exam.forgetting) : json()}};
    for (const ExamNightSummary& night : exam.nights)
        object["nights"].push_back({{"name", night.name},
                                    {"subject", night.subject},
                                    {"fold", night.fold},
                                    {"labels", night.labels},
                                    {"kappa_before", orNull(night.kappaBefore)},
                                    {"kappa_after", orNull(night.kappaAfter)}});
    for (const SubjectComparison& one : exam.subjects)
        object["subjects"].push_back({{"subject", one.subject},
                                      {"nights", one.nights},
                                      {"labels", one.labels},
                                      {"kappa_before", orNull(one.kappaBefore)},
                                      {"kappa_after", orNull(one.kappaAfter)}});
    for (const FigureComparison& figure : exam.figures)
        object["figures"].push_back(figureJson(figure));
    for (const StatisticComparison& one : exam.statistics)
        object["statistics"].push_back(statisticJson(one));
    return object;
}

} // namespace

std::string_view modelDecisionName(ModelDecision decision) {
    constexpr std::array<std::string_view, 3> kNames{"adopted", "kept", "undecided"};
    return kNames[static_cast<std::size_t>(decision)];
}

json toJson(const ModelChangeRecord& record) {
    const ModelSignature& signature = record.signature;
    return {{"format", "hypnodesk-model-change"},
            {"version", kVersion},
            {kRecordModelDigest, record.result.modelDigest},
            {"utc", signature.whenUtc},
            {"model", {{"name", record.modelName}, {"sha256", record.result.modelDigest}}},
            {"base", {{"name", record.result.baseName}, {"sha256", record.result.baseDigest}}},
            {"plan", toJson(record.plan)},
            {"data", toJson(record.result.nights)},
            {"left_out", record.result.leftOut},
            {"exam", examJson(record.result.exam)},
            {"device", record.result.device},
            {"seconds", record.result.seconds},
            {"decision",
             {{"decision", modelDecisionName(signature.decision)},
              {"signer", signature.signer},
              {"note", signature.note},
              {"when", signature.whenUtc},
              {"program", signature.program},
              {"host", signature.host}}}};
}

Result<void> writeModelChangeRecord(const ModelChangeRecord& record, const std::filesystem::path& path) {
    const json content = toJson(record);
    const auto html = modelChangeHtml(content);
    if (!html)
        return tl::make_unexpected(html.error());
    if (auto written =
            writeFileAtomically(path, content.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
        !written)
        return written;
    std::filesystem::path page = path;
    page.replace_extension(".html");
    return writeFileAtomically(page, *html);
}

} // namespace hypnodesk
