#include "core/base/atomic_file.h"
#include "core/recording/recording.h"
#include "core/simulation/simulated_night.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace hypnodesk;

class TestNightWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void recordingOpensIt();
    void csvMatchesTheHypnogram();
    void annotationsMatchTheHypnogram();
    void writesTheSameBytesAgain();
    void missingFolderIsAnError();

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_directory;
    SimulatedNight m_night;
};

void TestNightWriter::initTestCase() {
    m_directory = m_folder.path().toStdString();
    const Result<SimulatedNight> night =
        simulateNight({.seed = 9, .subject = 7, .hours = 0.5, .rateHz = 128.0, .channels = {"all"}});
    QVERIFY(night);
    m_night = *night;
    QCOMPARE(m_night.subjectName, std::string("virtual-0007"));
    QVERIFY(writeSimulatedNight(m_night, m_directory, "virtual-0007"));
}

void TestNightWriter::recordingOpensIt() {
    const auto recording = Recording::open(m_directory / "virtual-0007.edf");
    QVERIFY2(recording, recording ? "" : describe(recording.error()).c_str());
    QCOMPARE((*recording)->info().variant, std::string("EDF+C"));
    QVERIFY((*recording)->findings().empty());
    QCOMPARE((*recording)->durationSeconds(), 1800.0);
    QCOMPARE((*recording)->channels().size(), m_night.labels.size());
    for (const Channel& channel : (*recording)->channels()) {
        const auto i = static_cast<std::size_t>(channel.index);
        QCOMPARE(channel.label, m_night.labels[i]);
        QCOMPARE(channel.unit, m_night.units[i]);
        QCOMPARE(channel.rateHz, 128.0);
        std::vector<float> read(2000);
        (*recording)->readPhysical(channel.index, 1000, read);
        const double step = (channel.physicalMaximum - channel.physicalMinimum) / 65535.0;
        for (std::size_t k = 0; k < read.size(); ++k) {
            const double truth = std::clamp<double>(m_night.signals[i][1000 + k], channel.physicalMinimum,
                                                    channel.physicalMaximum);
            QVERIFY(std::abs(read[k] - truth) <= step);
        }
    }
    QCOMPARE((*recording)->channels()[3].role, ChannelRole::Eeg);
    QCOMPARE((*recording)->channels()[6].role, ChannelRole::Eog);
}

void TestNightWriter::csvMatchesTheHypnogram() {
    const Result<std::string> text = readTextFile(m_directory / "virtual-0007.hypnogram.csv");
    QVERIFY(text);
    std::string expected = "epoch,onset_s,stage\n";
    for (std::int64_t epoch = 0; epoch < m_night.hypnogram.size(); ++epoch)
        expected += std::to_string(epoch) + "," + std::to_string(epoch * 30) + "," +
                    std::string(stageCode(m_night.hypnogram.stage(epoch))) + "\n";
    QCOMPARE(*text, expected);
    QCOMPARE(m_night.hypnogram.size(), std::int64_t{60});
}

void TestNightWriter::annotationsMatchTheHypnogram() {
    const auto recording = Recording::open(m_directory / "virtual-0007.edf");
    QVERIFY(recording);
    double covered = 0.0;
    for (const Annotation& annotation : (*recording)->annotations()) {
        QVERIFY(annotation.durationSeconds);
        for (double t = annotation.onsetSeconds; t < annotation.onsetSeconds + *annotation.durationSeconds;
             t += 30.0)
            QCOMPARE(annotation.text, "Sleep stage " + std::string(stageCode(
                                                           m_night.hypnogram.stage(std::llround(t / 30.0)))));
        covered += *annotation.durationSeconds;
    }
    QCOMPARE(covered, 1800.0);
}

void TestNightWriter::writesTheSameBytesAgain() {
    QVERIFY(writeSimulatedNight(m_night, m_directory, "again"));
    const Result<std::string> first = readTextFile(m_directory / "virtual-0007.edf");
    const Result<std::string> second = readTextFile(m_directory / "again.edf");
    QVERIFY(first && second);
    QVERIFY(*first == *second);
}

void TestNightWriter::missingFolderIsAnError() {
    QVERIFY(!writeSimulatedNight(m_night, m_directory / "nowhere", "night"));
}

QTEST_APPLESS_MAIN(TestNightWriter)
#include "tst_night_writer.moc"
