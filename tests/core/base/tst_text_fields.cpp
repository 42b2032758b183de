#include "core/base/text_fields.h"

#include <QTest>

#include <clocale>

using namespace hypnodesk;

class TstTextFields : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trimsBlanksAndNuls() {
        QCOMPARE(trimmed(std::string_view(" \t a b\r\n\0", 9)), std::string_view("a b"));
        QCOMPARE(trimmed("   "), std::string_view());
    }

    void integersAreWhole() {
        QCOMPARE(parseInteger("42"), std::optional<std::int64_t>(42));
        QCOMPARE(parseInteger("+7"), std::optional<std::int64_t>(7));
        QCOMPARE(parseInteger("-1"), std::optional<std::int64_t>(-1));
        QCOMPARE(parseInteger("9223372036854775807"), std::optional<std::int64_t>(INT64_MAX));
        for (const char* text :
             {"", "+", "-", "+-1", "++1", " 1", "1 ", "1.0", "0x10", "9223372036854775808"})
            QVERIFY2(!parseInteger(text), text);
    }

    void numbersAreFinite() {
        QCOMPARE(parseNumber("0.1"), std::optional<double>(0.1));
        QCOMPARE(parseNumber("-2.5e-3"), std::optional<double>(-2.5e-3));
        QCOMPARE(parseNumber("+30"), std::optional<double>(30.0));
        for (const char* text : {"", "1,5", "nan", "inf", "1e999", "1 2", "abc"})
            QVERIFY2(!parseNumber(text), text);
    }

    void numbersIgnoreTheLocale() {
        const char* german = std::setlocale(LC_NUMERIC, "de_DE.UTF-8");
        QCOMPARE(parseNumber("1.5"), std::optional<double>(1.5));
        QCOMPARE(formatNumber(1.5), std::string("1.5"));
        if (german)
            std::setlocale(LC_NUMERIC, "C");
    }

    void formattedNumbersReadBack() {
        for (const double value :
             {0.1, 30.0, 1e-5, -1.0 / 3.0, 123456789.123, 5e-324, 1.7976931348623157e308})
            QCOMPARE(parseNumber(formatNumber(value)), std::optional<double>(value));
        QCOMPARE(formatNumber(30.0), std::string("30"));
    }

    void splitsKeepingEmptyPieces() {
        QCOMPARE(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
        QCOMPARE(split("", ','), (std::vector<std::string_view>{""}));
        QCOMPARE(split(",", ','), (std::vector<std::string_view>{"", ""}));
    }

    void lowersAsciiOnly() { QCOMPARE(toLowerAscii("EEG \xC3\x84"), std::string("eeg \xC3\x84")); }

    void utf8StaysAndLatin1IsConverted_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("utf8");
        QTest::addColumn<bool>("wasLatin1");
        const auto row = [](const char* name, const QByteArray& bytes, const QByteArray& utf8,
                            bool wasLatin1) { QTest::newRow(name) << bytes << utf8 << wasLatin1; };
        row("ascii", "abc", "abc", false);
        row("utf-8", "\xC2\xB5V", "\xC2\xB5V", false);
        row("latin-1", "\xB5V", "\xC2\xB5V", true);
        row("latin-1 at the end", "caf\xE9", "caf\xC3\xA9", true);
        row("overlong", "\xC0\xAF", "\xC3\x80\xC2\xAF", true);
        row("surrogate", "\xED\xA0\x80", "\xC3\xAD\xC2\xA0\xC2\x80", true);
        row("beyond unicode", "\xF4\x90\x80\x80", "\xC3\xB4\xC2\x90\xC2\x80\xC2\x80", true);
        row("four bytes", "\xF0\x9F\x98\xB4", "\xF0\x9F\x98\xB4", false);
    }

    void utf8StaysAndLatin1IsConverted() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, utf8);
        QFETCH(bool, wasLatin1);
        bool told = !wasLatin1;
        QCOMPARE(toUtf8(bytes.toStdString(), &told), utf8.toStdString());
        QCOMPARE(told, wasLatin1);
    }
};

QTEST_APPLESS_MAIN(TstTextFields)
#include "tst_text_fields.moc"
