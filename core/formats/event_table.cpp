#include "core/formats/event_table.h"

#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk {

namespace {

/// Turns the rows of a table to spans.
class RowReader {
public:
    RowReader(const EventTable& table, const TableColumns& columns, const StageOfLabel& stageOf)
        : m_table(table), m_columns(columns), m_stageOf(stageOf) {}

    Result<void> add(std::size_t row) {
        const std::vector<std::string_view> fields = m_table.fields(row);
        const std::string_view label = fieldAt(fields, m_columns.stage);
        const std::optional<Stage> stage = m_stageOf(label);
        if (!stage && (m_columns.isEventList || label.empty()))
            return {};
        const std::optional<double> onset = onsetOf(fields);
        if (!onset)
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("line {}: '{}' is no time", m_table.firstRowLine + row,
                                    fieldAt(fields, m_columns.onset ? m_columns.onset : m_columns.epoch)));
        spans.push_back({*onset, durationOf(fields, *onset), stage, std::string(label)});
        return {};
    }

    std::vector<LabelledSpan> spans;
    ClockTimeline timeline;

private:
    static std::string_view fieldAt(const std::vector<std::string_view>& fields,
                                    std::optional<std::size_t> at) {
        return at && *at < fields.size() ? fields[*at] : std::string_view();
    }

    /// A number, with a decimal comma where commas do not separate.
    std::optional<double> numberOf(std::string_view field) const {
        std::string text(field);
        if (m_table.separator != ',')
            std::replace(text.begin(), text.end(), ',', '.');
        return parseNumber(text);
    }

    std::optional<double> timeOf(std::string_view field) {
        if (const std::optional<double> seconds = numberOf(field))
            return seconds;
        const std::optional<StartTime> moment = momentFromText(field);
        return moment ? std::optional(timeline.secondsOf(*moment)) : std::nullopt;
    }

    std::optional<double> onsetOf(const std::vector<std::string_view>& fields) {
        if (m_columns.onset)
            return timeOf(fieldAt(fields, m_columns.onset));
        if (!m_columns.epoch)
            return static_cast<double>(spans.size()) * kEpochSeconds;
        const std::optional<double> number = numberOf(fieldAt(fields, m_columns.epoch));
        if (!m_firstEpoch && number)
            m_firstEpoch = *number < 1.0 ? 0.0 : 1.0;
        return number ? std::optional((*number - *m_firstEpoch) * kEpochSeconds) : std::nullopt;
    }

    std::optional<double> durationOf(const std::vector<std::string_view>& fields, double onset) {
        const std::string_view duration = fieldAt(fields, m_columns.duration);
        if (const std::optional<double> seconds = numberOf(duration))
            return std::max(0.0, *seconds);
        if (const std::optional<double> seconds = secondsFromClock(duration))
            return seconds;
        if (const std::optional<double> end = timeOf(fieldAt(fields, m_columns.end)))
            return std::max(0.0, *end - onset);
        return m_columns.onset ? std::nullopt : std::optional(kEpochSeconds);
    }

    const EventTable& m_table;
    const TableColumns& m_columns;
    const StageOfLabel& m_stageOf;
    std::optional<double> m_firstEpoch;
};

} // namespace

EventTable::EventTable(std::string_view text, bool hasNames) {
    rows = textLines(text);
    firstRowLine = 1;
    while (!rows.empty() && (trimmed(rows.front()).empty() || rows.front().starts_with('#'))) {
        rows.erase(rows.begin());
        ++firstRowLine;
    }
    if (rows.empty())
        return;
    separator = separatorOf(rows.front());
    if (!hasNames)
        return;
    for (const std::string_view name : fieldsOf(rows.front(), separator))
        names.push_back(toLowerAscii(name));
    rows.erase(rows.begin());
    ++firstRowLine;
}

std::optional<std::size_t> EventTable::column(std::string_view nameOrNumber) const {
    const auto name = std::find(names.begin(), names.end(), toLowerAscii(trimmed(nameOrNumber)));
    if (name != names.end())
        return static_cast<std::size_t>(name - names.begin());
    const std::optional<std::int64_t> number = parseInteger(nameOrNumber);
    const bool isColumn = number && *number >= 1 && *number <= static_cast<std::int64_t>(kMostFields);
    return isColumn ? std::optional(static_cast<std::size_t>(*number - 1)) : std::nullopt;
}

std::optional<std::size_t> EventTable::firstOf(std::initializer_list<std::string_view> wanted) const {
    for (const std::string_view name : wanted)
        if (const auto at = std::find(names.begin(), names.end(), name); at != names.end())
            return static_cast<std::size_t>(at - names.begin());
    return std::nullopt;
}

Result<ImportedHypnogram> hypnogramFromTable(const EventTable& table, const TableColumns& columns,
                                             const StageOfLabel& stageOf, const ReadOptions& options) {
    RowReader reader(table, columns, stageOf);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (!trimmed(table.rows[row]).empty())
            if (const Result<void> added = reader.add(row); !added)
                return tl::make_unexpected(added.error());
    std::vector<LabelledSpan>& spans = reader.spans;
    beginAtFirstStage(spans, reader.timeline);
    // Rows of onsets alone: the last lasts as long as the one before it.
    if (spans.size() > 1 && !spans.back().durationSeconds)
        spans.back().durationSeconds =
            std::max(0.0, spans.back().onsetSeconds - spans[spans.size() - 2].onsetSeconds);
    Result<ImportedHypnogram> result = hypnogramFromSpans(std::move(spans), options.offsetSeconds);
    if (result)
        setStart(*result, reader.timeline.origin(), true);
    return result;
}

} // namespace hypnodesk
