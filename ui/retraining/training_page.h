#pragma once

#include "ui/retraining/retraining_session.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace hypnodesk {

class LearningCurves;

/// How far the run is, with its curves; begin, pause and cancel.
class TrainingPage : public QWidget {
    Q_OBJECT

public:
    explicit TrainingPage(RetrainingSession& session, QWidget* parent = nullptr);

    void setReady(bool isReady);

Q_SIGNALS:
    void startRequested();

private:
    void refresh();
    void showProgress();
    void togglePause();

    RetrainingSession& m_session;
    bool m_isReady = false;
    QLabel* m_state;
    QLabel* m_detail;
    QProgressBar* m_bar;
    LearningCurves* m_curves;
    QPushButton* m_start;
    QPushButton* m_pause;
    QPushButton* m_cancel;
};

} // namespace hypnodesk
