#include "core/simulation/band_course.h"
#include "core/simulation/plain_math.h"

#include <algorithm>
#include <array>

namespace hypnodesk::simulation {

namespace {

constexpr std::size_t kEpochLength = 30; // seconds

/// Half the time that powers take from one epoch's level to the next, where the stage stays and where it
/// changes.
constexpr double kLongestHalfRamp = 15.0;
constexpr double kLongestHalfTurn = 8.0;

/// How far the shading of N2 into N3 follows the delta power; the rest follows the label.
constexpr double kShadeByPower = 0.6;

/// What the synthesis lacks (or adds, by the noise of electrodes and muscles), found by measuring its output
/// the way the powers were measured; frontal, then occipital.
constexpr std::array<float, 2 * kBandCount> kLacking{0.25f, 0.0f, 0.05f, 0.05f, -0.1f,
                                                     0.28f, 0.0f, 0.0f,  0.0f,  -0.35f};

double median(std::vector<float> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

/// Other derivations, filters, ages and scorers set N3 less far apart from N2 than Sleep-EDF's frontal
/// bipolar one does: what lies above the night's typical N2 is drawn nearer to it.
MeasuredNight withDeltaContrast(MeasuredNight night, double contrast) {
    for (const std::size_t row : {std::size_t{0}, std::size_t{kBandCount}}) {
        std::vector<float> light;
        for (std::size_t epoch = 0; epoch < night.stages.size(); ++epoch)
            if (night.stages[epoch] == Stage::N2)
                light.push_back(night.powers[epoch][row]);
        if (light.empty())
            continue;
        const auto typical = static_cast<float>(median(std::move(light)));
        for (MeasuredNight::Powers& powers : night.powers)
            if (powers[row] > typical)
                powers[row] = typical + static_cast<float>(contrast) * (powers[row] - typical);
    }
    return night;
}

/// The measured powers are means over epochs, so what wanders must not shift an epoch's mean.
void BandCourse::keepWanderingWithinEpochs() {
    for (std::size_t first = 0; first < m_wandering.size(); first += kEpochLength) {
        const std::size_t last = std::min(first + kEpochLength, m_wandering.size());
        for (std::size_t row = 0; row < m_wandering[first].size(); ++row) {
            float sum = 0.0f;
            for (std::size_t s = first; s < last; ++s)
                sum += m_wandering[s][row];
            for (std::size_t s = first; s < last; ++s)
                m_wandering[s][row] -= sum / static_cast<float>(last - first);
        }
    }
}

void BandCourse::followPowers(const MeasuredNight& measured, Random random) {
    const auto& powers = measured.powers;
    const auto count = powers.size();
    std::vector<double> halfRamps(count + 1, 1.0); // at the begin of each epoch
    for (std::size_t epoch = 1; epoch < count; ++epoch)
        halfRamps[epoch] = random.uniform(
            1.5, measured.stages[epoch] == measured.stages[epoch - 1] ? kLongestHalfRamp : kLongestHalfTurn);
    for (std::size_t second = 0; second < m_wandering.size(); ++second) {
        const std::size_t epoch = std::min(second / kEpochLength, count - 1);
        const double time = static_cast<double>(second) + 0.5;
        const double begin = static_cast<double>(epoch * kEpochLength);
        const double end = begin + static_cast<double>(kEpochLength);
        const double fromBefore = smoothStep(begin - halfRamps[epoch], begin + halfRamps[epoch], time);
        const double toAfter = smoothStep(end - halfRamps[epoch + 1], end + halfRamps[epoch + 1], time);
        const auto& here = powers[epoch];
        const auto& before = powers[epoch > 0 ? epoch - 1 : 0];
        const auto& after = powers[std::min(epoch + 1, count - 1)];
        for (std::size_t row = 0; row < here.size(); ++row)
            m_wandering[second][row] += here[row] + kLacking[row] +
                                        static_cast<float>((1.0 - fromBefore) * (before[row] - here[row]) +
                                                           toAfter * (after[row] - here[row]));
    }
}

void BandCourse::shadeDeepSleep(const MeasuredNight& measured) {
    std::vector<float> light, deep; // frontal delta
    for (std::size_t epoch = 0; epoch < measured.stages.size(); ++epoch) {
        if (measured.stages[epoch] == Stage::N2)
            light.push_back(measured.powers[epoch][0] + kLacking[0]);
        else if (measured.stages[epoch] == Stage::N3)
            deep.push_back(measured.powers[epoch][0] + kLacking[0]);
    }
    if (light.empty())
        return;
    constexpr double kTypicalStep = 1.3; // of ln delta from N2 to N3, where the night has hardly any N3
    const double from = median(light);
    const double step = deep.size() < 10 ? kTypicalStep : std::max(0.5, median(deep) - from);
    for (std::size_t second = 0; second < m_mixes.size(); ++second) {
        StageMix& mix = m_mixes[second];
        const double both = mix[2] + mix[3];
        const double byPower = smoothStep(0.0, 1.0, (m_wandering[second][0] - from) / step);
        const double shade = (1.0 - kShadeByPower) * mix[3] + kShadeByPower * both * byPower;
        mix[3] = shade;
        mix[2] = both - shade;
    }
}

} // namespace hypnodesk::simulation
