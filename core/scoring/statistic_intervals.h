#pragma once

#include "core/base/task_context.h"
#include "core/scoring/hypnogram_sampling.h"
#include "core/scoring/interval.h"
#include "core/scoring/sleep_statistics.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// Between which values the statistics of a night lie, by their keys. Only those have one of which it was
/// measured that it holds: hasMeasuredInterval().
using StatisticIntervals = std::map<std::string, Interval>;

struct IntervalOptions {
    int draws = 400;
    double level = 0.95;
    SamplingOptions sampling = {};
};

/// What another scorer may find, given what the network says: the statistics of `draws` hypnograms from
/// HypnogramSampler, percentile intervals. Epochs that a person decided do not vary, so the intervals become
/// narrower as a night is reviewed. Draws in which a statistic does not exist
/// (no REM) are left out; it has no interval when that is more than half of them. Empty when nothing is left
/// to draw or the grids differ.
///
/// Measured on the 80 nights of DOD-H and DOD-O, each with five experts: from the votes of four, the interval
/// held the fifth's value in 80 to 99 % of the nights (tests/core/scoring/tst_statistic_intervals.cpp);
/// independent draws in 25 % for TST. The numbers in SamplingOptions were chosen on DOD-H, N3's share of the
/// night on every second night of DOD-O: resources/docs/statistics.md.
StatisticIntervals statisticIntervals(const Hypnogram& hypnogram, const NightProbabilities& night,
                                      const LightsTimes& lights = {}, const IntervalOptions& options = {},
                                      const TaskContext& context = {});

/// Times, latencies and shares. Not counts of awakenings, shifts and bouts, nor the lengths of bouts: drawn
/// hypnograms change stage more often than those that people score, so that their intervals miss (40 to 80
/// %).
bool hasMeasuredInterval(std::string_view key);

/// Sets StatisticRow::interval of the rows that have one.
void addIntervals(std::vector<StatisticRow>& rows, const StatisticIntervals& intervals);

} // namespace hypnodesk
