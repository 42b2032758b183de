#include "ui/review/epoch_panel.h"

#include "ui/base/qt_convert.h"
#include "ui/base/words.h"
#include "ui/settings/appearance.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr qreal kMargin = 16.0;
constexpr qreal kSpacing = 24.0;
constexpr qreal kBarGap = 10.0;
constexpr qreal kViewGap = 10.0;

QFont bolder(QFont font, qreal factor = 1.0) {
    font.setWeight(QFont::DemiBold);
    font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

QFont smaller(QFont font) {
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

} // namespace

EpochPanel::EpochPanel(QWidget* parent) : QWidget(parent), m_theme(Theme::fromPalette(palette(), font())) {
    setAccessibleName(tr("Epoch in view"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void EpochPanel::setFacts(const EpochFacts& facts) {
    m_facts = facts;
    setAccessibleDescription(facts.oneLine());
    update();
}

QSize EpochPanel::sizeHint() const {
    return {1000, fontMetrics().height() * 3 + 6};
}

QSize EpochPanel::minimumSizeHint() const {
    return {640, sizeHint().height()};
}

void EpochPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_theme = Theme::fromPalette(palette(), font());
        update();
    }
    QWidget::changeEvent(event);
}

void EpochPanel::paintEvent(QPaintEvent*) {
    if (m_facts.epochCount == 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal line = fontMetrics().height();
    const QRectF inner = QRectF(rect()).adjusted(kMargin, 3, -kMargin, -3);

    const qreal badgeWidth = line * 3.6;
    paintBadge(painter, {inner.left(), inner.top() + 2, badgeWidth, inner.height() - 4});

    const qreal textLeft = inner.left() + badgeWidth + 14;
    const qreal textWidth = std::max(QFontMetricsF(bolder(font(), 1.15)).horizontalAdvance(firstLine()) + 2,
                                     std::clamp(inner.width() * 0.26, line * 13, line * 20));
    paintTexts(painter, {textLeft, inner.top(), textWidth, inner.height()});

    // The bars take what is left between the texts and the two views, up to a width at which they read well.
    const qreal viewsWidth =
        viewNamesWidth() + kViewGap +
        QFontMetricsF(bolder(smaller(font()))).horizontalAdvance(QStringLiteral("N2 100 %"));
    const qreal barsLeft = textLeft + textWidth + kSpacing;
    const qreal leastBars = leastBarWidth() * kStageClassCount + kBarGap * (kStageClassCount - 1);
    const qreal besideViews = inner.right() - viewsWidth - kSpacing - barsLeft;
    const bool showsViews = besideViews >= leastBars;
    const qreal barsWidth = std::min(showsViews ? besideViews : inner.right() - barsLeft, line * 34);
    if (!m_facts.verdict) {
        painter.setPen(mutedText(palette()));
        const QString why = m_facts.isTraining ? tr("In training it is shown once you have scored the epoch.")
                            : m_facts.qualityText.isEmpty()
                                ? tr("No verdict of the network for this epoch. F5 scores the night.")
                                : tr("No verdict of the network: %1.").arg(m_facts.qualityText);
        painter.drawText(QRectF(barsLeft, inner.top(), inner.right() - barsLeft, inner.height()),
                         static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextWordWrap, why);
        return;
    }
    paintBars(painter, {barsLeft, inner.top(), barsWidth, inner.height()});
    if (showsViews)
        paintViews(painter, {barsLeft + barsWidth + kSpacing, inner.top(), viewsWidth, inner.height()});
}

void EpochPanel::paintBadge(QPainter& painter, const QRectF& area) const {
    const bool unscored = m_facts.score.stage == Stage::Unscored;
    const bool hollow = unscored || m_facts.score.source == StageSource::Network;
    const QColor colour = unscored ? mutedText(palette()) : m_theme.stage(m_facts.score.stage);
    QPen pen(colour, 2.0);
    if (unscored)
        pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(hollow ? QBrush(m_theme.background) : QBrush(colour));
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6);
    painter.setPen(hollow ? palette().color(QPalette::WindowText) : Theme::textOn(colour));
    painter.setFont(bolder(font(), 1.7));
    painter.drawText(area, Qt::AlignCenter, m_facts.stageText());
}

void EpochPanel::paintTexts(QPainter& painter, const QRectF& area) const {
    const QRectF upper(area.left(), area.top(), area.width(), area.height() / 2);
    const QRectF lower = upper.translated(0, area.height() / 2);
    painter.setFont(bolder(font(), 1.15));
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(upper, Qt::AlignLeft | Qt::AlignVCenter, firstLine());
    painter.setFont(m_facts.doubtful ? bolder(font()) : font());
    painter.setPen(m_facts.doubtful ? m_theme.warning : mutedText(palette()));
    painter.drawText(lower, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(secondLine(), Qt::ElideRight, area.width()));
}

QString EpochPanel::firstLine() const {
    return tr("Epoch %1 / %2   %3").arg(m_facts.epoch + 1).arg(m_facts.epochCount).arg(m_facts.clock);
}

qreal EpochPanel::viewNamesWidth() const {
    const QFontMetricsF metrics(smaller(font()));
    return std::max(metrics.horizontalAdvance(tr("raw view alone")),
                    metrics.horizontalAdvance(tr("spectrogram alone")));
}

qreal EpochPanel::leastBarWidth() const {
    return QFontMetricsF(bolder(font())).horizontalAdvance(QStringLiteral("100 %"));
}

QString EpochPanel::secondLine() const {
    if (!m_facts.confidence)
        return m_facts.sourceText;
    const QString confidence = tr("confidence %1").arg(decimalText(*m_facts.confidence, 2));
    if (m_facts.doubtful)
        return tr("doubtful proposal,  %1").arg(confidence);
    return m_facts.sourceText + QStringLiteral(",  ") + confidence;
}

void EpochPanel::paintBars(QPainter& painter, const QRectF& area) const {
    const StageProbabilities& p = m_facts.verdict->joint;
    const Stage best = mostProbable(p);
    const qreal width = (area.width() - kBarGap * (kStageClassCount - 1)) / kStageClassCount;
    // Where a stage and its share have no room beside each other, the share stands below.
    const bool isNarrow =
        width < leastBarWidth() + QFontMetricsF(bolder(font())).horizontalAdvance(QStringLiteral("N3 "));
    for (int k = 0; k < kStageClassCount; ++k) {
        const Stage stage = kStageClasses[static_cast<std::size_t>(k)];
        const float share = std::clamp(p[static_cast<std::size_t>(k)], 0.0f, 1.0f);
        const QRectF cell(area.left() + k * (width + kBarGap), area.top(), width, area.height());
        const QRectF label(cell.left(), cell.top() + (isNarrow ? 0 : 2), cell.width(),
                           cell.height() * (isNarrow ? 0.42 : 0.56));
        const QRectF number = isNarrow ? label.translated(0, label.height()) : label;
        painter.setFont(stage == best ? bolder(font()) : font());
        painter.setPen(stage == best ? palette().color(QPalette::WindowText) : mutedText(palette()));
        painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, toQString(stageCode(stage)));
        painter.drawText(number, (isNarrow ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
                         QStringLiteral("%1 %").arg(qRound(share * 100)));

        const QRectF track(cell.left(), cell.top() + cell.height() * (isNarrow ? 0.88 : 0.64), cell.width(),
                           7.0);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.grid);
        painter.drawRoundedRect(track, 3.5, 3.5);
        if (share > 0.004f) {
            QPainterPath whole;
            whole.addRoundedRect(track, 3.5, 3.5);
            QPainterPath part;
            part.addRect(QRectF(track.left(), track.top(), std::max<qreal>(2.0, track.width() * share),
                                track.height()));
            painter.setBrush(m_theme.stage(stage));
            painter.drawPath(whole.intersected(part));
        }
    }
}

void EpochPanel::paintViews(QPainter& painter, const QRectF& area) const {
    const QFont font = smaller(this->font());
    const qreal names = viewNamesWidth();
    const auto line = [&](int row, const QString& name, const QString& verdict) {
        const QRectF place(area.left(), area.top() + row * area.height() / 2, area.width(),
                           area.height() / 2);
        painter.setFont(font);
        painter.setPen(mutedText(palette()));
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, name);
        painter.setPen(m_facts.viewsDisagree ? m_theme.warning : palette().color(QPalette::WindowText));
        painter.setFont(m_facts.viewsDisagree ? bolder(font) : font);
        painter.drawText(place.adjusted(names + kViewGap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         verdict.isEmpty() ? tr("no opinion") : verdict);
    };
    line(0, tr("raw view alone"), m_facts.rawText);
    line(1, tr("spectrogram alone"), m_facts.spectrogramText);
}

} // namespace hypnodesk
