#include "ui/document/study_document.h"

#include "ui/base/qt_convert.h"
#include "ui/base/words.h"
#include "ui/document/proposals.h"
#include "ui/document/study_writer.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

/// Seconds of the neighbouring epochs shown on either side of a one-epoch page.
constexpr double kNeighbourSeconds = 5.0;

/// The epoch to show after a step: the one a scorer changed; a change of the whole night moves nobody.
std::int64_t epochOf(const StageEdit& edit) {
    return edit.changes.size() == 1 ? edit.changes.front().epoch : -1;
}

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

StudyDocument::StudyDocument(StudyWriter* writer, QObject* parent) : QObject(parent), m_writer(writer) {}

StudyDocument::~StudyDocument() = default;

void StudyDocument::open(RecordingPtr recording, std::vector<Derivation> scoringChoices,
                         NightContents contents, const QString& readOnlyReason) {
    ++m_night;
    m_questions.clear();
    m_deferred.clear();
    m_isWaiting = false;
    m_recording = std::move(recording);
    m_scoringChoices = std::move(scoringChoices);
    m_derivation = m_scoringChoices.empty() ? std::nullopt : std::optional(m_scoringChoices.front());
    m_readOnlyReason = readOnlyReason;
    m_lights = contents.lights;
    m_settings = std::move(contents.settings);
    m_sheets.clear();
    m_overlay.reset();
    m_active = 0;
    m_preview.reset();
    m_training.reset();
    m_currentEpoch = 0;
    m_span = {};
    for (const ScoringInfo& info : contents.scorings) {
        ScoringSheet sheet;
        sheet.key = info.id;
        sheet.info = info;
        m_sheets.push_back(std::move(sheet));
    }
    if (contents.active) {
        m_active = contents.active->info.id;
        if (ScoringSheet* shown = sheet(m_active))
            fill(*shown, *contents.active);
    }
    if (m_recording && !activeScoring())
        m_active = createScoring(m_scorer, ScoringKind::Human, Hypnogram(m_recording->epochs()), m_scorer, {},
                                 std::nullopt, {});
    takeEvents(contents);
    refreshShown();
    refreshProbabilities();
    Q_EMIT recordingChanged();
    Q_EMIT derivationChanged();
    Q_EMIT scoringsChanged();
    Q_EMIT overlayChanged();
    Q_EMIT probabilitiesChanged();
    Q_EMIT hypnogramChanged();
    Q_EMIT historyChanged();
    Q_EMIT lightsChanged();
    Q_EMIT lookedAtChanged();
    Q_EMIT trainingChanged();
    Q_EMIT eventsChanged();
    updateSpan();
    Q_EMIT currentEpochChanged();
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

const Hypnogram& StudyDocument::committedHypnogram() const {
    static const Hypnogram none;
    const ScoringSheet* shown = activeScoring();
    return shown ? shown->hypnogram : none;
}

void StudyDocument::setStage(Stage stage) {
    if (m_shown.isEmpty())
        return;
    whenReady([this, stage, epoch = m_currentEpoch] {
        editEpoch(epoch, {stage, StageSource::Person}, EditSource::Key,
                  tr("%1 in epoch %2").arg(stageWord(stage)).arg(epoch + 1));
    });
}

void StudyDocument::setStages(std::int64_t first, std::int64_t last, Stage stage) {
    if (m_shown.isEmpty() || last <= first)
        return;
    whenReady([this, stage, first, last] {
        editEpochs(first, last, {stage, StageSource::Person}, EditSource::Key,
                   tr("%1 in epochs %2 to %3").arg(stageWord(stage)).arg(first + 1).arg(last));
    });
}

void StudyDocument::acceptProposal() {
    const auto& night = probabilities();
    if (!night || m_shown.isEmpty() || !night->isScored(m_currentEpoch) || refuseInTraining())
        return;
    const Stage proposed = mostProbable(night->epochs[static_cast<std::size_t>(m_currentEpoch)].joint);
    whenReady([this, proposed, epoch = m_currentEpoch] {
        editEpoch(epoch, {proposed, StageSource::Accepted}, EditSource::AcceptedProposal,
                  tr("Accept %1 in epoch %2").arg(stageWord(proposed)).arg(epoch + 1));
    });
}

void StudyDocument::takeSecondChoice() {
    const auto& night = probabilities();
    if (!night || m_shown.isEmpty() || !night->isScored(m_currentEpoch) || refuseInTraining())
        return;
    setStage(secondChoice(night->epochs[static_cast<std::size_t>(m_currentEpoch)].joint));
}

bool StudyDocument::mayEdit() {
    const ScoringSheet* shown = activeScoring();
    if (!shown || !shown->isLoaded)
        return false;
    if (isReadOnly()) {
        Q_EMIT refused(Refusal::ReadOnly, m_readOnlyReason);
        return false;
    }
    if (shown->info.isSigned()) {
        Q_EMIT refused(Refusal::Signed,
                       tr("\"%1\" was reviewed and signed by %2. Later changes make a new "
                          "revision.")
                           .arg(toQString(shown->info.name), toQString(shown->info.signedBy)));
        return false;
    }
    return true;
}

void StudyDocument::editEpoch(std::int64_t epoch, EpochScore score, EditSource source, const QString& text) {
    editEpochs(epoch, epoch + 1, score, source, text);
}

void StudyDocument::editEpochs(std::int64_t first, std::int64_t last, EpochScore score, EditSource source,
                               const QString& text) {
    if (!mayEdit())
        return;
    if (active().info.kind == ScoringKind::Network)
        activate(startCopy(m_active, m_scorer));
    const StageEdit change = editRange(active().hypnogram, first, last, score);
    if (!change.isEmpty())
        edit(change, source, text);
    std::vector<std::int64_t> seen;
    for (std::int64_t epoch = std::max<std::int64_t>(first, 0); epoch < std::min(last, grid().count); ++epoch)
        seen.push_back(epoch);
    markLookedAt(seen);
}

void StudyDocument::edit(StageEdit change, EditSource source, const QString& text,
                         std::optional<EditStep::RunChange> run, std::vector<EventChange> events) {
    noteAnswers(change);
    ScoringSheet& shown = active();
    const EditStep step{change, text.toStdString(), run, events};
    shown.history.add(step);
    submit({.edit = StudyTask::Edit{
                shown.key,
                {std::move(change), source, step.text, m_currentEpoch, std::nullopt, std::move(events)},
                run}});
    play(shown, step, false);
}

void StudyDocument::play(ScoringSheet& played, const EditStep& step, bool isUndo) {
    const StageEdit change = isUndo ? inverse(step.edit) : step.edit;
    apply(played.hypnogram, change);
    if (step.run)
        played.run = isUndo ? step.run->before : step.run->after;
    if (played.key == m_active) {
        refreshShown();
        if (step.run) {
            refreshProbabilities();
            Q_EMIT probabilitiesChanged();
        }
        if (step.run || !change.isEmpty())
            Q_EMIT hypnogramChanged();
        Q_EMIT historyChanged();
        if (epochOf(change) >= 0)
            setCurrentEpoch(epochOf(change));
    }
    if (!step.events.empty())
        playEvents(played, isUndo ? inverse(step.events) : step.events);
}

void StudyDocument::undo() {
    whenReady([this] { step(true); });
}

void StudyDocument::redo() {
    whenReady([this] { step(false); });
}

void StudyDocument::step(bool isUndo) {
    if (!mayEdit())
        return;
    EditHistory& history = active().history;
    if (const auto known = isUndo ? history.takeBack() : history.takeAgain()) {
        submitFor(m_active, [isUndo](Study& study, ScoringId id) {
            return (isUndo ? study.undo(id) : study.redo(id)).map([](const auto&) {});
        });
        play(active(), *known, isUndo);
    } else if (isUndo ? history.olderUndo() : history.olderRedo()) {
        stepOlder(isUndo);
    }
}

void StudyDocument::stepOlder(bool isUndo) {
    if (!m_writer || m_writer->trouble()) {
        Q_EMIT refused(Refusal::NotNow,
                       tr("Steps of an earlier session come from the study file, which fails at present."));
        return;
    }
    struct Answer {
        std::optional<UndoneStep> step;
        UndoTexts texts;
    };
    const auto answer = std::make_shared<Answer>();
    StudyTask task;
    task.mustSucceed = false;
    task.run = [answer, isUndo, key = m_active](Study& study, StudySession& session) -> Result<void> {
        const auto id = session.idOf(key);
        if (!id)
            return tl::make_unexpected(id.error());
        auto step = isUndo ? study.undo(*id) : study.redo(*id);
        if (!step)
            return tl::make_unexpected(step.error());
        answer->step = std::move(*step);
        const auto texts = study.undoTexts(*id);
        answer->texts = texts.value_or(UndoTexts{});
        return {};
    };
    waitFor(std::move(task), [this, answer, isUndo, key = m_active](const Result<void>& result) {
        ScoringSheet* played = sheet(key);
        if (!result || !played || !answer->step) {
            Q_EMIT refused(Refusal::NotNow, tr("The study file could not tell the step: %1")
                                                .arg(toQString(result ? "" : result.error().detail)));
            return;
        }
        const UndoneStep& done = *answer->step;
        EditStep step{isUndo ? inverse(done.edit) : done.edit, done.text, std::nullopt,
                      isUndo ? inverse(done.events) : done.events};
        for (EventChange& change : step.events)
            for (auto* event : {&change.before, &change.after})
                if (*event && (*event)->scoring)
                    (*event)->scoring = key;
        if (done.networkRunChanged) {
            const auto now = done.networkRun ? std::optional(keyOf(*done.networkRun)) : std::nullopt;
            step.run = isUndo ? EditStep::RunChange{now, played->run} : EditStep::RunChange{played->run, now};
        }
        if (isUndo)
            played->history.tookOlderBack(step, answer->texts);
        else
            played->history.tookOlderAgain(step, answer->texts);
        play(*played, step, isUndo);
    });
}

UndoTexts StudyDocument::undoTexts() const {
    const ScoringSheet* shown = activeScoring();
    return shown && !isReadOnly() && shown->info.isEditable() ? shown->history.texts() : UndoTexts{};
}

void StudyDocument::preview(std::optional<NightProbabilities> partial) {
    if ((!partial && !m_preview) || m_training)
        return;
    if (partial && partial->grid != committedHypnogram().grid())
        return;
    m_preview = std::move(partial);
    refreshShown();
    Q_EMIT probabilitiesChanged();
    Q_EMIT hypnogramChanged();
}

void StudyDocument::refreshShown() {
    m_shown = m_preview ? withProposals(committedHypnogram(), *m_preview) : committedHypnogram();
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

void StudyDocument::scrollTo(double beginSeconds) {
    const double length = m_span.length();
    const double end = isOpen() ? std::max(m_recording->durationSeconds(), grid().endSeconds()) : 0.0;
    if (length <= 0.0 || length >= end || !std::isfinite(beginSeconds))
        return;
    const double begin = std::clamp(beginSeconds, 0.0, end - length);
    setSpan({begin, begin + length});
    const double middle = grid().onsetSeconds(m_currentEpoch) + grid().epochSeconds / 2.0;
    const bool isShort = length < grid().epochSeconds; // then any part of the epoch will do
    const double reach = isShort ? grid().epochSeconds / 2.0 : 0.0;
    if (middle >= begin - reach && middle < m_span.end + reach)
        return;
    const std::int64_t epoch = grid().nearestEpoch(begin + length / 2.0);
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
