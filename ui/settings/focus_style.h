#pragma once

#include <QFocusFrame>
#include <QPointer>
#include <QProxyStyle>

namespace hypnodesk {

/// Fusion with a ring of two pixels, in the colour of the text, around the control that has the keyboard:
/// Fusion's own hint is a shade that weak eyes do not see. And with outlines of fields and boxes on dark
/// windows, where Fusion draws them darker still: an empty box to tick would not be seen at all.
class FocusStyle : public QProxyStyle {
    Q_OBJECT

public:
    FocusStyle();
    ~FocusStyle() override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;

private:
    void follow(QWidget* now);

    QPointer<QFocusFrame> m_ring;
};

} // namespace hypnodesk
