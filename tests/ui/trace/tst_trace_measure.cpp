#include "tests/ui/plot/plot_fixtures.h"
#include "ui/trace/trace_measure.h"
#include "ui/trace/trace_view.h"

#include <QSignalSpy>
#include <QTest>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

constexpr QSize kSize{900, 420};

QWidget* canvasOf(QWidget& view) {
    return view.findChild<QWidget*>();
}

void pull(QWidget& view, QPoint from, QPoint to, Qt::MouseButton button,
          Qt::KeyboardModifiers modifiers = {}) {
    QTest::mousePress(canvasOf(view), button, modifiers, from);
    QTest::mouseMove(canvasOf(view), (from + to) / 2);
    QTest::mouseMove(canvasOf(view), to);
    QTest::mouseRelease(canvasOf(view), button, modifiers, to);
}

} // namespace

/// Measuring on the traces by pulling the mouse.
class TraceMeasureTest : public QObject {
    Q_OBJECT

    std::shared_ptr<FakePsg> m_psg = std::make_shared<FakePsg>(psgChannels(4), 3600.0, 128.0);

    void open(TraceView& view) {
        view.setTheme(Theme::light());
        view.setSource(m_psg, everyChannel(*m_psg));
        view.setSpan(600.0, 630.0);
        pictureOf(view, kSize);
    }

private Q_SLOTS:
    void saysTimeFrequencyAndHeight_data() {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<double>("height");
        QTest::addColumn<QString>("text");
        QTest::newRow("slow wave") << 0.8 << -80.0 << QStringLiteral("0.80 s   1.25 Hz   80.0 µV");
        QTest::newRow("backwards") << -0.5 << 120.4 << QStringLiteral("0.50 s   2.00 Hz   120 µV");
        QTest::newRow("height alone") << 0.0 << 0.25 << QStringLiteral("0.00 s   0.25 µV");
    }
    void saysTimeFrequencyAndHeight() {
        QFETCH(double, seconds);
        QFETCH(double, height);
        QFETCH(QString, text);
        QCOMPARE(measureText({0, 100.0, 100.0 + seconds, 10.0, 10.0 + height}, QStringLiteral("µV")), text);
    }

    void pullingMeasures_data() {
        QTest::addColumn<int>("button");
        QTest::addColumn<int>("modifiers");
        QTest::newRow("right button") << int(Qt::RightButton) << int(Qt::NoModifier);
        QTest::newRow("Shift") << int(Qt::LeftButton) << int(Qt::ShiftModifier);
    }
    void pullingMeasures() {
        QFETCH(int, button);
        QFETCH(int, modifiers);
        TraceView view;
        open(view);
        const QImage before = view.grab().toImage();
        const int reads = m_psg->readCount;
        QSignalSpy clicked(&view, &TraceView::clickedAt);
        // The first of four rows; a row shows 150 uV from edge to edge.
        const QPoint from{qRound(view.xOf(610.0)), 20}, to{qRound(view.xOf(612.0)), 60};
        pull(view, from, to, Qt::MouseButton(button), Qt::KeyboardModifiers(modifiers));
        QVERIFY(view.measure());
        QCOMPARE(clicked.size(), 0);
        const double pixel = 30.0 / (view.xOf(630.0) - view.xOf(600.0));
        QVERIFY(std::abs(view.measure()->fromSeconds - 610.0) <= pixel);
        QVERIFY(std::abs(view.measure()->toSeconds - 612.0) <= pixel);
        QCOMPARE(view.measure()->row, 0);
        const double rowHeight = (kSize.height() - 4.0 - canvasOf(view)->fontMetrics().height() * 1.6) / 4.0;
        const double height = view.measure()->fromValue - view.measure()->toValue;
        QVERIFY2(std::abs(height - 40.0 / rowHeight * 150.0) < 6.0, qPrintable(QString::number(height)));
        QVERIFY2(view.measureText().startsWith(QStringLiteral("2.0")) ||
                     view.measureText().startsWith(QStringLiteral("1.9")),
                 qPrintable(view.measureText()));
        QCOMPARE(m_psg->readCount, reads); // the traces were not painted again
        const QImage with = view.grab().toImage();
        QVERIFY(countPixels(with, QRect(from, to), Theme::light().cursor) >=
                countPixels(before, QRect(from, to), Theme::light().cursor) + 60);
        keepPicture(with, QStringLiteral("trace_measure"));
    }

    void theNextClickEndsItAndCounts() {
        TraceView view;
        open(view);
        pull(view, {400, 50}, {500, 80}, Qt::RightButton);
        QVERIFY(view.measure());
        QSignalSpy clicked(&view, &TraceView::clickedAt);
        QTest::mouseClick(canvasOf(view), Qt::LeftButton, {}, {450, 300});
        QVERIFY(!view.measure());
        QCOMPARE(clicked.size(), 1);
        pull(view, {400, 50}, {500, 80}, Qt::RightButton);
        QTest::mouseClick(canvasOf(view), Qt::RightButton, {}, {450, 300});
        QVERIFY(!view.measure());
        QCOMPARE(clicked.size(), 1);
    }

    void escapeEndsItFirst() {
        struct Window : QWidget {
            int escapes = 0;
            void keyPressEvent(QKeyEvent*) override { ++escapes; }
        } window;
        auto* view = new TraceView(&window);
        open(*view);
        window.resize(kSize);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        pull(*view, {400, 50}, {500, 80}, Qt::RightButton);
        QVERIFY(view->measure() && view->hasFocus());
        QTest::keyClick(view, Qt::Key_Escape);
        QVERIFY(!view->measure());
        QCOMPARE(window.escapes, 0);
        QTest::keyClick(view, Qt::Key_Escape);
        QCOMPARE(window.escapes, 1);
    }

    void aPlainPullIsNoMeasure() {
        TraceView view;
        open(view);
        pull(view, {400, 50}, {500, 80}, Qt::LeftButton);
        QVERIFY(!view.measure());
        pull(view, {20, 50}, {60, 80}, Qt::RightButton); // over the names
        QVERIFY(!view.measure());
        QTest::mouseMove(canvasOf(view), {300, 60});
        QVERIFY(!view.measure());
    }

    void staysAtItsTimeAndLeavesWithItsRows() {
        TraceView view;
        open(view);
        pull(view, {400, 50}, {500, 80}, Qt::RightButton);
        const TraceMeasure measured = *view.measure();
        view.setSpan(590.0, 650.0);
        QCOMPARE(*view.measure(), measured);
        view.setSpan(1e9, 1e9 + 1.0);
        pictureOf(view, kSize);
        view.setSource(m_psg, {everyChannel(*m_psg).front()});
        QVERIFY(!view.measure());
    }

    void aPullBeyondTheViewEndsAtItsEdge() {
        TraceView view;
        open(view);
        pull(view, {400, 50}, {5000, -500}, Qt::RightButton);
        QVERIFY(view.measure()->toSeconds <= 630.0 + 1e-6);
        pictureOf(view, kSize);
    }
};

QTEST_MAIN(TraceMeasureTest)
#include "tst_trace_measure.moc"
