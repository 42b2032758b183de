#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace hypnodesk {

/// Who is judged, who is watched while training and who is learned from. Every subject is in one of the
/// three.
struct SubjectFold {
    std::set<std::string> test;
    std::set<std::string> validation;
    std::set<std::string> training;
    bool operator==(const SubjectFold&) const = default;
};

/// k-fold cross-validation over subjects in an order drawn by the seed: the i-th of that order is tested in
/// fold i mod k, so that each is tested once. The first `validation` of the others, from the fold's own place
/// in the order on, are for validation; at least one stays for training. At most as many folds as subjects
/// (each then leaves one subject out); none for fewer than two subjects.
std::vector<SubjectFold> crossValidationFolds(const std::set<std::string>& subjects, std::size_t folds,
                                              std::size_t validation, std::uint32_t seed);

/// One split: `testShare` of the subjects, rounded, at least one, are tested; then `validation` for
/// validation. The fold is empty for fewer than two subjects.
SubjectFold holdOutSplit(const std::set<std::string>& subjects, double testShare, std::size_t validation,
                         std::uint32_t seed);

} // namespace hypnodesk
