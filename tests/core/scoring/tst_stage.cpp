#include "core/scoring/hypnogram.h"
#include "core/scoring/stage_edit.h"

#include <QTest>

#include <cmath>

using namespace hypnodesk;

class tst_stage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void codesAreReadBackIgnoringCase();
    void foreignCodesAreLeftToImporters();
    void theLargestProbabilityWinsAndTheEarlierClassOnATie();
    void confidenceRunsFromZeroToOne();
    void viewsThatContradictDisagreeWholly();
    void hypnogramFromLetters();
    void hypnogramFromProbabilitiesLeavesWhatIsNotKnown();
    void anEditIsUndoneByItsInverse();
    void anEditLeavesOutWhatDoesNotChange();
    void anEditBetweenTwoHypnograms();
};

void tst_stage::codesAreReadBackIgnoringCase() {
    for (int i = 0; i <= static_cast<int>(Stage::Artefact); ++i) {
        const auto stage = static_cast<Stage>(i);
        QCOMPARE(stageFromCode(stageCode(stage)), std::optional(stage));
        QCOMPARE(stageFromLetter(stageLetter(stage)), std::optional(stage));
        QVERIFY(!stageName(stage).empty());
    }
    QCOMPARE(stageFromCode("n2"), std::optional(Stage::N2));
    QCOMPARE(stageFromCode("w"), std::optional(Stage::Wake));
    for (const StageSource source : {StageSource::None, StageSource::Network, StageSource::Accepted,
                                     StageSource::Person, StageSource::Imported})
        QCOMPARE(sourceFromName(sourceName(source)), std::optional(source));
    QVERIFY(!sourceFromName("robot"));
}

void tst_stage::foreignCodesAreLeftToImporters() {
    for (const char* code : {"REM", "4", "N4", "", " W", "Wake"})
        QVERIFY2(!stageFromCode(code), code);
    QVERIFY(!stageFromLetter('4'));
}

void tst_stage::theLargestProbabilityWinsAndTheEarlierClassOnATie() {
    QCOMPARE(mostProbable({0.1f, 0.2f, 0.5f, 0.1f, 0.1f}), Stage::N2);
    QCOMPARE(secondChoice({0.1f, 0.2f, 0.5f, 0.1f, 0.1f}), Stage::N1);
    QCOMPARE(mostProbable({0.2f, 0.2f, 0.2f, 0.2f, 0.2f}), Stage::Wake);
    QCOMPARE(secondChoice({0.2f, 0.2f, 0.2f, 0.2f, 0.2f}), Stage::N1);
    QCOMPARE(secondChoice({1.0f, 0.0f, 0.0f, 0.0f, 0.0f}), Stage::N1);
}

void tst_stage::confidenceRunsFromZeroToOne() {
    QCOMPARE(confidence({0.0f, 0.0f, 1.0f, 0.0f, 0.0f}), 1.0f);
    QVERIFY(confidence({0.2f, 0.2f, 0.2f, 0.2f, 0.2f}) < 1e-6f);
    // Two equally likely classes: 1 - ln 2 / ln 5 = 1 - 0.430677 = 0.569323.
    QVERIFY(std::abs(confidence({0.5f, 0.5f, 0.0f, 0.0f, 0.0f}) - 0.569323f) < 1e-5f);
    QCOMPARE(confidence({}), 0.0f);
}

void tst_stage::viewsThatContradictDisagreeWholly() {
    EpochVerdict verdict;
    QCOMPARE(verdict.disagreement(), 0.0f);
    verdict.raw = {1.0f, 0.0f, 0.0f, 0.0f, 0.0f};
    verdict.spectrogram = {0.0f, 0.0f, 0.0f, 0.0f, 1.0f};
    QCOMPARE(verdict.disagreement(), 1.0f);
    verdict.spectrogram = {0.75f, 0.25f, 0.0f, 0.0f, 0.0f};
    QCOMPARE(verdict.disagreement(), 0.25f);
}

void tst_stage::hypnogramFromLetters() {
    const Hypnogram night = Hypnogram::fromLetters("W1 23R ?MA");
    QCOMPARE(night.size(), 8);
    QCOMPARE(night.scoredCount(), 5);
    QCOMPARE(night.stage(4), Stage::Rem);
    QCOMPARE(night[0].source, StageSource::Person);
    QCOMPARE(night[5].source, StageSource::None);
    QCOMPARE(night.grid().endSeconds(), 240.0);
    QVERIFY(Hypnogram().isEmpty());
    QCOMPARE(Hypnogram(EpochGrid::covering(65.0)).stages(), (std::vector<Stage>(2, Stage::Unscored)));
}

void tst_stage::hypnogramFromProbabilitiesLeavesWhatIsNotKnown() {
    NightProbabilities night;
    night.grid = EpochGrid::covering(5 * 30.0);
    night.epochs.resize(4); // the fifth epoch is missing altogether
    night.epochs[0].joint = {0.1f, 0.6f, 0.1f, 0.1f, 0.1f};
    night.epochs[1].joint = {0.1f, 0.6f, 0.1f, 0.1f, 0.1f};
    night.epochs[1].quality = EpochQuality::Flat;
    night.epochs[2].joint = {0.0f, 0.0f, 0.0f, 0.0f, std::nanf("")};
    night.epochs[3].joint = {0.0f, 0.0f, 0.0f, 0.0f, 1.0f};
    const Hypnogram hypnogram = Hypnogram::fromProbabilities(night);
    QCOMPARE(hypnogram.stages(),
             (std::vector{Stage::N1, Stage::Unscored, Stage::Unscored, Stage::Rem, Stage::Unscored}));
    QCOMPARE(hypnogram[0].source, StageSource::Network);
    QCOMPARE(hypnogram[1].source, StageSource::None);
    QVERIFY(!night.isScored(4) && !night.isScored(-1));
}

void tst_stage::anEditIsUndoneByItsInverse() {
    const Hypnogram before = Hypnogram::fromLetters("WW1122RR");
    const StageEdit edit = editRange(before, 2, 6, {Stage::N3, StageSource::Person});
    Hypnogram after = before;
    apply(after, edit);
    QCOMPARE(after, Hypnogram::fromLetters("WW3333RR"));
    apply(after, inverse(edit));
    QCOMPARE(after, before);
    QCOMPARE(inverse(inverse(edit)), edit);
}

void tst_stage::anEditLeavesOutWhatDoesNotChange() {
    const Hypnogram night = Hypnogram::fromLetters("WW11");
    QCOMPARE(editRange(night, -5, 99, {Stage::Wake, StageSource::Person}).changes.size(), std::size_t{2});
    QVERIFY(editRange(night, 0, 2, {Stage::Wake, StageSource::Person}).isEmpty());
    QCOMPARE(editRange(night, 0, 1, {Stage::Wake, StageSource::Accepted}).changes.size(), std::size_t{1});
    QVERIFY(editRange(night, 3, 1, {Stage::N2, StageSource::Person}).isEmpty());
    QVERIFY(editRange(Hypnogram(), 0, 10, {Stage::N2, StageSource::Person}).isEmpty());
}

void tst_stage::anEditBetweenTwoHypnograms() {
    const Hypnogram before = Hypnogram::fromLetters("WW1122");
    const Hypnogram after = Hypnogram::fromLetters("W11133");
    Hypnogram edited = before;
    apply(edited, editBetween(before, after));
    QCOMPARE(edited, after);
    QVERIFY(editBetween(before, before).isEmpty());
}

QTEST_APPLESS_MAIN(tst_stage)
#include "tst_stage.moc"
