#include "app/command_line/command.h"
#include "app/command_line/hypnogram_input.h"
#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"
#include "core/formats/event_words.h"
#include "core/report/statistics_json.h"
#include "core/scoring/event_statistics.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace hypnodesk::cli {

namespace {

struct StatsOptions {
    std::string file;
    std::string lightsOff;
    std::string lightsOn;
    bool json = false;
};

constexpr std::size_t kNameWidth = 36;
constexpr std::size_t kValueWidth = 14;
constexpr std::size_t kLineWidth = 110;

/// Breaks a text into lines of at most `width` between words.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    for (const std::string_view word : split(text, ' ')) {
        if (!lines.back().empty() && lines.back().size() + 1 + word.size() > width)
            lines.emplace_back();
        lines.back() += (lines.back().empty() ? "" : " ") + std::string(word);
    }
    return lines;
}

/// Times of day where the file knows its start, else seconds.
std::string valueText(const StatisticRow& row, const ImportedHypnogram& night) {
    if (!row.value)
        return row.absentText;
    if (row.unit == "s" && night.start)
        return clockText(startFromSeconds(night.start->secondsAfterMidnight() + *row.value));
    return row.unit.empty() ? fmt::format("{:.0f}", *row.value)
                            : fmt::format("{:.1f} {}", *row.value, row.unit);
}

void printRow(const StatisticRow& row, const ImportedHypnogram& night) {
    const std::string interval =
        row.interval ? fmt::format("95 %: {:.1f} to {:.1f}. ", row.interval->low, row.interval->high)
                     : std::string();
    const std::vector<std::string> lines =
        wrapped(interval + row.definition, kLineWidth - kNameWidth - kValueWidth - 5);
    fmt::print("  {:<{}} {:>{}}  {}\n", row.name, kNameWidth, valueText(row, night), kValueWidth, lines[0]);
    for (std::size_t i = 1; i < lines.size(); ++i)
        fmt::print("{:{}}{}\n", "", kNameWidth + kValueWidth + 5, lines[i]);
}

std::string orDash(std::optional<double> value) {
    return value ? fmt::format("{:.1f}", *value) : "-";
}

void printStages(const SleepStatistics& s) {
    fmt::print("  {:<8}{:>9}{:>9}{:>12}{:>8}{:>12}{:>14}\n", "", "min", "% TST", "latency min", "bouts",
               "mean min", "longest min");
    for (std::size_t i = 0; i < kStageClasses.size(); ++i) {
        const StageStatistics& stage = s.stages[i];
        fmt::print("  {:<8}{:>9.1f}{:>9}{:>12}{:>8}{:>12.1f}{:>14.1f}\n", stageName(kStageClasses[i]),
                   stage.minutes, orDash(stage.percentOfTst), orDash(stage.latencyMinutes), stage.bouts,
                   stage.meanBoutMinutes, stage.longestBoutMinutes);
    }
    fmt::print("  Latency: lights off to the first epoch of the stage. Bouts: runs of adjacent epochs.\n");
}

void printCycles(const SleepStatistics& s) {
    for (std::size_t i = 0; i < s.cycles.size(); ++i)
        fmt::print("  cycle {}: from minute {:.1f}, {:.1f} min (NREM {:.1f}, R {:.1f})\n", i + 1,
                   s.cycles[i].beginMinutes, s.cycles[i].durationMinutes, s.cycles[i].nremMinutes,
                   s.cycles[i].remMinutes);
}

/// The statistics of one scoring of a night, and between which values the network's doubt leaves them.
struct Summary {
    SleepStatistics statistics;
    std::optional<ReviewQuality> quality;
    StatisticIntervals intervals;
    std::optional<EventStatistics> events;
};

Summary summaryOf(const Hypnogram& hypnogram, const ImportedHypnogram& night, const LightsTimes& lights) {
    Summary summary{sleepStatistics(hypnogram, lights), {}, {}, {}};
    if (!night.events.empty())
        summary.events = eventStatistics(scoredEvents(night.events), hypnogram, summary.statistics);
    if (night.probabilities) {
        summary.quality = reviewQuality(hypnogram, night.probabilities);
        summary.intervals = statisticIntervals(hypnogram, *night.probabilities, lights);
    }
    return summary;
}

/// What the network alone would say; nullopt where nobody has decided anything otherwise.
std::optional<Summary> networkAlone(const ImportedHypnogram& night, const LightsTimes& lights) {
    if (!night.probabilities || night.probabilities->grid != night.hypnogram.grid())
        return std::nullopt;
    const Hypnogram proposal = Hypnogram::fromProbabilities(*night.probabilities);
    if (proposal.stages() == night.hypnogram.stages() && night.hypnogram.epochs() == proposal.epochs())
        return std::nullopt;
    return summaryOf(proposal, night, lights);
}

void printNetworkAlone(const Summary& alone, const ImportedHypnogram& night) {
    fmt::print("\nThe network alone, before anybody looked\n");
    std::vector<StatisticRow> rows = statisticRows(alone.statistics);
    addIntervals(rows, alone.intervals);
    for (StatisticRow& row : rows) {
        if (!row.interval || row.group == "Stages")
            continue;
        row.definition.clear();
        printRow(row, night);
    }
}

void printEvents(const EventStatistics& events) {
    fmt::print("\nEvents\n  {:<24}{:>8}{:>12}{:>14}\n", "", "number", "in sleep", "per h sleep");
    for (const EventKindInfo& kind : eventKinds())
        if (const EventCount& count = events[kind.kind]; count.count > 0)
            fmt::print("  {:<24}{:>8}{:>12}{:>14}\n", kind.title, count.count, count.inSleep,
                       orDash(count.perHour));
}

void printTable(const HypnogramInput& input, const Summary& summary, const std::optional<Summary>& alone) {
    const SleepStatistics& statistics = summary.statistics;
    const ImportedHypnogram& night = input.night;
    fmt::print("{} epochs of {} s ({})\n", night.hypnogram.size(),
               formatNumber(night.hypnogram.grid().epochSeconds), input.origin);
    std::string group;
    std::vector<StatisticRow> rows =
        statisticRows(statistics, summary.quality, summary.events ? &*summary.events : nullptr);
    addIntervals(rows, summary.intervals);
    for (const StatisticRow& row : rows) {
        const bool isNewGroup = row.group != group;
        if (isNewGroup)
            fmt::print("\n{}\n", row.group);
        group = row.group;
        if (group != "Stages")
            printRow(row, night);
        else if (isNewGroup)
            printStages(statistics);
        if (row.key == "cycle_mean_min")
            printCycles(statistics);
    }
    if (summary.events)
        printEvents(*summary.events);
    if (alone)
        printNetworkAlone(*alone, night);
    if (!summary.intervals.empty())
        fmt::print(
            "\n95 %: where another scorer's value is to be expected, by the network's probabilities.\n");
}

/// Seconds from the recording's start, or a clock time where the file knows when it started.
Result<std::optional<double>> lightsTime(const std::string& text, const ImportedHypnogram& night) {
    if (text.empty())
        return std::nullopt;
    if (const std::optional<double> seconds = parseNumber(text))
        return seconds;
    const bool hasSeconds = split(text, ':').size() == 3;
    const std::optional<double> clock = secondsFromClock(hasSeconds ? text : text + ":00");
    if (!clock)
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("'{}' is neither seconds nor a clock time", text));
    if (!night.start)
        return fail(ErrorCode::ArgumentInvalid,
                    "this hypnogram knows no clock time: give lights off and on in seconds");
    const double seconds = *clock - night.start->secondsAfterMidnight();
    return seconds < 0.0 ? seconds + 86400.0 : seconds;
}

/// The options win over what the file says.
Result<LightsTimes> lightsOf(const StatsOptions& options, const ImportedHypnogram& night) {
    const auto off = lightsTime(options.lightsOff, night);
    const auto on = lightsTime(options.lightsOn, night);
    if (!off || !on)
        return tl::make_unexpected(off ? on.error() : off.error());
    return LightsTimes{*off ? *off : night.lights.offSeconds, *on ? *on : night.lights.onSeconds};
}

int run(const StatsOptions& options) {
    const auto input = readHypnogramInput(options.file);
    if (!input) {
        complain(input.error());
        return kNothingDone;
    }
    const Result<LightsTimes> lights = lightsOf(options, input->night);
    if (!lights) {
        complain(lights.error());
        return kWrongUsage;
    }
    const Summary summary = summaryOf(input->night.hypnogram, input->night, *lights);
    const std::optional<Summary> alone = networkAlone(input->night, *lights);
    if (!options.json) {
        printTable(*input, summary, alone);
        return kDone;
    }
    nlohmann::ordered_json document = toJson(summary.statistics, summary.quality, summary.intervals,
                                             summary.events ? &*summary.events : nullptr);
    if (alone)
        document["network_alone"] = toJson(alone->statistics, alone->quality, alone->intervals);
    document["definitions"] = statisticDefinitionsJson(summary.statistics);
    fmt::print("{}\n", document.dump(2));
    return kDone;
}

} // namespace

void addStats(CLI::App& app, Action& chosen) {
    CLI::App* command =
        app.add_subcommand("stats", "Sleep statistics of a hypnogram, with their definitions");
    const auto options = std::make_shared<StatsOptions>();
    command->add_option("hypnogram", options->file, "Hypnogram of any known format, or STUDY[#SCORING]")
        ->required();
    command->add_option("--lights-off", options->lightsOff,
                        "Lights off: seconds from the start, or a clock time");
    command->add_option("--lights-on", options->lightsOn,
                        "Lights on: seconds from the start, or a clock time");
    command->add_flag("--json", options->json, "JSON for machines");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace hypnodesk::cli
