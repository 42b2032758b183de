#pragma once

#include "core/scoring/event_kind.h"
#include "ui/document/study_document.h"
#include "ui/events/event_geometry.h"
#include "ui/events/event_painter.h"

#include <QObject>

#include <optional>

class QKeyEvent;
class QMenu;
class QMouseEvent;

namespace hypnodesk {

class TraceView;

/// Events over the traces, painted on a layer with a buffer of its own: the traces are not painted again when
/// events change or follow the mouse.
///
/// By mouse: with a kind chosen, dragging on a row marks an event there (with Shift on all rows); dragging
/// the middle of an event moves it, an edge resizes it; a click selects. By keys, while the traces have the
/// focus and an event is selected: Left and Right move it by 0.1 s (with Ctrl 1 s, with Shift its end alone),
/// Up and Down change its row, Enter edits its text, Delete removes it, Escape lets go of it, then of the
/// kind. Everything goes through the document, so that it is undone like stages.
///
/// The slow-wave ruler is the kind slow wave on EEG rows, with the amplitude beside the mouse and the sum of
/// the epoch in view in a badge.
class EventLayer : public QObject {
    Q_OBJECT

public:
    /// A child of `view`; the document must live longer.
    EventLayer(TraceView& view, StudyDocument& document);

    /// The kind that dragging marks; nullopt: dragging marks nothing.
    const std::optional<EventKind>& armedKind() const { return m_armed; }
    bool isRuler() const { return m_isRuler; }
    void arm(std::optional<EventKind> kind);
    void setRuler(bool on);

    /// Opens the list of kinds; the one that is chosen is armed.
    void chooseKind();
    /// Marks an event of the kind chosen last, of typical length: under the mouse, else in the middle of the
    /// epoch in view on the first row for its kind. It is selected, to be moved by keys.
    void place();
    /// The same with this kind, which is the one chosen last from then on. The text of a note is asked for.
    void place(EventKind kind);

    const std::optional<std::int64_t>& selected() const { return m_selected; }
    void select(std::optional<std::int64_t> id);
    void removeSelected();
    void editText();

    /// Where the traces are now; good until they change.
    const TraceGeometry& geometry() const;

Q_SIGNALS:
    void armedChanged();
    void selectionChanged();
    void hint(const QString& what); ///< a sentence for the scorer

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Drag {
        EventPart part = EventPart::Middle;
        bool isNew = false;
        double grabbedAt = 0.0; ///< seconds
        double pressedX = 0.0;  ///< pixels
        bool hasMoved = false;
        StudyEvent original;
    };

    bool mousePressed(const QMouseEvent& event);
    void mouseMoved(const QMouseEvent& event);
    bool mouseReleased();
    bool takesKey(const QKeyEvent& event) const;
    void keyPressed(const QKeyEvent& event);
    void nudge(EventPart part, double seconds);
    void changeRow(int step);
    void startNew(int row, double seconds, bool onAllRows);
    void cancelDrag();
    void updateCursor(const QPointF& position);
    void updateBadge();
    const StudyEvent* selectedEvent() const;
    QString measureText(const StudyEvent& event) const;
    std::optional<double> amplitude(const StudyEvent& event) const;
    int rowFor(EventKind kind) const;
    bool fits(EventKind kind, int row) const;
    void repaint();

    TraceView& m_view;
    StudyDocument& m_document;
    EventPicture m_picture;
    mutable TraceGeometry m_geometry;  ///< as of the last call of geometry()
    mutable RecordingPtr m_geometryOf; ///< the recording its rows are of
    std::optional<EventKind> m_armed;
    EventKind m_last = EventKind::Arousal;
    bool m_isRuler = false;
    std::optional<std::int64_t> m_selected;
    bool m_selectsAdded = false; ///< the next event that is added was placed here
    std::optional<Drag> m_drag;
    std::optional<QPointF> m_mouse; ///< over the traces
    QMenu* m_menu = nullptr;
};

} // namespace hypnodesk
