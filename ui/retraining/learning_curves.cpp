#include "ui/retraining/learning_curves.h"

#include "ui/base/words.h"
#include "ui/plot/plot_canvas.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

LearningCurves::LearningCurves(QWidget* parent)
    : QWidget(parent), m_lossTitle(new QLabel(this)), m_kappaTitle(new QLabel(this)),
      m_loss(new PlotCanvas(this)), m_kappa(new PlotCanvas(this)) {
    setAccessibleName(tr("Learning curves"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(m_lossTitle, 0, 0);
    grid->addWidget(m_kappaTitle, 0, 1);
    grid->addWidget(m_loss, 1, 0);
    grid->addWidget(m_kappa, 1, 1);
    grid->setRowStretch(1, 1);
    m_kappa->yAxis->setRange(0.0, 1.0);
    m_loss->addPainter(QStringLiteral("main"), [this](QPainter& painter) { paint(painter, *m_loss, false); });
    m_kappa->addPainter(QStringLiteral("main"),
                        [this](QPainter& painter) { paint(painter, *m_kappa, true); });
    for (PlotCanvas* plot : {m_loss, m_kappa})
        plot->setMinimumHeight(120);
    applyTheme();
    setCurve({});
}

void LearningCurves::setCurve(const std::vector<CurvePoint>& curve) {
    m_curve = curve;
    double highest = 1.0, lastStep = 10.0;
    std::optional<double> kappa;
    for (const CurvePoint& point : curve) {
        highest = std::max(highest, point.loss);
        lastStep = std::max(lastStep, static_cast<double>(point.step));
        if (point.kappa)
            kappa = point.kappa;
    }
    m_loss->yAxis->setRange(0.0, highest * 1.05);
    m_loss->xAxis->setRange(0.0, lastStep);
    m_kappa->xAxis->setRange(0.0, lastStep);
    m_lossTitle->setText(curve.empty() ? tr("Loss by step")
                                       : tr("Loss by step: %1").arg(decimalText(curve.back().loss, 3)));
    m_kappaTitle->setText(kappa ? tr("Kappa on the validation subjects: %1").arg(decimalText(*kappa, 3))
                                : tr("Kappa on the validation subjects"));
    m_loss->replotSoon();
    m_kappa->replotSoon();
}

void LearningCurves::paint(QPainter& painter, PlotCanvas& plot, bool isKappa) const {
    const QRect area = plot.axisRect()->rect();
    QPainterPath path;
    std::vector<QPointF> dots;
    for (const CurvePoint& point : m_curve) {
        if (isKappa && (!point.kappa || !std::isfinite(*point.kappa)))
            continue;
        const QPointF place(plot.xAxis->coordToPixel(static_cast<double>(point.step)),
                            plot.yAxis->coordToPixel(isKappa ? std::max(0.0, *point.kappa) : point.loss));
        path.elementCount() == 0 ? path.moveTo(place) : path.lineTo(place);
        if (isKappa)
            dots.push_back(place);
    }
    if (path.elementCount() == 0) {
        paintMessage(painter, m_theme, area,
                     isKappa ? tr("Drawn after each pass over the nights.")
                             : tr("Drawn while a model learns."));
        return;
    }
    painter.save();
    painter.setClipRect(area);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.trace(isKappa ? ChannelRole::Eog : ChannelRole::Eeg), 1.6));
    painter.drawPath(path);
    painter.setBrush(m_theme.trace(ChannelRole::Eog));
    for (const QPointF& dot : dots)
        painter.drawEllipse(dot, 3.0, 3.0);
    painter.restore();
}

void LearningCurves::applyTheme() {
    m_theme = Theme::fromPalette(palette(), font());
    for (PlotCanvas* plot : {m_loss, m_kappa}) {
        plot->applyTheme(m_theme);
        plot->replotSoon();
    }
}

void LearningCurves::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
    QWidget::changeEvent(event);
}

} // namespace hypnodesk
