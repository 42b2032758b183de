#include "core/base/digest.h"
#include "core/edf/edf_file.h"
#include "core/study/study.h"
#include "tests/support/program_run.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace hypnodesk;

namespace {

Run hypno(const QStringList& arguments) {
    return program(QStringLiteral(HYPNO_PROGRAM), arguments);
}

std::string digestOf(const QString& path) {
    return sha256HexOfFile(path.toStdString()).value_or("unreadable");
}

} // namespace

/// Studies, evidence and de-identified copies, as a user of `hypno` meets them.
class TestStudyCommandLine : public QObject {
    Q_OBJECT

    QString at(const QString& name) const { return m_folder.filePath(name); }

    void write(const QString& name, const QByteArray& content) const {
        QFile file(at(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    /// Two nights of a quarter of an hour, 30 epochs each, scored into studies.
    void initTestCase() {
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME"})
            qputenv(name, at("home").toUtf8());
        const Run made = hypno({"simulate", "--out", at("nights"), "--nights", "2", "--hours", "0.25",
                                "--seed", "5", "--channels", "C4-M1"});
        QVERIFY2(made.code == 0, made.err);
        const std::string before = digestOf(at("nights/virtual-0001.edf"));
        const Run scored = hypno({"score", "--study", "--stride", "5", at("nights/virtual-0001.edf"),
                                  at("nights/virtual-0002.edf")});
        QVERIFY2(scored.code == 0, scored.err);
        QCOMPARE(digestOf(at("nights/virtual-0001.edf")), before);
        QVERIFY(QFile::exists(at("nights/virtual-0002.hypno")));
        // Only the study was asked for.
        QVERIFY(QDir(QDir::currentPath()).entryList({"virtual-000*"}).isEmpty());
    }

    void scoredRunsAreKeptOnce() {
        const Run again = hypno({"score", "--study", "--stride", "5", at("nights/virtual-0001.edf")});
        QCOMPARE(again.code, 0);
        QVERIFY2(again.out.contains("up to date"), again.out);
        const QJsonObject study = hypno({"study", at("nights/virtual-0001.hypno"), "--json"}).json();
        const QJsonArray scorings = study["scorings"].toArray();
        QCOMPARE(scorings.size(), 1);
        QCOMPARE(scorings[0].toObject()["kind"].toString(), QString("network"));
        QCOMPARE(scorings[0].toObject()["epochs"].toInt(), 30);
        QCOMPARE(scorings[0].toObject()["model"].toObject()["sha256"].toString().size(), 64);
        QCOMPARE(scorings[0].toObject()["options"].toObject()["stride"].toInt(), 5);
        QVERIFY(!scorings[0].toObject()["device"].toString().isEmpty());
        QVERIFY(study["held_by"].isNull());
    }

    void heldStudyFailsForItsNightOnly() {
        const auto holder = Study::open(at("nights/virtual-0001.hypno").toStdString());
        QVERIFY(holder && !holder->isReadOnly());
        const Run run = hypno({"score", "--study", "--stride", "6", at("nights/virtual-0001.edf"),
                               at("nights/virtual-0002.edf")});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains("virtual-0001"), run.err);
        QVERIFY2(run.out.contains("virtual-0002"), run.out);
        const Run listed = hypno({"study", at("nights/virtual-0001.hypno"), "--json"});
        QCOMPARE(listed.code, 0);
        QVERIFY(listed.json()["held_by"].isObject());
        QCOMPARE(
            hypno({"study", at("nights/virtual-0002.hypno"), "--json"}).json()["scorings"].toArray().size(),
            2);
    }

    void importedHypnogramsBecomeScorings() {
        QByteArray csv = "epoch,onset_s,stage\n";
        for (int epoch = 0; epoch < 28; ++epoch)
            csv += QByteArray::number(epoch) + "," + QByteArray::number(epoch * 30) + "," +
                   (epoch < 10    ? "W"
                    : epoch == 20 ? "nonsense"
                                  : "N2") +
                   "\n";
        write("anna.csv", csv);
        const QString study = at("nights/virtual-0001.hypno");
        const std::string before = digestOf(study);
        const QJsonObject preview = hypno({"import", study, at("anna.csv"), "--preview", "--json"}).json();
        QCOMPARE(preview["epochs"].toInt(), 28);
        QCOMPARE(preview["stages"].toObject()["W"].toInt(), 10);
        QCOMPARE(preview["unknown_labels"].toInt(), 1);
        QCOMPARE(preview["recording"].toObject()["uncovered_epochs"].toInt(), 2);
        QCOMPARE(digestOf(study), before);

        const Run made = hypno({"import", study, at("anna.csv"), "--name", "Anna", "--scorer", "Anna Berg"});
        QVERIFY2(made.code == 0, made.err);
        QVERIFY(made.out.contains("scoring \"Anna\" made"));
        QCOMPARE(hypno({"import", study, at("anna.csv"), "--offset", "soon"}).code, 2);
        QCOMPARE(hypno({"import", study, at("nights/virtual-0002.hypno")}).code, 3);
    }

    void statisticsAndAgreementOfStudies() {
        const QString study = at("nights/virtual-0001.hypno");
        const Run stats = hypno({"stats", study + "#Anna", "--json"});
        QVERIFY2(stats.code == 0, stats.err);
        // 17 epochs of N2, half a minute each.
        QCOMPARE(stats.json()["statistics"].toObject()["tst_min"].toDouble(), 8.5);
        const Run same = hypno({"compare", study + "#Anna", at("anna.csv"), "--json"});
        QCOMPARE(same.code, 0);
        QCOMPARE(same.json()["accuracy"].toDouble(), 1.0);
        QCOMPARE(same.json()["compared"].toInt(), 27);
        const Run unknown = hypno({"stats", study + "#Nobody"});
        QCOMPARE(unknown.code, 3);
        QVERIFY2(unknown.err.contains("\"Anna\""), unknown.err); // says which there are
    }

    void scoringsAreConverted() {
        const QString study = at("nights/virtual-0001.hypno");
        const std::string before = digestOf(study);
        const Run made = hypno({"convert", study + "#Anna", at("anna-again.csv")});
        QVERIFY2(made.code == 0, made.err);
        const Run same = hypno({"compare", study + "#Anna", at("anna-again.csv"), "--json"});
        QCOMPARE(same.json()["accuracy"].toDouble(), 1.0);
        QCOMPARE(same.json()["compared"].toInt(), 27);
        const Run over = hypno({"convert", at("anna.csv"), study, "--to", "csv"});
        QCOMPARE(over.code, 3);
        QVERIFY2(over.err.contains("hypno import"), over.err);
        QCOMPARE(digestOf(study), before);
    }

    void auditPrintsAndVerifies() {
        const QString study = at("nights/virtual-0001.hypno");
        const Run table = hypno({"audit", study});
        QCOMPARE(table.code, 0);
        QVERIFY(table.out.contains("create") && table.out.contains("Anna"));
        const QJsonArray rows = QJsonDocument::fromJson(hypno({"audit", study, "--json"}).out).array();
        QVERIFY(rows.size() >= 3);
        QCOMPARE(hypno({"audit", study, "--csv"}).out.count('\n'), rows.size() + 1);
        const Run verified = hypno({"audit", study, "--verify"});
        QVERIFY2(verified.code == 0 && verified.out.contains("intact"), verified.out);

        // A head that was written down earlier is found again; a wrong one is not.
        const QJsonObject head = hypno({"audit", study, "--verify", "--json"}).json()["head"].toObject();
        const QString anchor = QString::number(head["rows"].toInt()) + ":" + head["hash"].toString();
        QCOMPARE(hypno({"audit", study, "--anchor", anchor}).code, 0);
        QCOMPARE(hypno({"audit", study, "--anchor", "1:" + QString(64, '0')}).code, 1);
        QCOMPARE(hypno({"audit", study, "--anchor", "soon"}).code, 2);
        QCOMPARE(hypno({"audit", at("anna.csv")}).code, 3);
    }

    void auditNamesEveryBadRow() {
        QVERIFY(QFile::copy(at("nights/virtual-0001.hypno"), at("tampered.hypno")));
        const Run done =
            program("/usr/bin/python3", {"-c",
                                         "import sqlite3,sys\n"
                                         "d=sqlite3.connect(sys.argv[1])\n"
                                         "d.execute('DROP TRIGGER journal_no_update')\n"
                                         "d.execute('UPDATE journal SET user=\"eve\" WHERE number=2')\n"
                                         "d.commit()\n",
                                         at("tampered.hypno")});
        QVERIFY2(done.code == 0, done.err);
        const Run verified = hypno({"audit", at("tampered.hypno"), "--verify"});
        QCOMPARE(verified.code, 1);
        QVERIFY2(verified.out.contains("row 2: altered"), verified.out);
    }

    void bundleOpensWithoutUs() {
        const QString study = at("nights/virtual-0001.hypno");
        const Run run = hypno({"bundle", study, "--scoring", "Anna", "--out", at("evidence.zip"), "--json"});
        QVERIFY2(run.code == 0, run.err);
        QVERIFY(run.json()["journal"].toObject()["intact"].toBool());
        const Run checked = program(
            "/usr/bin/python3", {"-c",
                                 "import zipfile,sys,subprocess\n"
                                 "z=zipfile.ZipFile(sys.argv[1]); z.extractall(sys.argv[2])\n"
                                 "sys.exit(subprocess.call([sys.executable, sys.argv[2]+'/verify.py']))\n",
                                 at("evidence.zip"), at("evidence")});
        QVERIFY2(checked.code == 0, checked.out + checked.err);
        QVERIFY(!QFile::exists(at("evidence/model.json")));                      // Anna scored alone
        QCOMPARE(hypno({"bundle", study, "--out", at("evidence.zip")}).code, 3); // never written over

        // The card of the network's model goes along.
        const Run ai = hypno({"bundle", at("nights/virtual-0002.hypno"), "--out", at("ai.zip")});
        QVERIFY2(ai.code == 0, ai.err);
        const Run names = program("/usr/bin/python3", {"-m", "zipfile", "-l", at("ai.zip")});
        QVERIFY2(names.out.contains("model.json") && names.out.contains("model_card.md"), names.out);
    }

    void deidentifiedCopiesOfRecordingAndStudy() {
        const QString night = at("nights/virtual-0001.edf");
        const QString study = at("nights/virtual-0001.hypno");
        const std::string nightBefore = digestOf(night);
        const std::string studyBefore = digestOf(study);
        const Run run = hypno({"deidentify", night, "--out", at("copy.edf"), "--code", "S1", "--shift",
                               "random", "--keep-weekday", "--study", "--json"});
        QVERIFY2(run.code == 0, run.err);
        QCOMPARE(digestOf(night), nightBefore);
        QCOMPARE(digestOf(study), studyBefore);
        QCOMPARE(run.json()["shifted_days"].toInt() % 7, 0);
        const auto copy = EdfFile::open(at("copy.edf").toStdString());
        QVERIFY(copy);
        QCOMPARE(copy->header().patient, std::string("S1 X X X"));
        const auto original = EdfFile::open(night.toStdString());
        QCOMPARE(*sha256HexOfSignal(*copy, 0), *sha256HexOfSignal(*original, 0));

        const Run stats = hypno({"stats", at("copy.hypno") + "#imported 2", "--json"});
        QVERIFY2(stats.code == 0, stats.err);
        QCOMPARE(stats.json()["statistics"].toObject()["tst_min"].toDouble(), 8.5);
        QCOMPARE(hypno({"audit", at("copy.hypno"), "--verify"}).code, 0);
        const QJsonObject listed = hypno({"study", at("copy.hypno"), "--json"}).json();
        QCOMPARE(listed["recording"].toObject()["file"].toString(), QString("copy.edf"));
        QFile file(at("copy.hypno"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("Anna") && !bytes.contains("anna.csv") && !bytes.contains("virtual-0001"));

        QCOMPARE(hypno({"deidentify", night, "--out", night}).code, 3);
        QCOMPARE(hypno({"deidentify", night, "--out", at("copy.edf")}).code, 3);
        QCOMPARE(hypno({"deidentify", night, "--out", at("x.edf"), "--shift", "soon"}).code, 2);
        QCOMPARE(digestOf(night), nightBefore);
    }
};

QTEST_GUILESS_MAIN(TestStudyCommandLine)
#include "tst_study_command_line.moc"
