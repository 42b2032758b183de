#include "core/dsp/tapers.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <numeric>
#include <span>

namespace hypnodesk::dsp {
namespace {

/// Symmetric; offDiagonal[i] couples i and i + 1.
struct Tridiagonal {
    std::vector<double> diagonal;
    std::vector<double> offDiagonal;

    std::size_t size() const { return diagonal.size(); }

    /// Gershgorin: no eigenvalue lies farther from zero.
    double bound() const {
        double largest = 0.0;
        for (std::size_t i = 0; i < size(); ++i) {
            const double left = i > 0 ? std::abs(offDiagonal[i - 1]) : 0.0;
            const double right = i + 1 < size() ? std::abs(offDiagonal[i]) : 0.0;
            largest = std::max(largest, std::abs(diagonal[i]) + left + right);
        }
        return largest;
    }
};

/// How many eigenvalues are above `x`: the positive pivots of the LDL' decomposition (Sturm sequence).
int eigenvaluesAbove(const Tridiagonal& matrix, double x, double tiny) {
    int count = 0;
    double pivot = 1.0;
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        const double coupling = i > 0 ? matrix.offDiagonal[i - 1] : 0.0;
        pivot = matrix.diagonal[i] - x - coupling * coupling / pivot;
        if (std::abs(pivot) < tiny)
            pivot = -tiny;
        if (pivot > 0.0)
            ++count;
    }
    return count;
}

/// The eigenvalue with `rank` larger ones above it, by bisection.
double eigenvalue(const Tridiagonal& matrix, int rank) {
    const double bound = matrix.bound();
    const double tiny = bound * std::numeric_limits<double>::min() / std::numeric_limits<double>::epsilon();
    double low = -bound;
    double high = bound;
    while (true) {
        const double middle = low + (high - low) / 2.0;
        if (middle <= low || middle >= high)
            return middle;
        (eigenvaluesAbove(matrix, middle, tiny) > rank ? low : high) = middle;
    }
}

/// Solves (matrix - shift) x = right side in place by Gaussian elimination with row exchanges, which keep it
/// sound although the matrix is singular but for rounding.
void solveShifted(const Tridiagonal& matrix, double shift, std::vector<double>& x) {
    const std::size_t size = matrix.size();
    const double smallest = matrix.bound() * std::numeric_limits<double>::epsilon();
    std::vector<double> pivot(size), next(size, 0.0), afterNext(size, 0.0);
    double diagonal = matrix.diagonal[0] - shift;
    double upper = size > 1 ? matrix.offDiagonal[0] : 0.0;
    for (std::size_t i = 0; i + 1 < size; ++i) {
        const double lower = matrix.offDiagonal[i];
        const double belowDiagonal = matrix.diagonal[i + 1] - shift;
        const double belowUpper = i + 2 < size ? matrix.offDiagonal[i + 1] : 0.0;
        if (std::abs(diagonal) >= std::abs(lower)) {
            const double factor = diagonal == 0.0 ? 0.0 : lower / diagonal;
            pivot[i] = diagonal;
            next[i] = upper;
            x[i + 1] -= factor * x[i];
            diagonal = belowDiagonal - factor * upper;
            upper = belowUpper;
        } else {
            const double factor = diagonal / lower;
            pivot[i] = lower;
            next[i] = belowDiagonal;
            afterNext[i] = belowUpper;
            std::swap(x[i], x[i + 1]);
            x[i + 1] -= factor * x[i];
            diagonal = upper - factor * belowDiagonal;
            upper = -factor * belowUpper;
        }
    }
    pivot[size - 1] = diagonal;
    for (std::size_t i = size; i-- > 0;) {
        if (i + 1 < size)
            x[i] -= next[i] * x[i + 1];
        if (i + 2 < size)
            x[i] -= afterNext[i] * x[i + 2];
        x[i] /= std::abs(pivot[i]) < smallest ? smallest : pivot[i];
    }
}

void scaleToUnitEnergy(std::vector<double>& x) {
    // By the largest value first: squares of the solution of a nearly singular system may overflow.
    const double largest = std::abs(
        *std::max_element(x.begin(), x.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }));
    for (double& value : x)
        value /= largest;
    const double norm = std::sqrt(std::inner_product(x.begin(), x.end(), x.begin(), 0.0));
    for (double& value : x)
        value /= norm;
}

std::vector<double> eigenvector(const Tridiagonal& matrix, double value) {
    // Inverse iteration. The start has a part in every direction, even and odd.
    std::vector<double> x(matrix.size());
    for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = 1.0 + 0.5 * std::sin(1.0 + 3.7 * static_cast<double>(i));
    for (int iteration = 0; iteration < 4; ++iteration) {
        solveShifted(matrix, value, x);
        scaleToUnitEnergy(x);
    }
    return x;
}

bool isUpsideDown(std::span<const double> taper, int order) {
    if (order % 2 == 0)
        return std::accumulate(taper.begin(), taper.end(), 0.0) < 0.0;
    const double noticeable = std::max(1e-7, 1.0 / static_cast<double>(taper.size()));
    const auto lobe = std::find_if(taper.begin(), taper.end(), [&](double x) { return x * x > noticeable; });
    return lobe != taper.end() && *lobe < 0.0;
}

} // namespace

std::vector<std::vector<double>> dpssTapers(int size, double timeHalfBandwidth, int count) {
    assert(0 < count && count <= size);
    assert(0.0 < timeHalfBandwidth && timeHalfBandwidth < size / 2.0);
    Tridiagonal matrix;
    const double cosine = std::cos(2.0 * std::numbers::pi * timeHalfBandwidth / size);
    for (int i = 0; i < size; ++i) {
        const double fromMiddle = (size - 1 - 2.0 * i) / 2.0;
        matrix.diagonal.push_back(fromMiddle * fromMiddle * cosine);
        if (i > 0)
            matrix.offDiagonal.push_back(i * (static_cast<double>(size) - i) / 2.0);
    }
    std::vector<std::vector<double>> tapers;
    for (int order = 0; order < count; ++order) {
        std::vector<double> taper = eigenvector(matrix, eigenvalue(matrix, order));
        if (isUpsideDown(taper, order))
            std::transform(taper.begin(), taper.end(), taper.begin(), std::negate<>());
        tapers.push_back(std::move(taper));
    }
    return tapers;
}

} // namespace hypnodesk::dsp
