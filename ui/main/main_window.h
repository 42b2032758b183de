#pragma once

#include "ui/base/job_runner.h"
#include "ui/document/night_opening.h"
#include "ui/document/study_document.h"
#include "ui/document/study_writer.h"
#include "ui/main/actions.h"
#include "ui/main/hypnogram_files.h"
#include "ui/main/services.h"
#include "ui/settings/display_state.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace hypnodesk {

class GuideCommands;
class GuidedNight;
class MessageBar;
class MontageCommands;
class MontageLibrary;
class NightCommands;
class NightMontage;
class NightPage;
class NightPictures;
class PaperScaling;
class ReviewCommands;
class RecentNights;
class AgreementKeeper;
class RetrainingCommands;
class ScoringCommands;
class ScoringSession;
class EventCommands;
class SignalCheck;
class SettingsCommands;
class StartPage;
class StorageStatus;
class StudyExports;
class ViewKeeper;
class Adjudication;
class ComparisonPanel;

/// The window of the desktop: joins the document, the workers, the pages and the actions. Lives on the GUI
/// thread and never waits there for a file, a picture or the network.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Services services, std::unique_ptr<QSettings> settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a recording with its study, or a study (.hypno) with its recording, in the background. The night
    /// that is open stays until the new one is there, or for good when it cannot be opened.
    void openRecording(const QString& path);
    /// The recording of the study that could not find it, or whose recording is another one.
    void locateRecording(const QString& path);
    /// Reads a hypnogram and shows what it holds before it becomes a scoring.
    void importHypnogram(const QString& path);
    /// Writes a copy of the study. While changes cannot be written, the night goes on in the copy, with them.
    void saveStudyAs(const QString& path);

    StudyDocument& document() { return m_document; }
    StudyWriter& writer() { return m_writer; }
    StudyExports& exports() { return *m_exports; }
    DisplayState& display() { return m_display; }
    ScoringSession& scoring() { return *m_scoring; }
    SettingsCommands& settings() { return *m_settingsCommands; }
    HypnogramFiles& files() { return *m_files; }
    NightMontage& montage() { return *m_montage; }
    MontageLibrary& montages() { return *m_montages; }
    NightPage& nightPage() { return *m_nightPage; }
    ReviewCommands& review() { return *m_review; }
    GuidedNight& guide() { return *m_guide; }
    RetrainingCommands& retraining() { return *m_retraining; }
    StartPage& startPage() { return *m_startPage; }
    MessageBar& messages() { return *m_messages; }
    MessageBar& storageBar() { return *m_storageBar; }
    QAction* action(ActionId id) const { return m_actions[id]; }

    /// Nothing is being opened, scored, drawn or written: what is on the screen is final.
    bool isSettled() const;

Q_SIGNALS:
    void recordingOpened();
    void openFailed(const Error& error);
    void scoringEnded(bool scored);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildPages();
    void buildStatusBar();
    /// A passing remark at the lower edge of the window.
    void say(const QString& text);
    void connectActions();
    void connectScoring();
    void connectFiles();
    void connectStudy();
    void connectComparison();
    void chooseRecord();
    void connectSignals();
    /// Says so when the network would listen to a signal that is not to be trusted, and what would be better.
    void adviseOnSignal();
    void fillRecentMenu();
    OpeningPlaces openingPlaces() const;
    bool isOpenAlready(const OpeningRequest& request) const;
    void startOpening(const OpeningRequest& request);
    void reopen(const OpeningRequest& request);
    void takeNight(const OpeningRequest& request, Result<OpenedNight> night);
    void showOpeningError(const OpeningRequest& request, Error error);
    void adoptNight(const OpenedNight& night);
    void digestSamples(const OpenedNight& night);
    void offerRecovery();
    void showFindings(const OpenedNight& night);
    void closeRecording();
    void updateAvailability();
    void updateTitle();
    void showStart();
    void chooseRecentFile(const QString& path);
    /// The demo night, made first where there is none, with the coach.
    void openDemo();
    void chooseRecording();
    void chooseHypnogram();
    void chooseStudyCopy();
    void chooseEvidence();
    void showReport();
    void chooseDeidentified();
    void chooseLocation();
    void exportCopy();
    void showImport(const QString& path, const ImportedHypnogram& imported);
    void goTo();
    /// Opens the night first where another one is open.
    void showEpochOf(const QString& path, std::int64_t epoch);

    /// Calls `proceed` when everything is in the study file: usually at once, else some milliseconds later;
    /// or, when it cannot be written, after the user decided what to do.
    void whenSafeToLeave(std::function<void()> proceed);
    void followLeaving();
    void askAboutOpenChanges();

    Services m_services;
    AppSettings m_settings;
    DisplayState m_display;
    std::unique_ptr<JobRunner> m_runner; ///< ends first, and its threads with it
    StudyWriter m_writer;
    StudyDocument m_document;
    MainActions m_actions;

    MessageBar* m_storageBar = nullptr;
    MessageBar* m_messages = nullptr;
    MessageBar* m_trainingBar = nullptr;
    QStackedWidget* m_pages = nullptr;
    StartPage* m_startPage = nullptr;
    NightPage* m_nightPage = nullptr;
    NightPictures* m_pictures = nullptr;
    MontageLibrary* m_montages = nullptr;
    NightMontage* m_montage = nullptr;
    ScoringSession* m_scoring = nullptr;
    SignalCheck* m_signalCheck = nullptr;
    Adjudication* m_adjudication = nullptr;
    EventCommands* m_events = nullptr;
    HypnogramFiles* m_files = nullptr;
    ReviewCommands* m_review = nullptr;
    NightCommands* m_commands = nullptr;
    MontageCommands* m_montageCommands = nullptr;
    PaperScaling* m_paper = nullptr;
    ScoringCommands* m_scoringCommands = nullptr;
    SettingsCommands* m_settingsCommands = nullptr;
    StorageStatus* m_storage = nullptr;
    StudyExports* m_exports = nullptr;
    ViewKeeper* m_keeper = nullptr;
    RecentNights* m_recent = nullptr;
    GuideCommands* m_guideCommands = nullptr;
    RetrainingCommands* m_retraining = nullptr;
    AgreementKeeper* m_agreement = nullptr;
    GuidedNight* m_guide = nullptr;
    QMenu* m_recentMenu = nullptr;
    QLabel* m_status = nullptr;
    QLabel* m_saved = nullptr;
    QLabel* m_progressText = nullptr;
    QTimer m_statusTimer;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_cancel = nullptr;
    QPointer<QDialog> m_about;
    Job m_opening;
    Job m_makingDemo;
    std::filesystem::path m_guideFor; ///< the coach begins when this recording is open
    Job m_digesting;
    OpeningRequest m_request;              ///< of the night that is open
    std::filesystem::path m_studyToLocate; ///< whose recording may be asked for
    std::function<void()> m_proceed;
    QPointer<QDialog> m_leavingBox;
    bool m_leaving = false;
};

} // namespace hypnodesk
