#include "ui/retraining/training_page.h"

#include "ui/base/error_text.h"
#include "ui/retraining/learning_curves.h"
#include "ui/retraining/retraining_words.h"
#include "ui/settings/appearance.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace hypnodesk {

TrainingPage::TrainingPage(RetrainingSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_state(new QLabel(this)), m_detail(new QLabel(this)),
      m_bar(new QProgressBar(this)), m_curves(new LearningCurves(this)),
      m_start(new QPushButton(tr("&Start"), this)), m_pause(new QPushButton(this)),
      m_cancel(new QPushButton(tr("Cancel and remo&ve"), this)) {
    makeStrong(*m_state, 1.15);
    m_state->setAccessibleName(tr("State of the training"));
    m_detail->setWordWrap(true);
    m_detail->setAccessibleName(tr("What is being done, and the time left"));
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the training"));
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {m_start, m_pause, m_cancel}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_state);
    layout->addWidget(m_bar);
    layout->addWidget(m_detail);
    layout->addLayout(buttons);
    layout->addWidget(m_curves, 1);
    connect(m_start, &QPushButton::clicked, this, &TrainingPage::startRequested);
    connect(m_pause, &QPushButton::clicked, this, &TrainingPage::togglePause);
    connect(m_cancel, &QPushButton::clicked, &session, &RetrainingSession::cancel);
    connect(&session, &RetrainingSession::stateChanged, this, &TrainingPage::refresh);
    connect(&session, &RetrainingSession::progressed, this, &TrainingPage::showProgress);
    refresh();
}

void TrainingPage::setReady(bool isReady) {
    m_isReady = isReady;
    refresh();
}

void TrainingPage::togglePause() {
    m_session.state() == RetrainingSession::State::Paused ? m_session.goOn() : m_session.pause();
}

void TrainingPage::refresh() {
    using State = RetrainingSession::State;
    const State state = m_session.state();
    m_start->setEnabled(m_isReady && (state == State::Idle || state == State::Failed) && !m_session.isBusy());
    m_pause->setEnabled(m_session.isRunning());
    m_pause->setText(state == State::Paused ? tr("&Go on") : tr("&Pause"));
    m_cancel->setEnabled(m_session.isRunning() || (state == State::Failed && m_session.job()));
    switch (state) {
    case State::Idle:
        m_state->setText(m_isReady ? tr("Ready to start.") : tr("Choose nights first."));
        m_bar->setValue(0);
        m_curves->setCurve({});
        m_detail->setText(
            tr("The training works in the background: this window may be closed, and nights may be "
               "scored meanwhile. The present model stays in use until you decide."));
        break;
    case State::Running:
        m_state->setText(tr("Training..."));
        showProgress();
        break;
    case State::Paused:
        m_state->setText(tr("Paused."));
        break;
    case State::Cancelling:
        m_state->setText(tr("Ending and removing what was made..."));
        break;
    case State::Finished:
        m_state->setText(tr("Done. See the exam."));
        m_bar->setValue(m_bar->maximum());
        m_detail->clear();
        break;
    case State::Failed: {
        const ErrorText why = explain(m_session.error(), tr("The training ended without a result"));
        m_state->setText(why.title + QLatin1Char('.'));
        m_detail->setText(why.reason + QLatin1Char(' ') + why.advice);
        break;
    }
    }
}

void TrainingPage::showProgress() {
    if (!m_session.isRunning())
        return;
    const RunState& run = m_session.progress();
    m_bar->setValue(static_cast<int>(run.progress.fraction * 1000.0));
    QString text = stepText(run.progress) + QStringLiteral(". ");
    text += run.progress.secondsLeft ? tr("Time left: %1.").arg(durationText(*run.progress.secondsLeft))
                                     : tr("The time left is not known yet.");
    m_detail->setText(text);
    m_curves->setCurve(run.curve);
}

} // namespace hypnodesk
