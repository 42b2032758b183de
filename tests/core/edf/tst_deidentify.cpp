#include "core/base/digest.h"
#include "core/edf/conformance.h"
#include "core/edf/deidentify.h"
#include "core/edf/deidentify_words.h"
#include "tests/core/edf/edf_bytes.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <climits>
#include <fstream>

using namespace hypnodesk;
namespace fs = std::filesystem;

namespace {

std::string bytesOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void store(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

bool holds(const std::string& bytes, const std::string& text) {
    return QByteArray::fromStdString(bytes).toLower().contains(QByteArray::fromStdString(text).toLower());
}

/// A night of Rosa Meier, who is named wherever a program has ever put a name.
EdfText rosasNight() {
    EdfText text;
    text.patient = "4711-08 F 02-AUG-1951 Rosa_Meier 178cm";
    text.recording = "Startdate 24-APR-2019 PSG-1234/2019 Dr._Fuchs SomnoMax_77123";
    text.date = "24.04.19";
    text.time = "22.13.05";
    text.reserved = "EDF+C";
    text.signals = {{.label = "EEG C4-M1",
                     .samples = "4",
                     .transducer = "AgAgCl electrode, Klinik Bergheim",
                     .prefilter = "HP:0.3Hz LP:75Hz N:50Hz"},
                    {.label = "Meier extra", .samples = "4", .transducer = "Cup electrode"},
                    annotationSignal("60")};
    text.records = {samples16({1, 2, 3, 4}) + samples16({5, 6, 7, 8}) +
                        lists("+0.25@@|+0.25^30@Sleep stage W@@@Rosa asked for water@|"
                              "+3@Sleep stage N1@Call Dr Fuchs@|+4@Arousal##EEG C4-M1@|",
                              120),
                    samples16({-1, -2, -3, -4}) + samples16({9, 9, 9, 9}) +
                        lists("+1.25@@|+2@Obstructive apnea@|+5@02.08.1951@|", 120)};
    std::replace(text.records[0].begin(), text.records[0].end(), '#', '@'); // lists() has another use for it
    text.tail = "Rosa Meier";
    return text;
}

const std::vector<std::string> kRosasStrings = {"Rosa",   "Meier",    "4711-08", "AUG-1951", "1951",
                                                "178cm",  "Fuchs",    "PSG-12",  "SomnoMax", "77123",
                                                "Klinik", "Bergheim", "water",   "24.04.19", "24-APR-2019"};

QStringList textsOf(const EdfFile& file) {
    QStringList texts;
    for (const Annotation& annotation : file.annotations())
        texts << QString::fromStdString(annotation.text);
    return texts;
}

} // namespace

class TstDeidentify : public QObject {
    Q_OBJECT

    fs::path at(const char* name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void cleanTexts_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isClean");
        for (const char* text :
             {"Sleep stage N2", "Sleep stage ?", "Obstructive apnea", "Lights off", "SpO2 88 %",
              "Limb movement - left leg", "W", "3", "Movement time", "K-complex", ""})
            QTest::newRow(text) << QString(text) << true;
        for (const char* text :
             {"Rosa", "Sleep stage Meier", "02.08.1951", "02 08 51", "1234", "Arousal 02/08", "Dr. Light",
              "Lights off, M\xC3\xBCller", "0171 2345678", "\x01"})
            QTest::newRow(text) << QString::fromUtf8(text) << false;
    }

    void cleanTexts() {
        QFETCH(const QString, text);
        QFETCH(const bool, isClean);
        QCOMPARE(edf_detail::isCleanText(text.toStdString()), isClean);
    }

    void descriptionsOfSensorsAndFilters() {
        for (const char* text : {"HP:0.1Hz LP:75Hz N:50Hz", "AgAgCl electrode", "HP: DC; LP: 113 Hz",
                                 "Oral-nasal thermistor", "Ag/AgCl electrodes", ""})
            QVERIFY2(edf_detail::isCleanDescription(text), text);
        for (const char* text :
             {"Meier", "02 08 51", "AgAgCl electrode 4711", "electrode of Dr Fuchs", "12.3.51"})
            QVERIFY2(!edf_detail::isCleanDescription(text), text);
    }

    void nothingOfRosaRemains() {
        const std::string original = rosasNight().bytes();
        store(at("rosa.edf"), original);
        const auto done =
            writeDeidentifiedCopy(at("rosa.edf"), at("copy.edf"), {.shiftDays = -70, .code = "S001"});
        QVERIFY2(done, done ? "" : done.error().detail.c_str());
        QCOMPARE(bytesOf(at("rosa.edf")), original);

        const std::string copy = bytesOf(at("copy.edf"));
        for (const std::string& text : kRosasStrings)
            QVERIFY2(!holds(copy, text), text.c_str());
        const auto file = EdfFile::open(at("copy.edf"));
        QVERIFY(file);
        QCOMPARE(file->header().patient, std::string("S001 X X X"));
        // 24 April 2019 was a Wednesday; ten weeks earlier is Wednesday, 13 February.
        QCOMPARE(file->header().recordingField, std::string("Startdate 13-FEB-2019 X X X"));
        QCOMPARE(file->start(), (StartTime{2019, 2, 13, 22, 13, 5.25}));
        QCOMPARE(*done->shiftedDays, -70);
        QCOMPARE(textsOf(*file),
                 (QStringList{"Sleep stage W", "Obstructive apnea", "Sleep stage N1", "Arousal@@EEG C4-M1"}));
        QCOMPARE(done->keptAnnotations, std::int64_t(4));
        QCOMPARE(done->droppedAnnotations, std::int64_t(3));
        QCOMPARE(file->header().signals[0].prefilter, std::string("HP:0.3Hz LP:75Hz N:50Hz"));
        QCOMPARE(file->header().signals[0].transducer, std::string());
        QCOMPARE(file->header().signals[1].label, std::string("Signal 2"));
        QCOMPARE(file->header().signals[1].transducer, std::string("Cup electrode"));
        QCOMPARE(digitalSamples(*file, 0), (std::vector<std::int32_t>{1, 2, 3, 4, -1, -2, -3, -4}));
        const std::string samples = samples16({1, 2, 3, 4, 5, 6, 7, 8, -1, -2, -3, -4, 9, 9, 9, 9});
        QCOMPARE(done->samplesSha256, sha256Hex(std::as_bytes(std::span(samples))));
        const Conformance referee = checkConformance(at("copy.edf"));
        QVERIFY2(referee.opens, referee.problem.c_str());
    }

    void unknownDateIsTheFirstOfJanuary1985() {
        store(at("rosa2.edf"), rosasNight().bytes());
        const auto done = writeDeidentifiedCopy(at("rosa2.edf"), at("undated.edf"),
                                                {.keepSex = true, .keepAnnotations = false});
        QVERIFY(done);
        const auto file = EdfFile::open(at("undated.edf"));
        QVERIFY(file);
        QCOMPARE(file->start(), (StartTime{1985, 1, 1, 22, 13, 5.25}));
        QCOMPARE(file->header().recordingField, std::string("Startdate X X X X"));
        QCOMPARE(file->header().patient, std::string("X F X X"));
        QVERIFY(file->annotations().empty());
        QVERIFY(checkConformance(at("undated.edf")).opens);
        // 1 January 1985 to 24 April 2019: 34 years with 8 leap days, and 113 days of 2019.
        QCOMPARE(*done->shiftedDays, -(34 * 365 + 8 + 113));
    }

    void unknownDatesAreNotMoved() {
        EdfText text = rosasNight();
        text.date = "01.01.85";
        text.recording = "Startdate X X X X";
        store(at("unknown.edf"), text.bytes());
        const auto done =
            writeDeidentifiedCopy(at("unknown.edf"), at("still unknown.edf"), {.shiftDays = 400});
        QVERIFY(done);
        QVERIFY(!done->shiftedDays);
        QCOMPARE(done->start, (StartTime{1985, 1, 1, 22, 13, 5.0}));
    }

    void gapsStayWhereTheyAre() {
        EdfText text = rosasNight();
        text.reserved = "EDF+D";
        text.records[1].replace(text.records[1].find("+1.25"), 5, "+61.5");
        store(at("gaps.edf"), text.bytes());
        const auto before = EdfFile::open(at("gaps.edf"));
        QVERIFY(writeDeidentifiedCopy(at("gaps.edf"), at("gaps copy.edf")));
        const auto after = EdfFile::open(at("gaps copy.edf"));
        QVERIFY(before && after);
        QCOMPARE(before->runs().size(), std::size_t(2));
        QVERIFY(after->runs() == before->runs());
    }

    void neverWritesOverAnything() {
        const std::string original = rosasNight().bytes();
        store(at("mine.edf"), original);
        store(at("other.edf"), "precious");
        fs::create_hard_link(at("mine.edf"), at("hard.edf"));
        fs::create_symlink(at("mine.edf"), at("soft.edf"));
        fs::create_symlink(at("nowhere.edf"), at("dangling.edf"));
        for (const char* target : {"mine.edf", "hard.edf", "soft.edf", "other.edf", "dangling.edf"}) {
            const auto refused = writeDeidentifiedCopy(at("mine.edf"), at(target));
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::ArgumentInvalid);
        }
        QCOMPARE(bytesOf(at("mine.edf")), original);
        QCOMPARE(bytesOf(at("other.edf")), std::string("precious"));
        QVERIFY(!fs::exists(at("nowhere.edf")));
    }

    void refusesWhatCannotBeCleaned() {
        EdfText hidden = rosasNight();
        hidden.signals[2].label = "Events"; // annotations under a name that no reader knows
        store(at("hidden.edf"), hidden.bytes());
        auto refused = writeDeidentifiedCopy(at("hidden.edf"), at("never.edf"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::FormatInvalid);

        EdfText stained = rosasNight();
        stained.patient = "X F X Wilhelmine";
        stained.signals = {{.samples = "8"}};
        stained.reserved = "";
        stained.records = {"..Wilhelmine...."};
        store(at("stained.edf"), stained.bytes());
        refused = writeDeidentifiedCopy(at("stained.edf"), at("never.edf"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::FormatInvalid);
        QVERIFY(!holds(refused.error().detail, "Wilhelmine"));

        store(at("fine.edf"), rosasNight().bytes());
        for (const DeidentifyOptions& options :
             {DeidentifyOptions{.code = "Rosa"}, DeidentifyOptions{.code = "two words"},
              DeidentifyOptions{.code = ""}, DeidentifyOptions{.shiftDays = 40'000},
              DeidentifyOptions{.shiftDays = INT_MIN}}) {
            refused = writeDeidentifiedCopy(at("fine.edf"), at("never.edf"), options);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::ArgumentInvalid);
        }
        QVERIFY(!fs::exists(at("never.edf")));
        QVERIFY(!writeDeidentifiedCopy(at("fine.edf"), at("meier.edf")));
        QVERIFY(!fs::exists(at("meier.edf")));
    }

    void damagedHeadersAreWrittenAnew() {
        EdfText text = rosasNight();
        text.date = "Meier";
        text.recording = "Rosa's night";
        text.recordCount = "-1";
        text.headerBytes = "Meier";
        text.signals[0].physicalMinimum = "Meier";
        text.signals[1].physicalMaximum = "12,5 Ros";
        store(at("damaged.edf"), text.bytes());
        const auto before = EdfFile::open(at("damaged.edf"));
        const auto done = writeDeidentifiedCopy(at("damaged.edf"), at("mended.edf"), {.shiftDays = 7});
        QVERIFY2(done, done ? "" : done.error().detail.c_str());
        const std::string copy = bytesOf(at("mended.edf"));
        QVERIFY(!holds(copy, "Meier") && !holds(copy, "Rosa"));
        const auto after = EdfFile::open(at("mended.edf"));
        QVERIFY(before && after);
        QCOMPARE(after->header().signals[1].gain, before->header().signals[1].gain);
        QCOMPARE(after->start(), (StartTime{1985, 1, 1, 22, 13, 5.25}));
        QVERIFY(!done->shiftedDays);
    }

    void anyTruncationIsCleanOrRefused() {
        const std::string whole = rosasNight().bytes();
        for (std::size_t size = 0; size < whole.size(); size += size < 1280 ? 29 : 1) {
            store(at("cut.edf"), whole.substr(0, size));
            fs::remove(at("cut copy.edf"));
            const auto done = writeDeidentifiedCopy(at("cut.edf"), at("cut copy.edf"));
            QCOMPARE(fs::exists(at("cut copy.edf")), done.has_value());
            if (!done)
                continue;
            const std::string copy = bytesOf(at("cut copy.edf"));
            for (const std::string& text : kRosasStrings)
                QVERIFY2(!holds(copy, text), text.c_str());
        }
    }

    void realFilesOfManyMakers_data() {
        SKIP_WITHOUT_SHARED_DATA();
        QTest::addColumn<QString>("path");
        for (const auto& entry : fs::directory_iterator(sharedData() / "edf-zoo"))
            QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
    }

    void realFilesOfManyMakers() {
        QFETCH(const QString, path);
        const fs::path original = path.toStdString();
        const std::string digest = *sha256HexOfFile(original);
        fs::remove(at("zoo.edf"));
        const auto done = writeDeidentifiedCopy(original, at("zoo.edf"));
        QCOMPARE(*sha256HexOfFile(original), digest);
        const auto before = EdfFile::open(original);
        if (!before) {
            QVERIFY(!done);
            return;
        }
        QVERIFY2(done, done ? "" : done.error().detail.c_str());
        const auto after = EdfFile::open(at("zoo.edf"));
        QVERIFY(after);
        QVERIFY(after->runs() == before->runs());
        const std::string copy = bytesOf(at("zoo.edf"));
        const std::string texts = copy.substr(0, static_cast<std::size_t>(after->header().headerBytes));
        for (const char* name :
             {"Doe",       "MARY",     "IVEY",           "J. B.",     "Muller",      "Spotty",
              "qiaomeng",  "Strelzyk", "ZHI27402",       "992901397", "23152000459", "28/03/1957",
              "2003-1085", "COF0",     "33yr",           "74yr",      "OPSA614",     "JUN-1969",
              "MAY-1951",  "SN001",    "20150602104157", "MI1949"})
            QVERIFY2(!holds(texts, name), name);
        for (std::size_t i = 0; i < after->header().signals.size(); ++i)
            if (!after->header().signals[i].isAnnotation)
                QCOMPARE(*sha256HexOfSignal(*after, static_cast<int>(i)),
                         *sha256HexOfSignal(*before, static_cast<int>(i)));
    }
};

QTEST_APPLESS_MAIN(TstDeidentify)
#include "tst_deidentify.moc"
