#include "core/dsp/band_power.h"
#include "tests/ui/plot/plot_fixtures.h"
#include "tests/ui/support/fake_recording.h"
#include "ui/spectrogram/epoch_spectrum.h"
#include "ui/spectrogram/network_spectrogram.h"
#include "ui/spectrogram/spectrogram_look.h"
#include "ui/spectrogram/spectrogram_view.h"

#include <QTest>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

constexpr QSize kSize{600, 320};

} // namespace

/// What the spectrogram can be made to show.
class SpectrogramLookTest : public QObject {
    Q_OBJECT

    static void open(SpectrogramView& view) {
        view.setTheme(Theme::light());
        view.setSpectrogram(test::spectrogramOf(Hypnogram::fromLetters("WWWWWWWWWW3333333333")), 0.0);
        view.setSpan(120.0, 150.0);
        pictureOf(view, kSize);
    }

private Q_SLOTS:
    void aLookComesBackFromItsText() {
        const SpectrogramLook look{SpectrogramSource::Network, 0.0,  DecibelScale::Fixed, {-15.0, 25.0},
                                   SpectrogramColours::Grey,   false};
        QCOMPARE(lookFromText(lookText(look)), look);
        QCOMPARE(lookFromText(lookText({})), SpectrogramLook{});
    }

    void nonsenseBecomesTheDefault_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"", "no JSON", "[]", R"({"source":"x","highestHz":17,"scale":3,"colours":null})",
              R"({"low":30,"high":-10})", R"({"low":-500,"high":500})", R"({"highestHz":"35"})"})
            QTest::newRow(text) << QByteArray(text);
    }
    void nonsenseBecomesTheDefault() {
        QFETCH(QByteArray, text);
        QCOMPARE(lookFromText(text), SpectrogramLook{});
    }

    void colourMapsRunFromDarkToLight() {
        for (const SpectrogramColours colours : kSpectrogramColours) {
            const ColourMap& map = colourMap(colours);
            int before = -1;
            for (int i = 0; i < 256; i += 5) {
                const int lightness = qGray(map.at(static_cast<float>(i) / 255.0f));
                QVERIFY(lightness > before);
                before = lightness;
            }
        }
        QCOMPARE(colourMap(SpectrogramColours::Grey).at(0.0f), qRgb(0, 0, 0));
        QCOMPARE(colourMap(SpectrogramColours::Grey).at(1.0f), qRgb(255, 255, 255));
    }

    void theViewFollowsItsLook() {
        SpectrogramView view;
        open(view);
        const QImage plain = pictureOf(view, kSize);
        const auto differs = [&](const SpectrogramLook& look) {
            view.setLook(look);
            const bool isOther = pictureOf(view, kSize) != plain;
            view.setLook({});
            return isOther && pictureOf(view, kSize) == plain;
        };
        QVERIFY(differs({.highestHz = 20.0}));
        QVERIFY(differs({.scale = DecibelScale::Fixed, .fixed = {-40.0, 0.0}}));
        QVERIFY(differs({.colours = SpectrogramColours::Inferno}));
        QVERIFY(differs({.colours = SpectrogramColours::Grey}));
        QVERIFY(differs({.bandGuides = false}));
        view.setLook({.colours = SpectrogramColours::Grey});
        const QImage grey = pictureOf(view, kSize);
        for (int x = 200; x < 500; x += 50)
            QVERIFY(qAbs(grey.pixelColor(x, 150).red() - grey.pixelColor(x, 150).blue()) < 3);
    }

    void frequenciesEndWhereTheSpectrogramDoes() {
        SpectrogramView view;
        open(view);
        view.setLook({.highestHz = 20.0});
        const QImage to20 = pictureOf(view, kSize);
        keepPicture(to20, QStringLiteral("spectrogram_20hz"));
        view.setLook({.highestHz = 0.0}); // 35 Hz is all there is
        const QImage all = pictureOf(view, kSize);
        view.setLook({.highestHz = 50.0});
        QCOMPARE(pictureOf(view, kSize), all);
        view.setLook({});
        QCOMPARE(pictureOf(view, kSize), all);
    }

    void thePageCanHaveARangeOfItsOwn() {
        SpectrogramView view;
        open(view);
        view.setDecibelRange(DecibelRange{-100.0, 100.0}); // of the night
        const QImage ofNight = pictureOf(view, kSize);
        view.setLook({.scale = DecibelScale::Page});
        const QImage wake = pictureOf(view, kSize);
        QVERIFY(wake != ofNight);
        // The other page holds slow waves 16 dB louder; its own range shows them no brighter at its ends.
        view.setSpan(420.0, 450.0);
        QVERIFY(pictureOf(view, kSize) != wake);
        view.setSpan(120.0, 150.0);
        QCOMPARE(pictureOf(view, kSize), wake);
    }

    void theNetworkSeesEpochsOneByOne() {
        ModelInput input;
        input.grid = {0.0, kEpochSeconds, 2};
        input.quality.resize(2);
        std::vector<float> sine(2 * kModelEpochSamples);
        for (std::size_t i = 0; i < sine.size(); ++i) // 12.5 Hz: bin 32 of 100/256 Hz
            sine[i] =
                static_cast<float>(std::sin(2.0 * std::numbers::pi * 12.5 * static_cast<double>(i) / 100.0));
        input.samples = std::move(sine);
        const NetworkSpectrogram seen = networkSpectrogram(input);
        const dsp::Spectrogram& all = *seen.spectrogram;
        QCOMPARE(all.frames, 60);
        QCOMPARE(all.bins, 128);
        for (const std::int64_t frame : {0, 28, 30, 58}) {
            int loudest = 0;
            for (int bin = 0; bin < all.bins; ++bin)
                if (all.at(frame, bin) > all.at(frame, loudest))
                    loudest = bin;
            QCOMPARE(all.firstBinHz + loudest * all.binWidthHz, 12.5);
        }
        // Nothing is seen across the border of two epochs.
        QVERIFY(std::isnan(all.at(29, 31)) && std::isnan(all.at(59, 31)));
        QVERIFY(std::isfinite(seen.range.low) && seen.range.low < seen.range.high);
        // The first frame is 200 samples from the start: its middle is at 1 s.
        QCOMPARE(all.firstFrameSeconds, 1.0);
        std::vector<float> first(static_cast<std::size_t>(dsp::kEpochFrames * dsp::kEpochBins));
        dsp::epochSpectrogram(input.epoch(1), first);
        QVERIFY(std::equal(first.begin(), first.end(), all.decibels.begin() + 30 * 128));
    }

    void aMissingEpochIsSilent() {
        ModelInput input;
        input.grid = {0.0, kEpochSeconds, 1};
        input.quality = {EpochQuality::Missing};
        input.samples = std::vector<float>(kModelEpochSamples, 0.0f);
        const NetworkSpectrogram seen = networkSpectrogram(input);
        QVERIFY(seen.spectrogram->at(3, 10) <= kSilenceDecibels);
        QCOMPARE(seen.range, DecibelRange{});
    }

    void theSpectrumOfAnEpochHasItsBands() {
        // Channel 0 is a sine of 40 uV at 2 Hz: all its power lies in delta.
        const RecordingPtr night = fakeNight(3);
        const auto spectrum = epochSpectrum(*night, Derivation{0, std::nullopt, "EEG Fpz-Cz"}, 30.0, 60.0);
        QVERIFY(spectrum);
        QCOMPARE(spectrum->binWidthHz, 0.25);
        QCOMPARE(spectrum->decibels.size(), std::size_t(141));
        const auto loudest = std::max_element(spectrum->decibels.begin(), spectrum->decibels.end());
        QCOMPARE(loudest - spectrum->decibels.begin(), 8);
        QVERIFY(spectrum->share[0] > 0.99);
        const auto beyond = epochSpectrum(*night, Derivation{0, std::nullopt, "EEG Fpz-Cz"}, 900.0, 930.0);
        QVERIFY(!beyond);
        QCOMPARE(beyond.error().code, ErrorCode::DataMissing);
    }
};

QTEST_MAIN(SpectrogramLookTest)
#include "tst_spectrogram_look.moc"
