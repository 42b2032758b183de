#include "core/scoring/agreement.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace hypnodesk;
using nlohmann::json;

namespace {

json readJson(const std::filesystem::path& path) {
    std::ifstream file(path);
    return json::parse(file, nullptr, false);
}

json golden(const char* name) {
    return readJson(std::filesystem::path(HYPNODESK_TEST_DATA "/scoring") / name);
}

bool isNear(double value, double expected) {
    return std::abs(value - expected) < 1e-12;
}

bool isNear(std::optional<double> value, const json& expected) {
    return expected.is_null() ? !value : value && isNear(*value, expected.get<double>());
}

/// A hypnogram of the Dreem open datasets: a list of 0 W, 1 N1, 2 N2, 3 N3, 4 R, -1 unscored.
Hypnogram readExpert(const std::filesystem::path& path) {
    std::string letters;
    for (const json& stage : readJson(path))
        letters += stage.get<int>() < 0 ? '?' : "W123R"[stage.get<int>()];
    return Hypnogram::fromLetters(letters);
}

} // namespace

class tst_agreement : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithAnIndependentImplementation_data();
    void agreesWithAnIndependentImplementation();
    void confusionHasTheReferenceInRows();
    void poolingNights();
    void fiveExperts_data();
    void fiveExperts();
};

void tst_agreement::agreesWithAnIndependentImplementation_data() {
    QTest::addColumn<int>("index");
    const json cases = golden("agreement_golden.json");
    QVERIFY(cases.size() >= 10);
    for (int i = 0; i < static_cast<int>(cases.size()); ++i)
        QTest::addRow("case %d", i) << i;
}

void tst_agreement::agreesWithAnIndependentImplementation() {
    QFETCH(int, index);
    const json expected = golden("agreement_golden.json").at(static_cast<std::size_t>(index));
    const Agreement found = agreement(Hypnogram::fromLetters(expected["reference"].get<std::string>()),
                                      Hypnogram::fromLetters(expected["other"].get<std::string>()));
    QCOMPARE(found.compared, expected["compared"].get<std::int64_t>());
    QCOMPARE(found.excluded, expected["excluded"].get<std::int64_t>());
    QVERIFY(isNear(found.accuracy, expected["accuracy"].get<double>()));
    QVERIFY(isNear(found.macroF1, expected["macro_f1"].get<double>()));
    QVERIFY(isNear(found.kappa, expected["kappa"]));
    for (std::size_t i = 0; i < found.f1.size(); ++i) {
        QVERIFY(isNear(found.f1[i], expected["f1"][i]));
        QVERIFY(isNear(found.precision[i], expected["precision"][i]));
        QVERIFY(isNear(found.recall[i], expected["recall"][i]));
    }
}

void tst_agreement::confusionHasTheReferenceInRows() {
    const Agreement found = agreement(Hypnogram::fromLetters("W2233"), Hypnogram::fromLetters("WW233"));
    QCOMPARE(found.confusion[2][0], 1); // the reference says N2, the other W
    QCOMPARE(found.confusion[0][2], 0);
    QCOMPARE(found.confusion[3][3], 2);
}

void tst_agreement::poolingNights() {
    const Agreement first = agreement(Hypnogram::fromLetters("WW22"), Hypnogram::fromLetters("WW2?"));
    const Agreement second = agreement(Hypnogram::fromLetters("33RR"), Hypnogram::fromLetters("32RR"));
    ConfusionMatrix sum = first.confusion;
    for (std::size_t row = 0; row < sum.size(); ++row)
        for (std::size_t column = 0; column < sum.size(); ++column)
            sum[row][column] += second.confusion[row][column];
    const Agreement pooled = agreementFromConfusion(sum, first.excluded + second.excluded);
    QCOMPARE(pooled.compared, 7);
    QCOMPARE(pooled.excluded, 1);
    QVERIFY(isNear(pooled.accuracy, 6.0 / 7.0));
    QVERIFY(isNear(
        pooled.kappa,
        agreement(Hypnogram::fromLetters("WW233RR"), Hypnogram::fromLetters("WW232RR")).kappa.value()));
}

void tst_agreement::fiveExperts_data() {
    QTest::addColumn<QString>("dataset");
    QTest::newRow("healthy") << "dodh";
    QTest::newRow("apnea") << "dodo";
}

void tst_agreement::fiveExperts() {
    SKIP_WITHOUT_SHARED_DATA();
    QFETCH(QString, dataset);
    const json expected = golden("dod_kappa.json").at(dataset.toStdString());
    double sum = 0.0;
    for (const auto& [night, mean] : expected["nights"].items()) {
        std::vector<Hypnogram> experts;
        for (int scorer = 1; scorer <= 5; ++scorer)
            experts.push_back(readExpert(sharedData() / "dod-hypnograms" /
                                         QString("scorers__%1__scorer_%2__%3")
                                             .arg(dataset)
                                             .arg(scorer)
                                             .arg(QString::fromStdString(night))
                                             .toStdString()));
        double kappas = 0.0;
        for (std::size_t a = 0; a < experts.size(); ++a)
            for (std::size_t b = a + 1; b < experts.size(); ++b)
                kappas += agreement(experts[a], experts[b]).kappa.value() / 10.0;
        QVERIFY2(isNear(kappas, mean.get<double>()), night.c_str());
        sum += kappas;
    }
    const double mean = sum / static_cast<double>(expected["nights"].size());
    QVERIFY(isNear(mean, expected["mean"].get<double>()));
    // Experts agree substantially, never perfectly.
    // consensus).
    QVERIFY2(mean > 0.6 && mean < 0.9, qPrintable(QString::number(mean)));
}

QTEST_APPLESS_MAIN(tst_agreement)
#include "tst_agreement.moc"
