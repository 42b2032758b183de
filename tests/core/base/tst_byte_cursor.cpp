#include "core/base/byte_cursor.h"

#include <QTest>

#include <array>

using namespace hypnodesk;

class TstByteCursor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsFrontToBack() {
        const std::string_view bytes("EDF\x01\x02\x03\x04\x05\x06\x07\x88!", 12);
        ByteCursor cursor(std::as_bytes(std::span(bytes)));
        QCOMPARE(cursor.text(3), std::optional<std::string_view>("EDF"));
        QCOMPARE(cursor.littleEndian64(), std::optional<std::uint64_t>(0x8807060504030201ull));
        QCOMPARE(cursor.remaining(), std::size_t(1));
        QVERIFY(cursor.skip(1));
        QCOMPARE(cursor.position(), std::size_t(12));
    }

    void neverReadsPastTheEnd() {
        const std::array<std::byte, 4> bytes = {};
        ByteCursor cursor(bytes);
        QVERIFY(cursor.skip(1));
        QVERIFY(!cursor.littleEndian64());
        QVERIFY(!cursor.bytes(4));
        QVERIFY(!cursor.text(SIZE_MAX));
        QVERIFY(!cursor.skip(SIZE_MAX));
        QCOMPARE(cursor.position(), std::size_t(1));
        QVERIFY(cursor.bytes(3));
        QVERIFY(cursor.bytes(0));
        QVERIFY(!cursor.skip(1));
    }
};

QTEST_APPLESS_MAIN(TstByteCursor)
#include "tst_byte_cursor.moc"
