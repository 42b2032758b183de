#include "ui/settings/focus_style.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTextEdit>

namespace hypnodesk {

namespace {

constexpr int kRingPixels = 2;
constexpr int kDarkLightness = 128;
constexpr int kOutlineAlpha = 200; ///< at least 3:1 on the dark palettes

bool wantsRing(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
           qobject_cast<const QAbstractItemView*>(widget) || qobject_cast<const QAbstractSlider*>(widget) ||
           qobject_cast<const QKeySequenceEdit*>(widget) || qobject_cast<const QTextEdit*>(widget);
}

} // namespace

FocusStyle::FocusStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
}

FocusStyle::~FocusStyle() {
    delete m_ring;
}

void FocusStyle::follow(QWidget* now) {
    if (!wantsRing(now) || now->isWindow() || !now->parentWidget()) {
        if (m_ring)
            m_ring->setWidget(nullptr);
        return;
    }
    if (!m_ring)
        m_ring = new QFocusFrame;
    m_ring->setWidget(now);
}

void FocusStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const {
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool isRound = element == PE_IndicatorRadioButton;
    const bool isOutlined = isRound || element == PE_IndicatorCheckBox || element == PE_FrameLineEdit;
    if (!isOutlined || option->palette.color(QPalette::Window).lightness() >= kDarkLightness)
        return;
    QColor outline = option->palette.color(
        option->state & State_Enabled ? QPalette::Active : QPalette::Disabled, QPalette::PlaceholderText);
    outline.setAlpha(option->state & State_Enabled ? kOutlineAlpha : kOutlineAlpha / 2);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(outline);
    const QRectF frame = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isRound)
        painter->drawEllipse(frame);
    else
        painter->drawRoundedRect(frame, 2.0, 2.0);
    painter->restore();
}

void FocusStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const {
    if (element != CE_FocusFrame) {
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(option->palette.color(QPalette::Active, QPalette::WindowText), kRingPixels));
    painter->drawRoundedRect(QRectF(option->rect).adjusted(1.0, 1.0, -1.0, -1.0), 4.0, 4.0);
    painter->restore();
}

int FocusStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    if (metric == PM_FocusFrameHMargin || metric == PM_FocusFrameVMargin)
        return kRingPixels;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int FocusStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* data) const {
    if (hint == SH_FocusFrame_AboveWidget)
        return 1;
    if (hint == SH_FocusFrame_Mask)
        return 0; // the ring is hollow and takes no mouse
    return QProxyStyle::styleHint(hint, option, widget, data);
}

} // namespace hypnodesk
