#include "core/retraining/exam.h"

#include <QTest>

#include <fstream>
#include <nlohmann/json.hpp>

using namespace hypnodesk;

namespace {

/// A model that says these stages, each with 80 %; '?' where it says nothing.
NightProbabilities saying(const std::string& letters) {
    NightProbabilities night;
    night.grid = {0.0, kEpochSeconds, static_cast<std::int64_t>(letters.size())};
    for (const char letter : letters) {
        EpochVerdict& verdict = night.epochs.emplace_back();
        const Stage stage = *stageFromLetter(letter);
        if (!isScored(stage))
            continue;
        verdict.joint.fill(0.05f);
        verdict.joint[static_cast<std::size_t>(stage)] = 0.8f;
    }
    return night;
}

ExaminedNight night(const std::string& subject, const std::string& labels, const std::string& before,
                    const std::string& after) {
    return {subject + "-night", subject, Hypnogram::fromLetters(labels).stages(), {}, saying(before),
            saying(after),      1};
}

/// Of the labels "W123R" over and over, the first `right` of every ten epochs are right.
std::string partlyRight(int right) {
    std::string letters;
    for (int e = 0; e < 100; ++e)
        letters += "W123R"[e % 10 < right ? e % 5 : (e + 1) % 5];
    return letters;
}

std::vector<ExaminedNight> subjects(const std::vector<std::pair<int, int>>& rightBeforeAndAfter) {
    std::vector<ExaminedNight> nights;
    for (std::size_t i = 0; i < rightBeforeAndAfter.size(); ++i)
        nights.push_back(night("s" + std::string(1, static_cast<char>('a' + i)), partlyRight(10),
                               partlyRight(rightBeforeAndAfter[i].first),
                               partlyRight(rightBeforeAndAfter[i].second)));
    return nights;
}

} // namespace

class TestExam : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void figuresAsNumPyAndSciPy() {
        std::ifstream file(HYPNODESK_TEST_DATA "/retraining/exam.json");
        const auto golden = nlohmann::json::parse(file)["exam"];
        std::vector<ExaminedNight> nights;
        for (const auto& one : golden["subjects"])
            nights.push_back(night("s" + std::string(1, static_cast<char>('a' + nights.size())),
                                   one["labels"], one["before"], one["after"]));
        const Exam exam = examine(nights, {.bootstrap = {.resamples = 20000, .seed = 3}});
        const FigureComparison& kappa = *exam.figure("kappa");
        QVERIFY(std::abs(*kappa.before - golden["kappa_before"].get<double>()) < 1e-12);
        QVERIFY(std::abs(*kappa.after - golden["kappa_after"].get<double>()) < 1e-12);
        QVERIFY(std::abs(kappa.test.p - golden["p"].get<double>()) < 1e-9);
        // The resamples are other ones: the ends of the interval differ by chance.
        QVERIFY(std::abs(kappa.differenceInterval->low - golden["difference_interval"][0].get<double>()) <
                0.005);
        QVERIFY(std::abs(kappa.differenceInterval->high - golden["difference_interval"][1].get<double>()) <
                0.005);
        QCOMPARE(exam.epochs, 9 * 240);
    }

    void verdicts_data() {
        using Rights = std::vector<std::pair<int, int>>;
        QTest::addColumn<Rights>("rights");
        QTest::addColumn<int>("verdict");
        const auto row = [](const char* name, Rights rights, ExamVerdict verdict) {
            QTest::newRow(name) << rights << static_cast<int>(verdict);
        };
        row("everyone of eight gains", Rights(8, {6, 8}), ExamVerdict::Better);
        row("everyone of eight loses", Rights(8, {8, 6}), ExamVerdict::Worse);
        row("nobody changes", Rights(8, {7, 7}), ExamVerdict::NoMeasurableDifference);
        row("half gain, half lose", {{6, 8}, {8, 6}, {6, 8}, {8, 6}, {6, 8}, {8, 6}},
            ExamVerdict::NoMeasurableDifference);
        row("one of eight gains much", {{2, 9}, {7, 7}, {7, 7}, {7, 7}, {7, 7}, {7, 7}, {7, 7}, {7, 7}},
            ExamVerdict::NoMeasurableDifference);
        row("three, all gain", Rights(3, {6, 8}), ExamVerdict::Better);
        row("three, one loses", {{5, 8}, {5, 8}, {8, 7}}, ExamVerdict::NoMeasurableDifference);
        row("two, both gain", Rights(2, {5, 9}), ExamVerdict::CannotBeMeasured);
        row("one", Rights(1, {5, 9}), ExamVerdict::CannotBeMeasured);
        row("none", {}, ExamVerdict::CannotBeMeasured);
    }
    void verdicts() {
        using Rights = std::vector<std::pair<int, int>>;
        QFETCH(const Rights, rights);
        const Exam exam = examine(subjects(rights));
        QTEST(static_cast<int>(exam.verdict), "verdict");
        QCOMPARE(exam.recommendsNewModel, exam.verdict == ExamVerdict::Better);
        const auto words = examWords(exam);
        QCOMPARE(words.front().find("keep the present model") != std::string::npos, !exam.recommendsNewModel);
    }

    void anEpochCountsForBothModelsOrForNeither() {
        const Exam exam = examine({night("a", "WW11?2", "WW?112", "W?11W2")});
        // Epochs 1 and 2 miss one model, epoch 4 the label: 0, 3 and 5 are left.
        QCOMPARE(exam.epochs, 3);
        QCOMPARE(*exam.figure("accuracy")->before, 1.0);
    }

    void changedEpochs() {
        const Exam exam = examine({night("a", "W1232R", "W1111R", "W1222W")});
        // Epoch 2: N1 -> N2, right; 3 is wrong both times; 4: N1 -> N2, right; 5: R -> W, wrong now.
        QCOMPARE(exam.changedForBetter, 2);
        QCOMPARE(exam.changedForWorse, 1);
        QCOMPARE(exam.changed.size(), std::size_t(3));
        for (const ChangedEpoch& one : exam.changed)
            QCOMPARE(one.isBetter(), one.epoch != 5);
        QCOMPARE(exam.changed.front().certainty, 0.8f);
    }

    void errorsOfStatistics() {
        // TST 2.5 min by the labels; before 1 min too little, after 0.5 too much.
        const Exam exam = examine(
            {night("a", "W22222WW", "WW2222WW", "W222222W"), night("b", "W22222WW", "WWW222WW", "W22222WW")});
        const StatisticComparison& tst = exam.statistics.front();
        QCOMPARE(tst.key, std::string("tst_min"));
        QCOMPARE(tst.nights, 2);
        QCOMPARE(tst.biasBefore, -0.75);
        QCOMPARE(tst.errorBefore, 0.75);
        QCOMPARE(tst.biasAfter, 0.25);
        QCOMPARE(tst.errorAfter, 0.25);
        QVERIFY(tst.differenceInterval);
    }

    void nightsOfOneSubjectAreOneUnit() {
        std::vector<ExaminedNight> nights;
        for (int i = 0; i < 6; ++i)
            nights.push_back(night("same", partlyRight(10), partlyRight(5), partlyRight(8)));
        const Exam exam = examine(nights);
        QCOMPARE(exam.subjects.size(), std::size_t(1));
        QCOMPARE(exam.subjects.front().nights, std::size_t(6));
        QVERIFY(!exam.figure("kappa")->differenceInterval);
        QCOMPARE(exam.verdict, ExamVerdict::CannotBeMeasured);
    }

    void whatIsForgottenCanOutweighAGain() {
        Exam exam = examine(subjects(std::vector<std::pair<int, int>>(8, {6, 7})));
        QVERIFY(exam.recommendsNewModel);
        ForgettingCheck check;
        check.nights = 4;
        check.kappaBefore = 0.8;
        check.kappaAfter = 0.76;
        addForgetting(exam, check);
        QVERIFY(exam.recommendsNewModel); // a loss of 0.04 is not noticeable
        check.kappaAfter = 0.4;
        addForgetting(exam, check);
        QVERIFY(!exam.recommendsNewModel);
        QCOMPARE(exam.verdict, ExamVerdict::Better);
        QVERIFY(examWords(exam).back().find("loses more") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestExam)
#include "tst_exam.moc"
