#include "core/study/study_values.h"

#include <array>
#include <utility>

namespace hypnodesk {

namespace {

constexpr std::array<std::string_view, 4> kKinds{"human", "network", "imported", "consensus"};
constexpr std::array<std::string_view, 8> kSources{
    "key", "accepted proposal", "network", "import", "bulk", "undo", "redo", "measurement"};

template <typename Enum, std::size_t Count>
std::optional<Enum> fromName(const std::array<std::string_view, Count>& names, std::string_view name) {
    for (std::size_t i = 0; i < Count; ++i)
        if (names[i] == name)
            return static_cast<Enum>(i);
    return std::nullopt;
}

} // namespace

std::string_view scoringKindName(ScoringKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

std::optional<ScoringKind> scoringKindFromName(std::string_view name) {
    return fromName<ScoringKind>(kKinds, name);
}

std::string_view editSourceName(EditSource source) {
    return kSources[static_cast<std::size_t>(source)];
}

std::optional<EditSource> editSourceFromName(std::string_view name) {
    return fromName<EditSource>(kSources, name);
}

std::vector<EventChange> inverse(const std::vector<EventChange>& changes) {
    std::vector<EventChange> back;
    back.reserve(changes.size());
    for (auto change = changes.rbegin(); change != changes.rend(); ++change)
        back.push_back({change->after, change->before});
    return back;
}

} // namespace hypnodesk
