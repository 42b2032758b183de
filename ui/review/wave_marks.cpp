#include "ui/review/wave_marks.h"

#include "ui/base/words.h"
#include "ui/plot/banded_painting.h"
#include "ui/plot/plot_canvas.h"
#include "ui/review/why_texts.h"
#include "ui/review/witness_session.h"
#include "ui/trace/trace_view.h"

#include <QPainter>

#include <algorithm>

namespace hypnodesk {

namespace {

const QString kLayer = QStringLiteral("slow waves");
constexpr double kLine = 2.0; ///< pixels

} // namespace

WaveMarks::WaveMarks(TraceView& view, StudyDocument& document, const WitnessSession& witnesses)
    : QObject(&view), m_view(view), m_document(document), m_witnesses(witnesses) {
    m_view.canvas().addBufferedLayer(kLayer);
    m_view.canvas().addPainter(kLayer, [this](QPainter& painter) { paint(painter); });
    connect(&witnesses, &WitnessSession::changed, this, &WaveMarks::repaint);
    connect(&document, &StudyDocument::currentEpochChanged, this, &WaveMarks::repaint);
}

void WaveMarks::setShown(bool shown) {
    if (shown == m_isShown)
        return;
    m_isShown = shown;
    m_view.canvas().replotLayer(kLayer);
}

void WaveMarks::repaint() {
    if (m_isShown)
        m_view.canvas().replotLayer(kLayer);
}

std::optional<QRectF> WaveMarks::rowArea() const {
    const NightWitnessesPtr& night = m_witnesses.witnesses();
    if (!m_isShown || !night)
        return std::nullopt;
    const std::vector<Derivation>& rows = m_view.montage();
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const Derivation& shown) { return shown.name == night->eeg; });
    return row == rows.end() ? std::nullopt
                             : std::optional(m_view.rowArea(static_cast<int>(row - rows.begin())));
}

std::vector<QRectF> WaveMarks::boxes() const {
    std::vector<QRectF> boxes;
    const auto row = rowArea();
    const double from = m_view.spanFrom(), to = m_view.spanTo();
    if (!row || !(to > from))
        return boxes;
    const QRectF plot = m_view.tracesArea();
    const auto xOf = [&](double seconds) {
        return plot.left() + (std::clamp(seconds, from, to) - from) / (to - from) * plot.width();
    };
    for (const dsp::DetectedEvent& wave : m_witnesses.witnesses()->slowWaves)
        if (wave.endSeconds > from && wave.beginSeconds < to)
            boxes.emplace_back(QPointF(xOf(wave.beginSeconds), row->top()),
                               QPointF(xOf(wave.endSeconds), row->bottom()));
    return boxes;
}

void WaveMarks::paint(QPainter& painter) const {
    const auto row = rowArea();
    if (!row)
        return;
    const Theme& theme = m_view.theme();
    QColor tint = theme.frame;
    tint.setAlpha(40);
    painter.save();
    painter.setClipRect(m_view.tracesArea());
    for (const QRectF& box : boxes()) {
        fillInBands(painter, box, tint);
        painter.fillRect(QRectF(box.left(), box.bottom() - kLine, box.width(), kLine), theme.frame);
    }
    const QString text = slowWaveRuleText(*m_witnesses.witnesses(), m_document.currentEpoch());
    const QFontMetricsF metrics(theme.smallFont);
    const QRectF badge(row->right() - metrics.horizontalAdvance(text) - 14.0, row->top() + 2.0,
                       metrics.horizontalAdvance(text) + 10.0, metrics.height() + 2.0);
    painter.setFont(theme.smallFont);
    painter.fillRect(badge, theme.background);
    painter.setPen(theme.text);
    painter.drawText(badge, Qt::AlignCenter, text);
    painter.restore();
}

} // namespace hypnodesk
