#include "app/command_line/evaluation.h"

#include <fmt/format.h>

namespace hypnodesk::cli {

namespace {

constexpr std::size_t kNameWidth = 32;

std::string number(const std::optional<double>& value, int digits = 3) {
    return value ? fmt::format("{:.{}f}", *value, digits) : std::string("-");
}

std::string percent(const std::optional<double>& value) {
    return number(value ? std::optional(100.0 * *value) : std::nullopt, 1);
}

/// Cut to the column, so that the columns behind it stay where they are.
std::string nameColumn(const std::string& name) {
    const std::string shown = name.size() > kNameWidth ? name.substr(0, kNameWidth - 1) + "~" : name;
    return fmt::format("{:<{}}", shown, kNameWidth);
}

std::string row(const std::string& name, const Tally& tally) {
    const Figures figures = figuresOf(tally);
    std::string text = fmt::format("{} {:>7} {:>9} {:>7} {:>9}", nameColumn(name), tally.reliability.count(),
                                   percent(figures[0]), number(figures[1]), number(figures[2]));
    for (std::size_t f = 3; f < figures.size(); ++f)
        text += fmt::format(" {:>6}", number(figures[f]));
    return text + '\n';
}

std::string agreementPart(const Evaluation& evaluation, const Tally& pooled) {
    std::string text = fmt::format("{} {:>7} {:>9} {:>7} {:>9} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}\n",
                                   nameColumn("recording"), "epochs", "accuracy%", "kappa", "macro-F1",
                                   "F1 W", "F1 N1", "F1 N2", "F1 N3", "F1 R", "ECE");
    for (const NightEvaluation& night : evaluation.nights)
        text += row(night.name, night.tally);
    text += row("pooled", pooled);
    const PooledIntervals bounds = pooledIntervals(evaluation);
    for (const bool isLow : {true, false}) {
        const auto bound = [&](std::size_t f) -> std::optional<double> {
            if (!bounds.intervals[f])
                return std::nullopt;
            return isLow ? bounds.intervals[f]->low : bounds.intervals[f]->high;
        };
        text += fmt::format("{} {:>7} {:>9} {:>7} {:>9}", nameColumn(isLow ? "  95 % from" : "  to"), "",
                            percent(bound(0)), number(bound(1)), number(bound(2)));
        for (std::size_t f = 3; f < bounds.intervals.size(); ++f)
            text += fmt::format(" {:>6}", number(bound(f)));
        text += '\n';
    }
    text += fmt::format("  bootstrap: {} resamples of {} {}, seed {}\n", evaluation.bootstrap.resamples,
                        bounds.units, bounds.isOverSubjects ? "subjects" : "10-minute blocks",
                        evaluation.bootstrap.seed);
    if (!bounds.note.empty())
        text += fmt::format("  {}\n", bounds.note);
    return text;
}

std::string confusionPart(const Tally& pooled) {
    const Agreement a = pooled.agreement();
    std::string text = "\nconfusion (rows: expert, columns: model)\n";
    text += fmt::format("{:<6} {:>7} {:>7} {:>7} {:>7} {:>7} {:>9} {:>7} {:>7}\n", "", "W", "N1", "N2", "N3",
                        "R", "precision", "recall", "F1");
    for (std::size_t r = 0; r < a.confusion.size(); ++r) {
        text += fmt::format("{:<6}", stageCode(kStageClasses[r]));
        for (const std::int64_t count : a.confusion[r])
            text += fmt::format(" {:>7}", count);
        text +=
            fmt::format(" {:>9} {:>7} {:>7}\n", number(a.precision[r]), number(a.recall[r]), number(a.f1[r]));
    }
    return text +
           fmt::format("  {} epochs left out: no stage by the expert, or no good signal\n", a.excluded);
}

std::string reliabilityPart(const std::string& title, const Tally& tally) {
    std::string text = fmt::format("\nreliability, {}\n{:>3} {:>13} {:>7} {:>10} {:>8}\n", title, "bin",
                                   "range", "n", "confidence", "accuracy");
    const Calibration table = tally.reliability.calibration();
    for (std::size_t b = 0; b < table.bins.size(); ++b) {
        const ReliabilityBin& bin = table.bins[b];
        const bool isEmpty = bin.count == 0;
        text += fmt::format(
            "{:>3} {:>13} {:>7} {:>10} {:>8}\n", b + 1, fmt::format("{:.3f}-{:.3f}", bin.low, bin.high),
            bin.count, isEmpty ? "-" : number(bin.meanProbability), isEmpty ? "-" : number(bin.accuracy));
    }
    if (tally.reliability.count() > 0)
        text += fmt::format(
            "  ECE {:.3f}; a model that is right as often as it says would show {:.3f} by chance\n",
            table.ece, table.eceByChance);
    return text;
}

std::string statisticsPart(const Evaluation& evaluation) {
    std::string text = fmt::format("\nerrors of the night's statistics, model - expert (Bland-Altman)\n"
                                   "{:<20} {:>4} {:>5} {:>8} {:>8} {:>16}\n",
                                   "statistic", "unit", "n", "bias", "SD", "95 % limits");
    for (const StatisticErrors& errors : statisticErrors(evaluation)) {
        const LimitsOfAgreement& l = errors.limits;
        text += fmt::format("{:<20} {:>4} {:>5} {:>8} {:>8} {:>7}..{:>7}\n", errors.what.name,
                            errors.what.unit, l.count, number(l.bias, 1), number(l.deviation, 1),
                            number(l.low, 1), number(l.high, 1));
    }
    return text;
}

std::string nightStatistics(const NightEvaluation& night) {
    std::string text = fmt::format("\nstatistics, {}\n{:<20} {:>4} {:>8} {:>8} {:>8}\n", night.name,
                                   "statistic", "unit", "expert", "model", "error");
    for (const StatisticPair& pair : night.statistics)
        text += fmt::format("{:<20} {:>4} {:>8} {:>8} {:>8}\n", pair.name, pair.unit,
                            number(pair.reference, 1), number(pair.other, 1), number(pair.error(), 1));
    return text;
}

} // namespace

std::string toTable(const Evaluation& evaluation, bool withDetails) {
    const Tally pooled = evaluation.pooled();
    std::string text = fmt::format(
        "model     {}{}\nprotocol  {}\n\n", evaluation.model,
        evaluation.digest.empty() ? std::string() : fmt::format(" ({})", evaluation.digest.substr(0, 12)),
        evaluation.protocol);
    text += agreementPart(evaluation, pooled);
    text += confusionPart(pooled);
    text += reliabilityPart("pooled", pooled);
    text += statisticsPart(evaluation);
    if (withDetails)
        for (const NightEvaluation& night : evaluation.nights)
            text += nightStatistics(night) + reliabilityPart(night.name, night.tally);
    for (const NightEvaluation& night : evaluation.nights)
        if (night.wasLearned)
            text += fmt::format("\nnot a fair judgement: the model learned from {}\n", night.name);
    for (const FailedNight& night : evaluation.failed)
        text += fmt::format("\nnot judged: {}: {}\n", night.name, night.reason);
    return text;
}

} // namespace hypnodesk::cli
