#include "core/base/csv_field.h"

#include <QTest>

using namespace hypnodesk;

class TestCsvField : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatNeedsQuotesGetsThem() {
        QCOMPARE(csvField(""), std::string());
        QCOMPARE(csvField("C4-M1; night 2"), std::string("C4-M1; night 2"));
        QCOMPARE(csvField("a,b"), std::string("\"a,b\""));
        QCOMPARE(csvField("two\nlines"), std::string("\"two\nlines\""));
        QCOMPARE(csvField("two\rlines"), std::string("\"two\rlines\""));
        QCOMPARE(csvField("the \"other\""), std::string("\"the \"\"other\"\"\""));
    }
};

QTEST_APPLESS_MAIN(TestCsvField)
#include "tst_csv_field.moc"
