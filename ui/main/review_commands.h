#pragma once

#include "core/scoring/agreement.h"
#include "ui/review/review_session.h"

#include <QObject>

namespace hypnodesk {

class AppSettings;
class JobRunner;
class LoneVerdictSession;
class MainActions;
class MessageBar;
class NightPage;
class StudyDocument;
class WitnessSession;
struct Services;

/// Joins the review to the window: its panels, its actions, training with its banner, and the measuring of
/// time and keys. It owns the review's session.
class ReviewCommands : public QObject {
    Q_OBJECT

public:
    /// `services` are called on workers; `banner` says that training is on; `window` is the parent of
    /// dialogs.
    ReviewCommands(StudyDocument& document, NightPage& page, const MainActions& actions, JobRunner& runner,
                   AppSettings& settings, const Services& services, MessageBar& banner, QWidget* window);

    ReviewSession& session() { return m_session; }
    /// Switches on what makes sense now.
    void updateAvailability();
    /// Signals are being measured, or an epoch is read on its own.
    bool isBusy() const;

protected:
    /// Of the whole program: every key and mouse button is a sign of life.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addPanels(NightPage& page, JobRunner& runner, const Services& services);
    void connectActions();
    void connectTraining();
    void askBulkAccept();
    void showTraining();
    void showAgreement(const Agreement& agreement);
    void leaveTraining();

    StudyDocument& m_document;
    const MainActions& m_actions;
    MessageBar& m_banner;
    QWidget* m_window;
    ReviewSession m_session;
    WitnessSession* m_witnesses = nullptr;
    LoneVerdictSession* m_lone = nullptr;
    quint64 m_lastPress = 0; ///< time stamp: a press that travels up the widgets is one
};

} // namespace hypnodesk
