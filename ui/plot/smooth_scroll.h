#pragma once

#include <optional>

class QNativeGestureEvent;
class QWheelEvent;

namespace hypnodesk {

/// How far a wheel event moves the picture along its time axis, in logical pixels; > 0 shows what comes
/// later. `width` is that of the picture. nullopt: the event is none of these, but one of an ordinary wheel,
/// or has a modifier, and counts in steps.
///
/// Two fingers on a touchpad move the picture in both directions, a wheel only where it is tilted; a tilt of
/// one notch moves it by a tenth.
std::optional<double> scrolledPixels(const QWheelEvent& event, double width);

/// Turns two fingers that part or meet on a touchpad into steps of zoom.
class PinchSteps {
public:
    /// Steps that are complete with this event; > 0: the fingers part. 0 for other gestures.
    int add(const QNativeGestureEvent& event);

private:
    double m_zoom = 0.0;
};

} // namespace hypnodesk
