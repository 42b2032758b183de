#include "core/scoring/review_effort.h"

#include <QTest>

using namespace hypnodesk;

class TestReviewEffort : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pausesOverAMinuteDoNotCount() {
        EffortMeter meter({100.0, 7});
        meter.signOfLife(1000.0, true);
        meter.signOfLife(1010.0, true);
        meter.signOfLife(1070.0, false); // a minute exactly: thinking
        meter.signOfLife(1131.0, true);  // 61 s: away
        meter.signOfLife(1132.5, true);
        QCOMPARE(meter.effort(), (ReviewEffort{171.5, 11}));
    }

    void textAndBack() {
        const ReviewEffort effort{1820.5, 412};
        QCOMPARE(effortText(effort), std::string("{\"keys\":412,\"seconds\":1820.5}"));
        QCOMPARE(effortFromText(effortText(effort)), std::optional(effort));
        const std::string text = effortText(effort);
        for (std::size_t length = 0; length < text.size(); ++length)
            QVERIFY(!effortFromText(text.substr(0, length)));
        for (const char* wrong : {"{\"keys\":-1,\"seconds\":2.0}", "{\"keys\":1,\"seconds\":nan}",
                                  "{\"keys\":1,\"seconds\":-2}", "{\"seconds\":2,\"keys\":1}"})
            QVERIFY2(!effortFromText(wrong), wrong);
    }
};

QTEST_APPLESS_MAIN(TestReviewEffort)
#include "tst_review_effort.moc"
