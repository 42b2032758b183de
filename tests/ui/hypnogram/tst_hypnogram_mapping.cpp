#include "ui/hypnogram/hypnogram_mapping.h"
#include "ui/hypnogram/stage_lanes.h"

#include <QTest>

#include <cmath>

using namespace hypnodesk;

namespace {

const std::array<QColor, 5> kColours{Qt::red, Qt::green, Qt::blue, Qt::black, Qt::white};

NightProbabilities nightOf(std::vector<StageProbabilities> joints) {
    NightProbabilities night;
    night.grid.count = static_cast<std::int64_t>(joints.size());
    for (const StageProbabilities& joint : joints) {
        night.epochs.push_back({});
        night.epochs.back().joint = joint;
    }
    return night;
}

} // namespace

class HypnogramMappingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void frequenciesAreLabelledRoundly() {
        QCOMPARE(frequencyStep(20.0, 1.0), 5);    // 5 10 15
        QCOMPARE(frequencyStep(35.0, 1.0), 10);   // 10 20 30
        QCOMPARE(frequencyStep(50.0, 1.0), 10);   // 10 20 30 40
        QCOMPARE(frequencyStep(128.0, 1.0), 50);  // 50 100
        QCOMPARE(frequencyStep(50.0, 12.0), 20);  // a low panel
        QCOMPARE(frequencyStep(35.0, 1e9), 1000); // no room at all
    }
    void findsTheCyclesBetweenLightsOffAndOn() {
        // 10 min W, 20 min N2, 10 min R, 20 min N2, 10 min R, 10 min W: two cycles of 30 min.
        const std::string minutes = std::string(10, 'W') + std::string(20, '2') + std::string(10, 'R') +
                                    std::string(20, '2') + std::string(10, 'R') + std::string(10, 'W');
        std::vector<EpochScore> scores;
        for (const char letter : minutes)
            scores.insert(scores.end(), 2, EpochScore{*stageFromLetter(letter), StageSource::Person});
        Hypnogram hypnogram(EpochGrid{0.0, 30.0, static_cast<std::int64_t>(scores.size())});
        for (std::size_t i = 0; i < scores.size(); ++i)
            hypnogram.set(static_cast<std::int64_t>(i), scores[i]);
        const std::vector<NightCycle> whole{{600.0, 2400.0}, {2400.0, 4200.0}};
        QCOMPARE(nightCycles(hypnogram, std::nullopt, std::nullopt), whole);
        // Lights on before the second REM period.
        QCOMPARE(nightCycles(hypnogram, 300.0, 3000.0), std::vector<NightCycle>{whole.front()});
    }

    void ordersLanesAsCliniciansDo() {
        const StageLanes lanes;
        QByteArray codes;
        for (int lane = 0; lane < lanes.count(); ++lane) {
            codes += QByteArray::fromStdString(std::string(lanes.codeAt(lane))) + ' ';
            QCOMPARE(lanes.of(lanes.stageAt(lane)), (LaneRange{lane, lane}));
        }
        QCOMPARE(codes, QByteArray("W R N1 N2 N3 "));
        for (const Stage stage : {Stage::Unscored, Stage::Movement, Stage::Artefact})
            QVERIFY(lanes.of(stage).isNone());
        QCOMPARE(lanes.of(Stage::N3, RkStage::S4), (LaneRange{4, 4})); // AASM knows no other
    }

    void ordersLanesByRechtschaffenAndKales() {
        const StageLanes lanes(true);
        QByteArray codes;
        for (int lane = 0; lane < lanes.count(); ++lane)
            codes += QByteArray::fromStdString(std::string(lanes.codeAt(lane))) + ' ';
        QCOMPARE(codes, QByteArray("MT W R S1 S2 S3 S4 "));
        QCOMPARE(lanes.of(Stage::N3, RkStage::S3), (LaneRange{5, 5}));
        QCOMPARE(lanes.of(Stage::N3, RkStage::S4), (LaneRange{6, 6}));
        QCOMPARE(lanes.of(Stage::N3), (LaneRange{5, 6})); // nobody said which
        QCOMPARE(lanes.of(Stage::Movement), (LaneRange{0, 0}));
        QVERIFY(lanes.of(Stage::Artefact).isNone());
    }

    void runsEndWhereTheLabelChanges() {
        Hypnogram hypnogram = Hypnogram::fromLetters("33333", StageSource::Imported);
        const RkStages labels{RkStage::S3, RkStage::S3, RkStage::S4, RkStage::S4, RkStage::S4};
        QCOMPARE(stageRuns(hypnogram).size(), std::size_t(1));
        std::vector<StageRun> expected{{0, 2, Stage::N3, false, RkStage::S3},
                                       {2, 5, Stage::N3, false, RkStage::S4}};
        QCOMPARE(stageRuns(hypnogram, labels), expected);
        hypnogram.set(4, {Stage::N3, StageSource::Person}); // no longer what was read
        expected[1].last = 4;
        expected.push_back({4, 5, Stage::N3, false, RkStage::None});
        QCOMPARE(stageRuns(hypnogram, labels), expected);
    }

    void gathersRuns() {
        const auto runs = stageRuns(Hypnogram::fromLetters("WW11?2RRMA"));
        const std::vector<StageRun> expected{{0, 2, Stage::Wake, false},     {2, 4, Stage::N1, false},
                                             {5, 6, Stage::N2, false},       {6, 8, Stage::Rem, false},
                                             {8, 9, Stage::Movement, false}, {9, 10, Stage::Artefact, false}};
        QCOMPARE(runs, expected);
        QVERIFY(stageRuns({}).empty());
        QVERIFY(stageRuns(Hypnogram::fromLetters("????")).empty());
    }

    void aGapPartsEqualStages() {
        QCOMPARE(stageRuns(Hypnogram::fromLetters("22?22")).size(), std::size_t(2));
    }

    void proposalsAreRunsOfTheirOwn() {
        Hypnogram hypnogram = Hypnogram::fromLetters("222222", StageSource::Network);
        hypnogram.set(2, {Stage::N2, StageSource::Accepted});
        hypnogram.set(3, {Stage::N2, StageSource::Person});
        hypnogram.set(4, {Stage::N2, StageSource::Imported});
        const std::vector<StageRun> expected{
            {0, 2, Stage::N2, true}, {2, 5, Stage::N2, false}, {5, 6, Stage::N2, true}};
        QCOMPARE(stageRuns(hypnogram), expected);
    }

    void stacksFromTheBottom() {
        const QImage image =
            densityImage(nightOf({{0.3f, 0.2f, 0.1f, 0.1f, 0.3f}}), 0, 1, {50, 10}, kColours);
        QCOMPARE(image.size(), QSize(1, 10));
        const auto fromBottom = [&](int y) { return image.pixelColor(0, 9 - y); };
        QCOMPARE(fromBottom(0), QColor(Qt::red));
        QCOMPARE(fromBottom(2), QColor(Qt::red));
        QCOMPARE(fromBottom(3), QColor(Qt::green));
        QCOMPARE(fromBottom(5), QColor(Qt::blue));
        QCOMPARE(fromBottom(6), QColor(Qt::black));
        QCOMPARE(fromBottom(7), QColor(Qt::white));
        QCOMPARE(fromBottom(9), QColor(Qt::white));
    }

    void blendsWhereABorderCrossesAPixel() {
        const QImage image = densityImage(nightOf({{0.5f, 0.0f, 0.0f, 0.0f, 0.5f}}), 0, 1, {1, 1}, kColours);
        QCOMPARE(image.pixelColor(0, 0), QColor(255, 128, 128)); // half red, half white
    }

    void averagesEpochsThatShareAColumnAndSkipsUnscored() {
        const StageProbabilities wake{1, 0, 0, 0, 0}, rem{0, 0, 0, 0, 1}, nothing{};
        const QImage image =
            densityImage(nightOf({wake, rem, nothing, wake, nothing, nothing}), 0, 6, {3, 2}, kColours);
        QCOMPARE(image.size(), QSize(3, 2));
        QCOMPARE(image.pixelColor(0, 1), QColor(Qt::red));
        QCOMPARE(image.pixelColor(0, 0), QColor(Qt::white));
        QCOMPARE(image.pixelColor(1, 0), QColor(Qt::red)); // only one of the two is scored
        QCOMPARE(image.pixelColor(2, 0).alpha(), 0);
    }

    void survivesEmptyRanges() {
        const auto night = nightOf({{1, 0, 0, 0, 0}});
        QVERIFY(densityImage(night, 0, 0, {10, 10}, kColours).isNull());
        QVERIFY(densityImage(night, 5, 9, {10, 10}, kColours).isNull());
        QVERIFY(densityImage(night, 0, 1, {10, 0}, kColours).isNull());
        QVERIFY(densityImage({}, 0, 1, {10, 10}, kColours).isNull());
        QCOMPARE(densityImage(night, -5, 100, {10, 10}, kColours).width(), 1);
    }

    void confidenceRunsFromNoneToFull() {
        const auto values = confidences(nightOf({{1, 0, 0, 0, 0}, {0.2f, 0.2f, 0.2f, 0.2f, 0.2f}, {}}));
        QCOMPARE(values.size(), std::size_t(3));
        QVERIFY(std::abs(values[0] - 1.0f) < 1e-5f);
        QVERIFY(std::abs(values[1]) < 1e-5f);
        QVERIFY(std::isnan(values[2]));
    }
};

QTEST_APPLESS_MAIN(HypnogramMappingTest)
#include "tst_hypnogram_mapping.moc"
