#include "core/formats/clock_text.h"
#include "core/formats/export_fit.h"
#include "tests/core/formats/format_test.h"
#include "tests/support/shared_data.h"

using namespace hypnodesk;

namespace {

std::vector<const HypnogramFormat*> writableFormats() {
    std::vector<const HypnogramFormat*> formats;
    for (const HypnogramFormat& format : hypnogramFormats())
        if (format.write)
            formats.push_back(&format);
    return formats;
}

/// Every stage, alone and in runs, with everything else that a file may hold.
ExportContent fullNight() {
    ExportContent content;
    content.hypnogram =
        Hypnogram::fromLetters("?WW?A1M22233332M2RRRRAW?1W2A2R?M3333WWWWWRRRR2222211", StageSource::Imported);
    content.hypnogram.set(1, {Stage::Wake, StageSource::Network});
    content.hypnogram.set(2, {Stage::Wake, StageSource::Person});
    content.start = {2026, 3, 1, 22, 15, 30.0};
    content.patient = "X F X Somebody";
    content.scorer = "Somebody else";
    content.lights = {60.0, 1500.0};
    content.events = {{EventKind::Arousal, 65.5, 3.0, "C4-M1", ""},
                      {EventKind::Note, 80.0, 0.0, "", "a text that is longer than EDF+ has room for"}};
    NightProbabilities night;
    night.grid = content.hypnogram.grid();
    night.epochs.resize(static_cast<std::size_t>(night.grid.count));
    night.epochs[1].joint = {0.8f, 0.05f, 0.05f, 0.05f, 0.05f};
    night.modelName = "model";
    content.probabilities = night;
    return content;
}

ExportContent contentOf(const ImportedHypnogram& read) {
    ExportContent content;
    content.hypnogram = read.hypnogram;
    content.probabilities = read.probabilities;
    content.start = read.start.value_or(StartTime{});
    content.lights = read.lights;
    content.events = read.events;
    return content;
}

/// The stages without unscored epochs at both ends, which some formats do not tell from nothing.
std::string scoredLetters(const Hypnogram& hypnogram) {
    const std::string letters = lettersOf(hypnogram);
    const std::size_t first = letters.find_first_not_of('?');
    return first == std::string::npos ? "" : letters.substr(first, letters.find_last_not_of('?') - first + 1);
}

/// Seconds after midnight at which the first scored epoch begins, or after the start where no clock is known.
double firstScoredSeconds(const ExportContent& content) {
    const std::size_t first = lettersOf(content.hypnogram).find_first_not_of('?');
    return content.start.secondsAfterMidnight() +
           content.hypnogram.grid().onsetSeconds(static_cast<std::int64_t>(first));
}

} // namespace

class tst_format_pairs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFormatHoldsWhatItSays();
    void everyPairPreservesStagesAndTimes();
    void everyPairOnARealNight();
    void epochsOfTwentySeconds();
    void lateFirstEpochs();
};

void tst_format_pairs::everyFormatHoldsWhatItSays() {
    const Folder folder;
    for (const HypnogramFormat* format : writableFormats()) {
        const FormatCapacity& holds = format->holds;
        const auto path = folder / format->id; // no suffix helps
        const ExportContent full = fullNight();
        VERIFY_RESULT(writeHypnogram(path, full, format->id));
        const auto read = readHypnogram(path);
        VERIFY_RESULT(read);
        QCOMPARE(read->format, format->id);
        QCOMPARE(read->unknownLabels, 0);
        std::string expected;
        for (const Stage stage : full.hypnogram.stages())
            expected += stageLetter(holds.written(stage));
        QVERIFY2(lettersOf(read->hypnogram) == expected, format->id.c_str());
        QVERIFY2(read->probabilities.has_value() == holds.probabilities, format->id.c_str());
        QVERIFY2((read->hypnogram[1].source == StageSource::Network) == holds.sources, format->id.c_str());
        QVERIFY2((read->lights == full.lights) == holds.lights, format->id.c_str());
        QVERIFY2((read->start == std::optional(full.start)) == holds.start, format->id.c_str());
        QVERIFY2(read->events == fitToFormat(full, *format).content.events, format->id.c_str());
        QVERIFY2(read->events.empty() != holds.events, format->id.c_str());
    }
}

void tst_format_pairs::everyPairPreservesStagesAndTimes() {
    const Folder folder;
    for (const HypnogramFormat* from : writableFormats()) {
        VERIFY_RESULT(writeHypnogram(folder / "from", fullNight(), from->id));
        const auto first = readHypnogram(folder / "from");
        VERIFY_RESULT(first);
        for (const HypnogramFormat* to : writableFormats()) {
            const FittedExport fitted = fitToFormat(contentOf(*first), *to);
            VERIFY_RESULT(writeHypnogram(folder / "to", fitted.content, to->id));
            const auto second = readHypnogram(folder / "to");
            VERIFY_RESULT(second);
            const std::string pair = from->id + " to " + to->id;
            QVERIFY2(lettersOf(second->hypnogram) == lettersOf(fitted.content.hypnogram), pair.c_str());
            QVERIFY2(second->hypnogram.grid() == fitted.content.hypnogram.grid(), pair.c_str());
            QVERIFY2(second->events == fitted.content.events, pair.c_str());
            if (to->holds.start && from->holds.start)
                QVERIFY2(second->start == first->start, pair.c_str());
        }
    }
}

void tst_format_pairs::everyPairOnARealNight() {
    SKIP_WITHOUT_SHARED_DATA();
    const Folder folder;
    const auto night = readHypnogram(sharedData() / "sleep-edf/hypnograms/SC4002EC-Hypnogram.edf");
    VERIFY_RESULT(night);
    const ExportContent original = contentOf(*night);
    for (const HypnogramFormat* from : writableFormats()) {
        const FittedExport once = fitToFormat(original, *from);
        VERIFY_RESULT(writeHypnogram(folder / "from", once.content, from->id));
        const auto first = readHypnogram(folder / "from");
        VERIFY_RESULT(first);
        for (const HypnogramFormat* to : writableFormats()) {
            const FittedExport twice = fitToFormat(contentOf(*first), *to);
            VERIFY_RESULT(writeHypnogram(folder / "to", twice.content, to->id));
            const auto second = readHypnogram(folder / "to");
            VERIFY_RESULT(second);
            Hypnogram expected = original.hypnogram;
            for (std::int64_t epoch = 0; epoch < expected.size(); ++epoch)
                expected.set(epoch, {to->holds.written(from->holds.written(expected.stage(epoch))),
                                     StageSource::Imported});
            const std::string pair = from->id + " to " + to->id;
            QVERIFY2(scoredLetters(second->hypnogram) == scoredLetters(expected), pair.c_str());
            if (to->holds.start && from->holds.start && to->holds.unscored == Stage::Unscored)
                QVERIFY2(std::abs(firstScoredSeconds(contentOf(*second)) -
                                  firstScoredSeconds(contentOf(*first))) < 0.5,
                         pair.c_str());
        }
    }
}

void tst_format_pairs::epochsOfTwentySeconds() {
    const Folder folder;
    ExportContent content;
    content.hypnogram =
        Hypnogram({0.0, 20.0, 9}, std::vector<EpochScore>(9, {Stage::N2, StageSource::Imported}));
    content.hypnogram.set(0, {Stage::Wake, StageSource::Imported});
    content.hypnogram.set(8, {Stage::Rem, StageSource::Imported});
    for (const HypnogramFormat* format : writableFormats()) {
        const FittedExport fitted = fitToFormat(content, *format);
        // The border at 20 s lies before the middle of the first epoch of 30 s only by a third.
        const std::string expected = format->holds.epochSeconds ? "W2222R" : "W2222222R";
        QVERIFY2(lettersOf(fitted.content.hypnogram) == expected, format->id.c_str());
        QCOMPARE(fitted.losses.empty(), !format->holds.epochSeconds.has_value());
        VERIFY_RESULT(writeHypnogram(folder / "night", fitted.content, format->id));
        const auto read = readHypnogram(folder / "night");
        VERIFY_RESULT(read);
        QVERIFY2(lettersOf(read->hypnogram) == expected, format->id.c_str());
        QCOMPARE(writeHypnogram(folder / "night", content, format->id).has_value(),
                 !format->holds.epochSeconds.has_value());
    }
}

void tst_format_pairs::lateFirstEpochs() {
    const Folder folder;
    ExportContent content;
    content.hypnogram =
        Hypnogram({7.0, 30.0, 4}, std::vector<EpochScore>(4, {Stage::N2, StageSource::Imported}));
    content.start = {2026, 3, 1, 22, 15, 30.0};
    for (const HypnogramFormat* format : writableFormats()) {
        const FittedExport fitted = fitToFormat(content, *format);
        const auto tellsOnset = [](const std::string& loss) { return loss.starts_with("the onset"); };
        QVERIFY2(std::any_of(fitted.losses.begin(), fitted.losses.end(), tellsOnset) == !format->holds.onset,
                 format->id.c_str());
        VERIFY_RESULT(writeHypnogram(folder / "night", fitted.content, format->id));
        const auto read = readHypnogram(folder / "night", {"", format->holds.onset ? 0.0 : 7.0});
        VERIFY_RESULT(read);
        QCOMPARE(scoredLetters(read->hypnogram).substr(0, 4).substr(0, 3), std::string("222"));
        const double expected = read->start ? firstScoredSeconds(content) : 7.0;
        if (format->holds.unscored == Stage::Unscored)
            QVERIFY2(std::abs(firstScoredSeconds(contentOf(*read)) - expected) < 0.5, format->id.c_str());
    }
}

QTEST_APPLESS_MAIN(tst_format_pairs)
#include "tst_format_pairs.moc"
