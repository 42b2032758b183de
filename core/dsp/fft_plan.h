#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <vector>

struct fftwf_plan_s;

namespace hypnodesk::dsp {

/// Memory aligned as FFTW's vector code needs it. Plans below accept no other.
template <typename T>
struct FftAllocator {
    using value_type = T;
    static constexpr std::align_val_t kAlignment{64};

    FftAllocator() = default;
    template <typename Other>
    FftAllocator(const FftAllocator<Other>&) {}

    T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), kAlignment)); }
    void deallocate(T* memory, std::size_t) { ::operator delete(memory, kAlignment); }
    bool operator==(const FftAllocator&) const { return true; }
};

template <typename T>
using FftVector = std::vector<T, FftAllocator<T>>;

using Spectrum = FftVector<std::complex<float>>;

/// A plan of FFTW, owned. FFTW's planner is one per process and not reentrant; making and destroying plans
/// takes the lock inside FFTW itself, which also holds when this library is linked twice into one process.
class FftPlan {
public:
    explicit FftPlan(fftwf_plan_s* plan) : m_plan(plan) {}
    fftwf_plan_s* get() const { return m_plan.get(); }

private:
    struct Destroy {
        void operator()(fftwf_plan_s* plan) const;
    };
    std::unique_ptr<fftwf_plan_s, Destroy> m_plan;
};

/// Forward transforms of real signals: `count` signals of `size` samples, one behind the other, give `count`
/// spectra of bins() values. Made once, used from any number of threads. Not normalised. Same numbers in
/// every run on a machine (plans are estimated, not measured).
class RealFft {
public:
    explicit RealFft(int size, int count = 1);

    int size() const { return m_size; }
    int count() const { return m_count; }
    int bins() const { return m_size / 2 + 1; }

    /// [count, size] -> [count, bins]
    void transform(const FftVector<float>& signals, Spectrum& spectra) const;

private:
    int m_size;
    int m_count;
    FftPlan m_plan;
};

/// The way back: spectra of size / 2 + 1 bins give real signals, multiplied by `size`.
class InverseRealFft {
public:
    explicit InverseRealFft(int size, int count = 1);

    /// [count, bins] -> [count, size]; destroys the spectra.
    void transform(Spectrum& spectra, FftVector<float>& signals) const;

private:
    int m_size;
    int m_count;
    FftPlan m_plan;
};

} // namespace hypnodesk::dsp
