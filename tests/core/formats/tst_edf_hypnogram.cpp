#include "core/edf/conformance.h"
#include "core/edf/edf_writer.h"
#include "core/formats/export_fit.h"
#include "core/recording/recording.h"
#include "tests/core/formats/format_test.h"
#include "tests/support/shared_data.h"

#include <algorithm>

using namespace hypnodesk;

namespace {

Result<ImportedHypnogram> readBack(const Folder& folder, const std::vector<Annotation>& annotations,
                                   const ReadOptions& options = {}) {
    const Result<void> written = writeEdfAnnotations(folder / "hypnogram.edf", {}, annotations);
    if (!written)
        return tl::make_unexpected(written.error());
    return readHypnogram(folder / "hypnogram.edf", options);
}

} // namespace

class tst_edf_hypnogram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stagesOfRechtschaffenAndKales();
    void otherAnnotationsAreNoStages();
    void bareWordsCountWhereNothingSaysSleepStage();
    void filesWithoutStagesAreRefused();
    void oneAnnotationPerEpoch();
    void edflibOpensIt();
    void artefactsAndLightsSurvive();
    void eventsGoAlongAndAreNoStages();
    void sleepEdfIsReadWhole();
};

void tst_edf_hypnogram::stagesOfRechtschaffenAndKales() {
    const auto read = readBack(Folder(), {{0, 60, "Sleep stage W"},
                                          {60, 30, "Sleep stage 1"},
                                          {90, 60, "sleep stage 2"},
                                          {150, 30, "Sleep stage 3"},
                                          {180, 60, "SLEEP STAGE 4"},
                                          {240, 30, "Movement time"},
                                          {270, 30, "Sleep stage R"},
                                          {300, 30, "Sleep stage ?"},
                                          {330, 30, "Sleep stage 9"}});
    VERIFY_RESULT(read);
    QCOMPARE(lettersOf(read->hypnogram), std::string("WW122333MR??"));
    QCOMPARE(read->unknownLabels, 1);
    QCOMPARE(read->hypnogram[0].source, StageSource::Imported);
}

void tst_edf_hypnogram::otherAnnotationsAreNoStages() {
    const auto read = readBack(Folder(), {{0, 30, "Sleep stage W"},
                                          {12, 3, "Lights off@@EEG F4-A1"},
                                          {30, 30, "Sleep stage N2"},
                                          {35, 10, "Arousal"},
                                          {40, 5, "R"},
                                          {60, 30, "Sleep stage N3@@EEG F4-A1"},
                                          {90, {}, "Lights on"}});
    VERIFY_RESULT(read);
    QCOMPARE(lettersOf(read->hypnogram), std::string("W23"));
    QCOMPARE(read->unknownLabels, 0);
    QCOMPARE(read->lights, (LightsTimes{12.0, 90.0}));
}

void tst_edf_hypnogram::bareWordsCountWhereNothingSaysSleepStage() {
    const auto read = readBack(Folder(), {{0, 30, "Wake"}, {30, 30, "N2"}, {33, 2, "A"}, {60, 30, "REM"}});
    VERIFY_RESULT(read);
    QCOMPARE(lettersOf(read->hypnogram), std::string("W2R"));
}

void tst_edf_hypnogram::filesWithoutStagesAreRefused() {
    const auto read = readBack(Folder(), {{3, 1, "Arousal"}, {9, {}, "Lights off"}});
    QCOMPARE(read.error().code, ErrorCode::DataMissing);
    QVERIFY(read.error().detail.ends_with("none of its 2 annotations is a sleep stage"));
}

void tst_edf_hypnogram::oneAnnotationPerEpoch() {
    const Folder folder;
    ExportContent content;
    content.hypnogram = Hypnogram::fromLetters("WW122R?M");
    content.start = {2026, 3, 1, 22, 15, 30.0};
    QVERIFY(writeHypnogram(folder / "night.edf", content));
    const auto recording = Recording::open(folder / "night.edf");
    VERIFY_RESULT(recording);
    QCOMPARE((*recording)->info().variant, std::string("EDF+C"));
    QCOMPARE((*recording)->channels().size(), std::size_t{0});
    QCOMPARE((*recording)->info().start, content.start);
    QStringList texts;
    for (const Annotation& annotation : (*recording)->annotations()) {
        QCOMPARE(annotation.onsetSeconds, 30.0 * static_cast<double>(texts.size()));
        QCOMPARE(annotation.durationSeconds, std::optional(30.0));
        texts << QString::fromStdString(annotation.text).remove("Sleep stage ");
    }
    QCOMPARE(texts.join(' '), QString("W W N1 N2 N2 R ? Movement time"));
}

void tst_edf_hypnogram::edflibOpensIt() {
    const Folder folder;
    ExportContent content;
    content.hypnogram = Hypnogram::fromLetters(std::string(958, '2'));
    content.patient = "X F X Müller";
    content.scorer = "MC2SleepNet 0.1";
    QVERIFY(writeHypnogram(folder / "night.edf", content));
    const Conformance conformance = checkConformance(folder / "night.edf");
    QVERIFY2(conformance.opens, conformance.problem.c_str());
    const auto read = readHypnogram(folder / "night.edf");
    VERIFY_RESULT(read);
    QCOMPARE(read->hypnogram.stages(), content.hypnogram.stages());
}

void tst_edf_hypnogram::artefactsAndLightsSurvive() {
    const Folder folder;
    ExportContent content;
    content.hypnogram = Hypnogram::fromLetters("WA22AAR");
    content.lights = {15.5, 180.0};
    QVERIFY(writeHypnogram(folder / "night.edf", content));
    const auto read = readHypnogram(folder / "night.edf");
    VERIFY_RESULT(read);
    QCOMPARE(lettersOf(read->hypnogram), std::string("WA22AAR"));
    QCOMPARE(read->lights, content.lights);
    QCOMPARE(readHypnogram(folder / "night.edf", {"", 30.0})->lights, (LightsTimes{45.5, 210.0}));
}

void tst_edf_hypnogram::eventsGoAlongAndAreNoStages() {
    const Folder folder;
    ExportContent content;
    content.hypnogram = Hypnogram::fromLetters("WW22");
    content.events = {{EventKind::Arousal, 65.5, 3.0, "C4-M1", ""},
                      {EventKind::Artefact, 70.0, 5.0, "EMG", ""},
                      {EventKind::Note, 80.0, 0.0, "", "N3"}};
    for (const char* id : {"edf", "annot"}) {
        const HypnogramFormat& format = *findFormat(id);
        const FittedExport fitted = fitToFormat(content, format);
        QCOMPARE(fitted.content.events.size(), std::size_t(3));
        const auto path = folder / ("night" + format.suffix);
        VERIFY_RESULT(format.write(path, fitted.content));
        const auto read = readHypnogram(path);
        VERIFY_RESULT(read);
        QCOMPARE(lettersOf(read->hypnogram), std::string("WW22"));
        QCOMPARE(read->events.size(), std::size_t(3));
    }
    const auto recording = Recording::open(folder / "night.edf");
    VERIFY_RESULT(recording);
    std::vector<Annotation> events;
    for (const Annotation& annotation : (*recording)->annotations())
        if (!annotation.text.starts_with("Sleep stage"))
            events.push_back(annotation);
    QCOMPARE(events, (std::vector<Annotation>{{65.5, 3.0, "Arousal@@C4-M1"},
                                              {70.0, 5.0, "Signal artefact@@EMG"},
                                              {80.0, std::nullopt, "Note: N3"}}));
    // What holds no events says so.
    const FittedExport fitted = fitToFormat(content, *findFormat("csv"));
    QVERIFY(fitted.content.events.empty());
    QVERIFY(std::count(fitted.losses.begin(), fitted.losses.end(), "3 events") == 1);
}

void tst_edf_hypnogram::sleepEdfIsReadWhole() {
    SKIP_WITHOUT_SHARED_DATA();
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(sharedData() / "sleep-edf/hypnograms")) {
        const auto read = readHypnogram(entry.path());
        VERIFY_RESULT(read);
        QCOMPARE(read->unknownLabels, 0);
        QCOMPARE(read->hypnogram.grid().epochSeconds, 30.0);
        QVERIFY(read->hypnogram.scoredCount() > 700);
        QVERIFY(read->start && read->start->hasDate());
        ++files;
    }
    QCOMPARE(files, 32);
}

QTEST_APPLESS_MAIN(tst_edf_hypnogram)
#include "tst_edf_hypnogram.moc"
