#include "core/dsp/fft_plan.h"

#include <fftw3.h>

#include <cassert>

namespace hypnodesk::dsp {
namespace {

/// Installs FFTW's own planner lock. FFTW makes sure that it happens once per process, however many copies of
/// this file there are; every copy calls it before its first plan.
void makePlannerThreadSafe() {
    [[maybe_unused]] static const bool done = (fftwf_make_planner_thread_safe(), true);
}

fftwf_complex* raw(Spectrum& spectra) {
    return reinterpret_cast<fftwf_complex*>(spectra.data());
}

fftwf_plan_s* planForward(int size, int count) {
    assert(size > 0 && count > 0);
    makePlannerThreadSafe();
    const int bins = size / 2 + 1;
    FftVector<float> signals(static_cast<std::size_t>(size) * static_cast<std::size_t>(count));
    Spectrum spectra(static_cast<std::size_t>(bins) * static_cast<std::size_t>(count));
    return fftwf_plan_many_dft_r2c(1, &size, count, signals.data(), nullptr, 1, size, raw(spectra), nullptr,
                                   1, bins, FFTW_ESTIMATE);
}

fftwf_plan_s* planInverse(int size, int count) {
    assert(size > 0 && count > 0);
    makePlannerThreadSafe();
    const int bins = size / 2 + 1;
    FftVector<float> signals(static_cast<std::size_t>(size) * static_cast<std::size_t>(count));
    Spectrum spectra(static_cast<std::size_t>(bins) * static_cast<std::size_t>(count));
    return fftwf_plan_many_dft_c2r(1, &size, count, raw(spectra), nullptr, 1, bins, signals.data(), nullptr,
                                   1, size, FFTW_ESTIMATE | FFTW_DESTROY_INPUT);
}

} // namespace

void FftPlan::Destroy::operator()(fftwf_plan_s* plan) const {
    fftwf_destroy_plan(plan);
}

RealFft::RealFft(int size, int count) : m_size(size), m_count(count), m_plan(planForward(size, count)) {}

void RealFft::transform(const FftVector<float>& signals, Spectrum& spectra) const {
    assert(signals.size() == static_cast<std::size_t>(m_size) * static_cast<std::size_t>(m_count));
    assert(spectra.size() == static_cast<std::size_t>(bins()) * static_cast<std::size_t>(m_count));
    // FFTW leaves the input of an out-of-place forward transform as it is; its interface is only older than
    // const.
    fftwf_execute_dft_r2c(m_plan.get(), const_cast<float*>(signals.data()), raw(spectra));
}

InverseRealFft::InverseRealFft(int size, int count)
    : m_size(size), m_count(count), m_plan(planInverse(size, count)) {}

void InverseRealFft::transform(Spectrum& spectra, FftVector<float>& signals) const {
    assert(signals.size() == static_cast<std::size_t>(m_size) * static_cast<std::size_t>(m_count));
    assert(spectra.size() == static_cast<std::size_t>(m_size / 2 + 1) * static_cast<std::size_t>(m_count));
    fftwf_execute_dft_c2r(m_plan.get(), raw(spectra), signals.data());
}

} // namespace hypnodesk::dsp
