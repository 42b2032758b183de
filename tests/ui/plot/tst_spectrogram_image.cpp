#include "ui/plot/spectrogram_image.h"
#include "ui/plot/spectrogram_picture.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace hypnodesk;

namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

/// A frame every 2 s from 1 s on, bins of 5 Hz from 0; the value is 10 * frame + bin.
dsp::Spectrogram counted(std::int64_t frames, int bins) {
    dsp::Spectrogram all;
    all.frames = frames;
    all.bins = bins;
    all.firstFrameSeconds = 1.0;
    all.frameStepSeconds = 2.0;
    all.binWidthHz = 5.0;
    for (std::int64_t frame = 0; frame < frames; ++frame)
        for (int bin = 0; bin < bins; ++bin)
            all.decibels.push_back(static_cast<float>(10 * frame + bin));
    return all;
}

/// Position k of 256 has the grey level k, so that pixels can be read back as values.
ColourMap greys() {
    ColourMap map;
    for (int i = 0; i < 256; ++i)
        map.colours[static_cast<std::size_t>(i)] = qRgb(i, i, i);
    return map;
}

constexpr DecibelRange kAsIs{0.0, 255.0};

} // namespace

class SpectrogramImageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsThePartWithinASpan() {
        const dsp::Spectrogram all =
            counted(10, 8); // cells [0,2) [2,4) ... [18,20) s; [-2.5,2.5) [2.5,7.5) ... Hz
        QCOMPARE(partWithin(all, 0.0, 0.0, 20.0, 0.0, 35.0), (SpectrogramPart{0, 10, 0, 8}));
        QCOMPARE(partWithin(all, 0.0, 4.0, 8.0, 0.0, 35.0), (SpectrogramPart{2, 4, 0, 8}));
        QCOMPARE(partWithin(all, 0.0, 5.0, 8.5, 6.0, 8.0), (SpectrogramPart{2, 5, 1, 3}));
        QCOMPARE(partWithin(all, 100.0, 104.0, 108.0, 0.0, 35.0), (SpectrogramPart{2, 4, 0, 8}));
        QVERIFY(partWithin(all, 0.0, 30.0, 60.0, 0.0, 35.0).isEmpty());
        QVERIFY(partWithin(all, 0.0, -1e300, -1e299, 0.0, 35.0).isEmpty());
        QVERIFY(partWithin({}, 0.0, 0.0, 20.0, 0.0, 35.0).isEmpty());
        QCOMPARE(extentOf(all, 100.0, {2, 4, 1, 3}), QRectF(104.0, 2.5, 4.0, 10.0));
    }

    void putsTimeToTheRightAndFrequencyUpwards() {
        const QImage image = spectrogramImage(counted(3, 2), {0, 3, 0, 2}, {100, 100}, kAsIs, greys());
        QCOMPARE(image.size(), QSize(3, 2));
        QCOMPARE(qRed(image.pixel(0, 1)), 0); // first frame, lowest bin: lower left
        QCOMPARE(qRed(image.pixel(0, 0)), 1);
        QCOMPARE(qRed(image.pixel(2, 1)), 20);
        QCOMPARE(qRed(image.pixel(2, 0)), 21);
    }

    void averagesWhatSharesAPixel() {
        const QImage image = spectrogramImage(counted(4, 2), {0, 4, 0, 2}, {2, 1}, kAsIs, greys());
        QCOMPARE(image.size(), QSize(2, 1));
        QCOMPARE(qRed(image.pixel(0, 0)), 6);  // mean of 0 1 10 11 is 5.5
        QCOMPARE(qRed(image.pixel(1, 0)), 26); // 25.5
    }

    void leavesMissingAndSilentValuesOut() {
        dsp::Spectrogram all = counted(3, 1);
        all.decibels = {kMissing, -200.0f, 40.0f};
        const QImage each = spectrogramImage(all, {0, 3, 0, 1}, {3, 1}, kAsIs, greys());
        QCOMPARE(qAlpha(each.pixel(0, 0)), 0);
        QCOMPARE(qAlpha(each.pixel(1, 0)), 0);
        QCOMPARE(qRed(each.pixel(2, 0)), 40);
        const QImage joined = spectrogramImage(all, {0, 3, 0, 1}, {1, 1}, kAsIs, greys());
        QCOMPARE(qRed(joined.pixel(0, 0)), 40);
    }

    void limitsValuesToTheRange() {
        const QImage image = spectrogramImage(counted(3, 1), {0, 3, 0, 1}, {3, 1}, {5.0, 15.0}, greys());
        QCOMPARE(qRed(image.pixel(0, 0)), 0);
        QCOMPARE(qRed(image.pixel(1, 0)), 128);
        QCOMPARE(qRed(image.pixel(2, 0)), 255);
    }

    void takesPercentilesOfWhatWasMeasured() {
        dsp::Spectrogram all = counted(101, 1);
        for (std::int64_t frame = 0; frame <= 100; ++frame)
            all.decibels[static_cast<std::size_t>(frame)] = static_cast<float>(frame);
        QCOMPARE(percentileRange(all, 10.0, 90.0), (DecibelRange{10.0, 90.0}));
        for (int i = 0; i < 50; ++i)
            all.decibels.push_back(i % 2 == 0 ? kMissing : -300.0f); // a disconnected hour changes nothing
        QCOMPARE(percentileRange(all, 10.0, 90.0), (DecibelRange{10.0, 90.0}));
    }

    void widensFlatRangesAndSurvivesEmptyOnes() {
        dsp::Spectrogram all = counted(4, 1);
        all.decibels.assign(4, 7.0f);
        QCOMPARE(percentileRange(all), (DecibelRange{4.0, 10.0}));
        all.decibels.assign(4, kMissing);
        QCOMPARE(percentileRange(all), DecibelRange{});
        QCOMPARE(percentileRange({}), DecibelRange{});
        QVERIFY(spectrogramImage({}, {}, {10, 10}, {}).isNull());
        QVERIFY(spectrogramImage(counted(3, 2), {0, 3, 0, 2}, {0, 10}, {}).isNull());
    }

    void knowsTheValueAtAPlace() {
        SpectrogramPicture picture;
        picture.set(std::make_shared<dsp::Spectrogram>(counted(3, 4)), 100.0);
        QCOMPARE(picture.decibelsAt(103.0, 10.0), 12.0f);
        QCOMPARE(picture.decibelsAt(102.1, 12.4), 12.0f);
        QVERIFY(std::isnan(picture.decibelsAt(99.0, 10.0)));
        QVERIFY(std::isnan(picture.decibelsAt(103.0, 34.0)));
        QVERIFY(std::isnan(picture.decibelsAt(1e300, 10.0)));
        QVERIFY(std::isnan(picture.decibelsAt(std::nan(""), 10.0)));
    }

    void coloursRunEvenlyFromDarkToLight() {
        const ColourMap& map = ColourMap::viridis();
        QCOMPARE(map.at(0.0f), qRgb(0x44, 0x01, 0x54));
        QCOMPARE(map.at(1.0f), qRgb(0xfd, 0xe7, 0x25));
        QCOMPARE(map.at(-5.0f), map.at(0.0f));
        QCOMPARE(map.at(std::nanf("")), QRgb(0));
        for (int i = 1; i < 256; ++i)
            QVERIFY(qGreen(map.colours[static_cast<std::size_t>(i)]) >=
                    qGreen(map.colours[static_cast<std::size_t>(i - 1)]));
    }
};

QTEST_APPLESS_MAIN(SpectrogramImageTest)
#include "tst_spectrogram_image.moc"
