#include "core/scoring/review_effort.h"

#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <cmath>

namespace hypnodesk {

namespace {

constexpr std::string_view kKeys = "{\"keys\":";
constexpr std::string_view kSeconds = ",\"seconds\":";

} // namespace

std::string effortText(const ReviewEffort& effort) {
    return fmt::format("{}{}{}{:.1f}}}", kKeys, effort.keys, kSeconds, effort.seconds);
}

std::optional<ReviewEffort> effortFromText(std::string_view text) {
    const std::size_t middle = text.find(kSeconds);
    if (!text.starts_with(kKeys) || !text.ends_with('}') || middle == std::string_view::npos)
        return std::nullopt;
    const auto keys = parseInteger(text.substr(kKeys.size(), middle - kKeys.size()));
    const std::size_t begin = middle + kSeconds.size();
    const auto seconds = parseNumber(text.substr(begin, text.size() - 1 - begin));
    if (!keys || !seconds || *keys < 0 || !(*seconds >= 0.0) || !std::isfinite(*seconds))
        return std::nullopt;
    return ReviewEffort{*seconds, *keys};
}

void EffortMeter::signOfLife(double now, bool isKey) {
    if (m_last && now >= *m_last && now - *m_last <= kLongestPauseSeconds)
        m_effort.seconds += now - *m_last;
    m_last = now;
    m_effort.keys += isKey;
}

} // namespace hypnodesk
