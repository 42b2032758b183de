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
void changeEvent(Database& database, JournalWriter& journal, const StudyEvent& event);
void removeEvent(Database& database, JournalWriter& journal, std::int64_t id);

LightsTimes readLights(const Database& database);
void storeLights(Database& database, JournalWriter& journal, const LightsTimes& lights);

} // namespace hypnodesk::study
