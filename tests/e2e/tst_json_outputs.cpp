#include "core/model/model_file.h"
#include "tests/e2e/made_nights.h"
#include "tests/support/program_run.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace hypnodesk;

/// Every JSON that `hypno` prints follows its schema in resources/schemas. Files of JSON: tst_batch and
/// tst_finetune.
class TestJsonOutputs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void allFollowTheirSchemas();
    void noCommandIsForgotten();
    void schemasRefuseOthers();

private:
    QString at(const QString& name) const { return m_folder.filePath(name); }
    std::string path(const char* name) const { return at(name).toStdString(); }
    static Run hypno(const QStringList& arguments) {
        return program(QStringLiteral(HYPNO_WITH_FAKE_NETWORK), arguments);
    }
    /// Runs a command, which must succeed, and lays what it prints beside its schema.
    void keep(const QString& schema, const QStringList& arguments);
    QByteArray faults(const QStringList& schemasAndFiles) const;

    QStringList m_pairs;         ///< schema, file, schema, file, ...
    QSet<QString> m_subcommands; ///< whose outputs were kept
    // In memory where there is such a folder: what is tested does not need the disk's patience.
    QTemporaryDir m_folder{(QFileInfo("/dev/shm").isWritable() ? QString("/dev/shm") : QDir::tempPath()) +
                           "/hypnodesk-XXXXXX"};
};

void TestJsonOutputs::keep(const QString& schema, const QStringList& arguments) {
    const Run run = hypno(arguments);
    QVERIFY2(run.code == 0, (arguments.join(' ').toUtf8() + ": " + run.err).constData());
    const QString file = at(QString("output-%1.json").arg(m_pairs.size() / 2));
    QVERIFY(made::text(file.toStdString(), run.out.toStdString()));
    m_pairs << schema << file;
    m_subcommands << arguments.front();
}

QByteArray TestJsonOutputs::faults(const QStringList& schemasAndFiles) const {
    const QString folder = QFileInfo(QFINDTESTDATA("../../resources/schemas/report.schema.json")).path();
    QStringList arguments{QFINDTESTDATA("validate_json.py"), "--pairs"};
    for (qsizetype i = 0; i + 1 < schemasAndFiles.size(); i += 2)
        arguments << folder + '/' + schemasAndFiles[i] + ".schema.json" << schemasAndFiles[i + 1];
    return program("/usr/bin/python3", arguments).err;
}

void TestJsonOutputs::initTestCase() {
    if (program("/usr/bin/python3", {"-c", "import jsonschema; jsonschema.Draft202012Validator"}).code != 0)
        QSKIP("skipped: python3-jsonschema is not installed");
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(name, at("home").toUtf8());
    const QString night = at("nights/anna_1.edf");
    QVERIFY(made::night(path("nights"), "anna_1", made::repeated("W123R", 8)));
    QVERIFY(made::night(path("nights"), "berta_1", made::repeated("W122R", 8)));
    QVERIFY(made::hypnogram(path("second.csv"), made::repeated("W123?", 8)));
    QVERIFY(made::hypnogram(path("third.csv"), made::repeated("WW23R", 8)));
    QVERIFY(made::text(path("fake.safetensors"), "{}"));
    const QString first = at("nights/anna_1.hypnogram.csv");
    QCOMPARE(hypno({"score", night, "--study", "--model", at("fake.safetensors")}).code, 0);
    const QString study = at("nights/anna_1.hypno");

    keep("info", {"info", night, "--json", "--digest"});
    keep("info", {"info", night, at("nights/berta_1.edf"), "--json"});
    keep("compare", {"compare", first, at("second.csv"), "--json"});
    keep("compare-scorers", {"compare", first, at("second.csv"), at("third.csv"), "--json"});
    keep("statistics", {"stats", first, "--json"});
    keep("statistics", {"stats", study, "--json"});
    keep("preview", {"convert", at("second.csv"), "--preview", "--json"});
    keep("preview", {"convert", first, "--preview", "--json", "--recording", night});
    keep("import", {"import", study, at("second.csv"), "--preview", "--json"});
    keep("import", {"import", study, at("second.csv"), "--offset", "30", "--json"});
    keep("study", {"study", study, "--json"});
    keep("audit", {"audit", study, "--json"});
    keep("audit", {"audit", study, "--verify", "--json"});
    keep("bundle", {"bundle", study, "--out", at("bundle.zip"), "--json"});
    keep("deidentify", {"deidentify", night, "--out", at("nobody.edf"), "--json"});
    keep("deidentify", {"deidentify", night, "--out", at("shifted.edf"), "--shift", "7", "--json"});
    const QStringList evaluate{"evaluate",   "--model", at("fake.safetensors"), "--data",
                               at("nights"), "--json",  "--resamples",          "50"};
    keep("evaluation", evaluate);
    keep("evaluation", evaluate + QStringList{"--folds", "2", "--from-scratch", "--work", at("work")});
    ModelFile model;
    model.name = "clinic";
    model.normalisation = {std::vector<float>(128, 0.0f), std::vector<float>(128, 1.0f)};
    const QString installed = at("home/hypnodesk/models/clinic.safetensors");
    QVERIFY(QDir().mkpath(QFileInfo(installed).path()));
    QVERIFY(writeModelFile(model, installed.toStdString()));
    keep("models", {"models", "list", "--json"});
    keep("model", {"models", "show", installed});

    // Of a bundle, its manifest.
    const Run manifest = program("/usr/bin/python3", {"-m", "zipfile", "-e", at("bundle.zip"), at("bundle")});
    QVERIFY2(manifest.code == 0, manifest.err);
    m_pairs << "evidence" << at("bundle/manifest.json");
}

void TestJsonOutputs::allFollowTheirSchemas() {
    QCOMPARE(faults(m_pairs), QByteArray());
}

/// A subcommand that gains a --json must be looked at above.
void TestJsonOutputs::noCommandIsForgotten() {
    const QByteArray help = hypno({"--help"}).out;
    const QString commands = QString::fromUtf8(help.mid(help.indexOf("Subcommands:")));
    static const QRegularExpression name("^  ([a-z]+) ", QRegularExpression::MultilineOption);
    int withJson = 0;
    for (auto match = name.globalMatch(commands); match.hasNext();) {
        const QString command = match.next().captured(1);
        if (command == "finetune" || !hypno({command, "--help"}).out.contains("--json"))
            continue;
        ++withJson;
        QVERIFY2(m_subcommands.contains(command), qPrintable(command));
    }
    QVERIFY(withJson >= 10);
}

/// One that takes everything would prove nothing.
void TestJsonOutputs::schemasRefuseOthers() {
    for (qsizetype i = 0; i + 3 < m_pairs.size(); i += 2)
        if (m_pairs[i] != m_pairs[i + 2])
            QVERIFY2(!faults({m_pairs[i], m_pairs[i + 3]}).isEmpty(), qPrintable(m_pairs[i]));
}

QTEST_GUILESS_MAIN(TestJsonOutputs)
#include "tst_json_outputs.moc"
