#include "tests/core/formats/format_test.h"

#include <fstream>
#include <random>

using namespace hypnodesk;

namespace {

constexpr int kMutations = 2000;

std::string validFile(const Folder& folder, const std::string& format) {
    ExportContent content;
    content.hypnogram = Hypnogram::fromLetters("WW1122333322RRWW22?MA");
    content.start = {2026, 3, 1, 22, 15, 30.0};
    content.patient = "X F X Somebody";
    NightProbabilities night;
    night.grid = content.hypnogram.grid();
    night.epochs.resize(static_cast<std::size_t>(night.grid.count));
    night.epochs[0].joint = {0.8f, 0.05f, 0.05f, 0.05f, 0.05f};
    night.modelName = "model";
    content.probabilities = night;
    if (!writeHypnogram(folder / "valid", content, format))
        qFatal("cannot write the valid file");
    return readTextFile(folder / "valid").value();
}

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

void addFormats() {
    QTest::addColumn<QString>("format");
    for (const HypnogramFormat& format : hypnogramFormats())
        QTest::newRow(format.id.c_str()) << QString::fromStdString(format.id);
}

} // namespace

class tst_hostile_hypnograms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTruncation_data() { addFormats(); }
    void everyTruncation();
    void randomMutations_data() { addFormats(); }
    void randomMutations();
    void deepJson();
    void longLines();
};

void tst_hostile_hypnograms::everyTruncation() {
    QFETCH(QString, format);
    const Folder folder;
    const std::string valid = validFile(folder, format.toStdString());
    // Of the EDF file, whose body is one padded record, the header and the begin of the record say it all.
    for (std::size_t size = 0; size < std::min<std::size_t>(valid.size(), 3000); ++size)
        QVERIFY2(survives(folder / "hostile", format.toStdString(), std::string_view(valid).substr(0, size)),
                 qPrintable(QString("cut to %1 bytes").arg(size)));
}

void tst_hostile_hypnograms::randomMutations() {
    QFETCH(QString, format);
    const Folder folder;
    const std::string valid = validFile(folder, format.toStdString());
    std::mt19937 chance(7);
    const std::string favourites("0123456789-+eE.,;:\t\n\"{}[]?\x14\x15\x00\xff", 30);
    for (int i = 0; i < kMutations; ++i) {
        std::string bytes = valid;
        const unsigned changes = 1 + chance() % 6;
        for (unsigned c = 0; c < changes; ++c) {
            const std::size_t at = chance() % bytes.size();
            switch (chance() % 4) {
            case 0:
                bytes[at] = static_cast<char>(chance());
                break;
            case 1:
                bytes[at] = favourites[chance() % favourites.size()];
                break;
            case 2:
                bytes.erase(at, 1 + chance() % 8);
                break;
            default:
                bytes.insert(at, bytes.substr(chance() % bytes.size(), chance() % 16));
            }
            if (bytes.empty())
                bytes = "0";
        }
        QVERIFY2(survives(folder / "hostile", format.toStdString(), bytes),
                 qPrintable(QString("mutation %1").arg(i)));
    }
}

void tst_hostile_hypnograms::deepJson() {
    const Folder folder;
    QVERIFY(survives(folder / "deep.json", "json", std::string(1'000'000, '[')));
    std::string nested = R"({"format":"hypnodesk-hypnogram","stages":)";
    for (int i = 0; i < 200'000; ++i)
        nested += "{\"a\":";
    QVERIFY(survives(folder / "deep.json", "json", nested));
}

void tst_hostile_hypnograms::longLines() {
    const Folder folder;
    const std::string commas(1'000'000, ',');
    QVERIFY(survives(folder / "a.csv", "csv", "epoch,onset_s,stage\n0,0,W" + commas + "\n"));
    QVERIFY(survives(folder / "a.csv", "csv", "epoch,onset_s,stage" + commas + "\n0,0,W\n"));
    QVERIFY(survives(folder / "a.txt", "yasa", std::string(1'000'000, '2') + "\n2\n"));
    QVERIFY(survives(
        folder / "a.annot", "annot",
        "W\t.\t.\t1e300\t1e301\t.\nW\t.\t.\t23:00:00\t22:00:00\t.\nW\t.\t.\t999:00:00\t00:00:01\t.\n"));
}

QTEST_APPLESS_MAIN(tst_hostile_hypnograms)
#include "tst_hostile_hypnograms.moc"
