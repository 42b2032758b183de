#include "core/scoring/group_agreement.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

using namespace hypnodesk;
using nlohmann::json;

namespace {

using Night = std::vector<Hypnogram>;

std::vector<const Hypnogram*> pointers(const Night& night) {
    std::vector<const Hypnogram*> result;
    for (const Hypnogram& hypnogram : night)
        result.push_back(&hypnogram);
    return result;
}

Night letters(std::initializer_list<const char*> texts) {
    Night night;
    for (const char* text : texts)
        night.push_back(Hypnogram::fromLetters(text));
    return night;
}

GroupAgreement agreementOf(const Night& night) {
    GroupAgreementSum sum(night.size());
    sum.add(pointers(night));
    return sum.result();
}

bool isNear(std::optional<double> value, double expected, double within = 1e-9) {
    return value && std::abs(*value - expected) < within;
}

Hypnogram fromNumbers(const std::vector<int>& numbers) {
    Hypnogram hypnogram({.count = static_cast<std::int64_t>(numbers.size())});
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (numbers[i] >= 0)
            hypnogram.set(static_cast<std::int64_t>(i),
                          {kStageClasses[static_cast<std::size_t>(numbers[i])], StageSource::Imported});
    return hypnogram;
}

/// [night][scorer] of one of Dreem's open data sets.
std::vector<Night> nightsOf(const std::string& set) {
    std::map<std::string, std::map<std::string, Hypnogram>> nights;
    for (const auto& entry : std::filesystem::directory_iterator(sharedData() / "dod-hypnograms")) {
        const std::string name = entry.path().stem().string();
        const std::string head = "scorers__" + set + "__";
        if (!name.starts_with(head))
            continue;
        const std::size_t end = name.rfind("__");
        std::ifstream file(entry.path());
        nights[name.substr(end)][name.substr(head.size(), end - head.size())] =
            fromNumbers(json::parse(file).get<std::vector<int>>());
    }
    std::vector<Night> list;
    for (auto& [name, scorers] : nights) {
        Night& night = list.emplace_back();
        for (auto& [scorer, hypnogram] : scorers)
            night.push_back(std::move(hypnogram));
    }
    return list;
}

} // namespace

class TestGroupAgreement : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void consensusIsWhatMostSay();
    void tiesGoToWhoAgreesMost();
    void softAgreementForgivesTies();
    void fleissAsPublished();
    void unscoredEpochsDoNotCount();
    void oneStageAloneHasNoKappa();
    void twoScorersAreCohens();
    void fiveExperts_data();
    void fiveExperts();
};

void TestGroupAgreement::consensusIsWhatMostSay() {
    const Night night = letters({"W123R?", "W123RR", "W22WRR"});
    const Consensus consensus = consensusOf(pointers(night));
    QCOMPARE(consensus.hypnogram, Hypnogram::fromLetters("W123R?", StageSource::Imported));
    QCOMPARE(consensus.share, (std::vector<float>{1.0f, 2.0f / 3.0f, 1.0f, 2.0f / 3.0f, 1.0f, 0.0f}));
}

void TestGroupAgreement::tiesGoToWhoAgreesMost() {
    // The first is alone in two epochs; in the last one it stands against the second, the third apart.
    const Night night = letters({"WW12", "2213", "2211"});
    QCOMPARE(rankedByAgreement(pointers(night)), (std::vector<std::size_t>{1, 2, 0}));
    const auto scorers = pointers(night);
    const std::vector<const Hypnogram*> ranked{scorers[1], scorers[2], scorers[0]};
    QCOMPARE(consensusOf(ranked).hypnogram, Hypnogram::fromLetters("2213", StageSource::Imported));
    QCOMPARE(consensusOf(scorers).hypnogram, Hypnogram::fromLetters("2212", StageSource::Imported));
    // Of four, the one who comes first has a stage that only it says: the first of the others decides.
    const Night five = letters({"W", "2", "3", "3", "2"});
    QCOMPARE(consensusOf(pointers(five)).hypnogram, Hypnogram::fromLetters("2", StageSource::Imported));
}

void TestGroupAgreement::softAgreementForgivesTies() {
    const Night others = letters({"1122", "2122", "1223"});
    // Votes: 1 twice of 2; 1 twice; 2 thrice; 2 twice, 3 once.
    QVERIFY(
        isNear(softAgreement(Hypnogram::fromLetters("1123"), pointers(others)), (1.0 + 1.0 + 1.0 + 0.5) / 4));
    const Night tied = letters({"1", "2"});
    QVERIFY(isNear(softAgreement(Hypnogram::fromLetters("2"), pointers(tied)), 1.0));
    QVERIFY(!softAgreement(Hypnogram::fromLetters("?"), pointers(tied)));
}

// The example by which the measure is taught: 14 raters, 10 subjects, 5 categories, kappa 0.210.
void TestGroupAgreement::fleissAsPublished() {
    constexpr int kTable[10][5] = {{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0},
                                   {2, 2, 8, 1, 1},  {7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2},
                                   {6, 5, 2, 1, 0},  {0, 2, 2, 3, 7}};
    std::vector<std::vector<int>> raters(14);
    for (const auto& row : kTable) {
        std::size_t rater = 0;
        for (int category = 0; category < 5; ++category)
            for (int i = 0; i < row[category]; ++i)
                raters[rater++].push_back(category);
    }
    Night night;
    for (const auto& rater : raters)
        night.push_back(fromNumbers(rater));
    const GroupAgreement result = agreementOf(night);
    QVERIFY(isNear(result.fleissKappa, 0.210, 0.0005));
    QCOMPARE(result.compared, 10);
    QCOMPARE(result.unanimous, 1);
}

void TestGroupAgreement::unscoredEpochsDoNotCount() {
    const GroupAgreement result = agreementOf(letters({"W1?2R", "W12MR", "W1221", "W122"}));
    QCOMPARE(result.compared, 2);
    QCOMPARE(result.excluded, 2);
    QCOMPARE(result.unanimous, 2);
    QVERIFY(isNear(result.fleissKappa, 1.0));
}

void TestGroupAgreement::oneStageAloneHasNoKappa() {
    const GroupAgreement result = agreementOf(letters({"222", "222", "222"}));
    QVERIFY(!result.fleissKappa);
    QVERIFY(!result.fleissStageKappa[2]);
    QVERIFY(!result.scorers[0].weightedKappa);
    QVERIFY(isNear(result.scorers[0].softAgreement, 1.0));
    const GroupAgreement nothing = agreementOf(letters({"???", "222", "222"}));
    QCOMPARE(nothing.compared, 0);
    QVERIFY(!nothing.fleissKappa);
    QVERIFY(!nothing.scorers[1].softAgreement);
}

void TestGroupAgreement::twoScorersAreCohens() {
    const Night night = letters({"WW1122RR33", "WW1222RR23"});
    const GroupAgreement result = agreementOf(night);
    QCOMPARE(result.scorers[1].withOthers.confusion, agreement(night[0], night[1]).confusion);
    QVERIFY(isNear(result.scorers[1].weightedKappa, *agreement(night[0], night[1]).kappa));
}

void TestGroupAgreement::fiveExperts_data() {
    QTest::addColumn<QString>("set");
    QTest::newRow("DOD-H") << "dodh";
    QTest::newRow("DOD-O") << "dodo";
}

// Against statsmodels and scikit-learn: tests/data/scoring/make_group_agreement_golden.py.
void TestGroupAgreement::fiveExperts() {
    SKIP_WITHOUT_SHARED_DATA();
    QFETCH(QString, set);
    std::ifstream file(HYPNODESK_TEST_DATA "/scoring/group_agreement_golden.json");
    const json expected = json::parse(file)[set.toStdString()];
    GroupAgreementSum sum(5);
    for (const Night& night : nightsOf(set.toStdString()))
        sum.add(pointers(night));
    const GroupAgreement result = sum.result();
    QCOMPARE(result.nights, expected["nights"].get<std::int64_t>());
    QCOMPARE(result.compared, expected["compared"].get<std::int64_t>());
    QCOMPARE(result.excluded, expected["excluded"].get<std::int64_t>());
    QCOMPARE(result.unanimous, expected["unanimous"].get<std::int64_t>());
    QVERIFY(isNear(result.fleissKappa, expected["fleiss_kappa"]));
    for (std::size_t stage = 0; stage < 5; ++stage)
        QVERIFY(isNear(result.fleissStageKappa[stage], expected["fleiss_stage_kappa"][stage]));
    for (std::size_t i = 0; i < 5; ++i) {
        const json& scorer = expected["scorers"][i];
        QVERIFY(isNear(result.scorers[i].softAgreement, scorer["soft_agreement"]));
        QVERIFY(isNear(result.scorers[i].withOthers.kappa, scorer["kappa"]));
        // The shares of the votes are kept as float.
        QVERIFY(isNear(result.scorers[i].weightedKappa, scorer["weighted_kappa"], 1e-6));
        for (std::size_t stage = 0; stage < 5; ++stage)
            QVERIFY(isNear(result.scorers[i].stageKappa[stage], scorer["stage_kappa"][stage]));
    }
}

QTEST_APPLESS_MAIN(TestGroupAgreement)
#include "tst_group_agreement.moc"
