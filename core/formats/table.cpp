#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"
#include "core/formats/epoch_lines.h"
#include "core/formats/event_table.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_codes.h"
#include "core/formats/stage_labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

// Any table with a column of stages (tab, ';' or ',' between columns): one row per epoch or per stretch of a
// stage, with an onset in seconds or clock times, a duration or an end, or the number of the epoch, or
// nothing but stages. The columns are guessed from their names and from what stands in them;
// ReadOptions::columns says better. Written like the events of BIDS: "onset", "duration" and "stage", a row
// per epoch.

namespace hypnodesk {

namespace {

constexpr std::array<std::string_view, 6> kRoles{"stage", "onset", "duration", "end", "epoch", "codes"};

/// How many rows tell what a column holds.
constexpr std::size_t kRowsLookedAt = 50;

StageCodes codesNamed(std::string_view name) {
    return name == "rk" ? rechtschaffenKalesCodes() : yasaCodes();
}

std::vector<std::string_view> columnOf(const EventTable& table, std::size_t column, std::size_t mostRows) {
    std::vector<std::string_view> values;
    for (std::size_t row = 0; row < std::min(mostRows, table.rows.size()); ++row)
        if (const std::vector<std::string_view> fields = table.fields(row); column < fields.size())
            values.push_back(fields[column]);
    return values;
}

/// 5 is REM in one table of numbers and nothing in the other.
StageCodes codesOf(const EventTable& table, const TableColumns& columns, const ReadOptions& options) {
    if (const auto named = options.columns.find("codes"); named != options.columns.end())
        return codesNamed(named->second);
    const std::vector<std::string_view> values = columnOf(table, *columns.stage, table.rows.size());
    const bool hasFive = std::any_of(values.begin(), values.end(),
                                     [](std::string_view value) { return parseNumber(value) == 5.0; });
    return codesNamed(hasFive ? "rk" : "aasm");
}

bool looksLikeStages(const EventTable& table, std::size_t column, bool withNumbers) {
    const std::vector<std::string_view> values = columnOf(table, column, kRowsLookedAt);
    const auto stages = std::count_if(values.begin(), values.end(), [&](std::string_view value) {
        return stageFromWord(value) || (withNumbers && stageFromNumber(rechtschaffenKalesCodes(), value));
    });
    return stages > 0 && 2 * stages >= static_cast<std::ptrdiff_t>(values.size());
}

void guessStage(const EventTable& table, TableColumns& columns) {
    columns.stage = table.firstOf({"stage", "stages", "sleep_stage", "sleep stage", "sleepstage", "staging",
                                   "hypnogram", "hypno", "score", "scoring"});
    if (columns.stage)
        return;
    // Lists of events: the stages stand among arousals and apnoeas.
    columns.stage = table.firstOf(
        {"description", "event", "label", "trial_type", "annotation", "type", "name", "value", "class"});
    columns.isEventList = columns.stage.has_value();
    if (columns.stage)
        return;
    const std::size_t width = table.rows.empty() ? 0 : table.fields(0).size();
    for (std::size_t column = 0; column < width && !columns.stage; ++column)
        if (looksLikeStages(table, column, false))
            columns.stage = column;
}

TableColumns guessedColumns(const EventTable& table) {
    TableColumns columns;
    guessStage(table, columns);
    columns.onset =
        table.firstOf({"onset", "onset_s", "onset (s)", "start", "start_s", "start (s)", "start time",
                       "start_time", "starttime", "begin", "time", "time_s", "timestamp", "clock"});
    columns.duration =
        table.firstOf({"duration", "duration_s", "duration (s)", "duration[s]", "dur", "length"});
    columns.end =
        table.firstOf({"end", "end_s", "end (s)", "end time", "end_time", "endtime", "stop", "stop time"});
    columns.epoch = table.firstOf({"epoch", "epoch_number", "epoch number", "epochs", "index", "nr", "no"});
    return columns;
}

/// Guesses, then what the user says. ArgumentInvalid for a role or a column that there is not.
Result<TableColumns> columnsOf(const EventTable& table, const ReadOptions& options) {
    TableColumns columns = guessedColumns(table);
    for (const auto& [role, name] : options.columns) {
        if (std::find(kRoles.begin(), kRoles.end(), role) == kRoles.end())
            return fail(
                ErrorCode::ArgumentInvalid,
                fmt::format("no such role of a column: '{}' (stage, onset, duration, end, epoch, codes)",
                            role));
        if (role == "codes" && name != "rk" && name != "aasm")
            return fail(ErrorCode::ArgumentInvalid, fmt::format("codes are 'aasm' or 'rk', not '{}'", name));
        const std::optional<std::size_t> column = role == "codes" ? std::nullopt : table.column(name);
        if (role != "codes" && !column)
            return fail(ErrorCode::ArgumentInvalid, fmt::format("the table has no column '{}'", name));
        if (role == "stage")
            columns.isEventList = false;
        std::optional<std::size_t> unused;
        (role == "stage"      ? columns.stage
         : role == "onset"    ? columns.onset
         : role == "duration" ? columns.duration
         : role == "end"      ? columns.end
         : role == "epoch"    ? columns.epoch
                              : unused) = column;
    }
    if (!columns.stage)
        return fail(ErrorCode::DataMissing,
                    "no column of the table holds stages; name it with the role 'stage'");
    return columns;
}

/// A table that begins with data has a stage in its first line already.
bool beginsWithNames(std::string_view text) {
    const EventTable table(text, false);
    if (table.rows.empty())
        return true;
    const std::vector<std::string_view> fields = table.fields(0);
    return std::none_of(fields.begin(), fields.end(), [](std::string_view field) {
        return isUnmistakableStage(field) || parseNumber(field);
    });
}

std::string namesOf(const EventTable& table, const TableColumns& columns) {
    std::string text;
    const auto add = [&](const char* role, std::optional<std::size_t> column) {
        if (!column)
            return;
        const bool isNamed = *column < table.names.size();
        text += fmt::format("{}{} '{}'", text.empty() ? "" : ", ", role,
                            isNamed ? table.names[*column] : std::to_string(*column + 1));
    };
    add("stage", columns.stage);
    add("onset", columns.onset);
    add("duration", columns.duration);
    add("end", columns.end);
    if (!columns.onset)
        add("epoch", columns.epoch);
    return text;
}

Result<ImportedHypnogram> readTable(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const EventTable table(*text, beginsWithNames(*text));
    const Result<TableColumns> columns = columnsOf(table, options);
    if (!columns)
        return tl::make_unexpected(columns.error());
    const StageCodes codes = codesOf(table, *columns, options);
    const bool numbersCount = !columns->isEventList;
    bool hasNumbers = false;
    const StageOfLabel stageOf = [&](std::string_view label) -> std::optional<Stage> {
        if (columns->isEventList && !isUnmistakableStage(label))
            return std::nullopt;
        if (numbersCount && parseNumber(label)) {
            hasNumbers = true;
            return stageFromNumber(codes, label);
        }
        return stageFromWord(label);
    };
    Result<ImportedHypnogram> result = hypnogramFromTable(table, *columns, stageOf, options);
    if (!result)
        return result;
    result->notes.push_back(fmt::format("columns: {}", namesOf(table, *columns)));
    if (hasNumbers)
        result->notes.push_back(codes.data() == yasaCodes().data()
                                    ? "stages are numbers: 4 was read as REM (codes 'aasm')"
                                    : "stages are numbers: 4 was read as N3, 5 as REM (codes 'rk')");
    return result;
}

Result<void> writeTable(const std::filesystem::path& path, const ExportContent& content) {
    const EpochGrid& grid = content.hypnogram.grid();
    std::string text = "onset\tduration\tstage\n";
    for (std::int64_t epoch = 0; epoch < grid.count; ++epoch)
        text += fmt::format("{}\t{}\t{}\n", formatNumber(grid.onsetSeconds(epoch)),
                            formatNumber(grid.epochSeconds), stageCode(content.hypnogram.stage(epoch)));
    return writeFileAtomically(path, text);
}

int detectTable(std::string_view head, const std::filesystem::path&) {
    if (head.find('\0') != std::string_view::npos)
        return 0;
    const std::size_t lastEnd = head.find_last_of('\n');
    const std::string_view whole = lastEnd == std::string_view::npos ? head : head.substr(0, lastEnd);
    const EventTable table(whole, beginsWithNames(whole));
    if (table.rows.empty() || table.fields(0).size() < 2)
        return 0;
    const TableColumns columns = guessedColumns(table);
    const bool hasTimes = columns.onset || columns.epoch;
    if (!columns.stage || (columns.isEventList && !hasTimes))
        return 0;
    if (!columns.isEventList && !looksLikeStages(table, *columns.stage, true))
        return 0;
    return hasTimes && !columns.isEventList ? 45 : 35;
}

} // namespace

HypnogramFormat tableFormat() {
    return {.id = "table",
            .name = "Table of any program (TSV, CSV)",
            .suffix = ".tsv",
            .detect = detectTable,
            .read = readTable,
            .write = writeTable,
            .holds = {}};
}

} // namespace hypnodesk
