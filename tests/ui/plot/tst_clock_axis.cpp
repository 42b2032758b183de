#include "ui/plot/clock_axis.h"

#include <QTest>

using namespace hypnodesk;

class ClockAxisTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsTheTimeOfDay_data() {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<bool>("withSeconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("start") << 0.0 << true << "23:58:30";
        QTest::newRow("short") << 0.0 << false << "23:58";
        QTest::newRow("past midnight") << 90.0 << true << "00:00:00";
        QTest::newRow("a day later") << 86400.0 << true << "23:58:30";
        QTest::newRow("before the start") << -30.0 << true << "23:58:00";
        QTest::newRow("a day before") << -2 * 86400.0 << true << "23:58:30";
        QTest::newRow("rounded down by arithmetic") << 29.99999999 << true << "23:59:00";
        QTest::newRow("not a number") << std::nan("") << true << "";
        QTest::newRow("absurd") << 1e300 << true << "";
    }
    void tellsTheTimeOfDay() {
        QFETCH(double, seconds);
        QFETCH(bool, withSeconds);
        const StartTime start{2026, 3, 14, 23, 58, 30.0};
        QTEST(clockText(start, seconds, withSeconds), "text");
    }

    void takesTheSmallestRoundStepThatFits_data() {
        QTest::addColumn<double>("span");
        QTest::addColumn<int>("ticks");
        QTest::addColumn<double>("step");
        QTest::newRow("30 s, room for 6") << 30.0 << 6 << 5.0;
        QTest::newRow("30 s, room for 5") << 30.0 << 5 << 10.0;
        QTest::newRow("30 s, room for 1") << 30.0 << 1 << 30.0;
        QTest::newRow("5 min") << 300.0 << 6 << 60.0;
        QTest::newRow("8 h, room for 20") << 28800.0 << 20 << 1800.0;
        QTest::newRow("8 h, room for 10") << 28800.0 << 10 << 3600.0;
        QTest::newRow("no room at all") << 28800.0 << 0 << 43200.0;
        QTest::newRow("a month") << 30 * 86400.0 << 10 << 3 * 86400.0;
    }
    void takesTheSmallestRoundStepThatFits() {
        QFETCH(double, span);
        QFETCH(int, ticks);
        QTEST(clockTickStep(span, ticks), "step");
    }

    void putsTicksOnRoundTimesOfDay() {
        const StartTime start{2026, 3, 14, 22, 53, 12.5};
        const std::vector<double> ticks = clockTicks(start, 0.0, 3600.0, 1800.0);
        QCOMPARE(ticks.size(), std::size_t(2));
        QCOMPARE(clockText(start, ticks[0]), QStringLiteral("23:00:00"));
        QCOMPARE(clockText(start, ticks[1]), QStringLiteral("23:30:00"));
        QCOMPARE(ticks[0], 407.5);
    }

    void refusesImpossibleRanges() {
        QVERIFY(clockTicks({}, 0.0, 10.0, 0.0).empty());
        QVERIFY(clockTicks({}, 10.0, 0.0, 1.0).empty());
        QVERIFY(clockTicks({}, 0.0, std::nan(""), 1.0).empty());
        QVERIFY(clockTicks({}, 0.0, 1e9, 1.0).size() <= 10000);
    }
};

QTEST_APPLESS_MAIN(ClockAxisTest)
#include "tst_clock_axis.moc"
