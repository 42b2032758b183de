#pragma once

#include "ui/base/job_runner.h"
#include "ui/document/study_document.h"
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

class MessageBar;
class NightCommands;
class NightPage;
class NightPictures;
class ScoringSession;
class StartPage;

/// The window of the desktop: joins the document, the workers, the pages and the actions. Lives on the GUI
/// thread and never waits there for a file, a picture or the network.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Services services, std::unique_ptr<QSettings> settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a recording in the background; asks first where unsaved stages would be lost. The night that is
    /// open stays until the new one is there, or for good when it cannot be opened.
    void openRecording(const QString& path);
    /// Reads a hypnogram and shows what it holds before it is used.
    void openHypnogram(const QString& path);

    StudyDocument& document() { return m_document; }
    DisplayState& display() { return m_display; }
    ScoringSession& scoring() { return *m_scoring; }
    HypnogramFiles& files() { return *m_files; }
    NightPage& nightPage() { return *m_nightPage; }
    StartPage& startPage() { return *m_startPage; }
    MessageBar& messages() { return *m_messages; }
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
    struct OpenedNight {
        RecordingPtr recording;
        std::vector<Derivation> scoringChoices;
    };
    static Result<OpenedNight> openNight(const Services& services, const std::filesystem::path& path);

    void buildPages();
    void buildStatusBar();
    /// A passing remark at the lower edge of the window.
    void say(const QString& text);
    void connectActions();
    void connectScoring();
    void connectFiles();
    void fillRecentMenu();
    void startOpening(const QString& path);
    void takeNight(const QString& path, Result<OpenedNight> night);
    void offerRecovery();
    void showFindings();
    void closeRecording();
    void updateAvailability();
    void updateTitle();
    void chooseRecording();
    void chooseHypnogram();
    void save();
    void saveAs();
    void exportCopy();
    void showImport(const QString& path, const ImportedHypnogram& imported);
    void goTo();
    void showDialogOnce(QDialog* (*make)(QWidget*), QPointer<QDialog>& dialog);

    /// Calls `proceed` when nothing unsaved can be lost: at once, after saving, or after the user gave it up.
    void whenSafeToLeave(std::function<void()> proceed);

    Services m_services;
    AppSettings m_settings;
    DisplayState m_display;
    StudyDocument m_document;
    MainActions m_actions;
    std::unique_ptr<JobRunner> m_runner; ///< ends first, and its threads with it

    MessageBar* m_messages = nullptr;
    QStackedWidget* m_pages = nullptr;
    StartPage* m_startPage = nullptr;
    NightPage* m_nightPage = nullptr;
    NightPictures* m_pictures = nullptr;
    ScoringSession* m_scoring = nullptr;
    HypnogramFiles* m_files = nullptr;
    NightCommands* m_commands = nullptr;
    QMenu* m_recentMenu = nullptr;
    QLabel* m_status = nullptr;
    QLabel* m_progressText = nullptr;
    QTimer m_statusTimer;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_cancel = nullptr;
    QPointer<QDialog> m_keyMap;
    QPointer<QDialog> m_about;
    Job m_opening;
    std::function<void()> m_afterSaving;
    bool m_leaving = false;
};

} // namespace hypnodesk
