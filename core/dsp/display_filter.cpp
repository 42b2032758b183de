#include "core/dsp/display_filter.h"

#include "core/dsp/biquad.h"
#include "core/dsp/filter_together.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace hypnodesk::dsp {
namespace {

constexpr double kNotchQuality = 30.0;

bool isUsable(const std::optional<double>& frequencyHz, double rateHz) {
    // A millionth of the rate is already far slower than a night; below it, rounding undoes the filter.
    return frequencyHz && *frequencyHz > 1e-6 * rateHz && *frequencyHz < rateHz / 2.0;
}

std::vector<Biquad> sectionsOf(const DisplayFilter& filter, double rateHz) {
    std::vector<Biquad> sections;
    if (isUsable(filter.highpassHz, rateHz))
        sections = butterworthHighpass(2, *filter.highpassHz, rateHz);
    if (isUsable(filter.lowpassHz, rateHz)) {
        const auto lowpass = butterworthLowpass(4, *filter.lowpassHz, rateHz);
        sections.insert(sections.end(), lowpass.begin(), lowpass.end());
    }
    if (isUsable(filter.notchHz, rateHz))
        sections.push_back(notch(*filter.notchHz, kNotchQuality, rateHz));
    return sections;
}

constexpr std::size_t kLanes = 4;

/// Biquad for as many signals at once as there are lanes.
struct LaneSection {
    explicit LaneSection(const Biquad& section) : c(section.coefficients()) {}

    std::array<double, 5> c; ///< b0, b1, b2, a1, a2
    std::array<double, kLanes> state1{}, state2{};

    double process(double x, std::size_t lane) {
        const double y = c[0] * x + state1[lane];
        state1[lane] = c[1] * x - c[3] * y + state2[lane];
        state2[lane] = c[2] * x - c[4] * y;
        return y;
    }
    double settle(double level, std::size_t lane) {
        const double y = level * (c[0] + c[1] + c[2]) / (1.0 + c[3] + c[4]);
        state2[lane] = c[2] * level - c[4] * y;
        state1[lane] = c[1] * level - c[3] * y + state2[lane];
        return y;
    }
    void dropTraces() {
        constexpr double kTrace = 1e-30;
        for (auto* states : {&state1, &state2})
            for (double& state : *states)
                if (-kTrace < state && state < kTrace)
                    state = 0.0;
    }
};

void filterLanes(std::vector<LaneSection> sections, const std::array<float*, kLanes>& signals,
                 std::size_t count) {
    std::array<bool, kLanes> isSettled{};
    bool allSettled = false;
    for (std::size_t i = 0; i < count; ++i) {
        std::array<double, kLanes> values;
        bool allFinite = true;
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            values[lane] = signals[lane][i];
            allFinite &= std::isfinite(signals[lane][i]);
        }
        if (allFinite && allSettled) {
            for (LaneSection& section : sections)
                for (std::size_t lane = 0; lane < kLanes; ++lane)
                    values[lane] = section.process(values[lane], lane);
            for (std::size_t lane = 0; lane < kLanes; ++lane)
                signals[lane][i] = static_cast<float>(values[lane]);
        } else { // a gap begins or ends in one of them
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
                double value = values[lane];
                if (!std::isfinite(value)) {
                    signals[lane][i] = std::numeric_limits<float>::quiet_NaN();
                    isSettled[lane] = false;
                    continue;
                }
                if (!isSettled[lane]) {
                    double level = value;
                    for (LaneSection& section : sections)
                        level = section.settle(level, lane);
                    isSettled[lane] = true;
                }
                for (LaneSection& section : sections)
                    value = section.process(value, lane);
                signals[lane][i] = static_cast<float>(value);
            }
            allSettled = std::find(isSettled.begin(), isSettled.end(), false) == isSettled.end();
        }
        if (i % 256 == 0)
            for (LaneSection& section : sections)
                section.dropTraces();
    }
}

} // namespace

void applyDisplayFilterTogether(const DisplayFilter& filter, std::span<std::vector<float>> signals,
                                double rateHz) {
    const std::vector<Biquad> sections = sectionsOf(filter, rateHz);
    if (sections.empty())
        return;
    const std::vector<LaneSection> lanes(sections.begin(), sections.end());
    std::size_t done = 0;
    for (; done + kLanes <= signals.size(); done += kLanes) {
        const std::size_t count = signals[done].size();
        std::array<float*, kLanes> pointers{};
        bool areEqual = true;
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            pointers[lane] = signals[done + lane].data();
            areEqual &= signals[done + lane].size() == count;
        }
        if (!areEqual)
            break;
        filterLanes(lanes, pointers, count);
    }
    for (; done < signals.size(); ++done)
        signals[done] = applyDisplayFilter(filter, signals[done], rateHz);
}

std::vector<float> applyDisplayFilter(const DisplayFilter& filter, std::span<const float> samples,
                                      double rateHz) {
    std::vector<float> filtered(samples.begin(), samples.end());
    std::vector<Biquad> sections = sectionsOf(filter, rateHz);
    if (sections.empty())
        return filtered;
    bool isSettled = false;
    for (std::size_t i = 0; i < filtered.size(); ++i) {
        float& sample = filtered[i];
        if (!std::isfinite(sample)) {
            sample = std::numeric_limits<float>::quiet_NaN();
            isSettled = false;
            continue;
        }
        double value = sample;
        if (!isSettled) {
            double level = value;
            for (Biquad& section : sections)
                level = section.settle(level);
            isSettled = true;
        }
        for (Biquad& section : sections)
            value = section.process(value);
        sample = static_cast<float>(value);
        if (i % 256 == 0)
            for (Biquad& section : sections)
                section.dropTraces();
    }
    return filtered;
}

} // namespace hypnodesk::dsp
