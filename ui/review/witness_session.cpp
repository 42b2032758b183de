#include "ui/review/witness_session.h"

#include "ui/document/study_document.h"

#include <spdlog/spdlog.h>

namespace hypnodesk {

WitnessSession::WitnessSession(StudyDocument& document, JobRunner& runner, QObject* parent)
    : QObject(parent), m_document(document), m_runner(runner) {
    connect(&document, &StudyDocument::recordingChanged, this, &WitnessSession::measure);
    connect(&document, &StudyDocument::derivationChanged, this, &WitnessSession::measure);
}

void WitnessSession::want() {
    if (std::exchange(m_isWanted, true))
        return;
    measure();
}

void WitnessSession::measure() {
    m_job.cancel();
    m_witnesses.reset();
    const auto& recording = m_document.recording();
    const auto& derivation = m_document.derivation();
    if (m_isWanted && recording && derivation)
        m_job = m_runner.start(
            Lane::Reading, Priority::Background,
            [recording, derivation = *derivation, grid = m_document.grid()](const TaskContext& context) {
                return measureWitnesses(*recording, derivation, grid, context);
            },
            [this](Result<NightWitnesses> measured) {
                if (measured)
                    m_witnesses = std::make_shared<const NightWitnesses>(std::move(*measured));
                else
                    spdlog::warn("witnesses: {}", measured.error().detail);
                Q_EMIT changed();
            });
    Q_EMIT changed();
}

} // namespace hypnodesk
