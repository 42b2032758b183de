#include "tests/core/study/helper_process.h"
#include "tests/core/study/study_fixture.h"

#include <fstream>
#include <random>
#include <sstream>

using namespace hypnodesk;

namespace {

// A study grows with every editor; several keep looking at them quick.
constexpr int kStudies = 40;
constexpr int kKillsPerStudy = 5;

/// What the last acknowledgement said.
struct Acknowledged {
    std::int64_t rows = 0;
    std::string letters;
};

std::optional<Acknowledged> lastOf(const std::vector<std::string>& lines) {
    if (lines.empty())
        return std::nullopt;
    std::istringstream line(lines.back());
    std::string word;
    Acknowledged acknowledged;
    line >> word >> acknowledged.rows >> acknowledged.letters;
    return acknowledged;
}

/// The letters of scoring 1 after the first `rows` rows of the journal.
std::string replayed(const Study& study, std::int64_t rows) {
    std::string text;
    const auto journal = study.journal(1, rows);
    if (!journal)
        return {};
    for (const JournalRow& row : *journal) {
        if (row.action == "create") {
            const auto stages = unpackStages(row.stages, 10'000);
            for (const EpochScore& score : stages.value_or(std::vector<EpochScore>()))
                text += stageLetter(score.stage);
        } else if (row.action == "stage") {
            text.at(static_cast<std::size_t>(*row.epoch)) = stageLetter(row.after->stage);
        }
    }
    return text;
}

} // namespace

/// A process that edits is killed at random moments, from its start through opening to the middle of
/// transactions; after each, nothing that it acknowledged is missing.
class TstStudyCrash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingAcknowledgedIsLost() {
        std::mt19937 random(20261122);
        int edited = 0;
        for (int study = 0; study < kStudies; ++study) {
            killAndLook(random, edited);
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY2(edited > kStudies * kKillsPerStudy / 2, std::to_string(edited).c_str());
    }

private:
    static void killAndLook(std::mt19937& random, int& edited) {
        const StudyFixture fixture;
        const auto recording = fixture.folder() / "night.edf";
        std::ofstream(recording) << std::string(5000, 'r');
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            QCOMPARE(addScoring(*study, std::string(120, 'W').c_str()), ScoringId(1));
        }
        for (int kill = 0; kill < kKillsPerStudy; ++kill) {
            HelperProcess helper({"type", fixture.path(), std::to_string(random())});
            // Most kills hit a running editor, some its start.
            std::vector<std::string> lines;
            if (kill % 5 != 0)
                lines.push_back(helper.readLine());
            for (std::string& line : helper.killAfter(random() % 12'000))
                lines.push_back(std::move(line));
            edited += lines.size() > 1;

            auto study = fixture.open();
            VERIFY_RESULT(study);
            QVERIFY(!study->isReadOnly());
            if (const auto acknowledged = lastOf(lines)) {
                QVERIFY2(study->journalHead()->rows >= acknowledged->rows, lines.back().c_str());
                QCOMPARE(replayed(*study, acknowledged->rows), acknowledged->letters);
            }
            VERIFY_JOURNAL(*study);
            const QByteArray before = letters(*study, 1);
            const auto step = study->undo(1);
            VERIFY_RESULT(step);
            if (*step) {
                QVERIFY(study->redo(1)->has_value());
                QCOMPARE(letters(*study, 1), before);
            }
        }
        std::ifstream unchanged(recording);
        QCOMPARE(std::string(std::istreambuf_iterator<char>(unchanged), {}), std::string(5000, 'r'));
    }
};

QTEST_APPLESS_MAIN(TstStudyCrash)
#include "tst_study_crash.moc"
