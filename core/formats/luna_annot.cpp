#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"
#include "core/formats/event_words.h"
#include "core/formats/format_list.h"
#include "core/formats/luna_meta.h"
#include "core/formats/stage_labels.h"
#include "core/formats/stage_timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

// Luna's .annot: tab-separated "class instance channel start stop meta" (or "class instance start stop", or
// "class start stop"), '#' for comments, '.' for an empty field. Start and stop are seconds, elapsed time
// with "0+" in front, or clock times hh:mm:ss; "+30" is a duration, "..." reaches to the next entry. Luna's
// stages are N1 N2 N3 R W, M (movement), U (cannot be scored) and ? (not scored); of other annotations
// those that name a known event are read. The file does not know the recording's start, so with clock times
// its first stage counts as the start. What was written about an event stands in the last column, which
// a line "# class | description | text[txt]" declares: Luna would take it for a number.

namespace hypnodesk {

namespace {

constexpr std::string_view kHeader = "class\tinstance\tchannel\tstart\tstop\tmeta";

struct Time {
    double seconds = 0.0;
    bool isClock = false;
};

std::optional<Time> parseTime(std::string_view text) {
    text = trimmed(text);
    const bool isElapsed = text.starts_with("0+");
    if (isElapsed)
        text.remove_prefix(2);
    if (text.find(':') != std::string_view::npos) {
        const std::optional<double> seconds = secondsFromClock(text);
        return seconds ? std::optional(Time{*seconds, !isElapsed}) : std::nullopt;
    }
    const std::optional<double> seconds = parseNumber(text);
    return seconds ? std::optional(Time{*seconds, false}) : std::nullopt;
}

struct Entry {
    std::string_view label;
    std::string_view channel; ///< empty: none
    std::string_view start;
    std::string_view stop;
    std::string_view meta; ///< empty: none
};

std::optional<Entry> entryOf(std::string_view line) {
    const std::vector<std::string_view> fields = split(line, '\t');
    if (fields.size() >= 5)
        return Entry{trimmed(fields[0]), trimmed(fields[2]) == "." ? std::string_view() : trimmed(fields[2]),
                     trimmed(fields[3]), trimmed(fields[4]),
                     fields.size() > 5 ? fields[5] : std::string_view()};
    if (fields.size() == 4)
        return Entry{trimmed(fields[0]), {}, trimmed(fields[2]), trimmed(fields[3]), {}};
    if (fields.size() == 3)
        return Entry{trimmed(fields[0]), {}, trimmed(fields[1]), trimmed(fields[2]), {}};
    return std::nullopt;
}

bool isHeader(std::string_view line) {
    return toLowerAscii(line).starts_with("class\t");
}

bool isStage(std::string_view label) {
    return label == "?" || label == "U" || label == "M" || isUnmistakableStage(label);
}

/// Turns entries into spans; remembers the first clock time, from which the others count.
class Reader {
public:
    Result<void> add(const Entry& entry, std::size_t lineNumber) {
        const std::optional<Time> start = parseTime(entry.start);
        if (!start)
            return fail(ErrorCode::FormatInvalid, fmt::format("line {}: start is no time", lineNumber));
        LabelledSpan span;
        span.onsetSeconds = secondsOf(*start);
        span.stage = stageFromWord(entry.label);
        span.label = std::string(entry.label);
        if (const Result<void> stopped = addStop(span, entry, lineNumber); !stopped)
            return stopped;
        spans.push_back(std::move(span));
        return {};
    }

    std::vector<LabelledSpan> spans;
    ClockTimeline timeline;

private:
    double secondsOf(const Time& time) {
        return time.isClock ? timeline.secondsOf(startFromSeconds(time.seconds)) : time.seconds;
    }

    Result<void> addStop(LabelledSpan& span, const Entry& entry, std::size_t lineNumber) {
        if (entry.stop == "...")
            return {};
        if (entry.stop.starts_with('+')) {
            span.durationSeconds = parseNumber(entry.stop);
        } else if (const std::optional<Time> stop = parseTime(entry.stop)) {
            span.durationSeconds = secondsOf(*stop) - span.onsetSeconds;
        }
        if (!span.durationSeconds || *span.durationSeconds < 0.0)
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("line {}: stop is no time after start", lineNumber));
        return {};
    }
};

/// Seconds from the start; clock times before it by the clock are of the next day.
std::optional<double> eventTime(std::string_view text, const std::optional<StartTime>& start) {
    const std::optional<Time> time = parseTime(text);
    if (!time || !time->isClock)
        return time ? std::optional(time->seconds) : std::nullopt;
    if (!start)
        return std::nullopt;
    const double seconds = time->seconds - start->secondsAfterMidnight();
    return seconds < 0.0 ? seconds + 86400.0 : seconds;
}

/// What says nothing that is known, or has no time, is left aside as other annotations are.
std::vector<ExportEvent> eventsOf(const std::vector<Entry>& entries, const std::optional<StartTime>& start) {
    std::vector<ExportEvent> events;
    for (const Entry& entry : entries) {
        std::optional<ExportEvent> event = eventFromLabel(entry.label);
        const std::optional<double> onset = eventTime(entry.start, start);
        if (!event || !onset)
            continue;
        event->onsetSeconds = *onset;
        if (entry.stop.starts_with('+'))
            event->durationSeconds = parseNumber(entry.stop).value_or(0.0);
        else
            event->durationSeconds = std::max(0.0, eventTime(entry.stop, start).value_or(*onset) - *onset);
        event->channel = std::string(entry.channel);
        if (std::string text = textOfLunaMeta(entry.meta); !text.empty())
            event->text = std::move(text);
        events.push_back(std::move(*event));
    }
    return events;
}

Result<ImportedHypnogram> readLunaAnnot(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const std::vector<std::string_view> lines = textLines(*text);
    Reader reader;
    std::vector<Entry> others;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (trimmed(lines[i]).empty() || lines[i].starts_with('#') || isHeader(lines[i]))
            continue;
        const std::optional<Entry> entry = entryOf(lines[i]);
        if (!entry)
            return fail(ErrorCode::FormatInvalid, fmt::format("line {}: fewer than three columns", i + 1));
        if (!isStage(entry->label)) {
            others.push_back(*entry);
            continue;
        }
        if (const Result<void> added = reader.add(*entry, i + 1); !added)
            return tl::make_unexpected(added.error());
    }
    Result<ImportedHypnogram> result = hypnogramFromSpans(std::move(reader.spans), options.offsetSeconds);
    if (result) {
        setStart(*result, reader.timeline.origin(), true);
        setEvents(*result, eventsOf(others, reader.timeline.origin()), options.offsetSeconds);
    }
    return result;
}

/// Without blanks, and never a word that is a stage when it is read again.
std::string labelOf(EventKind kind) {
    std::string label(kind == EventKind::Artefact ? "signal artefact" : eventKindName(kind));
    std::replace(label.begin(), label.end(), ' ', '_');
    return label;
}

/// One line for each class of which an event has a text.
std::string declarations(const std::vector<ExportEvent>& events) {
    std::set<EventKind> kinds;
    for (const ExportEvent& event : events)
        if (!event.text.empty())
            kinds.insert(event.kind);
    std::string text;
    for (const EventKind kind : kinds)
        text += fmt::format("# {} | {} | text[txt]\n", labelOf(kind), eventKindInfo(kind).title);
    return text;
}

Result<void> writeLunaAnnot(const std::filesystem::path& path, const ExportContent& content) {
    std::string text = declarations(content.events) + std::string(kHeader) + '\n';
    const EpochGrid& grid = content.hypnogram.grid();
    for (std::int64_t epoch = 0; epoch < grid.count; ++epoch) {
        const Stage stage = content.hypnogram.stage(epoch);
        // Luna has no artefact among its stages, but one for what cannot be scored.
        const std::string_view label = stage == Stage::Artefact ? std::string_view("U") : stageCode(stage);
        text += fmt::format("{}\t.\t.\t{}\t{}\t.\n", label, formatNumber(grid.onsetSeconds(epoch)),
                            formatNumber(grid.onsetSeconds(epoch + 1)));
    }
    for (const ExportEvent& event : content.events)
        text += fmt::format(
            "{}\t.\t{}\t{}\t{}\t{}\n", labelOf(event.kind),
            event.channel.empty() ? "." : oneLine(event.channel), formatNumber(event.onsetSeconds),
            formatNumber(event.onsetSeconds + event.durationSeconds), lunaMetaOfText(event.text));
    return writeFileAtomically(path, text);
}

int detectLunaAnnot(std::string_view head, const std::filesystem::path& path) {
    const int bySuffix = path.extension() == ".annot" ? 70 : 0;
    for (const std::string_view line : textLines(head)) {
        if (line.starts_with('#') || trimmed(line).empty())
            continue;
        if (isHeader(line) && line.find("\tstart\t") != std::string_view::npos)
            return 95;
        const std::optional<Entry> entry = entryOf(line);
        const bool isEntry = entry && parseTime(entry->start) && isStage(entry->label);
        return std::max(bySuffix, isEntry ? 65 : 0);
    }
    return bySuffix;
}

} // namespace

HypnogramFormat lunaAnnotFormat() {
    return {.id = "annot",
            .name = "Luna annotations",
            .suffix = ".annot",
            .detect = detectLunaAnnot,
            .read = readLunaAnnot,
            .write = writeLunaAnnot,
            .holds = {.events = true, .artefact = Stage::Unscored}};
}

} // namespace hypnodesk
