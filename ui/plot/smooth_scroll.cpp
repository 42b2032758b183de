#include "ui/plot/smooth_scroll.h"

#include <QInputDevice>
#include <QNativeGestureEvent>
#include <QWheelEvent>

#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kNotch = 120.0;    // QWheelEvent::angleDelta() of one notch
constexpr double kNotchPart = 0.1;  // of the width
constexpr double kPinchStep = 0.25; // QNativeGestureEvent::value() that makes a step

/// The larger of the two components: fingers never move along one axis only.
double along(QPoint delta) {
    return std::abs(delta.x()) > std::abs(delta.y()) ? delta.x() : delta.y();
}

} // namespace

std::optional<double> scrolledPixels(const QWheelEvent& event, double width) {
    if (event.modifiers() != Qt::NoModifier)
        return std::nullopt;
    // Drivers on X11 give pixels for ordinary wheels too, so pixels alone do not tell a touchpad.
    const bool isTouchpad =
        event.deviceType() == QInputDevice::DeviceType::TouchPad || event.phase() != Qt::NoScrollPhase;
    const QPoint angle = event.angleDelta(), pixels = event.pixelDelta();
    if (isTouchpad && !pixels.isNull())
        return -along(pixels);
    if (isTouchpad && !angle.isNull())
        return -along(angle) / kNotch * kNotchPart * width;
    if (std::abs(angle.x()) > std::abs(angle.y()))
        return -angle.x() / kNotch * kNotchPart * width;
    return std::nullopt;
}

int PinchSteps::add(const QNativeGestureEvent& event) {
    if (event.gestureType() == Qt::BeginNativeGesture)
        m_zoom = 0.0;
    if (event.gestureType() != Qt::ZoomNativeGesture)
        return 0;
    m_zoom += event.value();
    const auto steps = static_cast<int>(m_zoom / kPinchStep);
    m_zoom -= steps * kPinchStep;
    return steps;
}

} // namespace hypnodesk
