#include "core/base/atomic_file.h"
#include "core/base/digest.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hypnodesk;

namespace {

std::string digestOf(std::string_view text) {
    return sha256Hex(std::as_bytes(std::span(text)));
}

} // namespace

class TstDigest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The examples of FIPS 180-2, appendix B.
    void knownAnswers() {
        QCOMPARE(digestOf(""),
                 std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(digestOf("abc"),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(digestOf("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
                 std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
        QCOMPARE(digestOf(std::string(1'000'000, 'a')),
                 std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }

    void piecesMakeTheWhole() {
        Sha256 digest;
        digest.add("a");
        digest.add("");
        digest.add("bc");
        QCOMPARE(digest.finishHex(), digestOf("abc"));
    }

    void filesAreReadWhole() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("file").toStdString();
        const std::string text(3'000'001, 'x'); // more than one piece, and not a whole number of them
        QVERIFY(writeFileAtomically(path, text));
        QCOMPARE(sha256HexOfFile(path), Result<std::string>(digestOf(text)));
        QVERIFY(!sha256HexOfFile(folder.filePath("missing").toStdString()));
    }

    void filesCanBeCancelled() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("file").toStdString();
        QVERIFY(writeFileAtomically(path, "x"));
        std::stop_source stop;
        stop.request_stop();
        const auto digest = sha256HexOfFile(path, TaskContext(stop.get_token()));
        QVERIFY(!digest);
        QCOMPARE(digest.error().code, ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TstDigest)
#include "tst_digest.moc"
