#include "core/edf/edf_writer.h"
#include "tests/ui/support/fake_recording.h"
#include "ui/base/qt_convert.h"
#include "ui/document/night_opening.h"
#include "ui/document/study_document.h"
#include "ui/document/study_writer.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>

#include <fstream>
#include <random>

using namespace hypnodesk;
using namespace std::chrono_literals;

namespace {

constexpr int kEpochs = 40;

std::string letters(const Hypnogram& hypnogram) {
    std::string text;
    for (const EpochScore& epoch : hypnogram.epochs())
        text += stageLetter(epoch.stage);
    return text;
}

/// Adds, moves or removes events at random.
void editEvents(StudyDocument& document, std::mt19937& random) {
    const std::vector<StudyEvent>& events = document.events().all();
    const double onset = static_cast<double>(random() % (kEpochs * 30));
    if (events.empty() || random() % 2 == 0) {
        std::vector<StudyEvent> added(1 + random() % 3);
        for (StudyEvent& event : added) {
            event.onsetSeconds = onset + 0.1;
            event.type = "arousal";
        }
        document.addEvents(added, "Add");
        return;
    }
    StudyEvent chosen = events[random() % events.size()];
    if (random() % 3 == 0) {
        document.removeEvents({chosen.id, events.front().id}, "Remove");
        return;
    }
    chosen.onsetSeconds = onset;
    chosen.text = "moved";
    document.changeEvents({chosen}, "Move");
}

/// All of a scoring that is kept, in words.
std::string contentsOf(const ScoringSheet& sheet) {
    std::string text = letters(sheet.hypnogram);
    std::vector<StudyEvent> events = sheet.events;
    std::sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    for (const StudyEvent& event : events)
        text += fmt::format(" {}:{}{}{}", event.id, event.onsetSeconds, event.text, event.author);
    return text;
}

/// A document on a study in a folder of the test, without a window.
struct Night {
    QTemporaryDir folder;
    std::filesystem::path recordingPath = toPath(folder.filePath("night.edf"));
    std::filesystem::path studyPath = toPath(folder.filePath("night.hypno"));
    std::unique_ptr<JobRunner> runner;
    std::unique_ptr<StudyWriter> writer;
    std::unique_ptr<StudyDocument> document;

    Night() {
        EdfFileSpec spec;
        spec.start = {2026, 3, 14, 22, 8, 0.0};
        spec.signals = {{"EEG Fpz-Cz", "uV", 1.0}};
        const std::vector<std::vector<float>> signals{std::vector<float>(kEpochs * 30, 1.0f)};
        QVERIFY(writeEdf(recordingPath, spec, signals));
        open();
    }
    ~Night() { end(); }

    /// As the window ends: threads first, then what they left over.
    void end() {
        runner.reset();
        if (writer)
            writer->finishNow();
        document.reset();
        writer.reset();
    }

    void open(const std::filesystem::path& study = {}) {
        end();
        runner = std::make_unique<JobRunner>();
        writer = std::make_unique<StudyWriter>(*runner);
        document = std::make_unique<StudyDocument>(writer.get());
        document->setScorer("anna");
        auto night = openNight({.openRecording = &Recording::open, .folders = {}, .options = {}},
                               {.recording = recordingPath, .study = study});
        QVERIFY(night);
        writer->setSession(night->session);
        document->open(night->recording, night->scoringChoices, night->contents);
    }

    void waitUntilSaved() { QTRY_VERIFY_WITH_TIMEOUT(writer->isDurable() && !document->isWaiting(), 20'000); }
};

} // namespace

/// The document, its writer and a real study: what memory shows is what the file holds, however it ends.
class TestStudyWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fileFollowsMemory();
    void endsBetweenAnyTwoKeys();
    void sharesTransactions();
    void startsWithoutAPlaceToWrite();
    void rescuesFromMemory();
};

void TestStudyWriter::fileFollowsMemory() {
    // Random actions without a pause, the night opened again now and then: edits, undo and redo of this and
    // of earlier sessions, runs of the network, copies, other scorings.
    Night night;
    std::mt19937 random(7);
    for (int round = 0; round < 6; ++round) {
        for (int action = 0; action < 60; ++action) {
            StudyDocument& document = *night.document;
            document.setCurrentEpoch(static_cast<std::int64_t>(random() % kEpochs));
            switch (random() % 15) {
            case 0:
            case 1:
            case 2:
                document.undo();
                break;
            case 3:
                document.redo();
                break;
            case 4:
                if (random() % 4 == 0)
                    document.takeProbabilities(
                        test::probabilitiesFor(std::string(kEpochs, "W123R"[random() % 5])), "cpu", "{}");
                break;
            case 5:
                if (random() % 4 == 0)
                    document.showScoring(document.scorings()[random() % document.scorings().size()].key);
                break;
            case 6:
                document.acceptProposal();
                break;
            case 7:
                QCoreApplication::processEvents();
                break;
            case 8:
            case 9:
                editEvents(document, random);
                break;
            case 10:
                if (random() % 6 == 0)
                    document.copyScoring(document.activeScoring()->key, "copy");
                break;
            default:
                document.setStage(kStageClasses[random() % 5]);
            }
        }
        night.waitUntilSaved();
        QVERIFY(!night.writer->trouble());
        std::vector<std::pair<std::string, std::string>> before;
        for (const ScoringSheet& sheet : night.document->scorings())
            before.emplace_back(sheet.info.name, sheet.isLoaded ? contentsOf(sheet) : std::string());
        const UndoTexts texts = night.document->undoTexts();
        const std::string shown = night.document->activeScoring()->info.name;
        night.open();
        QCOMPARE(night.document->scorings().size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            const ScoringSheet& sheet = night.document->scorings()[i];
            QCOMPARE(sheet.info.name, before[i].first);
            if (before[i].second.empty())
                continue;
            night.document->whenLoaded(sheet.key, [] {});
            night.waitUntilSaved();
            QCOMPARE(contentsOf(night.document->scorings()[i]), before[i].second);
        }
        if (night.document->activeScoring()->info.name == shown)
            QCOMPARE(night.document->undoTexts(), texts);
    }
    night.end();
    const auto study = Study::open(night.studyPath, StudyMode::ReadOnly);
    QVERIFY(study);
    QVERIFY(study->verifyJournal()->isIntact());
}

void TestStudyWriter::endsBetweenAnyTwoKeys() {
    Night night;
    std::string expected(kEpochs, '?');
    for (int i = 0; i < 12; ++i) {
        for (int key = 0; key <= i % 4; ++key) {
            const int epoch = (i * 3 + key) % kEpochs;
            night.document->setCurrentEpoch(epoch);
            night.document->setStage(Stage::N2);
            expected[static_cast<std::size_t>(epoch)] = '2';
            if (i % 3 == 1)
                QTest::qWait(i % 5); // into the middle of a transaction
        }
        night.open(); // nobody waited
        QCOMPARE(letters(night.document->hypnogram()), expected);
    }
}

void TestStudyWriter::sharesTransactions() {
    Night night;
    night.waitUntilSaved();
    QElapsedTimer timer;
    timer.start();
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
        night.document->setCurrentEpoch(epoch);
        night.document->setStage(Stage::N3);
    }
    QVERIFY2(timer.elapsed() < 1000, "the keys waited for the disk");
    QSignalSpy changed(night.writer.get(), &StudyWriter::changed);
    night.waitUntilSaved();
    QVERIFY2(changed.count() <= 3, qPrintable(QString::number(changed.count()))); // not one a key
    night.document->undo(); // each is a step of its own all the same
    night.waitUntilSaved();
    night.open();
    QCOMPARE(letters(night.document->hypnogram()), std::string(kEpochs - 1, '3') + "?");
}

void TestStudyWriter::startsWithoutAPlaceToWrite() {
    Night night;
    night.end();
    std::filesystem::remove(night.studyPath);
    const std::filesystem::path blocked = toPath(night.folder.filePath("blocked"));
    std::ofstream(blocked) << "a file where the folder would be";
    night.runner = std::make_unique<JobRunner>();
    night.writer = std::make_unique<StudyWriter>(*night.runner);
    night.document = std::make_unique<StudyDocument>(night.writer.get());
    StudyFolders folders;
    folders.chosen = blocked / "studies";
    auto opened = openNight({.openRecording = &Recording::open, .folders = folders, .options = {}},
                            {.recording = night.recordingPath, .study = {}});
    QVERIFY(opened);
    QVERIFY(opened->studyError);
    night.writer->setSession(opened->session);
    night.document->open(opened->recording, opened->scoringChoices, opened->contents);
    night.document->setStage(Stage::N1);
    QTRY_VERIFY(night.writer->trouble());
    night.document->setCurrentEpoch(1);
    night.document->setStage(Stage::N2);
    QCOMPARE(letters(night.document->hypnogram()).substr(0, 3), std::string("12?"));
    QSignalSpy moved(night.writer.get(), &StudyWriter::moved);
    night.writer->moveTo(night.studyPath);
    QTRY_COMPARE(moved.count(), 1);
    night.waitUntilSaved();
    night.open();
    QCOMPARE(letters(night.document->hypnogram()).substr(0, 3), std::string("12?"));
    QVERIFY(night.document->undoTexts().undo);
}

void TestStudyWriter::rescuesFromMemory() {
    Night night;
    night.document->setStage(Stage::N1);
    StudyEvent note;
    note.onsetSeconds = 7.0;
    note.type = "note";
    night.document->addEvents({note, note}, "Notes");
    night.waitUntilSaved();
    std::filesystem::remove(night.studyPath);
    night.document->setCurrentEpoch(1);
    night.document->setStage(Stage::N2);
    QTRY_VERIFY(night.writer->trouble());
    std::vector<StudySession::Rescued> all;
    for (auto& [key, scoring] : night.document->everythingInMemory())
        all.push_back({key, std::move(scoring)});
    const std::filesystem::path rescued = toPath(night.folder.filePath("rescued.hypno"));
    night.writer->rescueTo(rescued, std::move(all));
    night.document->setCurrentEpoch(2);
    night.document->setStage(Stage::N3); // while it is under way
    night.document->removeEvents({1}, "Remove");
    night.waitUntilSaved();
    QVERIFY(!night.writer->trouble());
    night.open(rescued);
    QCOMPARE(letters(night.document->hypnogram()).substr(0, 4), std::string("123?"));
    QCOMPARE(night.document->events().size(), std::size_t(1));
    QCOMPARE(night.document->events().all().front().id, std::int64_t(2));
}

QTEST_GUILESS_MAIN(TestStudyWriter)
#include "tst_study_writer.moc"
