#include "core/dsp/biquad.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace hypnodesk::dsp {
namespace {

/// Calls `make(cosine, alpha)` for each pair of poles, which differ in their quality alone.
template <typename Make>
std::vector<Biquad> butterworth(int order, double cutoffHz, double rateHz, Make make) {
    assert(order > 0 && order % 2 == 0);
    assert(0.0 < cutoffHz && cutoffHz < rateHz / 2.0);
    const double omega = 2.0 * std::numbers::pi * cutoffHz / rateHz;
    std::vector<Biquad> sections;
    for (int pair = 0; pair < order / 2; ++pair) {
        const double alpha = std::sin(omega) * std::cos(std::numbers::pi * (2 * pair + 1) / (2.0 * order));
        sections.push_back(make(std::cos(omega), alpha));
    }
    return sections;
}

} // namespace

double Biquad::settle(double level) {
    const double y = level * (m_b0 + m_b1 + m_b2) / (1.0 + m_a1 + m_a2);
    m_state2 = m_b2 * level - m_a2 * y;
    m_state1 = m_b1 * level - m_a1 * y + m_state2;
    return y;
}

std::vector<Biquad> butterworthHighpass(int order, double cutoffHz, double rateHz) {
    return butterworth(order, cutoffHz, rateHz, [](double cosine, double alpha) {
        const double a0 = 1.0 + alpha;
        const double b = (1.0 + cosine) / 2.0 / a0;
        return Biquad(b, -2.0 * b, b, -2.0 * cosine / a0, (1.0 - alpha) / a0);
    });
}

std::vector<Biquad> butterworthLowpass(int order, double cutoffHz, double rateHz) {
    return butterworth(order, cutoffHz, rateHz, [](double cosine, double alpha) {
        const double a0 = 1.0 + alpha;
        const double b = (1.0 - cosine) / 2.0 / a0;
        return Biquad(b, 2.0 * b, b, -2.0 * cosine / a0, (1.0 - alpha) / a0);
    });
}

Biquad notch(double frequencyHz, double quality, double rateHz) {
    assert(0.0 < frequencyHz && frequencyHz < rateHz / 2.0);
    const double omega = 2.0 * std::numbers::pi * frequencyHz / rateHz;
    const double gain = 1.0 / (1.0 + std::tan(omega / quality / 2.0));
    const double middle = -2.0 * gain * std::cos(omega);
    return Biquad(gain, middle, gain, middle, 2.0 * gain - 1.0);
}

} // namespace hypnodesk::dsp
