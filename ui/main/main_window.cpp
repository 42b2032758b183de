#include "ui/main/main_window.h"

#include "core/base/log.h"
#include "ui/base/elided_label.h"
#include "ui/base/qt_convert.h"
#include "ui/base/words.h"
#include "ui/comparison/adjudication.h"
#include "ui/hypnogram/night_panel.h"
#include "ui/main/about_dialog.h"
#include "ui/main/agreement_keeper.h"
#include "ui/main/event_commands.h"
#include "ui/main/go_to_dialog.h"
#include "ui/main/guide_commands.h"
#include "ui/main/guided_night.h"
#include "ui/main/header_bar.h"
#include "ui/main/message_bar.h"
#include "ui/main/montage_commands.h"
#include "ui/main/night_commands.h"
#include "ui/main/night_page.h"
#include "ui/main/night_pictures.h"
#include "ui/main/panel_desk.h"
#include "ui/main/paper_scaling.h"
#include "ui/main/recent_nights.h"
#include "ui/main/retraining_commands.h"
#include "ui/main/review_commands.h"
#include "ui/main/scoring_commands.h"
#include "ui/main/scoring_session.h"
#include "ui/main/settings_commands.h"
#include "ui/main/spectrogram_commands.h"
#include "ui/main/start_page.h"
#include "ui/main/storage_status.h"
#include "ui/main/study_exports.h"
#include "ui/main/view_keeper.h"
#include "ui/montage/night_montage.h"
#include "ui/settings/appearance.h"
#include "ui/signals/signal_check.h"
#include "ui/signals/signal_panel.h"
#include "ui/trace/trace_view.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace hypnodesk {

namespace {

constexpr int kStatusMilliseconds = 8000;

bool isControl(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget);
}

} // namespace

MainWindow::MainWindow(Services services, std::unique_ptr<QSettings> settings, QWidget* parent)
    : QMainWindow(parent), m_services(std::move(services)), m_settings(std::move(settings)),
      m_display(m_settings), m_runner(std::make_unique<JobRunner>()), m_writer(*m_runner),
      m_document(&m_writer), m_actions(this) {
    setAcceptDrops(true);
    setWindowTitle(tr("Hypnodesk"));
    applyAppearance(m_display.value());

    m_pictures = new NightPictures(m_document, *m_runner, this);
    m_montages = new MontageLibrary(m_settings, this);
    m_montage = new NightMontage(m_document, *m_montages, this);
    m_scoring = new ScoringSession(m_document, *m_runner, m_services, this);
    m_signalCheck = new SignalCheck(m_document, *m_runner, this);
    m_recent = new RecentNights(m_settings, *m_runner, this);
    m_files = new HypnogramFiles(m_document, *m_runner, RecoveryStore(m_services.recoveryFolder), this);
    buildPages();
    buildStatusBar();
    m_actions.fill(menuBar());
    m_review = new ReviewCommands(m_document, *m_nightPage, m_actions, *m_runner, m_settings, m_services,
                                  *m_trainingBar, this);
    m_commands = new NightCommands(m_document, m_display, m_actions, m_review->session(),
                                   m_nightPage->selection(), this);
    m_adjudication = new Adjudication(m_document, this);
    m_settingsCommands = new SettingsCommands(m_settings, m_display, m_actions, *m_messages,
                                              toQString(m_services.studyOptions.author.user), this);
    m_guideCommands = new GuideCommands(m_settingsCommands->keyMaps(), m_actions, this);
    const auto showKeys = [this] {
        m_startPage->showKeys(m_actions);
        m_nightPage->header().setKeys(m_actions[ActionId::Score]->shortcut(),
                                      m_actions[ActionId::CancelScoring]->shortcut());
    };
    connect(&m_actions, &MainActions::keysChanged, this, showKeys);
    showKeys();
    m_scoringCommands = new ScoringCommands(m_document, *m_adjudication, m_actions, this);
    m_storage = new StorageStatus(m_document, m_writer, *m_storageBar, *m_saved, this);
    m_exports = new StudyExports(*m_runner, this);
    m_keeper = new ViewKeeper(m_document, m_display, *m_montage, this);
    connectActions();
    connectScoring();
    connectFiles();
    connectStudy();
    connectSignals();
    connectComparison();
    m_events = new EventCommands(m_document, *m_nightPage, m_actions, *m_runner, this);
    connect(m_events, &EventCommands::said, this, &MainWindow::say);
    new SpectrogramCommands(m_document, *m_nightPage, *m_pictures, m_actions, *m_runner, m_settings, this);
    m_agreement =
        new AgreementKeeper(m_document, m_writer, m_review->session(), m_services.agreementLog, this);
    m_retraining =
        new RetrainingCommands(m_document, *m_runner, m_settings, m_services, m_actions, *m_messages, this);
    connect(m_retraining, &RetrainingCommands::epochRequested, this, &MainWindow::showEpochOf);
    m_nightPage->desk().setHome();

    connect(&m_document, &StudyDocument::recordingChanged, this, &MainWindow::updateAvailability);
    connect(&m_document, &StudyDocument::recordingChanged, this, &MainWindow::updateTitle);
    connect(&m_document, &StudyDocument::derivationChanged, this, &MainWindow::updateAvailability);
    connect(&m_document, &StudyDocument::scoringsChanged, this, &MainWindow::updateAvailability);

    connect(this, &MainWindow::recordingOpened, this, [this] {
        if (!m_guideFor.empty() && m_request.recording == m_guideFor)
            m_guide->start();
        m_guideFor.clear();
    });

    resize(QSize(1440, 900).boundedTo(screen()->availableSize()));
    restoreGeometry(m_settings.layout(QStringLiteral("window")));
    m_nightPage->restoreLayout(m_settings.layout(QStringLiteral("night")));
    showStart();
    updateAvailability();
    m_settingsCommands->showProblems();
}

// Children that own jobs and borrow the document must go before the members that they borrow.
MainWindow::~MainWindow() {
    m_keeper->flush();
    m_review->session().flush();
    m_agreement->flush();
    m_runner.reset();
    m_writer.finishNow();
    m_writer.disconnect();
    delete m_retraining;
    delete m_agreement;
    delete m_keeper;
    delete m_exports;
    delete m_storage;
    delete m_guideCommands;
    delete m_settingsCommands;
    delete m_scoringCommands;
    delete m_adjudication;
    delete m_scoring;
    delete m_signalCheck;
    delete m_events;
    delete m_pictures;
    delete m_files;
    delete m_recent;
    delete m_commands;
    delete m_montageCommands;
    delete m_paper;
    delete m_review;
    delete m_pages;
    delete m_montage;
    m_document.disconnect(this);
    m_display.disconnect(this);
}

void MainWindow::buildPages() {
    auto* centre = new QWidget(this);
    m_storageBar = new MessageBar(centre);
    m_storageBar->setObjectName(QStringLiteral("storage"));
    m_messages = new MessageBar(centre);
    m_trainingBar = new MessageBar(centre);
    m_trainingBar->setObjectName(QStringLiteral("training"));
    m_pages = new QStackedWidget(centre);
    m_startPage = new StartPage(m_pages);
    m_nightPage = new NightPage(m_document, m_display, *m_pictures, *m_montage, m_pages);
    m_pages->addWidget(m_startPage);
    m_pages->addWidget(m_nightPage);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_storageBar);
    layout->addWidget(m_messages);
    layout->addWidget(m_trainingBar);
    layout->addWidget(m_pages, 1);
    m_guide = new GuidedNight(m_document, m_actions, centre);
    layout->addWidget(m_guide);
    setCentralWidget(centre);

    connect(m_startPage, &StartPage::openRequested, this, &MainWindow::chooseRecording);
    connect(m_startPage, &StartPage::fileRequested, this, &MainWindow::openRecording);
    connect(m_startPage, &StartPage::cancelRequested, this, [this] {
        m_opening.cancel();
        m_makingDemo.cancel();
        showStart();
    });
    connect(m_startPage, &StartPage::demoRequested, this, &MainWindow::openDemo);
    connect(m_startPage, &StartPage::locateRequested, this, &MainWindow::chooseRecentFile);
    connect(m_startPage, &StartPage::removeRequested, this, [this](const QString& path) {
        m_settings.forgetRecentFile(path);
        m_startPage->setFiles(m_settings.recentFiles());
        m_recent->read();
    });
    connect(m_recent, &RecentNights::nightRead, m_startPage, &StartPage::showNight);
}

void MainWindow::buildStatusBar() {
    m_status = new ElidedLabel(this);
    m_status->setObjectName(QStringLiteral("status"));
    m_statusTimer.setSingleShot(true);
    m_statusTimer.setInterval(kStatusMilliseconds);
    connect(&m_statusTimer, &QTimer::timeout, m_status, &QLabel::clear);
    m_progressText = new ElidedLabel(this);
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 1000);
    m_progress->setFixedWidth(220);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of scoring"));
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setFocusPolicy(Qt::TabFocus);
    // Next to other texts it has the room that they leave, and never less than its first sentence needs.
    auto* notice = new ElidedLabel(this);
    notice->setObjectName(QStringLiteral("notice"));
    notice->setText(researchNotice());
    setTextScale(*notice, 0.85);
    notice->setShortText(tr("For research use."));
    notice->setForegroundRole(QPalette::PlaceholderText);
    notice->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    notice->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    statusBar()->addWidget(m_progress);
    statusBar()->addWidget(m_progressText);
    statusBar()->addWidget(m_cancel);
    statusBar()->addWidget(m_status);
    m_saved = new QLabel(this);
    m_saved->setObjectName(QStringLiteral("saved"));
    m_saved->setAccessibleName(tr("State of the study file"));
    m_saved->setContentsMargins(12, 0, 0, 0);
    statusBar()->addPermanentWidget(notice, 1);
    statusBar()->addPermanentWidget(m_saved);
    statusBar()->setContentsMargins(10, 0, 10, 0);
    m_progress->hide();
    m_progressText->hide();
    m_cancel->hide();
    connect(m_cancel, &QPushButton::clicked, m_scoring, &ScoringSession::cancel);
}

void MainWindow::say(const QString& text) {
    m_status->setText(text);
    m_statusTimer.start();
}

void MainWindow::connectActions() {
    const auto on = [this](ActionId id, auto function) {
        connect(m_actions[id], &QAction::triggered, this, function);
    };
    on(ActionId::OpenRecording, [this] { chooseRecording(); });
    on(ActionId::ImportHypnogram, [this] { chooseHypnogram(); });
    on(ActionId::Export, [this] { exportCopy(); });
    on(ActionId::SaveStudyCopy, [this] { chooseStudyCopy(); });
    on(ActionId::Report, [this] { showReport(); });
    on(ActionId::EvidenceBundle, [this] { chooseEvidence(); });
    on(ActionId::DeidentifiedCopy, [this] { chooseDeidentified(); });
    on(ActionId::CloseRecording, [this] { whenSafeToLeave([this] { closeRecording(); }); });
    on(ActionId::Quit, [this] { close(); });
    on(ActionId::Score, [this] { m_scoring->start(); });
    on(ActionId::CancelScoring, [this] { m_scoring->cancel(); });
    on(ActionId::GoTo, [this] { goTo(); });
    on(ActionId::ShowWholeNight, [this] { m_nightPage->night().showWholeNight(); });
    on(ActionId::NextControl, [this] { focusNextPrevChild(true); });
    on(ActionId::GuidedNight, [this] { openDemo(); });
    on(ActionId::About, [this] {
        if (!m_about)
            m_about = new AboutDialog(this);
        m_about->show();
        m_about->raise();
        m_about->activateWindow();
    });
    connect(m_actions[ActionId::FullScreen], &QAction::toggled, this,
            [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
    connect(m_commands, &NightCommands::nothingToDo, this, [this](const QString& why) { say(why); });
    connect(m_commands, &NightCommands::said, this, [this](const QString& what) { say(what); });

    on(ActionId::Undo, [this] { m_document.undo(); });
    on(ActionId::Redo, [this] { m_document.redo(); });
    const auto follow = [this] {
        const UndoTexts texts = m_document.undoTexts();
        m_actions[ActionId::Undo]->setEnabled(texts.undo.has_value());
        m_actions[ActionId::Redo]->setEnabled(texts.redo.has_value());
        m_actions[ActionId::Undo]->setText(texts.undo ? tr("&Undo: %1").arg(toQString(*texts.undo))
                                                      : tr("&Undo"));
        m_actions[ActionId::Redo]->setText(texts.redo ? tr("&Redo: %1").arg(toQString(*texts.redo))
                                                      : tr("&Redo"));
    };
    connect(&m_document, &StudyDocument::historyChanged, this, follow);
    follow();

    PanelDesk& desk = m_nightPage->desk();
    desk.setToggle(QStringLiteral("spectrogram"), m_actions[ActionId::PanelSpectrogram]);
    desk.setToggle(QStringLiteral("night"), m_actions[ActionId::PanelNight]);
    on(ActionId::EnlargePanel, [&desk] { desk.enlargeCurrent(); });
    on(ActionId::ResetPanels, [&desk] { desk.reset(); });

    QMenu* file = m_actions.menu(ActionMenu::File);
    m_recentMenu = new QMenu(tr("Open rece&nt"), file);
    file->insertMenu(m_actions[ActionId::ImportHypnogram], m_recentMenu);
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    fillRecentMenu();
    QMenu* view = m_actions.menu(ActionMenu::View);
    addDisplayMenus(*view, m_display);
    m_montageCommands =
        new MontageCommands(*m_montage, *m_montages, m_display, m_nightPage->traces(), m_actions, this);
    m_paper = new PaperScaling(m_settings, m_nightPage->traces(), m_nightPage->header(),
                               m_actions[ActionId::ScreenRuler], this);
    connect(m_montageCommands, &MontageCommands::said, this, &MainWindow::say);
}

void MainWindow::connectScoring() {
    HeaderBar& header = m_nightPage->header();
    connect(&header, &HeaderBar::scoreRequested, m_scoring, &ScoringSession::start);
    connect(&header, &HeaderBar::cancelRequested, m_scoring, &ScoringSession::cancel);
    const auto setRunning = [this, &header](bool running) {
        header.setScoring(running);
        m_progress->setVisible(running);
        m_cancel->setVisible(running);
        m_progressText->setVisible(running);
        m_progress->setValue(0);
        updateAvailability();
    };
    connect(m_scoring, &ScoringSession::started, this, [this, setRunning] {
        setRunning(true);
        m_nightPage->night().setDensityMessage(tr("Scoring..."));
        m_progressText->setText(tr("Scoring on %1").arg(toQString(m_document.derivation()->name)));
    });
    connect(m_scoring, &ScoringSession::progressed, this, [this](double fraction, double secondsLeft) {
        m_progress->setValue(static_cast<int>(fraction * 1000.0));
        QString text = tr("Scoring on %1: %2 %")
                           .arg(toQString(m_document.derivation()->name))
                           .arg(qRound(fraction * 100));
        if (secondsLeft >= 0.0)
            text += tr(", about %1 s left").arg(qMax(1, qRound(secondsLeft)));
        m_progressText->setText(text);
    });
    const auto notScored = [this] {
        m_nightPage->night().setDensityMessage(tr("Not scored by the network yet. F5 scores the night."));
    };
    connect(m_scoring, &ScoringSession::finished, this,
            [this, setRunning](const QString& device, double seconds) {
                setRunning(false);
                say(tr("Scored in %1 s on %2. Space goes to the next doubtful epoch.")
                        .arg(decimalText(seconds, 1))
                        .arg(deviceText(device)));
                m_guide->did(GuidedNight::Step::Score);
                Q_EMIT scoringEnded(true);
            });
    connect(m_scoring, &ScoringSession::cancelled, this, [this, setRunning, notScored] {
        setRunning(false);
        notScored();
        say(tr("Scoring was cancelled; nothing was changed."));
        Q_EMIT scoringEnded(false);
    });
    connect(m_scoring, &ScoringSession::failed, this, [this, setRunning, notScored](const Error& error) {
        setRunning(false);
        notScored();
        ErrorText text = explain(error, tr("The night was not scored"));
        // What is missing or damaged here is ours, not the clinic's file.
        if (error.code == ErrorCode::FileMissing || error.code == ErrorCode::FormatInvalid ||
            error.code == ErrorCode::DigestMismatch)
            text.advice = tr("Run \"hypno check\" or install Hypnodesk again; until then, score by hand.");
        m_messages->showError(text);
        spdlog::error("scoring: {}", describe(error));
        Q_EMIT scoringEnded(false);
    });
    connect(m_pictures, &NightPictures::failed, this, [this](const Error& error) {
        m_messages->showError(explain(error, tr("The spectrogram could not be computed")));
    });
}

void MainWindow::updateAvailability() {
    const bool open = m_document.isOpen();
    const bool running = m_scoring->isRunning();
    const bool mayChange = open && !m_document.isReadOnly();
    m_actions.setAvailable(open, mayChange && m_document.derivation() && !running && !m_document.isTraining(),
                           running);
    m_actions[ActionId::ImportHypnogram]->setEnabled(mayChange);
    for (ActionId id :
         {ActionId::Report, ActionId::SaveStudyCopy, ActionId::EvidenceBundle, ActionId::DeidentifiedCopy})
        m_actions[id]->setEnabled(open && m_writer.hasSession());
    m_scoringCommands->updateAvailability();
    m_review->updateAvailability();
    const UndoTexts texts = m_document.undoTexts();
    m_actions[ActionId::Undo]->setEnabled(texts.undo.has_value());
    m_actions[ActionId::Redo]->setEnabled(texts.redo.has_value());
    m_pages->setCurrentWidget(open ? static_cast<QWidget*>(m_nightPage) : m_startPage);
}

void MainWindow::updateTitle() {
    setWindowTitle(m_document.isOpen()
                       ? tr("%1 - Hypnodesk").arg(toQString(m_document.recording()->info().path.filename()))
                       : tr("Hypnodesk"));
}

bool MainWindow::isSettled() const {
    return !m_opening.isActive() && !m_makingDemo.isActive() && !m_recent->isReading() &&
           !m_scoring->isRunning() && m_pictures->isSettled() && !m_files->isBusy() &&
           !m_signalCheck->isBusy() && !m_exports->isBusy() && !m_review->isBusy() &&
           !m_retraining->isReading() && !m_document.isWaiting() &&
           (m_writer.isDurable() || m_writer.trouble());
}

// A control that was reached by keyboard (F6) keeps the keys that work it; all others stay with the scorer.
// The mouse never gives a control the focus.
bool MainWindow::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isControl(focusWidget())) {
        auto* key = static_cast<QKeyEvent*>(event);
        constexpr std::array kControlKeys{Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter, Qt::Key_Tab,
                                          Qt::Key_Backtab};
        const bool forControl =
            std::find(kControlKeys.begin(), kControlKeys.end(), key->key()) != kControlKeys.end();
        if (forControl && !(key->modifiers() & Qt::ControlModifier)) {
            key->accept();
            return true;
        }
    }
    return QMainWindow::event(event);
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape || !m_document.isOpen()) {
        QMainWindow::keyPressEvent(event);
        return;
    }
    m_messages->dismiss();
    m_nightPage->traces().clearMeasure();
    m_nightPage->setFocus();
}

void MainWindow::goTo() {
    auto* dialog = new GoToDialog(m_document.grid(), m_document.recording()->info().start, this);
    connect(dialog, &GoToDialog::epochChosen, &m_document, &StudyDocument::setCurrentEpoch);
    dialog->open();
}

} // namespace hypnodesk
