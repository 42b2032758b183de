#pragma once

#include <cstdint>
#include <vector>

#include "core/base/task_context.h"
#include "core/recording/derivation.h"

namespace hypnodesk {

/// Smallest and largest value of a bucket of samples; NaN when nothing was recorded there.
struct MinMax {
    float minimum = 0.0f;
    float maximum = 0.0f;
};

/// Min/max envelopes of one derivation at several scales, so that a night paints as fast as a page. A value: build
/// it on a worker thread, read it anywhere. Level k has buckets of kBaseBucket * 4^k samples.
class EnvelopePyramid {
public:
    static constexpr std::int64_t kBaseBucket = 64;

    EnvelopePyramid() = default;
    static Result<EnvelopePyramid> build(const Recording& recording, const Derivation& derivation,
                                         const TaskContext& context = {});

    bool isEmpty() const { return m_levels.empty(); }

    /// Envelope of samples [first, last) in `columns` equal columns, from the finest level that still has at least
    /// one bucket a column. Returns nothing when a column is finer than the finest level: read the samples then.
    std::vector<MinMax> columns(std::int64_t first, std::int64_t last, int columns) const;

private:
    std::vector<std::vector<MinMax>> m_levels;
    std::int64_t m_sampleCount = 0;
};

} // namespace hypnodesk
