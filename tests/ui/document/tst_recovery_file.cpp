#include "core/base/atomic_file.h"
#include "ui/base/qt_convert.h"
#include "ui/document/recovery_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace hypnodesk;

namespace {

constexpr const char* kText = "# Hypnodesk: stages not saved yet, version 1\n# bytes 1000\n"
                              "# recording /data/night.edf\nepoch,stage,source\n"
                              "1,W,person\n2,N1,network\n3,N2,accepted\n4,N3,imported\n5,?,none\n";

void writeKept(const RecoveryStore& store, const std::string& text = kText) {
    std::ofstream(store.fileFor("/data/night.edf"), std::ios::binary) << text;
}

} // namespace

/// What versions before the study file left behind can still be read.
class TestRecoveryFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsStagesAndTheirSource();
    void refusesAnotherVersionOfTheRecording();
    void survivesEveryTruncation();
};

void TestRecoveryFile::readsStagesAndTheirSource() {
    QTemporaryDir folder;
    const RecoveryStore store(toPath(folder.path()));
    QVERIFY(!store.has("/data/night.edf"));
    writeKept(store);
    QVERIFY(store.has("/data/../data/night.edf"));
    const auto loaded = store.load("/data/night.edf", 1000, {0.0, 30.0, 5});
    QVERIFY(loaded);
    const std::vector<EpochScore> expected{{Stage::Wake, StageSource::Person},
                                           {Stage::N1, StageSource::Network},
                                           {Stage::N2, StageSource::Accepted},
                                           {Stage::N3, StageSource::Imported},
                                           {Stage::Unscored, StageSource::None}};
    QCOMPARE(loaded->epochs(), expected);
    store.setAside("/data/night.edf");
    QVERIFY(!store.has("/data/night.edf"));
}

void TestRecoveryFile::refusesAnotherVersionOfTheRecording() {
    QTemporaryDir folder;
    const RecoveryStore store(toPath(folder.path()));
    writeKept(store);
    QCOMPARE(store.load("/data/night.edf", 1001, {0.0, 30.0, 5}).error().code, ErrorCode::DataMissing);
    QCOMPARE(store.load("/data/night.edf", 1000, {0.0, 30.0, 9}).error().code, ErrorCode::DataMissing);
    QCOMPARE(store.load("/data/other.edf", 1000, {0.0, 30.0, 5}).error().code, ErrorCode::FileMissing);
}

void TestRecoveryFile::survivesEveryTruncation() {
    QTemporaryDir folder;
    const RecoveryStore store(toPath(folder.path()));
    const std::string whole = kText;
    for (std::size_t length = 0; length < whole.size(); ++length) {
        writeKept(store, whole.substr(0, length));
        QVERIFY2(!store.load("/data/night.edf", 1000, {0.0, 30.0, 5}), qPrintable(QString::number(length)));
    }
}

QTEST_APPLESS_MAIN(TestRecoveryFile)
#include "tst_recovery_file.moc"
