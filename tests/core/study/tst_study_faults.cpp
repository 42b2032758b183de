#include "tests/core/study/failing_file_system.h"
#include "tests/core/study/study_fixture.h"

#include <sqlite3.h>
#include <sys/mount.h>
#include <unistd.h>

#include <functional>
#include <random>

using namespace hypnodesk;

namespace {

constexpr int kEpochs = 120;

/// What a session does, step by step; each is one transaction. `model` follows what scoring 1 should hold.
struct Action {
    const char* what;
    std::function<Result<void>(Study&, Hypnogram& model)> run;
};

Result<void> applyKeys(Study& study, Hypnogram& model, const std::vector<std::pair<int, char>>& keys) {
    Hypnogram after = model;
    std::vector<EditRequest> edits;
    for (const auto& [epoch, letter] : keys) {
        edits.push_back(keyPress(after, epoch, letter));
        apply(after, edits.back().edit);
    }
    const auto applied = study.applyEdits(1, edits);
    if (applied)
        model = after;
    return applied;
}

Result<void> applyStep(const Result<std::optional<UndoneStep>>& step, Hypnogram& model) {
    if (!step)
        return tl::make_unexpected(step.error());
    if (*step)
        apply(model, (*step)->edit);
    return {};
}

template <typename T>
Result<void> withoutValue(const Result<T>& result) {
    return result ? Result<void>() : tl::make_unexpected(result.error());
}

const std::vector<Action>& script() {
    static const std::vector<Action> actions{
        {"a key",
         [](Study& study, Hypnogram& model) {
             return applyKeys(study, model, {{0, '1'}});
         }},
        {"keys",
         [](Study& study, Hypnogram& model) {
             return applyKeys(study, model, {{1, '2'}, {2, '3'}});
         }},
        {"undo", [](Study& study, Hypnogram& model) { return applyStep(study.undo(1), model); }},
        {"redo", [](Study& study, Hypnogram& model) { return applyStep(study.redo(1), model); }},
        {"a run",
         [](Study& study, Hypnogram&) {
             return withoutValue(study.createNetworkRun(
                 {"AI", certainNight(std::string(kEpochs, '2').c_str(), "d1"), "cpu", "{}", ""}));
         }},
        {"a copy",
         [](Study& study, Hypnogram&) { return withoutValue(study.copyScoring(1, "Copy", "anna")); }},
        {"an event",
         [](Study& study, Hypnogram&) {
             return withoutValue(
                 study.addEvents(std::vector<StudyEvent>{{0, 1.0, 2.0, "C4", "note", "x", {}}}));
         }},
        {"a setting",
         [](Study& study, Hypnogram&) { return study.setSetting("view", std::string(9000, 'v')); }},
        {"many keys",
         [](Study& study, Hypnogram& model) {
             std::vector<std::pair<int, char>> keys;
             for (int epoch = 0; epoch < kEpochs; ++epoch)
                 keys.emplace_back(epoch, 'R');
             return applyKeys(study, model, keys);
         }},
        {"undo again", [](Study& study, Hypnogram& model) { return applyStep(study.undo(1), model); }},
        {"a signature", [](Study& study, Hypnogram&) { return study.signScoring(2, "Anna"); }},
    };
    return actions;
}

StudyOptions failingOptions(StorageKind storage = StorageKind::Local) {
    StudyOptions options = StudyFixture::options();
    options.fileSystemName = failing::name();
    options.storage = storage;
    return options;
}

} // namespace

/// Disks that are full or broken: a plain error, nothing changed, and the same again once the disk is well.
class TstStudyFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { failing::heal(); }

    void everyWriteMayFail_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("storage");
        const auto local = int(StorageKind::Local);
        QTest::newRow("disk full") << SQLITE_FULL << local;
        QTest::newRow("write error") << SQLITE_IOERR_WRITE << local;
        QTest::newRow("flush error") << SQLITE_IOERR_FSYNC << local;
        QTest::newRow("disk full, network") << SQLITE_FULL << int(StorageKind::Network);
        QTest::newRow("write error, network") << SQLITE_IOERR_WRITE << int(StorageKind::Network);
        QTest::newRow("flush error, network") << SQLITE_IOERR_FSYNC << int(StorageKind::Network);
    }

    void everyWriteMayFail() {
        QFETCH(int, code);
        QFETCH(int, storage);
        const StudyFixture fixture;
        const auto original = fixture.folder() / "original.hypno";
        makeStudy(fixture, original);
        const StudyOptions options = failingOptions(static_cast<StorageKind>(storage));
        int n = 1;
        for (bool failed = true; failed; ++n) {
            for (const char* suffix : {"", "-wal", "-shm", "-journal"})
                std::filesystem::remove(fixture.path().string() + suffix);
            std::filesystem::copy_file(original, fixture.path());
            runSession(fixture, options, n, code);
            if (QTest::currentTestFailed()) {
                qWarning("at write %d", n);
                return;
            }
            failed = failing::hasFailed();
        }
        QVERIFY2(n > 10, "the session hardly writes");
    }

    void aFullDiskStopsNothingForGood() {
        const StudyFixture fixture;
        makeStudy(fixture, fixture.folder() / "original.hypno");
        {
            auto study = fixture.open(StudyMode::ReadWrite, failingOptions());
            VERIFY_RESULT(study);
            Hypnogram model = *study->hypnogram(1);
            failing::failAt(1, SQLITE_FULL, true);
            for (int i = 0; i < 20; ++i) {
                const auto refused = applyKeys(*study, model, {{i, '1'}});
                COMPARE_ERROR(refused, ErrorCode::FileUnwritable);
                QVERIFY2(refused.error().detail.find("the disk is full") != std::string::npos,
                         refused.error().detail.c_str());
                QVERIFY(*study->hypnogram(1) == model);
            }
            failing::heal();
            VERIFY_RESULT(applyKeys(*study, model, {{0, '1'}, {1, '2'}}));
            QVERIFY(*study->hypnogram(1) == model);
        }
        const auto study = fixture.open();
        QCOMPARE(letters(*study, 1).left(3), QByteArray("12W"));
        VERIFY_JOURNAL(*study);
    }

    void aFullDiskDoesNotKeepFromOpening() {
        const StudyFixture fixture;
        makeStudy(fixture, fixture.folder() / "original.hypno");
        failing::failAt(1, SQLITE_FULL, true);
        auto study = fixture.open(StudyMode::ReadWrite, failingOptions());
        VERIFY_RESULT(study);
        QVERIFY(!study->isReadOnly());
        QCOMPARE(letters(*study, 1).left(3), QByteArray("WWW"));
        COMPARE_ERROR(press(*study, 1, 0, '1'), ErrorCode::FileUnwritable);
        failing::heal();
        VERIFY_RESULT(press(*study, 1, 0, '1'));
    }

    void aRealFullDisk() {
        const StudyFixture fixture;
        if (::mount("tmpfs", fixture.folder().c_str(), "tmpfs", 0, "size=1m") != 0)
            QSKIP("skipped: nothing can be mounted here");
        const auto unmount = qScopeGuard([&] { ::umount2(fixture.folder().c_str(), MNT_DETACH); });
        {
            auto study = fixture.create();
            VERIFY_RESULT(study);
            QCOMPARE(addScoring(*study, "WWWWWWWWWW"), ScoringId(1));
            const auto filler = fixture.folder() / "filler";
            {
                std::ofstream file(filler, std::ios::binary);
                const std::string block(4096, 'f');
                while (file.write(block.data(), 4096).flush()) {
                }
            }
            int acknowledged = 0;
            while (acknowledged < 1000 &&
                   press(*study, 1, acknowledged % 10, acknowledged % 20 < 10 ? '1' : '2'))
                ++acknowledged;
            QVERIFY2(acknowledged < 1000, "the disk did not become full");
            const QByteArray before = letters(*study, 1);
            COMPARE_ERROR(press(*study, 1, 0, 'R'), ErrorCode::FileUnwritable);
            QCOMPARE(letters(*study, 1), before);
            std::filesystem::remove(filler);
            VERIFY_RESULT(press(*study, 1, 0, 'R'));
            QCOMPARE(letters(*study, 1), QByteArray("R") + before.mid(1));
        }
        const auto study = fixture.open();
        VERIFY_RESULT(study);
        QVERIFY(letters(*study, 1).startsWith('R'));
        VERIFY_JOURNAL(*study);
    }

private:
    static void makeStudy(const StudyFixture& fixture, const std::filesystem::path& copy) {
        auto study = fixture.create(failingOptions());
        VERIFY_RESULT(study);
        QCOMPARE(addScoring(*study, std::string(kEpochs, 'W').c_str()), ScoringId(1));
        VERIFY_RESULT(study->copyTo(copy));
    }

    /// The script with the n-th write failing, wherever that is: at opening, within an action, at closing.
    static void runSession(const StudyFixture& fixture, const StudyOptions& options, int n, int code) {
        Hypnogram model;
        failing::failAt(n, code);
        {
            auto study = fixture.open(StudyMode::ReadWrite, options);
            if (!study) {
                QVERIFY2(study.error().code == ErrorCode::FileUnwritable, errorText(study).c_str());
                study = fixture.open(StudyMode::ReadWrite, options);
            }
            VERIFY_RESULT(study);
            QVERIFY(!study->isReadOnly());
            model = *study->hypnogram(1);
            for (const Action& action : script()) {
                const Hypnogram before = model;
                const std::int64_t rows = study->journalHead()->rows;
                auto done = action.run(*study, model);
                if (!done) {
                    QVERIFY2(done.error().code == ErrorCode::FileUnwritable,
                             (action.what + (": " + errorText(done))).c_str());
                    QVERIFY2(*study->hypnogram(1) == before, action.what);
                    QCOMPARE(study->journalHead()->rows, rows);
                    done = action.run(*study, model);
                }
                QVERIFY2(done.has_value(), (action.what + (": " + errorText(done))).c_str());
                QVERIFY2(*study->hypnogram(1) == model, action.what);
            }
        }
        failing::heal();
        const auto study = fixture.open(StudyMode::ReadOnly, options);
        VERIFY_RESULT(study);
        QVERIFY(*study->hypnogram(1) == model);
        QCOMPARE(study->scorings()->size(), std::size_t(3));
        QVERIFY(study->scoring(2)->isSigned());
        QCOMPARE(study->allEvents()->size(), std::size_t(1));
        VERIFY_JOURNAL(*study);
    }
};

QTEST_APPLESS_MAIN(TstStudyFaults)
#include "tst_study_faults.moc"
