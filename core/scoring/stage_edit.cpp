#include "core/scoring/stage_edit.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace hypnodesk {

StageEdit editRange(const Hypnogram& hypnogram, std::int64_t first, std::int64_t last, EpochScore score) {
    StageEdit edit;
    first = std::max<std::int64_t>(first, 0);
    last = std::min(last, hypnogram.size());
    for (std::int64_t epoch = first; epoch < last; ++epoch)
        if (hypnogram[epoch] != score)
            edit.changes.push_back({epoch, hypnogram[epoch], score});
    return edit;
}

StageEdit editBetween(const Hypnogram& before, const Hypnogram& after) {
    assert(before.grid() == after.grid());
    StageEdit edit;
    const std::int64_t count = std::min(before.size(), after.size());
    for (std::int64_t epoch = 0; epoch < count; ++epoch)
        if (before[epoch] != after[epoch])
            edit.changes.push_back({epoch, before[epoch], after[epoch]});
    return edit;
}

void apply(Hypnogram& hypnogram, const StageEdit& edit) {
    for (const EpochChange& change : edit.changes)
        if (hypnogram.grid().contains(change.epoch))
            hypnogram.set(change.epoch, change.after);
}

StageEdit inverse(const StageEdit& edit) {
    StageEdit back = edit;
    std::reverse(back.changes.begin(), back.changes.end());
    for (EpochChange& change : back.changes)
        std::swap(change.before, change.after);
    return back;
}

} // namespace hypnodesk
