#include "core/base/digest.h"
#include "core/edf/conformance.h"
#include "core/formats/format_registry.h"
#include "tests/support/program_run.h"
#include "tests/support/shared_data.h"

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

QString shared(const char* path) {
    return QString::fromStdString((sharedData() / path).string());
}

QStringList recordingsIn(const char* folder) {
    QStringList files;
    for (const QFileInfo& file : QDir(shared(folder)).entryInfoList(QDir::Files))
        if (QStringList{"edf", "bdf"}.contains(file.suffix().toLower()))
            files << file.absoluteFilePath();
    return files;
}

} // namespace

class TestCommandLine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        // Whoever runs the tests keeps their own settings and recent files.
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
            qputenv(name, at("home").toUtf8());
        const Run made = hypno({"simulate", "--out", at("nights"), "--nights", "2", "--hours", "0.5",
                                "--seed", "3", "--channels", "C4-M1,E1-M2,EMG chin"});
        QVERIFY2(made.code == 0, made.err);
    }

    void simulatedNightsFollowRealOnes() {
        SKIP_WITHOUT_SHARED_DATA();
        const QString course = shared("sleep-edf/bandpower/subject00_night1.safetensors");
        const Run good = hypno({"simulate", "--out", at("like"), "--channels", "C4-M1", "--courses", course});
        QVERIFY2(good.code == 0, good.err);
        const auto read =
            readHypnogram(at("like/virtual-0001-like-subject00_night1.hypnogram.csv").toStdString());
        QVERIFY(read);
        QCOMPARE(read->hypnogram.size(), std::int64_t(841));
        std::array<int, 5> counts{};
        for (const Stage stage : read->hypnogram.stages())
            if (isScored(stage))
                ++counts[static_cast<std::size_t>(stage)];
        // counted in the file itself with numpy
        QCOMPARE(counts, (std::array<int, 5>{188, 58, 250, 220, 125}));
    }

    void coursesThatAreNoneAreRefused() {
        SKIP_WITHOUT_SHARED_DATA();
        QVERIFY(QFile::copy(shared("sleep-edf/SC4001E0_first5min_statistics.csv"), at("none.safetensors")));
        const Run model = hypno({"simulate", "--out", at("no"), "--courses", at("none.safetensors")});
        QCOMPARE(model.code, 3);
        QVERIFY2(model.err.contains("not a measured night"), model.err);
        const Run empty = hypno({"simulate", "--out", at("no"), "--courses", at("nights")});
        QCOMPARE(empty.code, 3);
    }

    void simulationIsReproducible() {
        const Run again = hypno({"simulate", "--out", at("again"), "--nights", "1", "--hours", "0.5",
                                 "--seed", "3", "--channels", "C4-M1,E1-M2,EMG chin"});
        QCOMPARE(again.code, 0);
        QCOMPARE(*sha256HexOfFile(at("again/virtual-0001.edf").toStdString()),
                 *sha256HexOfFile(at("nights/virtual-0001.edf").toStdString()));
    }

    void infoAsJson() {
        const Run run = hypno({"info", "--json", at("nights/virtual-0001.edf")});
        QCOMPARE(run.code, 0);
        const QJsonObject info = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(info["channels"].toArray().size(), 3);
    }

    void scoringWritesWhatOthersRead() {
        const QString night = at("nights/virtual-0001.edf");
        const std::string before = *sha256HexOfFile(night.toStdString());
        const Run run = hypno({"score", night, "--out", at("scored"), "--format", "edf,csv,json,annot,yasa",
                               "--report", "html,json"});
        QVERIFY2(run.code == 0, run.err);
        QCOMPARE(*sha256HexOfFile(night.toStdString()), before);

        const auto csv = readHypnogram(at("scored/virtual-0001.hypnogram.csv").toStdString());
        const auto edf = readHypnogram(at("scored/virtual-0001.hypnogram.edf").toStdString());
        const auto json = readHypnogram(at("scored/virtual-0001.hypnogram.json").toStdString());
        QVERIFY(csv && edf && json);
        QCOMPARE(csv->hypnogram.size(), std::int64_t(60));
        QVERIFY(csv->hypnogram.stages() == edf->hypnogram.stages());
        QVERIFY(csv->hypnogram.stages() == json->hypnogram.stages());
        QVERIFY(csv->probabilities.has_value());
        QVERIFY(checkConformance(at("scored/virtual-0001.hypnogram.edf").toStdString()).opens);

        const QByteArray html = contentOf("scored/virtual-0001.report.html");
        QVERIFY(html.contains("subject to verification by a qualified clinician"));
        QVERIFY(!QJsonDocument::fromJson(contentOf("scored/virtual-0001.report.json")).isNull());
    }

    void aSlowEegIsScoredWithAWord() {
        QCOMPARE(
            hypno({"simulate", "--out", at("slow"), "--hours", "0.2", "--rate", "50", "--channels", "C4-M1"})
                .code,
            0);
        const QString night = at("slow/virtual-0001.edf");
        const QByteArray word = "C4-M1 has 50 samples a second";
        const Run run = hypno({"score", night, "--out", at("slow-scored"), "--report", "html"});
        QVERIFY2(run.code == 0 && run.out.contains(word), run.out + run.err);
        QVERIFY(contentOf("slow-scored/virtual-0001.report.html").contains(word));
        const Run fast = hypno({"score", at("nights/virtual-0001.edf"), "--out", at("fast-scored")});
        QVERIFY2(fast.code == 0 && !fast.out.contains("samples a second"), fast.out);
    }

    void mneReadsTheSameStages() {
        if (program("/usr/bin/python3", {"-c", "import mne"}).code != 0)
            QSKIP("skipped: python3-mne is not installed");
        QCOMPARE(hypno({"score", at("nights/virtual-0001.edf"), "--out", at("mne")}).code, 0);
        const QString script = QFINDTESTDATA("read_with_mne.py");
        const Run run = program("/usr/bin/python3", {script, at("mne/virtual-0001.hypnogram.edf")});
        QVERIFY2(run.code == 0, run.err);
        const auto csv = readHypnogram(at("mne/virtual-0001.hypnogram.csv").toStdString());
        QVERIFY(csv.has_value());
        const QList<QByteArray> lines = run.out.trimmed().split('\n');
        QCOMPARE(lines.size(), csv->hypnogram.size());
        for (qsizetype e = 0; e < lines.size(); ++e) {
            const QList<QByteArray> fields = lines[e].split(',');
            QCOMPARE(fields[0].toDouble(), 30.0 * static_cast<double>(e));
            QCOMPARE(fields[1].toDouble(), 30.0);
            const std::string stage(stageCode(csv->hypnogram.stage(e)));
            QCOMPARE(fields[2], QByteArray("Sleep stage ") + QByteArray::fromStdString(stage));
        }
    }

    void scoringAgainIsSkippedUnlessForced() {
        const QStringList score{"score", at("nights/virtual-0002.edf"), "--out", at("twice")};
        QCOMPARE(hypno(score).code, 0);
        const Run again = hypno(score);
        QCOMPARE(again.code, 0);
        QVERIFY2(again.out.contains("up to date"), again.out);
        QVERIFY(!hypno(score + QStringList{"--force"}).out.contains("up to date"));
    }

    void jobsGiveTheSameAnswers() {
        const QStringList nights{at("nights/virtual-0001.edf"), at("nights/virtual-0002.edf")};
        QCOMPARE(hypno(QStringList{"score"} + nights + QStringList{"--out", at("one")}).code, 0);
        QCOMPARE(hypno(QStringList{"score"} + nights + QStringList{"--out", at("two"), "--jobs", "2"}).code,
                 0);
        for (const char* name : {"virtual-0001", "virtual-0002"}) {
            const auto one =
                readHypnogram(at(QStringLiteral("one/%1.hypnogram.csv").arg(name)).toStdString());
            const auto two =
                readHypnogram(at(QStringLiteral("two/%1.hypnogram.csv").arg(name)).toStdString());
            QVERIFY(one && two);
            QVERIFY(one->hypnogram == two->hypnogram);
        }
    }

    void compareWithItselfIsPerfect() {
        const QString truth = at("nights/virtual-0001.hypnogram.csv");
        const Run run = hypno({"compare", truth, truth, "--json"});
        QCOMPARE(run.code, 0);
        const QJsonObject figures = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(figures["accuracy"].toDouble(), 1.0);
    }

    void convertThereAndBack() {
        const QString truth = at("nights/virtual-0001.hypnogram.csv");
        QCOMPARE(hypno({"convert", truth, at("there.edf"), "--to", "edf"}).code, 0);
        QCOMPARE(hypno({"convert", at("there.edf"), at("back.csv"), "--to", "csv"}).code, 0);
        QVERIFY(readHypnogram(at("back.csv").toStdString())->hypnogram.stages() ==
                readHypnogram(truth.toStdString())->hypnogram.stages());
    }

    void exitCodes() {
        QCOMPARE(hypno({}).code, 2);
        QCOMPARE(hypno({"score"}).code, 2);
        QCOMPARE(hypno({"score", at("nights/virtual-0001.edf"), "--format", "hieroglyphs"}).code, 2);
        QCOMPARE(hypno({"score", at("absent.edf"), "--out", at("x")}).code, 3);
        const Run some = hypno({"score", at("absent.edf"), at("nights/virtual-0001.edf"), "--out", at("x")});
        QCOMPARE(some.code, 1);
        QVERIFY2(some.err.contains("absent.edf"), some.err);
        QCOMPARE(hypno({"info", at("nights/virtual-0001.hypnogram.csv")}).code, 3);
        QCOMPARE(hypno({"score", at("nights/virtual-0001.edf"), "--channel", "Fp9", "--out", at("y")}).code,
                 3);
        QCOMPARE(
            hypno({"score", at("nights/virtual-0001.edf"), "--model", "none such", "--out", at("y")}).code,
            3);
        QVERIFY(!QFile::exists(at("y/virtual-0001.hypnogram.csv")));
    }

    void trainingIntoNowhereIsRefusedAtOnce() {
        const Run run =
            hypno({"pretrain", "--data", at("nights"), "--out", at("no/such/folder/m.safetensors")});
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains("no/such/folder"), run.err);
        QVERIFY2(!run.err.contains("pass"), run.err);
    }

    void checkPasses() {
        const Run run = hypno({"check", "--device", "cpu"});
        QVERIFY2(run.code == 0, run.out + run.err);
        QVERIFY(!run.out.contains("FAILED"));
    }

    void shippedModelsVerify() {
        const Run run = hypno({"models", "verify"});
        QVERIFY2(run.code == 0, run.out + run.err);
    }

#ifdef HYPNODESK_PROGRAM
    void theDesktopScoresWhatItIsGiven() {
        const Run run = program(QStringLiteral(HYPNODESK_PROGRAM),
                                {"--screenshot", at("desk.png"), "--score", at("nights/virtual-0001.edf")});
        QVERIFY2(run.code == 0, run.err);
        QVERIFY(QFile(at("desk.png")).size() > 10'000);
    }

    /// As packaging/run.sh starts it where there is a display: it must stay open.
    void theDesktopStaysOpen() {
        QProcess desktop;
        desktop.start(QStringLiteral(HYPNODESK_PROGRAM), {"--score", at("nights/virtual-0001.edf")});
        QVERIFY(desktop.waitForStarted());
        QVERIFY2(!desktop.waitForFinished(5'000), desktop.readAllStandardError());
        desktop.terminate();
        desktop.waitForFinished();
    }
#endif

    void everyFileOfTheZooIsReadOrRefused() {
        SKIP_WITHOUT_SHARED_DATA();
        const QStringList files = recordingsIn("edf-zoo") + recordingsIn("ucddb/fragments");
        QVERIFY(files.size() >= 90);
        for (const QString& file : files) {
            const Run run = hypno({"info", file});
            QVERIFY2(run.code == 0 || run.code == 3, qPrintable(file));
            if (run.code == 3)
                QVERIFY2(run.err.count('\n') == 1 && !run.err.trimmed().isEmpty(), qPrintable(file));
        }
    }

    void realNightsAreScoredAndCompared() {
        SKIP_WITHOUT_SHARED_DATA();
        const QStringList recordings{shared("ucddb/ucddb022_C3A2_night.edf"),
                                     shared("dreams/dreams1_C3-A1.edf"),
                                     shared("dreams/excerpt3_full_psg.edf")};
        const Run run = hypno(QStringList{"score"} + recordings + QStringList{"--out", at("real")});
        QVERIFY2(run.code == 0, run.err);
        const Run compared = hypno({"compare", shared("ucddb/ucddb022_hypnogram.csv"),
                                    at("real/ucddb022_C3A2_night.hypnogram.csv"), "--json"});
        QCOMPARE(compared.code, 0);
        // Far above chance on a real night, whatever the model of the day.
        QVERIFY2(QJsonDocument::fromJson(compared.out).object()["kappa"].toDouble() > 0.3, compared.out);
    }

private:
    QString at(const QString& name) const {
        return m_folder.filePath(name);
    }
    QByteArray contentOf(const QString& name) const {
        QFile file(at(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
