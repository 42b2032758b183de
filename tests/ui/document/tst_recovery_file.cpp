#include "core/base/atomic_file.h"
#include "ui/base/qt_convert.h"
#include "ui/document/recovery_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace hypnodesk;

class TestRecoveryFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsStagesAndTheirSource();
    void refusesAnotherVersionOfTheRecording();
    void survivesEveryTruncation();
    void failsWithoutAFolder();
};

namespace {

Hypnogram mixedNight() {
    Hypnogram night = Hypnogram::fromLetters("W123R?MA");
    night.set(1, {Stage::N1, StageSource::Network});
    night.set(2, {Stage::N2, StageSource::Accepted});
    night.set(3, {Stage::N3, StageSource::Imported});
    night.set(5, {Stage::Unscored, StageSource::None});
    return night;
}

} // namespace

void TestRecoveryFile::keepsStagesAndTheirSource() {
    QTemporaryDir folder;
    const RecoveryStore store(toPath(folder.filePath("not/there/yet")));
    const Hypnogram night = mixedNight();
    QVERIFY(!store.has("/data/night.edf"));
    QVERIFY(store.save("/data/night.edf", 1000, night));
    QVERIFY(store.has("/data/night.edf"));
    QVERIFY(store.has("/data/../data/night.edf"));
    const auto loaded = store.load("/data/night.edf", 1000, night.grid());
    QVERIFY(loaded);
    QCOMPARE(*loaded, night);
    store.discard("/data/night.edf");
    QVERIFY(!store.has("/data/night.edf"));
}

void TestRecoveryFile::refusesAnotherVersionOfTheRecording() {
    QTemporaryDir folder;
    const RecoveryStore store(toPath(folder.path()));
    const Hypnogram night = mixedNight();
    QVERIFY(store.save("/data/night.edf", 1000, night));
    QCOMPARE(store.load("/data/night.edf", 1001, night.grid()).error().code, ErrorCode::DataMissing);
    QCOMPARE(store.load("/data/night.edf", 1000, {0.0, 30.0, 9}).error().code, ErrorCode::DataMissing);
    QCOMPARE(store.load("/data/other.edf", 1000, night.grid()).error().code, ErrorCode::FileMissing);
}

void TestRecoveryFile::survivesEveryTruncation() {
    QTemporaryDir folder;
    const RecoveryStore store(toPath(folder.path()));
    const Hypnogram night = mixedNight();
    QVERIFY(store.save("/data/night.edf", 1000, night));
    const std::string whole = readTextFile(store.fileFor("/data/night.edf")).value();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        std::ofstream(store.fileFor("/data/night.edf"), std::ios::binary) << whole.substr(0, length);
        QVERIFY2(!store.load("/data/night.edf", 1000, night.grid()), qPrintable(QString::number(length)));
    }
}

void TestRecoveryFile::failsWithoutAFolder() {
    QTemporaryDir folder;
    std::ofstream(toPath(folder.filePath("file"))) << "x";
    const RecoveryStore store(toPath(folder.filePath("file/below")));
    QCOMPARE(store.save("/data/night.edf", 1, mixedNight()).error().code, ErrorCode::FileUnwritable);
}

QTEST_APPLESS_MAIN(TestRecoveryFile)
#include "tst_recovery_file.moc"
