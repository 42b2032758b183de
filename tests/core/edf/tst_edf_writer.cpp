#include "core/edf/conformance.h"
#include "core/edf/edf_writer.h"
#include "tests/core/edf/edf_bytes.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace hypnodesk;
namespace fs = std::filesystem;

namespace {

EdfFileSpec nightSpec() {
    EdfFileSpec spec;
    spec.start = {2026, 3, 1, 22, 30, 5.25};
    spec.patient = "MCH-0234567 F 02-MAY-1951 Haagse_Harry of The Hague";
    spec.equipment = "hypnodesk test";
    spec.signals = {
        {.label = "EEG C4-M1", .rateHz = 100.0},
        {.label = "SaO2", .unit = "%", .rateHz = 1.0, .physicalMinimum = 0.0, .physicalMaximum = 100.0}};
    return spec;
}

std::vector<float> sine(std::size_t count, double amplitude, double period) {
    std::vector<float> samples(count);
    for (std::size_t i = 0; i < count; ++i)
        samples[i] = static_cast<float>(amplitude * std::sin(2.0 * M_PI * static_cast<double>(i) / period));
    return samples;
}

std::vector<float> physical(const EdfFile& file, int signal) {
    std::vector<float> samples(static_cast<std::size_t>(file.sampleCount(signal)));
    file.readPhysical(signal, 0, 1.0, samples);
    return samples;
}

} // namespace

class TstEdfWriter : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path pathOf(const char* name) const { return m_folder.filePath(name).toStdString(); }

    static EdfFile opened(const fs::path& path) {
        auto file = EdfFile::open(path);
        if (!file)
            qFatal("%s", file.error().detail.c_str());
        return std::move(*file);
    }

private Q_SLOTS:
    void whatIsWrittenIsRead() {
        const fs::path path = pathOf("night.edf");
        const std::vector<std::vector<float>> signals = {sine(1000, 480.0, 37.0), sine(10, 50.0, 7.0)};
        // Half of the saturation lies below its range and is clipped at 0.
        const std::vector<Annotation> annotations = {{0.0, 30.0, "Sleep stage W"},
                                                     {4.5, std::nullopt, "Licht aus: schläfrig"},
                                                     {1.25, 0.5, "Arousal"}};
        QVERIFY(writeEdf(path, nightSpec(), signals, annotations));
        QCOMPARE(checkConformance(path), (Conformance{true, {}}));

        const EdfFile file = opened(path);
        QCOMPARE(findingsOf(file.findings()), std::string());
        QCOMPARE(file.header().variant(), std::string("EDF+C"));
        QCOMPARE(file.header().patient, std::string("MCH-0234567 F 02-MAY-1951 Haagse_Harry of The Hague"));
        QCOMPARE(file.start(), (StartTime{2026, 3, 1, 22, 30, 5.25}));
        QCOMPARE(file.header().recordCount, 10);
        QCOMPARE(file.header().signals[0].label, std::string("EEG C4-M1"));
        QCOMPARE(file.header().signals[1].unit, std::string("%"));
        const std::vector<float> eeg = physical(file, 0);
        const double halfStep = 0.5 * 1000.0 / 65535.0 + 1e-4;
        QCOMPARE(eeg.size(), signals[0].size());
        for (std::size_t i = 0; i < eeg.size(); ++i)
            QVERIFY(std::abs(eeg[i] - signals[0][i]) <= halfStep);
        const std::vector<float> saturation = physical(file, 1);
        for (std::size_t i = 0; i < saturation.size(); ++i)
            QVERIFY(std::abs(saturation[i] - std::max(0.0f, signals[1][i])) <= 0.5 * 100.0 / 65535.0 + 1e-4);
        QCOMPARE(file.annotations(),
                 (std::vector<Annotation>{annotations[0], annotations[2], annotations[1]}));
    }

    void chunksMakeNoDifference() {
        const std::vector<std::vector<float>> signals = {sine(700, 480.0, 37.0), sine(7, 50.0, 7.0)};
        QVERIFY(writeEdf(pathOf("whole.edf"), nightSpec(), signals));
        QVERIFY(writeEdf(pathOf("chunks.edf"), nightSpec(), [&](EdfWriter& writer) -> Result<void> {
            // The EEG comes in pieces that fit no data record, the saturation all at once.
            for (std::size_t first = 0; first < 700; first += 35) {
                const std::span<const float> eeg = std::span(signals[0]).subspan(first, 35);
                const std::span<const float> saturation =
                    first == 0 ? std::span<const float>(signals[1]) : std::span<const float>();
                const std::vector<std::span<const float>> chunk = {eeg, saturation};
                if (auto added = writer.addSamples(std::span<const std::span<const float>>(chunk)); !added)
                    return added;
            }
            return {};
        }));
        const EdfFile whole = opened(pathOf("whole.edf"));
        const EdfFile chunks = opened(pathOf("chunks.edf"));
        QCOMPARE(digitalSamples(chunks, 0), digitalSamples(whole, 0));
        QCOMPARE(digitalSamples(chunks, 1), digitalSamples(whole, 1));
    }

    void recordsFitTheRates_data() {
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("seconds");
        QTest::newRow("integer") << 256.0 << 1.0;
        QTest::newRow("tenths") << 199.9 << 10.0;
        QTest::newRow("thirds") << 1000.0 / 3.0 << 3.0;
        QTest::newRow("slow") << 0.05 << 20.0;
    }

    void recordsFitTheRates() {
        QFETCH(double, rate);
        QFETCH(double, seconds);
        EdfFileSpec spec = nightSpec();
        spec.signals = {{.label = "x", .rateHz = rate}};
        const auto count = static_cast<std::size_t>(std::llround(rate * seconds * 3));
        QVERIFY(writeEdf(pathOf("rate.edf"), spec, std::vector<std::vector<float>>{sine(count, 100.0, 9.0)}));
        QVERIFY(checkConformance(pathOf("rate.edf")).opens);
        const EdfFile file = opened(pathOf("rate.edf"));
        QCOMPARE(file.header().recordSeconds, seconds);
        QCOMPARE(file.sampleCount(0), static_cast<std::int64_t>(count));
    }

    void theLastRecordIsPadded() {
        EdfFileSpec spec = nightSpec();
        spec.signals.resize(1);
        QVERIFY(writeEdf(pathOf("padded.edf"), spec,
                         std::vector<std::vector<float>>{std::vector<float>(150, 400.0f)}));
        const std::vector<float> samples = physical(opened(pathOf("padded.edf")), 0);
        QCOMPARE(samples.size(), std::size_t(200));
        QVERIFY(std::abs(samples[149] - 400.0f) < 0.01f);
        QVERIFY(std::abs(samples[150]) < 0.01f);
    }

    void extremesAndNothing() {
        EdfFileSpec spec = nightSpec();
        spec.signals = {{.label = "x", .rateHz = 5.0}};
        const float infinity = std::numeric_limits<float>::infinity();
        QVERIFY(writeEdf(pathOf("extremes.edf"), spec,
                         std::vector<std::vector<float>>{
                             {1e9f, -1e9f, infinity, std::numeric_limits<float>::quiet_NaN(), -500.0f}}));
        QCOMPARE(digitalSamples(opened(pathOf("extremes.edf")), 0),
                 (std::vector<std::int32_t>{32767, -32768, 32767, 0, -32768}));
    }

    void oddRangesFitTheHeader() {
        EdfFileSpec spec = nightSpec();
        spec.signals = {
            {.label = "x", .rateHz = 2.0, .physicalMinimum = -1234.56789, .physicalMaximum = 3276.7}};
        QVERIFY(writeEdf(pathOf("range.edf"), spec, std::vector<std::vector<float>>{{-1234.5f, 3000.25f}}));
        const EdfFile file = opened(pathOf("range.edf"));
        QCOMPARE(file.header().signals[0].physicalMinimum, -1234.57);
        QCOMPARE(file.header().signals[0].physicalMaximum, 3276.7);
        QVERIFY(std::abs(physical(file, 0)[1] - 3000.25f) < 0.04f);
    }

    void manyAnnotationsFindRoom() {
        EdfFileSpec spec = nightSpec();
        spec.signals.resize(1);
        std::vector<Annotation> annotations;
        for (int i = 0; i < 100; ++i)
            annotations.push_back({0.1 * i, 0.1, "event " + std::to_string(i)});
        QVERIFY(writeEdf(pathOf("many.edf"), spec, std::vector<std::vector<float>>{sine(1000, 100.0, 9.0)},
                         annotations));
        const EdfFile file = opened(pathOf("many.edf"));
        QCOMPARE(file.annotations().size(), annotations.size());
        for (std::size_t i = 0; i < annotations.size(); ++i) {
            QCOMPARE(file.annotations()[i].text, annotations[i].text);
            QVERIFY(std::abs(file.annotations()[i].onsetSeconds - annotations[i].onsetSeconds) < 1e-9);
        }
    }

    void annotationsWithoutRoomAreAnError() {
        const auto written = writeEdf(pathOf("full.edf"), nightSpec(), [](EdfWriter& writer) -> Result<void> {
            for (int i = 0; i < 2; ++i)
                if (auto added = writer.addAnnotation({0.0, std::nullopt, "x"}); !added)
                    return added;
            const std::vector<std::vector<float>> second = {std::vector<float>(100), std::vector<float>(1)};
            return writer.addSamples(std::span<const std::vector<float>>(second));
        });
        QVERIFY(!written);
        QCOMPARE(written.error().detail, std::string("2 annotations, room for 1"));
        QVERIFY(!fs::exists(pathOf("full.edf")));
    }

    void aHypnogramIsAnnotationsOnly() {
        std::vector<Annotation> epochs;
        for (int i = 0; i < 787; ++i)
            epochs.push_back({30.0 * i, 30.0, "Sleep stage " + std::string(1, "W123R"[i % 5])});
        EdfFileSpec spec = nightSpec();
        QVERIFY(writeEdfAnnotations(pathOf("night.hypnogram.edf"), spec, epochs));
        QCOMPARE(checkConformance(pathOf("night.hypnogram.edf")), (Conformance{true, {}}));
        const EdfFile file = opened(pathOf("night.hypnogram.edf"));
        QCOMPARE(findingsOf(file.findings()), std::string());
        QCOMPARE(file.annotations(), epochs);
        QCOMPARE(file.header().signals.size(), std::size_t(1));
        QCOMPARE(file.header().recordSeconds * static_cast<double>(file.header().recordCount), 23610.0);
        QCOMPARE(file.start(), spec.start);
    }

    void longTextsEndAtAWholeCharacter() {
        const std::string umlauts = "äääääääääääääääääääx"; // 41 bytes: 19 times two, then three
        const std::vector<Annotation> one = {{0.0, std::nullopt, "abc" + umlauts}};
        QVERIFY(writeEdfAnnotations(pathOf("long.edf"), {}, one));
        const std::string text = opened(pathOf("long.edf")).annotations().at(0).text;
        QCOMPARE(text, ("abc" + umlauts).substr(0, 39));
    }

    void unknownStartAndPatient() {
        const std::vector<Annotation> one = {{0.0, std::nullopt, "x"}};
        QVERIFY(writeEdfAnnotations(pathOf("unknown.edf"), {}, one));
        QVERIFY(checkConformance(pathOf("unknown.edf")).opens);
        const EdfFile file = opened(pathOf("unknown.edf"));
        QCOMPARE(file.start(), (StartTime{1985, 1, 1, 0, 0, 0.0}));
        QCOMPARE(file.header().patient, std::string("X X X X"));
    }

    void patientsOfAnyForm_data() {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("name") << QByteArray("Jane Doe") << QByteArray("X X X Jane_Doe");
        QTest::newRow("EDF+") << QByteArray("A_1 M X Doe") << QByteArray("A_1 M X Doe");
        QTest::newRow("odd birthday")
            << QByteArray("A M 31-FEB-1970 Doe") << QByteArray("X X X A_M_31-FEB-1970_Doe");
        QTest::newRow("umlaut") << QByteArray("M\xC3\xBCller") << QByteArray("X X X M_ller");
    }

    void patientsOfAnyForm() {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, written);
        EdfFileSpec spec;
        spec.patient = given.toStdString();
        const std::vector<Annotation> one = {{0.0, std::nullopt, "x"}};
        QVERIFY(writeEdfAnnotations(pathOf("patient.edf"), spec, one));
        QVERIFY(checkConformance(pathOf("patient.edf")).opens);
        QCOMPARE(opened(pathOf("patient.edf")).header().patient, written.toStdString());
    }

    void nonsenseIsRefused_data() {
        QTest::addColumn<QByteArray>("what");
        for (const char* what :
             {"no signals", "no rate", "odd rate", "empty range", "lengths", "nothing", "negative"})
            QTest::newRow(what) << QByteArray(what);
    }

    void nonsenseIsRefused() {
        QFETCH(QByteArray, what);
        EdfFileSpec spec = nightSpec();
        spec.signals.resize(1);
        std::vector<std::vector<float>> signals = {std::vector<float>(100)};
        std::vector<Annotation> annotations;
        if (what == "no signals")
            spec.signals.clear(), signals.clear();
        else if (what == "no rate")
            spec.signals[0].rateHz = 0.0;
        else if (what == "odd rate")
            spec.signals[0].rateHz = 100.0 + M_PI;
        else if (what == "empty range")
            spec.signals[0].physicalMaximum = -500.0;
        else if (what == "lengths")
            spec = nightSpec(), signals.push_back(std::vector<float>(5));
        else if (what == "nothing")
            signals[0].clear();
        else
            annotations.push_back({-1.0, std::nullopt, "before"});
        const auto written = writeEdf(pathOf("nonsense.edf"), spec, signals, annotations);
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::ArgumentInvalid);
        QVERIFY(!fs::exists(pathOf("nonsense.edf")));
    }

    void failureLeavesNothingBehind() {
        QTemporaryDir folder;
        const fs::path path = folder.filePath("night.edf").toStdString();
        const std::vector<std::vector<float>> signals = {sine(1000, 480.0, 37.0), sine(10, 50.0, 7.0)};
        QVERIFY(writeEdf(path, nightSpec(), signals));
        std::stop_source stop;
        stop.request_stop();
        const auto cancelled = writeEdf(path, nightSpec(), signals, {}, TaskContext(stop.get_token()));
        QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
        QVERIFY(EdfFile::open(path));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"night.edf"});
    }
};

QTEST_APPLESS_MAIN(TstEdfWriter)
#include "tst_edf_writer.moc"
