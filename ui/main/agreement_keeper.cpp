#include "ui/main/agreement_keeper.h"

#include "core/base/log.h"
#include "core/study/drift_log.h"
#include "core/study/study_storage.h"
#include "ui/review/review_session.h"

#include <chrono>

namespace hypnodesk {

AgreementKeeper::AgreementKeeper(StudyDocument& document, StudyWriter& writer, const ReviewSession& review,
                                 std::filesystem::path log, QObject* parent)
    : QObject(parent), m_document(document), m_writer(writer), m_review(review), m_log(std::move(log)) {
    // What goes into the study was done now; looking at an old night is no news of this month.
    connect(&writer, &StudyWriter::changed, this, [this] { m_hasChanged |= m_writer.openChanges() > 0; });
    connect(&document, &StudyDocument::recordingChanged, this, [this] { m_hasChanged = false; });
    connect(&document, &StudyDocument::scoringsChanged, this, [this] {
        if (const ScoringSheet* shown = m_document.activeScoring(); shown && shown->info.isSigned())
            flush();
    });
}

void AgreementKeeper::flush() {
    const ScoringSheet* shown = m_document.activeScoring();
    if (!m_hasChanged || m_log.empty() || !shown || shown->info.kind == ScoringKind::Network ||
        m_document.isTraining() || m_document.isPreviewing() || m_document.isReadOnly() ||
        !m_document.probabilities() || !m_writer.hasSession())
        return;
    m_hasChanged = false;
    auto point = driftPoint(m_document.committedHypnogram(), *m_document.probabilities(),
                            m_document.lookedAt(), m_review.effort());
    if (!point)
        return;
    point->utc = study::utcText(std::chrono::system_clock::now());
    StudyTask task;
    task.run = [log = m_log, point = *point](Study& study, StudySession&) mutable -> Result<void> {
        point.study = study.studyId();
        if (const auto kept = keepDriftPoint(log, point); !kept)
            spdlog::warn("agreement: {}", describe(kept.error())); // it is no work of the scorer that is lost
        return {};
    };
    task.mustSucceed = false;
    task.isChange = false;
    m_writer.submit(std::move(task));
}

} // namespace hypnodesk
