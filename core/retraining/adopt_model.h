#pragma once

#include "core/retraining/model_change_record.h"

namespace hypnodesk {

/// Takes a run's model to where it is to stay, with its record beside it (changeRecordPath, and the page of
/// the same name). The model is checked against the digest that the record speaks of; nothing is replaced.
/// After a failure (full disk, a name that is taken) nothing of it is there and the run's folder still holds
/// the model; what scores nights is not touched in any case.
///
/// The model comes last, in one step: a process that is killed on the way leaves at most a record without a
/// model, which no library shows and the next attempt replaces. A model that is there already to the bit,
/// taken there by a process that was killed right after, gets the new record.
Result<void> adoptModel(const ModelChangeRecord& record, const std::filesystem::path& out);

} // namespace hypnodesk
