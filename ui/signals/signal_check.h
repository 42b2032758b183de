#pragma once

#include "core/recording/signal_survey.h"
#include "ui/base/job_runner.h"
#include "ui/document/study_document.h"

#include <QObject>

#include <optional>

namespace hypnodesk {

/// Has the signals of every night that is opened looked at in the background.
class SignalCheck : public QObject {
    Q_OBJECT

public:
    SignalCheck(StudyDocument& document, JobRunner& runner, QObject* parent = nullptr);

    /// Of the night that is open; nullopt until it is known.
    const std::optional<SignalSurvey>& survey() const { return m_survey; }
    bool isBusy() const { return m_job.isActive(); }

    /// The derivation that the network listens to, when it is worse than one that could be had: that one.
    std::optional<Derivation> betterDerivation() const;

Q_SIGNALS:
    /// There is a survey, or none any more.
    void changed();

private:
    void restart();

    StudyDocument& m_document;
    JobRunner& m_runner;
    std::optional<SignalSurvey> m_survey;
    Job m_job;
};

} // namespace hypnodesk
