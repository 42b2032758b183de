#include "core/formats/stage_timeline.h"

#include "core/base/text_fields.h"
#include "core/formats/rk_labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace hypnodesk {

namespace {

/// Onsets are written with rounding; this much off still counts as on the grid.
constexpr double kGridSlackSeconds = 0.02;
constexpr double kShortestEpochSeconds = 1.0;
constexpr double kLongestEpochSeconds = 60.0;
constexpr std::size_t kMostNotedLabels = 8;
constexpr const char* kNotUnderstood = "not understood: unscored";

double endSeconds(const LabelledSpan& span) {
    return span.onsetSeconds + span.durationSeconds.value_or(0.0);
}

bool isMultiple(double seconds, double step) {
    return std::abs(seconds - std::round(seconds / step) * step) <= kGridSlackSeconds;
}

Result<void> shift(std::vector<LabelledSpan>& spans, double offsetSeconds) {
    if (!std::isfinite(offsetSeconds) || std::abs(offsetSeconds) > kLongestRecordingSeconds)
        return fail(ErrorCode::ArgumentInvalid, fmt::format("offset of {} s", offsetSeconds));
    for (LabelledSpan& span : spans) {
        const bool isSane = std::isfinite(span.onsetSeconds) &&
                            std::abs(span.onsetSeconds) <= kLongestRecordingSeconds &&
                            (!span.durationSeconds || std::isfinite(*span.durationSeconds));
        if (!isSane)
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("a stage at {} s, more than 14 days from the start", span.onsetSeconds));
        span.onsetSeconds += offsetSeconds;
        if (span.durationSeconds)
            span.durationSeconds = std::min(*span.durationSeconds, 2.0 * kLongestRecordingSeconds);
    }
    return {};
}

/// True when every border lies on a grid of this step. The last span may be cut by the end of the recording.
bool liesOnGrid(const std::vector<LabelledSpan>& spans, double step) {
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (!isMultiple(spans[i].onsetSeconds - spans[0].onsetSeconds, step))
            return false;
        const bool isLast = i + 1 == spans.size();
        if (!isLast && spans[i].durationSeconds && !isMultiple(*spans[i].durationSeconds, step))
            return false;
    }
    return true;
}

std::optional<double> uniformDuration(const std::vector<LabelledSpan>& spans) {
    const std::optional<double> first = spans[0].durationSeconds;
    if (!first || *first < kShortestEpochSeconds || *first > kLongestEpochSeconds)
        return std::nullopt;
    const auto isSame = [&](const LabelledSpan& span) {
        return span.durationSeconds && std::abs(*span.durationSeconds - *first) <= kGridSlackSeconds;
    };
    return std::all_of(spans.begin(), spans.end(), isSame) ? first : std::nullopt;
}

double chooseEpochSeconds(const std::vector<LabelledSpan>& spans) {
    // A file of one epoch per entry says its epoch length itself; runs of bouts do not.
    const std::optional<double> uniform = uniformDuration(spans);
    if (uniform && spans.size() > 1 && !isMultiple(*uniform, 30.0) && !isMultiple(*uniform, 20.0))
        return *uniform;
    return liesOnGrid(spans, 30.0) || !liesOnGrid(spans, 20.0) ? 30.0 : 20.0;
}

void resolveDurations(std::vector<LabelledSpan>& spans) {
    double next = spans.back().onsetSeconds;
    for (std::size_t i = spans.size(); i-- > 0;) {
        LabelledSpan& span = spans[i];
        if (i + 1 < spans.size() && spans[i + 1].onsetSeconds > span.onsetSeconds)
            next = spans[i + 1].onsetSeconds;
        if (span.durationSeconds && *span.durationSeconds <= 0.0)
            span.durationSeconds.reset();
        if (!span.durationSeconds && next > span.onsetSeconds)
            span.durationSeconds = next - span.onsetSeconds;
    }
}

/// Where the first epoch begins: on the raster through `onset`, at or after 0.
double gridStart(double onset, double epochSeconds) {
    double start = std::fmod(onset, epochSeconds);
    if (start < 0.0)
        start += epochSeconds;
    const bool isRounding = start <= kGridSlackSeconds || start >= epochSeconds - kGridSlackSeconds;
    return isRounding ? 0.0 : start;
}

/// The first epoch whose middle lies at or after `seconds`.
std::int64_t firstEpochFrom(const EpochGrid& grid, double seconds) {
    return static_cast<std::int64_t>(
        std::ceil((seconds - grid.startSeconds) / grid.epochSeconds - 0.5 - 1e-6));
}

/// Gives every epoch at most one span in time that does not depend on how the spans overlap: painted from the
/// last onset to the first, each epoch once, with jumps over what is painted already.
class Canvas {
public:
    explicit Canvas(std::int64_t count)
        : m_next(static_cast<std::size_t>(count) + 1), m_spanOf(static_cast<std::size_t>(count), kNone) {
        std::iota(m_next.begin(), m_next.end(), std::size_t{0});
    }

    void paint(std::int64_t first, std::int64_t last, std::size_t span) {
        const auto end = static_cast<std::size_t>(std::clamp<std::int64_t>(last, 0, count()));
        auto at = unpaintedFrom(static_cast<std::size_t>(std::clamp<std::int64_t>(first, 0, count())));
        while (at < end) {
            m_spanOf[at] = span;
            m_next[at] = at + 1;
            at = unpaintedFrom(at + 1);
        }
    }

    std::optional<std::size_t> spanOf(std::int64_t epoch) const {
        const std::size_t span = m_spanOf[static_cast<std::size_t>(epoch)];
        return span == kNone ? std::nullopt : std::optional(span);
    }

private:
    static constexpr std::size_t kNone = ~std::size_t{0};

    std::int64_t count() const { return static_cast<std::int64_t>(m_spanOf.size()); }

    std::size_t unpaintedFrom(std::size_t epoch) {
        while (m_next[epoch] != epoch) {
            m_next[epoch] = m_next[m_next[epoch]];
            epoch = m_next[epoch];
        }
        return epoch;
    }

    std::vector<std::size_t> m_next; ///< of a painted epoch: one not before the next unpainted
    std::vector<std::size_t> m_spanOf;
};

/// Counts epochs by label where a person should know what became of it.
class LabelNotes {
public:
    void count(const LabelledSpan& span) {
        if (!span.stage)
            ++m_epochs[{shortened(span.label), kNotUnderstood}];
        else if (*span.stage == Stage::Movement)
            ++m_epochs[{shortened(span.label), "read as movement"}];
        else if (*span.stage == Stage::N3 && trimmed(span.label).ends_with('4'))
            ++m_epochs[{shortened(span.label), "read as N3"}];
    }

    void appendTo(ImportedHypnogram& result) const {
        std::vector<std::string>& notes = result.notes;
        for (const auto& [what, epochs] : m_epochs)
            if (what.second == kNotUnderstood && result.unknown.size() < kMostNotedLabels)
                result.unknown.push_back({what.first, epochs});
        std::size_t written = 0;
        for (const auto& [what, epochs] : m_epochs) {
            if (written++ == kMostNotedLabels) {
                notes.push_back(fmt::format("{} more labels like these", m_epochs.size() - kMostNotedLabels));
                return;
            }
            notes.push_back(fmt::format("{} epoch{} labelled '{}' {}", epochs, epochs == 1 ? "" : "s",
                                        what.first, what.second));
        }
    }

private:
    static std::string shortened(std::string_view label) {
        constexpr std::size_t kMostBytes = 40;
        std::string text = toUtf8(label.substr(0, kMostBytes));
        std::replace_if(
            text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
        return label.size() > kMostBytes ? text + "..." : text;
    }

    std::map<std::pair<std::string, std::string>, std::int64_t> m_epochs;
};

} // namespace

Result<ImportedHypnogram> hypnogramFromSpans(std::vector<LabelledSpan> spans, double offsetSeconds,
                                             std::optional<double> epochSeconds) {
    if (spans.empty())
        return fail(ErrorCode::DataMissing, "no sleep stages in it");
    if (spans.size() > kMostSpans)
        return fail(ErrorCode::FormatInvalid,
                    fmt::format("more than {} stages, more than one a second in two weeks", kMostSpans));
    if (const Result<void> shifted = shift(spans, offsetSeconds); !shifted)
        return tl::make_unexpected(shifted.error());
    std::stable_sort(spans.begin(), spans.end(), [](const LabelledSpan& left, const LabelledSpan& right) {
        return left.onsetSeconds < right.onsetSeconds;
    });
    resolveDurations(spans);

    ImportedHypnogram result;
    EpochGrid grid;
    grid.epochSeconds = epochSeconds ? *epochSeconds : chooseEpochSeconds(spans);
    if (!liesOnGrid(spans, grid.epochSeconds))
        result.notes.push_back(
            fmt::format("the stages lie on no regular grid: each epoch of {} s takes the stage in its middle",
                        grid.epochSeconds));
    grid.startSeconds = gridStart(spans.front().onsetSeconds, grid.epochSeconds);
    double end = 0.0;
    for (LabelledSpan& span : spans) {
        if (!span.durationSeconds)
            span.durationSeconds = grid.epochSeconds;
        end = std::max(end, std::min(endSeconds(span), kLongestRecordingSeconds));
    }
    grid.count = std::max<std::int64_t>(0, firstEpochFrom(grid, end));
    if (grid.count == 0)
        return fail(ErrorCode::DataMissing, "no stage lies after the start of the recording");
    const std::int64_t before = -firstEpochFrom(grid, spans.front().onsetSeconds);
    if (before > 0)
        result.notes.push_back(fmt::format("{} epoch{} before the start of the recording left out", before,
                                           before == 1 ? "" : "s"));

    Canvas canvas(grid.count);
    for (std::size_t i = spans.size(); i-- > 0;)
        canvas.paint(firstEpochFrom(grid, spans[i].onsetSeconds), firstEpochFrom(grid, endSeconds(spans[i])),
                     i);

    result.hypnogram = Hypnogram(grid);
    LabelNotes notes;
    const RkLabels rk(spans);
    if (rk.areRk())
        result.rkStages.resize(static_cast<std::size_t>(grid.count), RkStage::None);
    for (std::int64_t epoch = 0; epoch < grid.count; ++epoch) {
        const std::optional<std::size_t> index = canvas.spanOf(epoch);
        if (!index)
            continue;
        const LabelledSpan& span = spans[*index];
        notes.count(span);
        if (!span.stage)
            ++result.unknownLabels;
        else if (*span.stage != Stage::Unscored)
            result.hypnogram.set(epoch, {*span.stage, StageSource::Imported});
        if (rk.areRk())
            result.rkStages[static_cast<std::size_t>(epoch)] = rk.stageOf(span);
    }
    notes.appendTo(result);
    return result;
}

Result<ImportedHypnogram> hypnogramFromEpochs(const std::vector<std::optional<Stage>>& stages,
                                              const std::vector<std::string>& labels, double epochSeconds,
                                              double offsetSeconds) {
    std::vector<LabelledSpan> spans;
    spans.reserve(stages.size());
    for (std::size_t i = 0; i < stages.size(); ++i)
        spans.push_back({static_cast<double>(i) * epochSeconds, epochSeconds, stages[i], labels[i]});
    return hypnogramFromSpans(std::move(spans), offsetSeconds, epochSeconds);
}

void appendSample(std::vector<LabelledSpan>& runs, double stepSeconds, std::optional<Stage> stage,
                  std::string_view label) {
    if (!runs.empty() && runs.back().label == label) {
        *runs.back().durationSeconds += stepSeconds;
        return;
    }
    if (runs.size() > kMostSpans)
        return;
    const double onset = runs.empty() ? 0.0 : endSeconds(runs.back());
    runs.push_back({onset, stepSeconds, stage, std::string(label)});
}

Result<ImportedHypnogram> hypnogramFromSamples(std::vector<LabelledSpan> runs, double stepSeconds,
                                               double offsetSeconds) {
    if (!(stepSeconds > 0.0 && stepSeconds <= kLongestEpochSeconds))
        return fail(ErrorCode::FormatInvalid, fmt::format("a stage every {} s", stepSeconds));
    double epochSeconds = std::max(stepSeconds, kShortestEpochSeconds);
    if (runs.empty())
        return fail(ErrorCode::DataMissing, "no sleep stages in it");
    for (const double coarse : {30.0, 20.0, 10.0, 5.0})
        if (coarse >= epochSeconds && liesOnGrid(runs, coarse)) {
            epochSeconds = coarse;
            break;
        }
    return hypnogramFromSpans(std::move(runs), offsetSeconds, epochSeconds);
}

Result<double> checkedEpochSeconds(double seconds) {
    if (seconds >= kShortestEpochSeconds && seconds <= kLongestEpochSeconds)
        return seconds;
    return fail(ErrorCode::FormatInvalid, fmt::format("epochs of {} s", seconds));
}

void beginAtFirstStage(std::vector<LabelledSpan>& spans, ClockTimeline& timeline) {
    if (spans.empty() || !timeline.origin())
        return;
    const double first =
        std::min_element(spans.begin(), spans.end(), [](const auto& left, const auto& right) {
            return left.onsetSeconds < right.onsetSeconds;
        })->onsetSeconds;
    // Times beyond all sense are refused later, with a reason.
    if (std::abs(first) > kLongestRecordingSeconds)
        return;
    for (LabelledSpan& span : spans)
        span.onsetSeconds -= first;
    timeline.moveOrigin(first);
}

void setStart(ImportedHypnogram& result, const std::optional<StartTime>& start, bool isFirstStage) {
    result.start = start;
    if (start && isFirstStage)
        result.notes.emplace_back(kFirstStageIsStart);
}

} // namespace hypnodesk
