#include "core/base/digest.h"
#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"
#include "core/formats/text_file.h"
#include "tests/core/formats/format_test.h"
#include "tests/support/shared_data.h"

#include <cmath>

using namespace hypnodesk;

namespace {

/// The stages second by second, without unscored ones at the end: what count_stages.py makes of its own
/// reading.
std::string secondsOf(const Hypnogram& hypnogram) {
    std::string seconds;
    const EpochGrid& grid = hypnogram.grid();
    for (std::int64_t epoch = 0; epoch < grid.count; ++epoch) {
        seconds.resize(static_cast<std::size_t>(std::llround(grid.onsetSeconds(epoch))), '?');
        seconds.resize(static_cast<std::size_t>(std::llround(grid.onsetSeconds(epoch + 1))),
                       stageLetter(hypnogram.stage(epoch)));
    }
    seconds.resize(seconds.find_last_not_of('?') + 1);
    return seconds;
}

} // namespace

/// The real files of other programs against counts and digests that a script of its own makes from the raw
/// bytes.
class tst_real_hypnograms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stagesAreThoseOfTheScript();
    void formatsAndEpochs_data();
    void formatsAndEpochs();
};

void tst_real_hypnograms::stagesAreThoseOfTheScript() {
    SKIP_WITHOUT_SHARED_DATA();
    const auto table =
        readTextFile(std::filesystem::path(HYPNODESK_TEST_DATA) / "formats/expected_counts.csv");
    QVERIFY(table.has_value());
    int read = 0;
    int refused = 0;
    const std::vector<std::string_view> lines = textLines(*table);
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const std::vector<std::string_view> row = split(lines[i], ',');
        const std::string name(row[0]);
        const auto imported = readHypnogram(sharedData() / name);
        if (row[7] == "none") {
            QVERIFY2(!imported, name.c_str());
            ++refused;
            continue;
        }
        QVERIFY2(imported.has_value(), imported ? "" : describe(imported.error()).c_str());
        const std::string seconds = secondsOf(imported->hypnogram);
        const std::string letters = "W123RM";
        for (std::size_t stage = 0; stage < letters.size(); ++stage)
            QVERIFY2(std::count(seconds.begin(), seconds.end(), letters[stage]) ==
                         parseInteger(row[stage + 1]),
                     name.c_str());
        const std::string digest = sha256Hex(std::as_bytes(std::span(seconds)));
        QVERIFY2(std::string_view(digest).substr(0, 16) == row[7], name.c_str());
        QCOMPARE(imported->unknownLabels, 0);
        ++read;
    }
    QCOMPARE(read, 453);
    QCOMPARE(refused, 21);
}

void tst_real_hypnograms::formatsAndEpochs_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("format");
    QTest::addColumn<double>("epochSeconds");
    QTest::addColumn<QString>("start");
    const auto row = [](const char* file, const char* format, double epochSeconds, const char* start) {
        QTest::newRow(file) << file << format << epochSeconds << start;
    };
    row("hypnogram-formats/data_full_6hrs_100Hz_hypno.hyp", "elan", 1.0, "");
    row("hypnogram-formats/data_full_6hrs_100Hz_hypno_30s.txt", "yasa", 30.0, "");
    row("hypnogram-formats/sub-02_hypno_30s.txt", "eannot", 30.0, "");
    row("hypnogram-formats/nsrr-xml/output-wei__100022_Compumedics.xml", "nsrr", 30.0, "22:00:00");
    row("hypnogram-formats/nsrr-xml/output-wei__10007_01262010s1.xml", "nsrr", 30.0, "21:29:59");
    row("hypnogram-formats/nsrr-xml/resource-wei__Compumedics__100022.xml", "profusion", 30.0, "");
    row("hypnogram-formats/nsrr-xml/resource-wei__EmblaNew__10007_01262010s1.xml", "embla", 30.0, "22:42:30");
    row("sleep-edf/hypnograms/SC4001EC-Hypnogram.edf", "edf", 30.0, "16:13:00");
    row("dreams/Hypnogram_excerpt1.txt", "dreams", 20.0, "");
    row("dreams/excerpt3_full_psg.edf", "edf-channel", 20.0, "03:27:00");
    row("dod-hypnograms/scorers__dodh__scorer_1__095d6e40-5f19-55b6-a0ec-6e0ad3793da0.json", "dod", 30.0, "");
}

void tst_real_hypnograms::formatsAndEpochs() {
    SKIP_WITHOUT_SHARED_DATA();
    QFETCH(QString, file);
    QFETCH(QString, format);
    QFETCH(double, epochSeconds);
    QFETCH(QString, start);
    const auto read = readHypnogram(sharedData() / file.toStdString());
    VERIFY_RESULT(read);
    QCOMPARE(read->format, format.toStdString());
    QCOMPARE(read->hypnogram.grid().epochSeconds, epochSeconds);
    QCOMPARE(read->start ? clockText(*read->start) : std::string(), start.toStdString());
}

QTEST_APPLESS_MAIN(tst_real_hypnograms)
#include "tst_real_hypnograms.moc"
