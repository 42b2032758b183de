#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"
#include "core/formats/epoch_lines.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_labels.h"

#include <fmt/format.h>

// Philips Alice's staging as text: a line of column names, then the number of the epoch, its time of day
// ("10:15:30 pm" or "22:15:30") and its stage (WK N1 N2 N3 REM), separated by commas or tabs, epochs of 30 s.
// Only read: Alice does not take it back.

namespace hypnodesk {

namespace {

struct Entry {
    StartTime moment;
    std::string_view label;
};

std::optional<Entry> entryOf(std::string_view line) {
    const std::vector<std::string_view> fields = fieldsOf(line, separatorOf(line));
    if (fields.size() < 3 || !parseInteger(fields.front()))
        return std::nullopt;
    const std::optional<StartTime> moment = momentFromText(fields[1]);
    return moment ? std::optional(Entry{*moment, fields.back()}) : std::nullopt;
}

Result<ImportedHypnogram> readAlice(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const std::vector<std::string_view> lines = textLines(*text);
    ClockTimeline timeline;
    std::vector<LabelledSpan> spans;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::optional<Entry> entry = entryOf(lines[i]);
        if (!entry && !spans.empty() && !trimmed(lines[i]).empty())
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("line {}: not an epoch, a time of day and a stage", i + 1));
        if (entry)
            spans.push_back({timeline.secondsOf(entry->moment), kEpochSeconds, stageFromWord(entry->label),
                             std::string(entry->label)});
    }
    beginAtFirstStage(spans, timeline);
    Result<ImportedHypnogram> result =
        hypnogramFromSpans(std::move(spans), options.offsetSeconds, kEpochSeconds);
    if (result)
        setStart(*result, timeline.origin(), true);
    return result;
}

int detectAlice(std::string_view head, const std::filesystem::path&) {
    const std::vector<std::string_view> lines = wholeLines(head);
    for (std::size_t i = 0; i < std::min<std::size_t>(2, lines.size()); ++i)
        if (const std::optional<Entry> entry = entryOf(lines[i]))
            return isUnmistakableStage(entry->label) ? 65 : 0;
    return 0;
}

} // namespace

HypnogramFormat aliceFormat() {
    return {.id = "alice",
            .name = "Philips Alice staging (text)",
            .suffix = ".alice.txt",
            .detect = detectAlice,
            .read = readAlice,
            .write = nullptr,
            .holds = {}};
}

} // namespace hypnodesk
