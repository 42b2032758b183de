#include "ui/settings/app_settings.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hypnodesk;

class TestAppSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasSet();
    void replacesNonsenseByDefaults();
    void recentFilesAreTenAndUnique();
    void filtersAndScaleReachTheTraces();
    void pageLengthsEndAtTheirEnds();

private:
    AppSettings settings() {
        return AppSettings(std::make_unique<QSettings>(m_folder.filePath("s.ini"), QSettings::IniFormat));
    }
    QTemporaryDir m_folder;
};

void TestAppSettings::keepsWhatWasSet() {
    const DisplaySettings display{ThemeChoice::Dark, FilterPreset::Notch60, 300.0, -3, true, false};
    settings().setDisplay(display);
    QCOMPARE(settings().display(), display);
}

void TestAppSettings::replacesNonsenseByDefaults() {
    QSettings store(m_folder.filePath("s.ini"), QSettings::IniFormat);
    store.setValue("display/theme", 7);
    store.setValue("display/filter", "none");
    store.setValue("display/pageSeconds", 1e9);
    store.setValue("display/sensitivitySteps", 5000);
    store.setValue("display/negativeUp", "perhaps");
    store.sync();
    const DisplaySettings display = settings().display();
    QCOMPARE(display.theme, ThemeChoice::System);
    QCOMPARE(display.filter, FilterPreset::Standard);
    QCOMPARE(display.pageSeconds, 30.0);
    QCOMPARE(display.sensitivitySteps, kMaximumSensitivitySteps);
}

void TestAppSettings::recentFilesAreTenAndUnique() {
    AppSettings own = settings();
    for (int i = 0; i < 14; ++i)
        own.addRecentFile(QString("/night%1.edf").arg(i));
    own.addRecentFile("/night9.edf");
    QCOMPARE(own.recentFiles().size(), 10);
    QCOMPARE(own.recentFiles().front(), QString("/night9.edf"));
    QCOMPARE(own.recentFiles().count("/night9.edf"), 1);
    own.forgetRecentFile("/night9.edf");
    QCOMPARE(own.recentFiles().front(), QString("/night13.edf"));
}

void TestAppSettings::filtersAndScaleReachTheTraces() {
    DisplaySettings display;
    const TraceSettings standard = traceSettings(display);
    display.filter = FilterPreset::Notch50;
    QCOMPARE(traceSettings(display)[ChannelRole::Eeg].filter.notchHz, std::optional(50.0));
    QCOMPARE(traceSettings(display)[ChannelRole::Eeg].filter.lowpassHz, std::optional(35.0));
    display.filter = FilterPreset::Off;
    QVERIFY(traceSettings(display)[ChannelRole::Emg].filter.isOff());
    display.sensitivitySteps = 2; // two steps are a factor of 2
    QCOMPARE(traceSettings(display)[ChannelRole::Eeg].microvoltsPerRow,
             standard[ChannelRole::Eeg].microvoltsPerRow / 2.0);
}

void TestAppSettings::pageLengthsEndAtTheirEnds() {
    QCOMPARE(neighbouringPageLength(30.0, 1), 60.0);
    QCOMPARE(neighbouringPageLength(5.0, -1), 5.0);
    QCOMPARE(neighbouringPageLength(600.0, 1), 0.0); // the whole night
    QCOMPARE(neighbouringPageLength(0.0, 1), 0.0);
    QCOMPARE(neighbouringPageLength(0.0, -1), 600.0);
    QCOMPARE(neighbouringPageLength(17.0, 0), 30.0);
}

QTEST_APPLESS_MAIN(TestAppSettings)
#include "tst_app_settings.moc"
