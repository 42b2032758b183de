#include "app/patient_threads.h"
#include "core/base/digest.h"
#include "core/model/model_library.h"
#include "tests/ui/support/desk.h"
#include "tests/ui/support/event_watch.h"
#include "tests/ui/support/fake_teaching.h"
#include "ui/main/retraining_commands.h"
#include "ui/retraining/nights_page.h"
#include "ui/retraining/retraining_window.h"

#include <QProcess>
#include <QSpinBox>
#include <QTimer>

#include <fstream>
#include <map>

using namespace hypnodesk;
using namespace hypnodesk::test;
namespace fs = std::filesystem;

namespace {

constexpr double kFrameMilliseconds = 16.0;
constexpr int kShownChannels = 20;

/// A clinic in a folder: two patients' studies, a library, and a night of twenty channels to look at.
struct Clinic {
    explicit Clinic(const QString& path) : folder(toPath(path)) {
        qputenv("HYPNODESK_MODELS", (folder / "models").c_str());
    }

    fs::path folder;
    fs::path nights() const { return folder / "nights"; }
    fs::path shown() const { return folder / "shown.edf"; }

    void make() const {
        fs::create_directories(nights());
        fs::create_directories(folder / "models");
        for (const char* code : {"AA", "BB"})
            writeClinicNight(nights(), code, 40);
        EdfFileSpec spec;
        std::vector<float> samples(static_cast<std::size_t>(20 * kEpochSeconds * 256.0));
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = static_cast<float>((i * 2654435761u >> 7) % 200) - 100.0f;
        for (int channel = 1; channel <= kShownChannels; ++channel)
            spec.signals.push_back({"EEG " + std::to_string(channel), "uV", 256.0});
        QVERIFY(writeEdf(shown(), spec, std::vector(kShownChannels, samples)));
    }

    std::unique_ptr<MainWindow> window() const {
        Services services;
        services.openRecording = [](const fs::path& path) { return Recording::open(path); };
        services.network = [] { return loadNetwork(); };
        services.model = [](const std::string& derivation) { return findModel("", derivation); };
        services.onlyStudyFolder = folder / "studies";
        services.retrainingFolder = folder / "runs";
        services.retrainingReference.nights = 0;
        auto window = std::make_unique<MainWindow>(
            services, std::make_unique<QSettings>(toQString(folder / "settings.ini"), QSettings::IniFormat));
        window->resize(1440, 900);
        window->show();
        return window;
    }

    /// A file that some run has left, or null.
    bool hasRunFile(const char* name) const {
        std::error_code error;
        for (fs::directory_iterator run(folder / "runs", error), end; !error && run != end;
             run.increment(error))
            if (fs::exists(run->path() / name))
                return true;
        return false;
    }

    /// What a run must leave as it is: studies, recordings, models. Beside a study that somebody reads lie a
    /// log, which must be empty, and an index of it.
    std::map<std::string, std::string> content() const {
        std::map<std::string, std::string> content;
        for (const fs::path& part : {nights(), folder / "models"})
            for (const auto& entry : fs::recursive_directory_iterator(part))
                if (entry.is_regular_file() && !entry.path().string().ends_with("-shm") &&
                    !(entry.path().string().ends_with("-wal") && entry.file_size() == 0))
                    content[entry.path().string()] = sha256HexOfFile(entry.path()).value_or("?");
        return content;
    }
};

QString spread(const std::vector<EventCost>& costs, double EventCost::*member) {
    return QStringLiteral("%1 / %2 / %3 / %4")
        .arg(percentile(costs, member, 0.0), 0, 'f', 2)
        .arg(percentile(costs, member, 0.5), 0, 'f', 2)
        .arg(percentile(costs, member, 0.99), 0, 'f', 1)
        .arg(percentile(costs, member, 1.0), 0, 'f', 1);
}

/// Seconds that the calling thread was ready to work while others had the processors.
double secondsInLine() {
    std::ifstream file("/proc/thread-self/schedstat");
    double worked = 0.0, waited = 0.0;
    file >> worked >> waited;
    return waited / 1e9;
}

void report(const std::vector<EventCost>& costs, double seconds, double inLine) {
    std::string load;
    std::getline(std::ifstream("/proc/loadavg"), load);
    qInfo("while the model learns: %zu events in %.0f s; least / median / 99 %% / most milliseconds of work "
          "%s, "
          "by the clock %s; %.1f s in line for a processor; load %s",
          costs.size(), seconds, qPrintable(spread(costs, &EventCost::workMilliseconds)),
          qPrintable(spread(costs, &EventCost::wholeMilliseconds)), inLine, load.c_str());
}

} // namespace

/// Begins a retraining as a person does, in a process of its own, and waits to be killed.
class BeginRetraining : public QObject {
    Q_OBJECT
public:
    explicit BeginRetraining(const QString& folder) : m_clinic(folder) {}

private Q_SLOTS:
    void begin() {
        const auto window = m_clinic.window();
        RetrainingWindow* wizard = window->retraining().showWizard();
        wizard->nights().offer({m_clinic.nights()});
        QTRY_COMPARE_WITH_TIMEOUT(wizard->nights().chosen().size(), std::size_t(2), 60'000);
        click(*wizard, "Next");
        for (QSpinBox* box : wizard->findChildren<QSpinBox*>())
            if (box->accessibleName().startsWith("Passes"))
                box->setValue(1);
        click(*wizard, "Next");
        click(*wizard, "Start");
        while (window->retraining().session().state() != RetrainingSession::State::Failed)
            QTest::qWait(100);
    }

private:
    Clinic m_clinic;
};

/// The wizard with the real network and trainer, on nights so small that they teach nothing.
class TestRetrainingNight : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (!loadNetwork())
            QSKIP("the network module was not built");
        m_clinic.make();
    }

    /// The desktop is killed while the model learns: nothing but the run has changed.
    void killedWhileItLearns() {
        const auto before = m_clinic.content();
        QProcess desktop;
        desktop.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        desktop.start(QCoreApplication::applicationFilePath(), {"--begin", m_folder.path()});
        QTRY_VERIFY_WITH_TIMEOUT(
            m_clinic.hasRunFile("before-02.json") || desktop.state() == QProcess::NotRunning, 120'000);
        desktop.kill();
        QVERIFY(desktop.waitForFinished());
        QCOMPARE(desktop.exitStatus(), QProcess::CrashExit);
        QVERIFY(!m_clinic.hasRunFile("final.safetensors"));
        QCOMPARE(m_clinic.content(), before);
    }

    /// The next start offers to go on; meanwhile the wizard is closed and a night is paged through.
    void goesOnAndTheWindowAnswers() {
        const auto window = m_clinic.window();
        window->openRecording(toQString(m_clinic.shown()));
        QTRY_VERIFY_WITH_TIMEOUT(window->document().isOpen() && window->isSettled(), 60'000);
        RetrainingSession& session = window->retraining().session();
        session.lookForUnfinished(); // the night's own messages may have come over the first offer
        QTRY_VERIFY(window->messages().title().contains("was interrupted"));
        click(window->messages(), "Go on with it");
        QTRY_VERIFY(session.isRunning());
        auto* wizard = window->findChild<RetrainingWindow*>();
        QVERIFY(wizard);
        wizard->close();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QTimer reader;
        int keys = 0;
        connect(&reader, &QTimer::timeout, this,
                [&] { QTest::keyClick(window.get(), ++keys % 30 < 15 ? Qt::Key_Right : Qt::Key_Left); });
        reader.start(100);
        auto* application = static_cast<WatchedApplication*>(qApp);
        const double inLine = secondsInLine();
        QElapsedTimer clock;
        clock.start();
        application->startWatching();
        QTRY_VERIFY_WITH_TIMEOUT(!session.isBusy(), 300'000);
        const std::vector<EventCost> costs = application->stopWatching();
        reader.stop();
        report(costs, static_cast<double>(clock.elapsed()) / 1e3, secondsInLine() - inLine);
        QVERIFY2(session.state() == RetrainingSession::State::Finished, session.error().detail.c_str());
        QVERIFY(keys >= 5);
        // How long an event takes by the clock depends on what else the machine does; what is ours is how
        // much the window works on one.
        QVERIFY(percentile(costs, &EventCost::workMilliseconds, 1.0) < kFrameMilliseconds);
        QVERIFY(percentile(costs, &EventCost::wholeMilliseconds, 0.5) < kFrameMilliseconds);

        click(window->messages(), "Show");
        QTRY_COMPARE(wizard->page(), RetrainingWindow::Exam);
        QCOMPARE(session.result()->exam.subjects.size(), std::size_t(2));
        QVERIFY(!session.progress().curve.empty());
        click(*wizard, "Next");
        click(*wizard, "Sign and finish");
        QTRY_COMPARE(session.state(), RetrainingSession::State::Idle);
        QVERIFY(findModel("").has_value()); // whatever the verdict was
    }

private:
    QTemporaryDir m_folder;
    Clinic m_clinic{m_folder.path()};
};

int main(int argc, char** argv) {
    waitPatiently(argv);
    WatchedApplication application(argc, argv);
    if (argc == 3 && std::string_view(argv[1]) == "--begin") {
        BeginRetraining begin(QString::fromLocal8Bit(argv[2]));
        return QTest::qExec(&begin, QStringList{argv[0]});
    }
    TestRetrainingNight test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_retraining_night.moc"
