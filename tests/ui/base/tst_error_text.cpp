#include "ui/base/error_text.h"

#include <QTest>

using namespace hypnodesk;

class TestErrorText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatWhyAndWhatNext();
    void fallsBackToTheCode();
    void adviseForEveryCode_data();
    void adviseForEveryCode();
};

void TestErrorText::saysWhatWhyAndWhatNext() {
    const ErrorText text =
        explain({ErrorCode::FormatUnknown, "the file is a web page"}, "night.edf was not opened");
    QCOMPARE(text.title, QString("night.edf was not opened"));
    QCOMPARE(text.reason, QString("The file is a web page."));
    QVERIFY(text.advice.contains("EDF"));
}

void TestErrorText::fallsBackToTheCode() {
    QVERIFY(explain({ErrorCode::FileUnreadable, ""}, "x").reason.size() > 10);
}

void TestErrorText::adviseForEveryCode_data() {
    QTest::addColumn<int>("code");
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code)
        QTest::addRow("%d", code) << code;
}

void TestErrorText::adviseForEveryCode() {
    QFETCH(int, code);
    const auto errorCode = static_cast<ErrorCode>(code);
    // What the user cancelled needs no advice.
    QCOMPARE(explain({errorCode, "x"}, "y").advice.isEmpty(), errorCode == ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(TestErrorText)
#include "tst_error_text.moc"
