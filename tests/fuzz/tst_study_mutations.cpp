#include "tests/core/study/study_fixture.h"

#include <QElapsedTimer>

#include <fstream>
#include <random>

using namespace hypnodesk;

namespace {

constexpr int kMutants = 200;

std::string readAll(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void writeAll(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// Uses everything that a study offers for reading, and one edit; results may be errors.
void useAll(Study& study) {
    (void)study.openReport().notes();
    (void)study.findRecording();
    const auto scorings = study.scorings(true);
    for (const ScoringInfo& info : scorings ? *scorings : std::vector<ScoringInfo>()) {
        (void)study.hypnogram(info.id);
        (void)study.probabilities(info.id);
        (void)study.undoTexts(info.id);
        (void)study.reviewedEpochs(info.id);
    }
    (void)study.allEvents();
    (void)study.lights();
    (void)study.setting("view");
    (void)study.journal(1, 1000);
    (void)study.verifyJournal();
    (void)press(study, 1, 0, '3');
    (void)study.undo(1);
    (void)study.redo(1);
}

} // namespace

/// Studies that were cut off or in which bytes changed: refused, or recovered with a report; never a crash, a
/// hang or a wrong answer without a word.
class TstStudyMutations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        const StudyFixture fixture;
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            QCOMPARE(addScoring(*study, std::string(300, 'W').c_str()), ScoringId(1));
            VERIFY_RESULT(study->createNetworkRun(
                {"AI", certainNight(std::string(300, '2').c_str(), "d1"), "cpu", "{}", ""}));
            for (int epoch = 0; epoch < 40; ++epoch)
                VERIFY_RESULT(press(*study, 1, epoch, "123R"[epoch % 4]));
            QVERIFY(study->undo(1)->has_value());
            VERIFY_RESULT(study->addEvents(std::vector<StudyEvent>{{0, 1.0, 2.0, "C4", "note", "x", {}}}));
            VERIFY_RESULT(study->setSetting("view", "{}"));
            m_letters = letters(*study, 1);
        }
        m_bytes = readAll(fixture.path());
        QVERIFY(m_bytes.size() > 40'000);
    }

    void everyTruncationIsRefusedOrRecovered() {
        // Around every page's begin and end, and here and there within.
        std::vector<std::size_t> sizes;
        for (std::size_t page = 0; page < m_bytes.size(); page += 4096)
            for (const std::size_t offset : {0, 1, 99, 100, 2048, 4095})
                if (page + offset < m_bytes.size())
                    sizes.push_back(page + offset);
        int recovered = 0;
        for (const std::size_t size : sizes) {
            const auto outcome = openMutant(m_bytes.substr(0, size));
            QVERIFY2(outcome.isSafe, outcome.text.c_str());
            recovered += outcome.isRecovered;
        }
        QVERIFY2(recovered > int(sizes.size()) / 4, std::to_string(recovered).c_str());
    }

    void noMutantBreaksThePromises() {
        std::mt19937 random(20261122);
        int opened = 0;
        int recovered = 0;
        for (int i = 0; i < kMutants; ++i) {
            std::string bytes = m_bytes;
            for (unsigned change = random() % 6; change < 6; ++change) {
                const std::size_t at = random() % (change % 2 ? bytes.size() : 4096);
                const std::size_t length = std::min<std::size_t>(1 + random() % 64, bytes.size() - at);
                if (random() % 3 == 0)
                    bytes.replace(at, length, std::string(length, static_cast<char>(random())));
                else
                    bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
            }
            const auto outcome = openMutant(bytes);
            QVERIFY2(outcome.isSafe, (std::to_string(i) + ": " + outcome.text).c_str());
            opened += outcome.isOpened;
            recovered += outcome.isRecovered;
        }
        QVERIFY2(opened > kMutants / 20, std::to_string(opened).c_str());
        QVERIFY2(recovered > kMutants / 20, std::to_string(recovered).c_str());
    }

    /// What one of journal and stages has lost is rebuilt from the other.
    void aLostPageOfStagesIsRebuiltFromTheJournal() {
        int rebuilt = 0;
        for (std::size_t page = 4096; page < m_bytes.size(); page += 4096) {
            std::string bytes = m_bytes;
            bytes.replace(page, 4096, std::string(4096, '\0'));
            const StudyFixture fixture;
            writeAll(fixture.path(), bytes);
            StudyOptions options = StudyFixture::options();
            options.recoverDamaged = true;
            const auto study = fixture.open(StudyMode::ReadWrite, options);
            if (!study || !study->openReport().recovery)
                continue;
            for (const std::string& finding : study->openReport().recovery->findings)
                rebuilt += finding.find("rebuilt from the journal") != std::string::npos &&
                           letters(*study, 1) == m_letters;
        }
        QVERIFY(rebuilt > 0);
    }

private:
    struct Outcome {
        bool isSafe = false;
        bool isOpened = false;
        bool isRecovered = false;
        std::string text;
    };

    static Outcome openMutant(const std::string& bytes) {
        const StudyFixture fixture;
        const auto recording = fixture.folder() / "night.edf";
        writeAll(recording, "the recording");
        writeAll(fixture.path(), bytes);
        QElapsedTimer timer;
        timer.start();
        Outcome outcome;
        {
            // First without recovery: refusing must leave the file as it was.
            auto study = fixture.open(StudyMode::ReadOnly);
            if (study)
                useAll(*study);
            else if (readAll(fixture.path()) != bytes)
                return {false, false, false, "a refused file was changed"};
        }
        StudyOptions options = StudyFixture::options();
        options.recoverDamaged = true;
        auto study = fixture.open(StudyMode::ReadWrite, options);
        outcome.isOpened = study.has_value();
        outcome.isRecovered = study && study->openReport().recovery;
        if (!study && readAll(fixture.path()) != bytes)
            return {false, false, false, "a refused file was changed: " + errorText(study)};
        if (outcome.isRecovered && readAll(study->openReport().recovery->damagedFile) != bytes)
            return {false, false, false, "the damaged file was not kept"};
        if (study)
            useAll(*study);
        if (readAll(recording) != "the recording")
            return {false, false, false, "the recording was changed"};
        outcome.isSafe = timer.elapsed() < 5000;
        outcome.text = std::to_string(timer.elapsed()) + " ms";
        return outcome;
    }

    std::string m_bytes;
    QByteArray m_letters;
};

QTEST_APPLESS_MAIN(TstStudyMutations)
#include "tst_study_mutations.moc"
