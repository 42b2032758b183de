#include "core/report/audit_table.h"

#include "core/base/csv_field.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace hypnodesk {

namespace {

std::string orEmpty(const std::optional<std::int64_t>& number) {
    return number ? fmt::format("{}", *number) : std::string();
}

std::string_view stageOf(const std::optional<EpochScore>& score) {
    return score ? stageCode(score->stage) : std::string_view();
}

std::string_view sourceOf(const std::optional<EpochScore>& score) {
    return score ? sourceName(score->source) : std::string_view();
}

nlohmann::ordered_json orNull(const std::optional<std::int64_t>& number) {
    return number ? nlohmann::ordered_json(*number) : nullptr;
}

} // namespace

std::string auditCsvHead() {
    return "number,utc,user,program,action,scoring,scoring_name,epoch,before,before_source,after,after_"
           "source,"
           "source,model_digest,note,stages,hash\n";
}

std::string auditCsvLine(const JournalRow& row) {
    return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", row.number, csvField(row.utc),
                       csvField(row.user), csvField(row.program), csvField(row.action), orEmpty(row.scoring),
                       csvField(row.scoringName), orEmpty(row.epoch), stageOf(row.before),
                       sourceOf(row.before), stageOf(row.after), sourceOf(row.after), csvField(row.source),
                       csvField(row.modelDigest), csvField(row.note), csvField(row.stages),
                       csvField(row.hash));
}

nlohmann::ordered_json toJson(const JournalRow& row) {
    using json = nlohmann::ordered_json;
    const auto stage = [](const std::optional<EpochScore>& score) {
        return score ? json(stageCode(score->stage)) : json();
    };
    const auto source = [](const std::optional<EpochScore>& score) {
        return score ? json(sourceName(score->source)) : json();
    };
    return {{"number", row.number},
            {"utc", row.utc},
            {"user", row.user},
            {"program", row.program},
            {"action", row.action},
            {"scoring", orNull(row.scoring)},
            {"scoring_name", row.scoringName},
            {"epoch", orNull(row.epoch)},
            {"before", stage(row.before)},
            {"before_source", source(row.before)},
            {"after", stage(row.after)},
            {"after_source", source(row.after)},
            {"source", row.source},
            {"model_digest", row.modelDigest},
            {"note", row.note},
            {"stages", row.stages},
            {"hash", row.hash}};
}

nlohmann::ordered_json toJson(const JournalVerdict& verdict) {
    using json = nlohmann::ordered_json;
    json problems = json::array();
    for (const JournalProblem& problem : verdict.problems)
        problems.push_back(
            {{"kind", journalProblemName(problem.kind)}, {"row", problem.row}, {"text", problem.text}});
    return {{"intact", verdict.isIntact()},
            {"rows", verdict.rows},
            {"head", {{"rows", verdict.head.rows}, {"hash", verdict.head.hash}}},
            {"problem_count", verdict.problemCount},
            {"problems", problems}};
}

} // namespace hypnodesk
