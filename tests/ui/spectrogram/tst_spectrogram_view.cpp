#include "core/recording/derivation.h"
#include "tests/support/shared_data.h"
#include "tests/ui/plot/plot_fixtures.h"
#include "ui/spectrogram/spectrogram_view.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

constexpr QSize kSize{600, 320};
const StartTime kStart{2026, 3, 14, 22, 53, 0.0};

QWidget* canvasOf(QWidget& view) {
    return view.findChild<QWidget*>();
}

/// Ten minutes of wake: an alpha band at 10 Hz.
SpectrogramPtr wake() {
    return spectrogramOf(Hypnogram::fromLetters("WWWWWWWWWWWWWWWWWWWW"));
}

} // namespace

class SpectrogramViewTest : public QObject {
    Q_OBJECT

    static void open(SpectrogramView& view) {
        view.setTheme(Theme::light());
        view.setStartTime(kStart);
        view.setSpectrogram(wake(), 0.0);
        view.setSpan(120.0, 150.0);
        pictureOf(view, kSize);
    }

private Q_SLOTS:
    void showsPowerAtItsFrequency() {
        SpectrogramView view;
        open(view);
        const QImage picture = pictureOf(view, kSize);
        const QWidget* canvas = canvasOf(view);
        // Rows of the axis: 0 Hz at the bottom. Alpha at 10 Hz is brighter than sigma above and theta below.
        const double bottom = kSize.height() - canvas->fontMetrics().height() * 1.6;
        const auto brightness = [&](double hertz) {
            const int y = qRound(bottom - hertz / 35.0 * (bottom - 4.0));
            double sum = 0.0;
            for (int x = 100; x < 500; x += 4)
                sum += picture.pixelColor(x, y).green();
            return sum / 100.0;
        };
        QVERIFY(brightness(10.0) > brightness(14.5) + 15.0);
        QVERIFY(brightness(10.0) > brightness(6.5) + 5.0);
        keepPicture(picture, QStringLiteral("spectrogram"));
    }

    void describesAPlace() {
        SpectrogramView view;
        open(view);
        const QString text = view.describe(125.0, 10.2);
        QVERIFY2(text.startsWith(QStringLiteral("22:55:05")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("10.2 Hz")) && text.contains(QStringLiteral("dB")));
        QVERIFY(view.describe(-5.0, 10.0).isEmpty());
        QVERIFY(view.describe(125.0, 40.0).isEmpty());
    }

    void clicksAndHoversTellTheTime() {
        SpectrogramView view;
        open(view);
        QSignalSpy clicked(&view, &SpectrogramView::clickedAt), moved(&view, &SpectrogramView::cursorMoved);
        const QPoint place{qRound(view.xOf(140.0)), 100};
        QTest::mouseClick(canvasOf(view), Qt::LeftButton, {}, place);
        QVERIFY(std::abs(clicked.at(0)[0].toDouble() - 140.0) < 0.1);
        QTest::mouseMove(canvasOf(view), place + QPoint(1, 1));
        QVERIFY(std::abs(moved.last()[0].value<std::optional<double>>().value() - 140.0) < 0.2);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(canvasOf(view), &leave);
        QVERIFY(!moved.last()[0].value<std::optional<double>>());
    }

    void wheelAsksForPagesAndZoom() {
        SpectrogramView view;
        open(view);
        QSignalSpy paged(&view, &SpectrogramView::pageRequested),
            zoomed(&view, &SpectrogramView::zoomRequested);
        const QPoint place{300, 100};
        for (const Qt::KeyboardModifiers modifiers : {Qt::NoModifier, Qt::ControlModifier}) {
            QWheelEvent event(place, canvasOf(view)->mapToGlobal(place), {}, {0, -120}, Qt::NoButton,
                              modifiers, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(canvasOf(view), &event);
        }
        QCOMPARE(paged.size(), 1);
        QCOMPARE(paged[0][0].toInt(), 1);
        QCOMPARE(zoomed.size(), 1);
        QVERIFY(zoomed[0][0].toDouble() > 1.0);
    }

    void sharesItsCursor() {
        SpectrogramView view;
        open(view);
        view.setCursorTime(130.0);
        const QImage picture = view.grab().toImage();
        const QRect place(qRound(view.xOf(130.0)) - 1, 40, 3, 150);
        QVERIFY(countPixels(picture, place, Theme::light().cursor) >= 150);
    }

    void saysWhatItIsDoing() {
        SpectrogramView view;
        view.setTheme(Theme::light());
        view.setMessage(QStringLiteral("No channel chosen"));
        const QImage empty = pictureOf(view, kSize);
        view.setBusy(true);
        const QImage busy = pictureOf(view, kSize);
        QVERIFY(busy != empty);
        view.setSpectrogram(wake(), 0.0);
        const QImage both = pictureOf(view, kSize);
        view.setBusy(false);
        QVERIFY(pictureOf(view, kSize) != both); // the badge is gone, the picture stayed
        view.setSpectrogram(nullptr, 0.0);
        QCOMPARE(pictureOf(view, kSize), empty);
    }

    void keepsToAFixedRange() {
        SpectrogramView view;
        open(view);
        const QImage automatic = pictureOf(view, kSize);
        view.setDecibelRange(DecibelRange{-200.0, 200.0});
        QVERIFY(pictureOf(view, kSize) != automatic);
        view.setDecibelRange(std::nullopt);
        QCOMPARE(pictureOf(view, kSize), automatic);
    }

    void linesUpWithViewsAboveAndBelow() {
        SpectrogramView view;
        open(view);
        view.setGutterWidth(123);
        pictureOf(view, kSize);
        QCOMPARE(view.gutterWidth(), 123);
        QCOMPARE(qRound(view.xOf(120.0)), 123);
    }

    void survivesOddSizesAndSpans() {
        SpectrogramView view;
        open(view);
        pictureOf(view, {30, 10});
        view.setSpan(-1e12, 1e12);
        pictureOf(view, kSize);
        view.setSpan(1e9, 1e9 + 1.0);
        pictureOf(view, kSize);
        view.setSpectrogram(std::make_shared<dsp::Spectrogram>(), 0.0);
        pictureOf(view, kSize);
        QVERIFY(!view.accessibleName().isEmpty());
    }

    void showsARealNight() {
        SKIP_WITHOUT_SHARED_DATA();
        const auto recording = Recording::open(sharedData() / "ucddb" / "ucddb022_C3A2_night.edf");
        QVERIFY(recording);
        const std::vector<Derivation> derivations = suggestedDerivations(**recording);
        QVERIFY(!derivations.empty());
        std::vector<float> samples(static_cast<std::size_t>(50.0 * rateHz(**recording, derivations[0])));
        readDerivation(**recording, derivations[0],
                       static_cast<std::int64_t>(14390.0 * rateHz(**recording, derivations[0])), samples);
        auto spectrogram =
            dsp::multitaperSpectrogram(samples, rateHz(**recording, derivations[0]),
                                       {.windowSeconds = 2.0, .stepSeconds = 0.25, .timeHalfBandwidth = 2.0});
        QVERIFY(spectrogram);
        SpectrogramView view;
        view.setTheme(Theme::darkTheme());
        view.setSpectrogram(std::make_shared<dsp::Spectrogram>(std::move(*spectrogram)), 14390.0);
        view.setSpan(14400.0, 14430.0);
        const QImage picture = pictureOf(view, kSize);
        QVERIFY(!view.describe(14415.0, 13.0).isEmpty());
        keepPicture(picture, QStringLiteral("spectrogram_real"));
    }
};

QTEST_MAIN(SpectrogramViewTest)
#include "tst_spectrogram_view.moc"
