#include "core/recording/envelope_pyramid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hypnodesk {

namespace {

constexpr MinMax kNothing = {std::numeric_limits<float>::quiet_NaN(),
                             std::numeric_limits<float>::quiet_NaN()};

void include(MinMax& range, const MinMax& other) {
    if (std::isnan(other.minimum))
        return;
    if (std::isnan(range.minimum)) {
        range = other;
        return;
    }
    range.minimum = std::min(range.minimum, other.minimum);
    range.maximum = std::max(range.maximum, other.maximum);
}

MinMax rangeOf(std::span<const float> samples) {
    float minimum = std::numeric_limits<float>::infinity();
    float maximum = -std::numeric_limits<float>::infinity();
    for (const float sample : samples) { // a NaN fails both comparisons
        minimum = sample < minimum ? sample : minimum;
        maximum = sample > maximum ? sample : maximum;
    }
    return minimum <= maximum ? MinMax{minimum, maximum} : kNothing;
}

std::vector<MinMax> coarser(const std::vector<MinMax>& level) {
    std::vector<MinMax> next((level.size() + 3) / 4, kNothing);
    for (std::size_t i = 0; i < level.size(); ++i)
        include(next[i / 4], level[i]);
    return next;
}

} // namespace

Result<EnvelopePyramid> EnvelopePyramid::build(const Recording& recording, const Derivation& derivation,
                                               const TaskContext& context) {
    constexpr std::int64_t kPiece = kBaseBucket * 4096;
    EnvelopePyramid pyramid;
    pyramid.m_sampleCount = hypnodesk::sampleCount(recording, derivation);
    if (pyramid.m_sampleCount == 0)
        return pyramid;
    std::vector<MinMax> base;
    base.reserve(static_cast<std::size_t>(pyramid.m_sampleCount / kBaseBucket + 1));
    std::vector<float> samples;
    for (std::int64_t first = 0; first < pyramid.m_sampleCount; first += kPiece) {
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, "envelope of " + derivation.name);
        samples.resize(static_cast<std::size_t>(std::min(kPiece, pyramid.m_sampleCount - first)));
        readDerivation(recording, derivation, first, samples);
        for (std::size_t at = 0; at < samples.size(); at += kBaseBucket)
            base.push_back(rangeOf(
                std::span(samples).subspan(at, std::min<std::size_t>(kBaseBucket, samples.size() - at))));
        context.report(static_cast<double>(first) / static_cast<double>(pyramid.m_sampleCount));
    }
    pyramid.m_levels.push_back(std::move(base));
    while (pyramid.m_levels.back().size() > 1)
        pyramid.m_levels.push_back(coarser(pyramid.m_levels.back()));
    context.report(1.0);
    return pyramid;
}

std::vector<MinMax> EnvelopePyramid::columns(std::int64_t first, std::int64_t last, int columns) const {
    if (m_levels.empty() || columns <= 0 || last <= first)
        return {};
    const double samplesPerColumn = static_cast<double>(last - first) / columns;
    if (samplesPerColumn < static_cast<double>(kBaseBucket))
        return {};
    std::size_t level = 0;
    std::int64_t bucket = kBaseBucket;
    while (level + 1 < m_levels.size() && samplesPerColumn >= static_cast<double>(bucket) * 16.0) {
        ++level;
        bucket *= 4;
    }
    const std::vector<MinMax>& buckets = m_levels[level];
    std::vector<MinMax> envelope(static_cast<std::size_t>(columns), kNothing);
    for (int column = 0; column < columns; ++column) {
        const auto edge = [&](int c) {
            return std::clamp<std::int64_t>(first + static_cast<std::int64_t>(samplesPerColumn * c), 0,
                                            m_sampleCount);
        };
        const std::int64_t from = edge(column) / bucket;
        const std::int64_t to = edge(column + 1) <= edge(column) ? from : (edge(column + 1) - 1) / bucket + 1;
        for (std::int64_t i = from; i < to; ++i)
            include(envelope[static_cast<std::size_t>(column)], buckets[static_cast<std::size_t>(i)]);
    }
    return envelope;
}

} // namespace hypnodesk
