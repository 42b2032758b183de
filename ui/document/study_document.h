#pragma once

#include "core/recording/derivation.h"
#include "core/recording/recording.h"
#include "core/scoring/agreement.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/sleep_statistics.h"
#include "core/scoring/stage_edit.h"
#include "core/scoring/stage_probabilities.h"
#include "ui/base/job_runner.h"
#include "ui/document/event_list.h"
#include "ui/document/scoring_sheet.h"

#include <QObject>

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace hypnodesk {

class StudyWriter;
struct StudyTask;

/// A stretch of time in seconds from the start of the recording, [begin, end).
struct TimeSpan {
    double begin = 0.0;
    double end = 0.0;
    double length() const { return end - begin; }
    bool operator==(const TimeSpan&) const = default;
};

/// The one live object of the desktop: the night that is open, its scorings, and where the scorer looks.
/// Lives on the GUI thread; everything in it is a value that workers may copy.
///
/// What the scorer does happens in memory at once, and is handed to the writer, which brings it into the
/// study file in the same order. Only what memory does not hold (steps of undo from earlier sessions,
/// scorings not looked at yet) is asked of the study; what the scorer does until the answer comes, some
/// milliseconds, waits for it and is done after it.
class StudyDocument : public QObject {
    Q_OBJECT

public:
    /// Why something was not done.
    enum class Refusal { ReadOnly, Signed, NotNow };

    /// `writer` must live longer; null keeps everything in memory.
    explicit StudyDocument(StudyWriter* writer = nullptr, QObject* parent = nullptr);
    ~StudyDocument() override;

    /// Replaces the night. `scoringChoices` are the derivations offered to the network, best first; may be
    /// empty. The writer has the night's study already. A night without scorings gets one to begin with,
    /// named after the scorer. `readOnlyReason` says why nothing may be changed; empty: it may.
    void open(RecordingPtr recording, std::vector<Derivation> scoringChoices, NightContents contents = {},
              const QString& readOnlyReason = {});
    void close();
    bool isOpen() const { return m_recording != nullptr; }
    const QString& readOnlyReason() const { return m_readOnlyReason; }
    bool isReadOnly() const { return !m_readOnlyReason.isEmpty(); }

    /// The person who scores; new scorings are called so.
    void setScorer(const std::string& scorer) { m_scorer = scorer; }
    const std::string& scorer() const { return m_scorer; }

    const RecordingPtr& recording() const { return m_recording; }
    const std::vector<Derivation>& scoringChoices() const { return m_scoringChoices; }
    const std::optional<Derivation>& derivation() const { return m_derivation; }
    void setDerivation(const Derivation& derivation);

    /// What the screen shows: the stages, and during a scoring run the network's proposals so far.
    const Hypnogram& hypnogram() const { return m_shown; }
    const std::optional<NightProbabilities>& probabilities() const {
        return m_training ? m_training->revealed : m_preview ? m_preview : m_probabilities;
    }
    const EpochGrid& grid() const { return m_shown.grid(); }
    bool isPreviewing() const { return m_preview.has_value(); }

    /// Whether screens show the stages of Rechtschaffen and Kales where the file of a scoring had them; else
    /// AASM everywhere, as statistics always are.
    void setShowsRkStages(bool shows);
    /// For views: what to call the epochs of a scoring beside its stages; empty where AASM is to be shown.
    const RkStages& shownRkStages(const ScoringSheet* sheet) const;
    const RkStages& shownRkStages() const { return shownRkStages(activeScoring()); }

    /// The stages without the proposals of an unfinished run.
    const Hypnogram& committedHypnogram() const;

    /// Edits of the scorer; each is one step of undo. They act on the epoch in view. The stages of a network
    /// run never change: the edit goes into a copy, which is shown from then on.
    void setStage(Stage stage);
    /// The epochs [first, last) get this stage, as one step of undo; those outside the night are ignored.
    void setStages(std::int64_t first, std::int64_t last, Stage stage);
    void acceptProposal();
    void takeSecondChoice();
    void undo();
    void redo();
    /// Names of the steps, where there is one and the scoring may be edited.
    UndoTexts undoTexts() const;

    /// Accepts the network's proposals in these epochs, as one step of undo. Left out are epochs that a
    /// person or a file has spoken for, and those without a proposal.
    void acceptProposals(const std::vector<std::int64_t>& epochs);

    /// Epochs of the scoring in view that a person has looked at, ascending; an edit of a single epoch
    /// counts. Kept in the study; a scoring that may not be edited keeps what it has.
    const std::vector<std::int64_t>& lookedAt() const;
    void markLookedAt(const std::vector<std::int64_t>& epochs);

    /// Training: a new scoring is begun in which the network's verdict on an epoch - by probabilities() as
    /// everywhere else - shows only once the trainee has given it a stage. The first answer counts. It ends
    /// when another scoring is shown; endTraining() shows the one before. Without a verdict, or where nothing
    /// may be changed, it is refused.
    void startTraining();
    void endTraining();
    bool isTraining() const { return m_training.has_value(); }
    /// The trainee's first answers against the network; nullopt outside training.
    std::optional<Agreement> trainingAgreement() const;

    /// Shows a run's proposals without keeping them; nullopt drops them.
    void preview(std::optional<NightProbabilities> partial);
    /// Keeps the network's verdict as a scoring of its own. Its proposals go into the scoring in view, where
    /// stages that people or files gave stay; when that cannot be edited, the run itself is shown.
    void takeProbabilities(NightProbabilities night, const std::string& device = {},
                           const std::string& optionsJson = {});

    /// All scorings of the night, deleted ones too, in order of creation.
    const std::vector<ScoringSheet>& scorings() const { return m_sheets; }
    const ScoringSheet* scoring(ScoringKey key) const;
    /// The one in view; null while nothing is open.
    const ScoringSheet* activeScoring() const { return scoring(m_active); }
    void showScoring(ScoringKey key);
    /// A name that no other scoring has: `wanted`, "wanted (2)", ...
    std::string freeName(const std::string& wanted) const;
    /// New scorings are shown at once. Stages are on the night's grid.
    ScoringKey addScoring(const std::string& name, ScoringKind kind, const Hypnogram& hypnogram,
                          const std::string& scorer, const std::string& note = {},
                          std::optional<ScoringKey> run = std::nullopt, const RkStages& rkStages = {});
    /// A run that came from elsewhere, e.g. a file with probabilities. Not shown by itself.
    ScoringKey addRun(NightProbabilities night, const std::string& name, const std::string& device,
                      const std::string& optionsJson, const std::string& note);
    void copyScoring(ScoringKey key, const std::string& name);
    void renameScoring(ScoringKey key, const std::string& name);
    void deleteScoring(ScoringKey key);
    void restoreScoring(ScoringKey key);
    void signScoring(ScoringKey key, const std::string& name);
    /// A new revision of a signed scoring, for later changes.
    void reviseScoring(ScoringKey key);

    /// The events in view: those of the scoring in view, those common to all scorings, and the annotations of
    /// the recording (negative numbers), sleep stages left out.
    const EventList& events() const { return m_events; }
    /// False for what came with the recording, and for what all scorings share.
    bool mayChange(const StudyEvent& event) const { return event.id > 0 && event.scoring.has_value(); }
    /// Edits of the scorer; each is one step of undo, however many events it is about. Number, scoring and
    /// author of new events are filled in; eventAdded() comes for a single one. Events that are gone
    /// meanwhile, or may not be changed, are passed over.
    void addEvents(std::vector<StudyEvent> events, const QString& text, EditSource source = EditSource::Key);
    void changeEvents(std::vector<StudyEvent> changed, const QString& text);
    void removeEvents(const std::vector<std::int64_t>& ids, const QString& text);

    /// Another scoring shown beside the one in view; null: none.
    const ScoringSheet* overlay() const { return m_overlay ? scoring(*m_overlay) : nullptr; }
    void setOverlay(std::optional<ScoringKey> key);
    /// Calls back with the scoring once its stages are in memory: at once when they are.
    void whenLoaded(ScoringKey key, std::function<void()> then);

    const LightsTimes& lights() const { return m_lights; }
    void setLights(const LightsTimes& lights);

    /// What the study keeps besides scorings, see scoring_sheet.h; empty when it keeps nothing under the key.
    std::string setting(const char* key) const;
    void keepSetting(const char* key, const std::string& text);

    /// Current stages of everything in memory, for a study that is to be rescued.
    std::vector<std::pair<ScoringKey, NewScoring>> everythingInMemory() const;

    /// Waits for the study; what is asked for meanwhile happens afterwards.
    bool isWaiting() const { return m_isWaiting; }
    /// Calls `action` now, or after what the document waits for and what was asked for before.
    void whenReady(std::function<void()> action);
    /// Whether an edit would be done; says why not by refused().
    bool mayEdit();

    /// Where the scorer looks. The current epoch is always within the night.
    std::int64_t currentEpoch() const { return m_currentEpoch; }
    void setCurrentEpoch(std::int64_t epoch);
    void stepEpoch(std::int64_t steps) { setCurrentEpoch(m_currentEpoch + steps); }
    /// Moves by whole pages; pages shorter than an epoch move within it.
    void stepPage(int pages);

    /// Length of a page in seconds; 0 is the whole night.
    double pageSeconds() const { return m_pageSeconds; }
    void setPageSeconds(double seconds);
    /// Lets the page begin at this time, limited to the night. The epoch in view stays the current one while
    /// its middle is on the page; else the epoch in the middle of the page becomes it.
    void scrollTo(double beginSeconds);
    /// What the upper half shows: the page around the current epoch, its neighbours visible; or where it was
    /// scrolled to.
    TimeSpan span() const { return m_span; }

Q_SIGNALS:
    void recordingChanged();
    void derivationChanged();
    void hypnogramChanged();
    void probabilitiesChanged();
    void currentEpochChanged();
    void spanChanged();
    /// The list of scorings, which one is in view, or what is known of one.
    void scoringsChanged();
    void overlayChanged();
    void historyChanged();
    void eventsChanged();
    void eventAdded(std::int64_t id);
    void lightsChanged();
    void lookedAtChanged();
    void trainingChanged();
    /// Something was not done; `why` is a sentence for the scorer.
    void refused(hypnodesk::StudyDocument::Refusal refusal, const QString& why);

private:
    void waitFor(StudyTask task, std::function<void(const Result<void>&)> answered);
    void resume();
    void submit(StudyTask task);
    void submitFor(ScoringKey key, std::function<Result<void>(Study&, ScoringId)> change);
    void submitCreation(ScoringKey key,
                        std::function<Result<ScoringId>(Study&, const class StudySession&)> create);
    void takeInfo(ScoringKey key, const ScoringInfo& info);

    ScoringSheet* sheet(ScoringKey key);
    ScoringSheet& active();
    ScoringKey keyOf(ScoringId id) const;
    ScoringKey addSheet(ScoringSheet sheet);
    ScoringKey createScoring(const std::string& name, ScoringKind kind, const Hypnogram& hypnogram,
                             const std::string& scorer, const std::string& note,
                             std::optional<ScoringKey> run, const RkStages& rkStages);
    void fill(ScoringSheet& sheet, const LoadedScoring& loaded);
    void activate(ScoringKey key);
    void loadProbabilities(ScoringKey run);
    ScoringKey startCopy(ScoringKey key, const std::string& name);

    void editEpoch(std::int64_t epoch, EpochScore score, EditSource source, const QString& text);
    void editEpochs(std::int64_t first, std::int64_t last, EpochScore score, EditSource source,
                    const QString& text);
    void edit(StageEdit edit, EditSource source, const QString& text,
              std::optional<EditStep::RunChange> run = std::nullopt, std::vector<EventChange> events = {});
    void play(ScoringSheet& sheet, const EditStep& step, bool isUndo);
    void playEvents(ScoringSheet& played, const std::vector<EventChange>& changes);
    void editEvents(const std::function<std::vector<EventChange>(const ScoringSheet&)>& changes,
                    EditSource source, const QString& text);
    void takeEvents(const NightContents& contents);
    void copyEvents(const ScoringSheet& from, ScoringSheet& to);
    void refreshEvents();
    void step(bool isUndo);
    void stepOlder(bool isUndo);
    void refreshShown();
    void refreshProbabilities();
    void refreshRevealed();
    void noteAnswers(const StageEdit& change);
    bool refuseInTraining();
    void leaveTraining();
    void updateSpan();
    void setSpan(TimeSpan span);

    StudyWriter* m_writer;
    std::string m_scorer = "Scorer";
    RecordingPtr m_recording;
    std::vector<Derivation> m_scoringChoices;
    std::optional<Derivation> m_derivation;
    QString m_readOnlyReason;
    std::vector<ScoringSheet> m_sheets;
    ScoringKey m_active = 0;
    ScoringKey m_lastKey = 0; ///< of new scorings, counting down
    std::optional<ScoringKey> m_overlay;
    LightsTimes m_lights;
    EventList m_events;
    std::vector<StudyEvent> m_fixedEvents; ///< of the recording, and those common to all scorings
    std::int64_t m_nextEventId = 1;
    std::map<std::string, std::string> m_settings;
    Hypnogram m_shown;
    std::optional<NightProbabilities> m_probabilities;
    std::optional<NightProbabilities> m_preview;
    struct Training {
        ScoringKey before = 0; ///< in view before, shown again at the end
        ScoringKey own = 0;    ///< the trainee's scoring
        std::optional<ScoringKey> overlay;
        Hypnogram answers; ///< the first stage given to each epoch
        std::optional<NightProbabilities> revealed;
    };
    std::optional<Training> m_training;
    bool m_isWaiting = false;
    std::deque<std::function<void()>> m_deferred;
    std::uint64_t m_night = 0; ///< counts openings: answers for an earlier night are dropped
    std::vector<Job> m_questions;
    std::int64_t m_currentEpoch = 0;
    bool m_showsRkStages = false;
    double m_pageSeconds = kEpochSeconds;
    TimeSpan m_span;
};

/// The page for an epoch: pages of an epoch show a little of its neighbours, longer ones have the epoch in
/// their middle, shorter ones begin with it; 0 is the whole night. Limited to the night where it is long
/// enough.
TimeSpan pageAround(const EpochGrid& grid, double durationSeconds, std::int64_t epoch, double pageSeconds);

} // namespace hypnodesk
