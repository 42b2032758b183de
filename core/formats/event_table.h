#pragma once

#include "core/formats/stage_timeline.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// A text of rows and columns, as spreadsheets and other programs write it.
struct EventTable {
    char separator = ',';
    std::vector<std::string> names;     ///< lower case; empty when the first line is already data
    std::vector<std::string_view> rows; ///< views of the text that was read
    std::size_t firstRowLine = 2;       ///< number of the first row's line, from 1

    /// `hasNames`: the first line names the columns.
    EventTable(std::string_view text, bool hasNames);

    /// The column of that name (any case) or number (from 1).
    std::optional<std::size_t> column(std::string_view nameOrNumber) const;
    /// The first of these names that there is.
    std::optional<std::size_t> firstOf(std::initializer_list<std::string_view> wanted) const;
    std::vector<std::string_view> fields(std::size_t row) const { return fieldsOf(rows[row], separator); }
};

/// Which column is what; only `stage` must be there.
struct TableColumns {
    std::optional<std::size_t> stage;
    std::optional<std::size_t> onset;    ///< seconds, or clock times with or without a date
    std::optional<std::size_t> duration; ///< seconds or h:mm:ss
    std::optional<std::size_t> end;      ///< like onset
    std::optional<std::size_t> epoch;    ///< numbers from 0 or from 1, epochs of 30 s; used without an onset
    bool isEventList = false; ///< other events stand among the stages: what is no stage is left out
};

using StageOfLabel = std::function<std::optional<Stage>(std::string_view)>;

/// The table as a hypnogram. Without onset and epoch, every row is the next epoch of 30 s.
Result<ImportedHypnogram> hypnogramFromTable(const EventTable& table, const TableColumns& columns,
                                             const StageOfLabel& stageOf, const ReadOptions& options);

} // namespace hypnodesk
