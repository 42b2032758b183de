#include "core/scoring/bootstrap.h"
#include "core/scoring/limits_of_agreement.h"
#include "core/scoring/sleep_window.h"
#include "core/scoring/subject_folds.h"

#include <QTest>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace hypnodesk;
using nlohmann::json;

namespace {

json golden(const char* part) {
    std::ifstream file(HYPNODESK_TEST_DATA "/scoring/evaluation_golden.json");
    return json::parse(file, nullptr, false).at(part);
}

bool isNear(std::optional<double> value, double expected) {
    return value && std::abs(*value - expected) < 1e-9;
}

std::set<std::string> sleepEdfSubjects() {
    std::set<std::string> subjects;
    for (int i = 0; i < 78; ++i)
        subjects.insert(fmt::format("SC4{:02d}", i));
    return subjects;
}

const StatisticPair& pairOf(const std::vector<StatisticPair>& pairs, std::string_view key) {
    return *std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.key == key; });
}

} // namespace

class TestEvaluationFigures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// The mean, and the spread of the units drawn, which does not exist when all are equal.
    void intervalsAreThoseOfNumPy() {
        for (const json& expected : golden("bootstrap")) {
            const auto values = expected["values"].get<std::vector<double>>();
            const auto figures = [&](std::span<const std::size_t> drawn) -> Figures {
                double sum = 0.0;
                double low = values[drawn[0]];
                double high = low;
                for (const std::size_t unit : drawn) {
                    sum += values[unit];
                    low = std::min(low, values[unit]);
                    high = std::max(high, values[unit]);
                }
                return {sum / static_cast<double>(drawn.size()),
                        high > low ? std::optional(high - low) : std::nullopt};
            };
            const auto found = bootstrapIntervals(values.size(), figures,
                                                  {.resamples = expected["resamples"].get<int>(),
                                                   .seed = expected["seed"].get<std::uint32_t>()});
            QCOMPARE(found.size(), std::size_t(2));
            QVERIFY(found[0] && isNear(found[0]->low, expected["mean"][0]) &&
                    isNear(found[0]->high, expected["mean"][1]));
            QCOMPARE(found[1].has_value(), !expected["spread"].is_null());
            if (found[1])
                QVERIFY(isNear(found[1]->low, expected["spread"][0]) &&
                        isNear(found[1]->high, expected["spread"][1]));
        }
    }

    void oneUnitGivesNoInterval() {
        const auto figures = [](std::span<const std::size_t>) -> Figures { return {0.8, 0.7}; };
        for (const std::size_t units : {std::size_t(0), std::size_t(1)}) {
            const auto found = bootstrapIntervals(units, figures);
            QCOMPARE(found.size(), std::size_t(2));
            QVERIFY(!found[0] && !found[1]);
        }
    }

    void limitsAreThoseOfNumPy() {
        for (const json& expected : golden("limits")) {
            const LimitsOfAgreement found =
                limitsOfAgreement(expected["differences"].get<std::vector<double>>());
            QVERIFY(isNear(found.bias, expected["bias"]));
            QVERIFY(isNear(found.deviation, expected["deviation"]));
            QVERIFY(isNear(found.low, expected["low"]));
            QVERIFY(isNear(found.high, expected["high"]));
        }
        QVERIFY(!limitsOfAgreement({}).bias);
        const std::vector<double> one{4.0};
        QCOMPARE(limitsOfAgreement(one).bias, std::optional(4.0));
        QVERIFY(!limitsOfAgreement(one).low); // a single night has no spread
    }

    void statisticsOfTwoScorings() {
        //                                        0    5    10   15   20
        const auto expert = Hypnogram::fromLetters("WWWW1122222WW22RRRRWWW");
        const auto model = Hypnogram::fromLetters("WW221122222222WRRR?WWW");
        const auto pairs = comparedStatistics(expert, model);
        // Epoch 18 counts for neither. Expert: 2 N1, 7 N2, 3 R. Model: 2 N1, 2 + 8 N2, 3 R, but the REM
        // begins at the same place.
        QCOMPARE(pairOf(pairs, "tst_min").reference, std::optional(6.0));
        QCOMPARE(pairOf(pairs, "tst_min").other, std::optional(7.5));
        QCOMPARE(pairOf(pairs, "tst_min").error(), std::optional(1.5));
        QCOMPARE(pairOf(pairs, "sol_min").error(), std::optional(-1.0));        // epoch 2 instead of 4
        QCOMPARE(pairOf(pairs, "waso_min").reference, std::optional(1.0));      // epochs 11, 12
        QCOMPARE(pairOf(pairs, "waso_min").other, std::optional(0.5));          // epoch 14
        QCOMPARE(pairOf(pairs, "rem_latency_min").error(), std::optional(1.0)); // 13 epochs instead of 11
        QCOMPARE(pairOf(pairs, "r_min").error(), std::optional(0.0));
        QCOMPARE(pairOf(pairs, "n2_min").error(), std::optional(1.5));
        // of 22 epochs, 11 min
        QVERIFY(isNear(pairOf(pairs, "se_percent").error(), 100.0 * 1.5 / 11.0));
    }

    void noRemHasNoLatency() {
        const auto pairs =
            comparedStatistics(Hypnogram::fromLetters("WW1122"), Hypnogram::fromLetters("WW11RR"));
        QVERIFY(!pairOf(pairs, "rem_latency_min").reference);
        QVERIFY(pairOf(pairs, "rem_latency_min").other);
        QVERIFY(!pairOf(pairs, "rem_latency_min").error());
    }

    void windowAroundSleep() {
        const auto window = [](const char* letters, std::int64_t margin) {
            return sleepWindow(Hypnogram::fromLetters(letters).stages(), margin);
        };
        QCOMPARE(window("WWWWW12WR?WWWW", 2), (EpochWindow{3, 11}));
        QCOMPARE(window("W12", 60), (EpochWindow{0, 3}));
        QCOMPARE(window("WWW?WW", 1), (EpochWindow{0, 6}));
        QCOMPARE(window("WW3WW", 0), (EpochWindow{2, 3}));
        QCOMPARE(sleepWindow({}, 3), (EpochWindow{0, 0}));
    }

    void foldsAreThoseOfNumPy() {
        const auto subjects = sleepEdfSubjects();
        const auto folds = crossValidationFolds(subjects, 10, 7, 7);
        const auto expected = golden("tested").get<std::vector<std::set<std::string>>>();
        QCOMPARE(folds.size(), std::size_t(10));
        for (std::size_t f = 0; f < folds.size(); ++f)
            QCOMPARE(folds[f].test, expected[f]);
        QCOMPARE(holdOutSplit(subjects, 0.3, 10, 7).test, golden("held_out").get<std::set<std::string>>());
    }

    void noSubjectIsOnTwoSides() {
        const auto subjects = sleepEdfSubjects();
        auto splits = crossValidationFolds(subjects, 10, 7, 1);
        splits.push_back(holdOutSplit(subjects, 0.3, 10, 1));
        std::set<std::string> tested;
        for (std::size_t f = 0; f < splits.size(); ++f) {
            const SubjectFold& fold = splits[f];
            QCOMPARE(fold.validation.size(), std::size_t(f < 10 ? 7 : 10));
            std::set<std::string> all = fold.test;
            all.insert(fold.validation.begin(), fold.validation.end());
            all.insert(fold.training.begin(), fold.training.end());
            QCOMPARE(all, subjects);
            QCOMPARE(fold.test.size() + fold.validation.size() + fold.training.size(), subjects.size());
            if (f < 10)
                for (const std::string& subject : fold.test)
                    QVERIFY(tested.insert(subject).second);
        }
        QCOMPARE(tested, subjects);
        QVERIFY(crossValidationFolds(subjects, 10, 7, 2) != crossValidationFolds(subjects, 10, 7, 1));
    }

    void moreFoldsThanSubjectsLeaveOneOut() {
        const std::set<std::string> three{"a", "b", "c"};
        const auto folds = crossValidationFolds(three, 20, 5, 1);
        QCOMPARE(folds.size(), std::size_t(3));
        for (const SubjectFold& fold : folds) {
            QCOMPARE(fold.test.size(), std::size_t(1));
            QCOMPARE(fold.validation.size(), std::size_t(1)); // one of two, for one must be learned from
            QCOMPARE(fold.training.size(), std::size_t(1));
        }
        QVERIFY(crossValidationFolds({"a"}, 10, 1, 1).empty());
        QVERIFY(holdOutSplit({"a"}, 0.3, 1, 1).test.empty());
        QCOMPARE(holdOutSplit({"a", "b"}, 0.01, 1, 1).test.size(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(TestEvaluationFigures)
#include "tst_evaluation_figures.moc"
