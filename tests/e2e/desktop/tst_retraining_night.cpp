#include "core/model/model_library.h"
#include "tests/ui/support/desk.h"
#include "tests/ui/support/fake_teaching.h"
#include "ui/main/retraining_commands.h"
#include "ui/retraining/nights_page.h"
#include "ui/retraining/retraining_window.h"

#include <QElapsedTimer>
#include <QSpinBox>
#include <QToolButton>

using namespace hypnodesk;
using namespace hypnodesk::test;

/// The wizard with the real network and trainer, on nights so small that they teach nothing.
class TestRetrainingNight : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void walksTheWizardWithTheRealTrainer() {
        if (!loadNetwork())
            QSKIP("the network module was not built");
        QTemporaryDir folder, library;
        qputenv("HYPNODESK_MODELS", library.path().toUtf8());
        for (const char* code : {"AA", "BB"})
            writeClinicNight(toPath(folder.path()), code, 40);
        Services services;
        services.openRecording = [](const std::filesystem::path& path) { return Recording::open(path); };
        services.network = [] { return loadNetwork(); };
        services.model = [](const std::string& derivation) { return findModel("", derivation); };
        services.retrainingFolder = toPath(folder.filePath("runs"));
        services.retrainingReference.nights = 0;
        MainWindow window(services,
                          std::make_unique<QSettings>(folder.filePath("settings.ini"), QSettings::IniFormat));
        window.show();
        RetrainingSession& session = window.retraining().session();
        RetrainingWindow* wizard = window.retraining().showWizard();
        wizard->nights().offer({toPath(folder.path())});
        QTRY_COMPARE_WITH_TIMEOUT(wizard->nights().chosen().size(), std::size_t(2), 60'000);
        click(*wizard, "Next");
        for (QSpinBox* box : wizard->findChildren<QSpinBox*>())
            if (box->accessibleName().startsWith("Passes"))
                box->setValue(1);
        click(*wizard, "Next");
        click(*wizard, "Start");
        QTRY_VERIFY(session.isRunning());
        // The window stays fluid meanwhile: the longest the event loop was away, in milliseconds.
        qint64 longest = 0;
        QElapsedTimer turn;
        while (session.isBusy()) {
            turn.start();
            QTest::qWait(5);
            longest = std::max(longest, turn.elapsed());
        }
        qInfo("longest turn of the event loop while training: %lld ms", static_cast<long long>(longest));
        QVERIFY2(session.state() == RetrainingSession::State::Finished, session.error().detail.c_str());
        QTRY_COMPARE(wizard->page(), RetrainingWindow::Exam);
        QCOMPARE(session.result()->exam.subjects.size(), std::size_t(2));
        QVERIFY(!session.progress().curve.empty());
        click(*wizard, "Next");
        click(*wizard, "Sign and finish");
        QTRY_COMPARE(session.state(), RetrainingSession::State::Idle);
        const auto now = findModel("");
        QVERIFY(now.has_value()); // whatever the verdict was
        QVERIFY((*loadNetwork())->openScorer(*now, "cpu").has_value());
        qunsetenv("HYPNODESK_MODELS");
    }
};

QTEST_MAIN(TestRetrainingNight)
#include "tst_retraining_night.moc"
