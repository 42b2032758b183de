#include "core/scoring/sleep_window.h"

#include <algorithm>

namespace hypnodesk {

EpochWindow sleepWindow(std::span<const Stage> stages, std::int64_t marginEpochs) {
    const auto count = static_cast<std::int64_t>(stages.size());
    const auto begin = std::find_if(stages.begin(), stages.end(), isSleep);
    if (begin == stages.end())
        return {0, count};
    const auto end = std::find_if(stages.rbegin(), stages.rend(), isSleep).base();
    return {std::max<std::int64_t>(0, begin - stages.begin() - marginEpochs),
            std::min(count, end - stages.begin() + marginEpochs)};
}

} // namespace hypnodesk
