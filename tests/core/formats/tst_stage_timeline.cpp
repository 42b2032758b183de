#include "core/formats/stage_labels.h"
#include "core/formats/stage_timeline.h"
#include "tests/core/formats/format_test.h"

#include <limits>

using namespace hypnodesk;

namespace {

LabelledSpan span(double onset, std::optional<double> duration, std::string label) {
    const std::optional<Stage> stage = stageFromWord(label);
    return {onset, duration, stage, std::move(label)};
}

std::string lettersFrom(std::vector<LabelledSpan> spans, double offset = 0.0) {
    const Result<ImportedHypnogram> result = hypnogramFromSpans(std::move(spans), offset);
    return result ? lettersOf(result->hypnogram) : describe(result.error());
}

} // namespace

class tst_stage_timeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsOfTheField_data();
    void wordsOfTheField();
    void notEveryWordIsAStage();
    void runsAreExpanded();
    void withoutDurationsAStageLastsToTheNext();
    void leadingEpochsStayUnscored();
    void theGridOfTwentySeconds();
    void theGridOfTheFile();
    void offTheGridTheMiddleDecides();
    void theLaterSpanWinsAndTheEarlierGoesOnAfterIt();
    void offsetsMoveAndCut();
    void unknownLabelsAreCountedAndNamed();
    void senselessTimesAreRefused();
    void aCrowdOfNightLongSpansIsQuick();
};

void tst_stage_timeline::wordsOfTheField_data() {
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("stage");
    const auto row = [](const char* words, Stage stage) {
        QTest::newRow(words) << words << static_cast<int>(stage);
    };
    row("W|wake|WK|AWA|Sleep stage W|sleep stage w|SLEEP STAGE W|Sleep stage 0| Wake ", Stage::Wake);
    row("N1|S1|NREM1|Sleep stage 1|Sleep stage N1|stage 1", Stage::N1);
    row("N2|s2|Sleep stage 2|Sleep stage N2|Sleep_stage_2", Stage::N2);
    row("N3|N4|S4|Sleep stage 3|Sleep stage 4|Sleep stage N3|Stage N3", Stage::N3);
    row("R|REM|rem|Sleep stage R|Sleep stage REM|Sleep stage 5", Stage::Rem);
    row("?|Sleep stage ?|U|UNS|Unscored|Sleep stage unknown", Stage::Unscored);
    row("M|MT|Movement time|movement", Stage::Movement);
    row("A|ART|Artefact|Artifact", Stage::Artefact);
}

void tst_stage_timeline::wordsOfTheField() {
    QFETCH(QString, words);
    QFETCH(int, stage);
    for (const QString& word : words.split('|'))
        QVERIFY2(stageFromWord(word.toStdString()) == static_cast<Stage>(stage), qPrintable(word));
}

void tst_stage_timeline::notEveryWordIsAStage() {
    for (const char* word :
         {"", "2", "4", "Sleep stage", "Sleep stage 7", "Sleep stage 22", "Lights off", "Arousal"})
        QVERIFY2(!stageFromWord(word), word);
    QCOMPARE(withoutChannel("Lights off@@EEG F4-A1"), std::string_view("Lights off"));
    QCOMPARE(withoutChannel("Sleep stage N2 @@EEG"), std::string_view("Sleep stage N2"));
    QVERIFY(hasSleepStagePrefix("sleep STAGE 9"));
    for (const char* word : {"A", "M", "?", "U", "stage fright"})
        QVERIFY2(!isUnmistakableStage(word), word);
    for (const char* word : {"N2", "REM", "Wake", "Stage 2", "Movement time"})
        QVERIFY2(isUnmistakableStage(word), word);
}

void tst_stage_timeline::runsAreExpanded() {
    QCOMPARE(lettersFrom({span(0, 120, "W"), span(120, 30, "N1"), span(150, 90, "N2")}),
             std::string("WWWW1222"));
    QCOMPARE(lettersFrom({span(120, 30, "N1"), span(0, 120, "W")}), std::string("WWWW1")); // any order
    QCOMPARE(lettersFrom({span(0, 60, "W"), span(120, 60, "N2")}), std::string("WW??22")); // a gap
}

void tst_stage_timeline::withoutDurationsAStageLastsToTheNext() {
    QCOMPARE(lettersFrom({span(0, {}, "W"), span(90, 0.0, "N1"), span(120, {}, "N2")}), std::string("WWW12"));
}

void tst_stage_timeline::leadingEpochsStayUnscored() {
    const auto late = hypnogramFromSpans({span(60, 60, "N2")}, 0.0);
    QCOMPARE(lettersOf(late->hypnogram), std::string("??22"));
    QCOMPARE(late->hypnogram.grid().startSeconds, 0.0);
    QCOMPARE(late->hypnogram[0].source, StageSource::None);
    QCOMPARE(late->hypnogram[2].source, StageSource::Imported);
    const auto between = hypnogramFromSpans({span(72, 60, "N2")}, 0.0);
    QCOMPARE(lettersOf(between->hypnogram), std::string("??22"));
    QCOMPARE(between->hypnogram.grid().startSeconds, 12.0);
}

void tst_stage_timeline::theGridOfTwentySeconds() {
    const auto result = hypnogramFromSpans({span(0, 40, "W"), span(40, 20, "N1"), span(60, 60, "N2")}, 0.0);
    QCOMPARE(lettersOf(result->hypnogram), std::string("WW1222"));
    QCOMPARE(result->hypnogram.grid().epochSeconds, 20.0);
    QVERIFY(result->notes.empty());
}

void tst_stage_timeline::theGridOfTheFile() {
    const auto result = hypnogramFromSpans({span(0, 4, "W"), span(4, 4, "W"), span(8, 4, "N2")}, 0.0);
    QCOMPARE(lettersOf(result->hypnogram), std::string("WW2"));
    QCOMPARE(result->hypnogram.grid().epochSeconds, 4.0);
    const auto told = hypnogramFromSpans({span(0, 60, "W"), span(60, 60, "N2")}, 0.0, 60.0);
    QCOMPARE(lettersOf(told->hypnogram), std::string("W2"));
}

void tst_stage_timeline::offTheGridTheMiddleDecides() {
    // Borders at 47 s and 73 s: the middles of the 30-s epochs lie at 15, 45, 75, 105 s.
    const auto result = hypnogramFromSpans({span(0, 47, "W"), span(47, 26, "N1"), span(73, 47, "N2")}, 0.0);
    QCOMPARE(lettersOf(result->hypnogram), std::string("WW22"));
    QCOMPARE(result->notes.size(), std::size_t{1});
    // Rounding in the file is no departure from the grid; the last run may end with the recording.
    QCOMPARE(lettersFrom({span(0.004, 29.99, "W"), span(29.997, 30, "N1"), span(60.001, 47.2, "R")}),
             std::string("W1RR"));
}

void tst_stage_timeline::theLaterSpanWinsAndTheEarlierGoesOnAfterIt() {
    QCOMPARE(lettersFrom({span(0, 180, "N2"), span(60, 30, "Movement time")}), std::string("22M222"));
    QCOMPARE(lettersFrom({span(0, 30, "?"), span(0, 30, "A")}),
             std::string("A")); // the same onset: the last in the file
}

void tst_stage_timeline::offsetsMoveAndCut() {
    const std::vector<LabelledSpan> night{span(0, 60, "W"), span(60, 60, "N2")};
    QCOMPARE(lettersFrom(night, 60.0), std::string("??WW22"));
    const auto cut = hypnogramFromSpans(night, -30.0);
    QCOMPARE(lettersOf(cut->hypnogram), std::string("W22"));
    QCOMPARE(cut->notes, (std::vector<std::string>{"1 epoch before the start of the recording left out"}));
    const auto fraction = hypnogramFromSpans(night, -45.0);
    QCOMPARE(lettersOf(fraction->hypnogram), std::string("22"));
    QCOMPARE(fraction->hypnogram.grid().startSeconds, 15.0);
    QVERIFY(!hypnogramFromSpans(night, -120.0));
    QCOMPARE(hypnogramFromSpans(night, -120.0).error().code, ErrorCode::DataMissing);
}

void tst_stage_timeline::unknownLabelsAreCountedAndNamed() {
    const auto result =
        hypnogramFromSpans({span(0, 60, "W"), span(60, 90, "Sleep stage X"), span(150, 60, "Sleep stage 4"),
                            span(210, 30, "Movement time"), span(240, 30, "?")},
                           0.0);
    QCOMPARE(lettersOf(result->hypnogram), std::string("WW???33M?"));
    QCOMPARE(result->unknownLabels, 3);
    QCOMPARE(result->notes,
             (std::vector<std::string>{"1 epoch labelled 'Movement time' read as movement",
                                       "2 epochs labelled 'Sleep stage 4' read as N3",
                                       "3 epochs labelled 'Sleep stage X' not understood: unscored"}));
    std::vector<LabelledSpan> many;
    for (int i = 0; i < 1000; ++i)
        many.push_back(span(30.0 * i, 30.0, std::string(500, 'x') + std::to_string(i)));
    const auto noted = hypnogramFromSpans(many, 0.0);
    QVERIFY(!noted->notes.empty());
    for (const std::string& note : noted->notes)
        QVERIFY(note.size() < 120);
    many = {span(0, 30, "a\nb")};
    QVERIFY(hypnogramFromSpans(many, 0.0)->notes[0].find('\n') == std::string::npos);
}

void tst_stage_timeline::senselessTimesAreRefused() {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(hypnogramFromSpans({}, 0.0).error().code, ErrorCode::DataMissing);
    for (const double onset : {1e15, -1e15, nan, 1e300})
        QCOMPARE(hypnogramFromSpans({span(onset, 30, "W")}, 0.0).error().code, ErrorCode::FormatInvalid);
    QCOMPARE(hypnogramFromSpans({span(0, nan, "W")}, 0.0).error().code, ErrorCode::FormatInvalid);
    QCOMPARE(hypnogramFromSpans({span(0, 30, "W")}, nan).error().code, ErrorCode::ArgumentInvalid);
    QCOMPARE(hypnogramFromSpans({span(0, 30, "W")}, 1e12).error().code, ErrorCode::ArgumentInvalid);
    // A run without end covers two weeks and no more.
    QCOMPARE(hypnogramFromSpans({span(0, 1e300, "W")}, 0.0)->hypnogram.size(), 14 * 2880);
}

void tst_stage_timeline::aCrowdOfNightLongSpansIsQuick() {
    std::vector<LabelledSpan> spans;
    for (int i = 0; i < 200'000; ++i)
        spans.push_back(span(i * 0.01, 1e6, "W"));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(hypnogramFromSpans(std::move(spans), 0.0));
    QVERIFY(timer.elapsed() < 5000); // painted naively, 10^10 steps
}

QTEST_APPLESS_MAIN(tst_stage_timeline)
#include "tst_stage_timeline.moc"
