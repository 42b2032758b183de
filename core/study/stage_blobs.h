#pragma once

#include "core/scoring/stage_edit.h"
#include "core/scoring/stage_probabilities.h"
#include "core/study/database.h"

#include <optional>
#include <vector>

namespace hypnodesk::study {

/// The blobs of the tables undo_step and probabilities. Decoding gives nullopt for bytes that encoding never
/// made.
Blob encodeChanges(const StageEdit& edit);
std::optional<StageEdit> decodeChanges(const Blob& bytes);

Blob encodeVerdicts(const std::vector<EpochVerdict>& verdicts);
std::optional<std::vector<EpochVerdict>> decodeVerdicts(const Blob& bytes);

} // namespace hypnodesk::study
