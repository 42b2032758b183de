#include "core/recording/channel_label.h"
#include "core/recording/signal_survey.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <memory>
#include <numbers>
#include <random>

using namespace hypnodesk;

namespace {

constexpr double kRate = 200.0;
constexpr std::int64_t kEpochs = 40;
constexpr auto kSamples = static_cast<std::size_t>(kEpochs * 30 * 200);

using Samples = std::vector<float>;

/// White noise through a one-pole low-pass: slow like an EEG.
Samples brain(unsigned seed, double scale = 20.0) {
    std::mt19937 random(seed);
    std::normal_distribution<float> noise;
    Samples samples(kSamples);
    double slow = 0.0;
    for (float& sample : samples) {
        slow += 0.05 * (noise(random) * 6.0 - slow);
        sample = static_cast<float>(scale * slow);
    }
    return samples;
}

Samples muscle(unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> noise(0.0f, 10.0f);
    Samples samples(kSamples);
    for (float& sample : samples)
        sample = noise(random);
    return samples;
}

template <typename Change>
Samples changed(Samples samples, Change change) {
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = change(samples[i], i);
    return samples;
}

class Night : public Recording {
public:
    explicit Night(double rateHz = kRate) : m_rateHz(rateHz) {}

    void add(const std::string& label, ChannelRole role, Samples samples, bool isVoltage = true) {
        Channel channel;
        channel.index = static_cast<int>(m_channels.size());
        channel.label = label;
        channel.rateHz = m_rateHz;
        channel.sampleCount = static_cast<std::int64_t>(samples.size());
        channel.role = role;
        channel.isVoltage = isVoltage;
        m_channels.push_back(channel);
        m_samples.push_back(std::move(samples));
        m_info.durationSeconds = static_cast<double>(kEpochs) * 30.0;
    }

    void readPhysical(int channel, std::int64_t first, std::span<float> out) const override {
        const Samples& samples = m_samples[static_cast<std::size_t>(channel)];
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = samples[static_cast<std::size_t>(first) + i];
    }

private:
    double m_rateHz;
    std::vector<Samples> m_samples;
};

const SignalFinding* finding(const ChannelSurvey& channel, SignalProblem problem) {
    for (const SignalFinding& found : channel.findings)
        if (found.problem == problem)
            return &found;
    return nullptr;
}

ChannelSurvey surveyOf(const std::string& label, ChannelRole role, Samples samples, bool isVoltage = true) {
    Night night;
    night.add(label, role, std::move(samples), isVoltage);
    return surveySignals(night)->channels.front();
}

} // namespace

class TestSignalSurvey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goodSignalsPass() {
        Night night;
        night.add("C4-M1", ChannelRole::Eeg, brain(1));
        night.add("E1-M2", ChannelRole::Eog, brain(2));
        night.add("EMG chin", ChannelRole::Emg, muscle(3));
        const auto survey = surveySignals(night);
        QVERIFY(survey);
        for (const ChannelSurvey& channel : survey->channels) {
            QCOMPARE(channel.verdict, SignalVerdict::Use);
            QCOMPARE(channel.badShare, 0.0);
            QCOMPARE(channel.epochs.size(), static_cast<std::size_t>(kEpochs));
        }
        QVERIFY(survey->hasEeg && survey->hasEog && survey->hasChinEmg);
    }

    void sharesOfBadEpochsDecide_data() {
        QTest::addColumn<int>("flatEpochs");
        QTest::addColumn<int>("verdict");
        QTest::newRow("two of forty are nothing") << 2 << static_cast<int>(SignalVerdict::Use);
        QTest::newRow("ten are doubtful") << 10 << static_cast<int>(SignalVerdict::Doubtful);
        QTest::newRow("thirty are hopeless") << 30 << static_cast<int>(SignalVerdict::DoNotTrust);
    }

    void sharesOfBadEpochsDecide() {
        QFETCH(int, flatEpochs);
        const auto flatUntil = static_cast<std::size_t>(flatEpochs) * 30 * 200;
        const ChannelSurvey channel =
            surveyOf("C4-M1", ChannelRole::Eeg,
                     changed(brain(1), [&](float v, std::size_t i) { return i < flatUntil ? 0.0f : v; }));
        QFETCH(int, verdict);
        QCOMPARE(static_cast<int>(channel.verdict), verdict);
        QCOMPARE(channel.badShare, flatEpochs / 40.0);
        if (verdict > 0)
            QCOMPARE(finding(channel, SignalProblem::Flat)->amount, flatEpochs / 40.0);
    }

    void whatWasNotRecordedAndWhatClipsIsTold() {
        const auto half = kSamples / 2;
        const ChannelSurvey channel =
            surveyOf("C4-M1", ChannelRole::Eeg, changed(brain(1), [&](float v, std::size_t i) {
                         if (i < half / 2)
                             return std::numeric_limits<float>::quiet_NaN();
                         return i < half ? std::clamp(v, -5.0f, 5.0f) : v;
                     }));
        QCOMPARE(finding(channel, SignalProblem::Missing)->amount, 0.25);
        QCOMPARE(finding(channel, SignalProblem::Clipped)->amount, 0.25);
        // Neither alone is hopeless; half of the night is.
        QCOMPARE(channel.verdict, SignalVerdict::DoNotTrust);
    }

    void humOfTheMainsIsMeasured() {
        const auto withHum = [](double microvolts) {
            return surveyOf("C4-M1", ChannelRole::Eeg, changed(brain(1), [&](float v, std::size_t i) {
                                const double t = static_cast<double>(i) / kRate;
                                return v + static_cast<float>(microvolts *
                                                              std::sin(2 * std::numbers::pi * 50 * t));
                            }));
        };
        QCOMPARE(withHum(2).verdict, SignalVerdict::Use);
        QCOMPARE(withHum(40).verdict, SignalVerdict::Doubtful);
        QCOMPARE(withHum(400).verdict, SignalVerdict::DoNotTrust);
        QVERIFY(finding(withHum(400), SignalProblem::MainsHum)->amount > 0.9);
    }

    void aWrongUnitIsSeen() {
        QVERIFY(finding(surveyOf("C4-M1", ChannelRole::Eeg, brain(1, 0.4)), SignalProblem::TooSmall));
        QVERIFY(finding(surveyOf("C4-M1", ChannelRole::Eeg, brain(1, 20000)), SignalProblem::TooLarge));
    }

    void tooFewSamplesAreSeen_data() {
        QTest::addColumn<double>("rateHz");
        QTest::addColumn<SignalVerdict>("verdict");
        QTest::newRow("none of the beta waves") << 40.0 << SignalVerdict::DoNotTrust;
        QTest::newRow("half of what the network looks at") << 50.0 << SignalVerdict::Doubtful;
        QTest::newRow("nearly all") << 64.0 << SignalVerdict::Use;
    }

    void tooFewSamplesAreSeen() {
        QFETCH(const double, rateHz);
        QFETCH(const SignalVerdict, verdict);
        Night slow(rateHz);
        slow.add("C4-M1", ChannelRole::Eeg, brain(1));
        slow.add("ECG", ChannelRole::Ecg, brain(2));
        const auto survey = surveySignals(slow);
        const auto* tooSlow = finding(survey->channels[0], SignalProblem::TooSlow);
        QCOMPARE(tooSlow != nullptr, verdict != SignalVerdict::Use);
        QCOMPARE(survey->channels[0].verdict, verdict);
        if (tooSlow)
            QCOMPARE(tooSlow->amount, rateHz);
        QVERIFY(!finding(survey->channels[1], SignalProblem::TooSlow));
    }

    void swappedChannelsAreSeen() {
        Night night;
        night.add("C4-M1", ChannelRole::Eeg, muscle(1));
        night.add("EMG chin", ChannelRole::Emg, brain(2));
        const auto survey = surveySignals(night);
        QVERIFY(finding(survey->channels[0], SignalProblem::LikeMuscle));
        QVERIFY(finding(survey->channels[1], SignalProblem::LikeBrain));
    }

    void twinsAreSeen() {
        Night night;
        night.add("C4-M1", ChannelRole::Eeg, brain(1));
        night.add("C3-M2", ChannelRole::Eeg, brain(2));
        night.add("F4-M1", ChannelRole::Eeg,
                  changed(brain(1), [](float v, std::size_t) { return 2 * v + 1; }));
        night.add("F3-M2", ChannelRole::Eeg, changed(brain(2), [](float v, std::size_t) { return -v; }));
        const auto survey = surveySignals(night);
        QVERIFY(survey->channels[0].findings.empty());
        QVERIFY(survey->channels[1].findings.empty());
        QCOMPARE(finding(survey->channels[2], SignalProblem::SameAs)->amount, 0.0);
        QCOMPARE(finding(survey->channels[3], SignalProblem::MirrorOf)->amount, 1.0);
    }

    void channelsThatAreNoVoltageMustOnlyMove() {
        QCOMPARE(surveyOf("SpO2", ChannelRole::SpO2, Samples(kSamples, 97.0f), false).verdict,
                 SignalVerdict::DoNotTrust);
        Samples steps(kSamples, 97.0f);
        steps.back() = 96.0f;
        QCOMPARE(surveyOf("SpO2", ChannelRole::SpO2, steps, false).verdict, SignalVerdict::Use);
    }

    void theBetterDerivationIsProposed() {
        Night night;
        night.add("C4-M1", ChannelRole::Eeg, muscle(1));
        night.add("C3-M2", ChannelRole::Eeg, brain(2));
        night.add("O2-M1", ChannelRole::Eeg, brain(3));
        const auto survey = surveySignals(night);
        const std::vector<Derivation> choices{{0, {}, "C4-M1"}, {1, {}, "C3-M2"}, {2, {}, "O2-M1"}};
        QCOMPARE(bestDerivation(*survey, choices)->name, std::string("C3-M2"));
        QCOMPARE(verdictOf(*survey, {1, 0, "both"}), SignalVerdict::DoNotTrust);
        QCOMPARE(bestDerivation(*survey, {}), static_cast<const Derivation*>(nullptr));
    }

    void canBeCancelled() {
        Night night;
        night.add("C4-M1", ChannelRole::Eeg, brain(1));
        std::stop_source stop;
        stop.request_stop();
        const auto survey = surveySignals(night, TaskContext(stop.get_token()));
        QVERIFY(!survey);
        QCOMPARE(survey.error().code, ErrorCode::Cancelled);
    }

    void nightsThatExpertsScoredPass_data() {
        SKIP_WITHOUT_SHARED_DATA();
        QTest::addColumn<QString>("file");
        for (const char* file : {"dreams/dreams1_C3-A1.edf", "dreams/dreams2_CZ-A1.edf",
                                 "dreams/dreams4_CZ-A1.edf", "dreams/dreams5_CZ-A1.edf",
                                 "ucddb/ucddb022_C3A2_night.edf", "prerau/dynamo-subject_segment_100hz.edf"})
            QTest::newRow(file) << file;
    }

    void nightsThatExpertsScoredPass() {
        QFETCH(QString, file);
        const auto recording = Recording::open(sharedData() / file.toStdString());
        QVERIFY(recording);
        const auto survey = surveySignals(**recording);
        QVERIFY(survey);
        for (const ChannelSurvey& channel : survey->channels)
            QCOMPARE(channel.verdict, SignalVerdict::Use);
    }

    void ofARealRecordingWithFiftySamplesASecondOnlyTheEegIsDoubtful() {
        SKIP_WITHOUT_SHARED_DATA();
        const auto recording = Recording::open(sharedData() / "dreams/excerpt3_full_psg.edf");
        QVERIFY(recording);
        const auto survey = surveySignals(**recording);
        QVERIFY(survey);
        for (const Channel& channel : (*recording)->channels()) {
            const ChannelSurvey& found = survey->channels[static_cast<std::size_t>(channel.index)];
            const bool isEeg = channel.role == ChannelRole::Eeg;
            QCOMPARE(found.findings.size(), std::size_t(isEeg ? 1 : 0));
            QCOMPARE(found.verdict, isEeg ? SignalVerdict::Doubtful : SignalVerdict::Use);
            QCOMPARE(finding(found, SignalProblem::TooSlow) != nullptr, isEeg);
        }
    }

    void gapsOfARealRecordingAreCounted() {
        SKIP_WITHOUT_SHARED_DATA();
        const auto recording = Recording::open(sharedData() / "ucddb/fragments/ucddb002.edf");
        QVERIFY(recording);
        double gaps = 0.0;
        for (const Gap& gap : (*recording)->gaps())
            gaps += gap.endSeconds - gap.beginSeconds;
        const auto survey = surveySignals(**recording);
        const double share = finding(survey->channels.front(), SignalProblem::Missing)->amount;
        QVERIFY(std::abs(share - gaps / (*recording)->durationSeconds()) < 0.01);
    }
};

QTEST_APPLESS_MAIN(TestSignalSurvey)
#include "tst_signal_survey.moc"
