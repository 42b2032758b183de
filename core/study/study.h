#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/scoring/sleep_statistics.h"
#include "core/study/audit_journal.h"
#include "core/study/recording_identity.h"
#include "core/study/study_open.h"
#include "core/study/study_values.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// A night's study file NIGHT.hypno: the identity of its recording, any number of scorings, events, settings
/// and the audit journal. Every function that changes something is one transaction, on disk when it returns,
/// with its rows in the journal; nothing is ever "unsaved".
///
/// Movable; used by one thread at a time, any thread. Closing (the destructor) lets others write.
///
/// Errors of functions that write:
///  - FileUnwritable: the disk is full, fails, or the study is read-only here (isReadOnly). Nothing changed
///  and
///    the study stays usable: the same call may be repeated later, when there is space again.
///  - ArgumentInvalid: the call itself makes no sense (no such scoring, an epoch outside, a `before` that is
///    not what the study holds, a scoring that may not be edited); repeating it is useless. Nothing changed.
///  - FormatInvalid: the file is damaged in the place in question.
/// Reading gives ArgumentInvalid, FileUnreadable and FormatInvalid in the same sense.
class Study {
public:
    /// Makes a new study. `recordingPath` is kept as a hint where to look for the recording.
    /// FileUnwritable when a file of this name exists or none can be made.
    static Result<Study> create(const std::filesystem::path& path, const RecordingIdentity& identity,
                                const std::filesystem::path& recordingPath, const StudyOptions& options = {});

    /// Opens a study; older schemas are migrated after a backup (ReadWrite only: read-only opening of an
    /// older schema works on a migrated copy in memory). Falls back to read-only, and says why, when another
    /// program holds the study, when it is of a later version that this one may read, or when nothing can be
    /// written there. FileMissing; FormatUnknown: not a study; FormatInvalid: damaged (see recoverDamaged);
    /// FormatUnsupported: of a later version that this one cannot read.
    static Result<Study> open(const std::filesystem::path& path, StudyMode mode = StudyMode::ReadWrite,
                              const StudyOptions& options = {});

    Study(Study&&) noexcept;
    Study& operator=(Study&&) noexcept;
    ~Study();

    const std::filesystem::path& path() const;
    const StudyOpenReport& openReport() const;
    bool isReadOnly() const;
    /// Random, given at creation: tells copies of one study from different studies.
    const std::string& studyId() const;

    /// The recording. setSamplesDigest adds what the background computed; when another digest is known
    /// already it is kept and DigestMismatch returned. relocate replaces identity and hint by another file's,
    /// after a person confirmed it.
    const RecordingIdentity& recording() const;
    Result<void> setSamplesDigest(std::string_view digest);
    Result<void> relocate(const RecordingIdentity& identity, const std::filesystem::path& recordingPath);
    /// Where the recording is likely to be: beside the study, else where it was last; nullopt when it is in
    /// neither place. Compare its identity before use.
    std::optional<std::filesystem::path> findRecording() const;

    /// Scorings, in order of creation.
    Result<std::vector<ScoringInfo>> scorings(bool withDeleted = false) const;
    Result<ScoringInfo> scoring(ScoringId id) const;
    Result<Hypnogram> hypnogram(ScoringId id) const;
    /// What the file that the stages were read from called its epochs by Rechtschaffen and Kales; empty when
    /// it did not. Edits leave it as it is: see rkStageOf. Copies and revisions keep it.
    Result<RkStages> rkStages(ScoringId id) const;
    /// Of a network run, or of the one that a scoring refers to; DataMissing when it refers to none.
    Result<NightProbabilities> probabilities(ScoringId id) const;

    Result<ScoringId> createScoring(const NewScoring& scoring);
    /// Its stages are Hypnogram::fromProbabilities.
    Result<ScoringId> createNetworkRun(const NewNetworkRun& run);
    /// A scoring of kind Human with the same stages, events and reference to a network run; it can be edited
    /// and has no undo steps yet. The events' ids are nextEventId() and up, in the order of the originals'.
    Result<ScoringId> copyScoring(ScoringId id, std::string_view name, std::string_view scorer);
    Result<void> renameScoring(ScoringId id, std::string_view name);
    /// A deleted scoring leaves the list, not the file: restoreScoring brings it back.
    Result<void> deleteScoring(ScoringId id);
    Result<void> restoreScoring(ScoringId id);

    /// Locks a scoring for good: "reviewed by NAME".
    Result<void> signScoring(ScoringId id, std::string_view name);
    /// A new, editable revision of a signed scoring (any scoring, in fact), named "NAME, revision 2".
    Result<ScoringId> revise(ScoringId id);

    /// Applies actions of the scorer in one transaction: all of them or none. Each is one step of undo; steps
    /// that could be redone are forgotten. At most kMaximumUndoSteps are kept.
    Result<void> applyEdits(ScoringId id, std::span<const EditRequest> edits);
    /// Takes the last step back, or applies it again; nullopt when there is none.
    Result<std::optional<UndoneStep>> undo(ScoringId id);
    Result<std::optional<UndoneStep>> redo(ScoringId id);
    Result<UndoTexts> undoTexts(ScoringId id) const;
    static constexpr std::int64_t kMaximumUndoSteps = 10'000;

    /// Events, sorted by onset. `scoring` absent: those common to all; else those of the scoring and the
    /// common ones. allEvents gives those of every scoring.
    Result<std::vector<StudyEvent>> events(std::optional<ScoringId> scoring) const;
    Result<std::vector<StudyEvent>> allEvents() const;
    /// For events that nobody wants to undo one by one, such as those of a file; the others are edits, see
    /// EditRequest. In one transaction; those of number 0 get the next ids, in the order of `events`;
    /// other numbers must be free.
    Result<std::vector<std::int64_t>> addEvents(std::span<const StudyEvent> events);
    /// The id that the next event gets; those before it were used.
    Result<std::int64_t> nextEventId() const;

    Result<LightsTimes> lights() const;
    Result<void> setLights(const LightsTimes& lights);

    /// Montage, view and settings: texts (JSON by convention) under keys such as "view" or "montage". Not in
    /// the journal. An empty text forgets the key.
    Result<std::optional<std::string>> setting(std::string_view key) const;
    Result<void> setSetting(std::string_view key, std::string_view text);

    /// Epochs of a scoring that a person has looked at, ascending.
    Result<std::vector<std::int64_t>> reviewedEpochs(ScoringId id) const;
    Result<void> setReviewed(ScoringId id, std::span<const std::int64_t> epochs, bool isReviewed = true);

    /// The audit journal: up to `count` rows from number `first` (1 is the first row).
    Result<std::vector<JournalRow>> journal(std::int64_t first, std::int64_t count) const;
    Result<JournalHead> journalHead() const;
    /// Walks the whole journal and follows it to the stages of every scoring. `anchor` is a head that was
    /// written down earlier. Takes seconds for a large journal: in a program with windows, open the study a
    /// second time, read-only, in the background and verify there.
    Result<JournalVerdict> verifyJournal(const TaskContext& context = {},
                                         const std::optional<JournalHead>& anchor = std::nullopt) const;

    /// A consistent copy of the study, whole or not at all, replacing nothing.
    Result<void> copyTo(const std::filesystem::path& path) const;

private:
    struct State;
    explicit Study(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace hypnodesk
