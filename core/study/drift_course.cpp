#include "core/study/drift_course.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <tuple>

namespace hypnodesk {

namespace {

struct Mean {
    double mean = 0.0;
    double squaredError = 0.0; ///< of the mean
};

Mean meanOf(std::span<const double> values) {
    Mean result;
    const auto count = static_cast<double>(values.size());
    for (const double value : values)
        result.mean += value / count;
    if (values.size() < 2)
        return result;
    double squares = 0.0;
    for (const double value : values)
        squares += (value - result.mean) * (value - result.mean);
    result.squaredError = squares / (count - 1.0) / count;
    return result;
}

DriftMonth monthOf(const std::string& name, std::span<const DriftPoint> points) {
    DriftMonth month;
    month.month = name;
    month.nights = points.size();
    ConfusionMatrix all{};
    double confidence = 0.0;
    std::size_t confident = 0;
    for (const DriftPoint& point : points) {
        for (std::size_t row = 0; row < all.size(); ++row)
            for (std::size_t column = 0; column < all.size(); ++column)
                all[row][column] += point.confusion[row][column];
        month.wholeNights += point.reviewedShare() >= kWholeShare ? 1 : 0;
        month.poorSignalShare += point.poorSignalShare / static_cast<double>(points.size());
        month.reviewMinutes += point.reviewSeconds / 60.0 / static_cast<double>(points.size());
        if (point.meanConfidence) {
            confidence += *point.meanConfidence;
            ++confident;
        }
    }
    month.agreement = agreementFromConfusion(all);
    month.correctionRate = 1.0 - month.agreement.accuracy;
    if (confident > 0)
        month.meanConfidence = confidence / static_cast<double>(confident);
    return month;
}

void advise(DriftSeries& series, std::span<const DriftPoint> points) {
    std::vector<double> kappas, poor;
    for (const DriftPoint& point : points)
        if (const auto kappa = point.agreement().kappa; kappa && point.reviewedShare() >= kWholeShare) {
            kappas.push_back(*kappa);
            poor.push_back(point.poorSignalShare);
        }
    series.judgedNights = kappas.size();
    if (kappas.empty())
        return;
    const std::size_t recent = std::min(kappas.size(), kRecentNights);
    const Mean newest = meanOf(std::span(kappas).last(recent));
    series.recentKappa = newest.mean;
    series.recentPoorSignalShare = meanOf(std::span(poor).last(recent)).mean;
    if (kappas.size() < kNightsToJudge)
        return;
    const std::size_t half = kappas.size() / 2;
    const Mean older = meanOf(std::span(kappas).first(half));
    const Mean younger = meanOf(std::span(kappas).subspan(half));
    const double fall = older.mean - younger.mean;
    const bool hasFallen = kappas.size() >= 2 * kNightsToJudge && fall >= kNoticeableFall &&
                           fall > 2.0 * std::sqrt(older.squaredError + younger.squaredError);
    const bool isLow = newest.mean + 2.0 * std::sqrt(newest.squaredError) < kKappaOfScorers;
    series.advice = DriftAdvice::Fine;
    if ((hasFallen || isLow) && series.recentPoorSignalShare >= kPoorSignals)
        series.advice = DriftAdvice::CheckSignals;
    else if (hasFallen)
        series.advice = DriftAdvice::RetrainFallen;
    else if (isLow)
        series.advice = DriftAdvice::RetrainLow;
    if (hasFallen) {
        series.earlierKappa = older.mean;
        series.recentKappa = younger.mean;
    }
}

} // namespace

std::vector<DriftSeries> driftCourses(std::vector<DriftPoint> points) {
    std::stable_sort(points.begin(), points.end(),
                     [](const DriftPoint& a, const DriftPoint& b) { return a.utc < b.utc; });
    std::map<std::tuple<std::string, std::string>, std::vector<DriftPoint>> groups;
    for (const DriftPoint& point : points)
        groups[{point.derivation, point.modelSha256}].push_back(point);
    std::vector<std::pair<std::string, DriftSeries>> dated;
    for (const auto& [key, group] : groups) {
        DriftSeries series;
        series.derivation = group.back().derivation;
        series.model = group.back().model;
        series.modelSha256 = group.back().modelSha256;
        for (auto begin = group.begin(); begin != group.end();) {
            const std::string month = begin->utc.substr(0, 7);
            const auto end = std::find_if(
                begin, group.end(), [&](const DriftPoint& point) { return point.utc.substr(0, 7) != month; });
            series.months.push_back(monthOf(month, std::span(begin, end)));
            begin = end;
        }
        advise(series, group);
        dated.emplace_back(group.back().utc, std::move(series));
    }
    std::stable_sort(dated.begin(), dated.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<DriftSeries> result;
    for (auto& [utc, series] : dated)
        result.push_back(std::move(series));
    return result;
}

} // namespace hypnodesk
