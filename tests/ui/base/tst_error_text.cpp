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
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        const auto errorCode = static_cast<ErrorCode>(code);
        const std::string_view said = describe(errorCode);
        // The same words as the core's, for the translators.
        QCOMPARE(explain({errorCode, ""}, "x").reason.chopped(1).mid(1),
                 QString::fromUtf8(said.data(), static_cast<qsizetype>(said.size())).mid(1));
    }
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
