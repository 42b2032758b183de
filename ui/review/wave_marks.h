#pragma once

#include "ui/document/study_document.h"

#include <QObject>
#include <QRectF>

#include <vector>

class QPainter;

namespace hypnodesk {

class TraceView;
class WitnessSession;

/// The slow waves that the panel "Why this stage?" counts, marked on the trace that they were found in, with
/// what they add up to in the epoch in view: what the rule of 20 % is about can be seen and judged. They are
/// measurements, no events: nothing is kept. A child of the view; the others must live longer. GUI thread.
class WaveMarks : public QObject {
    Q_OBJECT

public:
    WaveMarks(TraceView& view, StudyDocument& document, const WitnessSession& witnesses);

    void setShown(bool shown);
    /// Of the waves in the span, in pixels of the traces' canvas; empty while they are not shown, and where
    /// the trace is not among the rows.
    std::vector<QRectF> boxes() const;

private:
    std::optional<QRectF> rowArea() const;
    void paint(QPainter& painter) const;
    void repaint();

    TraceView& m_view;
    StudyDocument& m_document;
    const WitnessSession& m_witnesses;
    bool m_isShown = false;
};

} // namespace hypnodesk
