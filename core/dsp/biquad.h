#pragma once

#include <array>
#include <vector>

namespace hypnodesk::dsp {

/// One second-order section with its state, transposed direct form II, a0 = 1.
class Biquad {
public:
    Biquad(double b0, double b1, double b2, double a1, double a2)
        : m_b0(b0), m_b1(b1), m_b2(b2), m_a1(a1), m_a2(a2) {}

    /// b0, b1, b2, a1, a2.
    std::array<double, 5> coefficients() const { return {m_b0, m_b1, m_b2, m_a1, m_a2}; }

    /// Takes the state that an endless constant input of `level` would have left; returns the output it
    /// gives.
    double settle(double level);

    double process(double x) {
        const double y = m_b0 * x + m_state1;
        m_state1 = m_b1 * x - m_a1 * y + m_state2;
        m_state2 = m_b2 * x - m_a2 * y;
        return y;
    }

    /// Forgets a state too small to matter. In digital silence it would otherwise decay into denormal
    /// numbers, with which the processor is many times slower.
    void dropTraces() {
        constexpr double kTrace = 1e-30;
        if (-kTrace < m_state1 && m_state1 < kTrace)
            m_state1 = 0.0;
        if (-kTrace < m_state2 && m_state2 < kTrace)
            m_state2 = 0.0;
    }

private:
    double m_b0, m_b1, m_b2, m_a1, m_a2;
    double m_state1 = 0.0;
    double m_state2 = 0.0;
};

/// Butterworth filters of even order as sections, by the bilinear transform with the cut-off pre-warped,
/// equal to scipy.signal.butter. 0 < cutoffHz < rateHz / 2. (Sections: Bristow-Johnson, "Audio EQ Cookbook".)
std::vector<Biquad> butterworthHighpass(int order, double cutoffHz, double rateHz);
std::vector<Biquad> butterworthLowpass(int order, double cutoffHz, double rateHz);

/// Unit gain except around frequencyHz, where it is zero; -3 dB at a width of frequencyHz / quality; equal to
/// scipy.signal.iirnotch.
Biquad notch(double frequencyHz, double quality, double rateHz);

} // namespace hypnodesk::dsp
