#include "app/command_line/batch_progress.h"
#include "app/command_line/machine_size.h"
#include "app/command_line/score_nights.h"
#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "tests/e2e/made_nights.h"
#include "tests/support/program_run.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

using namespace hypnodesk;
using namespace hypnodesk::cli;
namespace fs = std::filesystem;

namespace {

constexpr int kGoodNights = 9;
constexpr int kBrokenNights = 3;

Run hypno(const QStringList& arguments) {
    return program(QStringLiteral(HYPNO_WITH_FAKE_NETWORK), arguments);
}

/// The content of every file below a folder, by its path in it.
std::map<std::string, QByteArray> treeOf(const fs::path& folder) {
    std::map<std::string, QByteArray> tree;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        QFile file(QString::fromStdString(entry.path().string()));
        if (file.open(QIODevice::ReadOnly))
            tree[entry.path().lexically_relative(folder).string()] = file.readAll();
    }
    return tree;
}

std::size_t countOf(const fs::path& folder, const std::string& suffix) {
    std::size_t count = 0;
    std::error_code ignored;
    for (const auto& entry : fs::recursive_directory_iterator(folder, ignored))
        count += entry.path().string().ends_with(suffix);
    return count;
}

QByteArray names(const std::map<std::string, QByteArray>& tree) {
    QByteArray all;
    for (const auto& [name, content] : tree)
        all += QByteArray::fromStdString(name) + ' ';
    return all;
}

} // namespace

class TestBatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void folderIsScoredAsItLies();
    void failuresAreListedAtTheEnd();
    void killedAndGoneOnWithIsAsNeverStopped();
    void interruptedSaysSo();
    void shardsAreTheWhole();
    void upToDateUntilACauseChanges();
    void outputsOfTwoNightsNeverMix();
    void summaryHoldsTheFigures();
    void jsonFollowsItsSchemas();
    void othersReadIt_data();
    void othersReadIt();
    void wrongUse();
    void partsOfNames();
    void timeLeft();
    void jobsByCoresAndMemory();

private:
    QString at(const QString& name) const { return m_folder.filePath(name); }
    fs::path path(const QString& name) const { return at(name).toStdString(); }
    QStringList score(const QString& out, const QStringList& more = {}) const {
        return QStringList{"score", at("archive"), "--model",  at("model.json"),
                           "--out", at(out),       "--report", "html,json"} +
               more;
    }

    QTemporaryDir m_folder;
};

/// Nine nights in three folders, three files that are none, and hypnograms that are no nights either.
void TestBatch::initTestCase() {
    QVERIFY(m_folder.isValid());
    QVERIFY(made::text(path("model.json"), "{\"kind\": \"batch\"}"));
    for (int i = 0; i < kGoodNights; ++i)
        QVERIFY(made::night(path("archive") / ("site" + std::to_string(i % 3)), "night" + std::to_string(i),
                            made::repeated("W12R", 5 + i)));
    QVERIFY(made::text(path("archive/site0/page.edf"), "<html><body>404 Not Found</body></html>"));
    QVERIFY(made::text(path("archive/site1/empty.edf"), ""));
    QVERIFY(made::recording(path("archive/site2/legs.edf"), 4, {"ECG", "Leg L"}));
    QVERIFY(writeEdfAnnotations(path("archive/SC4001EC-Hypnogram.edf"), {},
                                std::vector<Annotation>{{0.0, 30.0, "Sleep stage W"}}));
    QVERIFY(writeEdfAnnotations(path("archive/comments.edf"), {},
                                std::vector<Annotation>{{5.0, 0.0, "Biocalibration"}}));
    const Run run = hypno(score("whole", {"--summary", at("whole/set.csv")}));
    QVERIFY2(run.code == 1, run.err); // some failed
}

void TestBatch::folderIsScoredAsItLies() {
    QCOMPARE(countOf(path("whole"), ".scored.json"), std::size_t(kGoodNights));
    for (const char* suffix :
         {".hypnogram.edf", ".hypnogram.csv", ".hypnogram.json", ".report.html", ".report.json"})
        QVERIFY2(fs::exists(path("whole/site1/night4") += suffix), suffix);
    // Of the files that hold annotations only, one is known by its name, the other by its content.
    QVERIFY(!fs::exists(path("whole/SC4001EC-Hypnogram.scored.json")));
    QCOMPARE(countOf(path("whole"), ".part"), std::size_t(0));
    const auto read = readHypnogram(path("whole/site1/night4.hypnogram.edf"));
    QVERIFY(read);
    QCOMPARE(read->hypnogram.size(), 36); // four letters, nine times
}

void TestBatch::failuresAreListedAtTheEnd() {
    const Run run = hypno(score("failures", {"--jobs", "2"}));
    QCOMPARE(run.code, 1);
    QCOMPARE(run.out.count('\n'), kGoodNights + 1); // one a night, and the passed over
    QVERIFY2(run.out.contains("comments.edf: passed over"), run.out);
    const QList<QByteArray> end = run.err.split('\n').last(kBrokenNights + 2);
    QVERIFY2(end[0].contains("13 nights: 9 scored, 0 up to date, 1 passed over, 3 failed"), run.err);
    QVERIFY2(end[1].contains("page.edf: ") && end[2].contains("empty.edf: "), run.err);
    QVERIFY2(end[3].contains("legs.edf: ") && end[3].contains("EEG"), run.err);
    // Nothing but broken ones: nothing could be done.
    QCOMPARE(
        hypno({"score", at("archive/site0/page.edf"), "--model", at("model.json"), "--out", at("none")}).code,
        3);
}

void TestBatch::killedAndGoneOnWithIsAsNeverStopped() {
    const QStringList arguments = score("killed", {"--jobs", "2", "--summary", at("killed/set.csv")});
    qputenv("FAKE_NETWORK_MS", "200");
    QProcess process;
    process.start(QStringLiteral(HYPNO_WITH_FAKE_NETWORK), arguments);
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(countOf(path("killed"), ".scored.json") >= 3, 20'000);
    process.kill(); // SIGKILL
    QVERIFY(process.waitForFinished());
    qunsetenv("FAKE_NETWORK_MS");

    const auto whole = treeOf(path("whole"));
    const auto killed = treeOf(path("killed"));
    QVERIFY2(killed.size() < whole.size(), "it was done before it could be killed");
    for (const auto& [name, content] : killed)
        if (!name.ends_with(".part"))
            QVERIFY2(whole.contains(name) && whole.at(name) == content, name.c_str());

    // What a kill in the middle of a file leaves.
    const std::string unfinished =
        killed.contains("site2/night8.scored.json") ? "site0/night0" : "site2/night8";
    fs::create_directories((path("killed") / unfinished).parent_path());
    fs::remove(path("killed") / (unfinished + ".scored.json"));
    QVERIFY(made::text(path("killed") / (unfinished + ".hypnogram.csv.4711-1.part"), "epoch,ons"));

    const Run resumed = hypno(arguments);
    QCOMPARE(resumed.code, 1);
    QVERIFY2(resumed.out.contains("up to date"), resumed.out);
    const auto now = treeOf(path("killed"));
    QCOMPARE(names(now), names(whole));
    for (const auto& [name, content] : whole)
        QVERIFY2(now.at(name) == content, name.c_str());
}

void TestBatch::interruptedSaysSo() {
    qputenv("FAKE_NETWORK_MS", "300");
    QProcess process;
    process.start(QStringLiteral(HYPNO_WITH_FAKE_NETWORK), score("stopped", {"--jobs", "2"}));
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(countOf(path("stopped"), ".scored.json") >= 2, 20'000);
    process.terminate(); // SIGTERM, as batch systems send it before the end
    QVERIFY(process.waitForFinished());
    qunsetenv("FAKE_NETWORK_MS");
    const QByteArray told = process.readAllStandardError();
    QCOMPARE(process.exitCode(), 1);
    QVERIFY2(told.contains("not reached: the same command goes on"), told);
    QCOMPARE(countOf(path("stopped"), ".part"), std::size_t(0));
}

void TestBatch::shardsAreTheWhole() {
    auto left = treeOf(path("whole"));
    std::erase_if(left, [](const auto& file) { return !file.first.starts_with("site"); }); // tables
    int failed = 0;
    for (const char* shard : {"1/3", "2/3", "3/3"}) {
        const QString out = QStringLiteral("shard") + shard[0];
        const Run run = hypno(score(out, {"--shard", shard}));
        QVERIFY2(run.code != 2, run.err);
        for (const char* broken : {"empty.edf", "page.edf", "legs.edf"})
            failed += run.err.contains(broken);
        for (const auto& [name, content] : treeOf(path(out))) {
            QVERIFY2(left.contains(name), name.c_str()); // in no other part
            QVERIFY2(left.at(name) == content, name.c_str());
            left.erase(name);
        }
    }
    QCOMPARE(names(left), QByteArray());
    QCOMPARE(failed, kBrokenNights);
}

void TestBatch::upToDateUntilACauseChanges() {
    const QString night = at("archive/site0/night0.edf");
    const auto scored = [&](const QStringList& more, const QString& model = "model.json") {
        const Run run = hypno(QStringList{"score", night, "--model", at(model), "--out", at("again")} + more);
        return run.code == 0 && !run.out.contains("up to date");
    };
    QVERIFY(scored({"--format", "csv"}));
    QVERIFY(!scored({"--format", "csv"}));
    QVERIFY(scored({"--format", "json"}));
    QVERIFY(!scored({"--format", "csv,json"})); // both are known now
    QVERIFY(scored({"--format", "csv", "--force"}));
    QVERIFY(scored({"--format", "csv", "--stride", "2"}));
    QVERIFY(scored({"--format", "csv"})); // the files were those of the other stride
    QVERIFY(QFile::remove(at("again/night0.hypnogram.csv")));
    QVERIFY(scored({"--format", "csv"}));
    QVERIFY(made::text(path("other.json"), "{\"kind\": \"another\"}"));
    QVERIFY(scored({"--format", "csv"}, "other.json"));
    fs::last_write_time(night.toStdString(),
                        fs::last_write_time(night.toStdString()) + std::chrono::seconds(1));
    QVERIFY(scored({"--format", "csv"}, "other.json"));
    QVERIFY(made::text(path("again/night0.scored.json"), "{\"format\": \"hypnodesk-scored\", \"vers"));
    QVERIFY(scored({"--format", "csv"}, "other.json"));
    QVERIFY(!scored({"--format", "csv"}, "other.json"));
}

void TestBatch::outputsOfTwoNightsNeverMix() {
    QVERIFY(made::night(path("left"), "same", "WW1122"));
    QVERIFY(made::night(path("right"), "same", "WW112233"));
    const Run run = hypno({"score", at("left/same.edf"), at("right/same.edf"), at("left/same.edf"), "--model",
                           at("model.json"), "--out", at("mixed")});
    QCOMPARE(run.code, 1);
    QVERIFY2(run.err.contains("right/same.edf: ") && run.err.contains("would be those of"), run.err);
    QCOMPARE(readHypnogram(path("mixed/same.hypnogram.csv"))->hypnogram.size(), 6);
}

void TestBatch::summaryHoldsTheFigures() {
    const auto lines = QString::fromUtf8(treeOf(path("whole")).at("set.csv")).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + kGoodNights + kBrokenNights + 1);
    const QStringList head = lines[0].split(',');
    QCOMPARE(head.first(5), (QStringList{"night", "status", "reason", "derivation", "model"}));
    const auto value = [&](const QString& night, const char* column) -> QString {
        for (const QString& line : lines)
            if (line.startsWith(night + ','))
                return line.split(',').value(head.indexOf(column));
        return "no such night";
    };
    // The network says W 1 2 3 R over and over: night0 has 20 epochs, four rounds; 16 epochs of sleep.
    QCOMPARE(value("site0/night0.edf", "status"), "scored");
    QCOMPARE(value("site0/night0.edf", "tst_min"), "8");
    QCOMPARE(value("site0/night0.edf", "sol_min"), "0.5");
    QCOMPARE(value("site0/night0.edf", "persistent_sleep_latency_min"), "");
    QCOMPARE(value("site0/page.edf", "status"), "failed");
    QVERIFY(!value("site0/page.edf", "reason").isEmpty());
    QCOMPARE(value("comments.edf", "status"), "missing");

    // TRT of the nine nights: 10, 12, ... 26 min.
    const QString set = QString::fromUtf8(treeOf(path("whole")).at("set.set.csv"));
    QVERIFY2(set.contains("\ntrt_min,9,18,5.47723,18,10,26\n"), qPrintable(set));
}

void TestBatch::jsonFollowsItsSchemas() {
    if (program("/usr/bin/python3", {"-c", "import jsonschema; jsonschema.Draft202012Validator"}).code != 0)
        QSKIP("skipped: python3-jsonschema is not installed");
    const QString schemas = QFINDTESTDATA("../../resources/schemas/hypnogram.schema.json");
    const QString folder = QFileInfo(schemas).path();
    const auto faults = [&](const char* name, const QStringList& files) {
        return program("/usr/bin/python3",
                       QStringList{QFINDTESTDATA("validate_json.py"), folder + '/' + name + ".schema.json"} +
                           files)
            .err;
    };
    QCOMPARE(faults("hypnogram", {at("whole/site1/night4.hypnogram.json")}), QByteArray());
    QCOMPARE(faults("report", {at("whole/site1/night4.report.json")}), QByteArray());
    QCOMPARE(faults("scored", {at("whole/site1/night4.scored.json"), at("whole/site0/night0.scored.json")}),
             QByteArray());
    for (const char* night : {"whole/site1/night4.hypnogram.json", "archive/site1/night4.hypnogram.csv"}) {
        const Run stats = hypno({"stats", at(night), "--json"});
        QVERIFY(made::text(path("stats.json"), stats.out.toStdString()));
        QCOMPARE(faults("statistics", {at("stats.json")}), QByteArray());
    }
    // A schema that takes everything would prove nothing.
    QVERIFY(!faults("report", {at("whole/site1/night4.hypnogram.json")}).isEmpty());
    QByteArray wrong = treeOf(path("whole")).at("site1/night4.hypnogram.json");
    QVERIFY(made::text(path("wrong.json"), wrong.replace("\"N2\"", "\"S2\"").toStdString()));
    QVERIFY(faults("hypnogram", {at("wrong.json")}).contains("S2"));
}

void TestBatch::othersReadIt_data() {
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("files");
    QTest::newRow("pandas") << "import pandas"
                            << "read_with_pandas.py"
                            << QStringList{"whole/set.csv", "whole/site1/night4.hypnogram.csv"};
    QTest::newRow("MNE") << "import mne"
                         << "read_with_mne.py"
                         << QStringList{"archive/site1/night4.edf", "whole/site1/night4.hypnogram.edf"};
    QTest::newRow("YASA") << "import yasa"
                          << "read_with_yasa.py" << QStringList{"whole/site1/night4.hypnogram.csv"};
}

/// The examples of resources/examples, each as its reader would run it.
void TestBatch::othersReadIt() {
    QFETCH(QString, tool);
    QFETCH(QString, script);
    QFETCH(QStringList, files);
    if (program("/usr/bin/python3", {"-c", tool}).code != 0)
        QSKIP(qPrintable("skipped: python3 cannot " + tool));
    QStringList arguments{QFINDTESTDATA("../../resources/examples/" + script)};
    for (const QString& file : files)
        arguments << at(file);
    const Run run = program("/usr/bin/python3", arguments);
    QVERIFY2(run.code == 0, run.err);
    // night4: 36 epochs of W N1 N2 N3 R over and over, 28 of them sleep.
    QVERIFY2(run.out.contains("TST 14.0 min"), run.out);
}

void TestBatch::wrongUse() {
    QCOMPARE(hypno(score("x", {"--shard", "4/3"})).code, 2);
    QCOMPARE(hypno(score("x", {"--shard", "one"})).code, 2);
    QCOMPARE(hypno(score("x", {"--jobs", "0"})).code, 2);
    QVERIFY(QDir().mkpath(at("nothing")));
    const Run empty = hypno({"score", at("nothing"), "--model", at("model.json"), "--out", at("x")});
    QCOMPARE(empty.code, 3);
    QVERIFY2(empty.err.contains("no recordings"), empty.err);
}

void TestBatch::partsOfNames() {
    std::array<int, 7> counts{};
    for (int i = 0; i < 2000; ++i) {
        const std::string name = "site/night" + std::to_string(i) + ".edf";
        int parts = 0;
        for (std::size_t part = 1; part <= counts.size(); ++part)
            if (isInShard(name, {part, counts.size()})) {
                ++parts;
                ++counts[part - 1];
            }
        QCOMPARE(parts, 1);
    }
    for (const int count : counts)
        QVERIFY2(count > 220 && count < 360, std::to_string(count).c_str()); // 286 on average
    // python3 -c 'import hashlib; print(int(hashlib.sha256(b"a/b.edf").hexdigest()[:16], 16) % 8 + 1)'
    QVERIFY(isInShard("a/b.edf", {3, 8}));
    QCOMPARE(*parseShard("3/8"), (Shard{3, 8}));
    for (const char* wrong : {"", "3", "0/8", "9/8", "3/8/1", "a/b", "-1/4", "1/0"})
        QVERIFY2(!parseShard(wrong), wrong);
}

void TestBatch::timeLeft() {
    using namespace std::chrono_literals;
    const auto begin = BatchProgress::Clock::time_point{};
    BatchProgress progress(10, 2, begin);
    QVERIFY(progress.secondsLeft(begin + 1s) < 0.0);
    QCOMPARE(progress.text(begin + 1s), std::string("0 of 10 nights"));
    progress.finishNight(0, false, true); // failed at once
    progress.finishNight(1, true, false);
    progress.finishNight(0, true, false);
    progress.setFraction(0, 0.5);
    progress.setFraction(1, 0.5);
    // Three nights' work in 60 s, six left.
    QCOMPARE(progress.secondsLeft(begin + 60s), 120.0);
    QCOMPARE(progress.fraction(), 0.4);
    QCOMPARE(progress.text(begin + 60s), std::string("3 of 10 nights, 1 failed, 2 min left"));
    QCOMPARE(durationInWords(59.4), std::string("59 s"));
    QCOMPARE(durationInWords(3 * 3600 + 5 * 60), std::string("3 h 05 min"));
}

void TestBatch::jobsByCoresAndMemory() {
    constexpr std::int64_t kGiga = 1ll << 30;
    QCOMPARE(defaultJobs({8, 64 * kGiga}, kGiga), 8);
    QCOMPARE(defaultJobs({8, 3 * kGiga}, kGiga), 3);
    QCOMPARE(defaultJobs({8, kGiga / 2}, kGiga), 1);
    QCOMPARE(defaultJobs({8, 0}, kGiga), 8); // unknown
    const MachineSize here = thisMachine();
    QVERIFY(here.cores >= 1 && here.availableBytes > 0);
}

QTEST_GUILESS_MAIN(TestBatch)
#include "tst_batch.moc"
