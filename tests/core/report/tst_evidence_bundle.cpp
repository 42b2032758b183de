#include "core/base/atomic_file.h"
#include "core/report/audit_table.h"
#include "core/report/evidence_bundle.h"
#include "core/report/zip_archive.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace hypnodesk;
namespace fs = std::filesystem;

namespace {

/// Runs Python, which has libraries for zip, CSV and SHA-256 that are not ours.
QByteArray python(const QStringList& arguments, int* code = nullptr) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start("/usr/bin/python3", arguments);
    process.waitForFinished(30'000);
    if (code)
        *code = process.exitCode();
    return process.readAll();
}

StudyOptions studyOptions() {
    StudyOptions options;
    options.author = {"Änne, \"the night\" shift", "sleeplab-1", "Hypnodesk 0.1.0"};
    options.clock = [] {
        return std::chrono::system_clock::time_point(std::chrono::seconds(1'800'000'000)); // 15 January 2027
    };
    return options;
}

NightProbabilities sureNight(const Hypnogram& hypnogram) {
    NightProbabilities night;
    night.grid = hypnogram.grid();
    night.modelName = "MC2SleepNet test";
    night.modelDigest = std::string(64, 'b');
    night.derivation = "C4-M1";
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch) {
        EpochVerdict verdict;
        verdict.joint.fill(0.05f);
        verdict.joint[static_cast<std::size_t>(hypnogram.stage(epoch))] = 0.8f;
        night.epochs.push_back(verdict);
    }
    return night;
}

} // namespace

class TstEvidenceBundle : public QObject {
    Q_OBJECT

    fs::path at(const char* name) const { return m_folder.filePath(name).toStdString(); }
    QString pathOf(const char* name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    ScoringId m_scoring = 0;

private Q_SLOTS:
    /// A network run, Anna's copy of it, and one correction with a note that CSV must quote.
    void initTestCase() {
        const RecordingIdentity identity{"night.edf",           1234, std::string(64, 'a'), {},
                                         "2026-03-01T22:47:30", 240.0};
        auto study = Study::create(at("night.hypno"), identity, at("night.edf"), studyOptions());
        QVERIFY2(study, study ? "" : study.error().detail.c_str());
        const auto run =
            study->createNetworkRun({.name = "AI",
                                     .probabilities = sureNight(Hypnogram::fromLetters("WW1122RR")),
                                     .device = "CPU",
                                     .optionsJson = R"({"stride":1})",
                                     .note = {}});
        QVERIFY2(run, run ? "" : run.error().detail.c_str());
        const auto copy = study->copyScoring(*run, "Anna", "Änne");
        QVERIFY(copy);
        m_scoring = *copy;
        EditRequest edit;
        edit.edit = editRange(*study->hypnogram(m_scoring), 2, 4, {Stage::N2, StageSource::Person});
        edit.text = "two epochs, \"really\"\nN2";
        QVERIFY(study->applyEdits(m_scoring, std::span(&edit, 1)));
    }

    void archiveIsTheSameAtAnyTimeAndPlace() {
        const std::vector<ArchiveMember> members{{"a.txt", std::string(10'000, 'x')}, {"empty", ""}};
        const auto first = zipArchive(members);
        QVERIFY2(first, first ? "" : first.error().detail.c_str());
        qputenv("TZ", "Asia/Tokyo");
        QTest::qWait(2100); // times in zip files have steps of two seconds
        const auto second = zipArchive(members);
        qunsetenv("TZ");
        QVERIFY(second);
        QVERIFY(*first == *second);
        QVERIFY(first->size() < 1000);
    }

    void archiveRefusesTheSameNameTwice() {
        const std::vector<ArchiveMember> members{{"a.txt", "1"}, {"a.txt", "2"}};
        QVERIFY(!zipArchive(members));
    }

    void bundleOpensWithoutUs() {
        const auto study = Study::open(at("night.hypno"), StudyMode::ReadOnly);
        QVERIFY(study);
        const ModelCard card{std::string(64, 'b'), "# A model\n"};
        const auto summary = writeEvidenceBundle(*study, m_scoring, card, at("evidence.zip"));
        QVERIFY2(summary, summary ? "" : summary.error().detail.c_str());
        QVERIFY(summary->journalIsIntact);

        const QByteArray names =
            python({"-c",
                    "import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; "
                    "print(*sorted(z.namelist())); z.extractall(sys.argv[2])",
                    pathOf("evidence.zip"), pathOf("evidence")});
        QCOMPARE(
            names.trimmed(),
            QByteArray("README.txt SHA256SUMS audit.csv manifest.json model.json model_card.md scoring.csv "
                       "scoring.edf statistics.json verify.py versions.json"));
        int code = -1;
        const QByteArray verdict = python({pathOf("evidence/verify.py")}, &code);
        QVERIFY2(code == 0, verdict);
        QVERIFY(verdict.startsWith("intact: 9 files"));

        const auto manifest = nlohmann::json::parse(*readTextFile(at("evidence/manifest.json")));
        QCOMPARE(manifest["journal"]["hash"].get<std::string>(), study->journalHead()->hash);
        QCOMPARE(manifest["scoring"]["name"].get<std::string>(), std::string("Anna"));
        const auto statistics = nlohmann::json::parse(*readTextFile(at("evidence/statistics.json")));
        // WW 2222 RR, half a minute each: 3 min asleep.
        QCOMPARE(statistics["statistics"]["tst_min"].get<double>(), 3.0);
        const std::string csv = *readTextFile(at("evidence/scoring.csv"));
        QVERIFY(csv.find("\n2,60,N2,") != std::string::npos);
    }

    void sameStudySameBytes() {
        const auto study = Study::open(at("night.hypno"), StudyMode::ReadOnly);
        QVERIFY(study);
        QVERIFY(writeEvidenceBundle(*study, m_scoring, {}, at("one.zip")));
        QVERIFY(writeEvidenceBundle(*study, m_scoring, {}, at("two.zip")));
        QVERIFY(*readTextFile(at("one.zip")) == *readTextFile(at("two.zip")));
    }

    void verifierSeesEveryAlteredRow() {
        const QString audit = pathOf("evidence/audit.csv");
        QFile file(audit);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        file.close();
        const auto tamper = [&](const QByteArray& bytes) {
            QFile out(audit);
            out.open(QIODevice::WriteOnly);
            out.write(bytes);
            out.close();
            int code = 0;
            return std::pair(python({pathOf("evidence/verify.py")}, &code), code);
        };
        QByteArray altered = whole;
        altered.replace("sleep", "slept").replace(",N2,person", ",N3,person");
        auto [text, code] = tamper(altered);
        QCOMPARE(code, 1);
        QVERIFY2(text.contains("is not what was written"), text);
        const qsizetype lastLine = whole.lastIndexOf('\n', whole.size() - 2);
        std::tie(text, code) = tamper(whole.left(lastLine + 1));
        QCOMPARE(code, 1);
        std::tie(text, code) = tamper(whole);
        QCOMPARE(code, 0);
    }

    void neverWritesOverAnything() {
        const auto study = Study::open(at("night.hypno"), StudyMode::ReadOnly);
        QVERIFY(study);
        QVERIFY(writeFileAtomically(at("precious.zip"), std::string_view("precious")));
        const auto refused = writeEvidenceBundle(*study, m_scoring, {}, at("precious.zip"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::ArgumentInvalid);
        QCOMPARE(*readTextFile(at("precious.zip")), std::string("precious"));
        QVERIFY(!writeEvidenceBundle(*study, 99, {}, at("no.zip")));
        QVERIFY(!fs::exists(at("no.zip")));
    }

    void csvKeepsEveryByteOfANote() {
        JournalRow row;
        row.number = 1;
        row.user = "a,b";
        row.note = "line\nbreak \"quoted\"";
        row.hash = "h";
        QCOMPARE(auditCsvLine(row), std::string("1,,\"a,b\",,,,,,,,,,,,\"line\nbreak \"\"quoted\"\"\",,h\n"));
    }
};

QTEST_GUILESS_MAIN(TstEvidenceBundle)
#include "tst_evidence_bundle.moc"
