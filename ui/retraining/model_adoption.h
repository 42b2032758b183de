#pragma once

#include "ui/retraining/retraining_session.h"

namespace hypnodesk {

/// What a decision left behind.
struct ConcludedRetraining {
    std::string modelId;          ///< of the new model in the library; empty when the present one was kept
    std::filesystem::path record; ///< JSON; the page for people lies beside it
};

/// Writes the record of a run that was decided upon. An adopted model goes into the library with it and
/// becomes the default; of a model that was not adopted the record alone stays, in the folder "decisions" of
/// the library. Then the run's folder is removed. Whatever fails, the present default scores on. Worker.
Result<ConcludedRetraining> concludeRetraining(const RetrainingJob& job, const RetrainingResult& result,
                                               const RetrainingDecision& decision);

} // namespace hypnodesk
