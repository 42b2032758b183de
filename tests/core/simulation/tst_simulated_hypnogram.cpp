#include "core/simulation/stage_course.h"

#include <QTest>

#include <cmath>

using namespace hypnodesk;
using namespace hypnodesk::simulation;

/// Shares, bouts and transitions of 120 virtual nights, against limits that hold the averages of Sleep-EDF-78
/// (153 nights), UCDDB (23), DOD-H (25) and DOD-O (55).
class TestSimulatedHypnogram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void stageSharesArePlausible();
    void deepSleepIsEarlyAndRemIsLate();
    void transitionsArePlausible();
    void boutsHaveRealLengths();
    void mixesSumToOne();
    void labelsAreTheMajorityOfTheirSeconds();
    void nightsDiffer();
    void shortNightsWork();

private:
    std::vector<Hypnogram> m_nights;
    std::array<double, 5> m_shares{};
    double m_transitions[5][5] = {};
};

namespace {

StageCourse courseOf(int subject, double hours) {
    const Random random = Random(2024).fork("subject", static_cast<std::uint64_t>(subject));
    return drawStageCourse(drawSubject(random), hours * 3600.0, random.fork("course"));
}

int index(Stage stage) {
    return static_cast<int>(stage);
}

} // namespace

void TestSimulatedHypnogram::initTestCase() {
    double total = 0.0;
    double rows[5] = {};
    for (int subject = 0; subject < 120; ++subject) {
        m_nights.push_back(courseOf(subject, 8.0).hypnogram());
        const Hypnogram& night = m_nights.back();
        for (std::int64_t epoch = 0; epoch < night.size(); ++epoch) {
            m_shares[static_cast<std::size_t>(index(night.stage(epoch)))] += 1.0;
            total += 1.0;
            if (epoch > 0) {
                m_transitions[index(night.stage(epoch - 1))][index(night.stage(epoch))] += 1.0;
                rows[index(night.stage(epoch - 1))] += 1.0;
            }
        }
    }
    for (double& share : m_shares)
        share /= total;
    for (int from = 0; from < 5; ++from)
        for (double& value : m_transitions[from])
            value /= rows[from];
}

void TestSimulatedHypnogram::stageSharesArePlausible() {
    const double low[] = {0.12, 0.07, 0.30, 0.07, 0.11};
    const double high[] = {0.31, 0.19, 0.50, 0.18, 0.20};
    for (std::size_t stage = 0; stage < 5; ++stage)
        QVERIFY2(m_shares[stage] > low[stage] && m_shares[stage] < high[stage],
                 qPrintable(QString("stage %1: %2").arg(stage).arg(m_shares[stage])));
}

void TestSimulatedHypnogram::deepSleepIsEarlyAndRemIsLate() {
    double early[5] = {}, late[5] = {};
    for (const Hypnogram& night : m_nights)
        for (std::int64_t epoch = 0; epoch < night.size(); ++epoch)
            ++(epoch < night.size() / 3 ? early : late)[index(night.stage(epoch))];
    QVERIFY(early[3] / 1.0 > late[3] / 2.0 * 1.3);
    QVERIFY(early[4] / 1.0 < late[4] / 2.0 * 0.7);
}

void TestSimulatedHypnogram::transitionsArePlausible() {
    // with the wake before and after sleep; within it .69-.93, .70-.79, .91-.93, .80-.94, .94-.97 in the real
    // sets
    const double stay[] = {0.90, 0.75, 0.91, 0.91, 0.95};
    for (int stage = 0; stage < 5; ++stage)
        QVERIFY2(std::abs(m_transitions[stage][stage] - stay[stage]) < 0.07,
                 qPrintable(QString("stage %1: %2").arg(stage).arg(m_transitions[stage][stage])));
    QVERIFY(m_transitions[0][1] > 2.0 * m_transitions[0][2]); // sleep begins with N1
    QVERIFY(m_transitions[0][3] < 0.005);                     // never with N3
    QVERIFY(m_transitions[1][3] < 0.01);
    QVERIFY(m_transitions[4][3] < 0.005);
    QVERIFY(m_transitions[3][2] > 3.0 * m_transitions[3][0]);
}

void TestSimulatedHypnogram::boutsHaveRealLengths() {
    double bouts[5] = {}, epochs[5] = {}, single[5] = {};
    for (const Hypnogram& night : m_nights)
        for (std::int64_t begin = 0, end = 0; begin < night.size(); begin = end) {
            while (end < night.size() && night.stage(end) == night.stage(begin))
                ++end;
            const int stage = index(night.stage(begin));
            ++bouts[stage];
            epochs[stage] += static_cast<double>(end - begin);
            single[stage] += end - begin == 1 ? 1.0 : 0.0;
        }
    const double low[] = {3.0, 3.0, 8.0, 4.5, 13.0};
    const double high[] = {13.5, 5.0, 15.0, 16.5, 26.0};
    for (int stage = 0; stage < 5; ++stage) {
        const double mean = epochs[stage] / bouts[stage];
        QVERIFY2(mean > low[stage] && mean < high[stage],
                 qPrintable(QString("stage %1: %2 epochs").arg(stage).arg(mean)));
    }
    QVERIFY(single[0] / bouts[0] > 0.3); // most awakenings are short
}

void TestSimulatedHypnogram::mixesSumToOne() {
    for (int subject = 0; subject < 10; ++subject)
        for (const StageMix& mix : courseOf(subject, 6.0).mixes) {
            double sum = 0.0;
            for (const double share : mix) {
                QVERIFY(share >= 0.0);
                sum += share;
            }
            QVERIFY(std::abs(sum - 1.0) < 1e-9);
        }
}

void TestSimulatedHypnogram::labelsAreTheMajorityOfTheirSeconds() {
    const StageCourse course = courseOf(5, 8.0);
    const Hypnogram night = course.hypnogram();
    int mixtures = 0;
    for (std::int64_t epoch = 0; epoch < night.size(); ++epoch) {
        double sums[5] = {};
        for (int second = 0; second < 30; ++second)
            for (std::size_t stage = 0; stage < 5; ++stage)
                sums[stage] += course.mixes[static_cast<std::size_t>(epoch * 30 + second)][stage];
        for (const double sum : sums)
            QVERIFY(sum <= sums[index(night.stage(epoch))]);
        mixtures += sums[index(night.stage(epoch))] < 28.0 ? 1 : 0;
    }
    QVERIFY(mixtures > night.size() / 50); // boundaries do not respect epochs
}

void TestSimulatedHypnogram::nightsDiffer() {
    for (std::size_t i = 1; i < m_nights.size(); ++i)
        QVERIFY(!(m_nights[i] == m_nights[i - 1]));
    const Random random = Random(2024).fork("subject", 1);
    const VirtualSubject subject = drawSubject(random);
    QVERIFY(!(drawStageCourse(subject, 28800.0, random.fork("a")).hypnogram() ==
              drawStageCourse(subject, 28800.0, random.fork("b")).hypnogram()));
}

void TestSimulatedHypnogram::shortNightsWork() {
    for (const double seconds : {30.0, 31.0, 59.9, 60.0, 600.0}) {
        const Hypnogram night = courseOf(3, seconds / 3600.0).hypnogram();
        QCOMPARE(night.size(), static_cast<std::int64_t>(seconds / 30.0));
        QCOMPARE(night.scoredCount(), night.size());
    }
}

QTEST_APPLESS_MAIN(TestSimulatedHypnogram)
#include "tst_simulated_hypnogram.moc"
