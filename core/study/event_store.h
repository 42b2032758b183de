#pragma once

#include "core/scoring/sleep_statistics.h"
#include "core/study/database.h"
#include "core/study/journal_store.h"
#include "core/study/study_values.h"

#include <optional>
#include <span>
#include <vector>

namespace hypnodesk::study {

/// Events and lights. What writes belongs into a transaction.
std::vector<StudyEvent> readEvents(const Database& database, std::optional<ScoringId> scoring);
std::vector<StudyEvent> readAllEvents(const Database& database);
std::vector<std::int64_t> addEvents(Database& database, JournalWriter& journal,
                                    std::span<const StudyEvent> events);
/// The id of the next event that is added.
std::int64_t nextEventId(const Database& database);
/// Those of a scoring, again for another one; ids ascend in the order of the originals'.
void copyEvents(Database& database, JournalWriter& journal, ScoringId from, ScoringId to);
/// As a part of an edit of `scoring`, see EditRequest.
void applyEventChanges(Database& database, JournalWriter& journal, ScoringId scoring,
                       const std::vector<EventChange>& changes, EditSource source);

LightsTimes readLights(const Database& database);
void storeLights(Database& database, JournalWriter& journal, const LightsTimes& lights);

} // namespace hypnodesk::study
