#include "core/dsp/fft_plan.h"

/// A module with its own copy of the library, as core/net is when it is opened at run time. Returns how many
/// of its transforms of a constant went wrong.
extern "C" int planAndTransform(int repetitions) {
    using namespace hypnodesk::dsp;
    int wrong = 0;
    for (int i = 0; i < repetitions; ++i) {
        const RealFft fft(30 + 7 * i);
        Spectrum spectrum(std::size_t(fft.bins()));
        fft.transform(FftVector<float>(std::size_t(fft.size()), 1.0f), spectrum);
        wrong += std::abs(spectrum.front() - float(fft.size())) > 1e-3f * float(fft.size()) ? 1 : 0;
    }
    return wrong;
}
