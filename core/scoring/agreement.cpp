#include "core/scoring/agreement.h"

#include <algorithm>

namespace hypnodesk {

namespace {

struct Marginals {
    std::array<std::int64_t, kStageClassCount> reference{};
    std::array<std::int64_t, kStageClassCount> other{};
    std::int64_t diagonal = 0;
    std::int64_t total = 0;
};

Marginals marginalsOf(const ConfusionMatrix& confusion) {
    Marginals sums;
    for (std::size_t row = 0; row < confusion.size(); ++row) {
        for (std::size_t column = 0; column < confusion.size(); ++column) {
            sums.reference[row] += confusion[row][column];
            sums.other[column] += confusion[row][column];
        }
        sums.diagonal += confusion[row][row];
        sums.total += sums.reference[row];
    }
    return sums;
}

/// Cohen 1960: (po - pe) / (1 - pe) with the expected agreement pe of independent scorers.
std::optional<double> cohensKappa(const Marginals& sums) {
    if (sums.total == 0)
        return std::nullopt;
    const auto total = static_cast<double>(sums.total);
    double expected = 0.0;
    for (std::size_t i = 0; i < sums.reference.size(); ++i)
        expected +=
            static_cast<double>(sums.reference[i]) / total * (static_cast<double>(sums.other[i]) / total);
    if (expected >= 1.0)
        return std::nullopt;
    return (static_cast<double>(sums.diagonal) / total - expected) / (1.0 - expected);
}

} // namespace

Agreement agreementFromConfusion(const ConfusionMatrix& confusion, std::int64_t excluded) {
    const Marginals sums = marginalsOf(confusion);
    Agreement result;
    result.confusion = confusion;
    result.compared = sums.total;
    result.excluded = excluded;
    result.kappa = cohensKappa(sums);
    if (sums.total > 0)
        result.accuracy = static_cast<double>(sums.diagonal) / static_cast<double>(sums.total);

    int classes = 0;
    for (std::size_t i = 0; i < confusion.size(); ++i) {
        const auto hits = static_cast<double>(confusion[i][i]);
        if (sums.other[i] > 0)
            result.precision[i] = hits / static_cast<double>(sums.other[i]);
        if (sums.reference[i] == 0)
            continue;
        result.recall[i] = hits / static_cast<double>(sums.reference[i]);
        const std::int64_t bothSizes = sums.reference[i] + sums.other[i];
        result.f1[i] = 2.0 * hits / static_cast<double>(bothSizes);
        result.macroF1 += *result.f1[i];
        ++classes;
    }
    if (classes > 0)
        result.macroF1 /= classes;
    return result;
}

Agreement agreement(const Hypnogram& reference, const Hypnogram& other) {
    ConfusionMatrix confusion{};
    std::int64_t excluded = 0;
    const std::int64_t count = std::min(reference.size(), other.size());
    for (std::int64_t epoch = 0; epoch < count; ++epoch) {
        const Stage left = reference.stage(epoch);
        const Stage right = other.stage(epoch);
        if (isScored(left) && isScored(right))
            ++confusion[static_cast<std::size_t>(left)][static_cast<std::size_t>(right)];
        else
            ++excluded;
    }
    return agreementFromConfusion(confusion, excluded);
}

} // namespace hypnodesk
