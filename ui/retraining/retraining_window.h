#pragma once

#include "ui/retraining/retraining_session.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace hypnodesk {

class ExamPage;
class NightsPage;
class PlanPage;
class RecordPage;
class TrainingPage;

/// The retraining wizard: nights, plan, training, exam, record. A window of its own beside the main one,
/// which stays usable; closing it leaves the run to the session.
class RetrainingWindow : public QWidget {
    Q_OBJECT

public:
    enum Page { Nights, Plan, Training, Exam, Record, Pages };

    RetrainingWindow(JobRunner& runner, RetrainingSession& session, const QString& signer,
                     QWidget* parent = nullptr);

    NightsPage& nights() { return *m_nights; }
    void showPage(Page page);
    Page page() const;
    /// Says on top that a run was stopped, or waits for a decision, and offers to go on.
    void offerUnfinished(const QString& folder, const QString& name, bool isFinished);

Q_SIGNALS:
    void epochRequested(const QString& path, qint64 epoch);

private:
    void followSession();
    void update();
    void start();

    JobRunner& m_runner;
    RetrainingSession& m_session;
    QWidget* m_offer;
    QLabel* m_offerText;
    QPushButton* m_goOn;
    QString m_offered; ///< folder of the run
    QListWidget* m_steps;
    QLabel* m_title;
    QStackedWidget* m_pages;
    NightsPage* m_nights;
    PlanPage* m_plan;
    TrainingPage* m_training;
    ExamPage* m_exam;
    RecordPage* m_record;
    QPushButton* m_back;
    QPushButton* m_next;
    QLabel* m_hint;
    RetrainingSession::State m_shown = RetrainingSession::State::Idle;
    Job m_finding;
};

} // namespace hypnodesk
