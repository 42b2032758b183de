// The part of the document that knows what was reviewed, and that hides the network from trainees.

#include "core/scoring/training_view.h"
#include "ui/base/qt_convert.h"
#include "ui/document/study_document.h"
#include "ui/document/study_writer.h"

#include <algorithm>
#include <iterator>

namespace hypnodesk {

void StudyDocument::acceptProposals(const std::vector<std::int64_t>& epochs) {
    whenReady([this, epochs] {
        if (!mayEdit() || !m_probabilities || m_training)
            return;
        if (active().info.kind == ScoringKind::Network)
            activate(startCopy(m_active, m_scorer));
        const Hypnogram& before = active().hypnogram;
        const Hypnogram proposed = Hypnogram::fromProbabilities(*m_probabilities);
        Hypnogram after = before;
        int count = 0;
        for (const std::int64_t epoch : epochs) {
            if (!before.grid().contains(epoch) || !proposed.grid().contains(epoch))
                continue;
            const StageSource source = before[epoch].source;
            const Stage stage = proposed.stage(epoch);
            if ((source != StageSource::None && source != StageSource::Network) || !isScored(stage))
                continue;
            after.set(epoch, {stage, StageSource::Accepted});
            ++count;
        }
        if (count > 0)
            edit(editBetween(before, after), EditSource::Bulk, tr("Accept %n proposal(s)", nullptr, count));
    });
}

const std::vector<std::int64_t>& StudyDocument::lookedAt() const {
    static const std::vector<std::int64_t> none;
    const ScoringSheet* shown = activeScoring();
    return shown ? shown->lookedAt : none;
}

void StudyDocument::markLookedAt(const std::vector<std::int64_t>& epochs) {
    ScoringSheet* shown = sheet(m_active);
    if (!shown || !shown->isLoaded || !shown->info.isEditable() || isReadOnly())
        return;
    std::vector<std::int64_t> fresh;
    for (const std::int64_t epoch : epochs)
        if (shown->hypnogram.grid().contains(epoch) &&
            !std::binary_search(shown->lookedAt.begin(), shown->lookedAt.end(), epoch))
            fresh.push_back(epoch);
    std::sort(fresh.begin(), fresh.end());
    fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
    if (fresh.empty())
        return;
    std::vector<std::int64_t> all;
    std::merge(shown->lookedAt.begin(), shown->lookedAt.end(), fresh.begin(), fresh.end(),
               std::back_inserter(all));
    shown->lookedAt = std::move(all);
    StudyTask task;
    task.run = [key = m_active, fresh](Study& study, StudySession& session) {
        return session.idOf(key).and_then([&](ScoringId id) { return study.setReviewed(id, fresh); });
    };
    task.isChange = false; // the stages are what a scorer would miss
    submit(std::move(task));
    Q_EMIT lookedAtChanged();
}

void StudyDocument::startTraining() {
    whenReady([this] {
        if (m_training || !mayEdit())
            return;
        if (!m_probabilities || m_preview) {
            Q_EMIT refused(Refusal::NotNow,
                           tr("There is nothing to train against yet: score the night with the "
                              "network first (F5)."));
            return;
        }
        Training training{m_active, 0, m_overlay, Hypnogram(m_probabilities->grid), std::nullopt};
        const ScoringSheet& shown = active();
        training.own = createScoring(tr("Training of %1").arg(toQString(m_scorer)).toStdString(),
                                     ScoringKind::Human, Hypnogram(shown.hypnogram.grid()), m_scorer,
                                     "training, the network hidden", shown.run, {});
        m_training = std::move(training);
        setOverlay(std::nullopt);
        activate(m_training->own);
        Q_EMIT trainingChanged();
    });
}

void StudyDocument::endTraining() {
    whenReady([this] {
        if (!m_training)
            return;
        const ScoringKey before = m_training->before;
        const std::optional<ScoringKey> overlay = m_training->overlay;
        if (const ScoringSheet* former = scoring(before); former && !former->info.isDeleted)
            activate(before); // leaves the training
        else
            leaveTraining();
        if (overlay)
            setOverlay(overlay);
    });
}

void StudyDocument::leaveTraining() {
    m_training.reset();
    Q_EMIT trainingChanged();
    Q_EMIT probabilitiesChanged();
}

std::optional<Agreement> StudyDocument::trainingAgreement() const {
    if (!m_training || !m_probabilities)
        return std::nullopt;
    return hypnodesk::trainingAgreement(*m_probabilities, m_training->answers);
}

void StudyDocument::refreshRevealed() {
    if (m_training && m_probabilities)
        m_training->revealed = trainingView(*m_probabilities, m_training->answers);
    else if (m_training)
        m_training->revealed.reset();
}

void StudyDocument::noteAnswers(const StageEdit& change) {
    if (!m_training)
        return;
    bool isNew = false;
    for (const EpochChange& epoch : change.changes)
        if (epoch.after.source == StageSource::Person && isScored(epoch.after.stage) &&
            m_training->answers.stage(epoch.epoch) == Stage::Unscored) {
            m_training->answers.set(epoch.epoch, epoch.after);
            isNew = true;
        }
    if (!isNew)
        return;
    refreshRevealed();
    Q_EMIT probabilitiesChanged();
}

bool StudyDocument::refuseInTraining() {
    if (m_training)
        Q_EMIT refused(Refusal::NotNow, tr("In training every stage is given by hand."));
    return m_training.has_value();
}

} // namespace hypnodesk
