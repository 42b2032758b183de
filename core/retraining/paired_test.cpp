#include "core/retraining/paired_test.h"

#include "core/scoring/seeded_draw.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hypnodesk {

namespace {

/// Sums that differ by rounding alone count as equal.
constexpr double kSlack = 1e-12;

} // namespace

PairedTest signFlipTest(std::span<const double> differences, const PairedTestOptions& options) {
    PairedTest test;
    test.count = differences.size();
    if (differences.empty())
        return test;
    const double sum = std::accumulate(differences.begin(), differences.end(), 0.0);
    const double size = std::accumulate(differences.begin(), differences.end(), 0.0,
                                        [](double all, double one) { return all + std::abs(one); });
    const double bar = std::abs(sum) - kSlack * std::max(size, 1.0);
    test.mean = sum / static_cast<double>(test.count);
    test.smallestP = std::min(1.0, std::ldexp(2.0, -static_cast<int>(test.count)));
    test.isExact = test.count <= options.exactUpTo;
    if (test.isExact) {
        const std::uint64_t patterns = std::uint64_t{1} << test.count;
        std::uint64_t reached = 0;
        for (std::uint64_t pattern = 0; pattern < patterns; ++pattern) {
            double flipped = 0.0;
            for (std::size_t i = 0; i < test.count; ++i)
                flipped += (pattern >> i & 1) ? -differences[i] : differences[i];
            reached += std::abs(flipped) >= bar ? 1 : 0;
        }
        test.p = static_cast<double>(reached) / static_cast<double>(patterns);
        return test;
    }
    SeededDraw draw(options.seed);
    int reached = 0;
    for (int r = 0; r < options.resamples; ++r) {
        double flipped = 0.0;
        for (const double difference : differences)
            flipped += draw.below(2) == 1 ? -difference : difference;
        reached += std::abs(flipped) >= bar ? 1 : 0;
    }
    test.p = (1.0 + reached) / (1.0 + options.resamples);
    return test;
}

} // namespace hypnodesk
