#include "core/dsp/band_power.h"
#include "core/simulation/measured_night.h"
#include "core/simulation/simulated_night.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace hypnodesk;

namespace {

/// Two hours of W, N1, N2, N3 and R whose powers also move within a stage, in the way of real nights.
MeasuredNight madeNight() {
    constexpr float kLevels[5][5] = {{-1.6f, -2.2f, -1.6f, -2.7f, -1.7f},
                                     {-1.7f, -1.9f, -2.2f, -3.0f, -2.4f},
                                     {-0.9f, -1.7f, -2.2f, -2.5f, -3.1f},
                                     {0.6f, -1.4f, -2.4f, -3.2f, -4.0f},
                                     {-1.8f, -1.9f, -2.4f, -3.5f, -2.7f}};
    MeasuredNight night;
    night.name = "made";
    night.subject = "nobody";
    for (int epoch = 0; epoch < 240; ++epoch) {
        const int stage = (epoch / 24) % 5;
        night.stages.push_back(static_cast<Stage>(stage));
        MeasuredNight::Powers powers{};
        for (std::size_t row = 0; row < powers.size(); ++row)
            powers[row] = kLevels[stage][row % 5] +
                          0.4f * std::sin(0.9f * static_cast<float>(epoch) + static_cast<float>(row));
        night.powers.push_back(powers);
    }
    return night;
}

SimulationOptions following(MeasuredNight night, const char* channel = "Fpz-Cz") {
    SimulationOptions options;
    options.seed = 5;
    options.channels = {channel};
    options.measured = std::make_shared<const MeasuredNight>(std::move(night));
    return options;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const auto n = static_cast<double>(a.size());
    double sa = 0.0, sb = 0.0, saa = 0.0, sbb = 0.0, sab = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sa += a[i];
        sb += b[i];
        saa += a[i] * a[i];
        sbb += b[i] * b[i];
        sab += a[i] * b[i];
    }
    return (sab - sa * sb / n) / std::sqrt((saa - sa * sa / n) * (sbb - sb * sb / n));
}

} // namespace

class TestMeasuredNight : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bandPowersAreThoseMeasured_data() {
        QTest::addColumn<QString>("channel");
        QTest::addColumn<int>("firstRow");
        QTest::newRow("frontal") << "Fpz-Cz" << 0;
        QTest::newRow("occipital") << "Pz-Oz" << 5;
    }

    void bandPowersAreThoseMeasured() {
        QFETCH(QString, channel);
        QFETCH(int, firstRow);
        const MeasuredNight measured = madeNight();
        const auto night = simulateNight(following(measured, qPrintable(channel)));
        QVERIFY(night);
        for (std::size_t band = 0; band < 5; ++band) {
            std::vector<double> wanted, made;
            for (std::size_t e = 0; e < measured.stages.size(); ++e) {
                wanted.push_back(measured.powers[e][static_cast<std::size_t>(firstRow) + band]);
                const auto epoch = std::span(night->signals[0]).subspan(e * 3000, 3000);
                made.push_back(std::log(dsp::bandPowers(epoch, 100.0)[band]));
            }
            const double r = correlation(wanted, made);
            QVERIFY2(r > 0.8, qPrintable(QString("band %1: %2").arg(band).arg(r)));
        }
    }

    void stagesAreTheExpertsOwn() {
        MeasuredNight measured = madeNight();
        measured.stages[0] = Stage::Unscored;
        measured.stages[100] = Stage::Unscored;
        const auto night = simulateNight(following(measured));
        QVERIFY(night);
        QCOMPARE(night->hypnogram.size(), std::int64_t(240));
        for (std::size_t e = 0; e < measured.stages.size(); ++e)
            QCOMPARE(night->hypnogram.stage(static_cast<std::int64_t>(e)), measured.stages[e]);
        QCOMPARE(night->signals[0].size(), std::size_t(240 * 3000));
        QVERIFY(std::all_of(night->signals[0].begin(), night->signals[0].end(),
                            [](float v) { return std::isfinite(v); }));
    }

    void isTheSameTwiceAndAnotherWithAnotherSeed() {
        SimulationOptions options = following(madeNight());
        const auto first = simulateNight(options);
        QVERIFY(first->signals == simulateNight(options)->signals);
        options.seed = 6;
        QVERIFY(first->signals != simulateNight(options)->signals);
    }

    void hostileNightsAreRefused_data() {
        QTest::addColumn<int>("what");
        for (int what = 0; what < 5; ++what)
            QTest::addRow("%d", what) << what;
    }

    void hostileNightsAreRefused() {
        QFETCH(int, what);
        MeasuredNight night = madeNight();
        switch (what) {
        case 0:
            night = {};
            break;
        case 1:
            night.powers.pop_back();
            break;
        case 2:
            night.powers[7][3] = std::numeric_limits<float>::quiet_NaN();
            break;
        case 3:
            night.powers[7][3] = 1e6f;
            break;
        default:
            std::fill(night.stages.begin(), night.stages.end(), Stage::Unscored);
        }
        QVERIFY(!checkMeasuredNight(night));
        QVERIFY(!simulateNight(following(std::move(night))));
    }
};

QTEST_APPLESS_MAIN(TestMeasuredNight)
#include "tst_measured_night.moc"
