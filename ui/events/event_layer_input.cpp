// Mouse and keys of the event layer.

#include "ui/events/event_layer.h"
#include "ui/events/event_style.h"
#include "ui/plot/plot_canvas.h"
#include "ui/trace/trace_view.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kStillPixels = 3.0; ///< a mouse that moved less did not drag
constexpr double kStepSeconds = 0.1;
constexpr double kLongStepSeconds = 1.0;

} // namespace

bool EventLayer::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_view) {
        if (event->type() == QEvent::ShortcutOverride && takesKey(*static_cast<QKeyEvent*>(event))) {
            event->accept();
            return true;
        }
        if (event->type() == QEvent::KeyPress && takesKey(*static_cast<QKeyEvent*>(event))) {
            keyPressed(*static_cast<QKeyEvent*>(event));
            return true;
        }
        return false;
    }
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        return mousePressed(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove:
        mouseMoved(*static_cast<QMouseEvent*>(event));
        return false; // the cursor line follows as ever
    case QEvent::MouseButtonRelease:
        return mouseReleased();
    case QEvent::Leave:
        m_mouse.reset();
        return false;
    default:
        return false;
    }
}

bool EventLayer::mousePressed(const QMouseEvent& event) {
    const QPointF position = event.position();
    const TraceGeometry& where = geometry();
    if (event.button() != Qt::LeftButton || where.rows.empty() || !where.plot.contains(position))
        return false;
    m_view.setFocus(Qt::MouseFocusReason);
    const auto hit = eventAt(where, m_document.events(), position, m_selected);
    // With a kind in hand only the event just marked is taken hold of; everything else is room for new ones.
    if (hit && (!m_armed || hit->id == m_selected)) {
        select(hit->id);
        const StudyEvent& found = *m_document.events().find(hit->id);
        if (event.type() == QEvent::MouseButtonDblClick) {
            editText();
        } else if (m_document.mayChange(found) && !m_document.isReadOnly()) {
            m_drag = Drag{hit->part, false, where.timeAt(position.x()), position.x(), false, found};
        }
        return true;
    }
    select(std::nullopt);
    const auto row = where.rowAt(position.y());
    if (!m_armed || !row)
        return false;
    if (m_isRuler && m_view.rowRole(*row) != ChannelRole::Eeg) {
        Q_EMIT hint(tr("Slow waves are measured on EEG rows."));
        return true;
    }
    startNew(*row, where.timeAt(position.x()), event.modifiers() & Qt::ShiftModifier);
    m_drag->pressedX = position.x();
    return true;
}

void EventLayer::startNew(int row, double seconds, bool onAllRows) {
    StudyEvent fresh;
    fresh.onsetSeconds = std::clamp(seconds, 0.0, m_document.recording()->durationSeconds());
    fresh.type = eventKindName(*m_armed);
    if (!onAllRows || m_isRuler)
        fresh.channel = m_view.montage()[static_cast<std::size_t>(row)].name;
    m_drag = Drag{EventPart::End, true, fresh.onsetSeconds, 0.0, false, fresh};
}

void EventLayer::mouseMoved(const QMouseEvent& event) {
    m_mouse = event.position();
    if (!m_drag) {
        updateCursor(event.position());
        return;
    }
    m_drag->hasMoved |= std::abs(event.position().x() - m_drag->pressedX) >= kStillPixels;
    if (!m_drag->hasMoved)
        return;
    const double night = m_document.recording()->durationSeconds();
    const double time = geometry().timeAt(event.position().x());
    if (m_drag->isNew) {
        StudyEvent fresh = m_drag->original;
        const double here = std::clamp(time, 0.0, night);
        fresh.onsetSeconds = std::min(here, m_drag->grabbedAt);
        fresh.durationSeconds = std::max(kShortestEvent, std::abs(here - m_drag->grabbedAt));
        m_picture.draft = fresh;
    } else {
        m_picture.draft = movedEvent(m_drag->original, m_drag->part, time - m_drag->grabbedAt, night);
    }
    m_picture.draftText = measureText(*m_picture.draft);
    repaint();
}

bool EventLayer::mouseReleased() {
    if (!m_drag)
        return false;
    const Drag drag = *m_drag;
    std::optional<StudyEvent> draft = m_picture.draft;
    cancelDrag();
    if (!drag.hasMoved || !draft) {
        if (drag.isNew) // a click goes to the epoch, as ever
            Q_EMIT m_view.clickedAt(drag.grabbedAt);
        return true;
    }
    if (!drag.isNew) {
        m_document.changeEvents({*draft}, drag.part == EventPart::Middle
                                              ? tr("Move: %1").arg(eventTitle(*draft))
                                              : tr("Resize: %1").arg(eventTitle(*draft)));
        return true;
    }
    if (kindOf(*draft) == EventKind::SlowWave)
        if (const auto height = amplitude(*draft))
            draft->text = fmt::format("{:.0f} µV", *height);
    m_selectsAdded = true;
    m_document.addEvents({*draft}, tr("Mark: %1").arg(eventTitle(*draft)));
    m_selectsAdded = false;
    return true;
}

void EventLayer::cancelDrag() {
    m_drag.reset();
    if (!m_picture.draft)
        return;
    m_picture.draft.reset();
    m_picture.draftText.clear();
    repaint();
}

void EventLayer::updateCursor(const QPointF& position) {
    const TraceGeometry& where = geometry();
    Qt::CursorShape shape = Qt::ArrowCursor;
    if (!where.rows.empty() && where.plot.contains(position)) {
        const auto hit = eventAt(where, m_document.events(), position, m_selected);
        const StudyEvent* event = hit ? m_document.events().find(hit->id) : nullptr;
        if (event && (!m_armed || hit->id == m_selected) && m_document.mayChange(*event))
            shape = hit->part == EventPart::Middle ? Qt::SizeAllCursor : Qt::SizeHorCursor;
        else if (event && !m_armed)
            shape = Qt::PointingHandCursor;
        else if (m_armed)
            shape = Qt::CrossCursor;
    }
    if (m_view.canvas().cursor().shape() != shape)
        m_view.canvas().setCursor(shape);
}

bool EventLayer::takesKey(const QKeyEvent& event) const {
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    switch (event.key()) {
    case Qt::Key_Escape:
        return modifiers == Qt::NoModifier && (m_drag || m_selected || m_armed);
    case Qt::Key_Left:
    case Qt::Key_Right:
        return m_selected && !(modifiers & Qt::AltModifier);
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Delete:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return m_selected && modifiers == Qt::NoModifier;
    default:
        return false;
    }
}

void EventLayer::keyPressed(const QKeyEvent& event) {
    const double step = event.modifiers() & Qt::ControlModifier ? kLongStepSeconds : kStepSeconds;
    const EventPart part = event.modifiers() & Qt::ShiftModifier ? EventPart::End : EventPart::Middle;
    switch (event.key()) {
    case Qt::Key_Escape:
        if (m_drag)
            cancelDrag();
        else if (m_selected)
            select(std::nullopt);
        else
            arm(std::nullopt);
        break;
    case Qt::Key_Left:
        nudge(part, -step);
        break;
    case Qt::Key_Right:
        nudge(part, step);
        break;
    case Qt::Key_Up:
        changeRow(-1);
        break;
    case Qt::Key_Down:
        changeRow(1);
        break;
    case Qt::Key_Delete:
        removeSelected();
        break;
    default:
        editText();
    }
}

void EventLayer::nudge(EventPart part, double seconds) {
    const StudyEvent* event = selectedEvent();
    if (!event || !m_document.mayChange(*event))
        return;
    m_document.changeEvents({movedEvent(*event, part, seconds, m_document.recording()->durationSeconds())},
                            part == EventPart::Middle ? tr("Move: %1").arg(eventTitle(*event))
                                                      : tr("Resize: %1").arg(eventTitle(*event)));
}

void EventLayer::changeRow(int step) {
    const StudyEvent* event = selectedEvent();
    const TraceGeometry& where = geometry();
    if (!event || !m_document.mayChange(*event) || where.rows.empty())
        return;
    const auto last = static_cast<int>(where.rows.size()) - 1;
    const auto row = where.rowOf(event->channel);
    const int next = row ? std::clamp(*row + step, 0, last) : (step > 0 ? 0 : last);
    StudyEvent changed = *event;
    changed.channel = where.rows[static_cast<std::size_t>(next)].name;
    m_document.changeEvents({changed}, tr("Move: %1").arg(eventTitle(*event)));
}

} // namespace hypnodesk
