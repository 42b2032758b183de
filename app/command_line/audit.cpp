#include "app/command_line/command.h"
#include "app/command_line/study_files.h"
#include "core/base/text_fields.h"
#include "core/report/audit_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

namespace hypnodesk::cli {

namespace {

constexpr std::int64_t kRowsAtOnce = 10'000;

struct AuditArguments {
    std::string study;
    std::string anchor;
    bool verify = false;
    bool csv = false;
    bool json = false;
};

std::string textOf(const nlohmann::ordered_json& value, int indent) {
    return value.dump(indent, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Control characters would let a note move the cursor of whoever reads the table.
std::string printable(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == '\x7F')
            c = ' ';
    return text;
}

/// "epoch 12: N1 -> N2 (key)", or the note.
std::string changeText(const JournalRow& row) {
    if (!row.epoch || !row.before || !row.after)
        return row.note;
    std::string text = fmt::format("epoch {}: {} -> {} ({})", *row.epoch, stageCode(row.before->stage),
                                   stageCode(row.after->stage), row.source);
    if (!row.note.empty())
        text += fmt::format(", {}", row.note);
    return text;
}

void printRow(const JournalRow& row) {
    fmt::print("{:>7}  {:<24}  {:<14}  {:<11}  {:<18}  {}\n", row.number, printable(row.utc),
               printable(row.user), printable(row.action), printable(row.scoringName),
               printable(changeText(row)));
}

/// Shows every row to `print`, a page at a time.
template <typename Print>
Result<std::int64_t> forEachRow(const Study& study, const Print& print) {
    std::int64_t count = 0;
    for (std::int64_t first = 1;; first += kRowsAtOnce) {
        const auto rows = study.journal(first, kRowsAtOnce);
        if (!rows)
            return tl::make_unexpected(rows.error());
        for (const JournalRow& row : *rows)
            print(row, count++);
        const auto head = study.journalHead();
        if (rows->empty() || (head && rows->back().number >= head->rows))
            return count;
    }
}

Result<std::int64_t> printJournal(const Study& study, const AuditArguments& arguments) {
    if (arguments.csv) {
        fmt::print("{}", auditCsvHead());
        return forEachRow(study,
                          [](const JournalRow& row, std::int64_t) { fmt::print("{}", auditCsvLine(row)); });
    }
    if (arguments.json) {
        fmt::print("[");
        auto count = forEachRow(study, [](const JournalRow& row, std::int64_t before) {
            fmt::print("{}\n{}", before > 0 ? "," : "", textOf(toJson(row), -1));
        });
        fmt::print("\n]\n");
        return count;
    }
    fmt::print("{:>7}  {:<24}  {:<14}  {:<11}  {:<18}  {}\n", "row", "UTC", "user", "action", "scoring",
               "what (epochs count from 0)");
    return forEachRow(study, [](const JournalRow& row, std::int64_t) { printRow(row); });
}

/// "812:3f2a...": rows and hash as --verify prints them.
Result<std::optional<JournalHead>> anchorOf(const std::string& text) {
    if (text.empty())
        return std::nullopt;
    const std::size_t colon = std::min(text.find(':'), text.size() - 1);
    const std::int64_t rows = parseInteger(std::string_view(text).substr(0, colon)).value_or(-1);
    const std::string hash = toLowerAscii(std::string_view(text).substr(colon + 1));
    if (rows < 0 || hash.size() != 64 || hash.find_first_not_of("0123456789abcdef") != std::string::npos)
        return fail(ErrorCode::ArgumentInvalid,
                    "--anchor wants ROWS:HASH, as 'hypno audit --verify' printed it or an evidence bundle's "
                    "manifest holds it");
    return JournalHead{rows, hash};
}

int verify(const Study& study, const AuditArguments& arguments, const std::optional<JournalHead>& anchor) {
    const auto verdict = study.verifyJournal(terminalContext("verifying"), anchor);
    if (!verdict) {
        complain(verdict.error());
        return kNothingDone;
    }
    if (arguments.json) {
        fmt::print("{}\n", textOf(toJson(*verdict), 2));
        return verdict->isIntact() ? kDone : kSomeFailed;
    }
    for (const JournalProblem& problem : verdict->problems) {
        const std::string where = problem.row > 0 ? fmt::format("row {}: ", problem.row) : std::string();
        fmt::print("{}{}: {}\n", where, journalProblemName(problem.kind), printable(problem.text));
    }
    const auto listed = static_cast<std::int64_t>(verdict->problems.size());
    if (listed < verdict->problemCount)
        fmt::print("and {} more\n", verdict->problemCount - listed);
    fmt::print("{}: {}, {} rows, head {}:{}\n", study.path().string(),
               verdict->isIntact() ? "intact" : fmt::format("NOT intact, {} problems", verdict->problemCount),
               verdict->rows, verdict->head.rows, verdict->head.hash);
    return verdict->isIntact() ? kDone : kSomeFailed;
}

int run(const AuditArguments& arguments) {
    const auto anchor = anchorOf(arguments.anchor);
    if (!anchor) {
        complain(anchor.error());
        return kWrongUsage;
    }
    const auto study = openStudy(arguments.study, StudyMode::ReadOnly);
    if (!study) {
        complain(study.error());
        return kNothingDone;
    }
    if (arguments.verify || *anchor)
        return verify(*study, arguments, *anchor);
    if (const auto printed = printJournal(*study, arguments); !printed) {
        complain(printed.error());
        return kNothingDone;
    }
    return kDone;
}

} // namespace

void addAudit(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<AuditArguments>();
    CLI::App* command = app.add_subcommand(
        "audit", "Print or verify the audit journal of a study: who changed what, and when");
    command->add_option("study", a->study, "Study (NIGHT.hypno); it is only read")->required();
    const auto verifyFlag =
        command->add_flag("--verify", a->verify,
                          "Look for altered, removed, added or moved rows; exit code 1 when there are any");
    const auto csv =
        command->add_flag("--csv", a->csv, "CSV of all fields, from which the chain can be computed");
    command->add_flag("--json", a->json, "JSON for machines")->excludes(csv);
    command->add_option("--anchor", a->anchor,
                        "ROWS:HASH written down earlier, which the journal must contain (implies --verify)");
    csv->excludes(verifyFlag);
    command->callback([a, &chosen] { chosen = [a] { return run(*a); }; });
}

} // namespace hypnodesk::cli
