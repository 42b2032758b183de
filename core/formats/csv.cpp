#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_labels.h"
#include "core/formats/stage_timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

// NIGHT.hypnogram.csv: one row per epoch, "epoch,onset_s,stage,p_W,p_N1,p_N2,p_N3,p_R,confidence". Epochs
// count from 0, onsets in seconds from the start of the recording, stages W N1 N2 N3 R ? M A, probabilities
// with six decimals and empty where the network said nothing. Read tolerantly: any order of columns, the
// columns after `stage` may be missing, ';' or tab for ',', a comma for the decimal point, words like REM for
// stages.

namespace hypnodesk {

namespace {

constexpr std::array<std::string_view, kStageClassCount> kProbabilityColumns{"p_w", "p_n1", "p_n2", "p_n3",
                                                                             "p_r"};

/// Where the columns that we know stand.
struct Columns {
    char separator = ',';
    std::optional<std::size_t> epoch;
    std::optional<std::size_t> onset;
    std::optional<std::size_t> stage;
    bool hasRuns = false; ///< rows of any length, not epochs: a table of another program
    std::array<std::optional<std::size_t>, kStageClassCount> probabilities;

    explicit Columns(std::string_view header) : separator(separatorOf(header)) {
        const std::vector<std::string_view> names = fieldsOf(header, separator);
        for (std::size_t i = 0; i < names.size(); ++i) {
            const std::string name = toLowerAscii(names[i]);
            if (name == "epoch")
                epoch = i;
            else if (name == "onset_s" || name == "onset" || name == "start_s")
                onset = i;
            else if (name == "stage")
                stage = i;
            else if (name == "duration" || name == "duration_s")
                hasRuns = true;
            for (std::size_t c = 0; c < kProbabilityColumns.size(); ++c)
                if (name == kProbabilityColumns[c])
                    probabilities[c] = i;
        }
    }

    bool isHypnogram() const { return stage && (onset || epoch) && !hasRuns; }

    std::string_view field(const std::vector<std::string_view>& fields,
                           std::optional<std::size_t> column) const {
        return column && *column < fields.size() ? fields[*column] : std::string_view();
    }

    std::optional<double> number(const std::vector<std::string_view>& fields,
                                 std::optional<std::size_t> column) const {
        std::string text(field(fields, column));
        if (separator != ',')
            std::replace(text.begin(), text.end(), ',', '.');
        return parseNumber(text);
    }
};

struct Row {
    std::optional<double> epoch;
    std::optional<double> onset;
    std::string stage;
    std::optional<StageProbabilities> probabilities;
};

/// Absent when a probability is missing, or they do not sum to 1 and so are none.
std::optional<StageProbabilities> probabilitiesOf(const Columns& columns,
                                                  const std::vector<std::string_view>& fields) {
    constexpr double kSumTolerance = 0.01;
    StageProbabilities p{};
    double sum = 0.0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        const std::optional<double> value = columns.number(fields, columns.probabilities[i]);
        if (!value || *value < 0.0 || *value > 1.0)
            return std::nullopt;
        p[i] = static_cast<float>(*value);
        sum += *value;
    }
    return std::abs(sum - 1.0) <= kSumTolerance ? std::optional(p) : std::nullopt;
}

Result<std::vector<Row>> readRows(const std::vector<std::string_view>& lines, const Columns& columns) {
    std::vector<Row> rows;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (trimmed(lines[i]).empty())
            continue;
        const std::vector<std::string_view> fields = fieldsOf(lines[i], columns.separator);
        Row row;
        row.epoch = columns.number(fields, columns.epoch);
        row.onset = columns.number(fields, columns.onset);
        row.stage = std::string(columns.field(fields, columns.stage));
        row.probabilities = probabilitiesOf(columns, fields);
        if (columns.onset ? !row.onset : !row.epoch)
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("line {}: {} is no number", i + 1, columns.onset ? "onset" : "epoch"));
        rows.push_back(std::move(row));
    }
    return rows;
}

/// The commonest distance between neighbouring rows; 30 s when there is only one row or none is sane.
double epochSecondsOf(const std::vector<Row>& rows) {
    std::map<std::int64_t, int> distances; // in milliseconds
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const double seconds = rows[i].onset.value_or(0.0) - rows[i - 1].onset.value_or(0.0);
        if (seconds >= 1.0 && seconds <= 60.0)
            ++distances[std::llround(seconds * 1000.0)];
    }
    const auto commonest =
        std::max_element(distances.begin(), distances.end(),
                         [](const auto& left, const auto& right) { return left.second < right.second; });
    return commonest == distances.end() ? kEpochSeconds : static_cast<double>(commonest->first) / 1000.0;
}

/// The rows' probabilities on the hypnogram's grid; absent when no row has any.
std::optional<NightProbabilities> nightOf(const std::vector<Row>& rows, const EpochGrid& grid,
                                          double offsetSeconds) {
    NightProbabilities night;
    night.grid = grid;
    night.epochs.resize(static_cast<std::size_t>(grid.count));
    bool hasAny = false;
    for (const Row& row : rows) {
        const std::int64_t epoch = grid.epochAt(*row.onset + offsetSeconds + grid.epochSeconds / 2.0);
        if (!row.probabilities || !grid.contains(epoch))
            continue;
        night.epochs[static_cast<std::size_t>(epoch)].joint = *row.probabilities;
        hasAny = true;
    }
    return hasAny ? std::optional(night) : std::nullopt;
}

Result<ImportedHypnogram> readCsv(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::string> text = readHypnogramText(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const std::vector<std::string_view> lines = textLines(*text);
    const Columns columns(lines.empty() ? std::string_view() : lines.front());
    if (!columns.isHypnogram())
        return fail(ErrorCode::FormatInvalid,
                    "the first line names no columns 'onset_s' (or 'epoch') and 'stage'");
    Result<std::vector<Row>> rows = readRows(lines, columns);
    if (!rows)
        return tl::make_unexpected(rows.error());

    const double epochSeconds = columns.onset ? epochSecondsOf(*rows) : kEpochSeconds;
    std::vector<LabelledSpan> spans;
    for (Row& row : *rows) {
        if (!columns.onset)
            row.onset = *row.epoch * epochSeconds;
        spans.push_back({*row.onset, epochSeconds, stageFromWord(row.stage), row.stage});
    }
    Result<ImportedHypnogram> result =
        hypnogramFromSpans(std::move(spans), options.offsetSeconds, epochSeconds);
    if (result)
        result->probabilities = nightOf(*rows, result->hypnogram.grid(), options.offsetSeconds);
    return result;
}

Result<void> writeCsv(const std::filesystem::path& path, const ExportContent& content) {
    std::string text = "epoch,onset_s,stage,p_W,p_N1,p_N2,p_N3,p_R,confidence\n";
    const Hypnogram& hypnogram = content.hypnogram;
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch) {
        text += fmt::format("{},{},{}", epoch, formatNumber(hypnogram.grid().onsetSeconds(epoch)),
                            stageCode(hypnogram.stage(epoch)));
        if (content.probabilities && content.probabilities->isScored(epoch)) {
            const StageProbabilities& p =
                content.probabilities->epochs[static_cast<std::size_t>(epoch)].joint;
            for (const float value : p)
                text += fmt::format(",{:.6f}", value);
            text += fmt::format(",{:.6f}\n", confidence(p));
        } else {
            text += ",,,,,,\n";
        }
    }
    return writeFileAtomically(path, text);
}

int detectCsv(std::string_view head, const std::filesystem::path& path) {
    const std::vector<std::string_view> lines = textLines(head.substr(0, head.find('\n')));
    if (lines.empty() || !Columns(lines.front()).isHypnogram())
        return 0;
    // "Epoch,Stage" alone is YASA's table.
    const bool isOurs = Columns(lines.front()).onset.has_value();
    return isOurs ? 95 : path.extension() == ".csv" ? 50 : 40;
}

} // namespace

HypnogramFormat csvFormat() {
    return {.id = "csv",
            .name = "Table of epochs (CSV)",
            .suffix = ".csv",
            .detect = detectCsv,
            .read = readCsv,
            .write = writeCsv,
            .holds = {.probabilities = true}};
}

} // namespace hypnodesk
