#include "core/retraining/paired_test.h"

#include <QTest>

#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

using namespace hypnodesk;

/// Against SciPy's permutation_test (tests/data/retraining/make_exam.py) and by hand.
class TestPairedTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asSciPy() {
        std::ifstream file(HYPNODESK_TEST_DATA "/retraining/exam.json");
        const auto golden = nlohmann::json::parse(file);
        QVERIFY(golden["paired_tests"].size() >= 5);
        for (const auto& one : golden["paired_tests"]) {
            const PairedTest test = signFlipTest(one["differences"].get<std::vector<double>>());
            QVERIFY(std::abs(test.mean - one["mean"].get<double>()) < 1e-12);
            QVERIFY2(std::abs(test.p - one["p"].get<double>()) < 1e-9, one.dump().c_str());
            QVERIFY(test.isExact);
        }
    }

    void everyoneInOneDirection() {
        // Of the 64 patterns of six signs two lie as far out: all plus and all minus.
        const PairedTest test = signFlipTest(std::vector{0.1, 0.2, 0.3, 0.1, 0.2, 0.3});
        QCOMPARE(test.p, 2.0 / 64.0);
        QCOMPARE(test.smallestP, 2.0 / 64.0);
    }

    void nothingAndOne() {
        QCOMPARE(signFlipTest({}).p, 1.0);
        QCOMPARE(signFlipTest(std::vector{0.4}).p, 1.0);
        QCOMPARE(signFlipTest(std::vector{0.0, 0.0, 0.0}).p, 1.0);
    }

    void randomSignsComeCloseToAllOfThem() {
        const std::vector<double> differences{0.05, -0.02, 0.07, 0.01, -0.01, 0.03, 0.02, 0.06};
        const PairedTest exact = signFlipTest(differences);
        const PairedTest drawn = signFlipTest(differences, {.exactUpTo = 0});
        QVERIFY(!drawn.isExact);
        QVERIFY(std::abs(drawn.p - exact.p) < 0.01);
        QCOMPARE(signFlipTest(differences, {.exactUpTo = 0}).p, drawn.p);
    }
};

QTEST_APPLESS_MAIN(TestPairedTest)
#include "tst_paired_test.moc"
