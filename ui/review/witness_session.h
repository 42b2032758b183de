#pragma once

#include "core/base/result.h"
#include "ui/base/job_runner.h"
#include "ui/review/witnesses.h"

#include <QObject>

namespace hypnodesk {

class StudyDocument;

/// Measures the witnesses of the night in the document in the background, once somebody wants to see them and
/// again when the derivation changes. GUI thread.
class WitnessSession : public QObject {
    Q_OBJECT

public:
    WitnessSession(StudyDocument& document, JobRunner& runner, QObject* parent = nullptr);

    /// From now on they are kept at hand.
    void want();
    bool isBusy() const { return m_job.isActive(); }
    /// Null until they are measured, and where there is nothing to measure.
    const NightWitnessesPtr& witnesses() const { return m_witnesses; }

Q_SIGNALS:
    void changed();

private:
    void measure();

    StudyDocument& m_document;
    JobRunner& m_runner;
    bool m_isWanted = false;
    NightWitnessesPtr m_witnesses;
    Job m_job;
};

} // namespace hypnodesk
