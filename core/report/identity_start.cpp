#include "core/report/identity_start.h"

#include "core/formats/clock_text.h"

namespace hypnodesk {

StartTime startOf(const RecordingIdentity& identity) {
    const std::string_view text = identity.start;
    const std::size_t mark = text.find('T');
    const auto clock =
        mark == std::string_view::npos ? std::nullopt : secondsFromClock(text.substr(mark + 1));
    if (!clock)
        return {};
    StartTime start = startFromSeconds(*clock);
    setDate(start, text.substr(0, mark));
    return start;
}

} // namespace hypnodesk
