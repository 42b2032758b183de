// The part of the document that is about events.

#include "ui/document/recording_events.h"
#include "ui/document/study_document.h"

#include <algorithm>

namespace hypnodesk {

void StudyDocument::takeEvents(const NightContents& contents) {
    m_nextEventId = contents.nextEventId;
    m_fixedEvents = m_recording ? recordingEvents(*m_recording) : std::vector<StudyEvent>();
    for (const StudyEvent& event : contents.events) {
        if (!event.scoring)
            m_fixedEvents.push_back(event);
        else if (ScoringSheet* owner = sheet(*event.scoring))
            owner->events.push_back(event);
    }
    refreshEvents();
}

void StudyDocument::refreshEvents() {
    std::vector<StudyEvent> shown = m_fixedEvents;
    if (const ScoringSheet* sheet = activeScoring())
        shown.insert(shown.end(), sheet->events.begin(), sheet->events.end());
    m_events = EventList(std::move(shown));
}

// The study copies the events of a scoring with it and numbers them in this order too.
void StudyDocument::copyEvents(const ScoringSheet& from, ScoringSheet& to) {
    to.events = from.events;
    std::sort(to.events.begin(), to.events.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    for (StudyEvent& event : to.events) {
        event.id = m_nextEventId++;
        event.scoring = to.key;
    }
}

void StudyDocument::playEvents(ScoringSheet& played, const std::vector<EventChange>& changes) {
    EventList list(std::move(played.events));
    list.apply(changes);
    played.events = list.all();
    if (played.key != m_active)
        return;
    m_events.apply(changes);
    Q_EMIT eventsChanged();
    const std::optional<StudyEvent>& first =
        changes.front().after ? changes.front().after : changes.front().before;
    const double begin = first->onsetSeconds;
    const bool isInView = begin < m_span.end && begin + first->durationSeconds >= m_span.begin;
    if (!isInView)
        setCurrentEpoch(grid().nearestEpoch(begin));
}

void StudyDocument::editEvents(const std::function<std::vector<EventChange>(const ScoringSheet&)>& changes,
                               EditSource source, const QString& text) {
    whenReady([this, changes, source, text] {
        if (!mayEdit())
            return;
        if (active().info.kind == ScoringKind::Network)
            activate(startCopy(m_active, m_scorer));
        std::vector<EventChange> wanted = changes(active());
        if (wanted.empty())
            return;
        const bool isSingleNew = wanted.size() == 1 && !wanted.front().before;
        const std::int64_t id = wanted.front().after ? wanted.front().after->id : 0;
        edit({}, source, text, std::nullopt, std::move(wanted));
        if (isSingleNew)
            Q_EMIT eventAdded(id);
    });
}

void StudyDocument::addEvents(std::vector<StudyEvent> events, const QString& text, EditSource source) {
    editEvents(
        [this, events = std::move(events)](const ScoringSheet& sheet) {
            std::vector<EventChange> changes;
            for (StudyEvent event : events) {
                event.id = m_nextEventId++;
                event.scoring = sheet.key;
                event.author = m_scorer;
                changes.push_back({std::nullopt, std::move(event)});
            }
            return changes;
        },
        source, text);
}

void StudyDocument::changeEvents(std::vector<StudyEvent> changed, const QString& text) {
    editEvents(
        [this, changed = std::move(changed)](const ScoringSheet& sheet) {
            std::vector<EventChange> changes;
            for (StudyEvent event : changed) {
                const StudyEvent* before = m_events.find(event.id);
                if (!before || !mayChange(*before))
                    continue;
                event.scoring = sheet.key;
                event.author = before->author;
                if (event != *before)
                    changes.push_back({*before, std::move(event)});
            }
            return changes;
        },
        EditSource::Key, text);
}

void StudyDocument::removeEvents(const std::vector<std::int64_t>& ids, const QString& text) {
    editEvents(
        [this, ids](const ScoringSheet&) {
            std::vector<EventChange> changes;
            for (const std::int64_t id : ids)
                if (const StudyEvent* event = m_events.find(id); event && mayChange(*event))
                    changes.push_back({*event, std::nullopt});
            return changes;
        },
        ids.size() > 1 ? EditSource::Bulk : EditSource::Key, text);
}

} // namespace hypnodesk
