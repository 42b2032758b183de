#include "core/recording/derivation.h"
#include "tests/support/shared_data.h"
#include "tests/ui/plot/plot_fixtures.h"
#include "ui/hypnogram/hypnogram_mapping.h"
#include "ui/hypnogram/night_panel.h"
#include "ui/plot/plot_canvas.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

constexpr QSize kSize{1000, 340};
const StartTime kStart{2026, 3, 14, 22, 53, 0.0};

PlotCanvas* canvasOf(NightPanel& panel) {
    for (QWidget* child : panel.findChildren<QWidget*>())
        if (auto* canvas = dynamic_cast<PlotCanvas*>(child))
            return canvas;
    return nullptr;
}

void turnWheel(NightPanel& panel, int x, int angle, Qt::KeyboardModifiers modifiers = {}) {
    const QPoint place(x, 100);
    QWheelEvent event(place, canvasOf(panel)->mapToGlobal(place), {}, {0, angle}, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvasOf(panel), &event);
}

/// Lowest row of the panel: the hypnogram's rectangle, in pixels of the panel.
QRect hypnogramArea(NightPanel& panel) {
    PlotCanvas* canvas = canvasOf(panel);
    return canvas->axisRect(2)->rect().translated(canvas->pos());
}

QRect densityArea(NightPanel& panel) {
    PlotCanvas* canvas = canvasOf(panel);
    return canvas->axisRect(1)->rect().translated(canvas->pos());
}

} // namespace

class NightPanelTest : public QObject {
    Q_OBJECT

    Hypnogram m_night = Hypnogram::fromLetters(nightLetters(), StageSource::Person);

    void open(NightPanel& panel) {
        panel.setTheme(Theme::light());
        panel.setNight(m_night.grid(), kStart);
        pictureOf(panel, kSize);
    }

private Q_SLOTS:
    void clicksAndDragsTellTheTime() {
        NightPanel panel;
        open(panel);
        PlotCanvas* canvas = canvasOf(panel);
        QSignalSpy clicked(&panel, &NightPanel::timeClicked);
        const auto at = [&](double seconds) { return QPoint(qRound(panel.xOf(seconds)), 150); };
        const double pixel =
            m_night.grid().endSeconds() / (panel.xOf(m_night.grid().endSeconds()) - panel.xOf(0.0));
        QTest::mousePress(canvas, Qt::LeftButton, {}, at(7200.0));
        QVERIFY(std::abs(clicked.takeFirst()[0].toDouble() - 7200.0) <= pixel);
        QTest::mouseMove(canvas, at(14400.0));
        QVERIFY(std::abs(clicked.takeFirst()[0].toDouble() - 14400.0) <= pixel);
        QTest::mouseMove(canvas, {kSize.width() + 500, 150});
        const double last = clicked.takeFirst()[0].toDouble();
        QCOMPARE(m_night.grid().epochAt(last), m_night.size() - 1); // limited to the night
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, at(14400.0));
        QTest::mouseMove(canvas, at(3600.0));
        QCOMPARE(clicked.size(), 0);
    }

    void everyRowHasTheSameTimeAxis() {
        NightPanel panel;
        open(panel);
        PlotCanvas* canvas = canvasOf(panel);
        for (int row = 0; row < 3; ++row) {
            QCOMPARE(canvas->axisRect(row)->left(), canvas->axisRect(0)->left());
            QCOMPARE(canvas->axisRect(row)->width(), canvas->axisRect(0)->width());
        }
        QVERIFY(std::abs(panel.timeAt(panel.xOf(12345.0)) - 12345.0) < 1e-6);
    }

    void unscoredIsAGapAndNotWake() {
        NightPanel panel;
        open(panel);
        const QImage nothing = pictureOf(panel, kSize);
        const QRect lanes = hypnogramArea(panel);
        for (const Stage stage : kStageClasses)
            QCOMPARE(countPixels(nothing, lanes, Theme::light().stage(stage), 8), 0);
        panel.setHypnogram(Hypnogram(m_night.grid()));
        QCOMPARE(panel.grab().toImage(), nothing);
        panel.setHypnogram(m_night);
        const QImage scored = panel.grab().toImage();
        for (const Stage stage : kStageClasses)
            QVERIFY(countPixels(scored, lanes, Theme::light().stage(stage), 8) > 20);
        keepPicture(scored, QStringLiteral("night_scored"));
    }

    void proposalsLookHollowUntilAccepted() {
        NightPanel panel;
        open(panel);
        const QColor colour = Theme::light().stage(Stage::N3);
        const auto inkOf = [&](StageSource source) {
            panel.setHypnogram(Hypnogram::fromLetters(std::string(960, '3'), source));
            return countPixels(panel.grab().toImage(), hypnogramArea(panel), colour, 8);
        };
        const int proposed = inkOf(StageSource::Network), accepted = inkOf(StageSource::Accepted);
        QVERIFY(proposed > 0);
        QVERIFY(accepted > 2 * proposed);
        QCOMPARE(inkOf(StageSource::Person), accepted);
    }

    void remIsTheThickBar() {
        NightPanel panel;
        open(panel);
        const auto inkOf = [&](char letter, Stage stage) {
            panel.setHypnogram(Hypnogram::fromLetters(std::string(960, letter)));
            return countPixels(panel.grab().toImage(), hypnogramArea(panel), Theme::light().stage(stage), 8);
        };
        QVERIFY(inkOf('R', Stage::Rem) > 1.3 * inkOf('2', Stage::N2));
    }

    void aChangedStagePaintsOnlyItsRow() {
        NightPanel panel;
        open(panel);
        panel.setHypnogram(m_night);
        pictureOf(panel, kSize);
        int replots = 0;
        connect(canvasOf(panel), &QCustomPlot::afterReplot, &panel, [&] { ++replots; });
        Hypnogram edited = m_night;
        edited.set(500, {Stage::Wake, StageSource::Person});
        const QImage before = panel.grab().toImage();
        panel.setHypnogram(edited);
        QCoreApplication::processEvents();
        QCOMPARE(replots, 0);
        QVERIFY(panel.grab().toImage() != before);
    }

    void probabilitiesFillTheDensity() {
        NightPanel panel;
        open(panel);
        panel.setDensityMessage(QStringLiteral("Not scored yet"));
        const QImage message = pictureOf(panel, kSize);
        QVERIFY(countPixels(message, densityArea(panel), Theme::light().mutedText, 40) > 20);
        NightProbabilities night = probabilitiesOf(m_night);
        for (std::size_t i = 480; i < night.epochs.size(); ++i)
            night.epochs[i] = {}; // the second half is still to come
        panel.setProbabilities(night);
        const QImage half = pictureOf(panel, kSize);
        const QRect area = densityArea(panel);
        const QRect left(area.left(), area.top(), area.width() / 2 - 2, area.height());
        const QRect right = left.translated(area.width() / 2 + 4, 0);
        QVERIFY(countPixels(half, left, Theme::light().stage(Stage::N2), 8) > 1000);
        QCOMPARE(countPixels(half, right, Theme::light().stage(Stage::N2), 8), 0);
        panel.setProbabilities(std::nullopt);
        QCOMPARE(pictureOf(panel, kSize), message);
    }

    void marksTheEpochInViewThroughAllRows() {
        NightPanel panel;
        open(panel);
        panel.setCurrentSpan(7200.0, 7230.0);
        const QImage picture = panel.grab().toImage();
        PlotCanvas* canvas = canvasOf(panel);
        for (int row = 0; row < 3; ++row) {
            const QRect area = canvas->axisRect(row)->rect().translated(canvas->pos());
            const QRect place(qRound(panel.xOf(7215.0)) - 3, area.top(), 7, area.height());
            QVERIFY(countPixels(picture, place, Theme::light().frame) >= area.height());
        }
    }

    void describesAnEpoch() {
        NightPanel panel;
        open(panel);
        Hypnogram hypnogram = m_night;
        hypnogram.set(0, {Stage::Rem, StageSource::Network});
        hypnogram.set(1, {});
        panel.setHypnogram(hypnogram);
        QVERIFY2(panel.describe(0.0).contains(QStringLiteral("epoch 1 of 960")),
                 qPrintable(panel.describe(0.0)));
        QVERIFY(panel.describe(0.0).startsWith(QStringLiteral("22:53:00")));
        QVERIFY(panel.describe(0.0).contains(QStringLiteral("REM (proposed)")));
        QVERIFY(panel.describe(30.0).contains(QStringLiteral("not scored")));
        QVERIFY(!panel.describe(0.0).contains(QStringLiteral("confidence")));
        NightProbabilities night = probabilitiesOf(m_night);
        night.epochs[0].joint = {0.05f, 0.05f, 0.0f, 0.0f, 0.9f};
        panel.setProbabilities(night);
        QVERIFY(panel.describe(0.0).contains(QStringLiteral("W 5  N1 5  N2 0  N3 0  R 90 %")));
        QVERIFY(panel.describe(0.0).contains(QStringLiteral("confidence 75 %"))); // 1 - 0.3944 / ln 5
        QVERIFY(panel.describe(-1.0).isEmpty());
        QVERIFY(panel.describe(1e9).isEmpty());
        QVERIFY(panel.describe(std::nan("")).isEmpty());
    }

    void theLineFollowsMouseAndEpoch() {
        NightPanel panel;
        open(panel);
        panel.setHypnogram(m_night);
        QSignalSpy hovered(&panel, &NightPanel::hovered);
        auto* line = panel.findChild<QLabel*>();
        panel.setCurrentSpan(300.0, 330.0);
        QVERIFY(line->text().contains(QStringLiteral("epoch 11 of")));
        QTest::mouseMove(canvasOf(panel), {qRound(panel.xOf(615.0)), 100});
        QVERIFY(std::abs(hovered.last()[0].value<std::optional<double>>().value() - 615.0) < 40.0);
        QVERIFY(!line->text().contains(QStringLiteral("epoch 11 of")));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(canvasOf(panel), &leave);
        QVERIFY(line->text().contains(QStringLiteral("epoch 11 of")));
        QVERIFY(!hovered.last()[0].value<std::optional<double>>());
    }

    void wheelZoomsAroundTheMouseAndDoubleClickResets() {
        NightPanel panel;
        open(panel);
        const double whole = m_night.grid().endSeconds();
        const int x = qRound(panel.xOf(20000.0));
        for (int i = 0; i < 5; ++i)
            turnWheel(panel, x, 120);
        QVERIFY(panel.visibleTo() - panel.visibleFrom() < 0.4 * whole);
        QVERIFY(std::abs(panel.timeAt(x) - 20000.0) < 60.0);
        const double from = panel.visibleFrom();
        turnWheel(panel, x, -120, Qt::ShiftModifier);
        QVERIFY(panel.visibleFrom() > from);
        for (int i = 0; i < 100; ++i)
            turnWheel(panel, x, 120);
        QCOMPARE(panel.visibleTo() - panel.visibleFrom(), 300.0);
        QTest::mouseDClick(canvasOf(panel), Qt::LeftButton, {}, {x, 100});
        QCOMPARE(panel.visibleFrom(), 0.0);
        QCOMPARE(panel.visibleTo(), whole);
        turnWheel(panel, x, -120);
        QCOMPARE(panel.visibleTo() - panel.visibleFrom(), whole); // not beyond the night
    }

    void followsTheEpochInViewWhenZoomedIn() {
        NightPanel panel;
        open(panel);
        for (int i = 0; i < 12; ++i)
            turnWheel(panel, qRound(panel.xOf(600.0)), 120);
        QVERIFY(panel.visibleTo() < 20000.0);
        panel.setCurrentSpan(20000.0, 20030.0);
        QVERIFY(panel.visibleFrom() <= 20000.0 && panel.visibleTo() >= 20030.0);
    }

    void aNewNightForgetsTheOldOne() {
        NightPanel panel;
        open(panel);
        const QImage fresh = pictureOf(panel, kSize);
        panel.setSpectrogram(spectrogramOf(m_night));
        panel.setProbabilities(probabilitiesOf(m_night));
        panel.setHypnogram(m_night);
        panel.setReviewMarks({3, 4, 5, 100});
        panel.setCurrentSpan(300, 330);
        panel.setCursorTime(1000.0);
        QVERIFY(pictureOf(panel, kSize) != fresh);
        panel.setNight(m_night.grid(), kStart);
        QCOMPARE(pictureOf(panel, kSize), fresh);
    }

    void survivesOddInput() {
        NightPanel panel;
        panel.setHypnogram(m_night); // before any night
        pictureOf(panel, kSize);
        panel.setNight(EpochGrid{0.0, 30.0, 1}, kStart);
        panel.setHypnogram(Hypnogram::fromLetters("2222")); // longer than the night
        panel.setReviewMarks({-5, 1000000});
        panel.setProbabilities(NightProbabilities{});
        panel.setCurrentSpan(-100.0, 1e9);
        pictureOf(panel, {80, 30});
        turnWheel(panel, 40, 120);
        panel.setNight({}, {});
        panel.setMessage(QStringLiteral("No night"));
        QSignalSpy clicked(&panel, &NightPanel::timeClicked);
        pictureOf(panel, kSize);
        QTest::mouseClick(canvasOf(panel), Qt::LeftButton, {}, {300, 100});
        QCOMPARE(clicked.size(), 0);
        QVERIFY(!panel.accessibleName().isEmpty());
    }

    void showsARealNight() {
        SKIP_WITHOUT_SHARED_DATA();
        const auto recording = Recording::open(sharedData() / "ucddb" / "ucddb022_C3A2_night.edf");
        QVERIFY(recording);
        const std::vector<Derivation> derivations = suggestedDerivations(**recording);
        QVERIFY(!derivations.empty());
        const Derivation& derivation = derivations.front();
        std::vector<float> samples(static_cast<std::size_t>(sampleCount(**recording, derivation)));
        readDerivation(**recording, derivation, 0, samples);
        auto spectrogram = dsp::multitaperSpectrogram(samples, rateHz(**recording, derivation));
        QVERIFY(spectrogram);
        for (const bool dark : {false, true}) {
            NightPanel panel;
            panel.setTheme(dark ? Theme::darkTheme() : Theme::light());
            panel.setNight((*recording)->epochs(), (*recording)->info().start);
            panel.setSpectrogram(std::make_shared<const dsp::Spectrogram>(*spectrogram));
            const QImage picture = pictureOf(panel, kSize);
            keepPicture(picture, dark ? QStringLiteral("night_real_dark") : QStringLiteral("night_real"));
            // Zero-filled hours are left out of the colours: all of viridis is in use.
            const ColourMap& map = ColourMap::viridis();
            for (const float part : {0.2f, 0.5f, 0.9f})
                QVERIFY(countPixels(picture, picture.rect(), QColor(map.at(part)), 12) > 100);
        }
    }
};

QTEST_MAIN(NightPanelTest)
#include "tst_night_panel.moc"
