#pragma once

#include "core/study/database.h"
#include "core/study/journal_store.h"
#include "core/study/study_values.h"

#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk::study {

/// More epochs than any night has (35 days of 3-s epochs): a limit for what a file may make us allocate.
inline constexpr std::int64_t kMaximumEpochs = 1'000'000;

std::vector<ScoringInfo> readScorings(const Database& database, bool withDeleted);
/// Throws ArgumentInvalid when there is none.
ScoringInfo readScoring(const Database& database, ScoringId id);
/// Throws ArgumentInvalid with the reason when this scoring may not be edited.
void requireEditable(const ScoringInfo& scoring);

/// The stages of a scoring, and what its file called them: empty, or one an epoch.
struct ScoringStages {
    Hypnogram hypnogram;
    RkStages rkStages;
};
ScoringStages readStages(const Database& database, const ScoringInfo& scoring);
inline Hypnogram readHypnogram(const Database& database, const ScoringInfo& scoring) {
    return readStages(database, scoring).hypnogram;
}
inline RkStages readRkStages(const Database& database, const ScoringInfo& scoring) {
    return readStages(database, scoring).rkStages;
}
/// What the journal says about such labels in the row that makes the scoring: their digest; empty without
/// any.
std::string rkStagesNote(const RkStages& stages);
inline constexpr std::string_view kRkStagesMark = "stages of Rechtschaffen and Kales as read, sha256 ";

/// Epochs belong to a scoring that is there already, without stages.
void insertEpochs(Database& database, ScoringId id, const ScoringStages& stages);
NightProbabilities readProbabilities(const Database& database, const ScoringInfo& scoring);

/// The model digest of the run that a scoring refers to, or "".
std::string modelDigestFor(const Database& database, const std::optional<ScoringId>& networkRun);

/// A journal row about this scoring.
JournalRow rowAbout(const Database& database, const ScoringInfo& scoring, std::string_view action,
                    std::string_view note = {});

/// What follows, and insertEpochs, belongs into a transaction.
/// Inserts a scoring with its stages and its journal row; `info` without id. Returns the id.
ScoringId insertScoring(Database& database, JournalWriter& journal, ScoringInfo info,
                        const ScoringStages& stages, std::string_view action, std::string_view note);
ScoringId insertNetworkRun(Database& database, JournalWriter& journal, const NewNetworkRun& run);
void renameScoring(Database& database, JournalWriter& journal, ScoringId id, std::string_view name);
void setDeleted(Database& database, JournalWriter& journal, ScoringId id, bool isDeleted);
void signScoring(Database& database, JournalWriter& journal, ScoringId id, std::string_view name);
/// `name`, or "name (2)", "name (3)", whichever is free.
std::string freeName(const Database& database, std::string_view name);

/// A grid that a scoring may have; throws ArgumentInvalid otherwise.
void requireUsable(const EpochGrid& grid);

} // namespace hypnodesk::study
