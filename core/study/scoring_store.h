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

Hypnogram readHypnogram(const Database& database, const ScoringInfo& scoring);
NightProbabilities readProbabilities(const Database& database, const ScoringInfo& scoring);

/// The model digest of the run that a scoring refers to, or "".
std::string modelDigestFor(const Database& database, const std::optional<ScoringId>& networkRun);

/// A journal row about this scoring.
JournalRow rowAbout(const Database& database, const ScoringInfo& scoring, std::string_view action,
                    std::string_view note = {});

/// What follows belongs into a transaction.
/// Inserts a scoring with its stages and its journal row; `info` without id. Returns the id.
ScoringId insertScoring(Database& database, JournalWriter& journal, ScoringInfo info,
                        const Hypnogram& hypnogram, std::string_view action, std::string_view note);
ScoringId insertNetworkRun(Database& database, JournalWriter& journal, const NewNetworkRun& run);
void renameScoring(Database& database, JournalWriter& journal, ScoringId id, std::string_view name);
void setDeleted(Database& database, JournalWriter& journal, ScoringId id, bool isDeleted);
void signScoring(Database& database, JournalWriter& journal, ScoringId id, std::string_view name);
/// `name`, or "name (2)", "name (3)", whichever is free.
std::string freeName(const Database& database, std::string_view name);

/// A grid that a scoring may have; throws ArgumentInvalid otherwise.
void requireUsable(const EpochGrid& grid);

} // namespace hypnodesk::study
