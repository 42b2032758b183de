#include "core/retraining/paired_test.h"

#include <QTest>

#include <vector>

using namespace hypnodesk;

class TstPairedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneInEveryDirection() {
        // + + + + + +: of 64 patterns two reach the mean, all plus and all minus.
        const PairedTest test = signFlipTest(std::vector{0.1, 0.2, 0.3, 0.1, 0.2, 0.3});
        QCOMPARE(test.p, 2.0 / 64.0);
        QCOMPARE(test.smallestP, 2.0 / 64.0);
        QVERIFY(test.isExact);
    }
};

QTEST_APPLESS_MAIN(TstPairedTest)
#include "tst_paired_test.moc"
