#include "tests/ui/support/desk.h"
#include "ui/main/night_page.h"
#include "ui/spectrogram/spectrogram_view.h"
#include "ui/trace/trace_measure.h"
#include "ui/trace/trace_view.h"

#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QWheelEvent>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

const QPointingDevice& touchpad() {
    static const QPointingDevice device(QStringLiteral("touchpad"), 7, QInputDevice::DeviceType::TouchPad,
                                        QPointingDevice::PointerType::Finger,
                                        QInputDevice::Capability::PixelScroll, 5, 0);
    return device;
}

QWidget* canvasOf(QWidget& view) {
    return view.findChild<QWidget*>();
}

void wheel(QWidget& view, QPoint place, QPoint pixels, QPoint angle, bool isTouchpad,
           Qt::KeyboardModifiers modifiers = {}) {
    QWidget* canvas = canvasOf(view);
    QWheelEvent event(place, canvas->mapToGlobal(place), pixels, angle, Qt::NoButton, modifiers,
                      isTouchpad ? Qt::ScrollUpdate : Qt::NoScrollPhase, false, Qt::MouseEventNotSynthesized,
                      isTouchpad ? &touchpad() : QPointingDevice::primaryPointingDevice());
    QCoreApplication::sendEvent(canvas, &event);
}

bool isNear(double a, double b, double within = 1e-6) {
    return std::abs(a - b) <= within;
}

} // namespace

/// Moving along the night with wheel, touchpad and keys, in the real window.
class ScrollWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void altAndArrowsScrollByASecond() {
        Desk desk;
        desk.open();
        desk.document().setCurrentEpoch(20);
        const TimeSpan before = desk.document().span();
        desk.press(Qt::Key_Right, Qt::AltModifier);
        desk.press(Qt::Key_Right, Qt::AltModifier);
        QVERIFY(isNear(desk.document().span().begin, before.begin + 2.0));
        QVERIFY(isNear(desk.document().span().length(), before.length()));
        QCOMPARE(desk.document().currentEpoch(), 20);
        desk.press(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(isNear(desk.window->nightPage().traces().spanFrom(), before.begin + 1.0));
        // The epoch in view changes once its middle has left the page.
        for (int i = 0; i < 30; ++i)
            desk.press(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(desk.document().currentEpoch(), 21);
    }

    void fingersMoveThePictureWithThem() {
        Desk desk;
        desk.open();
        desk.document().setCurrentEpoch(20);
        for (QWidget* view : {static_cast<QWidget*>(&desk.window->nightPage().traces()),
                              static_cast<QWidget*>(&desk.window->nightPage().spectrogram())}) {
            auto& traces = desk.window->nightPage().traces();
            auto& spectrogram = desk.window->nightPage().spectrogram();
            const double width = view == &traces ? traces.xOf(traces.spanTo()) - traces.xOf(traces.spanFrom())
                                                 : spectrogram.xOf(spectrogram.spanTo()) -
                                                       spectrogram.xOf(spectrogram.spanFrom());
            const TimeSpan before = desk.document().span();
            const QPoint place(view->width() / 2, 60);
            wheel(*view, place, {-25, 3}, {-40, 5}, true);
            const double moved = desk.document().span().begin - before.begin;
            QVERIFY2(isNear(moved, 25.0 / width * before.length(), 0.02), qPrintable(QString::number(moved)));
            wheel(*view, place, {2, 25}, {4, 40}, true); // upwards: back
            QVERIFY(isNear(desk.document().span().begin, before.begin, 0.02));
        }
    }

    void aTiltedWheelScrollsAndATurnedOnePages() {
        Desk desk;
        desk.open();
        desk.document().setCurrentEpoch(20);
        auto& traces = desk.window->nightPage().traces();
        const TimeSpan before = desk.document().span();
        wheel(traces, {400, 60}, {}, {-120, 0}, false);
        QVERIFY(isNear(desk.document().span().begin, before.begin + before.length() / 10.0, 1e-3));
        QCOMPARE(desk.document().currentEpoch(), 20);
        // Some drivers give pixels for a wheel, too: it stays a wheel.
        wheel(traces, {400, 60}, {0, -15}, {0, -120}, false);
        QCOMPARE(desk.document().currentEpoch(), 21);
    }

    void scrollingEndsWithTheNight() {
        Desk desk;
        desk.open();
        auto& traces = desk.window->nightPage().traces();
        for (int i = 0; i < 5; ++i)
            wheel(traces, {400, 60}, {5000, 0}, {}, true);
        QCOMPARE(desk.document().span().begin, 0.0);
        for (int i = 0; i < 80; ++i)
            wheel(traces, {400, 60}, {-5000, 0}, {}, true);
        QVERIFY(isNear(desk.document().span().end, kDeskEpochs * kEpochSeconds));
        QCOMPARE(desk.document().currentEpoch(), kDeskEpochs - 1);
    }

    void zoomKeepsWhatIsUnderThePointer() {
        Desk desk;
        desk.open();
        desk.document().setCurrentEpoch(20);
        auto& traces = desk.window->nightPage().traces();
        const QPoint place(qRound(traces.xOf(traces.spanFrom() + 0.8 * desk.document().span().length())), 60);
        const double time = traces.timeAt(place.x());
        for (const int angle : {-120, -120, 120, 120, 120}) {
            const double length = desk.document().span().length();
            wheel(traces, place, {}, {0, angle}, false, Qt::ControlModifier);
            QVERIFY(angle < 0 ? desk.document().span().length() > length
                              : desk.document().span().length() < length);
            QCoreApplication::processEvents();
            QVERIFY2(isNear(traces.timeAt(place.x()), time, 0.1),
                     qPrintable(QString::number(traces.timeAt(place.x()) - time)));
        }
        QCOMPARE(desk.document().currentEpoch(), 20);
    }

    void partingFingersZoomIn() {
        Desk desk;
        desk.open();
        desk.document().setCurrentEpoch(20);
        auto& traces = desk.window->nightPage().traces();
        const double length = desk.document().span().length();
        const QPointF place(400, 60);
        for (int i = 0; i < 3; ++i) {
            QNativeGestureEvent event(Qt::ZoomNativeGesture, &touchpad(), 2, place, place,
                                      canvasOf(traces)->mapToGlobal(place), 0.1, {});
            QCoreApplication::sendEvent(canvasOf(traces), &event);
        }
        QVERIFY(desk.document().span().length() < length);
    }

    void guideLinesCanBeSwitchedOff() {
        Desk desk;
        desk.open();
        auto& traces = desk.window->nightPage().traces();
        QVERIFY(traces.settings().guideLines);
        const QImage with = traces.grab().toImage();
        desk.press(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!traces.settings().guideLines);
        QVERIFY(!desk.window->action(ActionId::GuideLines)->isChecked());
        QCoreApplication::processEvents();
        QVERIFY(traces.grab().toImage() != with);
        desk.press(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(traces.settings().guideLines);
    }

    void escapeEndsAMeasureFromAnywhere() {
        Desk desk;
        desk.open();
        auto& traces = desk.window->nightPage().traces();
        const auto measure = [&] {
            QTest::mousePress(canvasOf(traces), Qt::RightButton, {}, {300, 60});
            QTest::mouseMove(canvasOf(traces), {380, 90});
            QTest::mouseRelease(canvasOf(traces), Qt::RightButton, {}, {380, 90});
            QVERIFY(traces.measure());
        };
        measure();
        desk.press(Qt::Key_Escape);
        QVERIFY(!traces.measure());
        measure();
        desk.window->nightPage().setFocus();
        desk.press(Qt::Key_Escape);
        QVERIFY(!traces.measure());
        // Stages can be given while there is a measure.
        measure();
        desk.press(Qt::Key_2);
        QCOMPARE(desk.stages(0, 1), std::string("2"));
        QVERIFY(traces.measure());
    }
};

QTEST_MAIN(ScrollWindowTest)
#include "tst_scroll_window.moc"
