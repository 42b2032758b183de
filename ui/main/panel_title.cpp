#include "ui/main/panel_title.h"

#include "ui/settings/appearance.h"

#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>

#include <algorithm>

namespace hypnodesk {

namespace {

QIcon drawn(const QPalette& palette, const QPainterPath& path) {
    constexpr int kSide = 16;
    constexpr int kDensity = 3;
    QPixmap pixmap(kSide * kDensity, kSide * kDensity);
    pixmap.setDevicePixelRatio(kDensity);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(mutedText(palette), 1.3));
    painter.drawPath(path);
    return pixmap;
}

QPainterPath rectangle(const QRectF& area) {
    QPainterPath path;
    path.addRect(area);
    return path;
}

} // namespace

PanelTitle::PanelTitle(QDockWidget& dock)
    : QWidget(&dock), m_dock(dock), m_name(new QLabel(dock.windowTitle(), this)),
      m_enlarge(addButton(tr("Enlarge %1, or back").arg(dock.windowTitle()))),
      m_float(addButton(tr("%1 in a window of its own, or back").arg(dock.windowTitle()))),
      m_hide(addButton(tr("Hide %1").arg(dock.windowTitle()))) {
    setTextScale(*m_name, 0.9);
    // A long name never keeps a panel from getting narrow.
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 1, 2, 1);
    layout->setSpacing(0);
    layout->addWidget(m_name, 1);
    for (QToolButton* button : {m_enlarge, m_float, m_hide})
        layout->addWidget(button);
    connect(&dock, &QDockWidget::windowTitleChanged, this, &PanelTitle::showName);
    connect(m_enlarge, &QToolButton::clicked, this, &PanelTitle::enlargeRequested);
    connect(m_float, &QToolButton::clicked, this, [this] { m_dock.setFloating(!m_dock.isFloating()); });
    connect(m_hide, &QToolButton::clicked, &m_dock, &QDockWidget::close);
    drawIcons();
    scaleIcons();
}

void PanelTitle::showName() {
    m_name->setText(m_name->fontMetrics().elidedText(m_dock.windowTitle(), Qt::ElideRight, m_name->width()));
}

void PanelTitle::scaleIcons() {
    const int side = std::max(12, fontMetrics().height() * 7 / 10);
    for (QToolButton* button : {m_enlarge, m_float, m_hide})
        button->setIconSize({side, side});
}

QToolButton* PanelTitle::addButton(const QString& words) {
    auto* button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(words);
    button->setAccessibleName(words);
    return button;
}

void PanelTitle::drawIcons() {
    m_enlarge->setIcon(drawn(palette(), rectangle({3, 3, 10, 10})));
    QPainterPath two = rectangle({6, 2.5, 7.5, 7.5});
    two.addRect(2.5, 6, 7.5, 7.5);
    m_float->setIcon(drawn(palette(), two));
    QPainterPath cross;
    cross.moveTo(3.5, 3.5);
    cross.lineTo(12.5, 12.5);
    cross.moveTo(12.5, 3.5);
    cross.lineTo(3.5, 12.5);
    m_hide->setIcon(drawn(palette(), cross));
}

QSize PanelTitle::sizeHint() const {
    const int buttons = 3 * m_hide->sizeHint().width();
    return {buttons + 60, qMax(m_hide->sizeHint().height(), m_name->sizeHint().height()) + 2};
}

void PanelTitle::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().window());
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void PanelTitle::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        drawIcons();
    if (event->type() == QEvent::FontChange) {
        scaleIcons();
        showName();
    }
    QWidget::changeEvent(event);
}

void PanelTitle::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layout()->activate();
    showName();
}

} // namespace hypnodesk
