#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/model/model_input.h"
#include "core/scoring/stage_probabilities.h"

#include <functional>
#include <string>

namespace hypnodesk {

struct ScoreOptions {
    /// Epochs between windows. At 5 every epoch is read in four windows of 20; 1 reads it in twenty, takes
    /// twice as long and on real nights agrees with the experts no better (the model card has the figures).
    int stride = 5;
    int batch = 16; ///< epochs embedded, and windows read, at once

    /// Called now and then, on the scoring thread, with what is known so far: first a preview of the whole
    /// night from every fifth epoch, after a fifth of the time at most, then finer ones. Epochs that are not
    /// scored have a joint that sums to 0.
    std::function<void(const NightProbabilities&)> partial = {};
};

/// A network, loaded and ready. Scores one night at a time, on the thread that calls; make a second one for a
/// second thread. Implemented by core/net, and by fakes in tests.
class NightScorer {
public:
    virtual ~NightScorer() = default;

    virtual Result<NightProbabilities> score(const ModelInput& input, const ScoreOptions& options,
                                             const TaskContext& context) = 0;

    virtual std::string modelName() const = 0;
    virtual std::string modelDigest() const = 0;
    virtual std::string deviceName() const = 0; ///< "CPU, 2 threads", "NVIDIA ..."
};

} // namespace hypnodesk
