#include "core/retraining/adopt_model.h"
#include "tests/core/retraining/retraining_fixtures.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>

using namespace hypnodesk;
using fixtures::fakeTools;
using fixtures::Lesson;
namespace fs = std::filesystem;

namespace {

fixtures::FakeTrainer::Teach always(double skill) {
    return [skill](const Lesson&) -> Result<double> { return skill; };
}

/// Every file below a folder with its digest, but those of the run.
std::map<std::string, std::string> contentOf(const fs::path& folder) {
    std::map<std::string, std::string> content;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().string().find("/run/") == std::string::npos)
            content[entry.path().string()] = sha256HexOfFile(entry.path()).value_or("?");
    return content;
}

} // namespace

/// The whole way with a network that can be taught and judged in milliseconds.
class TestRetrainingRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void examinesNightsThatTheModelNeverSaw() {
        const auto job = fixtures::madeJob(folder(), 6, 0.6);
        QVERIFY(job);
        std::vector<Lesson> lessons;
        const auto before = contentOf(folder());
        const auto result = runRetraining(*job, fakeTools([&](const Lesson& lesson) -> Result<double> {
            lessons.push_back(lesson);
            return 0.9;
        }),
                                          {}, {});
        QVERIFY2(result, result ? "" : result.error().detail.c_str());
        QCOMPARE(lessons.size(), std::size_t(7)); // one a subject, and the final one
        for (std::size_t f = 0; f < 6; ++f) {
            const SubjectFold& fold = job->plan.folds[f];
            for (const LabelledNight& night : lessons[f].nights) {
                QVERIFY(!fold.test.contains(night.subject));
                QCOMPARE(night.isForValidation, fold.validation.contains(night.subject));
            }
            QCOMPARE(lessons[f].nights.size(), std::size_t(5));
        }
        QCOMPARE(lessons.back().nights.size(), std::size_t(6));
        QCOMPARE(result->exam.verdict, ExamVerdict::Better);
        QVERIFY(result->exam.figure("kappa")->differenceInterval->low > 0.0);
        QCOMPARE(result->nights.size(), std::size_t(6));
        QVERIFY(fs::exists(result->model));
        QCOMPARE(result->modelDigest, *sha256HexOfFile(result->model));
        QCOMPARE(contentOf(folder()), before);
        QVERIFY(!fs::exists(job->folder / "fold-01.safetensors"));
    }

    void oneSubjectCannotBeMeasured() {
        auto job = fixtures::madeJob(folder(), 1, 0.6);
        const auto result = runRetraining(*job, fakeTools(always(0.9)), {}, {});
        QVERIFY(result);
        QCOMPARE(result->exam.verdict, ExamVerdict::CannotBeMeasured);
        QVERIFY(!result->exam.recommendsNewModel);
        QVERIFY(fs::exists(result->model));
    }

    void aWorseModelIsCalledWorse() {
        const auto job = fixtures::madeJob(folder(), 6, 0.8);
        const auto result = runRetraining(*job, fakeTools(always(0.3)), {}, {});
        QCOMPARE(result->exam.verdict, ExamVerdict::Worse);
        QVERIFY(!result->exam.recommendsNewModel);
    }

    void progressNeverGoesBack() {
        const auto job = fixtures::madeJob(folder(), 3, 0.6);
        double last = 0.0;
        std::set<RetrainingStep> steps;
        int points = 0;
        const auto listener = [&](const RetrainingProgress& progress) {
            QVERIFY(progress.fraction >= last && progress.fraction <= 1.0);
            last = progress.fraction;
            steps.insert(progress.step);
            points += progress.training ? 1 : 0;
        };
        QVERIFY(runRetraining(*job, fakeTools(always(0.9)), listener, {}));
        QCOMPARE(steps.size(), std::size_t(5)); // no memory to check
        QCOMPARE(points, 40);                   // four models, ten steps each
    }

    void looksForWhatWasForgotten() {
        const auto job = fixtures::madeJob(folder(), 1, 0.9);
        RetrainingTools tools = fakeTools(always(0.2));
        tools.reference = {.nights = 2, .hours = 0.25};
        const auto result = runRetraining(*job, tools, {}, {});
        QVERIFY(result);
        QVERIFY(result->exam.forgetting);
        QCOMPARE(result->exam.forgetting->nights, std::size_t(2));
        QCOMPARE(result->exam.forgetting->epochs, 60);
    }

    /// Cancelled at the first sight of each step, the run goes on and ends as one that was never stopped.
    void cancelAtEveryStepAndGoOn() {
        const auto job = fixtures::madeJob(folder(), 3, 0.6);
        auto whole = *job;
        whole.folder = folder() / "run" / "whole";
        const auto expected = runRetraining(whole, fakeTools(always(0.9)), {}, {});
        const auto before = contentOf(folder());
        int cancelled = 0;
        for (const RetrainingStep step :
             {RetrainingStep::Preparing, RetrainingStep::JudgingBefore, RetrainingStep::Training,
              RetrainingStep::JudgingAfter, RetrainingStep::TrainingFinal}) {
            auto stopped = *job;
            stopped.folder = folder() / "run" / fmt::format("step-{}", int(step));
            std::stop_source stop;
            const auto result = runRetraining(
                stopped, fakeTools(always(0.9)),
                [&](const RetrainingProgress& progress) {
                    if (progress.step == step)
                        stop.request_stop();
                },
                TaskContext(stop.get_token()));
            QVERIFY(!result);
            QCOMPARE(result.error().code, ErrorCode::Cancelled);
            ++cancelled;
            QCOMPARE(contentOf(folder()), before);
            const auto again = runRetraining(stopped, fakeTools(always(0.9)), {}, {});
            QVERIFY(again);
            QCOMPARE(again->modelDigest, expected->modelDigest);
            QCOMPARE(*again->exam.figure("kappa")->difference, *expected->exam.figure("kappa")->difference);
            QVERIFY(discardRun(stopped.folder));
            QVERIFY(!fs::exists(stopped.folder));
        }
        QCOMPARE(cancelled, 5);
    }

    /// A process that is killed at any time leaves everything outside its folder as it was, and the run goes
    /// on.
    void killAtAnyTimeAndGoOn() {
        const auto job = fixtures::madeJob(folder(), 3, 0.6);
        const auto before = contentOf(folder());
        for (const int milliseconds : {5, 20, 50, 90, 140, 200, 300}) {
            const pid_t child = ::fork();
            if (child == 0) {
                static_cast<void>(
                    runRetraining(*job, fakeTools(always(0.9), std::chrono::milliseconds(8)), {}, {}));
                std::_Exit(0);
            }
            QTest::qSleep(milliseconds);
            ::kill(child, SIGKILL);
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QCOMPARE(contentOf(folder()), before);
        }
        const auto result = runRetraining(*job, fakeTools(always(0.9)), {}, {});
        QVERIFY2(result, result ? "" : result.error().detail.c_str());
        QCOMPARE(result->exam.verdict, ExamVerdict::Better);
    }

    void pauseHoldsTheRun() {
        const auto job = fixtures::madeJob(folder(), 2, 0.6);
        PauseGate gate;
        std::atomic<int> points = 0;
        std::jthread run([&] {
            QVERIFY(runRetraining(
                *job, fakeTools(always(0.9), std::chrono::milliseconds(1)),
                [&](const RetrainingProgress& progress) {
                    if (progress.training && ++points == 3)
                        gate.pause();
                },
                {}, &gate));
        });
        QTRY_COMPARE(points.load(), 3);
        QTest::qSleep(60);
        QCOMPARE(points.load(), 3);
        gate.resume();
        run.join();
        QCOMPARE(points.load(), 30);
    }

    void cancelWhilePaused() {
        const auto job = fixtures::madeJob(folder(), 2, 0.6);
        PauseGate gate;
        gate.pause();
        std::stop_source stop;
        std::jthread later([&] {
            QTest::qSleep(30);
            stop.request_stop();
        });
        const auto result =
            runRetraining(*job, fakeTools(always(0.9)), {}, TaskContext(stop.get_token()), &gate);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
    }

    void aFolderBelongsToOneRun() {
        auto job = fixtures::madeJob(folder(), 3, 0.6);
        QVERIFY(runRetraining(*job, fakeTools(always(0.9)), {}, {}));
        RetrainingSettings other;
        other.seed = 9;
        const auto another = fixtures::madeJob(folder(), 3, 0.6, other);
        QCOMPARE(runRetraining(*another, fakeTools(always(0.9)), {}, {}).error().code,
                 ErrorCode::DigestMismatch);
        QVERIFY(fixtures::writeModel(job->base, "another base", 0.5));
        QCOMPARE(runRetraining(*job, fakeTools(always(0.9)), {}, {}).error().code, ErrorCode::DigestMismatch);

        job->folder = folder() / "nights"; // holds other files
        QCOMPARE(runRetraining(*job, fakeTools(always(0.9)), {}, {}).error().code, ErrorCode::FileUnwritable);
        QCOMPARE(discardRun(job->folder).error().code, ErrorCode::FormatUnknown);
        QVERIFY(fs::exists(job->folder));
    }

    void whatAKilledProcessWasWritingGoes() {
        const auto job = fixtures::madeJob(folder(), 2, 0.6);
        fs::create_directories(job->folder);
        std::ofstream(job->folder / "run.json.77-1.part") << "{\"for";
        QVERIFY(runRetraining(*job, fakeTools(always(0.9)), {}, {}));
        std::ofstream(job->folder / "final.safetensors.77-2.part") << "half";
        QVERIFY(runRetraining(*job, fakeTools(always(0.9)), {}, {}));
        for (const auto& entry : fs::directory_iterator(job->folder))
            QVERIFY(entry.path().extension() != ".part");
    }

    /// A folder with a run.json of somebody else's: nothing in it is touched.
    void aForeignFolderStaysAsItIs() {
        const auto job = fixtures::madeJob(folder(), 2, 0.6);
        fs::create_directories(job->folder);
        std::ofstream(job->folder / "run.json") << "{\"format\":\"a marathon\"}";
        std::ofstream(job->folder / "download.part") << "half of something precious";
        QCOMPARE(runRetraining(*job, fakeTools(always(0.9)), {}, {}).error().code, ErrorCode::DigestMismatch);
        QVERIFY(fs::exists(job->folder / "download.part"));
        QCOMPARE(std::distance(fs::directory_iterator(job->folder), fs::directory_iterator()), 2);
    }

    void labelsThatChangeMeanwhileAreNoticed() {
        const auto job = fixtures::madeJob(folder(), 3, 0.6);
        std::stop_source stop;
        QVERIFY(!runRetraining(
            *job, fakeTools(always(0.9)),
            [&](const RetrainingProgress& progress) {
                if (progress.step == RetrainingStep::Training)
                    stop.request_stop();
            },
            TaskContext(stop.get_token())));
        ExportContent content;
        content.hypnogram = Hypnogram::fromLetters(std::string(40, '2'));
        QVERIFY(writeHypnogram(folder() / "nights" / "s02.hypnogram.csv", content));
        const auto result = runRetraining(*job, fakeTools(always(0.9)), {}, {});
        QCOMPARE(result.error().code, ErrorCode::DigestMismatch);
        QVERIFY(result.error().detail.find("labels") != std::string::npos);
    }

    void unfinishedRunsAreFound() {
        const auto job = fixtures::madeJob(folder(), 3, 0.6);
        std::stop_source stop;
        static_cast<void>(runRetraining(
            *job, fakeTools(always(0.9)),
            [&](const RetrainingProgress& progress) {
                if (progress.step == RetrainingStep::Training)
                    stop.request_stop();
            },
            TaskContext(stop.get_token())));
        const auto runs = findRuns(folder());
        QCOMPARE(runs.size(), std::size_t(1));
        QCOMPARE(runs.front().name, std::string("clinic"));
        QCOMPARE(runs.front().nights.size(), std::size_t(3));
        QVERIFY(!runs.front().isFinished);
        const auto kept = readJob(runs.front().folder);
        QVERIFY(kept);
        QVERIFY(toJson(kept->plan) == toJson(job->plan));
        QVERIFY(runRetraining(*kept, fakeTools(always(0.9)), {}, {}));

        std::ofstream(job->folder / "run.json") << "{\"format\":\"hypnodesk-retraining-run\",\"version\":1}";
        QVERIFY(findRuns(folder()).empty());
        QCOMPARE(readJob(job->folder).error().code, ErrorCode::FormatInvalid);
    }

    void aNightThatFailsIsLeftOutAndNamed() {
        const auto job = fixtures::madeJob(folder(), 4, 0.6);
        fs::remove(folder() / "nights" / "s03.edf");
        const auto result = runRetraining(*job, fakeTools(always(0.9)), {}, {});
        QVERIFY2(result, result ? "" : result.error().detail.c_str());
        QCOMPARE(result->nights.size(), std::size_t(3));
        QCOMPARE(result->leftOut.size(), std::size_t(1));
        QVERIFY(result->leftOut.front().find("s03") != std::string::npos);
        QCOMPARE(result->exam.subjects.size(), std::size_t(3));
    }

    void aTrainerThatFailsSaysWhy() {
        const auto job = fixtures::madeJob(folder(), 3, 0.6);
        const auto result = runRetraining(*job, fakeTools([](const Lesson&) -> Result<double> {
            return fail(ErrorCode::Internal, "no luck");
        }),
                                          {}, {});
        QCOMPARE(result.error().detail, std::string("no luck"));
    }

    void adoptingNeverReplacesAndIsWhole() {
        const auto job = fixtures::madeJob(folder(), 3, 0.6);
        const auto result = runRetraining(*job, fakeTools(always(0.9)), {}, {});
        ModelChangeRecord record{"clinic", job->plan, *result, {}};
        const fs::path out = folder() / "library" / "clinic.safetensors";
        fs::create_directories(out.parent_path());
        std::ofstream(out.string() + ".77-1.part") << "of a process that was killed";
        QVERIFY(adoptModel(record, out));
        QVERIFY(!fs::exists(out.string() + ".77-1.part"));
        QCOMPARE(*sha256HexOfFile(out), result->modelDigest);
        QVERIFY(fs::exists(folder() / "library" / "clinic.record.json"));
        QVERIFY(fs::exists(folder() / "library" / "clinic.record.html"));
        QVERIFY(adoptModel(record, out)); // the very same: only its record is written anew
        QVERIFY(discardRun(job->folder)); // the model does not go with the run
        QCOMPARE(*sha256HexOfFile(out), result->modelDigest);
        record.result.modelDigest = "of another";
        QCOMPARE(adoptModel(record, out).error().code, ErrorCode::FileUnwritable);
        QCOMPARE(adoptModel(record, folder() / "library" / "b.safetensors").error().code,
                 ErrorCode::DigestMismatch);
        QVERIFY(!fs::exists(folder() / "library" / "b.safetensors"));
    }

    /// A process that takes models into a library is killed at any time: each that is there is whole, has its
    /// record, and what is half there hinders nobody.
    void killWhileAdopting() {
        const auto job = fixtures::madeJob(folder(), 2, 0.6);
        const auto result = runRetraining(*job, fakeTools(always(0.9)), {}, {});
        const ModelChangeRecord record{"clinic", job->plan, *result, {}};
        const fs::path library = folder() / "library";
        fs::create_directories(library);
        std::ofstream(library / "present.safetensors") << "the present model";
        const std::string present = *sha256HexOfFile(library / "present.safetensors");
        const auto nameOf = [&](int i) { return library / fmt::format("m{}.safetensors", i); };
        int models = 0;
        for (int i = 0; i < 12; ++i) {
            const pid_t child = ::fork();
            if (child == 0) {
                for (int n = 0;; ++n)
                    if (!adoptModel(record, nameOf(n)))
                        std::_Exit(1);
            }
            QTest::qSleep(5 + 7 * i);
            ::kill(child, SIGKILL);
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QVERIFY(WIFSIGNALED(status));
            models = 0;
            for (; fs::exists(nameOf(models)); ++models) {
                QCOMPARE(*sha256HexOfFile(nameOf(models)), result->modelDigest);
                const auto text = readTextFile(library / fmt::format("m{}.record.json", models));
                QVERIFY(text && nlohmann::json::parse(*text, nullptr, false).is_object());
                QVERIFY(fs::exists(library / fmt::format("m{}.record.html", models)));
            }
            QCOMPARE(*sha256HexOfFile(library / "present.safetensors"), present);
        }
        QVERIFY(models > 0);
        QVERIFY(adoptModel(record, nameOf(models)));
    }

    /// A disk that takes no more than some bytes of a file, as a full one: of the model nothing is left.
    void aFullDiskLeavesNothing() {
        const auto job = fixtures::madeJob(folder(), 3, 0.6);
        const auto result = runRetraining(*job, fakeTools(always(0.9)), {}, {});
        const ModelChangeRecord record{"clinic", job->plan, *result, {}};
        const fs::path library = folder() / "library";
        fs::create_directories(library);
        for (const rlim_t bytes : {rlim_t(0), rlim_t(20), rlim_t(2000)}) {
            const pid_t child = ::fork();
            if (child == 0) {
                std::signal(SIGXFSZ, SIG_IGN);
                const rlimit limit{bytes, bytes};
                ::setrlimit(RLIMIT_FSIZE, &limit);
                std::_Exit(adoptModel(record, library / "clinic.safetensors") ? 1 : 0);
            }
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QCOMPARE(status, 0);
            QVERIFY(fs::is_empty(library));
        }
        QVERIFY(adoptModel(record, library / "clinic.safetensors"));
    }

private:
    fs::path folder() const { return m_folder->path().toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestRetrainingRun)
#include "tst_retraining_run.moc"
