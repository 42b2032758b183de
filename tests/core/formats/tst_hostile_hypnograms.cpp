#include "tests/core/formats/format_samples.h"
#include "tests/core/formats/format_test.h"
#include "tests/support/shared_data.h"

#include <fstream>

using namespace hypnodesk;

namespace {

/// Reads hostile bytes with one reader, named, and through detection. What counts is that both return, and
/// that a hypnogram they accept is a sane one.
bool survives(const std::filesystem::path& path, const std::string& format, std::string_view bytes) {
    // Neither atomically nor over the old file: both would wait for the disk, thousands of times.
    std::filesystem::remove(path);
    std::ofstream(path, std::ios::binary) << bytes;
    for (const std::string& name : {format, std::string()}) {
        const auto read = readHypnogram(path, {name, 0.0});
        if (read) {
            const EpochGrid& grid = read->hypnogram.grid();
            const bool isSane = grid.count > 0 && grid.count <= 14 * 86400 && grid.epochSeconds >= 1.0 &&
                                grid.epochSeconds <= 60.0 && grid.startSeconds >= 0.0;
            if (!isSane)
                return false;
        } else if (read.error().detail.empty() || read.error().code == ErrorCode::Internal) {
            return false;
        }
    }
    return true;
}

} // namespace

/// Every truncation of a file of every format, and files made to exhaust memory, stack or patience.
/// Mutations: tst_format_mutations.
class tst_hostile_hypnograms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTruncation_data();
    void everyTruncation();
    void truncationsOfRealFiles();
    void deepJson();
    void deepXml();
    void noEntities();
    void longLines();
    void hugeFiles();
};

void tst_hostile_hypnograms::everyTruncation_data() {
    QTest::addColumn<QString>("format");
    for (const HypnogramFormat& format : hypnogramFormats())
        QTest::newRow(format.id.c_str()) << QString::fromStdString(format.id);
}

void tst_hostile_hypnograms::everyTruncation() {
    QFETCH(QString, format);
    const Folder folder;
    const std::string valid = sampleFile(folder / "valid", format.toStdString());
    // Of the EDF file, whose body is one padded record, the header and the begin of the record say it all.
    for (std::size_t size = 0; size < std::min<std::size_t>(valid.size(), 3000); ++size)
        QVERIFY2(survives(folder / "hostile", format.toStdString(), std::string_view(valid).substr(0, size)),
                 qPrintable(QString("cut to %1 bytes").arg(size)));
}

void tst_hostile_hypnograms::truncationsOfRealFiles() {
    SKIP_WITHOUT_SHARED_DATA();
    const Folder folder;
    for (const auto& [name, format] :
         {std::pair("dreams/Hypnogram_excerpt1.txt", "dreams"),
          std::pair("hypnogram-formats/sub-02_hypno_30s.txt", "eannot"),
          std::pair("hypnogram-formats/data_full_6hrs_100Hz_hypno_30s.txt", "yasa"),
          std::pair("hypnogram-formats/nsrr-xml/output-wei__10007_01262010s1_Compumedics.xml", "nsrr"),
          std::pair("sleep-edf/hypnograms/SC4721EC-Hypnogram.edf", "edf")}) {
        const std::string bytes = readTextFile(sharedData() / name).value();
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY2(survives(folder / "hostile", format, std::string_view(bytes).substr(0, size)),
                     qPrintable(QString("%1 cut to %2 bytes").arg(name).arg(size)));
    }
}

void tst_hostile_hypnograms::deepJson() {
    const Folder folder;
    QVERIFY(survives(folder / "deep.json", "json", std::string(1'000'000, '[')));
    QVERIFY(survives(folder / "deep.json", "dod", "[1," + std::string(1'000'000, '[')));
    std::string nested = R"({"format":"hypnodesk-hypnogram","stages":)";
    for (int i = 0; i < 200'000; ++i)
        nested += "{\"a\":";
    QVERIFY(survives(folder / "deep.json", "json", nested));
}

void tst_hostile_hypnograms::deepXml() {
    const Folder folder;
    std::string deep;
    for (int i = 0; i < 300'000; ++i)
        deep += "<a>";
    for (const char* id : {"nsrr", "profusion", "embla", "sleepware"}) {
        QVERIFY(survives(folder / "deep.xml", id, deep));
        std::string closed = deep;
        for (int i = 0; i < 300'000; ++i)
            closed += "</a>";
        for (const char* root : {"PSGAnnotation", "CMPStudyConfig", "EventExport", "PatientStudy"})
            QVERIFY(survives(folder / "deep.xml", id,
                             "<" + std::string(root) + ">" + closed + "</" + std::string(root) + ">"));
    }
}

/// Neither a file of this machine nor a thousandfold text comes in through an XML file.
void tst_hostile_hypnograms::noEntities() {
    const Folder folder;
    VERIFY_RESULT(writeFileAtomically(folder / "secret", "Stage 2 sleep|2"));
    std::string laughs = "<!ENTITY l0 \"Stage 2 sleep|2\">";
    for (int i = 1; i < 30; ++i) {
        const std::string before = "&l" + std::to_string(i - 1) + ';';
        laughs += "<!ENTITY l" + std::to_string(i) + " \"";
        for (int k = 0; k < 10; ++k)
            laughs += before;
        laughs += "\">";
    }
    const std::string external = "<!ENTITY l29 SYSTEM \"file://" + (folder / "secret").string() + "\">";
    for (const char* id : {"nsrr", "profusion", "embla", "sleepware"}) {
        const std::string valid = sampleFile(folder / "valid", id);
        const std::size_t root = valid.find('<', valid.find("?>"));
        for (const std::string& entities : {laughs, external}) {
            std::string hostile = valid;
            hostile.insert(root, "<!DOCTYPE night [" + entities + "]>");
            const auto read = folder.read("hostile.xml", hostile, {id, 0.0});
            QVERIFY2(!read && read.error().code == ErrorCode::FormatUnsupported, id);
            QVERIFY(survives(folder / "hostile.xml", id, hostile));
        }
    }
    // Without a declaration it is a label like any other.
    const auto read = folder.read(
        "night.xml",
        "<?xml version=\"1.0\"?>\n<PSGAnnotation><ScoredEvents><ScoredEvent><EventType>Stages|Stages"
        "</EventType><EventConcept>&l29;</EventConcept><Start>0</Start><Duration>60</Duration>"
        "</ScoredEvent><ScoredEvent><EventType>Stages|Stages</EventType><EventConcept>Wake|0"
        "</EventConcept><Start>60</Start><Duration>60</Duration></ScoredEvent></ScoredEvents>"
        "</PSGAnnotation>");
    VERIFY_RESULT(read);
    QCOMPARE(lettersOf(read->hypnogram), std::string("??WW"));
    QCOMPARE(read->unknown.front().label, std::string("&l29;"));
}

void tst_hostile_hypnograms::longLines() {
    const Folder folder;
    const std::string commas(1'000'000, ',');
    QVERIFY(survives(folder / "a.csv", "csv", "epoch,onset_s,stage\n0,0,W" + commas + "\n"));
    QVERIFY(survives(folder / "a.csv", "csv", "epoch,onset_s,stage" + commas + "\n0,0,W\n"));
    QVERIFY(survives(folder / "a.csv", "table", commas + "\n" + commas + "\n"));
    QVERIFY(
        survives(folder / "a.csv", "noxturnal", "Start Time,End Time,Event" + commas + "\n" + commas + "\n"));
    QVERIFY(survives(folder / "a.txt", "yasa", std::string(1'000'000, '2') + "\n2\n"));
    QVERIFY(survives(
        folder / "a.annot", "annot",
        "W\t.\t.\t1e300\t1e301\t.\nW\t.\t.\t23:00:00\t22:00:00\t.\nW\t.\t.\t999:00:00\t00:00:01\t.\n"));
}

void tst_hostile_hypnograms::hugeFiles() {
    const Folder folder;
    std::string alternating;
    for (int i = 0; i < 1'500'000; ++i)
        alternating += i % 2 ? "0\n" : "1\n";
    QVERIFY(survives(folder / "a.hyp", "elan", "time_base 1\nepoch_list\n" + alternating));
    QVERIFY(survives(folder / "a.txt", "dreams", "[Hypnogram]\n" + alternating));
    QVERIFY(survives(folder / "a.txt", "yasa", alternating));
    QVERIFY(survives(folder / "a.txt", "visbrain", "W\t1e300\nN2\tinf\n"));
    QVERIFY(survives(folder / "a.txt", "elan", "time_base 1e-300\nepoch_list\n0\n1\n"));
    QCOMPARE(folder.read("a.txt", std::string(13u << 20, 'W')).error().code, ErrorCode::FormatUnknown);
    QVERIFY(!folder.read("a.txt", std::string(13u << 20, 'W'), {"yasa", 0.0}));
}

QTEST_APPLESS_MAIN(tst_hostile_hypnograms)
#include "tst_hostile_hypnograms.moc"
