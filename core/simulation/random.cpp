#include "core/simulation/random.h"

#include "core/simulation/plain_math.h"

#include <bit>

namespace hypnodesk::simulation {

namespace {

std::uint64_t splitMix(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15ull;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

/// Quantile of the normal distribution by P. J. Acklam's rational approximation (relative error 1.2e-9).
double normalQuantile(double p) {
    constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                            1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
    constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                            6.680131188771972e+01, -1.328068155288572e+01};
    constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                            -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
    constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                            3.754408661907416e+00};
    constexpr double kTail = 0.02425;
    if (p < kTail || p > 1.0 - kTail) {
        const double q = std::sqrt(-2.0 * plainLog(p < kTail ? p : 1.0 - p));
        const double value = (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
                             ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1.0);
        return p < kTail ? value : -value;
    }
    const double q = p - 0.5;
    const double r = q * q;
    return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
           (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1.0);
}

} // namespace

Random::Random(std::uint64_t seed) : m_seed(seed) {
    std::uint64_t state = seed;
    for (std::uint64_t& word : m_state)
        word = splitMix(state);
}

Random Random::fork(std::string_view purpose, std::uint64_t number) const {
    std::uint64_t hash = 0xCBF29CE484222325ull; // FNV-1a
    for (const char letter : purpose)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3ull;
    std::uint64_t state = m_seed ^ hash;
    state = splitMix(state) + number;
    return Random(splitMix(state));
}

std::uint64_t Random::next() {
    const std::uint64_t result = std::rotl(m_state[0] + m_state[3], 23) + m_state[0];
    const std::uint64_t t = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

double Random::uniform() {
    return (static_cast<double>(next() >> 12) + 0.5) * 0x1p-52;
}

double Random::uniform(double low, double high) {
    return low + (high - low) * uniform();
}

double Random::normal() {
    return normalQuantile(uniform());
}

double Random::normal(double mean, double deviation) {
    return mean + deviation * normal();
}

double Random::logNormal(double median, double sigma) {
    return median * plainExp(sigma * normal());
}

double Random::exponential(double mean) {
    return -mean * plainLog(uniform());
}

bool Random::chance(double probability) {
    return uniform() < probability;
}

std::size_t Random::pick(std::span<const double> weights) {
    double total = 0.0;
    for (const double weight : weights)
        total += weight;
    double rest = uniform() * total;
    for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
        rest -= weights[i];
        if (rest < 0.0)
            return i;
    }
    return weights.size() - 1;
}

} // namespace hypnodesk::simulation
