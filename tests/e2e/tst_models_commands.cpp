#include "core/base/digest.h"
#include "tests/core/model/model_fixtures.h"
#include "tests/support/program_run.h"

#include <QFile>
#include <QJsonArray>

#include <memory>

using namespace hypnodesk;

namespace {

Run hypno(const QStringList& arguments) {
    return program(QStringLiteral(HYPNO_WITH_FAKE_NETWORK), arguments);
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The library of models, as a user works with it.
class TestModelsCommands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("HYPNODESK_MODELS", at("models").toUtf8());
        QVERIFY(QDir(m_folder->path()).mkdir("models"));
        for (const auto& [id, weight] : {std::pair("clinic", 1.0f), std::pair("occipital", 2.0f)}) {
            ModelFile model = test::smallModel(id, weight);
            QVERIFY(writeModelFile(model, at("models").toStdString() + "/" + id + ".safetensors"));
        }
    }
    void cleanup() { qunsetenv("HYPNODESK_MODELS"); }

    void nightsAreScoredWithTheDefaultOfTheirDerivation() {
        QCOMPARE(hypno({"simulate", "--out", at("nights"), "--nights", "1", "--hours", "0.2", "--seed", "3",
                        "--channels", "C4-M1,O2-M1"})
                     .code,
                 0);
        QCOMPARE(hypno({"models", "set-default", "clinic"}).code, 0);
        const Run set = hypno({"models", "set-default", "occipital", "--derivation", "EEG O2-A1"});
        QVERIFY2(set.out.contains("default for O2-M1: occipital"), set.out + set.err);
        QCOMPARE(modelOf("C4-M1"), QByteArray("clinic"));
        QCOMPARE(modelOf("O2-M1"), QByteArray("occipital"));
        QVERIFY(hypno(scoring("O2-M1")).out.contains("up to date"));
        // Another default: what was scored with the old one is not up to date.
        QCOMPARE(hypno({"models", "rollback"}).code, 0);
        QCOMPARE(modelOf("O2-M1"), QByteArray("clinic"));
        QCOMPARE(hypno({"models", "rollback"}).code, 0);
        const Run none = hypno({"models", "rollback"});
        QCOMPARE(none.code, 3);
        QVERIFY2(none.err.contains("the shipped model scores"), none.err);
    }

    void listsWhatIsInstalled() {
        QCOMPARE(hypno({"models", "set-default", "clinic"}).code, 0);
        const Run run = hypno({"models", "list", "--json"});
        const QJsonArray models = QJsonDocument::fromJson(run.out).array();
        QVERIFY(models.size() >= 2);
        QCOMPARE(models[0]["id"].toString(), QString("clinic"));
        QCOMPARE(models[0]["default"].toString(), QString("default"));
        QCOMPARE(models[0]["parents"].toArray().size(), 2);
        QFile file(at("models/clinic.safetensors"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(file.size() - 1);
        file.write("x");
        file.close();
        const Run altered = hypno({"models"});
        QVERIFY2(altered.out.contains("PROBLEM"), altered.out);
        const Run score = hypno({"score", at("no.edf")});
        QCOMPARE(score.code, 3);
        QVERIFY2(score.err.contains("was altered since it was chosen"), score.err);
    }

    void exportsAndImports() {
        const QString file = at("for-others.safetensors");
        QCOMPARE(hypno({"models", "export", "clinic", file}).code, 0);
        QCOMPARE(hypno({"models", "export", "clinic", file}).code, 3);
        const Run taken = hypno({"models", "import", file, "--name", "clinic"});
        QCOMPARE(taken.code, 3);
        QVERIFY2(taken.err.contains("never changed in place"), taken.err);
        QCOMPARE(hypno({"models", "import", file}).code, 0);
        QCOMPARE(contentOf(at("models/for-others.safetensors")), contentOf(at("models/clinic.safetensors")));
        QFile cut(file);
        QVERIFY(cut.resize(cut.size() - 5));
        const Run damaged = hypno({"models", "import", file, "--name", "again"});
        QCOMPARE(damaged.code, 3);
        QVERIFY2(damaged.err.contains("damaged"), damaged.err);
    }

    void asksBeforeRemoving() {
        QCOMPARE(hypno({"simulate", "--out", at("nights"), "--nights", "1", "--hours", "0.2", "--seed", "3",
                        "--channels", "C4-M1"})
                     .code,
                 0);
        QCOMPARE(hypno({"score", at("nights/virtual-0001.edf"), "--model", "clinic", "--study"}).code, 0);
        QCOMPARE(hypno({"models", "remove", "clinic"}).code, 3); // nobody said where to look
        const Run refused = hypno({"models", "remove", "clinic", "--studies", at("nights")});
        QCOMPARE(refused.code, 3);
        QVERIFY2(refused.err.contains("virtual-0001.hypno"), refused.err);
        QVERIFY2(refused.err.contains("looked through 1 studies, 1 runs"), refused.err);
        QCOMPARE(hypno({"models", "remove", "occipital", "--studies", at("nights")}).code, 0);
        QVERIFY(!QFile::exists(at("models/occipital.safetensors")));
        QCOMPARE(hypno({"models", "remove", "clinic", "--studies", at("nights"), "--yes"}).code, 0);
        QVERIFY(!QFile::exists(at("models/clinic.safetensors")));
    }

private:
    QString at(const char* path) const { return m_folder->filePath(path); }
    QStringList scoring(const char* channel) const {
        return {
            "score", at("nights/virtual-0001.edf"), "--channel", channel, "--out", at(channel), "--format",
            "json"};
    }
    QByteArray modelOf(const char* channel) {
        const Run run = hypno(scoring(channel));
        [&] { QVERIFY2(run.code == 0, run.err); }();
        const QJsonObject record =
            QJsonDocument::fromJson(contentOf(at(channel) + "/virtual-0001.scored.json")).object();
        return record["model"]["name"].toString().toUtf8();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestModelsCommands)
#include "tst_models_commands.moc"
