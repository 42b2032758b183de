#include "core/base/digest.h"
#include "core/model/model_file.h"
#include "core/model/model_library.h"
#include "core/simulation/simulated_night.h"
#include "tests/e2e/made_nights.h"
#include "tests/support/program_run.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace hypnodesk;
namespace fs = std::filesystem;

/// `hypno finetune --nights`: with a network whose answers are known, and once with the real one.
class TestFinetune : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void keepsThePresentModelUnlessBetter();
    void writesTheModelWhereNobodyAsks();
    void recordFollowsItsSchema();
    void subjectsFromATable();
    void wrongUsage();
    void nothingIsReplaced();
    void learnsWithTheRealNetwork();

private:
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QString at(const char* name) const { return QString::fromStdString(path(name).string()); }
    Run fake(const QStringList& arguments) const {
        return program(HYPNO_WITH_FAKE_NETWORK,
                       QStringList{"finetune", "--no-cache", "--base", at("base.safetensors")} + arguments);
    }

    QTemporaryDir m_folder{(QFileInfo("/dev/shm").isWritable() ? QString("/dev/shm") : QDir::tempPath()) +
                           "/hypnodesk-XXXXXX"};
};

void TestFinetune::initTestCase() {
    for (const char* subject : {"anna", "bert", "carl"})
        QVERIFY(made::night(path("nights"), std::string(subject) + "_1", made::repeated("W123R", 10)));
    QVERIFY(made::text(path("base.safetensors"), "{}"));
}

void TestFinetune::keepsThePresentModelUnlessBetter() {
    // Before and after say the same: no difference.
    const Run run = fake({"--nights", at("nights"), "--out", at("kept.safetensors"), "--accept-if-better",
                          "--record", at("kept.json"), "--json"});
    QVERIFY2(run.code == 0, run.err);
    QVERIFY(!fs::exists(path("kept.safetensors")));
    QVERIFY(!fs::exists(path("kept.safetensors.run")));
    const QJsonObject record = run.json();
    QCOMPARE(record["decision"].toObject()["decision"].toString(), QString("kept"));
    QCOMPARE(record["exam"].toObject()["verdict"].toString(), QString("no_measurable_difference"));
    QCOMPARE(record["plan"].toObject()["folds"].toArray().size(), 3);
    QCOMPARE(record["data"].toArray().size(), 3);
    QVERIFY(fs::exists(path("kept.json")) && fs::exists(path("kept.html")));
}

void TestFinetune::writesTheModelWhereNobodyAsks() {
    const Run run = fake({"--nights", at("nights"), "--out", at("new.safetensors"), "--exam", "none"});
    QVERIFY2(run.code == 0, run.err);
    QVERIFY(run.out.contains("cannot be measured"));
    QVERIFY(fs::exists(path("new.safetensors")));
    QVERIFY(fs::exists(path("new.record.json")) && fs::exists(path("new.record.html")));
}

void TestFinetune::recordFollowsItsSchema() {
    if (program("/usr/bin/python3", {"-c", "import jsonschema; jsonschema.Draft202012Validator"}).code != 0)
        QSKIP("skipped: python3-jsonschema is not installed");
    const QString schema = QFINDTESTDATA("../../resources/schemas/model-change.schema.json");
    const auto faults = [&](const QString& file) {
        return program("/usr/bin/python3", {QFINDTESTDATA("validate_json.py"), schema, file}).err;
    };
    QCOMPARE(faults(at("kept.json")), QByteArray());
    QCOMPARE(faults(at("new.record.json")), QByteArray());
    QVERIFY(!faults(schema).isEmpty());
}

void TestFinetune::subjectsFromATable() {
    QVERIFY(made::text(path("subjects.csv"), "recording,subject\nanna_1.edf,one\nbert_1.edf,one\n"));
    const Run run = fake({"--nights", at("nights"), "--out", at("table.safetensors"), "--subjects-from",
                          at("subjects.csv"), "--json"});
    QVERIFY2(run.code == 0, run.err);
    // carl is taken from the file's name; two subjects cannot be told apart by chance.
    QCOMPARE(run.json()["plan"].toObject()["subjects"].toArray(), (QJsonArray{"carl", "one"}));
    QCOMPARE(run.json()["exam"].toObject()["verdict"].toString(), QString("cannot_be_measured"));
}

void TestFinetune::wrongUsage() {
    QCOMPARE(fake({"--out", at("x.safetensors")}).code, 2);
    QCOMPARE(fake({"--nights", at("nights"), "--data", at("nights"), "--out", at("x.safetensors")}).code, 2);
    QCOMPARE(program(HYPNO_WITH_FAKE_NETWORK, {"finetune", "--data", at("nights")}).code, 2);
    QVERIFY(fake({"--nights", at("nights"), "--mode", "sideways", "--out", at("x.safetensors")}).code != 0);
    const Run none = fake({"--nights", at("nowhere"), "--out", at("x.safetensors")});
    QCOMPARE(none.code, 3);
    QVERIFY(none.err.contains("nowhere"));
    const Run table = fake({"--nights", at("nights"), "--subjects-from", at("none.csv"), "--out", at("x")});
    QCOMPARE(table.code, 3);
}

void TestFinetune::nothingIsReplaced() {
    QVERIFY(made::text(path("there.safetensors"), "precious"));
    const Run run = fake({"--nights", at("nights"), "--out", at("there.safetensors")});
    QCOMPARE(run.code, 3);
    QVERIFY(run.err.contains("never changed in place"));
    QCOMPARE(fs::file_size(path("there.safetensors")), std::uintmax_t(8));
}

/// The shipped model learns from three short nights; killed on the way, it goes on. What is frozen stays, to
/// the bit.
void TestFinetune::learnsWithTheRealNetwork() {
#ifdef HYPNO_PROGRAM
    for (int subject = 1; subject <= 2; ++subject) {
        SimulationOptions options;
        options.seed = 99;
        options.subject = subject;
        options.hours = 0.4;
        options.channels = {"O2-M1"};
        const auto night = simulateNight(options);
        QVERIFY(night);
        fs::create_directories(path("real"));
        QVERIFY(writeSimulatedNight(*night, path("real"), "s" + std::string(1, char('0' + subject))));
    }
    const fs::path shipped = shippedModel().value_or(fs::path());
    const auto before = sha256HexOfFile(shipped);
    QVERIFY(before);
    const QStringList arguments{"finetune", "--no-cache",
                                "--base",   QString::fromStdString(shipped.string()),
                                "--nights", at("real"),
                                "--epochs", "2",
                                "--out",    at("real.safetensors")};
    QProcess killed;
    killed.start(HYPNO_PROGRAM, arguments);
    QTRY_VERIFY_WITH_TIMEOUT(fs::exists(path("real.safetensors.run") / "after-01.json") ||
                                 fs::exists(path("real.safetensors.run") / "after-02.json") ||
                                 killed.state() == QProcess::NotRunning,
                             60'000);
    killed.kill();
    QVERIFY(killed.waitForFinished());
    QVERIFY(!fs::exists(path("real.safetensors")));
    const Run run = program(HYPNO_PROGRAM, arguments);
    QVERIFY2(run.code == 0, run.err);
    QVERIFY(run.err.contains("going on from"));
    QCOMPARE(*sha256HexOfFile(shipped), *before);

    const auto base = readModelFile(shipped);
    const auto tuned = readModelFile(path("real.safetensors"));
    QVERIFY(base && tuned);
    int frozen = 0;
    int learned = 0;
    for (const NamedTensor& tensor : base->weights) {
        const auto same = std::find_if(tuned->weights.begin(), tuned->weights.end(),
                                       [&](const NamedTensor& other) { return other.name == tensor.name; });
        QVERIFY(same != tuned->weights.end());
        const bool isFrozen = tensor.name.starts_with("raw.") || tensor.name.starts_with("spectrogram.");
        if (isFrozen)
            QVERIFY2(same->bytes == tensor.bytes, tensor.name.c_str());
        ++(isFrozen ? frozen : learned);
    }
    QVERIFY(frozen > 20 && learned > 20);
#else
    QSKIP("skipped: built without the network");
#endif
}

QTEST_GUILESS_MAIN(TestFinetune)
#include "tst_finetune.moc"
