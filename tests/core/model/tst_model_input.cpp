#include "core/model/model_input.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

using namespace hypnodesk;

namespace {

/// 5 minutes of 10-Hz waves in noise.
std::vector<float> signal(double rateHz, double microvolts) {
    std::mt19937 random(2);
    std::normal_distribution<float> noise(0.0f, static_cast<float>(0.2 * microvolts));
    std::vector<float> samples(static_cast<std::size_t>(300 * rateHz));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<float>(microvolts * std::sin(2.0 * std::numbers::pi * 10.0 *
                                                              static_cast<double>(i) / rateHz)) +
                     noise(random);
    return samples;
}

float quantile(const NightSamples& samples, double share) {
    std::vector<float> values(samples.begin(), samples.end());
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

} // namespace

class TestModelInput : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gainDoesNotMatter() {
        const auto small = prepareModelInput(signal(100.0, 5.0), 100.0, "a");
        const auto large = prepareModelInput(signal(100.0, 500.0), 100.0, "a");
        QVERIFY(small && large);
        for (std::size_t i = 0; i < small->samples.size(); ++i)
            QVERIFY(std::fabs(small->samples[i] - large->samples[i]) < 1e-3f);
    }

    void medianAndSpreadAreUnit() {
        const auto input = prepareModelInput(signal(100.0, 50.0), 100.0, "a");
        QVERIFY(input.has_value());
        QVERIFY(std::fabs(quantile(input->samples, 0.5)) < 0.01f);
        QVERIFY(std::fabs(quantile(input->samples, 0.75) - quantile(input->samples, 0.25) - 1.0f) < 0.01f);
    }

    void otherRatesGiveTheSameEpochs() {
        for (const double rate : {50.0, 128.0, 200.0, 256.0, 512.0}) {
            const auto input = prepareModelInput(signal(rate, 50.0), rate, "a");
            QVERIFY(input.has_value());
            QCOMPARE(input->grid.count, std::int64_t(10));
            QCOMPARE(input->samples.size(), std::size_t(30000));
        }
    }

    void outliersAreClipped() {
        auto samples = signal(100.0, 20.0);
        std::fill_n(samples.begin() + 5000, 50, 1e6f);
        const auto input = prepareModelInput(samples, 100.0, "a");
        QVERIFY(input.has_value());
        QCOMPARE(*std::max_element(input->samples.begin(), input->samples.end()), 20.0f);
    }

    void badEpochsAreMarked() {
        auto samples = signal(100.0, 50.0);
        std::fill_n(samples.begin() + 3000, 3000, 0.0f);         // flat
        std::fill_n(samples.begin() + 9000, 600, std::nanf("")); // a fifth missing
        const auto input = prepareModelInput(samples, 100.0, "a");
        QVERIFY(input.has_value());
        QCOMPARE(input->quality[0], EpochQuality::Good);
        QCOMPARE(input->quality[1], EpochQuality::Flat);
        QCOMPARE(input->quality[3], EpochQuality::Missing);
        QCOMPARE(input->quality[4], EpochQuality::Good);
        for (const float value : input->samples)
            QVERIFY(std::isfinite(value));
    }

    void refusesTheUnusable() {
        QVERIFY(!prepareModelInput(std::vector<float>(2999, 1.0f), 100.0, "a").has_value());
        QVERIFY(!prepareModelInput({}, 100.0, "a").has_value());
        QVERIFY(!prepareModelInput(std::vector<float>(30000, 1.0f), 0.0, "a").has_value());
        QVERIFY(
            prepareModelInput(std::vector<float>(30000, 1.0f), 100.0, "a").has_value()); // flat, but no crash
    }

    void cancels() {
        std::stop_source stop;
        stop.request_stop();
        const auto input = prepareModelInput(signal(128.0, 50.0), 128.0, "a", TaskContext(stop.get_token()));
        QVERIFY(!input.has_value());
        QCOMPARE(input.error().code, ErrorCode::Cancelled);
    }

    void aRealNight() {
        SKIP_WITHOUT_SHARED_DATA();
        const auto recording = Recording::open(sharedData() / "ucddb/ucddb022_C3A2_night.edf");
        QVERIFY(recording.has_value());
        const auto derivations = suggestedDerivations(**recording);
        QVERIFY(!derivations.empty());
        const auto input = prepareModelInput(**recording, derivations.front());
        QVERIFY(input.has_value());
        QCOMPARE(input->grid.count, std::int64_t(787));
        // Its 65 gaps are filled with zeros.
        QCOMPARE(std::count(input->quality.begin(), input->quality.end(), EpochQuality::Flat),
                 std::ptrdiff_t(65));
    }
};

QTEST_APPLESS_MAIN(TestModelInput)
#include "tst_model_input.moc"
