#pragma once

#include "core/study/study_values.h"

#include <cstdint>
#include <vector>

namespace hypnodesk {

/// Events sorted by onset (then number), with an index over time: those of a page are found without walking
/// through the others, however long some are. A value.
class EventList {
public:
    EventList() = default;
    explicit EventList(std::vector<StudyEvent> events);

    const std::vector<StudyEvent>& all() const { return m_events; }
    std::size_t size() const { return m_events.size(); }
    bool isEmpty() const { return m_events.empty(); }
    /// Null when there is none.
    const StudyEvent* find(std::int64_t id) const;

    /// Adds, removes or replaces by number.
    void apply(const std::vector<EventChange>& changes);

    /// Calls `use` with every event that shares time with [begin, end), in order of onset; moments count when
    /// they lie in it.
    template <typename Use>
    void forEachIn(double begin, double end, Use&& use) const {
        if (!m_events.empty())
            visit(1, 0, m_leaves, begin, end, use);
    }

private:
    void insert(const StudyEvent& event);
    void remove(std::int64_t id);
    void buildIndex();

    // A tree over the sorted events: each node knows the latest end of those below it.
    template <typename Use>
    void visit(std::size_t node, std::size_t first, std::size_t count, double begin, double end,
               Use& use) const {
        if (first >= m_events.size() || m_events[first].onsetSeconds >= end || m_latestEnd[node] < begin)
            return;
        if (count > 1) {
            visit(2 * node, first, count / 2, begin, end, use);
            visit(2 * node + 1, first + count / 2, count / 2, begin, end, use);
            return;
        }
        const StudyEvent& event = m_events[first];
        if (event.onsetSeconds >= begin || event.onsetSeconds + event.durationSeconds > begin)
            use(event);
    }

    std::vector<StudyEvent> m_events;
    std::vector<double> m_latestEnd; ///< node 1 is the root, 2n and 2n + 1 are below n
    std::size_t m_leaves = 0;        ///< a power of two
};

} // namespace hypnodesk
