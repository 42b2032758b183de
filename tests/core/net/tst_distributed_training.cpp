#include "core/model/model_file.h"
#include "core/model/process_place.h"
#include "core/net/torch.h"
#include "core/net/torch_trainer.h"
#include "tests/core/net/small_training.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <fstream>

using namespace hypnodesk;
using namespace hypnodesk::net;

namespace {

/// What the test's own binary is to do as one process of a run.
struct Task {
    double dropout = 0.0;
    double timeoutMinutes = 1.0;
    int victim = -1; ///< the rank that gets `signal` after three steps
    int signal = 0;
};

constexpr int kVictimStep = 3;
constexpr int kFailed = 3;

/// A port that was free a moment ago.
std::uint16_t freePort() {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    const bool isBound = ::bind(descriptor, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
                         ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &length) == 0;
    ::close(descriptor);
    return isBound ? ntohs(address.sin_port) : 0;
}

/// OUT LOG DROPOUT TIMEOUT VICTIM SIGNAL
int trainAsOneProcess(char** arguments) {
    TrainingOptions options = quickOptions();
    options.config.dropout = std::stod(arguments[2]);
    options.epochs = 2;
    options.batch = 3;
    options.learningRate = 5e-5; // small: Adam enlarges what differs by rounding
    options.processes = *placeAmongProcesses();
    options.processes.timeoutMinutes = std::stod(arguments[3]);
    const int victim = std::stoi(arguments[4]);
    const int signal = std::stoi(arguments[5]);
    std::ofstream log;
    if (options.processes.rank == 0)
        log.open(arguments[1]);
    at::set_num_threads(1);
    const auto trained =
        pretrain(fewNights(), options, arguments[0],
                 [&](const TrainingReport& report) {
                     log << fmt::format("{:.9g} {:.9g}\n", report.lossOfStep, report.validationKappa)
                         << std::flush;
                     if (report.step == kVictimStep && options.processes.rank == victim)
                         std::raise(signal);
                 },
                 {});
    if (trained)
        return 0;
    fmt::print(stderr, "{}\n", describe(trained.error()));
    return kFailed;
}

struct Line {
    double loss = 0.0;
    double kappa = 0.0;
};

/// A process of a run that ended.
struct Ended {
    int exitCode = -1;
    QString said;
};

} // namespace

/// Several real processes over Gloo on this machine against one process with the same batch.
class TestDistributedTraining : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void severalProcessesTrainLikeOne_data() {
        QTest::addColumn<int>("processes");
        QTest::addColumn<double>("dropout");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("two") << 2 << 0.0 << 1e-4;
        QTest::newRow("four, more than windows in a step") << 4 << 0.0 << 1e-4;
        QTest::newRow("two, whose dropout is drawn apart") << 2 << 0.1 << 0.15;
    }

    void severalProcessesTrainLikeOne() {
        QFETCH(int, processes);
        QFETCH(double, dropout);
        QFETCH(double, tolerance);
        const Task task{.dropout = dropout};
        for (const Ended& ended : run(1, "one", task))
            QVERIFY2(ended.exitCode == 0, qPrintable(ended.said));
        for (const Ended& ended : run(processes, "several", task))
            QVERIFY2(ended.exitCode == 0, qPrintable(ended.said));
        const std::vector<Line> one = log("one");
        const std::vector<Line> several = log("several");
        QVERIFY(one.size() >= 10);
        QCOMPARE(several.size(), one.size());
        double worst = 0.0;
        for (std::size_t i = 0; i < one.size(); ++i)
            worst = std::max(worst, std::fabs(several[i].loss - one[i].loss) / one[i].loss);
        qInfo("%zu steps, losses within %.2g, weights within %.2g", one.size(), worst, weightDifference());
        QVERIFY2(worst < tolerance, qPrintable(QString::number(worst)));
        if (dropout > 0.0)
            return;
        for (std::size_t i = 0; i < one.size(); ++i)
            QVERIFY(std::fabs(several[i].kappa - one[i].kappa) < 0.05);
        QVERIFY(weightDifference() < 2e-3);
        QVERIFY(model("several")->provenance["training_nights"] ==
                model("one")->provenance["training_nights"]);
    }

    /// Whoever dies, the others end with an error at once, whatever the timeout.
    void aKilledProcessEndsTheOthers_data() {
        QTest::addColumn<int>("victim");
        QTest::newRow("the first") << 0;
        QTest::newRow("the second") << 1;
    }

    void aKilledProcessEndsTheOthers() {
        QFETCH(int, victim);
        QElapsedTimer clock;
        clock.start();
        const auto ended = run(2, "out", {.timeoutMinutes = 10.0, .victim = victim, .signal = SIGKILL});
        QVERIFY(clock.elapsed() < 60'000);
        const Ended& left = ended[static_cast<std::size_t>(1 - victim)];
        QCOMPARE(left.exitCode, kFailed);
        QVERIFY2(left.said.contains("another process of this run ended"), qPrintable(left.said));
        QVERIFY(!QFile::exists(path("out.safetensors")));
    }

    void aSilentProcessIsGivenUp() {
        const auto ended = run(2, "out", {.timeoutMinutes = 0.05, .victim = 1, .signal = SIGSTOP});
        QCOMPARE(ended[0].exitCode, kFailed);
        QVERIFY2(ended[0].said.contains("gives no answer"), qPrintable(ended[0].said));
    }

    void oneThatNeverComesIsGivenUp() {
        auto process = start(0, 2, freePort(), "out", {.timeoutMinutes = 0.02});
        const Ended ended = wait(*process);
        QCOMPARE(ended.exitCode, kFailed);
        QVERIFY2(ended.said.contains("did not meet"), qPrintable(ended.said));
    }

private:
    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }

    std::unique_ptr<QProcess> start(int rank, int size, int port, const char* name, const Task& task) {
        auto environment = QProcessEnvironment::systemEnvironment();
        if (size > 1) {
            environment.insert("RANK", QString::number(rank));
            environment.insert("WORLD_SIZE", QString::number(size));
            environment.insert("LOCAL_RANK", QString::number(rank));
            environment.insert("LOCAL_WORLD_SIZE", QString::number(size));
            environment.insert("MASTER_ADDR", "127.0.0.1");
            environment.insert("MASTER_PORT", QString::number(port));
        }
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(environment);
        process->start(QCoreApplication::applicationFilePath(),
                       {"--process", path(name) + ".safetensors", path(name) + ".log",
                        QString::number(task.dropout), QString::number(task.timeoutMinutes),
                        QString::number(task.victim), QString::number(task.signal)});
        return process;
    }

    static Ended wait(QProcess& process) {
        if (!process.waitForFinished(120'000))
            process.kill();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                QString::fromUtf8(process.readAllStandardError())};
    }

    std::vector<Ended> run(int size, const char* name, const Task& task) {
        const int port = freePort();
        std::vector<std::unique_ptr<QProcess>> processes;
        for (int rank = 0; rank < size; ++rank)
            processes.push_back(start(rank, size, port, name, task));
        std::vector<Ended> ended(processes.size());
        for (int rank = 0; rank < size; ++rank)
            if (rank != task.victim)
                ended[static_cast<std::size_t>(rank)] = wait(*processes[static_cast<std::size_t>(rank)]);
        if (task.victim >= 0) {
            QProcess& victim = *processes[static_cast<std::size_t>(task.victim)];
            victim.kill();
            ended[static_cast<std::size_t>(task.victim)] = wait(victim);
        }
        return ended;
    }

    std::vector<Line> log(const char* name) const {
        std::ifstream file((path(name) + ".log").toStdString());
        std::vector<Line> lines;
        for (Line line; file >> line.loss >> line.kappa;)
            lines.push_back(line);
        return lines;
    }

    Result<ModelFile> model(const char* name) const {
        return readModelFile((path(name) + ".safetensors").toStdString());
    }

    /// The largest difference between the weights of both models.
    double weightDifference() const {
        const auto one = model("one");
        const auto several = model("several");
        if (!one || !several)
            return INFINITY;
        const SafeTensors all{{}, several->weights};
        double worst = 0.0;
        for (const NamedTensor& tensor : one->weights) {
            const std::vector<float> a = tensor.toFloats();
            const std::vector<float> b = all.find(tensor.name)->toFloats();
            for (std::size_t i = 0; i < a.size(); ++i)
                worst = std::max(worst, static_cast<double>(std::fabs(a[i] - b[i])));
        }
        return worst;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

int main(int argc, char** argv) {
    if (argc == 8 && std::string_view(argv[1]) == "--process")
        return trainAsOneProcess(argv + 2);
    const QCoreApplication application(argc, argv);
    TestDistributedTraining test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_distributed_training.moc"
