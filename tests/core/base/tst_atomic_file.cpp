#include "core/base/atomic_file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace hypnodesk;
namespace fs = std::filesystem;

class TstAtomicFile : public QObject {
    Q_OBJECT

    static QStringList filesIn(const QTemporaryDir& folder) {
        return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden);
    }

private Q_SLOTS:
    void writesAndReplaces() {
        QTemporaryDir folder;
        const fs::path path = folder.filePath("night.csv").toStdString();
        QVERIFY(writeFileAtomically(path, "first, and longer"));
        QVERIFY(writeFileAtomically(path, "second"));
        QCOMPARE(readTextFile(path), Result<std::string>("second"));
        QCOMPARE(filesIn(folder), QStringList{"night.csv"});
    }

    void failureLeavesTheOldFile() {
        QTemporaryDir folder;
        const fs::path path = folder.filePath("night.csv").toStdString();
        QVERIFY(writeFileAtomically(path, "precious"));
        const auto written = writeFileAtomically(path, [](const fs::path& temporary) -> Result<void> {
            std::ofstream(temporary) << "half of i";
            return fail(ErrorCode::FileUnwritable, "disk full");
        });
        QVERIFY(!written);
        QCOMPARE(written.error().detail, std::string("disk full"));
        QCOMPARE(readTextFile(path), Result<std::string>("precious"));
        QCOMPARE(filesIn(folder), QStringList{"night.csv"});
    }

    void aFolderIsNeverReplaced() {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("taken"));
        QVERIFY(!writeFileAtomically(fs::path(folder.filePath("taken").toStdString()), "text"));
        QVERIFY(fs::is_directory(folder.filePath("taken").toStdString()));
        QVERIFY(filesIn(folder).isEmpty());
    }

    void aMissingFolderIsAnError() {
        QTemporaryDir folder;
        const auto written =
            writeFileAtomically(fs::path(folder.filePath("no/night.csv").toStdString()), "text");
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    }

    void readingKnowsItsLimits() {
        QTemporaryDir folder;
        const fs::path path = folder.filePath("file").toStdString();
        QCOMPARE(readTextFile(path).error().code, ErrorCode::FileMissing);
        QCOMPARE(readTextFile(folder.path().toStdString()).error().code, ErrorCode::FileUnreadable);
        QVERIFY(writeFileAtomically(path, "12345"));
        QVERIFY(readTextFile(path, 5));
        QVERIFY(!readTextFile(path, 4));
    }
};

QTEST_APPLESS_MAIN(TstAtomicFile)
#include "tst_atomic_file.moc"
