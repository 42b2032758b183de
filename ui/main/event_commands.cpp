#include "ui/main/event_commands.h"

#include "ui/base/error_text.h"
#include "ui/events/event_layer.h"
#include "ui/events/event_panel.h"
#include "ui/events/slow_waves.h"
#include "ui/hypnogram/night_panel.h"
#include "ui/main/night_page.h"
#include "ui/main/panel_desk.h"
#include "ui/trace/trace_view.h"

#include <QAction>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace hypnodesk {

namespace {

constexpr std::array<std::pair<ActionId, EventKind>, 13> kKindsWithKeys{{
    {ActionId::MarkArousal, EventKind::Arousal},
    {ActionId::MarkArtefact, EventKind::Artefact},
    {ActionId::MarkSpindle, EventKind::Spindle},
    {ActionId::MarkKComplex, EventKind::KComplex},
    {ActionId::MarkObstructiveApnoea, EventKind::ObstructiveApnoea},
    {ActionId::MarkCentralApnoea, EventKind::CentralApnoea},
    {ActionId::MarkMixedApnoea, EventKind::MixedApnoea},
    {ActionId::MarkHypopnoea, EventKind::Hypopnoea},
    {ActionId::MarkRera, EventKind::Rera},
    {ActionId::MarkDesaturation, EventKind::Desaturation},
    {ActionId::MarkSnore, EventKind::Snore},
    {ActionId::MarkLimbMovement, EventKind::LimbMovement},
    {ActionId::MarkNote, EventKind::Note},
}};

} // namespace

std::optional<std::int64_t> neighbourEvent(const EventList& events, std::optional<std::int64_t> selected,
                                           double seconds, int direction) {
    const auto& all = events.all();
    const auto found = std::find_if(all.begin(), all.end(), [&](const StudyEvent& event) {
        return selected ? event.id == *selected : event.onsetSeconds >= seconds;
    });
    // Without a selection the place lies in front of the event that was found.
    const auto at = found - all.begin() + (direction < 0 ? -1 : selected ? 1 : 0);
    return at >= 0 && at < std::ssize(all) ? std::optional(all[static_cast<std::size_t>(at)].id)
                                           : std::nullopt;
}

EventCommands::EventCommands(StudyDocument& document, NightPage& page, const MainActions& actions,
                             JobRunner& runner, QObject* parent)
    : QObject(parent), m_document(document), m_page(page), m_runner(runner),
      m_layer(new EventLayer(page.traces(), document)), m_panel(new EventPanel(document)) {
    PanelDesk& desk = page.desk();
    const QString name = QStringLiteral("events");
    desk.addPanel({name, tr("Events"), Qt::RightDockWidgetArea, false, 0.4, true}, m_panel);
    desk.setToggle(name, actions[ActionId::PanelEvents]);

    const auto on = [&](ActionId id, auto function) {
        connect(actions[id], &QAction::triggered, this, function);
    };
    on(ActionId::ChooseEvent, [this] { m_layer->chooseKind(); });
    on(ActionId::PlaceEvent, [this] { m_layer->place(); });
    for (const auto& [id, kind] : kKindsWithKeys)
        on(id, [this, marked = kind] { m_layer->place(marked); });
    on(ActionId::NextEvent, [this] { step(1); });
    on(ActionId::PreviousEvent, [this] { step(-1); });
    on(ActionId::MarkSlowWaves, [this] { markSlowWaves(); });
    on(ActionId::SlowWaveRuler, [this](bool isOn) { m_layer->setRuler(isOn); });
    connect(m_layer, &EventLayer::armedChanged, this,
            [this, ruler = actions[ActionId::SlowWaveRuler]] { ruler->setChecked(m_layer->isRuler()); });
    connect(m_layer, &EventLayer::hint, this, &EventCommands::said);
    connect(m_layer, &EventLayer::selectionChanged, this,
            [this] { m_panel->showSelected(m_layer->selected()); });
    connect(m_panel, &EventPanel::activated, this, &EventCommands::goTo);
    connect(&m_document, &StudyDocument::eventsChanged, this,
            [this] { m_page.night().setEvents(m_document.events()); });
    connect(&m_document, &StudyDocument::recordingChanged, this, [this] { m_search.cancel(); });
}

void EventCommands::goTo(std::int64_t id) {
    const StudyEvent* event = m_document.events().find(id);
    if (!event)
        return;
    const TimeSpan span = m_document.span();
    if (event->onsetSeconds < span.begin || event->onsetSeconds >= span.end)
        m_document.setCurrentEpoch(m_document.grid().nearestEpoch(event->onsetSeconds));
    m_layer->select(id);
    m_page.traces().setFocus(Qt::OtherFocusReason);
}

void EventCommands::step(int direction) {
    const double here = m_document.grid().onsetSeconds(m_document.currentEpoch());
    if (const auto id = neighbourEvent(m_document.events(), m_layer->selected(), here, direction))
        goTo(*id);
    else
        Q_EMIT said(direction > 0 ? tr("No event after this place.") : tr("No event before this place."));
}

void EventCommands::markSlowWaves() {
    const RecordingPtr& recording = m_document.recording();
    const TraceView& traces = m_page.traces();
    std::optional<Derivation> derivation = m_document.derivation();
    for (std::size_t row = 0; !derivation && row < traces.montage().size(); ++row)
        if (traces.rowRole(static_cast<int>(row)) == ChannelRole::Eeg)
            derivation = traces.montage()[row];
    if (!recording || !derivation || m_document.grid().count == 0) {
        Q_EMIT said(tr("There is no EEG in which to look for slow waves."));
        return;
    }
    const double begin = m_document.grid().onsetSeconds(m_document.currentEpoch());
    const SlowWaveSearch search{recording, *derivation, begin, begin + m_document.grid().epochSeconds};
    m_search = m_runner.start(
        Lane::Pictures, Priority::Urgent,
        [search](const TaskContext& context) { return findSlowWaves(search, context); },
        [this, search](Result<std::vector<StudyEvent>> found) {
            if (!found) {
                Q_EMIT said(explain(found.error(), tr("The slow waves could not be measured")).title);
                return;
            }
            auto fresh = notMarkedYet(std::move(*found), m_document.events());
            const auto count = static_cast<int>(fresh.size());
            if (count > 0)
                m_document.addEvents(std::move(fresh), tr("Mark %n slow wave(s)", nullptr, count),
                                     EditSource::Measurement);
            Q_EMIT said(
                slowWaveText(slowWaveSeconds(m_document.events(), search.beginSeconds, search.endSeconds),
                             search.endSeconds - search.beginSeconds));
        });
}

} // namespace hypnodesk
