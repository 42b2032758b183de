#include "core/simulation/noise_synthesis.h"
#include "core/simulation/plain_math.h"
#include "core/simulation/random.h"

#include <QTest>

#include <cmath>

using namespace hypnodesk::simulation;

class TestPlainMath : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheCLibrary();
    void raisedCosineIsNeverNegative();
    void randomIsTheReferenceGenerator();
    void normalHasItsMoments();
    void forksAreIndependentOfWhatWasDrawn();
    void pickFollowsItsWeights();
    void inverseFourierMatchesTheSum();
    void noiseHasTheDensityAskedFor();
};

void TestPlainMath::agreesWithTheCLibrary() {
    for (double x = -40.0; x < 40.0; x += 0.0371)
        QVERIFY2(std::abs(plainExp(x) / std::exp(x) - 1.0) < 1e-12, qPrintable(QString::number(x)));
    for (double x = 1e-12; x < 1e12; x *= 1.37)
        QVERIFY(std::abs(plainLog(x) - std::log(x)) < 1e-12 * std::max(1.0, std::abs(std::log(x))));
    for (double turns = -3.0; turns < 3.0; turns += 0.00713) {
        QVERIFY(std::abs(sinTurns(turns) - std::sin(2.0 * M_PI * turns)) < 1e-11);
        QVERIFY(std::abs(cosTurns(turns) - std::cos(2.0 * M_PI * turns)) < 1e-11);
    }
}

void TestPlainMath::raisedCosineIsNeverNegative() {
    for (int i = 0; i <= 100000; ++i)
        QVERIFY(raisedCosine(i / 100000.0) >= 0.0);
    QCOMPARE(raisedCosine(0.5), 1.0);
    QCOMPARE(raisedCosine(-0.1), 0.0);
    QCOMPARE(raisedCosine(1.0), 0.0);
}

void TestPlainMath::randomIsTheReferenceGenerator() {
    // xoshiro256++ 1.0 by Blackman and Vigna, state filled by SplitMix64 from 0, computed apart in Python
    // integers
    Random random(0);
    QCOMPARE(random.next(), 0x53175d61490b23dfull);
    QCOMPARE(random.next(), 0x61da6f3dc380d507ull);
    QCOMPARE(random.next(), 0x5c0fdf91ec9a7bfcull);
}

void TestPlainMath::normalHasItsMoments() {
    Random random(7);
    double sum = 0.0, squares = 0.0, fourths = 0.0;
    constexpr int kDraws = 400000;
    for (int i = 0; i < kDraws; ++i) {
        const double x = random.normal();
        sum += x;
        squares += x * x;
        fourths += x * x * x * x;
    }
    QVERIFY(std::abs(sum / kDraws) < 0.006);
    QVERIFY(std::abs(squares / kDraws - 1.0) < 0.01);
    QVERIFY(std::abs(fourths / kDraws - 3.0) < 0.1);
}

void TestPlainMath::forksAreIndependentOfWhatWasDrawn() {
    Random first(11);
    const Random second(11);
    first.normal();
    QCOMPARE(first.fork("eyes").next(), second.fork("eyes").next());
    QVERIFY(second.fork("eyes").next() != second.fork("heart").next());
    QVERIFY(second.fork("night", 1).next() != second.fork("night", 2).next());
}

void TestPlainMath::pickFollowsItsWeights() {
    Random random(3);
    const double weights[] = {1.0, 0.0, 3.0};
    int counts[3] = {0, 0, 0};
    for (int i = 0; i < 40000; ++i)
        ++counts[random.pick(weights)];
    QCOMPARE(counts[1], 0);
    QVERIFY(std::abs(counts[0] - 10000) < 400);
}

void TestPlainMath::inverseFourierMatchesTheSum() {
    constexpr std::size_t kSize = 32;
    Random random(5);
    std::vector<std::complex<double>> values(kSize);
    for (auto& value : values)
        value = {random.normal(), random.normal()};
    const std::vector<std::complex<double>> spectrum = values;
    PlainInverseFourier(kSize).transform(values);
    for (std::size_t n = 0; n < kSize; ++n) {
        std::complex<double> sum;
        for (std::size_t k = 0; k < kSize; ++k)
            sum += spectrum[k] * std::polar(1.0, 2.0 * M_PI * static_cast<double>(k * n) / kSize);
        QVERIFY(std::abs(sum - values[n]) < 1e-10);
    }
}

void TestPlainMath::noiseHasTheDensityAskedFor() {
    // 2 uV^2/Hz between 5 and 15 Hz: a variance of 20 uV^2, at any rate
    for (const double rateHz : {64.0, 100.0, 333.0}) {
        std::vector<float> noise(static_cast<std::size_t>(400.0 * rateHz), 0.0f);
        const double binHz = rateHz / static_cast<double>(noiseBlockSize(rateHz));
        addShapedNoise(
            noise, rateHz,
            [&](std::int64_t, double, std::span<double> out) {
                for (std::size_t k = 0; k < out.size(); ++k) {
                    const double hz = binHz * static_cast<double>(k);
                    out[k] = hz >= 5.0 && hz < 15.0 ? 2.0 : 0.0;
                }
            },
            [](double) { return 0.5; }, Random(1), Random(2));
        double squares = 0.0;
        for (const float value : noise)
            squares += static_cast<double>(value) * value;
        const double variance = squares / static_cast<double>(noise.size());
        QVERIFY2(std::abs(variance - 20.0) < 1.5, qPrintable(QString::number(variance)));
    }
}

QTEST_APPLESS_MAIN(TestPlainMath)
#include "tst_plain_math.moc"
