#include "core/base/text_fields.h"
#include "core/formats/epoch_lines.h"
#include "core/formats/event_table.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_labels.h"

// Noxturnal's list of events as CSV (UTF-8 or UTF-16): start and end with date and time, the event and its
// duration, in the language of the program; stages stand among respiratory events, body positions and
// arousals. The list does not know the recording's start, so the first stage counts as the start. Only read:
// Noxturnal takes no such list back.

namespace hypnodesk {

namespace {

/// Columns in English, French, German and Spanish.
TableColumns columnsOf(const EventTable& table) {
    TableColumns columns;
    columns.isEventList = true;
    columns.stage =
        table.firstOf({"event", "\xC3\x89v\xC3\xA9nement", "\xC3\xA9v\xC3\xA9nement", "ereignis", "evento"});
    columns.onset = table.firstOf({"start time",
                                   "heure de d\xC3\xA9"
                                   "but",
                                   "startzeit", "hora de inicio"});
    columns.end = table.firstOf({"end time", "heure de fin", "endzeit", "hora de fin"});
    columns.duration = table.firstOf({"duration",
                                      "dur\xC3\xA9"
                                      "e",
                                      "dauer", "duraci\xC3\xB3n"});
    return columns;
}

bool isComplete(const TableColumns& columns) {
    return columns.stage && columns.onset && (columns.end || columns.duration);
}

Result<ImportedHypnogram> readNoxturnal(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const EventTable table(*text, true);
    const TableColumns columns = columnsOf(table);
    if (!isComplete(columns))
        return fail(ErrorCode::FormatInvalid,
                    "the first line names no columns 'Start Time', 'End Time' and 'Event'");
    const StageOfLabel stageOf = [](std::string_view label) {
        return isUnmistakableStage(label) ? stageFromWord(label) : std::nullopt;
    };
    return hypnogramFromTable(table, columns, stageOf, options);
}

int detectNoxturnal(std::string_view head, const std::filesystem::path&) {
    return isComplete(columnsOf(EventTable(head, true))) ? 75 : 0;
}

} // namespace

HypnogramFormat noxturnalFormat() {
    return {.id = "noxturnal",
            .name = "Noxturnal events (CSV)",
            .suffix = ".noxturnal.csv",
            .detect = detectNoxturnal,
            .read = readNoxturnal,
            .write = nullptr,
            .holds = {}};
}

} // namespace hypnodesk
