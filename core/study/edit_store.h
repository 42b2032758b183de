#pragma once

#include "core/study/database.h"
#include "core/study/journal_store.h"
#include "core/study/study_values.h"

#include <optional>
#include <span>

namespace hypnodesk::study {

/// Edits and their undo steps; each function belongs into a transaction, texts excepted.
void applyEdits(Database& database, JournalWriter& journal, ScoringId id, std::span<const EditRequest> edits,
                std::int64_t maximumSteps);
std::optional<UndoneStep> undo(Database& database, JournalWriter& journal, ScoringId id);
std::optional<UndoneStep> redo(Database& database, JournalWriter& journal, ScoringId id);
UndoTexts undoTexts(const Database& database, ScoringId id);

} // namespace hypnodesk::study
