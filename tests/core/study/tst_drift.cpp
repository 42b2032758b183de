#include "core/base/atomic_file.h"
#include "core/study/drift_course.h"
#include "core/study/drift_log.h"
#include "tests/ui/support/fake_recording.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hypnodesk;

namespace {

/// A whole night in which the network was right in `percent` of 20 epochs of each class.
DriftPoint night(const std::string& study, const std::string& utc, int right, double poor = 0.0) {
    DriftPoint point{study, utc, "C4-M1", "clinic", "abc"};
    for (std::size_t stage = 0; stage < point.confusion.size(); ++stage) {
        point.confusion[stage][stage] = right;
        point.confusion[stage][(stage + 1) % point.confusion.size()] = 20 - right;
    }
    point.epochs = 100;
    point.meanConfidence = 0.8;
    point.poorSignalShare = poor;
    point.reviewSeconds = 600.0;
    return point;
}

std::string day(int number) {
    const int month = 1 + (number - 1) / 28;
    return "2026-0" + std::to_string(month) + "-" + std::to_string(10 + (number - 1) % 28) + "T12:00:00Z";
}

DriftSeries courseOf(const std::vector<int>& rights, double poor = 0.0) {
    std::vector<DriftPoint> points;
    for (std::size_t i = 0; i < rights.size(); ++i) {
        const int number = static_cast<int>(i) + 1;
        points.push_back(night("s" + std::to_string(number), day(number), rights[i], poor));
    }
    return driftCourses(points).front();
}

} // namespace

class TestDrift : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsReviewedEpochsAlone() {
        const NightProbabilities network = test::probabilitiesFor("WW1122RR");
        Hypnogram hypnogram = Hypnogram::fromProbabilities(network);
        QVERIFY(!driftPoint(hypnogram, network, {}, {}));
        hypnogram.set(2, {Stage::N2, StageSource::Person});
        hypnogram.set(4, {Stage::N2, StageSource::Accepted});
        const std::vector<std::int64_t> seen{7};
        const auto point = driftPoint(hypnogram, network, seen, {90.0, 12});
        QVERIFY(point.has_value());
        QCOMPARE(point->epochs, std::int64_t(8));
        QCOMPARE(point->reviewed(), std::int64_t(3));
        QCOMPARE(point->corrected(), std::int64_t(1));
        QCOMPARE(point->correctionRate(), 1.0 / 3.0);
        QCOMPARE(point->confusion[2][1], std::int64_t(1)); // N2 by the person, N1 by the network
        QCOMPARE(point->reviewSeconds, 90.0);
        QCOMPARE(point->derivation, std::string("FPZ-CZ"));
    }

    void keepsOneLineAStudy() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("new/agreement.jsonl").toStdString();
        QVERIFY(readDriftLog(path)->points.empty());
        QVERIFY(keepDriftPoint(path, night("a", day(1), 18)).has_value());
        QVERIFY(keepDriftPoint(path, night("b", day(2), 18)).has_value());
        QVERIFY(keepDriftPoint(path, night("a", day(3), 12)).has_value());
        QVERIFY(keepDriftPoint(path, night("a", day(9), 12)).has_value()); // nothing new: the date stays
        DriftPoint other = night("a", day(3), 12);
        other.modelSha256 = "def";
        QVERIFY(keepDriftPoint(path, other).has_value());
        const auto log = readDriftLog(path);
        QCOMPARE(log->points.size(), std::size_t(3));
        QVERIFY(log->points[1] == night("a", day(3), 12));
    }

    void passesOverWhatCannotBeRead() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("agreement.jsonl").toStdString();
        QVERIFY(keepDriftPoint(path, night("a", day(1), 18)).has_value());
        const std::string line = *readTextFile(path);
        for (std::size_t length = 1; length + 1 < line.size(); ++length) {
            QVERIFY(writeFileAtomically(path, line.substr(0, length) + "\n" + line).has_value());
            const auto log = readDriftLog(path);
            QCOMPARE(log->points.size(), std::size_t(1));
            QCOMPARE(log->unreadable, std::size_t(1));
        }
        // What a later version wrote stays.
        QVERIFY(writeFileAtomically(path, "{\"version\":2}\n").has_value());
        QVERIFY(keepDriftPoint(path, night("a", day(1), 18)).has_value());
        QVERIFY(readTextFile(path)->starts_with("{\"version\":2}\n"));
    }

    void groupsByMonth() {
        const DriftSeries series =
            driftCourses({night("a", "2026-03-02T00:00:00Z", 18), night("b", "2026-03-20T00:00:00Z", 16),
                          night("c", "2026-05-01T00:00:00Z", 20)})
                .front();
        QCOMPARE(series.months.size(), std::size_t(2));
        QCOMPARE(series.months[0].month, std::string("2026-03"));
        QCOMPARE(series.months[0].nights, std::size_t(2));
        QVERIFY(std::abs(series.months[0].correctionRate - 0.15) < 1e-12);
        QCOMPARE(series.months[1].agreement.accuracy, 1.0);
        QCOMPARE(series.months[0].reviewMinutes, 10.0);
    }

    void adviseOnlyOnEnoughWholeNights() {
        QCOMPARE(courseOf({10, 10, 10, 10}).advice, DriftAdvice::TooFewNights);
        QCOMPARE(courseOf({10, 10, 10, 10, 10}).advice, DriftAdvice::RetrainLow);
        std::vector<DriftPoint> half;
        for (int i = 1; i <= 8; ++i) {
            half.push_back(night(std::to_string(i), day(i), 10));
            half.back().epochs = 300; // a third was reviewed: the doubtful ones
        }
        QCOMPARE(driftCourses(half).front().advice, DriftAdvice::TooFewNights);
    }

    void tellsLowFromFallenFromBadSignals() {
        QCOMPARE(courseOf({19, 18, 19, 18, 19, 18}).advice, DriftAdvice::Fine);
        // One bad night among good ones proves nothing.
        QCOMPARE(courseOf({19, 19, 19, 19, 6}).advice, DriftAdvice::Fine);
        const DriftSeries fallen = courseOf({20, 19, 20, 19, 20, 18, 17, 18, 17, 18});
        QCOMPARE(fallen.advice, DriftAdvice::RetrainFallen);
        QVERIFY(*fallen.earlierKappa - *fallen.recentKappa > kNoticeableFall);
        QCOMPARE(courseOf({10, 11, 10, 11, 10}, 0.2).advice, DriftAdvice::CheckSignals);
        QCOMPARE(courseOf({19, 18, 19, 18, 19, 18}, 0.2).advice, DriftAdvice::Fine);
    }

    void modelsAndDerivationsAreKeptApart() {
        DriftPoint other = night("b", day(2), 5);
        other.modelSha256 = "def";
        other.model = "retrained";
        const auto courses = driftCourses({night("a", day(1), 18), other});
        QCOMPARE(courses.size(), std::size_t(2));
        QCOMPARE(courses.front().model, std::string("retrained"));
    }
};

QTEST_APPLESS_MAIN(TestDrift)
#include "tst_drift.moc"
