#include "ui/settings/app_settings.h"
#include "ui/settings/settings_file.h"

#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hypnodesk;

class TestAppSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasSet();
    void replacesNonsenseByDefaults();
    void everyHandleIsInTheTable();
    void tellsOfChangesOnce();
    void aClinicsFileGoesOutAndComesIn();
    void whatAFileMayNotSayIsToldAndLeftOut();
    void otherFilesAreRefused();
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
    DisplaySettings display{ThemeChoice::Dark, FilterPreset::Notch60, 300.0, -3, 10.0, false, true, false};
    display.fontPercent = 150;
    display.stagePalette = StagePalette::Own;
    display.ownStageColours[4] = "#ff0000";
    AppSettings kept(std::make_unique<QSettings>(m_folder.filePath("s.ini"), QSettings::IniFormat));
    kept.setDisplay(display);
    AppSettings read(std::make_unique<QSettings>(m_folder.filePath("s.ini"), QSettings::IniFormat));
    QCOMPARE(read.display(), display);
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
    QCOMPARE(display.sensitivitySteps, 0);
    QVERIFY(!display.negativeUp);
    // Each is told of, with what would be allowed.
    const QStringList problems = settings().problems();
    QCOMPARE(problems.size(), 5);
    QVERIFY(problems.join(' ').contains("display/sensitivitySteps must be a whole number from -12 to 12"));
}

void TestAppSettings::everyHandleIsInTheTable() {
    const DisplaySettings defaults;
    QCOMPARE(AppSettings(std::make_unique<QSettings>(m_folder.filePath("empty.ini"), QSettings::IniFormat))
                 .display(),
             defaults);
    QSet<QString> names;
    for (const SettingSpec& spec : settingSpecs()) {
        QVERIFY2(!names.contains(spec.name), spec.name);
        names << spec.name;
        QVERIFY2(checkedSetting(spec, spec.fallback).value == spec.fallback, spec.name);
        QVERIFY2(spec.group == SettingGroup::Hidden || (*spec.title && *spec.help), spec.name);
    }
    for (const char* name :
         {setting::kMicrovoltsPerMillimetre.name, setting::kGuideLines.name, setting::kScorer.name,
          setting::kStudyFolder.name, setting::kAdvance.name, setting::kPageSeconds.name,
          setting::kFilter.name, setting::kSensitivitySteps.name, setting::kNegativeUp.name,
          setting::kTheme.name, setting::kFontPercent.name, setting::kStagePalette.name,
          setting::kKeyMap.name, setting::kOwnKeyMaps.name})
        QVERIFY2(names.contains(name), name);
    for (const Setting<QString>& colour : setting::kStageColours)
        QVERIFY2(names.contains(colour.name), colour.name);
}

void TestAppSettings::tellsOfChangesOnce() {
    AppSettings own(std::make_unique<QSettings>(m_folder.filePath("c.ini"), QSettings::IniFormat));
    QSignalSpy changed(&own, &AppSettings::changed);
    own.set(setting::kFontPercent, 120);
    own.set(setting::kFontPercent, 120);
    own.set(setting::kFontPercent, 5); // not allowed: not taken
    QCOMPARE(changed.count(), 1);
    QCOMPARE(own.get(setting::kFontPercent), 120);
    own.reset("display/fontPercent");
    QCOMPARE(changed.count(), 2);
    QCOMPARE(own.get(setting::kFontPercent), 100);
}

void TestAppSettings::aClinicsFileGoesOutAndComesIn() {
    AppSettings clinic(std::make_unique<QSettings>(m_folder.filePath("a.ini"), QSettings::IniFormat));
    clinic.set(setting::kTheme, ThemeChoice::HighContrast);
    clinic.set(setting::kPageSeconds, 0.0);
    clinic.set(setting::kScorer, QString("anna"));
    clinic.set(setting::kOwnKeyMaps, QString(R"({"Ours":{"base":"Wonambi","keys":{"Wake":"9 W"}}})"));
    clinic.set(setting::kReview, QString(R"({"limit":3,"order":1})"));
    clinic.setMontages(R"({"montages": []})");
    const QString path = m_folder.filePath("clinic.json");
    QVERIFY(exportSettings(clinic, path));

    AppSettings other(std::make_unique<QSettings>(m_folder.filePath("b.ini"), QSettings::IniFormat));
    other.set(setting::kScorer, QString("bert"));
    other.set(setting::kFontPercent, 150); // the clinic has the default
    const Result<SettingsFile> file = importSettings(path, other);
    QVERIFY(file);
    QVERIFY(file->problems.isEmpty());
    QCOMPARE(other.get(setting::kTheme), ThemeChoice::HighContrast);
    QCOMPARE(other.get(setting::kPageSeconds), 0.0);
    QCOMPARE(other.get(setting::kFontPercent), 100);
    QCOMPARE(other.get(setting::kScorer), QString("bert")); // a person's own
    QCOMPARE(other.get(setting::kOwnKeyMaps), clinic.get(setting::kOwnKeyMaps));
    QCOMPARE(other.get(setting::kReview), clinic.get(setting::kReview));
    QVERIFY(other.montages().contains("montages"));
}

void TestAppSettings::whatAFileMayNotSayIsToldAndLeftOut() {
    const Result<SettingsFile> file = readSettingsText(R"({"hypnodesk_settings": 1, "settings": {
        "display/theme": "pink", "display/fontPercent": 300, "display/negativeUp": "yes",
        "display/pageSeconds": 30, "scoring/advance": false, "future/thing": 1, "colours/rem": "red"}})");
    QVERIFY(file);
    QCOMPARE(file->values.size(), std::size_t(1));
    QCOMPARE(file->values[0].first, QString("scoring/advance"));
    QCOMPARE(file->problems.size(), 6);
    const QString all = file->problems.join('\n');
    QVERIFY(all.contains("future/thing is no setting of this version"));
    QVERIFY(all.contains("display/theme must be one of system, light, dark, contrast"));
    QVERIFY(all.contains("must be a whole number from 80 to 200"));
}

void TestAppSettings::otherFilesAreRefused() {
    const QByteArray good = R"({"hypnodesk_settings": 1, "settings": {"display/theme": "dark"}})";
    for (int length = 0; length < good.size(); ++length)
        QVERIFY2(!readSettingsText(good.left(length)), qPrintable(QString::number(length)));
    QCOMPARE(readSettingsText("[1, 2]").error().code, ErrorCode::FormatUnknown);
    QCOMPARE(readSettingsText(R"({"hypnodesk_settings": 2, "settings": {}})").error().code,
             ErrorCode::FormatUnsupported);
    AppSettings own = settings();
    QCOMPARE(importSettings("/nowhere/x.json", own).error().code, ErrorCode::FileMissing);
    QCOMPARE(exportSettings(own, "/nowhere/x.json").error().code, ErrorCode::FileUnwritable);
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
