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

// YASA's hypnogram as pandas saves it: "Epoch,Stage", then the number of the epoch (30 s, from 0) and its
// stage, WAKE N1 N2 N3 REM ART UNS, or YASA's integers. Movement is written as artefact.

namespace hypnodesk {

namespace {

/// Two columns: an index, which pandas may leave without a name, and the stages.
std::optional<TableColumns> columnsOf(const EventTable& table) {
    constexpr std::array<std::string_view, 3> kEpochNames{"epoch", "index", ""};
    constexpr std::array<std::string_view, 5> kStageNames{"stage", "stages", "hypno", "hypnogram",
                                                          "sleep_stage"};
    const auto isOneOf = [](const auto& names, std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (table.names.size() != 2 || !isOneOf(kEpochNames, table.names[0]) ||
        !isOneOf(kStageNames, table.names[1]))
        return std::nullopt;
    TableColumns columns;
    columns.epoch = 0;
    columns.stage = 1;
    return columns;
}

std::optional<Stage> stageOf(std::string_view label) {
    return parseNumber(label) ? stageFromNumber(yasaCodes(), label) : stageFromWord(label);
}

Result<ImportedHypnogram> readYasaCsv(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const EventTable table(*text, true);
    const std::optional<TableColumns> columns = columnsOf(table);
    if (!columns)
        return fail(ErrorCode::FormatInvalid, "the first line is not \"Epoch,Stage\"");
    return hypnogramFromTable(table, *columns, stageOf, options);
}

std::string_view wordOf(Stage stage) {
    switch (stage) {
    case Stage::Wake:
        return "WAKE";
    case Stage::Rem:
        return "REM";
    case Stage::Unscored:
        return "UNS";
    case Stage::Movement:
    case Stage::Artefact:
        return "ART";
    default:
        return stageCode(stage);
    }
}

Result<void> writeYasaCsv(const std::filesystem::path& path, const ExportContent& content) {
    std::string text = "Epoch,Stage\n";
    for (std::int64_t epoch = 0; epoch < content.hypnogram.size(); ++epoch)
        text += fmt::format("{},{}\n", epoch, wordOf(content.hypnogram.stage(epoch)));
    return writeFileAtomically(path, text);
}

int detectYasaCsv(std::string_view head, const std::filesystem::path&) {
    return columnsOf(EventTable(head, true)) ? 85 : 0;
}

} // namespace

HypnogramFormat yasaCsvFormat() {
    return {.id = "yasa-csv",
            .name = "YASA, table of epochs",
            .suffix = ".yasa.csv",
            .detect = detectYasaCsv,
            .read = readYasaCsv,
            .write = writeYasaCsv,
            .holds = {.onset = false, .epochSeconds = kEpochSeconds, .movement = Stage::Artefact}};
}

} // namespace hypnodesk
