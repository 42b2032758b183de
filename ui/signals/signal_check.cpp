#include "ui/signals/signal_check.h"

#include "core/base/log.h"

namespace hypnodesk {

SignalCheck::SignalCheck(StudyDocument& document, JobRunner& runner, QObject* parent)
    : QObject(parent), m_document(document), m_runner(runner) {
    connect(&document, &StudyDocument::recordingChanged, this, &SignalCheck::restart);
}

void SignalCheck::restart() {
    m_job.cancel();
    m_survey.reset();
    Q_EMIT changed();
    if (!m_document.isOpen())
        return;
    m_job = m_runner.start(
        Lane::Reading, Priority::Urgent,
        [recording = m_document.recording()](const TaskContext& context) {
            return surveySignals(*recording, context);
        },
        [this](Result<SignalSurvey> survey) {
            if (!survey) {
                spdlog::warn("signals: {}", describe(survey.error()));
                return;
            }
            m_survey = std::move(*survey);
            Q_EMIT changed();
        });
}

std::optional<Derivation> SignalCheck::betterDerivation() const {
    const auto& used = m_document.derivation();
    if (!m_survey || !used)
        return std::nullopt;
    // An eye channel may be chosen, but the network learned from EEG: never proposed.
    const std::vector<Derivation> eegs = suggestedDerivations(*m_document.recording());
    const Derivation* best = bestDerivation(*m_survey, eegs);
    if (!best || verdictOf(*m_survey, *best) >= verdictOf(*m_survey, *used))
        return std::nullopt;
    return *best;
}

} // namespace hypnodesk
