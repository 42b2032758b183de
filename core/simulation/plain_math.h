#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace hypnodesk::simulation {

/// Elementary functions out of IEEE additions, multiplications and divisions alone. The ones of the C library
/// differ in the last bit between libraries, processors and versions, and a virtual night must be the same to
/// the byte everywhere. (std::sqrt and std::floor are exact by IEEE 754 and may be used beside them.)
/// Relative errors are below 1e-12 in the ranges that the simulator needs. The library is compiled without
/// fused multiply-add.

inline constexpr double kLn2 = 0.69314718055994530942;

/// e to the power of x, x limited to [-700, 700].
inline double plainExp(double x) {
    x = x < -700.0 ? -700.0 : (x > 700.0 ? 700.0 : x);
    const double k = std::floor(x / kLn2 + 0.5);
    const double r = x - k * kLn2;
    double sum = 1.0;
    for (int n = 12; n >= 1; --n)
        sum = 1.0 + sum * (r * (1.0 / n));
    const auto exponent = static_cast<std::uint64_t>(static_cast<std::int64_t>(k) + 1023) << 52;
    return sum * std::bit_cast<double>(exponent);
}

/// Natural logarithm of a positive normal number.
inline double plainLog(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    auto exponent = static_cast<std::int64_t>(bits >> 52) - 1023;
    double mantissa = std::bit_cast<double>((bits & 0xFFFFFFFFFFFFFull) | (1023ull << 52));
    if (mantissa > 1.41421356237309504880) {
        mantissa *= 0.5;
        ++exponent;
    }
    const double s = (mantissa - 1.0) / (mantissa + 1.0);
    const double square = s * s;
    double sum = 0.0;
    for (int n = 17; n >= 1; n -= 2)
        sum = sum * square + 1.0 / n;
    return static_cast<double>(exponent) * kLn2 + 2.0 * s * sum;
}

/// Sine of an angle given in turns (1 = a full circle).
inline double sinTurns(double turns) {
    double t = turns - std::floor(turns + 0.5); // [-0.5, 0.5)
    if (t > 0.25)
        t = 0.5 - t;
    else if (t < -0.25)
        t = -0.5 - t;
    const double x = t * 6.28318530717958647693;
    const double square = x * x;
    double sum = 1.0;
    for (int n = 16; n >= 2; n -= 2)
        sum = 1.0 - sum * (square * (1.0 / (n * (n + 1))));
    return x * sum;
}

inline double cosTurns(double turns) {
    return sinTurns(turns + 0.25);
}

inline double plainPower(double base, double exponent) {
    return plainExp(exponent * plainLog(base));
}

/// A bell between 0 (at 0 and 1) and 1 (at 0.5): half a period of a squared sine.
inline double raisedCosine(double position) {
    const double half = position <= 0.0 || position >= 1.0 ? 0.0 : sinTurns(0.5 * position);
    return half * half;
}

/// Rises smoothly from 0 at `from` to 1 at `to`.
inline double smoothStep(double from, double to, double x) {
    const double t = (x - from) / (to - from);
    return t <= 0.0 ? 0.0 : (t >= 1.0 ? 1.0 : t * t * (3.0 - 2.0 * t));
}

} // namespace hypnodesk::simulation
