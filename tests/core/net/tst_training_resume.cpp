#include "core/model/model_file.h"
#include "core/net/torch_trainer.h"
#include "tests/core/net/small_training.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace hypnodesk;
using namespace hypnodesk::net;

/// A run that was stopped and taken up again must end where the run without a stop ends, to the bit.
class TestTrainingResume : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void pretrainingGoesOnWhereItStopped_data() {
        QTest::addColumn<int>("stopAfter");
        for (const int step : {1, 2, 3, 5})
            QTest::addRow("after step %d", step) << step;
    }

    void pretrainingGoesOnWhereItStopped() {
        QFETCH(int, stopAfter);
        TrainingOptions options = quickOptions();
        options.batch = 3;
        int steps = 0;
        QVERIFY(pretrain(fewNights(), options, path("whole"), [&](const TrainingReport&) { ++steps; }, {}));
        QVERIFY(steps > stopAfter);

        options.checkpoint = path("checkpoint");
        stopAt(stopAfter, options, [&](const TrainingListener& listener, const TaskContext& context) {
            return pretrain(fewNights(), options, path("parts"), listener, context);
        });
        const auto done = pretrain(fewNights(), options, path("parts"), {}, {});
        QVERIFY2(done.has_value(), done ? "" : describe(done.error()).c_str());
        compare("whole", "parts");
        QVERIFY(!std::filesystem::exists(options.checkpoint));
    }

    void fineTuningGoesOnWhereItStopped() {
        TrainingOptions options = quickOptions();
        QVERIFY(pretrain(fewNights(), options, path("base"), {}, {}));
        options.batch = 2;
        QVERIFY(finetune(path("base"), fewNights(), options, path("whole"), {}, {}));
        options.checkpoint = path("checkpoint");
        stopAt(3, options, [&](const TrainingListener& listener, const TaskContext& context) {
            return finetune(path("base"), fewNights(), options, path("parts"), listener, context);
        });
        QVERIFY(finetune(path("base"), fewNights(), options, path("parts"), {}, {}));
        compare("whole", "parts");
    }

    /// What a kill in the middle leaves is the last checkpoint that was due.
    void checkpointsComeWhenDue() {
        TrainingOptions options = quickOptions();
        options.batch = 3;
        options.checkpoint = path("checkpoint");
        options.checkpointMinutes = 0.0;
        bool wasThere = false;
        QVERIFY(pretrain(fewNights(), options, path("a"),
                         [&](const TrainingReport&) {
                             wasThere = wasThere || std::filesystem::exists(options.checkpoint);
                         },
                         {}));
        QVERIFY(wasThere);
    }

    void anotherRunsCheckpointIsRefused() {
        TrainingOptions options = quickOptions();
        options.checkpoint = path("checkpoint");
        stopAt(1, options, [&](const TrainingListener& listener, const TaskContext& context) {
            return pretrain(fewNights(), options, path("a"), listener, context);
        });
        options.seed = 99;
        const auto other = pretrain(fewNights(), options, path("a"), {}, {});
        QVERIFY(!other);
        QCOMPARE(other.error().code, ErrorCode::FormatInvalid);
        QVERIFY(std::filesystem::exists(options.checkpoint));
    }

    void damagedCheckpointsAreRefused() {
        TrainingOptions options = quickOptions();
        options.checkpoint = path("checkpoint");
        stopAt(1, options, [&](const TrainingListener& listener, const TaskContext& context) {
            return pretrain(fewNights(), options, path("a"), listener, context);
        });
        QFile file(QString::fromStdString(options.checkpoint.string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        for (const qint64 size : {file.size() - 1, file.size() / 2, qint64(100), qint64(0)}) {
            QVERIFY(file.resize(size));
            const auto refused = pretrain(fewNights(), options, path("a"), {}, {});
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::FormatInvalid);
        }
    }

private:
    template <typename Run>
    void stopAt(int step, const TrainingOptions& options, const Run& run) {
        std::stop_source stop;
        int seen = 0;
        const auto stopped = run(
            [&](const TrainingReport&) {
                if (++seen == step)
                    stop.request_stop();
            },
            TaskContext(stop.get_token()));
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        QVERIFY(std::filesystem::exists(options.checkpoint));
    }

    void compare(const char* a, const char* b) {
        const auto first = readModelFile(path(a));
        const auto second = readModelFile(path(b));
        QVERIFY(first && second);
        QVERIFY(first->weights == second->weights);
        QCOMPARE(first->temperature, second->temperature);
    }

    std::filesystem::path path(const char* name) const {
        return m_folder->filePath(QString::fromLatin1(name) + QStringLiteral(".safetensors")).toStdString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(TestTrainingResume)
#include "tst_training_resume.moc"
