#include "core/retraining/retraining_plan.h"

#include <QTest>

#include <fmt/format.h>

using namespace hypnodesk;

namespace {

std::vector<ClinicNight> nightsOf(const std::vector<std::string>& subjects) {
    std::vector<ClinicNight> nights;
    for (const std::string& subject : subjects) {
        ClinicNight& night = nights.emplace_back();
        night.name = fmt::format("n{}", nights.size());
        setSubject(night, subject);
        night.derivation = "C4-M1";
        night.counts.epochs = night.counts.person = 900;
    }
    return nights;
}

std::vector<std::string> people(int count) {
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i)
        names.push_back(fmt::format("s{:02d}", i));
    return names;
}

} // namespace

class TestRetrainingPlan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void weightOfThePresentModel() {
        QCOMPARE(klWeightFor(1), 0.5);
        QCOMPARE(klWeightFor(4), 0.5);
        QCOMPARE(klWeightFor(5), 0.5);
        QVERIFY(std::abs(klWeightFor(7) - 0.38) < 1e-12);
        QCOMPARE(klWeightFor(10), 0.2);
        QCOMPARE(klWeightFor(300), 0.2);
    }

    void foldsNeverSplitASubject_data() {
        QTest::addColumn<int>("subjects");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("folds");
        QTest::newRow("two") << 2 << int(ExamKind::LeaveOneSubjectOut) << 2;
        QTest::newRow("seven") << 7 << int(ExamKind::LeaveOneSubjectOut) << 7;
        QTest::newRow("eight") << 8 << int(ExamKind::HoldOut) << 4;
        QTest::newRow("thirteen") << 13 << int(ExamKind::HoldOut) << 4;
    }
    void foldsNeverSplitASubject() {
        QFETCH(int, subjects);
        QFETCH(int, kind);
        QFETCH(int, folds);
        std::vector<std::string> names;
        for (int night = 0; night < 2; ++night)
            for (const std::string& name : people(subjects))
                names.push_back(name);
        const auto plan = makePlan(nightsOf(names), {});
        QVERIFY(plan);
        QCOMPARE(int(plan->exam), kind);
        QCOMPARE(int(plan->folds.size()), folds);
        QCOMPARE(int(plan->examinedSubjects()), subjects);
        std::multiset<std::string> tested;
        for (const SubjectFold& fold : plan->folds) {
            tested.insert(fold.test.begin(), fold.test.end());
            QVERIFY(!fold.training.empty());
            QCOMPARE(fold.test.size() + fold.validation.size() + fold.training.size(), std::size_t(subjects));
            for (const std::string& subject : fold.test)
                QVERIFY(!fold.training.contains(subject) && !fold.validation.contains(subject));
        }
        QCOMPARE(int(tested.size()), subjects); // each once
        QVERIFY(plan->validation.size() < plan->subjects.size());
    }

    void whatCanBeShown() {
        const auto measured = [](int subjects) { return measurability(std::size_t(subjects)); };
        QCOMPARE(measured(1), Measurability::No);
        QCOMPARE(measured(2), Measurability::Poorly);
        QCOMPARE(measured(3), Measurability::Roughly);
        QCOMPARE(measured(6), Measurability::Yes);
        QCOMPARE(measurabilityWords(2),
                 std::string("With 2 subjects the result cannot be measured reliably."));
        const auto one = makePlan(nightsOf({"a", "a", "a"}), {});
        QVERIFY(one->folds.empty());
        QVERIFY(one->cautions.front().find("cannot be measured") != std::string::npos);
        RetrainingSettings none;
        none.exam = ExamKind::None;
        QVERIFY(makePlan(nightsOf(people(9)), none)->folds.empty());
    }

    void modesAndExperts() {
        RetrainingSettings settings;
        QCOMPARE(makePlan(nightsOf(people(3)), settings)->backboneRate, 0.0);
        settings.mode = ElectrodeMode::Other;
        auto plan = makePlan(nightsOf(people(3)), settings);
        QCOMPARE(plan->backboneRate, 0.1);
        QVERIFY(plan->estimatedMinutes > makePlan(nightsOf(people(3)), {})->estimatedMinutes);
        settings.expert.backboneRate = 0.02;
        settings.expert.klWeight = 0.0;
        plan = makePlan(nightsOf(people(3)), settings);
        const TrainingOptions options = trainingOptions(*plan, 2);
        QCOMPARE(options.backboneRate, 0.02);
        QCOMPARE(options.klWeight, 0.0);
        QCOMPARE(options.seed, settings.seed + 2);
        QCOMPARE(options.validationShare, 0.0);
    }

    void fewNightsAreLearnedInEnoughSteps() {
        auto nights = nightsOf(people(5));
        QCOMPARE(makePlan(nights, {})->passes, 10); // 225 windows, 8 a step
        QCOMPARE(makePlan(nights, {})->batch, 8);
        for (ClinicNight& night : nights)
            night.counts.epochs = night.counts.person = 60;
        const auto plan = makePlan(nights, {}); // 15 windows, 3 a step: 32 passes for 160 steps
        QCOMPARE(plan->batch, 3);
        QCOMPARE(plan->passes, 32);
        QCOMPARE(plan->patience, 8);
        RetrainingSettings settings;
        settings.expert.passes = 2;
        QCOMPARE(trainingOptions(*makePlan(nights, settings), 1).epochs, 2);
    }

    void sameSeedSamePlan() {
        RetrainingSettings settings;
        settings.seed = 5;
        const auto nights = nightsOf(people(12));
        QVERIFY(toJson(*makePlan(nights, settings)) == toJson(*makePlan(nights, settings)));
        QVERIFY(makePlan(nights, settings)->folds != makePlan(nights, {})->folds);
    }

    void settingsOutOfRange() {
        const auto refused = [](auto change) {
            RetrainingSettings settings;
            change(settings.expert);
            const auto plan = makePlan(nightsOf(people(3)), settings);
            return !plan && plan.error().code == ErrorCode::ArgumentInvalid;
        };
        QVERIFY(refused([](ExpertSettings& e) { e.klWeight = 1.5; }));
        QVERIFY(refused([](ExpertSettings& e) { e.backboneRate = -0.1; }));
        QVERIFY(refused([](ExpertSettings& e) { e.learningRate = 0.0; }));
        QVERIFY(refused([](ExpertSettings& e) { e.passes = 0; }));
        QVERIFY(refused([](ExpertSettings& e) { e.holdOutGroups = 1; }));
        QVERIFY(refused([](ExpertSettings& e) { e.validationShare = std::nan(""); }));
    }

    void nightsThatCannotBeUsedDoNotCount() {
        auto nights = nightsOf({"a", "b", "c"});
        nights[1].problems.push_back({NightProblem::Unreadable, "gone", true});
        nights[2].counts = {};
        const auto plan = makePlan(nights, {});
        QCOMPARE(plan->nights, std::size_t(1));
        QCOMPARE(plan->labels, 900);
    }
};

QTEST_APPLESS_MAIN(TestRetrainingPlan)
#include "tst_retraining_plan.moc"
