#include "core/dsp/display_filter.h"

#include "core/dsp/biquad.h"

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

} // namespace

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
