#pragma once

#include "core/base/task_context.h"
#include "core/recording/derivation.h"

#include <cstdint>
#include <vector>

namespace hypnodesk {

/// Smallest and largest value of a bucket of samples; NaN when nothing was recorded there.
struct MinMax {
    float minimum = 0.0f;
    float maximum = 0.0f;
};

/// Min/max envelopes of one derivation at several scales, so that a night paints as fast as a page. A value:
/// build it on a worker thread, read it anywhere. Level k has buckets of kBaseBucket * 4^k samples.
class EnvelopePyramid {
public:
    static constexpr std::int64_t kBaseBucket = 64;

    EnvelopePyramid() = default;
    static Result<EnvelopePyramid> build(const Recording& recording, const Derivation& derivation,
                                         const TaskContext& context = {});

    bool isEmpty() const { return m_levels.empty(); }

    /// Envelope of samples [first, last) in `columns` equal columns, read from the coarsest level that has at
    /// least four buckets a column, else from the finest. A column covers every bucket that it touches, so
    /// nothing is missed; NaN outside the recording. Returns nothing when a column is finer than a bucket of
    /// the finest level: read the samples then.
    std::vector<MinMax> columns(std::int64_t first, std::int64_t last, int columns) const;

private:
    std::vector<std::vector<MinMax>> m_levels;
    std::int64_t m_sampleCount = 0;
};

} // namespace hypnodesk
