#include "tests/ui/support/fake_recording.h"
#include "ui/events/slow_waves.h"

#include <QTest>

using namespace hypnodesk;

namespace {

StudyEvent wave(std::int64_t id, double onset, double duration, const std::string& channel = "C4-M1") {
    return {id, onset, duration, channel, "slow wave", "", ScoringId(1)};
}

/// Waves of 1 Hz and 120 uV peak to peak between 35 and 45 s, silence elsewhere.
class WavesRecording : public test::FakeRecording {
public:
    WavesRecording() : FakeRecording({"EEG C4-M1"}, 120.0, 100.0) {}
    void readPhysical(int, std::int64_t first, std::span<float> out) const override {
        for (std::size_t i = 0; i < out.size(); ++i) {
            const double t = static_cast<double>(first + static_cast<std::int64_t>(i)) / 100.0;
            out[i] =
                t >= 35.0 && t < 45.0 ? static_cast<float>(-60.0 * std::sin(2 * std::numbers::pi * t)) : 0.0f;
        }
    }
};

} // namespace

/// The ruler's sum, and waves found for one epoch.
class TestSlowWaves : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void secondsAddUpOnceAndWithinTheEpoch() {
        StudyEvent arousal = wave(9, 40.0, 5.0);
        arousal.type = "arousal";
        const EventList events({wave(1, 29.0, 2.0), wave(2, 35.0, 1.0), wave(3, 35.5, 1.0, "C3-M2"),
                                wave(4, 50.0, 1.0), wave(5, 59.5, 2.0), wave(6, 61.0, 1.0), arousal});
        // 30-31, 35-36.5, 50-51, 59.5-60.
        QCOMPARE(slowWaveSeconds(events, 30.0, 60.0), 4.0);
        QCOMPARE(slowWaveSeconds(EventList(), 30.0, 60.0), 0.0);
    }

    void theTextSaysHowMuchIsNeeded() {
        QVERIFY2(slowWaveText(4.2, 30.0).contains("4.2 of 6 s (14 % of 20 %)"),
                 qPrintable(slowWaveText(4.2, 30.0)));
        QVERIFY(slowWaveText(5.99, 30.0).contains("5.9 of 6 s"));
        QVERIFY(!slowWaveText(5.99, 30.0).contains(QChar(0x2713)));
        QVERIFY(slowWaveText(6.0, 30.0).contains(QChar(0x2713)));
        QVERIFY(slowWaveText(2.0, 20.0).contains("of 4 s"));
    }

    void wavesOfTheEpochAreFoundWithTheirHeight() {
        const auto recording = std::make_shared<WavesRecording>();
        const auto found = findSlowWaves({recording, {0, std::nullopt, "C4-M1"}, 30.0, 60.0}, {});
        QVERIFY(found);
        QVERIFY2(found->size() >= 8 && found->size() <= 10, qPrintable(QString::number(found->size())));
        for (const StudyEvent& one : *found) {
            QVERIFY(one.onsetSeconds > 34.5 && one.onsetSeconds < 45.5);
            QVERIFY(std::abs(one.durationSeconds - 1.0) < 0.25);
            QCOMPARE(one.type, std::string("slow wave"));
            QCOMPARE(one.channel, std::string("C4-M1"));
            QVERIFY2(one.text.ends_with(" µV"), one.text.c_str());
        }
        QVERIFY(findSlowWaves({recording, {0, std::nullopt, "C4-M1"}, 60.0, 90.0}, {})->empty());
        // At the border a wave belongs to the epoch that holds its middle.
        const auto before = findSlowWaves({recording, {0, std::nullopt, "C4-M1"}, 10.0, 40.0}, {});
        const auto after = findSlowWaves({recording, {0, std::nullopt, "C4-M1"}, 40.0, 70.0}, {});
        QCOMPARE(before->size() + after->size(), found->size());
    }

    void markedOnesAreNotMarkedAgain() {
        const EventList events({wave(1, 35.0, 1.0), wave(2, 38.0, 1.0, "C3-M2")});
        const auto fresh = notMarkedYet({wave(0, 35.5, 1.0), wave(0, 36.2, 1.0), wave(0, 38.0, 1.0)}, events);
        QCOMPARE(fresh.size(), std::size_t(2));
        QCOMPARE(fresh.front().onsetSeconds, 36.2);
    }
};

QTEST_GUILESS_MAIN(TestSlowWaves)
#include "tst_slow_waves.moc"
