#include "core/scoring/review_queue.h"

#include "core/scoring/review_ranking.h"
#include "core/scoring/seeded_draw.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hypnodesk {

namespace {

bool says(const StageProbabilities& p) {
    return *std::max_element(p.begin(), p.end()) > 0.0f;
}

/// Only a stage that was proposed can be wrong.
double errorsIn(const EpochVerdict& verdict) {
    return says(verdict.joint) && verdict.quality == EpochQuality::Good ? doubt(verdict) : 0.0;
}

ReviewSegment segmentAt(std::int64_t epoch, const EpochVerdict& verdict, ReviewReason reason) {
    return {{epoch}, doubt(verdict), errorsIn(verdict), reason};
}

void add(ReviewSegment& segment, std::int64_t epoch, const EpochVerdict& verdict) {
    segment.epochs.push_back(epoch);
    segment.expectedErrors += errorsIn(verdict);
    if (const double own = doubt(verdict); own > segment.highestDoubt) {
        segment.highestDoubt = own;
        segment.reason = reviewReason(verdict);
    }
}

/// `count` of them, drawn without replacement, ascending.
std::vector<std::int64_t> drawn(std::vector<std::int64_t> epochs, std::size_t count, std::uint32_t seed) {
    SeededDraw draw(seed);
    for (std::size_t i = 0; i < count; ++i)
        std::swap(epochs[i], epochs[i + draw.below(epochs.size() - i)]);
    epochs.resize(count);
    std::sort(epochs.begin(), epochs.end());
    return epochs;
}

} // namespace

ReviewReason reviewReason(const EpochVerdict& verdict) {
    if (verdict.quality != EpochQuality::Good || !says(verdict.joint))
        return ReviewReason::BadSignal;
    if (says(verdict.raw) && says(verdict.spectrogram) &&
        mostProbable(verdict.raw) != mostProbable(verdict.spectrogram))
        return ReviewReason::ViewsDisagree;
    return ReviewReason::BetweenStages;
}

std::uint32_t reviewSeed(const NightProbabilities& night) {
    // FNV-1a, by Fowler, Noll and Vo.
    std::uint32_t hash = 2166136261u;
    const auto mix = [&hash](unsigned char byte) { hash = (hash ^ byte) * 16777619u; };
    for (const char letter : night.modelDigest)
        mix(static_cast<unsigned char>(letter));
    for (const EpochVerdict& verdict : night.epochs)
        mix(static_cast<unsigned char>(mostProbable(verdict.joint)));
    return hash;
}

ReviewQueue reviewQueue(const NightProbabilities& night, const ReviewOptions& options) {
    ReviewQueue queue;
    std::vector<std::int64_t> confident;
    const auto count = std::min<std::int64_t>(night.grid.count, std::ssize(night.epochs));
    const auto verdictOf = [&night](std::int64_t epoch) -> const EpochVerdict& {
        return night.epochs[static_cast<std::size_t>(epoch)];
    };
    for (std::int64_t epoch = 0; epoch < count; ++epoch) {
        const EpochVerdict& verdict = verdictOf(epoch);
        if (doubt(verdict) < options.doubtThreshold) {
            confident.push_back(epoch);
            continue;
        }
        const bool joins =
            !queue.doubtful.empty() &&
            epoch - queue.doubtful.back() <= std::max<std::int64_t>(options.bridgedEpochs, 0) + 1;
        if (joins)
            add(queue.segments.back(), epoch, verdict);
        else
            queue.segments.push_back(segmentAt(epoch, verdict, reviewReason(verdict)));
        queue.doubtful.push_back(epoch);
    }
    std::stable_sort(queue.segments.begin(), queue.segments.end(), [](const auto& one, const auto& other) {
        return one.highestDoubt > other.highestDoubt;
    });

    const double share = std::clamp(options.auditShare, 0.0, 1.0) * static_cast<double>(confident.size());
    const auto wanted = std::max(static_cast<std::size_t>(std::ceil(share)),
                                 static_cast<std::size_t>(std::max<std::int64_t>(options.fewestAudited, 0)));
    const std::size_t audited = std::min(wanted, confident.size());
    queue.audit = drawn(std::move(confident), audited, options.seed);

    // A scorer who stops early has seen some of the sample, and does not meet it in one go at the end.
    std::vector<ReviewSegment> mixed;
    const std::size_t doubts = queue.segments.size();
    std::size_t next = 0;
    for (std::size_t i = 0; i < doubts; ++i) {
        mixed.push_back(std::move(queue.segments[i]));
        for (; next < audited && next * doubts < (i + 1) * audited; ++next)
            mixed.push_back(
                segmentAt(queue.audit[next], verdictOf(queue.audit[next]), ReviewReason::AuditSample));
    }
    for (; next < audited; ++next)
        mixed.push_back(
            segmentAt(queue.audit[next], verdictOf(queue.audit[next]), ReviewReason::AuditSample));
    queue.segments = std::move(mixed);
    return queue;
}

std::vector<std::int64_t> ReviewQueue::walk() const {
    std::vector<std::int64_t> epochs;
    for (const ReviewSegment& segment : segments)
        epochs.insert(epochs.end(), segment.epochs.begin(), segment.epochs.end());
    return epochs;
}

std::vector<std::int64_t> ReviewQueue::walkInTime() const {
    std::vector<std::int64_t> epochs = walk();
    std::sort(epochs.begin(), epochs.end());
    return epochs;
}

std::optional<std::size_t> ReviewQueue::segmentOf(std::int64_t epoch) const {
    for (std::size_t i = 0; i < segments.size(); ++i)
        if (std::find(segments[i].epochs.begin(), segments[i].epochs.end(), epoch) !=
            segments[i].epochs.end())
            return i;
    return std::nullopt;
}

} // namespace hypnodesk
