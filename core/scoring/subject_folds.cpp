#include "core/scoring/subject_folds.h"

#include "core/scoring/seeded_draw.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

/// Fisher and Yates, from the end.
std::vector<std::string> shuffled(const std::set<std::string>& subjects, std::uint32_t seed) {
    std::vector<std::string> order(subjects.begin(), subjects.end());
    SeededDraw draw(seed);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[draw.below(i)]);
    return order;
}

/// Divides those who are not tested: the first of `others` for validation, but never all.
void divide(const std::vector<std::string>& others, std::size_t validation, SubjectFold& fold) {
    for (std::size_t i = 0; i < others.size(); ++i)
        (i < validation && i + 1 < others.size() ? fold.validation : fold.training).insert(others[i]);
}

} // namespace

std::vector<SubjectFold> crossValidationFolds(const std::set<std::string>& subjects, std::size_t folds,
                                              std::size_t validation, std::uint32_t seed) {
    if (subjects.size() < 2 || folds < 2)
        return {};
    const std::vector<std::string> order = shuffled(subjects, seed);
    const std::size_t count = std::min(folds, order.size());
    std::vector<SubjectFold> result(count);
    for (std::size_t f = 0; f < count; ++f) {
        std::vector<std::string> others;
        for (std::size_t i = 0; i < order.size(); ++i) {
            const std::size_t at = (f + 1 + i) % order.size();
            if (at % count == f)
                result[f].test.insert(order[at]);
            else
                others.push_back(order[at]);
        }
        divide(others, validation, result[f]);
    }
    return result;
}

SubjectFold holdOutSplit(const std::set<std::string>& subjects, double testShare, std::size_t validation,
                         std::uint32_t seed) {
    SubjectFold fold;
    if (subjects.size() < 2)
        return fold;
    const std::vector<std::string> order = shuffled(subjects, seed);
    const auto wished = static_cast<std::size_t>(std::llround(testShare * static_cast<double>(order.size())));
    const auto tested = static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(wished, 1, order.size() - 1));
    fold.test.insert(order.begin(), order.begin() + tested);
    divide({order.begin() + tested, order.end()}, validation, fold);
    return fold;
}

} // namespace hypnodesk
