#include "tests/support/shared_data.h"
#include "tests/ui/support/fake_recording.h"
#include "ui/review/witnesses.h"

#include <QElapsedTimer>
#include <QTest>

#include <fstream>
#include <stop_token>
#include <string>

using namespace hypnodesk;

namespace {

/// The expert's stages of a scoring file "epoch,onset_s,stage".
std::string expertOf(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::string line;
    std::string letters;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const std::string code = line.substr(line.rfind(',') + 1);
        letters += code.size() > 1 && code[0] == 'N' ? code[1] : code.empty() ? '?' : code[0];
    }
    return letters;
}

double meanOf(const NightWitnesses& night, const std::string& expert, char stage,
              const std::function<std::optional<double>(const EpochWitness&)>& value) {
    double sum = 0.0;
    int count = 0;
    for (std::size_t i = 0; i < night.epochs.size() && i < expert.size(); ++i)
        if (const auto x = value(night.epochs[i]); x && expert[i] == stage) {
            sum += *x;
            ++count;
        }
    return count > 0 ? sum / count : 0.0;
}

} // namespace

class TestNightWitnesses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsMissingIsNotMeasured() {
        const RecordingPtr night = test::fakeNight(4); // sines of 2, 3 and 4 Hz, 80 uV from peak to peak
        const auto measured = measureWitnesses(*night, {0, std::nullopt, "EEG Fpz-Cz"}, night->epochs(), {});
        QVERIFY(measured.has_value());
        QCOMPARE(measured->eeg, std::string("EEG Fpz-Cz"));
        QVERIFY(measured->eog.empty());
        QCOMPARE(measured->epochs.size(), 4u);
        const EpochWitness& epoch = measured->epochs[1];
        QVERIFY(!epoch.eyeMovements);
        QVERIFY(epoch.alphaShare && *epoch.alphaShare < 0.01);
        QVERIFY(epoch.spindles && epoch.kComplexes && epoch.slowWaveSeconds);
        const auto second = measureWitnesses(*night, {1, std::nullopt, "EEG Pz-Oz"}, night->epochs(), {});
        QCOMPARE(second->epochs[1].slowWaveSeconds, std::optional(0.0)); // 3 Hz is no slow wave
    }

    void cancelledWorkLeavesNothing() {
        std::stop_source stop;
        stop.request_stop();
        const RecordingPtr night = test::fakeNight(4);
        const auto measured =
            measureWitnesses(*night, {0, std::nullopt, "x"}, night->epochs(), TaskContext(stop.get_token()));
        QVERIFY(!measured && measured.error().code == ErrorCode::Cancelled);
    }

    /// On a real night witnesses speak for the expert's stages without having seen them.
    void aRealNight() {
        SKIP_WITHOUT_SHARED_DATA();
        const auto recording = Recording::open(sharedData() / "ucddb/ucddb022_C3A2_night.edf");
        QVERIFY(recording.has_value());
        const std::string expert = expertOf(sharedData() / "ucddb/ucddb022_hypnogram.csv");
        QElapsedTimer timer;
        timer.start();
        const auto night = measureWitnesses(**recording, suggestedDerivations(**recording).front(),
                                            (*recording)->epochs(), {});
        QVERIFY(night.has_value());
        qInfo("%lld ms", timer.elapsed());
        const auto slow = [&](char stage) {
            return meanOf(*night, expert, stage, [](const EpochWitness& w) { return w.slowWaveSeconds; });
        };
        const auto alpha = [&](char stage) {
            return meanOf(*night, expert, stage, [](const EpochWitness& w) { return w.alphaShare; });
        };
        const auto spindles = [&](char stage) {
            return meanOf(*night, expert, stage, [](const EpochWitness& w) -> std::optional<double> {
                return w.spindles ? std::optional<double>(*w.spindles) : std::nullopt;
            });
        };
        const auto complexes = [&](char stage) {
            return meanOf(*night, expert, stage, [](const EpochWitness& w) -> std::optional<double> {
                return w.kComplexes ? std::optional<double>(*w.kComplexes) : std::nullopt;
            });
        };
        for (const char stage : std::string("W123R"))
            qInfo("%c: slow waves %.1f s, alpha %.3f, spindles %.2f, K-complexes %.2f", stage, slow(stage),
                  alpha(stage), spindles(stage), complexes(stage));
        QVERIFY(slow('3') > 3.0 * slow('2'));
        QVERIFY(alpha('W') > 1.5 * alpha('3'));
        QVERIFY(spindles('2') > spindles('R'));
    }
};

QTEST_GUILESS_MAIN(TestNightWitnesses)
#include "tst_night_witnesses.moc"
