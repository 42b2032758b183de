#pragma once

#include "core/recording/derivation.h"
#include "core/recording/recording.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/stage_edit.h"
#include "core/scoring/stage_probabilities.h"

#include <QObject>
#include <QUndoStack>

#include <optional>
#include <vector>

namespace hypnodesk {

/// A stretch of time in seconds from the start of the recording, [begin, end).
struct TimeSpan {
    double begin = 0.0;
    double end = 0.0;
    double length() const { return end - begin; }
    bool operator==(const TimeSpan&) const = default;
};

/// The one live object of the desktop: the night that is open, its stages, and where the scorer looks. Lives
/// on the GUI thread; everything in it is a value that workers may copy. Stages change only through undo
/// commands.
class StudyDocument : public QObject {
    Q_OBJECT

public:
    explicit StudyDocument(QObject* parent = nullptr);
    ~StudyDocument() override;

    /// Replaces the night. `scoringChoices` are the derivations offered to the network, best first; may be
    /// empty.
    void open(RecordingPtr recording, std::vector<Derivation> scoringChoices);
    void close();
    bool isOpen() const { return m_recording != nullptr; }

    const RecordingPtr& recording() const { return m_recording; }
    const std::vector<Derivation>& scoringChoices() const { return m_scoringChoices; }
    const std::optional<Derivation>& derivation() const { return m_derivation; }
    void setDerivation(const Derivation& derivation);

    /// What the screen shows: the stages, and during a scoring run the network's proposals so far.
    const Hypnogram& hypnogram() const { return m_shown; }
    const std::optional<NightProbabilities>& probabilities() const {
        return m_preview ? m_preview : m_probabilities;
    }
    const EpochGrid& grid() const { return m_shown.grid(); }
    bool isPreviewing() const { return m_preview.has_value(); }

    /// What a file would hold: without the proposals of an unfinished run.
    const Hypnogram& committedHypnogram() const { return m_hypnogram; }

    /// Edits of the scorer; each is one step of undo. They act on the epoch in view.
    void setStage(Stage stage);
    void acceptProposal();
    void takeSecondChoice();

    /// Shows a run's proposals without keeping them; nullopt drops them.
    void preview(std::optional<NightProbabilities> partial);
    /// Takes the network's verdict: stages that people or files gave stay.
    void takeProbabilities(NightProbabilities night);
    /// Replaces all stages, e.g. by those of a file; the probabilities too where given.
    void replaceStages(const Hypnogram& hypnogram, const QString& reason,
                       std::optional<NightProbabilities> probabilities = std::nullopt);

    QUndoStack& undoStack() { return m_undo; }
    bool isDirty() const { return isOpen() && !m_undo.isClean(); }
    void setClean() { m_undo.setClean(); }
    /// Stages that are in no file of the user's, such as recovered ones.
    void setDirty() { m_undo.resetClean(); }

    /// Where the scorer looks. The current epoch is always within the night.
    std::int64_t currentEpoch() const { return m_currentEpoch; }
    void setCurrentEpoch(std::int64_t epoch);
    void stepEpoch(std::int64_t steps) { setCurrentEpoch(m_currentEpoch + steps); }
    /// Moves by whole pages; pages shorter than an epoch move within it.
    void stepPage(int pages);

    /// Length of a page in seconds; 0 is the whole night.
    double pageSeconds() const { return m_pageSeconds; }
    void setPageSeconds(double seconds);
    /// What the upper half shows: the page around the current epoch, its neighbours visible.
    TimeSpan span() const { return m_span; }

Q_SIGNALS:
    void recordingChanged();
    void derivationChanged();
    void hypnogramChanged();
    void probabilitiesChanged();
    void currentEpochChanged();
    void spanChanged();
    void dirtyChanged();

private:
    friend class ChangeStages;

    /// What one undo step swaps in.
    void applyEdit(const StageEdit& edit, std::int64_t epochToShow);
    void applyProbabilities(std::optional<NightProbabilities> probabilities);
    void push(StageEdit edit, const QString& text);
    void refreshShown();
    void updateSpan();
    void setSpan(TimeSpan span);

    RecordingPtr m_recording;
    std::vector<Derivation> m_scoringChoices;
    std::optional<Derivation> m_derivation;
    Hypnogram m_hypnogram;
    Hypnogram m_shown;
    std::optional<NightProbabilities> m_probabilities;
    std::optional<NightProbabilities> m_preview;
    QUndoStack m_undo;
    std::int64_t m_currentEpoch = 0;
    double m_pageSeconds = kEpochSeconds;
    TimeSpan m_span;
};

/// The page for an epoch: pages of an epoch show a little of its neighbours, longer ones have the epoch in
/// their middle, shorter ones begin with it; 0 is the whole night. Limited to the night where it is long
/// enough.
TimeSpan pageAround(const EpochGrid& grid, double durationSeconds, std::int64_t epoch, double pageSeconds);

} // namespace hypnodesk
