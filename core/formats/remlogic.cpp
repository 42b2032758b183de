#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"
#include "core/formats/epoch_lines.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_labels.h"

#include <fmt/format.h>

#include <algorithm>

// RemLogic's "Event Export" as text (the CAP Sleep Database holds many): a preamble, a line of column names,
// then tab-separated events; "SLEEP-S0" is wake, "SLEEP-REM", "SLEEP-MT" and "SLEEP-UNSCORED" speak for
// themselves. Which columns there are, and in which language, depends on the laboratory. The preamble tells
// the date of the recording, not its start: the first stage counts as the start.

namespace hypnodesk {

namespace {

constexpr std::string_view kTitle = "RemLogic Event Export";

struct Columns {
    std::optional<std::size_t> time;
    std::optional<std::size_t> event;
    std::optional<std::size_t> duration;

    explicit Columns(std::string_view line) {
        const std::vector<std::string_view> names = fieldsOf(line, '\t');
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i].find("[hh:mm:ss") != std::string_view::npos)
                time = i;
            else if (names[i].find("[s]") != std::string_view::npos)
                duration = i;
            else if (time && !event)
                event = i; // "Event" in the laboratory's language follows the time
        }
    }

    bool areAll() const { return time && event && duration; }

    std::string_view field(const std::vector<std::string_view>& fields, std::optional<std::size_t> at) const {
        return *at < fields.size() ? fields[*at] : std::string_view();
    }
};

/// "Recording Date:\t19/08/2007" -> the moment with that date.
StartTime dated(StartTime moment, const std::optional<StartTime>& date) {
    if (date && !moment.hasDate()) {
        moment.year = date->year;
        moment.month = date->month;
        moment.day = date->day;
    }
    return moment;
}

Result<ImportedHypnogram> readRemlogic(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const std::vector<std::string_view> lines = textLines(*text);
    std::optional<Columns> columns;
    std::optional<StartTime> date;
    ClockTimeline timeline;
    std::vector<LabelledSpan> spans;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!columns) {
            if (lines[i].starts_with("Recording Date:"))
                date = momentFromText(fmt::format("{} 0:0:0", trimmed(lines[i].substr(15))));
            if (const Columns names(lines[i]); names.areAll())
                columns = names;
            continue;
        }
        const std::vector<std::string_view> fields = fieldsOf(lines[i], '\t');
        const std::string_view label = columns->field(fields, columns->event);
        if (!label.starts_with("SLEEP-"))
            continue;
        const std::optional<StartTime> moment = momentFromText(columns->field(fields, columns->time));
        if (!moment)
            return fail(ErrorCode::FormatInvalid, fmt::format("line {}: no time of day", i + 1));
        spans.push_back({timeline.secondsOf(*moment), parseNumber(columns->field(fields, columns->duration)),
                         stageFromSleepEvent(label), std::string(label)});
    }
    if (!columns)
        return fail(ErrorCode::FormatInvalid,
                    "no line of column names with a time [hh:mm:ss], an event and a duration [s]");
    beginAtFirstStage(spans, timeline);
    Result<ImportedHypnogram> result = hypnogramFromSpans(std::move(spans), options.offsetSeconds);
    if (result)
        setStart(*result, dated(*timeline.origin(), date), true);
    return result;
}

std::string_view eventOf(Stage stage) {
    switch (stage) {
    case Stage::Wake:
        return "SLEEP-S0";
    case Stage::N1:
        return "SLEEP-S1";
    case Stage::N2:
        return "SLEEP-S2";
    case Stage::N3:
        return "SLEEP-S3";
    case Stage::Rem:
        return "SLEEP-REM";
    case Stage::Movement:
        return "SLEEP-MT";
    case Stage::Unscored:
    case Stage::Artefact:
        break;
    }
    return "SLEEP-UNSCORED";
}

Result<void> writeRemlogic(const std::filesystem::path& path, const ExportContent& content) {
    const EpochGrid& grid = content.hypnogram.grid();
    std::vector<std::string_view> events;
    for (const EpochScore& score : content.hypnogram.epochs())
        events.push_back(eventOf(score.stage));
    std::vector<std::string_view> included = events;
    std::sort(included.begin(), included.end());
    included.erase(std::unique(included.begin(), included.end()), included.end());

    std::string text = fmt::format("{}\nPatient:\t\nPatient ID:\t\nRecording Date:\t", kTitle);
    if (content.start.hasDate())
        text += fmt::format("{:02}/{:02}/{:04}", content.start.day, content.start.month, content.start.year);
    text += "\n\nEvents Included:\n";
    for (const std::string_view event : included)
        text += fmt::format("{}\n", event);
    text += "\nTime [hh:mm:ss]\tEvent\tDuration[s]\n";
    for (std::size_t i = 0; i < events.size(); ++i) {
        const double onset = grid.onsetSeconds(static_cast<std::int64_t>(i));
        text += fmt::format("{}\t{}\t{}\n", clockText(movedBy(content.start, onset)), events[i],
                            formatNumber(grid.epochSeconds));
    }
    return writeFileAtomically(path, text);
}

int detectRemlogic(std::string_view head, const std::filesystem::path&) {
    const std::vector<std::string_view> lines = wholeLines(head);
    const bool hasColumns =
        std::any_of(lines.begin(), lines.end(), [](std::string_view line) { return Columns(line).areAll(); });
    return hasColumns || (!lines.empty() && lines.front().starts_with(kTitle)) ? 95 : 0;
}

} // namespace

HypnogramFormat remlogicFormat() {
    return {.id = "remlogic",
            .name = "RemLogic event export (text)",
            .suffix = ".remlogic.txt",
            .detect = detectRemlogic,
            .read = readRemlogic,
            .write = writeRemlogic,
            .holds = {.start = true, .artefact = Stage::Unscored}};
}

} // namespace hypnodesk
