#include "core/scoring/event_statistics.h"

#include <QTest>

#include <algorithm>

using namespace hypnodesk;

namespace {

EventStatistics statisticsOf(const char* letters, const std::vector<ScoredEvent>& events,
                             const LightsTimes& lights = {}) {
    const Hypnogram hypnogram = Hypnogram::fromLetters(letters);
    return eventStatistics(events, hypnogram, sleepStatistics(hypnogram, lights));
}

} // namespace

/// Kinds of events, their counts and indices.
class TstEventStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasOneRowAndName() {
        QCOMPARE(eventKinds().size(), kEventKindCount);
        for (std::size_t i = 0; i < kEventKindCount; ++i) {
            const EventKindInfo& info = eventKinds()[i];
            QCOMPARE(static_cast<std::size_t>(info.kind), i);
            QVERIFY(eventKindFromName(info.name) == info.kind);
            QVERIFY(eventKindFromText(info.name) == info.kind);
            QVERIFY(info.typicalSeconds >= info.minimumSeconds);
        }
        QVERIFY(!eventKindFromName("Arousal"));
    }

    void otherProgramsWordsAreRecognised_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* text, EventKind kind) { QTest::newRow(text) << text << int(kind); };
        row("Obstructive Apnea", EventKind::ObstructiveApnoea);
        row("Obstructive apnea|Obstructive Apnea", EventKind::ObstructiveApnoea);
        row("Obstructive Hypopnea", EventKind::Hypopnoea);
        row("APNEA-CENTRAL", EventKind::CentralApnoea);
        row("Apnea Central", EventKind::CentralApnoea);
        row("Mixed Apnea", EventKind::MixedApnoea);
        row("SpO2 desaturation", EventKind::Desaturation);
        row("Arousal (ARO SPONT)", EventKind::Arousal);
        row("PLM", EventKind::LimbMovement);
        row("K complex", EventKind::KComplex);
        row("SIGNAL-ARTIFACT", EventKind::Artefact);
        row("Lights off", EventKind::Note);
    }
    void otherProgramsWordsAreRecognised() {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QCOMPARE(int(eventKindFromText(text.toStdString())), kind);
    }

    void indicesCountWhatBeginsInSleep() {
        // Epochs 2-7 are sleep: 3 min of TST. Arousals at 65 s (N1) and 125 s (N2), one at 10 s in wake.
        const EventStatistics s = statisticsOf("WW1222RR", {{EventKind::Arousal, 65.0, 3.0},
                                                            {EventKind::Arousal, 125.0, 3.0},
                                                            {EventKind::Arousal, 10.0, 3.0}});
        QCOMPARE(s[EventKind::Arousal].count, 3);
        QCOMPARE(s[EventKind::Arousal].inSleep, 2);
        QCOMPARE(s[EventKind::Arousal].perHour.value(), 2 * 60.0 / 3.0);
        QVERIFY(!s[EventKind::Spindle].perHour);
    }

    void zeroInSleepIsZeroAndNoneIsNothing() {
        const EventStatistics s = statisticsOf("WW22", {{EventKind::Arousal, 10.0, 3.0}});
        QCOMPARE(s[EventKind::Arousal].perHour.value(), 0.0);
        QVERIFY(!s.apnoeasAndHypopnoeas.perHour);
        QVERIFY(!statisticsOf("WWWW", {{EventKind::Arousal, 10.0, 3.0}})[EventKind::Arousal].perHour);
    }

    void theAhiJoinsApnoeasAndHypopnoeas() {
        const EventStatistics s = statisticsOf("2222", {{EventKind::CentralApnoea, 1.0, 12.0},
                                                        {EventKind::ObstructiveApnoea, 30.0, 12.0},
                                                        {EventKind::Hypopnoea, 60.0, 12.0},
                                                        {EventKind::Rera, 90.0, 12.0}});
        QCOMPARE(s.apnoeasAndHypopnoeas.inSleep, 3);
        QCOMPARE(s.apnoeasAndHypopnoeas.perHour.value(), 90.0);
    }

    void lightsAndTheNightsEndsLimitWhatCounts() {
        const std::vector<ScoredEvent> events{{EventKind::Arousal, -5.0, 3.0},
                                              {EventKind::Arousal, 20.0, 3.0},
                                              {EventKind::Arousal, 70.0, 3.0},
                                              {EventKind::Arousal, 500.0, 3.0}};
        QCOMPARE(statisticsOf("2222", events, {30.0, {}})[EventKind::Arousal].inSleep, 1);
    }

    void rowsSayNotScoredUnlessSomethingWas() {
        const Hypnogram hypnogram = Hypnogram::fromLetters("2222");
        const SleepStatistics sleep = sleepStatistics(hypnogram);
        const auto rowOf = [](const std::vector<StatisticRow>& rows, const std::string& key) {
            const auto found =
                std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.key == key; });
            return found == rows.end() ? StatisticRow{} : *found;
        };
        QCOMPARE(rowOf(statisticRows(sleep), "arousal_index_per_h").absentText, std::string("not scored"));
        const std::vector<ScoredEvent> events{{EventKind::Arousal, 0.0, 3.0},
                                              {EventKind::KComplex, 40.0, 1.0}};
        const EventStatistics found = eventStatistics(events, hypnogram, sleep);
        const auto rows = statisticRows(sleep, {}, &found);
        QCOMPARE(rowOf(rows, "arousal_index_per_h").value.value(), 30.0);
        QCOMPARE(rowOf(rows, "ahi_per_h").absentText, std::string("not scored"));
    }
};

QTEST_GUILESS_MAIN(TstEventStatistics)
#include "tst_event_statistics.moc"
