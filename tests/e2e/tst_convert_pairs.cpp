#include "core/formats/export_fit.h"
#include "core/formats/format_registry.h"
#include "tests/support/program_run.h"
#include "tests/support/shared_data.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace hypnodesk;

namespace {

/// The stages without unscored epochs at both ends, which some formats do not tell from nothing.
std::string scoredLetters(const Hypnogram& hypnogram) {
    std::string letters;
    for (const Stage stage : hypnogram.stages())
        letters += stageLetter(stage);
    const std::size_t first = letters.find_first_not_of('?');
    return first == std::string::npos ? "" : letters.substr(first, letters.find_last_not_of('?') - first + 1);
}

ExportContent contentOf(const ImportedHypnogram& read) {
    ExportContent content;
    content.hypnogram = read.hypnogram;
    content.start = read.start.value_or(StartTime{});
    content.lights = read.lights;
    content.events = read.events;
    return content;
}

} // namespace

/// `hypno convert` from every format into every other: whatever is new in the registry is walked too. What
/// the target holds is the same afterwards; what it does not hold is named.
class TestConvertPairs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyPairOnARealNight_data();
    void everyPairOnARealNight();

private:
    std::filesystem::path at(const std::string& name) const {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    static Run convert(const std::filesystem::path& from, const std::filesystem::path& to,
                       const std::string& fromId, const std::string& toId) {
        return program(HYPNO_PROGRAM,
                       {"convert", from.c_str(), to.c_str(), "--from", fromId.c_str(), "--to", toId.c_str()});
    }

    // In memory where there is such a folder: what is tested does not need the disk's patience.
    QTemporaryDir m_folder{(QFileInfo("/dev/shm").isWritable() ? QString("/dev/shm") : QDir::tempPath()) +
                           "/hypnodesk-XXXXXX"};
};

void TestConvertPairs::initTestCase() {
    SKIP_WITHOUT_SHARED_DATA();
    QVERIFY(m_folder.isValid());
    // A whole real night with its clock time, and with lights and events as a clinic adds them.
    const auto night = readHypnogram(sharedData() / "sleep-edf/hypnograms/SC4002EC-Hypnogram.edf");
    QVERIFY(night);
    ExportContent content = contentOf(*night);
    const double first = content.hypnogram.grid().startSeconds;
    content.lights = {first + 60.0, first + 7200.0};
    content.events = {{EventKind::Arousal, first + 65.5, 3.0, "EEG Fpz-Cz", ""},
                      {EventKind::Note, first + 80.0, 0.0, "", "turned the light on; \"sorry\", 5 %"}};
    QVERIFY(writeHypnogram(at("night"), content, "json"));
}

void TestConvertPairs::everyPairOnARealNight_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    for (const HypnogramFormat& from : hypnogramFormats())
        for (const HypnogramFormat& to : hypnogramFormats())
            if (from.read && from.write && to.write)
                QTest::addRow("%s to %s", from.id.c_str(), to.id.c_str())
                    << QString::fromStdString(from.id) << QString::fromStdString(to.id);
}

void TestConvertPairs::everyPairOnARealNight() {
    SKIP_WITHOUT_SHARED_DATA();
    QFETCH(QString, from);
    QFETCH(QString, to);
    const HypnogramFormat& source = *findFormat(from.toStdString());
    const HypnogramFormat& target = *findFormat(to.toStdString());
    const auto input = at("night." + source.id);
    if (!std::filesystem::exists(input)) {
        const Run made = convert(at("night"), input, "json", source.id);
        QVERIFY2(made.code == 0, made.err);
    }
    const Run run = convert(input, at("out"), source.id, target.id);
    QVERIFY2(run.code == 0, run.err);

    const auto before = readHypnogram(input, {source.id, 0.0});
    QVERIFY(before);
    const FittedExport fitted = fitToFormat(contentOf(*before), target);
    for (const std::string& loss : fitted.losses)
        QVERIFY2(run.err.contains(("not kept: " + loss).c_str()),
                 (loss + "\n" + run.err.toStdString()).c_str());
    const auto after = target.read ? readHypnogram(at("out"), {target.id, 0.0}) : readHypnogram(at("out"));
    QVERIFY2(after, after ? "" : after.error().detail.c_str());
    QCOMPARE(scoredLetters(after->hypnogram), scoredLetters(fitted.content.hypnogram));
    QVERIFY(after->events == fitted.content.events);
    QVERIFY(after->lights == fitted.content.lights);
    if (target.holds.start && before->start)
        QCOMPARE(after->start.has_value(), true);
    const EpochGrid& grid = fitted.content.hypnogram.grid();
    QCOMPARE(after->hypnogram.grid().epochSeconds, grid.epochSeconds);
    if (target.holds.onset && !target.holds.start && target.holds.unscored == Stage::Unscored)
        QVERIFY(std::abs(after->hypnogram.grid().startSeconds - grid.startSeconds) < 1e-3);
}

QTEST_GUILESS_MAIN(TestConvertPairs)
#include "tst_convert_pairs.moc"
