#pragma once

#include "core/scoring/hypnogram.h"

#include <cstdint>
#include <vector>

namespace hypnodesk {

/// One epoch's change, reversible because it knows both sides.
struct EpochChange {
    std::int64_t epoch = 0;
    EpochScore before;
    EpochScore after;
    bool operator==(const EpochChange&) const = default;
};

/// What one action of the scorer changes; undone and redone as a whole.
struct StageEdit {
    std::vector<EpochChange> changes;
    bool isEmpty() const { return changes.empty(); }
    bool operator==(const StageEdit&) const = default;
};

/// Epochs [first, last) to `score`; epochs that have it already are left out, epochs outside the night are
/// ignored.
StageEdit editRange(const Hypnogram& hypnogram, std::int64_t first, std::int64_t last, EpochScore score);
/// From one hypnogram to another of the same grid.
StageEdit editBetween(const Hypnogram& before, const Hypnogram& after);
void apply(Hypnogram& hypnogram, const StageEdit& edit);
StageEdit inverse(const StageEdit& edit);

} // namespace hypnodesk
