#include "ui/events/event_layer.h"

#include "ui/base/qt_convert.h"
#include "ui/events/event_style.h"
#include "ui/events/slow_waves.h"
#include "ui/plot/plot_canvas.h"
#include "ui/trace/trace_view.h"

#include <QInputDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

const QString kLayer = QStringLiteral("events");

QPixmap colourMark(const QColor& colour) {
    QPixmap mark(14, 14);
    mark.fill(colour);
    return mark;
}

} // namespace

EventLayer::EventLayer(TraceView& view, StudyDocument& document)
    : QObject(&view), m_view(view), m_document(document) {
    m_picture.events = &m_document.events();
    PlotCanvas& canvas = m_view.canvas();
    canvas.addBufferedLayer(kLayer);
    canvas.addPainter(kLayer, [this](QPainter& painter) {
        if (m_view.montage().empty() || !m_document.recording())
            return;
        m_picture.selected = m_selected;
        paintEvents(painter, m_view.theme(), geometry(), m_picture);
    });
    canvas.setMouseTracking(true);
    canvas.installEventFilter(this);
    m_view.installEventFilter(this);
    connect(&m_document, &StudyDocument::eventsChanged, this, [this] {
        if (m_selected && !m_document.events().find(*m_selected))
            select(std::nullopt);
        updateBadge();
        repaint();
    });
    connect(&m_document, &StudyDocument::eventAdded, this, [this](std::int64_t id) {
        if (std::exchange(m_selectsAdded, false))
            select(id);
    });
    connect(&m_document, &StudyDocument::currentEpochChanged, this, [this] {
        updateBadge();
        repaint();
    });
    connect(&m_document, &StudyDocument::recordingChanged, this, [this] {
        cancelDrag();
        select(std::nullopt);
        updateBadge();
    });
}

const TraceGeometry& EventLayer::geometry() const {
    TraceGeometry& geometry = m_geometry;
    const QRectF plot = m_view.tracesArea();
    geometry.from = m_view.spanFrom();
    geometry.to = m_view.spanTo();
    // The mouse asks at every move: rows and their names are copied only when they are others.
    const std::vector<Derivation> noRows; // without a recording there is nothing to take hold of
    const std::vector<Derivation>& rows = m_document.recording() ? m_view.montage() : noRows;
    if (plot == geometry.plot && m_geometryOf == m_document.recording() && rows == geometry.rows)
        return geometry;
    m_geometryOf = m_document.recording();
    geometry.plot = plot;
    geometry.rows = rows;
    geometry.rowAreas.clear();
    geometry.labels.clear();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        geometry.rowAreas.push_back(m_view.rowArea(static_cast<int>(row)));
        const auto& channels = m_geometryOf->channels();
        const auto plus = static_cast<std::size_t>(rows[row].plus);
        geometry.labels.push_back(plus < channels.size() ? channels[plus].label : std::string());
    }
    return geometry;
}

void EventLayer::repaint() {
    m_view.canvas().replotLayer(kLayer);
}

void EventLayer::arm(std::optional<EventKind> kind) {
    cancelDrag();
    m_armed = kind;
    m_isRuler = false;
    if (kind) {
        m_last = *kind;
        m_view.setFocus(Qt::OtherFocusReason); // so that Escape lets go of it
        Q_EMIT hint(tr("%1: drag on a row to mark one (with Shift on all rows), Escape ends.")
                        .arg(eventTitle(*kind)));
    }
    updateBadge();
    if (m_mouse)
        updateCursor(*m_mouse);
    repaint();
    Q_EMIT armedChanged();
}

void EventLayer::setRuler(bool on) {
    if (on == m_isRuler)
        return;
    arm(on ? std::optional(EventKind::SlowWave) : std::nullopt);
    m_isRuler = on;
    updateBadge();
    repaint();
    Q_EMIT armedChanged();
}

void EventLayer::chooseKind() {
    if (!m_menu) {
        m_menu = new QMenu(&m_view);
        m_menu->setAccessibleName(tr("Kind of event"));
    }
    m_menu->clear();
    for (const EventKindInfo& info : eventKinds()) {
        QAction* action =
            m_menu->addAction(colourMark(eventColour(info.kind, m_view.theme())), eventTitle(info.kind));
        connect(action, &QAction::triggered, this, [this, kind = info.kind] { arm(kind); });
        if (info.kind == m_last)
            m_menu->setActiveAction(action);
    }
    m_menu->popup(m_view.canvas().mapToGlobal(m_mouse ? m_mouse->toPoint() : m_view.tracesArea().center()));
}

bool EventLayer::fits(EventKind kind, int row) const {
    const auto role = eventKindInfo(kind).role;
    return !role || m_view.rowRole(row) == *role;
}

int EventLayer::rowFor(EventKind kind) const {
    const auto count = static_cast<int>(m_view.montage().size());
    for (int row = 0; row < count; ++row)
        if (fits(kind, row))
            return row;
    return 0;
}

void EventLayer::place() {
    if (m_view.montage().empty() || !m_document.recording())
        return;
    const TraceGeometry& where = geometry();
    const EpochGrid& grid = m_document.grid();
    const EventKindInfo& info = eventKindInfo(m_last);
    double middle =
        (grid.onsetSeconds(m_document.currentEpoch()) + grid.onsetSeconds(m_document.currentEpoch() + 1)) /
        2.0;
    int row = rowFor(m_last);
    if (m_mouse && where.plot.contains(*m_mouse)) {
        middle = where.timeAt(m_mouse->x());
        row = where.rowAt(m_mouse->y()).value_or(row);
    }
    StudyEvent event;
    event.type = info.name;
    event.channel = where.rows[static_cast<std::size_t>(row)].name;
    event.durationSeconds = info.typicalSeconds;
    event.onsetSeconds = middle - info.typicalSeconds / 2.0;
    event = movedEvent(event, EventPart::Middle, 0.0, m_document.recording()->durationSeconds());
    m_view.setFocus(Qt::OtherFocusReason);
    m_selectsAdded = true;
    m_document.addEvents({event}, tr("Mark: %1").arg(eventTitle(m_last)));
    m_selectsAdded = false;
}

void EventLayer::place(EventKind kind) {
    m_last = kind;
    select(std::nullopt);
    place();
    if (kind == EventKind::Note)
        editText();
}

void EventLayer::select(std::optional<std::int64_t> id) {
    if (id == m_selected)
        return;
    m_selected = id;
    if (const StudyEvent* event = selectedEvent())
        Q_EMIT hint(measureText(*event));
    repaint();
    Q_EMIT selectionChanged();
}

const StudyEvent* EventLayer::selectedEvent() const {
    return m_selected ? m_document.events().find(*m_selected) : nullptr;
}

std::optional<double> EventLayer::amplitude(const StudyEvent& event) const {
    const auto row = geometry().rowOf(event.channel);
    if (!row || m_view.rowRole(*row) != ChannelRole::Eeg)
        return std::nullopt;
    const auto extent = m_view.extent(*row, event.onsetSeconds, event.onsetSeconds + event.durationSeconds);
    return extent ? std::optional<double>(extent->maximum - extent->minimum) : std::nullopt;
}

QString EventLayer::measureText(const StudyEvent& event) const {
    QString text = tr("%1, %2 s").arg(eventTitle(event)).arg(event.durationSeconds, 0, 'f', 2);
    if (kindOf(event) == EventKind::SlowWave)
        if (const auto height = amplitude(event))
            text += tr(", %1 µV").arg(*height, 0, 'f', 0);
    const EventKindInfo& info = eventKindInfo(kindOf(event));
    if (event.durationSeconds + 1e-6 < info.minimumSeconds)
        text += tr(" (shorter than %1 s)").arg(info.minimumSeconds);
    return text;
}

void EventLayer::removeSelected() {
    const StudyEvent* event = selectedEvent();
    if (!event)
        return;
    if (!m_document.mayChange(*event)) {
        Q_EMIT hint(
            tr("This event came with the recording, or belongs to all scorings: it cannot be changed here."));
        return;
    }
    m_document.removeEvents({event->id}, tr("Remove: %1").arg(eventTitle(*event)));
}

void EventLayer::editText() {
    const StudyEvent* event = selectedEvent();
    if (!event || !m_document.mayChange(*event))
        return;
    auto* dialog = new QInputDialog(&m_view);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(eventTitle(*event));
    dialog->setLabelText(tr("&Text of this event:"));
    dialog->setTextValue(toQString(event->text));
    dialog->setMinimumWidth(420);
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, changed = *event](const QString& text) mutable {
                constexpr int kLongestText = 2000;
                changed.text = text.left(kLongestText).toStdString();
                m_document.changeEvents({changed}, tr("Text of an event"));
            });
    dialog->open();
}

void EventLayer::updateBadge() {
    const EpochGrid& grid = m_document.grid();
    m_picture.badge.clear();
    if (m_isRuler && grid.count > 0) {
        const double begin = grid.onsetSeconds(m_document.currentEpoch());
        m_picture.badge = slowWaveText(slowWaveSeconds(m_document.events(), begin, begin + grid.epochSeconds),
                                       grid.epochSeconds);
    }
}

} // namespace hypnodesk
