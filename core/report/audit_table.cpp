#include "core/report/audit_table.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace hypnodesk {

namespace {

/// A cell, in quotes where the comma, a quote or a line end asks for them.
std::string cell(std::string_view text) {
    if (text.find_first_of("\",\r\n") == std::string_view::npos)
        return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"')
            quoted.push_back('"');
        quoted.push_back(c);
    }
    quoted.push_back('"');
    return quoted;
}

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
    return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", row.number, cell(row.utc),
                       cell(row.user), cell(row.program), cell(row.action), orEmpty(row.scoring),
                       cell(row.scoringName), orEmpty(row.epoch), stageOf(row.before), sourceOf(row.before),
                       stageOf(row.after), sourceOf(row.after), cell(row.source), cell(row.modelDigest),
                       cell(row.note), cell(row.stages), cell(row.hash));
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
