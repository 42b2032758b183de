#include "core/base/atomic_file.h"
#include "core/model/model_details.h"
#include "core/model/model_library.h"
#include "core/model/model_transfer.h"
#include "tests/ui/plot/plot_fixtures.h"
#include "tests/ui/support/desk.h"
#include "tests/ui/support/fake_teaching.h"
#include "ui/main/retraining_commands.h"
#include "ui/retraining/models_dialog.h"
#include "ui/retraining/nights_page.h"
#include "ui/retraining/retraining_window.h"

#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QTreeWidget>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

/// A clinic with six patients, its own model folder, and a network that can be taught.
struct Clinic {
    QTemporaryDir folder;
    QTemporaryDir library;
    std::shared_ptr<TeachingPlan> plan = std::make_shared<TeachingPlan>();
    std::shared_ptr<TeachingNetwork> network = std::make_shared<TeachingNetwork>(plan);
    std::unique_ptr<MainWindow> window;

    Clinic() {
        qputenv("HYPNODESK_MODELS", library.path().toUtf8());
        for (const char* code : {"AA", "BB", "CC", "DD", "EE", "FF"})
            writeClinicNight(nights(), code);
        [&] { QVERIFY(writeSkill(toPath(library.filePath("present.safetensors")), "present", 3)); }();
        [&] { QVERIFY(setDefaultModel(ownModelFolder(), "present", "", {"anna", "before"})); }();
        restart();
    }
    ~Clinic() {
        window.reset();
        qunsetenv("HYPNODESK_MODELS");
    }

    std::filesystem::path nights() const { return toPath(folder.path()); }
    std::filesystem::path runs() const { return toPath(folder.filePath("runs")); }

    void restart() {
        window.reset();
        Services services;
        services.openRecording = [](const std::filesystem::path& path) { return Recording::open(path); };
        services.network = [network = network]() -> Result<Network*> { return network.get(); };
        services.model = [](const std::string& derivation) { return findModel("", derivation); };
        services.retrainingFolder = runs();
        services.retrainingReference.nights = 0;
        services.studyOptions.author = {"anna", "sleeplab-2", "Hypnodesk test"};
        window = std::make_unique<MainWindow>(
            services, std::make_unique<QSettings>(folder.filePath("settings.ini"), QSettings::IniFormat));
        window->show();
    }

    RetrainingSession& session() { return window->retraining().session(); }

    RetrainingWindow* wizard() {
        window->activateWindow();
        [&] { QVERIFY(QTest::qWaitForWindowActive(window.get())); }();
        QTest::keyClick(window.get(), Qt::Key_R, Qt::ControlModifier);
        auto* wizard = window->findChild<RetrainingWindow*>();
        [&] { QVERIFY(wizard && wizard->isVisible()); }();
        return wizard;
    }

    /// Up to the running training.
    RetrainingWindow* begin() {
        RetrainingWindow* shown = wizard();
        shown->nights().offer({nights()});
        [&] { QTRY_COMPARE(shown->nights().chosen().size(), std::size_t(6)); }();
        click(*shown, "Next");
        click(*shown, "Next");
        click(*shown, "Start");
        [&] { QTRY_VERIFY(session().isRunning()); }();
        return shown;
    }

    bool isRunFolderEmpty() const {
        std::error_code error;
        return !std::filesystem::exists(runs(), error) || std::filesystem::is_empty(runs(), error);
    }
};

QString textOf(QWidget& window, const QString& accessibleName) {
    for (const QLabel* label : window.findChildren<QLabel*>())
        if (label->accessibleName() == accessibleName)
            return label->text();
    return {};
}

QTreeWidget* tableOf(QWidget& window, const QString& accessibleName) {
    for (QTreeWidget* table : window.findChildren<QTreeWidget*>())
        if (table->accessibleName() == accessibleName)
            return table;
    return nullptr;
}

QRadioButton* choiceOf(QWidget& window, const QString& begin) {
    for (QRadioButton* button : window.findChildren<QRadioButton*>())
        if (QString(button->text()).remove('&').startsWith(begin))
            return button;
    return nullptr;
}

} // namespace

class TestRetrainingWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void walksAllPagesToABetterModel();
    void keepsTheModelThatIsNotBeaten();
    void pausesWhileNightsAreScored();
    void cancelLeavesNothing();
    void goesOnAfterACrash();
    void oneSubjectCannotBeMeasured();
    void aFullLibraryLeavesTheOldDefault();
    void aDecisionThatWasKilledIsRepeated();
    void kappaIsThatOfTheDerivationsModel();
    void cancelWhereNoRunBegan();
    void subjectsComeFromATable();
    void keysSuffice();
};

void TestRetrainingWindow::walksAllPagesToABetterModel() {
    Clinic clinic;
    RetrainingWindow* wizard = clinic.wizard();
    QCOMPARE(wizard->page(), RetrainingWindow::Nights);
    QVERIFY(!buttonIn(*wizard, "Next")->isEnabled());
    QVERIFY(textOf(*wizard, "Summary of the nights").contains("No nights yet"));
    wizard->nights().offer({clinic.nights()});
    QTRY_COMPARE(wizard->nights().chosen().size(), std::size_t(6));
    QTreeWidget* nights = tableOf(*wizard, "Nights to learn from");
    QCOMPARE(nights->topLevelItem(0)->text(1), QString("AA"));
    QCOMPARE(nights->topLevelItem(0)->text(4), QString("100 %"));
    QCOMPARE(nights->topLevelItem(0)->text(5), QString("72"));
    // Two nights of one person, by the scorer's word; other columns cannot be edited.
    nights->topLevelItem(1)->setText(1, "AA");
    nights->topLevelItem(1)->setText(2, "somebody else");
    QCOMPARE(nights->topLevelItem(1)->text(2), QString("anna"));
    QVERIFY(textOf(*wizard, "Summary of the nights").contains("5 subjects"));
    nights->topLevelItem(1)->setText(1, "BB");
    nights->topLevelItem(5)->setCheckState(0, Qt::Unchecked);
    QVERIFY(textOf(*wizard, "Summary of the nights").contains("5 of 6 nights"));
    nights->topLevelItem(5)->setCheckState(0, Qt::Checked);
    keepPicture(wizard->grab().toImage(), QStringLiteral("retraining_nights"));

    click(*wizard, "Next");
    QCOMPARE(wizard->page(), RetrainingWindow::Plan);
    const QString plan = textOf(*wizard, "What will be done");
    QVERIFY2(plan.contains("nights 6, subjects 6, labelled epochs 432"), qPrintable(plan));
    QVERIFY2(plan.contains("each subject is left out once: 6 models"), qPrintable(plan));
    keepPicture(wizard->grab().toImage(), QStringLiteral("retraining_plan"));
    click(*wizard, "Next");
    QCOMPARE(wizard->page(), RetrainingWindow::Training);
    keepPicture(wizard->grab().toImage(), QStringLiteral("retraining_training"));
    click(*wizard, "Start");
    QTRY_COMPARE(wizard->page(), RetrainingWindow::Exam);
    QCOMPARE(clinic.plan->taught, 7);
    QVERIFY(textOf(*wizard, "Verdict").contains("The new model is better"));
    QTreeWidget* figures = tableOf(*wizard, "Figures before and after");
    QTreeWidgetItem* kappa = figures->topLevelItem(0)->child(1);
    QCOMPARE(kappa->text(0), QString("Cohen's kappa"));
    QVERIFY(kappa->text(3).toDouble() > kappa->text(1).toDouble() + 0.1);

    keepPicture(wizard->grab().toImage(), QStringLiteral("retraining_exam"));

    // One click from the trace.
    QTreeWidgetItem* changed = tableOf(*wizard, "Epochs that changed")->topLevelItem(0)->child(0);
    const std::int64_t epoch = changed->text(1).toLongLong() - 1;
    QTreeWidget* changes = tableOf(*wizard, "Epochs that changed");
    QTest::mouseClick(changes->viewport(), Qt::LeftButton, {}, changes->visualItemRect(changed).center());
    QTRY_VERIFY(clinic.window->document().isOpen());
    QTRY_COMPARE(clinic.window->document().currentEpoch(), epoch);
    QCOMPARE(toQString(clinic.window->document().recording()->info().path.stem()), changed->text(0));

    click(*wizard, "Next");
    QCOMPARE(wizard->page(), RetrainingWindow::Record);
    QVERIFY(choiceOf(*wizard, "Use the new model for all nights")->isChecked());
    keepPicture(wizard->grab().toImage(), QStringLiteral("retraining_record"));
    click(*wizard, "Sign and finish");
    QTRY_COMPARE(clinic.session().state(), RetrainingSession::State::Idle);
    QTRY_VERIFY(textOf(*wizard, "State of the record").contains("scores from now on"));
    QVERIFY(clinic.isRunFolderEmpty());
    const auto now = findModel("");
    QVERIFY(now.has_value());
    QVERIFY(now->stem().string().starts_with("Clinic-"));
    const ModelDetails details = readModelDetails({now->stem().string(), *now, false});
    QVERIFY(!details.problem);
    QCOMPARE(details.record["exam"]["verdict"].get<std::string>(), std::string("better"));
    QCOMPARE(details.record["decision"]["signer"].get<std::string>(), std::string("anna"));
    QCOMPARE(*rollBackDefaultModel(ownModelFolder(), {"anna", "later"}).map([](const ModelDefaults& d) {
        return d.everywhere.id;
    }),
             std::string("present"));
}

void TestRetrainingWindow::keepsTheModelThatIsNotBeaten() {
    Clinic clinic;
    clinic.plan->skillTaught = 2; // every second epoch is wrong
    RetrainingWindow* wizard = clinic.begin();
    QTRY_COMPARE(wizard->page(), RetrainingWindow::Exam);
    QVERIFY2(textOf(*wizard, "Verdict").contains("worse"), qPrintable(textOf(*wizard, "Verdict")));
    click(*wizard, "Next");
    QVERIFY(choiceOf(*wizard, "Keep the present model")->isChecked());
    click(*wizard, "Sign and finish");
    QTRY_VERIFY(textOf(*wizard, "State of the record").contains("The present model stays"));
    QCOMPARE(findModel("")->stem().string(), std::string("present"));
    QVERIFY(clinic.isRunFolderEmpty());
    int records = 0;
    for (const auto& entry : std::filesystem::directory_iterator(ownModelFolder() / "decisions"))
        records += entry.path().extension() == ".json";
    QCOMPARE(records, 1);
}

void TestRetrainingWindow::pausesWhileNightsAreScored() {
    Clinic clinic;
    clinic.plan->stepMilliseconds = 20;
    RetrainingWindow* wizard = clinic.begin();
    QTRY_VERIFY(clinic.session().progress().progress.fraction > 0.0);
    click(*wizard, "Pause");
    QCOMPARE(clinic.session().state(), RetrainingSession::State::Paused);
    QTest::qWait(300); // a step that was under way ends
    const double fraction = clinic.session().progress().progress.fraction;
    // Other nights are scored meanwhile, in the window behind.
    clinic.window->openRecording(toQString(clinic.nights() / "night-CC.edf"));
    QTRY_VERIFY(clinic.window->document().isOpen());
    clinic.window->scoring().start();
    QTRY_VERIFY(clinic.window->document().probabilities() && !clinic.window->document().isPreviewing());
    QCOMPARE(clinic.session().progress().progress.fraction, fraction);
    click(*wizard, "Go on");
    clinic.plan->stepMilliseconds = 0;
    wizard->close();
    QTRY_COMPARE(clinic.session().state(), RetrainingSession::State::Finished);
    QTRY_COMPARE(clinic.window->messages().title(), QString("The training is done."));
    click(clinic.window->messages(), "Show");
    QVERIFY(wizard->isVisible());
    QCOMPARE(wizard->page(), RetrainingWindow::Exam);
}

void TestRetrainingWindow::cancelLeavesNothing() {
    Clinic clinic;
    clinic.plan->stepMilliseconds = 20;
    RetrainingWindow* wizard = clinic.begin();
    QTRY_VERIFY(!clinic.isRunFolderEmpty());
    QTRY_VERIFY(clinic.session().progress().progress.training.has_value());
    click(*wizard, "Cancel and remove");
    QTRY_COMPARE(clinic.session().state(), RetrainingSession::State::Idle);
    QVERIFY(clinic.isRunFolderEmpty());
    QCOMPARE(findModel("")->stem().string(), std::string("present"));
    QVERIFY(buttonIn(*wizard, "Start")->isEnabled());
}

void TestRetrainingWindow::goesOnAfterACrash() {
    Clinic clinic;
    clinic.plan->stepMilliseconds = 15;
    clinic.begin();
    QTRY_VERIFY(clinic.plan->taught >= 2);
    clinic.restart();
    const int taught = clinic.plan->taught;
    QVERIFY(taught < 7);
    clinic.plan->stepMilliseconds = 0;
    QTRY_VERIFY(clinic.window->messages().title().contains("was interrupted"));
    click(clinic.window->messages(), "Go on with it");
    QTRY_COMPARE(clinic.session().state(), RetrainingSession::State::Finished);
    QVERIFY(clinic.plan->taught <= 8); // what was there is not made again
    auto* wizard = clinic.window->findChild<RetrainingWindow*>();
    QVERIFY(wizard);
    QCOMPARE(wizard->page(), RetrainingWindow::Exam);
    // Ended once more before a decision, it waits for one.
    clinic.restart();
    QTRY_VERIFY(clinic.window->messages().title().contains("Clinic "));
    click(clinic.window->messages(), "Remove it");
    QTRY_VERIFY(clinic.isRunFolderEmpty());
}

void TestRetrainingWindow::oneSubjectCannotBeMeasured() {
    Clinic clinic;
    RetrainingWindow* wizard = clinic.wizard();
    wizard->nights().offer({clinic.nights() / "night-AA.hypno"});
    QTRY_COMPARE(wizard->nights().chosen().size(), std::size_t(1));
    click(*wizard, "Next");
    QVERIFY(textOf(*wizard, "What will be done").contains("cannot be measured"));
    click(*wizard, "Next");
    click(*wizard, "Start");
    QTRY_COMPARE(wizard->page(), RetrainingWindow::Exam);
    QVERIFY(textOf(*wizard, "Verdict").contains("cannot be measured"));
    click(*wizard, "Next");
    QVERIFY(choiceOf(*wizard, "Keep the present model")->isChecked());
}

void TestRetrainingWindow::aFullLibraryLeavesTheOldDefault() {
    Clinic clinic;
    RetrainingWindow* wizard = clinic.begin();
    QTRY_COMPARE(wizard->page(), RetrainingWindow::Exam);
    click(*wizard, "Next");
    // A file where the folder was: nothing can be written there.
    const QString aside = clinic.library.path() + "-aside";
    QVERIFY(QFile::rename(clinic.library.path(), aside));
    QFile blocker(clinic.library.path());
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    blocker.close();
    click(*wizard, "Sign and finish");
    QTRY_VERIFY(textOf(*wizard, "State of the record").contains("Nothing was changed"));
    QVERIFY(blocker.remove());
    QVERIFY(QFile::rename(aside, clinic.library.path()));
    QCOMPARE(findModel("")->stem().string(), std::string("present"));
    QVERIFY(!clinic.isRunFolderEmpty());
    click(*wizard, "Sign and finish");
    QTRY_VERIFY(textOf(*wizard, "State of the record").contains("scores from now on"));
}

/// Killed after the model was taken into the library and before it was made the default: once more, and there
/// is no second one.
void TestRetrainingWindow::aDecisionThatWasKilledIsRepeated() {
    Clinic clinic;
    RetrainingWindow* wizard = clinic.begin();
    QTRY_COMPARE(wizard->page(), RetrainingWindow::Exam);
    click(*wizard, "Next");
    const std::string id = modelIdFrom(clinic.session().job()->name);
    std::filesystem::copy_file(clinic.session().result()->model, ownModelFolder() / (id + ".safetensors"));
    QVERIFY(writeFileAtomically(ownModelFolder() / (id + ".record.json"), "{\"of\": \"the first time\"}"));
    click(*wizard, "Sign and finish");
    QTRY_VERIFY(textOf(*wizard, "State of the record").contains("scores from now on"));
    QCOMPARE(findModel("")->stem().string(), id);
    int models = 0;
    for (const auto& entry : std::filesystem::directory_iterator(ownModelFolder()))
        models += entry.path().extension() == ".safetensors";
    QCOMPARE(models, 2);
    const ModelDetails details = readModelDetails({id, *findModel(""), false});
    QVERIFY(!details.problem);
    QCOMPARE(details.record["decision"]["signer"].get<std::string>(), std::string("anna"));
}

void TestRetrainingWindow::kappaIsThatOfTheDerivationsModel() {
    Clinic clinic;
    std::mutex mutex;
    std::set<std::string> asked;
    JobRunner runner;
    NightsPage page(runner, [&](const std::string& derivation) -> Result<std::filesystem::path> {
        const std::lock_guard lock(mutex);
        asked.insert(derivation);
        return findModel("", derivation);
    });
    page.offer({clinic.nights()});
    QTRY_COMPARE(page.chosen().size(), std::size_t(6));
    QCOMPARE(asked, std::set{page.chosen().front().derivation});
}

void TestRetrainingWindow::cancelWhereNoRunBegan() {
    Clinic clinic;
    clinic.session().fail({ErrorCode::FileMissing, "no model"});
    QCOMPARE(clinic.session().state(), RetrainingSession::State::Failed);
    clinic.session().cancel();
    QCOMPARE(clinic.session().state(), RetrainingSession::State::Idle);
    QVERIFY(buttonIn(*clinic.begin(), "Pause")->isEnabled());
}

void TestRetrainingWindow::subjectsComeFromATable() {
    Clinic clinic;
    const auto table = clinic.nights() / "patients.csv";
    QVERIFY(writeFileAtomically(
        table, "recording,subject\nnight-AA.edf,Berta\nnight-EE,Berta\nnight-CC.hypno,Carl\n"));
    RetrainingWindow* wizard = clinic.wizard();
    wizard->nights().offer({clinic.nights()});
    QTRY_COMPARE(wizard->nights().chosen().size(), std::size_t(6));
    QTreeWidget* nights = tableOf(*wizard, "Nights to learn from");
    const auto rows = [nights] {
        QStringList rows;
        for (int row = 0; row < 6; ++row)
            rows << nights->topLevelItem(row)->text(0).right(2) + ':' + nights->topLevelItem(row)->text(1);
        return rows;
    };
    nights->topLevelItem(0)->setText(1, "typed before");
    nights->topLevelItem(3)->setText(1, "Dora");
    nights->topLevelItem(5)->setCheckState(0, Qt::Unchecked);
    wizard->nights().useSubjectTable(table);
    QTRY_VERIFY(textOf(*wizard, "Summary of the nights").contains("patients.csv names 3 of the nights"));
    QVERIFY(textOf(*wizard, "Summary of the nights").contains("5 of 6 nights, 4 subjects"));
    // Nights of one subject stand together.
    QCOMPARE(rows(), (QStringList{"AA:Berta", "EE:Berta", "BB:BB", "CC:Carl", "DD:Dora", "FF:FF"}));
    QCOMPARE(nights->topLevelItem(5)->checkState(0), Qt::Unchecked);
    // What is typed after it holds.
    nights->topLevelItem(1)->setText(1, "Emil");
    wizard->nights().offer({clinic.nights() / "night-FF.hypno"});
    QTRY_VERIFY(!wizard->nights().isBusy());
    QCOMPARE(rows(), (QStringList{"AA:Berta", "BB:BB", "CC:Carl", "DD:Dora", "EE:Emil", "FF:FF"}));

    QVERIFY(writeFileAtomically(table, "name,age\nBerta,71\n"));
    wizard->nights().useSubjectTable(table);
    QTRY_VERIFY(textOf(*wizard, "Summary of the nights").contains("needs the columns"));
    QCOMPARE(rows().front(), QString("AA:Berta"));
}

/// From the table of nights to the signed record without a mouse.
void TestRetrainingWindow::keysSuffice() {
    Clinic clinic;
    RetrainingWindow* wizard = clinic.wizard();
    QVERIFY(QTest::qWaitForWindowActive(wizard));
    wizard->nights().offer({clinic.nights()});
    QTRY_COMPARE(wizard->nights().chosen().size(), std::size_t(6));
    QTreeWidget* nights = tableOf(*wizard, "Nights to learn from");
    for (int tab = 0; tab < 20 && !nights->hasFocus(); ++tab)
        QTest::keyClick(wizard->focusWidget() ? wizard->focusWidget() : wizard, Qt::Key_Tab);
    QVERIFY(nights->hasFocus());
    QTest::keyClick(nights, Qt::Key_Home);
    QTest::keyClick(nights, Qt::Key_Space); // without the first night
    QTRY_COMPARE(wizard->nights().chosen().size(), std::size_t(5));
    QTest::keyClick(nights, Qt::Key_Space);
    QTest::keyClick(nights, Qt::Key_F2); // the subject, whichever column is current
    auto* editor = nights->findChild<QLineEdit*>();
    QVERIFY(editor);
    QTest::keyClicks(editor, "Anton");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(wizard->nights().chosen().front().subject(), std::string("Anton"));
    const auto press = [&](Qt::Key key) { QTest::keyClick(wizard, key, Qt::AltModifier); };
    press(Qt::Key_X);
    QTRY_COMPARE(wizard->page(), RetrainingWindow::Plan);
    press(Qt::Key_O);
    QTRY_VERIFY(choiceOf(*wizard, "Other electrode")->isChecked());
    press(Qt::Key_S);
    QTRY_VERIFY(choiceOf(*wizard, "Same electrode")->isChecked());
    press(Qt::Key_X);
    QTRY_COMPARE(wizard->page(), RetrainingWindow::Training);
    press(Qt::Key_S);
    QTRY_COMPARE(wizard->page(), RetrainingWindow::Exam);
    press(Qt::Key_X);
    QTRY_COMPARE(wizard->page(), RetrainingWindow::Record);
    press(Qt::Key_K);
    QTRY_VERIFY(choiceOf(*wizard, "Keep the present model")->isChecked());
    press(Qt::Key_S);
    QTRY_VERIFY(textOf(*wizard, "State of the record").contains("The present model stays"));
    QTest::keyClick(wizard, Qt::Key_Escape);
    QTRY_VERIFY(!wizard->isVisible());
}

QTEST_MAIN(TestRetrainingWindow)
#include "tst_retraining_window.moc"
