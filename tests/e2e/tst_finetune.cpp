#include "core/base/digest.h"
#include "core/model/model_defaults.h"
#include "core/model/model_file.h"
#include "core/model/model_library.h"
#include "tests/e2e/killed_program.h"
#include "tests/e2e/made_nights.h"
#include "tests/support/program_run.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace hypnodesk;
using hypnodesk::test::contentOf;
using hypnodesk::test::killAt;
namespace fs = std::filesystem;

/// `hypno finetune --nights` with a network whose answers are known.
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
    void killedAtEveryStage();
    void aFullDiskLeavesTheOldDefault();

private:
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QString at(const char* name) const { return QString::fromStdString(path(name).string()); }
    Run fake(const QStringList& arguments) const {
        return program(HYPNO_WITH_FAKE_NETWORK,
                       QStringList{"finetune", "--no-cache", "--base", at("base.safetensors")} + arguments);
    }

    /// A library whose own default scores the nights, for the programs that are started from here on.
    bool makeLibrary(const fs::path& library) const {
        ModelFile model;
        model.name = "present";
        model.normalisation = {std::vector<float>(128, -3.0f), std::vector<float>(128, 9.0f)};
        model.weights = {NamedTensor::fromFloats("w", {1}, std::vector<float>{1.0f})};
        fs::create_directories(library);
        qputenv("HYPNODESK_MODELS", library.c_str());
        return writeModelFile(model, library / "present.safetensors") &&
               setDefaultModel(library, "present", "", {"anna", "2026-11-22T20:00:00Z"});
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

/// SIGKILL at every stage: recordings, studies and library stay as they are, to the bit, and the same call
/// goes on to the model of a run that was never stopped.
void TestFinetune::killedAtEveryStage() {
    const fs::path library = path("kill-library");
    QVERIFY(makeLibrary(library));
    qputenv("FAKE_NETWORK_MS", "200");
    qputenv("FAKE_TRAINING_MS", "300");
    const QStringList arguments{"finetune", "--no-cache",  "--base", at("base.safetensors"),
                                "--nights", at("nights"),  "--name", "new",
                                "--run",    at("kill.run")};
    const auto models = contentOf(library);
    const auto nights = contentOf(path("nights"));
    for (const char* stage :
         {"preparing the nights", "judging by the present model", "fold 1/3, training",
          "fold 2/3, judging by the new model", "training on all nights", "looking for what was forgotten"}) {
        QVERIFY2(killAt(HYPNO_WITH_FAKE_NETWORK, arguments, stage), stage);
        QCOMPARE(contentOf(library), models);
        QCOMPARE(contentOf(path("nights")), nights);
    }
    // While it is taken into the library: either it is not there yet, or it is there and whole.
    qunsetenv("FAKE_NETWORK_MS");
    const fs::path made = library / "new.safetensors";
    const bool isKilled = killAt(
        HYPNO_WITH_FAKE_NETWORK, arguments, {},
        [&] { return fs::exists(library / "new.record.json") || fs::exists(made); }, 1);
    qInfo("killed while saving: %s, the model was %s", isKilled ? "yes" : "no, it had ended",
          fs::exists(made) ? "there" : "not there yet");
    for (const auto& [file, digest] : models)
        QCOMPARE(sha256HexOfFile(file).value_or("?"), digest);
    QCOMPARE(contentOf(path("nights")), nights);
    QCOMPARE(findModel("")->stem().string(), std::string("present"));
    if (!fs::exists(made)) {
        const Run run = program(HYPNO_WITH_FAKE_NETWORK, arguments);
        QVERIFY2(run.code == 0, run.err);
        QVERIFY(run.err.contains("going on from"));
    }
    QCOMPARE(*sha256HexOfFile(made), *sha256HexOfFile(path("new.safetensors")));
    QVERIFY(fs::exists(library / "new.record.json") && fs::exists(library / "new.record.html"));
    for (const char* name : {"HYPNODESK_MODELS", "FAKE_TRAINING_MS"})
        qunsetenv(name);
}

/// A disk that takes files up to a size only, larger and larger ones, stops the run at one stage after the
/// other, the saving of the model among them.
void TestFinetune::aFullDiskLeavesTheOldDefault() {
    const fs::path library = path("full-library");
    QVERIFY(makeLibrary(library));
    const auto models = contentOf(library);
    const QStringList call{HYPNO_WITH_FAKE_NETWORK,
                           "finetune",
                           "--no-cache",
                           "--base",
                           at("base.safetensors"),
                           "--nights",
                           at("nights"),
                           "--name",
                           "new",
                           "--run",
                           at("full.run")};
    int refused = 0;
    bool wasSaving = false;
    Run run;
    for (int kibibytes = 0; kibibytes < 64 && run.code != 0; kibibytes += 2) {
        run = program(
            "/bin/bash",
            QStringList{"-c", "trap '' XFSZ; ulimit -f $0; exec \"$@\"", QString::number(kibibytes)} + call);
        if (run.code == 0)
            break;
        ++refused;
        wasSaving = wasSaving || fs::exists(path("full.run") / "reference.json");
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains("make room"), run.err);
        QVERIFY2(run.err.contains("present model stays in use"), run.err);
        QCOMPARE(contentOf(library), models);
        QCOMPARE(findModel("")->stem().string(), std::string("present"));
    }
    QVERIFY2(run.code == 0, run.err);
    QVERIFY(refused > 1 && wasSaving);
    QCOMPARE(findModel("")->stem().string(), std::string("present"));
    QVERIFY(fs::exists(library / "new.safetensors"));
    qunsetenv("HYPNODESK_MODELS");
}

QTEST_GUILESS_MAIN(TestFinetune)
#include "tst_finetune.moc"
