#include "tests/support/shared_data.h"
#include "tests/ui/plot/plot_fixtures.h"
#include "ui/trace/trace_view.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <QWindow>

#include <filesystem>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

constexpr QSize kSize{900, 420};

QWidget* canvasOf(QWidget& view) {
    return view.findChild<QWidget*>();
}

void turnWheel(QWidget& view, QPoint place, int angle, Qt::KeyboardModifiers modifiers = {}) {
    QWidget* canvas = canvasOf(view);
    QWheelEvent event(place, canvas->mapToGlobal(place), {}, {0, angle}, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas, &event);
}

} // namespace

class TraceViewTest : public QObject {
    Q_OBJECT

    std::shared_ptr<FakePsg> m_psg =
        std::make_shared<FakePsg>(psgChannels(4), 3600.0, 128.0, std::vector<Gap>{{610.0, 615.0}});

    /// The view on the page 600 to 630 s, laid out.
    void open(TraceView& view) {
        view.setTheme(Theme::light());
        view.setSource(m_psg, everyChannel(*m_psg));
        view.setSpan(600.0, 630.0);
        pictureOf(view, kSize);
    }

private Q_SLOTS:
    void clicksTellTheTime_data() {
        QTest::addColumn<double>("seconds");
        for (const double seconds : {600.5, 607.0, 615.0, 629.5})
            QTest::addRow("%g s", seconds) << seconds;
    }
    void clicksTellTheTime() {
        QFETCH(double, seconds);
        TraceView view;
        open(view);
        QSignalSpy clicked(&view, &TraceView::clickedAt);
        QTest::mouseClick(canvasOf(view), Qt::LeftButton, {}, {qRound(view.xOf(seconds)), 100});
        QCOMPARE(clicked.size(), 1);
        const double pixel = 30.0 / (view.xOf(630.0) - view.xOf(600.0));
        QVERIFY(std::abs(clicked[0][0].toDouble() - seconds) <= pixel);
        QVERIFY(std::abs(view.timeAt(view.xOf(seconds)) - seconds) < 1e-6);
    }

    void quickClicksAreClicksToo() {
        TraceView view;
        open(view);
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QSignalSpy clicked(&view, &TraceView::clickedAt);
        // Through the window, as from a mouse: the second press is followed by a double click.
        for (int i = 0; i < 2; ++i)
            QTest::mouseClick(view.windowHandle(), Qt::LeftButton, {}, {400, 100}, 1);
        QCoreApplication::processEvents();
        QCOMPARE(clicked.size(), 2);
    }

    void clicksOnNamesTellNothing() {
        TraceView view;
        open(view);
        QSignalSpy clicked(&view, &TraceView::clickedAt);
        QTest::mouseClick(canvasOf(view), Qt::LeftButton, {}, {view.gutterWidth() / 2, 100});
        QTest::mouseClick(canvasOf(view), Qt::RightButton, {}, {400, 100});
        QCOMPARE(clicked.size(), 0);
    }

    void theMouseMovesTheCursorOfOthers() {
        TraceView view;
        open(view);
        QSignalSpy moved(&view, &TraceView::cursorMoved);
        QTest::mouseMove(canvasOf(view), {qRound(view.xOf(612.0)), 50});
        QVERIFY(!moved.isEmpty());
        const auto place = moved.last()[0].value<std::optional<double>>();
        QVERIFY(place && std::abs(*place - 612.0) < 0.1);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(canvasOf(view), &leave);
        QVERIFY(!moved.last()[0].value<std::optional<double>>());
    }

    void theWheelAsksForPagesZoomAndSensitivity() {
        TraceView view;
        open(view);
        QSignalSpy paged(&view, &TraceView::pageRequested), zoomed(&view, &TraceView::zoomRequested);
        QSignalSpy amplified(&view, &TraceView::sensitivityRequested);
        const QPoint place{qRound(view.xOf(615.0)), 100};
        turnWheel(view, place, -120);
        QCOMPARE(paged.takeFirst()[0].toInt(), 1); // towards the user: later
        turnWheel(view, place, 60);
        QCOMPARE(paged.size(), 0); // half a step of a touchpad
        turnWheel(view, place, 60);
        QCOMPARE(paged.takeFirst()[0].toInt(), -1);
        turnWheel(view, place, 120, Qt::ControlModifier);
        QVERIFY(zoomed.at(0)[0].toDouble() < 1.0);
        QVERIFY(std::abs(zoomed.at(0)[1].toDouble() - 615.0) < 0.1);
        turnWheel(view, place, 120, Qt::ShiftModifier);
        QCOMPARE(amplified.at(0)[0].toInt(), 1);
        QCOMPARE(paged.size(), 0);
        QCOMPARE(view.spanFrom(), 600.0); // it only asks
    }

    void gapsStayUnpainted() {
        TraceView view;
        open(view);
        const QImage picture = pictureOf(view, kSize);
        const QColor trace = Theme::light().trace(ChannelRole::Eeg);
        const auto column = [&](double from, double to) {
            return QRect(QPoint(qRound(view.xOf(from)), 4),
                         QPoint(qRound(view.xOf(to)), kSize.height() - 40));
        };
        QVERIFY(countPixels(picture, column(602.0, 608.0), trace) > 1000);
        QCOMPARE(countPixels(picture, column(610.2, 614.8), trace), 0);
        keepPicture(picture, QStringLiteral("trace_gap"));
    }

    void namesNeverTouchTheTraces() {
        TraceView view;
        open(view);
        TraceSettings huge;
        huge.changeSensitivity(14);
        view.setSettings(huge);
        const QImage picture = pictureOf(view, kSize);
        // The last pixels of the gutter hold no ink, however large the traces are.
        const QRect edge(view.gutterWidth() - 6, 0, 5, kSize.height() - 30); // above the clock times
        QCOMPARE(countPixels(picture, edge, Theme::light().surround, 2), edge.width() * edge.height());
    }

    void movingTheCursorPaintsNoTraceAgain() {
        TraceView view;
        open(view);
        const int reads = m_psg->readCount;
        const QImage before = view.grab().toImage();
        view.setCursorTime(620.0);
        const QImage with = view.grab().toImage();
        QCOMPARE(m_psg->readCount, reads);
        const QRect place(qRound(view.xOf(620.0)) - 1, 20, 3, 200);
        QVERIFY(countPixels(with, place, Theme::light().cursor) >= 200);
        QCOMPARE(countPixels(before, place, Theme::light().cursor), 0);
        view.setCursorTime(std::nullopt);
        QCOMPARE(view.grab().toImage(), before);
    }

    void neighboursOfTheScoredEpochAreGrey() {
        TraceView view;
        open(view);
        view.setSpan(570.0, 660.0);
        const QImage plain = pictureOf(view, kSize);
        view.setScoredEpoch(600.0, 630.0);
        const QImage framed = pictureOf(view, kSize);
        const QColor trace = Theme::light().trace(ChannelRole::Eeg);
        const auto area = [&](double from, double to) {
            return QRect(QPoint(qRound(view.xOf(from)), 10), QPoint(qRound(view.xOf(to)), 300));
        };
        QVERIFY(countPixels(plain, area(572, 598), trace) > 500);
        QCOMPARE(countPixels(framed, area(572, 598), trace), 0);
        QCOMPARE(countPixels(framed, area(602, 609), trace), countPixels(plain, area(602, 609), trace));
        QVERIFY(countPixels(framed, area(599.5, 600.5), Theme::light().frame) > 200);
    }

    void negativeUpTurnsTheTracesOver() {
        TraceView view;
        open(view);
        const QImage up = pictureOf(view, kSize);
        TraceSettings settings;
        settings.negativeUp = true;
        view.setSettings(settings);
        QVERIFY(pictureOf(view, kSize) != up);
        view.setSettings({});
        QCOMPARE(pictureOf(view, kSize), up);
    }

    void saysWhatToDoWithoutARecording() {
        TraceView view;
        view.setTheme(Theme::light());
        view.setMessage(QStringLiteral("Open a recording"));
        const QImage picture = pictureOf(view, kSize);
        QVERIFY(countPixels(picture, picture.rect(), Theme::light().mutedText, 40) > 50);
        QSignalSpy clicked(&view, &TraceView::clickedAt);
        QTest::mouseClick(canvasOf(view), Qt::LeftButton, {}, {400, 200});
        QCOMPARE(clicked.size(), 0);
    }

    void survivesOddSpansAndSizes() {
        TraceView view;
        open(view);
        view.setSpan(10.0, 10.0);
        view.setSpan(std::nan(""), 5.0);
        QCOMPARE(view.spanTo(), 630.0);
        view.setSpan(-1e12, 1e12);
        pictureOf(view, {300, 100});
        view.setSpan(1e9, 1e9 + 30.0);
        pictureOf(view, {60, 20});
        view.setSpan(600.0, 600.001);
        pictureOf(view, kSize);
        QVERIFY(view.minimumSizeHint().width() < 500);
    }

    void takesNoKeys() {
        struct Window : QWidget {
            int keys = 0;
            void keyPressEvent(QKeyEvent*) override { ++keys; }
        } window;
        auto* view = new TraceView(&window);
        view->resize(400, 200);
        window.show();
        QTest::mouseClick(canvasOf(*view), Qt::LeftButton, {}, {200, 100});
        QTest::keyClick(canvasOf(*view), Qt::Key_2);
        QTest::keyClick(view, Qt::Key_R);
        QCOMPARE(window.keys, 2);
    }

    void isNamedForScreenReaders() {
        TraceView view;
        open(view);
        QVERIFY(!view.accessibleName().isEmpty());
        QVERIFY(view.accessibleDescription().contains(QStringLiteral("C4-M1")));
    }

    void followsThePaletteUntilToldOtherwise() {
        TraceView view;
        view.setPalette(darkPalette());
        view.setSource(m_psg, everyChannel(*m_psg));
        const QImage picture = pictureOf(view, kSize);
        QVERIFY(countPixels(picture, picture.rect(), darkPalette().color(QPalette::Base), 3) > 50000);
        keepPicture(picture, QStringLiteral("trace_dark"));
    }

    void drawsTheGapsOfARealRecording() {
        SKIP_WITHOUT_SHARED_DATA();
        const auto folder = sharedData() / "ucddb" / "fragments";
        RecordingPtr night;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (!night && entry.path().extension() == ".edf")
                night = Recording::open(entry.path()).value();
        QVERIFY(night);
        QCOMPARE(night->info().variant, std::string("EDF+D"));
        // A gap in front of which and behind which a minute is recorded.
        const Gap* gap = nullptr;
        for (const Gap& candidate : night->gaps())
            if (!gap && candidate.endSeconds - candidate.beginSeconds >= 60.0 &&
                candidate.beginSeconds >= 60.0)
                gap = &candidate;
        QVERIFY(gap);
        TraceView view;
        view.setTheme(Theme::light());
        view.setSource(night, {suggestedDerivations(*night).front()});
        view.setSpan(gap->beginSeconds - 20.0, gap->beginSeconds + 20.0);
        const QImage picture = pictureOf(view, kSize);
        const QColor trace = Theme::light().trace(ChannelRole::Eeg);
        const auto pixels = [&](double from, double to) {
            return countPixels(
                picture,
                QRect(QPoint(qRound(view.xOf(from)), 4), QPoint(qRound(view.xOf(to)), kSize.height() - 40)),
                trace);
        };
        QVERIFY(pixels(gap->beginSeconds - 10.0, gap->beginSeconds - 0.5) > 200);
        QCOMPARE(pixels(gap->beginSeconds + 0.5, gap->beginSeconds + 19.5), 0);
        keepPicture(picture, QStringLiteral("trace_real_gap"));
    }

    void showsARealPolysomnogram() {
        SKIP_WITHOUT_SHARED_DATA();
        const auto recording = Recording::open(sharedData() / "dreams" / "excerpt3_full_psg.edf");
        QVERIFY(recording);
        TraceView view;
        view.setTheme(Theme::light());
        view.setSource(*recording, standardMontage(**recording));
        view.setSpan(300.0, 330.0);
        const QImage picture = pictureOf(view, {1100, 900});
        QVERIFY(countPixels(picture, picture.rect(), Theme::light().trace(ChannelRole::Eeg)) > 2000);
        QVERIFY(countPixels(picture, picture.rect(), Theme::light().trace(ChannelRole::Eog)) > 1000);
        keepPicture(picture, QStringLiteral("trace_real"));
    }
};

QTEST_MAIN(TraceViewTest)
#include "tst_trace_view.moc"
