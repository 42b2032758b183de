#include "core/base/digest.h"
#include "core/dsp/band_power.h"
#include "core/dsp/events.h"
#include "core/simulation/montage.h"
#include "core/simulation/simulated_night.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace hypnodesk;

class TestSimulatedNight : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isTheSameToTheByte();
    void channelsDoNotDependOnEachOther();
    void subjectsNightsAndSeedsDiffer();
    void spectraTellTheStages();
    void deepSleepHasLargeSlowWaves();
    void lightSleepHasSpindles();
    void alphaIsOccipital();
    void chinIsSlackInRem();
    void eyesAreSeenByTheEogMost();
    void everyRateWorks_data();
    void everyRateWorks();
    void signalsAreFinite();
    void hostileOptionsAreRefused_data();
    void hostileOptionsAreRefused();
    void montageKnowsItsLabels();
    void canBeCancelled();

private:
    std::vector<SimulatedNight> m_nights;
    static std::span<const float> epoch(const SimulatedNight& night, std::size_t channel,
                                        std::int64_t index) {
        return std::span(night.signals[channel])
            .subspan(static_cast<std::size_t>(night.hypnogram.grid().firstSample(index, night.rateHz)), 3000);
    }
};

namespace {

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
}

double deviation(std::span<const float> values) {
    double sum = 0.0, squares = 0.0;
    for (const float value : values) {
        sum += value;
        squares += static_cast<double>(value) * value;
    }
    const double count = static_cast<double>(values.size());
    return std::sqrt(std::max(0.0, squares / count - sum / count * sum / count));
}

SimulatedNight made(const SimulationOptions& options) {
    const Result<SimulatedNight> night = simulateNight(options);
    if (!night)
        qFatal("%s", describe(night.error()).c_str());
    return *night;
}

} // namespace

void TestSimulatedNight::initTestCase() {
    for (int subject = 1; subject <= 6; ++subject)
        m_nights.push_back(made({.seed = 40,
                                 .subject = subject,
                                 .hours = 5.0,
                                 .channels = {"C4-M1", "O2-M1", "E1-M2", "EMG chin"}}));
}

void TestSimulatedNight::isTheSameToTheByte() {
    // every kind of channel, and ninety minutes in which the subject falls asleep, sleeps deeply and wakes
    const SimulationOptions options{
        .seed = 5, .subject = 16, .hours = 1.5, .rateHz = 50.0, .channels = {"all"}};
    const auto digest = [](const SimulatedNight& night) {
        Sha256 sum;
        for (const std::vector<float>& signal : night.signals)
            sum.add(std::as_bytes(std::span(signal)));
        for (const Stage stage : night.hypnogram.stages())
            sum.add(stageCode(stage));
        return QString::fromStdString(sum.finishHex());
    };
    const SimulatedNight night = made(options);
    for (const Stage stage : {Stage::Wake, Stage::N1, Stage::N2, Stage::N3, Stage::Rem})
        QVERIFY(std::ranges::count(night.hypnogram.stages(), stage) > 0);
    QCOMPARE(digest(night), digest(made(options)));
    // changes only when the simulator is changed on purpose; the same with GCC and clang, -O0 to -O3
    QCOMPARE(digest(night), QString("8ddc4ab7f95bb90ef2b57fae6f986e215d4b0e9152a0b431c499f554fb706273"));
}

void TestSimulatedNight::channelsDoNotDependOnEachOther() {
    SimulationOptions options{.seed = 5, .subject = 3, .hours = 0.1, .channels = {"C4-M1"}};
    const SimulatedNight alone = made(options);
    options.channels = {"F4-M1", "ECG", "C4-M1", "SpO2"};
    const SimulatedNight among = made(options);
    QVERIFY(alone.signals[0] == among.signals[2]);
    QVERIFY(alone.hypnogram == among.hypnogram);
    QVERIFY(alone.signals[0] != among.signals[0]);
}

void TestSimulatedNight::subjectsNightsAndSeedsDiffer() {
    const SimulationOptions options{.seed = 5, .subject = 3, .hours = 0.05, .channels = {"C4-M1"}};
    SimulationOptions otherSubject = options, otherNight = options, otherSeed = options;
    otherSubject.subject = 4;
    otherNight.night = 2;
    otherSeed.seed = 6;
    const std::vector<float> signal = made(options).signals[0];
    QVERIFY(signal != made(otherSubject).signals[0]);
    QVERIFY(signal != made(otherNight).signals[0]);
    QVERIFY(signal != made(otherSeed).signals[0]);
    QCOMPARE(made(otherNight).description, made(options).description); // the same person
}

void TestSimulatedNight::spectraTellTheStages() {
    // natural logarithms of band powers, middle epochs of each night; subjects differ, so contrasts are
    // averaged
    using StageLevels = std::array<std::array<double, 5>, 5>; // [stage][band]
    std::vector<StageLevels> levels;
    for (const SimulatedNight& night : m_nights) {
        std::array<std::array<std::vector<double>, 5>, 5> logs;
        for (std::int64_t e = 0; e < night.hypnogram.size(); ++e) {
            const std::array<double, 5> power = dsp::bandPowers(epoch(night, 0, e), 100.0);
            for (std::size_t band = 0; band < 5; ++band)
                logs[static_cast<std::size_t>(night.hypnogram.stage(e))][band].push_back(
                    std::log(power[band] + 1e-9));
        }
        StageLevels medians{};
        for (std::size_t stage = 0; stage < 5; ++stage)
            for (std::size_t band = 0; band < 5; ++band)
                medians[stage][band] = logs[stage][band].empty() ? std::nan("") : median(logs[stage][band]);
        levels.push_back(medians);
    }
    const auto contrast = [&](Stage a, Stage b, std::size_t band) {
        double sum = 0.0;
        int nights = 0;
        for (const StageLevels& night : levels) {
            const double difference =
                night[static_cast<std::size_t>(a)][band] - night[static_cast<std::size_t>(b)][band];
            if (std::isnan(difference))
                continue;
            sum += difference;
            ++nights;
        }
        return sum / nights;
    };
    constexpr std::size_t kDelta = 0, kAlpha = 2, kSigma = 3, kBeta = 4;
    // Sleep-EDF, Fpz-Cz and Pz-Oz: 1.1-1.4, 0.7-0.8, 0.8-0.9, 0.5-0.7, 0.9-1.0, 1.6-1.8, 0.5-0.7
    QVERIFY(contrast(Stage::N3, Stage::N2, kDelta) > 0.7);
    QVERIFY(contrast(Stage::N2, Stage::N1, kDelta) > 0.4);
    QVERIFY(contrast(Stage::N2, Stage::Rem, kDelta) > 0.4);
    QVERIFY(contrast(Stage::N2, Stage::Rem, kSigma) > 0.3);
    QVERIFY(contrast(Stage::Wake, Stage::Rem, kAlpha) > 0.4);
    QVERIFY(contrast(Stage::Wake, Stage::N2, kBeta) > 0.7);
    QVERIFY(contrast(Stage::Rem, Stage::N3, kBeta) > 0.2);
}

void TestSimulatedNight::deepSleepHasLargeSlowWaves() {
    // AASM: waves of 0.5-2 Hz and more than 75 uV peak to peak fill at least a fifth of N3, less of N2. Real
    // C3-A2 of 12 UCDDB subjects: their median N3 epochs are filled to .09-.67, the middle one to .42
    std::array<std::vector<double>, 5> shares;
    for (const SimulatedNight& night : m_nights) {
        const auto waves = dsp::detectSlowWaves(night.signals[0], night.rateHz);
        QVERIFY(waves);
        const std::vector<double> seconds = dsp::secondsPerEpoch(*waves, 30.0, night.hypnogram.size());
        for (std::int64_t e = 0; e < night.hypnogram.size(); ++e)
            shares[static_cast<std::size_t>(night.hypnogram.stage(e))].push_back(
                seconds[static_cast<std::size_t>(e)] / 30.0);
    }
    QVERIFY2(median(shares[3]) > 0.2 && median(shares[3]) < 0.7,
             qPrintable(QString::number(median(shares[3]))));
    QVERIFY2(median(shares[2]) < 0.2, qPrintable(QString::number(median(shares[2]))));
    QVERIFY2(median(shares[4]) < 0.05, qPrintable(QString::number(median(shares[4]))));
}

void TestSimulatedNight::lightSleepHasSpindles() {
    std::array<double, 5> spindles{}, minutes{};
    for (const SimulatedNight& night : m_nights) {
        const auto found = dsp::detectSpindles(night.signals[0], night.rateHz);
        QVERIFY(found);
        for (const dsp::DetectedEvent& event : *found) {
            const std::int64_t e = night.hypnogram.grid().epochAt(event.beginSeconds);
            if (night.hypnogram.grid().contains(e))
                spindles[static_cast<std::size_t>(night.hypnogram.stage(e))] += 1.0;
        }
        for (const EpochScore& score : night.hypnogram.epochs())
            minutes[static_cast<std::size_t>(score.stage)] += 0.5;
    }
    const double perMinute = spindles[2] / minutes[2];
    QVERIFY2(perMinute > 1.0 && perMinute < 9.0, qPrintable(QString::number(perMinute)));
    QVERIFY(perMinute > 2.0 * spindles[4] / minutes[4]);
    QVERIFY(perMinute > 2.0 * spindles[1] / minutes[1]);
}

void TestSimulatedNight::alphaIsOccipital() {
    double central = 0.0, occipital = 0.0;
    for (const SimulatedNight& night : m_nights)
        for (std::int64_t e = 0; e < night.hypnogram.size(); ++e)
            if (night.hypnogram.stage(e) == Stage::Wake) {
                const std::array<double, 5> atC = dsp::bandPowers(epoch(night, 0, e), 100.0);
                const std::array<double, 5> atO = dsp::bandPowers(epoch(night, 1, e), 100.0);
                central += std::log(atC[2] / atC[0]);
                occipital += std::log(atO[2] / atO[0]);
            }
    QVERIFY(occipital > central);
}

void TestSimulatedNight::chinIsSlackInRem() {
    std::vector<double> wake, rem;
    for (const SimulatedNight& night : m_nights)
        for (std::int64_t e = 0; e < night.hypnogram.size(); ++e) {
            if (night.hypnogram.stage(e) == Stage::Wake)
                wake.push_back(deviation(epoch(night, 3, e)));
            if (night.hypnogram.stage(e) == Stage::Rem)
                rem.push_back(deviation(epoch(night, 3, e)));
        }
    QVERIFY(median(wake) > 3.0 * median(rem));
}

void TestSimulatedNight::eyesAreSeenByTheEogMost() {
    std::vector<double> rem, deep;
    for (const SimulatedNight& night : m_nights)
        for (std::int64_t e = 0; e < night.hypnogram.size(); ++e) {
            if (night.hypnogram.stage(e) == Stage::Rem)
                rem.push_back(deviation(epoch(night, 2, e)) / deviation(epoch(night, 1, e)));
            if (night.hypnogram.stage(e) == Stage::N3)
                deep.push_back(deviation(epoch(night, 2, e)) / deviation(epoch(night, 1, e)));
        }
    QVERIFY(median(rem) > 1.5 * median(deep));
}

void TestSimulatedNight::everyRateWorks_data() {
    QTest::addColumn<double>("rateHz");
    for (const double rateHz : {50.0, 64.0, 128.0, 133.7, 200.0, 256.0, 512.0, 1000.0})
        QTest::addRow("%g Hz", rateHz) << rateHz;
}

void TestSimulatedNight::everyRateWorks() {
    QFETCH(double, rateHz);
    const SimulatedNight night =
        made({.seed = 2, .subject = 1, .hours = 0.04, .rateHz = rateHz, .channels = {"all"}});
    const SimulatedNight usual = made({.seed = 2, .subject = 1, .hours = 0.04, .channels = {"C4-M1"}});
    QCOMPARE(night.signals.size(), std::size_t{20});
    for (const std::vector<float>& signal : night.signals) {
        QCOMPARE(signal.size(), static_cast<std::size_t>(std::floor(144.0 * rateHz + 1e-6)));
        QVERIFY(std::all_of(signal.begin(), signal.end(), [](float value) { return std::isfinite(value); }));
    }
    QVERIFY(night.hypnogram.stages() ==
            usual.hypnogram.stages()); // the night does not depend on the sampling
    const auto c4 = std::find(night.labels.begin(), night.labels.end(), "C4-M1") - night.labels.begin();
    const double ratio = deviation(night.signals[static_cast<std::size_t>(c4)]) / deviation(usual.signals[0]);
    QVERIFY2(ratio > 0.6 && ratio < 1.7, qPrintable(QString::number(ratio)));
}

void TestSimulatedNight::signalsAreFinite() {
    for (const SimulatedNight& night : m_nights)
        for (const std::vector<float>& signal : night.signals) {
            QVERIFY(
                std::all_of(signal.begin(), signal.end(), [](float value) { return std::isfinite(value); }));
            QVERIFY(deviation(signal) > 0.5 && deviation(signal) < 400.0);
        }
}

void TestSimulatedNight::hostileOptionsAreRefused_data() {
    QTest::addColumn<double>("hours");
    QTest::addColumn<double>("rateHz");
    QTest::addColumn<int>("subject");
    QTest::addColumn<QString>("channel");
    const double infinity = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double hours : {0.0, -1.0, 0.008, 49.0, 1e300, infinity, -infinity, nan})
        QTest::addRow("%g hours", hours) << hours << 100.0 << 0 << "C4-M1";
    for (const double rate : {0.0, -100.0, 49.9, 1001.0, 1e300, infinity, nan})
        QTest::addRow("%g Hz", rate) << 8.0 << rate << 0 << "C4-M1";
    for (const int subject : {-1, 10000, std::numeric_limits<int>::max()})
        QTest::addRow("subject %d", subject) << 8.0 << 100.0 << subject << "C4-M1";
    QTest::addRow("too much") << 48.0 << 1000.0 << 0 << "all";
    for (const char* label :
         {"", " ", "nonsense", "C4-", "-M1", "C4-C4", "C4-M1-M2", "M1-C4", "C4-M1\n1", "E1-"})
        QTest::addRow("channel '%s'", label) << 8.0 << 100.0 << 0 << label;
    QTest::addRow("long channel") << 8.0 << 100.0 << 0 << QString(100000, 'C');
}

void TestSimulatedNight::hostileOptionsAreRefused() {
    QFETCH(double, hours);
    QFETCH(double, rateHz);
    QFETCH(int, subject);
    QFETCH(QString, channel);
    const SimulationOptions options{
        .subject = subject, .hours = hours, .rateHz = rateHz, .channels = {channel.toStdString()}};
    const Result<SimulatedNight> night = simulateNight(options);
    QVERIFY(!night);
    QCOMPARE(night.error().code, ErrorCode::ArgumentInvalid);
    QVERIFY(!night.error().detail.empty() && night.error().detail.size() < 400);
    QVERIFY(!checkSimulation(options));
    QVERIFY(!checkSimulation({.channels = {"C4-M1", "c4-m1"}}));
}

void TestSimulatedNight::montageKnowsItsLabels() {
    using namespace simulation;
    for (const std::vector<std::string>& labels : {standardMontage(), fullMontage()})
        for (const std::string& label : labels)
            QVERIFY2(findMontageChannel(label), label.c_str());
    QCOMPARE(fullMontage().size(), std::size_t{20});
    for (const char* label :
         {"EEG Fpz-Cz", "EEG Pz-Oz", "C3-A2", "Cz", "EOG horizontal", "LOC-A2", "ekg", "Fp1-F3"})
        QVERIFY2(findMontageChannel(label), label);
    QVERIFY(findMontageChannel("EEG Fpz-Cz")->backness < findMontageChannel("C4-M1")->backness);
    QVERIFY(findMontageChannel("EEG Pz-Oz")->backness > findMontageChannel("C4-M1")->backness);
    QVERIFY(findMontageChannel("Fp1-M2")->verticalEye > 5.0 * findMontageChannel("C3-M2")->verticalEye);
}

void TestSimulatedNight::canBeCancelled() {
    std::stop_source stop;
    stop.request_stop();
    const Result<SimulatedNight> night = simulateNight({.hours = 0.1}, TaskContext(stop.get_token()));
    QVERIFY(!night);
    QCOMPARE(night.error().code, ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(TestSimulatedNight)
#include "tst_simulated_night.moc"
