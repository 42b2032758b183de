#include "ui/document/study_document.h"

#include "ui/base/qt_convert.h"
#include "ui/document/proposals.h"
#include "ui/document/stage_commands.h"

#include <algorithm>

namespace hypnodesk {

namespace {

/// Seconds of the neighbouring epochs shown on either side of a one-epoch page.
constexpr double kNeighbourSeconds = 5.0;

} // namespace

TimeSpan pageAround(const EpochGrid& grid, double durationSeconds, std::int64_t epoch, double pageSeconds) {
    if (pageSeconds <= 0.0 || pageSeconds >= durationSeconds)
        return {0.0, durationSeconds};
    const double onset = grid.onsetSeconds(epoch);
    if (pageSeconds < grid.epochSeconds)
        return {onset, onset + pageSeconds};
    if (pageSeconds == grid.epochSeconds)
        return {onset - kNeighbourSeconds, onset + grid.epochSeconds + kNeighbourSeconds};
    const double begin =
        std::clamp(onset + (grid.epochSeconds - pageSeconds) / 2.0, 0.0, durationSeconds - pageSeconds);
    return {begin, begin + pageSeconds};
}

StudyDocument::StudyDocument(QObject* parent) : QObject(parent) {
    connect(&m_undo, &QUndoStack::cleanChanged, this, &StudyDocument::dirtyChanged);
}

// The stack tells that it is clean while it goes; by then nobody may ask the document.
StudyDocument::~StudyDocument() {
    m_undo.disconnect(this);
}

void StudyDocument::open(RecordingPtr recording, std::vector<Derivation> scoringChoices) {
    m_undo.clear();
    m_recording = std::move(recording);
    m_scoringChoices = std::move(scoringChoices);
    m_derivation = m_scoringChoices.empty() ? std::nullopt : std::optional(m_scoringChoices.front());
    m_hypnogram = m_recording ? Hypnogram(m_recording->epochs()) : Hypnogram();
    m_shown = m_hypnogram;
    m_probabilities.reset();
    m_preview.reset();
    m_currentEpoch = 0;
    m_span = {};
    Q_EMIT recordingChanged();
    Q_EMIT derivationChanged();
    Q_EMIT probabilitiesChanged();
    Q_EMIT hypnogramChanged();
    updateSpan();
    Q_EMIT currentEpochChanged();
    Q_EMIT dirtyChanged();
}

void StudyDocument::close() {
    open(nullptr, {});
}

void StudyDocument::setDerivation(const Derivation& derivation) {
    if (m_derivation == derivation)
        return;
    m_derivation = derivation;
    Q_EMIT derivationChanged();
}

void StudyDocument::setStage(Stage stage) {
    if (m_shown.isEmpty())
        return;
    push(editRange(m_hypnogram, m_currentEpoch, m_currentEpoch + 1, {stage, StageSource::Person}),
         tr("%1 in epoch %2").arg(toQString(stageName(stage))).arg(m_currentEpoch + 1));
}

void StudyDocument::acceptProposal() {
    const auto& night = probabilities();
    if (!night || m_shown.isEmpty() || !night->isScored(m_currentEpoch))
        return;
    const Stage proposed = mostProbable(night->epochs[static_cast<std::size_t>(m_currentEpoch)].joint);
    push(editRange(m_hypnogram, m_currentEpoch, m_currentEpoch + 1, {proposed, StageSource::Accepted}),
         tr("Accept %1 in epoch %2").arg(toQString(stageName(proposed))).arg(m_currentEpoch + 1));
}

void StudyDocument::takeSecondChoice() {
    const auto& night = probabilities();
    if (!night || m_shown.isEmpty() || !night->isScored(m_currentEpoch))
        return;
    setStage(secondChoice(night->epochs[static_cast<std::size_t>(m_currentEpoch)].joint));
}

void StudyDocument::preview(std::optional<NightProbabilities> partial) {
    if (!partial && !m_preview)
        return;
    if (partial && partial->grid != m_hypnogram.grid())
        return;
    m_preview = std::move(partial);
    refreshShown();
    Q_EMIT probabilitiesChanged();
    Q_EMIT hypnogramChanged();
}

void StudyDocument::takeProbabilities(NightProbabilities night) {
    m_preview.reset();
    const Hypnogram after = withProposals(m_hypnogram, night);
    m_undo.push(new ChangeStages(*this, editBetween(m_hypnogram, after), tr("Score by network"),
                                 ChangeStages::Probabilities{m_probabilities, std::move(night)}));
}

void StudyDocument::replaceStages(const Hypnogram& hypnogram, const QString& reason,
                                  std::optional<NightProbabilities> probabilities) {
    if (hypnogram.grid() != m_hypnogram.grid())
        return;
    std::optional<ChangeStages::Probabilities> change;
    if (probabilities && probabilities->grid == m_hypnogram.grid())
        change = ChangeStages::Probabilities{m_probabilities, std::move(probabilities)};
    m_undo.push(new ChangeStages(*this, editBetween(m_hypnogram, hypnogram), reason, std::move(change)));
}

void StudyDocument::push(StageEdit edit, const QString& text) {
    if (!edit.isEmpty())
        m_undo.push(new ChangeStages(*this, std::move(edit), text));
}

void StudyDocument::applyEdit(const StageEdit& edit, std::int64_t epochToShow) {
    apply(m_hypnogram, edit);
    refreshShown();
    Q_EMIT hypnogramChanged();
    if (epochToShow >= 0)
        setCurrentEpoch(epochToShow);
}

void StudyDocument::applyProbabilities(std::optional<NightProbabilities> probabilities) {
    m_probabilities = std::move(probabilities);
    Q_EMIT probabilitiesChanged();
}

void StudyDocument::refreshShown() {
    m_shown = m_preview ? withProposals(m_hypnogram, *m_preview) : m_hypnogram;
}

void StudyDocument::setCurrentEpoch(std::int64_t epoch) {
    const std::int64_t limited =
        std::clamp<std::int64_t>(epoch, 0, std::max<std::int64_t>(grid().count - 1, 0));
    if (limited == m_currentEpoch)
        return;
    m_currentEpoch = limited;
    updateSpan();
    Q_EMIT currentEpochChanged();
}

void StudyDocument::stepPage(int pages) {
    if (!isOpen() || m_pageSeconds <= 0.0)
        return;
    if (m_pageSeconds >= grid().epochSeconds) {
        stepEpoch(pages * static_cast<std::int64_t>(m_pageSeconds / grid().epochSeconds));
        return;
    }
    const double last = std::max(0.0, grid().endSeconds() - m_pageSeconds);
    const double begin = std::clamp(m_span.begin + pages * m_pageSeconds, 0.0, last);
    const std::int64_t epoch = grid().nearestEpoch(begin + 1e-6);
    setSpan({begin, begin + m_pageSeconds});
    if (epoch != m_currentEpoch) {
        m_currentEpoch = epoch;
        Q_EMIT currentEpochChanged();
    }
}

void StudyDocument::setPageSeconds(double seconds) {
    m_pageSeconds = std::max(0.0, seconds);
    updateSpan();
}

void StudyDocument::updateSpan() {
    setSpan(isOpen() ? pageAround(grid(), m_recording->durationSeconds(), m_currentEpoch, m_pageSeconds)
                     : TimeSpan{});
}

void StudyDocument::setSpan(TimeSpan span) {
    if (span == m_span)
        return;
    m_span = span;
    Q_EMIT spanChanged();
}

} // namespace hypnodesk
