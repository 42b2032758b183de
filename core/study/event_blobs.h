#pragma once

#include "core/study/database.h"
#include "core/study/study_values.h"

#include <optional>
#include <vector>

namespace hypnodesk::study {

/// The column `events` of the table undo_step. Decoding gives nullopt for bytes that encoding never made.
Blob encodeEventChanges(const std::vector<EventChange>& changes);
std::optional<std::vector<EventChange>> decodeEventChanges(const Blob& bytes);

} // namespace hypnodesk::study
