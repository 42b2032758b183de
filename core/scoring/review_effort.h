#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hypnodesk {

/// What the review of a study has cost so far.
struct ReviewEffort {
    double seconds = 0.0;  ///< of work; pauses are not counted
    std::int64_t keys = 0; ///< pressed, mouse buttons included
    bool operator==(const ReviewEffort&) const = default;
};

/// As kept in the study: {"keys":412,"seconds":1820.5}.
std::string effortText(const ReviewEffort& effort);
/// The inverse; nullopt for anything else, negative numbers included.
std::optional<ReviewEffort> effortFromText(std::string_view text);

/// Measures work by the signs of life of whoever works: the time between two of them counts unless it is
/// longer than a minute - then the scorer was away. The clock is handed in.
class EffortMeter {
public:
    static constexpr double kLongestPauseSeconds = 60.0;

    explicit EffortMeter(ReviewEffort before = {}) : m_effort(before) {}

    /// A sign of life at `now`, in seconds of a clock that never goes back. A key or mouse button counts as
    /// one key, other signs (the wheel) as none.
    void signOfLife(double now, bool isKey);
    const ReviewEffort& effort() const { return m_effort; }

private:
    ReviewEffort m_effort;
    std::optional<double> m_last;
};

} // namespace hypnodesk
