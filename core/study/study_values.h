#pragma once

#include "core/scoring/hypnogram.h"
#include "core/scoring/rk_stage.h"
#include "core/scoring/stage_edit.h"
#include "core/scoring/stage_probabilities.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// Number of a scoring within its study, from 1; never used twice.
using ScoringId = std::int64_t;

enum class ScoringKind : std::uint8_t { Human, Network, Imported, Consensus };
/// "human", "network", "imported", "consensus": stable, for files and JSON.
std::string_view scoringKindName(ScoringKind kind);
std::optional<ScoringKind> scoringKindFromName(std::string_view name);

/// What is known of a scoring without loading its stages.
struct ScoringInfo {
    ScoringId id = 0;
    std::string name; ///< unique among the scorings that are not deleted
    ScoringKind kind = ScoringKind::Human;
    std::string scorer;     ///< the person, the model, or the file that the stages are from
    std::string createdUtc; ///< "2026-11-22T12:34:56.789Z"
    EpochGrid grid;
    /// The network run whose probabilities go with these stages; of a network run, itself.
    std::optional<ScoringId> networkRun;
    std::optional<ScoringId> basedOn; ///< the scoring it was copied or revised from
    int revision = 1;                 ///< counts up with Study::revise
    std::string signedBy;             ///< empty until signed
    std::string signedUtc;
    bool isDeleted = false;

    /// Network runs only.
    std::string modelName;
    std::string modelDigest;
    std::string device;
    std::string optionsJson;

    bool isSigned() const { return !signedBy.empty(); }
    /// Network runs are never edited (copy them), signed scorings no more (revise them).
    bool isEditable() const { return kind != ScoringKind::Network && !isSigned() && !isDeleted; }
};

/// An annotation of a stretch of time.
struct StudyEvent {
    std::int64_t id = 0;          ///< number within the study, from 1; never used twice
    double onsetSeconds = 0.0;    ///< from the start of the recording
    double durationSeconds = 0.0; ///< 0: a moment
    std::string channel;          ///< name of the derivation; empty: the whole recording
    std::string type;             ///< eventKindName, or a word of another program
    std::string text;
    std::optional<ScoringId> scoring; ///< absent: common to all scorings
    std::string author = {};          ///< who or what marked it
    bool operator==(const StudyEvent&) const = default;
};

/// An event before and after: one of them absent for an event that is added or removed; the same id in both.
struct EventChange {
    std::optional<StudyEvent> before;
    std::optional<StudyEvent> after;
    bool operator==(const EventChange&) const = default;
};
/// What takes the changes back.
std::vector<EventChange> inverse(const std::vector<EventChange>& changes);

/// A scoring to be made.
struct NewScoring {
    std::string name;                      ///< made unique by " (2)", " (3)" when taken
    ScoringKind kind = ScoringKind::Human; ///< not Network
    std::string scorer;
    Hypnogram hypnogram;                 ///< its first stages; Hypnogram(grid) for none
    std::optional<ScoringId> networkRun; ///< whose probabilities belong to it
    std::string note;                    ///< for the journal, e.g. "from night.csv, 3 unknown labels"
    std::vector<StudyEvent> events = {}; ///< its first events; whose they say they are does not count
    RkStages rkStages = {};              ///< what its file called the epochs; empty, or one an epoch
};

/// A run of the network to be kept, for ever as it is.
struct NewNetworkRun {
    std::string name; ///< made unique when taken
    NightProbabilities probabilities;
    std::string device;      ///< "cpu", "cuda:0 NVIDIA H200"
    std::string optionsJson; ///< how it was scored
    std::string note;
};

/// Why stages change; stands in the journal.
enum class EditSource : std::uint8_t {
    Key,              ///< a stage given by hand
    AcceptedProposal, ///< the network's stage, accepted by a person
    Network,          ///< the network's proposals taken over, not yet looked at
    Import,           ///< stages of a file
    Bulk,             ///< many epochs or events by one command
    Undo,
    Redo,
    Measurement, ///< found in the signal by a detector that a person asked
};
/// "key", "accepted proposal", "network", "import", "bulk", "undo", "redo", "measurement".
std::string_view editSourceName(EditSource source);
std::optional<EditSource> editSourceFromName(std::string_view name);

/// One action of the scorer: one step of undo, one journal row an epoch and an event. One that changes
/// nothing is no step.
struct EditRequest {
    StageEdit edit; ///< every `before` must be what the study holds
    EditSource source = EditSource::Key;
    std::string text;             ///< what the undo menu shows: "Score N2"
    std::int64_t epochToShow = 0; ///< where undo and redo take the scorer
    /// Where given, the scoring refers to this network run from now on (0: to none); undone with the step.
    std::optional<ScoringId> networkRun;
    /// Events of this scoring, or common ones. Every `before` must be what the study holds; added ones have a
    /// free id, see Study::nextEventId.
    std::vector<EventChange> events = {};
};

/// What undo or redo did.
struct UndoneStep {
    StageEdit edit; ///< as it was applied: for undo the inverse of the request
    std::string text;
    std::int64_t epochToShow = 0;
    bool networkRunChanged = false;
    std::optional<ScoringId> networkRun;  ///< what the scoring refers to now
    std::vector<EventChange> events = {}; ///< as they were applied
};

/// Texts for the menu; absent when there is nothing to undo or redo.
struct UndoTexts {
    std::optional<std::string> undo;
    std::optional<std::string> redo;
    bool operator==(const UndoTexts&) const = default;
};

} // namespace hypnodesk
