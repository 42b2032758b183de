#include "core/edf/edf_writer.h"
#include "core/formats/export_fit.h"
#include "core/recording/recording.h"
#include "core/scoring/rk_stage.h"
#include "tests/core/formats/format_test.h"
#include "tests/support/shared_data.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace hypnodesk;

namespace {

/// "W S4 S4 MT", as the file called its epochs; "N3" where it did not.
std::string shown(const ImportedHypnogram& night) {
    std::string text;
    for (std::int64_t epoch = 0; epoch < night.hypnogram.size(); ++epoch)
        text += (epoch > 0 ? " " : "") + std::string(shownStageCode(night.hypnogram, epoch, night.rkStages));
    return text;
}

Result<ImportedHypnogram> fromAnnotations(const Folder& folder, const std::vector<std::string>& texts) {
    std::vector<Annotation> annotations;
    for (const std::string& text : texts)
        annotations.push_back({30.0 * static_cast<double>(annotations.size()), 30.0, text});
    if (const auto written = writeEdfAnnotations(folder / "labels.edf", {}, annotations); !written)
        return tl::make_unexpected(written.error());
    return readHypnogram(folder / "labels.edf");
}

} // namespace

/// What files say by Rechtschaffen and Kales is kept beside the stages, and written where a format can.
class TestRkLabels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void edfNumbersAreRechtschaffenAndKales() {
        const auto night =
            fromAnnotations(Folder(), {"Sleep stage W", "Sleep stage 1", "Sleep stage 2", "Sleep stage 3",
                                       "SLEEP STAGE 4", "Movement time", "Sleep stage R", "Sleep stage ?"});
        VERIFY_RESULT(night);
        QCOMPARE(lettersOf(night->hypnogram), std::string("W1233MR?"));
        QCOMPARE(shown(*night), std::string("W S1 S2 S3 S4 MT R ?"));
    }

    void wordsOfAasmAreNot() {
        const auto night = fromAnnotations(Folder(), {"Sleep stage W", "Sleep stage N1", "Sleep stage N2",
                                                      "Sleep stage N3", "Movement time"});
        VERIFY_RESULT(night);
        QVERIFY(night->rkStages.empty());
        QCOMPARE(shown(*night), std::string("W N1 N2 N3 M"));
    }

    void bothInOneFileStayApart() {
        const auto night =
            fromAnnotations(Folder(), {"Sleep stage 3", "Sleep stage N3", "Sleep stage 4", "Sleep stage N2"});
        VERIFY_RESULT(night);
        QCOMPARE(shown(*night), std::string("S3 N3 S4 N2"));
    }

    void stageFourTellsTheLanguage() {
        const Folder folder;
        // Luna's one label a line: "S3" alone may mean N3, beside "S4" it does not.
        const auto one = folder.read("a.eannot", "W\nN1\nN2\nN3\n", {.format = "eannot"});
        VERIFY_RESULT(one);
        QCOMPARE(shown(*one), std::string("W N1 N2 N3"));
        const auto other =
            folder.read("b.eannot", "W\nNREM1\nNREM2\nNREM3\nNREM4\nMT\n", {.format = "eannot"});
        VERIFY_RESULT(other);
        QCOMPARE(shown(*other), std::string("W S1 S2 S3 S4 MT"));
    }

    void labelsComeBackFromAnEdfFile() {
        const Folder folder;
        const auto night =
            fromAnnotations(folder, {"Sleep stage W", "Sleep stage 3", "Sleep stage 4", "Sleep stage 4"});
        VERIFY_RESULT(night);
        ExportContent content;
        content.hypnogram = night->hypnogram;
        content.rkStages = night->rkStages;
        content.hypnogram.set(3, {Stage::N3, StageSource::Person}); // somebody thought again
        const FittedExport fitted = fitToFormat(content, *findFormat("edf"));
        VERIFY_RESULT(writeHypnogram(folder / "again.edf", fitted.content));
        const auto again = readHypnogram(folder / "again.edf");
        VERIFY_RESULT(again);
        QCOMPARE(shown(*again), std::string("W S3 S4 N3"));

        const FittedExport poorer = fitToFormat(content, *findFormat("yasa"));
        QVERIFY(poorer.content.rkStages.empty());
        QVERIFY(std::find(poorer.losses.begin(), poorer.losses.end(),
                          "whether 2 epochs of N3 were read as stage 3 or as stage 4") !=
                poorer.losses.end());
    }

    void aRealNightKeepsItsStages() {
        SKIP_WITHOUT_SHARED_DATA();
        const auto path = sharedData() / "sleep-edf/hypnograms/SC4001EC-Hypnogram.edf";
        const auto recording = Recording::open(path);
        VERIFY_RESULT(recording);
        std::map<std::string, std::int64_t> expected; // epochs of 30 s by the file's own words
        for (const Annotation& annotation : (*recording)->annotations())
            expected[annotation.text] += std::llround(annotation.durationSeconds.value_or(0.0) / 30.0);
        const auto night = readHypnogram(path);
        VERIFY_RESULT(night);
        std::map<std::string, std::int64_t> found;
        for (std::int64_t epoch = 0; epoch < night->hypnogram.size(); ++epoch)
            ++found[std::string(shownStageCode(night->hypnogram, epoch, night->rkStages))];
        QVERIFY(expected["Sleep stage 4"] > 0);
        for (const auto& [text, code] : {std::pair("Sleep stage 1", "S1"),
                                         {"Sleep stage 2", "S2"},
                                         {"Sleep stage 3", "S3"},
                                         {"Sleep stage 4", "S4"},
                                         {"Movement time", "MT"},
                                         {"Sleep stage R", "R"}})
            QCOMPARE(found[code], expected[text]);

        const Folder folder;
        ExportContent content;
        content.hypnogram = night->hypnogram;
        content.rkStages = night->rkStages;
        VERIFY_RESULT(writeHypnogram(folder / "again.edf", content));
        const auto again = readHypnogram(folder / "again.edf");
        VERIFY_RESULT(again);
        QVERIFY(again->rkStages == night->rkStages);
        QVERIFY(again->hypnogram.stages() == night->hypnogram.stages());
    }
};

QTEST_APPLESS_MAIN(TestRkLabels)
#include "tst_rk_labels.moc"
