#include "core/scoring/sleep_statistics.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <limits>
#include <set>

using namespace hypnodesk;

namespace {

SleepStatistics statisticsOf(std::string_view letters, const LightsTimes& lights = {}) {
    return sleepStatistics(Hypnogram::fromLetters(letters), lights);
}

std::string repeated(char letter, int minutes) {
    return std::string(static_cast<std::size_t>(minutes) * 2, letter);
}

const StageStatistics& of(const SleepStatistics& s, Stage stage) {
    return s.stages[static_cast<std::size_t>(stage)];
}

bool isNear(std::optional<double> value, double expected) {
    return value && std::abs(*value - expected) < 1e-9 * std::max(1.0, std::abs(expected));
}

} // namespace

class tst_sleep_statistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aShortNightByHand();
    void remLatencyCountsFromSleepOnset();
    void withoutRemNothingIsZero();
    void withoutSleepOnlyTheTimesExist();
    void anEmptyHypnogram();
    void sleepFromTheFirstEpoch();
    void lightsInsideTheRecording();
    void lightsInsideAnEpochCutIt();
    void lightsOutsideTheRecording();
    void nonsensicalLights();
    void unscoredEpochsAreNeitherSleepNorWake();
    void persistentSleepIsInterruptedByAnythingElse();
    void fragmentationCountsShiftsToN1();
    void sourcesAreCounted();
    void cycles_data();
    void cycles();
    void aCycleOnTheClock();
    void aNightPastMidnightAndTheChangeOfClocks();
    void epochsOfTwentySeconds();
    void aGapInTheSleepPeriod();
    void qualityNeedsTheNetwork();
    void rowsExplainThemselves();
    void theGuideSaysTheSame();
    void absentRowsSayWhy();
};

void tst_sleep_statistics::aShortNightByHand() {
    // 4 W, then 16 epochs of sleep period: 2 N1, 2 N2, 4 N3, 2 N2, 2 R, 2 W, 2 N2. One epoch is half a
    // minute.
    const SleepStatistics s = statisticsOf("WWWW1122333322RRWW22");
    QCOMPARE(s.lightsOffSeconds, 0.0);
    QCOMPARE(s.lightsOnSeconds, 600.0);
    QVERIFY(s.lightsAssumed);
    QCOMPARE(s.trt, 10.0);
    QCOMPARE(s.tst, 7.0);
    QVERIFY(isNear(s.spt, 8.0));
    QVERIFY(isNear(s.sol, 2.0));
    QVERIFY(isNear(s.remLatency, 5.0));
    QVERIFY(isNear(s.waso, 1.0));
    QVERIFY(isNear(s.finalWake, 0.0));
    QVERIFY(isNear(s.sleepEfficiency, 70.0));
    QVERIFY(isNear(s.sleepMaintenance, 87.5));
    QVERIFY(!s.persistentSleepLatency);
    QCOMPARE(s.awakenings, 1);
    QCOMPARE(s.stageShifts, 6); // 1-2 2-3 3-2 2-R R-W W-2
    QVERIFY(isNear(s.awakeningIndex, 60.0 / 7.0));
    QVERIFY(isNear(s.stageShiftIndex, 360.0 / 7.0));
    QVERIFY(isNear(s.fragmentationIndex, 60.0 / 7.0));

    QCOMPARE(of(s, Stage::Wake).minutes, 3.0);
    QCOMPARE(of(s, Stage::Wake).bouts, 2);
    QCOMPARE(of(s, Stage::Wake).meanBoutMinutes, 1.5);
    QCOMPARE(of(s, Stage::Wake).longestBoutMinutes, 2.0);
    QVERIFY(!of(s, Stage::Wake).percentOfTst);
    QCOMPARE(of(s, Stage::N2).minutes, 3.0);
    QCOMPARE(of(s, Stage::N2).bouts, 3);
    QCOMPARE(of(s, Stage::N2).meanBoutMinutes, 1.0);
    QVERIFY(isNear(of(s, Stage::N2).percentOfTst, 300.0 / 7.0));
    QVERIFY(isNear(of(s, Stage::N2).latencyMinutes, 3.0));
    QVERIFY(isNear(of(s, Stage::N3).latencyMinutes, 4.0));
    QVERIFY(isNear(of(s, Stage::Rem).latencyMinutes, 7.0)); // from lights off, unlike the REM latency
    QVERIFY(isNear(of(s, Stage::Rem).percentOfTst, 100.0 / 7.0));
}

void tst_sleep_statistics::remLatencyCountsFromSleepOnset() {
    // An hour awake first; the wake inside the sleep period counts: 3 N1, 3 W, then R.
    const SleepStatistics s = statisticsOf(repeated('W', 60) + "111WWWRR");
    QVERIFY(isNear(s.sol, 60.0));
    QVERIFY(isNear(s.remLatency, 3.0));
    QVERIFY(isNear(statisticsOf("WWRR22").remLatency, 0.0)); // sleep onset in REM
}

void tst_sleep_statistics::withoutRemNothingIsZero() {
    const SleepStatistics s = statisticsOf("WW1122WW");
    QVERIFY(!s.remLatency);
    QVERIFY(!of(s, Stage::Rem).latencyMinutes);
    QCOMPARE(of(s, Stage::Rem).bouts, 0);
    QVERIFY(isNear(of(s, Stage::Rem).percentOfTst, 0.0)); // a share of the sleep there was
    QVERIFY(isNear(s.finalWake, 1.0));
    QVERIFY(isNear(s.waso, 0.0));
    QCOMPARE(s.awakenings, 0); // the final awakening is none
}

void tst_sleep_statistics::withoutSleepOnlyTheTimesExist() {
    const SleepStatistics s = statisticsOf("WWWW??");
    QCOMPARE(s.trt, 3.0);
    QCOMPARE(s.tst, 0.0);
    QVERIFY(isNear(s.sleepEfficiency, 0.0));
    QVERIFY(!s.sol && !s.spt && !s.waso && !s.finalWake && !s.remLatency && !s.persistentSleepLatency);
    QVERIFY(!s.sleepMaintenance && !s.awakeningIndex && !s.stageShiftIndex && !s.fragmentationIndex);
    QVERIFY(!of(s, Stage::N2).percentOfTst);
    QCOMPARE(of(s, Stage::Wake).minutes, 2.0);
}

void tst_sleep_statistics::anEmptyHypnogram() {
    const SleepStatistics s = sleepStatistics(Hypnogram());
    QCOMPARE(s.trt, 0.0);
    QCOMPARE(s.tst, 0.0);
    QVERIFY(!s.sleepEfficiency && !s.sol);
    QCOMPARE(s.epochCount, 0);
    QVERIFY(!statisticRows(s).empty());
}

void tst_sleep_statistics::sleepFromTheFirstEpoch() {
    const SleepStatistics s = statisticsOf("22RR");
    QVERIFY(isNear(s.sol, 0.0));
    QVERIFY(isNear(s.sleepEfficiency, 100.0));
    QVERIFY(isNear(s.sleepMaintenance, 100.0));
    QVERIFY(isNear(s.remLatency, 1.0));
    QCOMPARE(s.stageShifts, 1);
}

void tst_sleep_statistics::lightsInsideTheRecording() {
    // Lights off after the first four epochs, on before the last two: the N2 before does not count as onset.
    const SleepStatistics s = statisticsOf("22WWWW2233WW22", {120.0, 360.0});
    QVERIFY(!s.lightsAssumed);
    QCOMPARE(s.trt, 4.0);
    QVERIFY(isNear(s.sol, 1.0));
    QCOMPARE(s.tst, 2.0);
    QVERIFY(isNear(s.spt, 2.0));
    QVERIFY(isNear(s.finalWake, 1.0));
    QVERIFY(isNear(s.waso, 0.0));
    QCOMPARE(s.awakenings, 0);
    QCOMPARE(of(s, Stage::Wake).bouts, 2);
    const SleepStatistics half = statisticsOf("WW", {0.0, std::nullopt});
    QVERIFY(half.lightsAssumed && half.lightsOnAssumed && !half.lightsOffAssumed);
}

void tst_sleep_statistics::lightsInsideAnEpochCutIt() {
    // Off 15 s into the second epoch, on 6 s into the last: 15 s W + 60 s N2 + 30 s W + 6 s N2 = 111 s.
    const SleepStatistics s = statisticsOf("WW22W2", {45.0, 156.0});
    QVERIFY(isNear(s.trt, 111.0 / 60.0));
    QVERIFY(isNear(s.sol, 0.25));
    QVERIFY(isNear(s.tst, 66.0 / 60.0));
    QVERIFY(isNear(s.waso, 0.5));
    QVERIFY(isNear(of(s, Stage::Wake).minutes + s.tst, s.trt));
    // A clock time that misses an epoch's border by rounding does not drag the neighbour in.
    QVERIFY(isNear(statisticsOf("22WW22", {60.0 - 1e-9, 180.0}).sol, 1.0));
}

void tst_sleep_statistics::lightsOutsideTheRecording() {
    const SleepStatistics s = statisticsOf("W22W", {-60.0, 240.0});
    QCOMPARE(s.trt, 5.0);
    QVERIFY(isNear(s.sol, 1.5));
    QVERIFY(isNear(s.sleepEfficiency, 20.0));
}

void tst_sleep_statistics::nonsensicalLights() {
    const SleepStatistics swapped = statisticsOf("W22W", {90.0, 30.0});
    QCOMPARE(swapped.trt, 0.0);
    QCOMPARE(swapped.tst, 0.0);
    QVERIFY(!swapped.sleepEfficiency);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    QCOMPARE(statisticsOf("W22W", {nan, infinity}), statisticsOf("W22W"));
}

void tst_sleep_statistics::unscoredEpochsAreNeitherSleepNorWake() {
    // 10 epochs: W 2 ? 2 A W M W 2 W
    const SleepStatistics s = statisticsOf("W2?2AWMW2W");
    QCOMPARE(s.tst, 1.5);
    QCOMPARE(s.unscoredMinutes, 1.0);
    QCOMPARE(s.artefactMinutes, 0.5);
    QVERIFY(isNear(s.waso, 1.0));
    QVERIFY(isNear(s.spt, 4.0));
    QCOMPARE(of(s, Stage::Wake).minutes + s.tst + s.unscoredMinutes + s.artefactMinutes, s.trt);
    QCOMPARE(s.awakenings, 1);  // 2 A W: awoke once; W M W: did not sleep between
    QCOMPARE(s.stageShifts, 2); // 2-W, W-2
    QCOMPARE(of(s, Stage::N2).bouts, 3);
    QVERIFY(isNear(statisticsOf("??22").sol, 1.0));
}

void tst_sleep_statistics::persistentSleepIsInterruptedByAnythingElse() {
    const std::string nineAndAHalf(19, '2');
    QVERIFY(isNear(statisticsOf("WW" + repeated('2', 10)).persistentSleepLatency, 1.0));
    QVERIFY(!statisticsOf("WW" + nineAndAHalf).persistentSleepLatency);
    QVERIFY(!statisticsOf(nineAndAHalf + "?" + nineAndAHalf).persistentSleepLatency);
    // 19 epochs, one of wake, then stages may mix: begins at epoch 20, minute 10.
    QVERIFY(isNear(statisticsOf(nineAndAHalf + "W" + "11" + repeated('2', 8) + "RR").persistentSleepLatency,
                   10.0));
}

void tst_sleep_statistics::fragmentationCountsShiftsToN1() {
    // Shifts: 1-2 2-1 1-2 2-W W-1 1-R: one awakening, one shift from deeper sleep to N1 (W-1 is no such
    // shift).
    const SleepStatistics s = statisticsOf("1212W1R");
    QCOMPARE(s.stageShifts, 6);
    QCOMPARE(s.awakenings, 1);
    QVERIFY(isNear(s.fragmentationIndex, 2.0 / (3.0 / 60.0))); // 3 min of sleep
}

void tst_sleep_statistics::sourcesAreCounted() {
    Hypnogram night = Hypnogram::fromLetters("WW22?", StageSource::Network);
    night.set(0, {Stage::Wake, StageSource::Accepted});
    night.set(1, {Stage::N1, StageSource::Person});
    const SleepStatistics s = sleepStatistics(night);
    QCOMPARE(s.epochCount, 5);
    QCOMPARE(s.reviewedEpochs, 2);
    QCOMPARE(s.proposedEpochs, 2);
}

void tst_sleep_statistics::cycles_data() {
    QTest::addColumn<QString>("night");    // stage and minutes
    QTest::addColumn<QString>("expected"); // nrem+rem of each cycle
    QTest::newRow("two") << "W5 N20 R2 N60 R20 W5"
                         << "20+2 60+20";
    QTest::newRow("NREM too short") << "N14 R10"
                                    << "";
    QTest::newRow("NREM long enough with wake inside") << "N8 W5 N7 R10"
                                                       << "15+10";
    QTest::newRow("later REM too short belongs to the NREM around it") << "N20 R6 N30 R4 N30 R6"
                                                                       << "20+6 60+6";
    QTest::newRow("REM in two pieces") << "N20 R3 N10 R3 N20 R5"
                                       << "20+6 20+5";
    QTest::newRow("pieces too short, merged back") << "N20 R6 N20 R2 N10 R2 N16 R5"
                                                   << "20+6 46+5";
    QTest::newRow("wake does not part REM") << "N20 R3 W40 R3 N20"
                                            << "20+6";
    QTest::newRow("the night ends in NREM") << "N20 R5 N90"
                                            << "20+5";
    QTest::newRow("the night ends in a short REM") << "N20 R5 N30 R4"
                                                   << "20+5";
    QTest::newRow("REM at sleep onset begins none") << "R10 N20 R10"
                                                    << "20+10";
    QTest::newRow("no REM") << "N200"
                            << "";
    QTest::newRow("no sleep") << "W200"
                              << "";
}

void tst_sleep_statistics::cycles() {
    QFETCH(QString, night);
    QFETCH(QString, expected);
    std::string letters;
    for (const QString& piece : night.split(' '))
        letters += repeated(piece[0] == 'N' ? '2' : piece[0].toLatin1(), piece.mid(1).toInt());
    QStringList found;
    for (const SleepCycle& cycle : statisticsOf(letters).cycles)
        found << QString("%1+%2").arg(cycle.nremMinutes).arg(cycle.remMinutes);
    QCOMPARE(found.join(' '), expected);
}

void tst_sleep_statistics::aCycleOnTheClock() {
    // Lights off at minute 5; sleep from minute 10 to 30, R to 40 with 2 min of wake inside, then wake.
    const std::string letters = repeated('W', 10) + repeated('2', 20) + repeated('R', 4) + repeated('W', 2) +
                                repeated('R', 4) + repeated('W', 10);
    const SleepStatistics s = statisticsOf(letters, {300.0, std::nullopt});
    QCOMPARE(s.cycles, (std::vector<SleepCycle>{{5.0, 30.0, 20.0, 8.0}}));
}

void tst_sleep_statistics::aNightPastMidnightAndTheChangeOfClocks() {
    // Everything counts from the recording's start in seconds that really passed: a recording of 3 h that
    // begins at 23:00 ends by the wall at 02:00, or, where the clocks go back at 02:00 in between, at 01:00.
    // EDF knows no time zone, and its own times go on through the change. Lights off at 23:10, on at 01:50.
    const std::string letters =
        repeated('W', 30) + repeated('2', 60) + repeated('R', 30) + repeated('2', 45) + repeated('W', 15);
    const SleepStatistics s = statisticsOf(letters, {600.0, 170.0 * 60.0});
    QCOMPARE(s.trt, 160.0);
    QVERIFY(isNear(s.sol, 20.0));
    QVERIFY(isNear(s.tst, 135.0));
    QVERIFY(isNear(s.remLatency, 60.0));
    QVERIFY(isNear(s.finalWake, 5.0));
    QVERIFY(isNear(s.sleepEfficiency, 100.0 * 135.0 / 160.0));
}

void tst_sleep_statistics::epochsOfTwentySeconds() {
    // Three epochs a minute: W W W | 1 2 2 | 3 3 3 | R R W.
    Hypnogram night(EpochGrid{.startSeconds = 5.0, .epochSeconds = 20.0, .count = 12});
    const std::string letters = "WWW122333RRW";
    for (std::size_t e = 0; e < letters.size(); ++e)
        night.set(static_cast<std::int64_t>(e), {*stageFromLetter(letters[e]), StageSource::Person});
    const SleepStatistics s = sleepStatistics(night);
    QCOMPARE(s.lightsOffSeconds, 5.0); // the grid begins later than the recording
    QVERIFY(isNear(s.trt, 4.0));
    QVERIFY(isNear(s.sol, 1.0));
    QVERIFY(isNear(s.tst, 8.0 / 3.0));
    QVERIFY(isNear(s.remLatency, 2.0));
    QVERIFY(isNear(s.finalWake, 1.0 / 3.0));
    QVERIFY(isNear(of(s, Stage::N2).minutes, 2.0 / 3.0));
    QVERIFY(isNear(of(s, Stage::N3).longestBoutMinutes, 1.0));
    // Persistent sleep is 10 min, thirty such epochs, not twenty.
    Hypnogram steady(EpochGrid{.startSeconds = 0.0, .epochSeconds = 20.0, .count = 30});
    for (std::int64_t e = 0; e < 30; ++e)
        steady.set(e, {Stage::N2, StageSource::Person});
    QVERIFY(isNear(sleepStatistics(steady).persistentSleepLatency, 0.0));
    steady.set(29, {Stage::Wake, StageSource::Person});
    QVERIFY(!sleepStatistics(steady).persistentSleepLatency);
}

void tst_sleep_statistics::aGapInTheSleepPeriod() {
    // 1 min N2, 3 min not recorded, 1 min N2: the gap is in SPT and TRT, neither sleep nor wake, and no
    // awakening; N2 has two bouts.
    const SleepStatistics s = statisticsOf("22??????22");
    QVERIFY(isNear(s.spt, 5.0));
    QCOMPARE(s.tst, 2.0);
    QVERIFY(isNear(s.waso, 0.0));
    QVERIFY(isNear(s.sleepMaintenance, 40.0));
    QCOMPARE(s.unscoredMinutes, 3.0);
    QCOMPARE(s.awakenings, 0);
    QCOMPARE(s.stageShifts, 0);
    QCOMPARE(of(s, Stage::N2).bouts, 2);
    QVERIFY(isNear(of(s, Stage::N2).meanBoutMinutes, 1.0));
}

void tst_sleep_statistics::qualityNeedsTheNetwork() {
    NightProbabilities night;
    night.grid.count = 4;
    night.epochs.resize(4);
    night.epochs[0].joint = {0.9f, 0.1f, 0.0f, 0.0f, 0.0f};
    night.epochs[1].joint = {0.5f, 0.4f, 0.1f, 0.0f, 0.0f}; // in doubt
    night.epochs[2].joint = {0.0f, 0.1f, 0.9f, 0.0f, 0.0f};
    night.epochs[3].quality = EpochQuality::Flat;
    Hypnogram hypnogram = Hypnogram::fromProbabilities(night);
    hypnogram.set(2, {Stage::N3, StageSource::Person});
    const auto value = [&](std::string_view key, const std::optional<ReviewQuality>& quality) {
        for (const StatisticRow& row : statisticRows(sleepStatistics(hypnogram), quality))
            if (row.key == key)
                return row.value;
        return std::optional<double>(-1.0);
    };
    const auto quality = std::optional(reviewQuality(hypnogram, night));
    QCOMPARE(value("epochs_changed", quality), std::optional(1.0));
    QCOMPARE(value("epochs_doubtful", quality), std::optional(1.0));
    QCOMPARE(value("epochs_flat", quality), std::optional(1.0));
    QVERIFY(!value("epochs_changed", std::nullopt));
}

void tst_sleep_statistics::rowsExplainThemselves() {
    std::set<std::string> keys;
    for (const StatisticRow& row : statisticRows(statisticsOf("WWWW1122333322RRWW22"))) {
        QVERIFY2(keys.insert(row.key).second, row.key.c_str());
        QVERIFY2(!row.name.empty() && row.definition.ends_with('.') && !row.group.empty(), row.key.c_str());
        QCOMPARE(row.absentText.empty(), row.value.has_value());
        if (row.key == "tst_min")
            QCOMPARE(row.value, std::optional(7.0));
        if (row.key == "n2_mean_bout_min")
            QCOMPARE(row.value, std::optional(1.0));
        if (row.key == "trt_min")
            QVERIFY(row.definition.find("assumed") != std::string::npos);
    }
    for (const char* key : {"tst_min", "sol_min", "waso_min", "rem_latency_min", "se_percent", "sme_percent",
                            "w_min", "n1_percent", "n3_longest_bout_min", "r_latency_min", "cycles",
                            "unscored_percent", "epochs_reviewed"})
        QVERIFY2(keys.contains(key), key);
    QVERIFY(!keys.contains("w_percent"));
}

void tst_sleep_statistics::theGuideSaysTheSame() {
    QFile guide(QFINDTESTDATA("../../../resources/docs/statistics.md"));
    QVERIFY(guide.open(QIODevice::ReadOnly));
    const std::string text = guide.readAll().toStdString();
    LightsTimes given{0.0, 600.0};
    std::string missing;
    for (const StatisticRow& row : statisticRows(statisticsOf("WWWW1122333322RRWW22", given))) {
        std::string line = "| `";
        line.append(row.key).append("` |");
        for (const std::string& cell : {row.name, row.unit, row.definition})
            line.append(" ").append(cell).append(" |");
        line.append("\n");
        if (text.find(line) == std::string::npos)
            missing += line;
    }
    QVERIFY2(missing.empty(), ("\n" + missing).c_str());
}

void tst_sleep_statistics::absentRowsSayWhy() {
    const auto absentText = [](std::string_view letters, std::string_view key) -> std::string {
        for (const StatisticRow& row : statisticRows(statisticsOf(letters)))
            if (row.key == key)
                return row.absentText;
        return "no such row";
    };
    QCOMPARE(absentText("WW22", "rem_latency_min"), std::string("no REM"));
    QCOMPARE(absentText("WWWW", "rem_latency_min"), std::string("no sleep"));
    QCOMPARE(absentText("WWWW", "waso_min"), std::string("no sleep"));
    QCOMPARE(absentText("WW22", "persistent_sleep_latency_min"), std::string("no 10 min of sleep"));
    QCOMPARE(absentText("WW22", "arousal_index_per_h"), std::string("not scored"));
    QCOMPARE(absentText("WW22", "n3_latency_min"), std::string("no N3"));
    QCOMPARE(absentText("", "se_percent"), std::string("no recording time"));
}

QTEST_APPLESS_MAIN(tst_sleep_statistics)
#include "tst_sleep_statistics.moc"
