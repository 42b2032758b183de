#include "tests/support/shared_data.h"
#include "tests/ui/plot/plot_fixtures.h"
#include "tests/ui/support/desk.h"
#include "ui/main/night_page.h"
#include "ui/main/night_pictures.h"
#include "ui/main/panel_desk.h"
#include "ui/main/spectrogram_commands.h"
#include "ui/spectrogram/spectrogram_menu.h"
#include "ui/spectrogram/spectrogram_view.h"
#include "ui/spectrogram/spectrum_panel.h"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

SpectrogramMenu& menuOf(Desk& desk) {
    return desk.window->findChild<SpectrogramCommands*>()->menu();
}

QToolButton* buttonOf(Desk& desk) {
    return desk.window->findChild<QToolButton*>(QStringLiteral("spectrogramOptions"));
}

QAction* choice(Desk& desk, const QString& text) {
    for (QMenu* menu : menuOf(desk).menu()->findChildren<QMenu*>())
        for (QAction* action : menu->actions())
            if (action->text() == text)
                return action;
    return nullptr;
}

} // namespace

/// The spectrogram's options and the spectrum of the epoch, in the real window.
class SpectrogramWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyShowsWhatTheNetworkSees() {
        Desk desk;
        desk.open();
        desk.document().setCurrentEpoch(10);
        QTRY_VERIFY(desk.window->isSettled());
        auto& view = desk.window->nightPage().spectrogram();
        const double middle = view.spanFrom() + 10.0;
        QVERIFY(buttonOf(desk)->text().startsWith(QStringLiteral("Multitaper")));
        const QString before = view.describe(middle, 2.1);
        QVERIFY(!before.isEmpty());
        desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(desk.window->isSettled());
        QVERIFY(buttonOf(desk)->text().startsWith(QStringLiteral("As the network sees it")));
        QVERIFY(desk.window->action(ActionId::NetworkView)->isChecked());
        QVERIFY(!view.describe(middle, 2.1).isEmpty());
        QVERIFY(view.describe(middle, 2.1) != before);
        // Nothing lies between two epochs.
        const double border = desk.document().grid().onsetSeconds(11);
        QVERIFY(view.describe(border, 2.1).isEmpty());
        keepPicture(desk.window->grab().toImage(), QStringLiteral("window_network_view"));
        // The next page is there at once: the night was computed.
        desk.press(Qt::Key_Right);
        QVERIFY(!view.describe(view.spanFrom() + 10.0, 2.1).isEmpty());
        desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(desk.window->isSettled());
        QVERIFY(buttonOf(desk)->text().startsWith(QStringLiteral("Multitaper")));
    }

    void anotherChannelIsSeenAnew() {
        Desk desk;
        desk.open();
        desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(desk.window->isSettled());
        auto& view = desk.window->nightPage().spectrogram();
        const QString before = view.describe(12.0, 2.1);
        QVERIFY(!before.isEmpty());
        desk.document().setDerivation(desk.document().scoringChoices().at(1));
        QTRY_VERIFY(desk.window->isSettled());
        QVERIFY(!view.describe(12.0, 2.1).isEmpty());
        QVERIFY(view.describe(12.0, 2.1) != before);
    }

    void optionsAreRememberedAndReached() {
        Desk desk;
        desk.open();
        desk.press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(menuOf(desk).menu()->isVisible());
        QTest::keyClick(menuOf(desk).menu(), Qt::Key_Escape);
        QTRY_VERIFY(!menuOf(desk).menu()->isVisible());
        QVERIFY(choice(desk, QStringLiteral("0-20 Hz")));
        choice(desk, QStringLiteral("0-20 Hz"))->trigger();
        choice(desk, QStringLiteral("greys"))->trigger();
        desk.press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(buttonOf(desk)->text().contains(QStringLiteral("0-20 Hz")));
        const SpectrogramLook look = menuOf(desk).look();
        QCOMPARE(look.highestHz, 20.0);
        QCOMPARE(look.colours, SpectrogramColours::Grey);
        QVERIFY(!look.bandGuides);
        desk.reopen();
        QCOMPARE(menuOf(desk).look(), look);
        QVERIFY(choice(desk, QStringLiteral("0-20 Hz"))->isChecked());
        QVERIFY(!desk.window->action(ActionId::BandGuides)->isChecked());
        QVERIFY(!buttonOf(desk)->accessibleName().isEmpty());
    }

    void aFixedRangeIsAskedFor() {
        Desk desk;
        desk.open();
        choice(desk, QStringLiteral("fixed range..."))->trigger();
        auto* low = desk.window->findChild<QDoubleSpinBox*>(QStringLiteral("low"));
        auto* high = desk.window->findChild<QDoubleSpinBox*>(QStringLiteral("high"));
        QVERIFY(low && high);
        high->setValue(12.0);
        low->setValue(70.0); // never above the other end
        QCOMPARE(menuOf(desk).look().scale, DecibelScale::Fixed);
        QCOMPARE(menuOf(desk).look().fixed, (DecibelRange{11.0, 12.0}));
    }

    void halfTheSamplingRateIsShown() {
        Desk desk;
        writeSmallNight(desk.recordingPath, kDeskEpochs, 50.0);
        desk.open();
        choice(desk, QStringLiteral("up to half the sampling rate"))->trigger();
        QTRY_VERIFY(desk.window->isSettled());
        auto& view = desk.window->nightPage().spectrogram();
        QVERIFY(!view.describe(12.0, 24.5).isEmpty());
        QVERIFY(view.describe(12.0, 26.0).isEmpty());
        // Also where a page is longer than the ones made of the night's picture.
        desk.window->display().setPageSeconds(0.0);
        QTRY_VERIFY(desk.window->isSettled());
        QVERIFY(!view.describe(900.0, 24.5).isEmpty());
    }

    void theNightReachesAsFar() {
        Desk desk;
        writeSmallNight(desk.recordingPath, kDeskEpochs, 50.0);
        desk.open();
        SpectrogramPtr night;
        double seconds = -1.0;
        int made = 0;
        connect(desk.window->findChild<NightPictures*>(), &NightPictures::nightReady, this,
                [&](const SpectrogramPtr& spectrogram, double start) {
                    night = spectrogram;
                    seconds = start;
                    ++made;
                });
        // A part of what is there: nothing is computed again.
        choice(desk, QStringLiteral("0-20 Hz"))->trigger();
        QTRY_VERIFY(desk.window->isSettled());
        QCOMPARE(made, 0);
        choice(desk, QStringLiteral("up to half the sampling rate"))->trigger();
        QTRY_VERIFY(desk.window->isSettled());
        QCOMPARE(made, 0); // 25 Hz were there already
        QVERIFY(!night);
        QVERIFY(seconds < 0.0);
    }

    void aWiderNightIsComputedOnce() {
        Desk desk;
        std::filesystem::remove(desk.recordingPath);
        EdfFileSpec spec;
        spec.start = {2026, 3, 14, 22, 8, 0.0};
        spec.signals = {{"EEG C4-M1", "uV", 1000.0}};
        std::vector<float> samples(static_cast<std::size_t>(4 * kEpochSeconds * 1000.0));
        for (std::size_t i = 0; i < samples.size(); ++i) // 45 Hz
            samples[i] = static_cast<float>(40.0 * std::sin(6.2831853 * 0.045 * static_cast<double>(i)));
        QVERIFY(writeEdf(desk.recordingPath, spec, std::vector<std::vector<float>>{samples}));
        desk.open();
        SpectrogramPtr night;
        int made = 0;
        connect(desk.window->findChild<NightPictures*>(), &NightPictures::nightReady, this,
                [&](const SpectrogramPtr& spectrogram, double) {
                    night = spectrogram;
                    ++made;
                });
        choice(desk, QStringLiteral("0-50 Hz"))->trigger();
        QTRY_VERIFY(desk.window->isSettled());
        QCOMPARE(made, 1);
        QVERIFY(night && night->firstBinHz + night->bins * night->binWidthHz >= 50.0);
        const auto loudest = [&night] {
            int found = 0;
            for (int bin = 0; bin < night->bins; ++bin)
                if (night->at(3, bin) > night->at(3, found))
                    found = bin;
            return night->firstBinHz + found * night->binWidthHz;
        };
        QVERIFY2(std::abs(loudest() - 45.0) < 1.0, qPrintable(QString::number(loudest())));
        choice(desk, QStringLiteral("up to half the sampling rate"))->trigger();
        QTRY_VERIFY(desk.window->isSettled());
        QCOMPARE(made, 2);
        QVERIFY(night->firstBinHz + night->bins * night->binWidthHz >= 495.0);
        QVERIFY2(night->bins <= 512,
                 qPrintable(QString::number(night->bins))); // memory does not grow with it
        QVERIFY2(std::abs(loudest() - 45.0) < 2.0, qPrintable(QString::number(loudest())));
        choice(desk, QStringLiteral("0-35 Hz"))->trigger();
        QTRY_VERIFY(desk.window->isSettled());
        QCOMPARE(made, 2);
    }

    void theSpectrumFollowsTheEpoch() {
        Desk desk;
        desk.open();
        auto* panel = desk.window->findChild<SpectrumPanel*>();
        QVERIFY(panel && !panel->isVisible());
        desk.press(Qt::Key_9, Qt::AltModifier);
        QTRY_VERIFY(panel->isVisible() && panel->spectrum());
        // A sine of 2 Hz.
        QVERIFY(panel->spectrum()->share[0] > 0.9);
        QVERIFY(panel->findChild<QLabel*>(QStringLiteral("shares"))->text().contains(QStringLiteral("δ")));
        const auto captions = [&] { return panel->findChildren<QLabel*>().first()->text(); };
        QVERIFY2(captions().startsWith(QStringLiteral("Epoch 1 ")), qPrintable(captions()));
        desk.press(Qt::Key_Right);
        QTRY_VERIFY(captions().startsWith(QStringLiteral("Epoch 2 ")));
        keepPicture(desk.window->grab().toImage(), QStringLiteral("window_spectrum"));
        desk.press(Qt::Key_9, Qt::AltModifier);
        QTRY_VERIFY(!panel->isVisible());
    }

    void showsARealNight() {
        SKIP_WITHOUT_SHARED_DATA();
        Desk desk;
        const auto link = toPath(desk.folder->filePath("real.edf"));
        std::filesystem::create_symlink(sharedData() / "ucddb" / "ucddb022_C3A2_night.edf", link);
        desk.window->resize(1280, 800);
        desk.openFile(link);
        desk.document().setCurrentEpoch(480);
        desk.press(Qt::Key_9, Qt::AltModifier);
        auto& view = desk.window->nightPage().spectrogram();
        for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
            const QString name =
                theme == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light");
            desk.window->display().setTheme(theme);
            for (const SpectrogramSource source : kSpectrogramSources) {
                SpectrogramLook look;
                look.source = source;
                look.highestHz = source == SpectrogramSource::Network ? 50.0 : 35.0;
                menuOf(desk).setLook(look);
                QTRY_VERIFY_WITH_TIMEOUT(desk.window->isSettled(), 20000);
                QVERIFY(!view.describe(view.spanFrom() + 12.0, 10.0).isEmpty());
                QCoreApplication::processEvents();
                keepPicture(desk.window->grab().toImage(),
                            QStringLiteral("real_%1_%2").arg(name).arg(static_cast<int>(source)));
            }
        }
        auto* panel = desk.window->findChild<SpectrumPanel*>();
        QTRY_VERIFY(panel->spectrum());
        QVERIFY(panel->spectrum()->share[0] > 0.2); // asleep: much of it is slow
    }
};

QTEST_MAIN(SpectrogramWindowTest)
#include "tst_spectrogram_window.moc"
