#include "ui/document/event_list.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace hypnodesk {

namespace {

bool isEarlier(const StudyEvent& a, const StudyEvent& b) {
    return a.onsetSeconds != b.onsetSeconds ? a.onsetSeconds < b.onsetSeconds : a.id < b.id;
}

} // namespace

EventList::EventList(std::vector<StudyEvent> events) : m_events(std::move(events)) {
    std::sort(m_events.begin(), m_events.end(), isEarlier);
    buildIndex();
}

const StudyEvent* EventList::find(std::int64_t id) const {
    const auto found =
        std::find_if(m_events.begin(), m_events.end(), [id](const auto& event) { return event.id == id; });
    return found == m_events.end() ? nullptr : &*found;
}

void EventList::insert(const StudyEvent& event) {
    m_events.insert(std::upper_bound(m_events.begin(), m_events.end(), event, isEarlier), event);
}

void EventList::remove(std::int64_t id) {
    const auto found =
        std::find_if(m_events.begin(), m_events.end(), [id](const auto& event) { return event.id == id; });
    if (found != m_events.end())
        m_events.erase(found);
}

void EventList::apply(const std::vector<EventChange>& changes) {
    constexpr std::size_t kFew = 16;
    if (changes.size() <= kFew) {
        for (const EventChange& change : changes) {
            if (change.before)
                remove(change.before->id);
            if (change.after)
                insert(*change.after);
        }
    } else {
        std::vector<std::int64_t> gone;
        for (const EventChange& change : changes)
            if (change.before)
                gone.push_back(change.before->id);
        std::sort(gone.begin(), gone.end());
        std::erase_if(m_events, [&](const StudyEvent& event) {
            return std::binary_search(gone.begin(), gone.end(), event.id);
        });
        for (const EventChange& change : changes)
            if (change.after)
                m_events.push_back(*change.after);
        std::sort(m_events.begin(), m_events.end(), isEarlier);
    }
    buildIndex();
}

void EventList::buildIndex() {
    m_leaves = std::bit_ceil(std::max<std::size_t>(m_events.size(), 1));
    m_latestEnd.assign(2 * m_leaves, -std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < m_events.size(); ++i)
        m_latestEnd[m_leaves + i] = m_events[i].onsetSeconds + m_events[i].durationSeconds;
    for (std::size_t node = m_leaves - 1; node > 0; --node)
        m_latestEnd[node] = std::max(m_latestEnd[2 * node], m_latestEnd[2 * node + 1]);
}

} // namespace hypnodesk
