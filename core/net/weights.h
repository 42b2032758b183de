#pragma once

#include "core/base/result.h"
#include "core/model/model_file.h"
#include "core/net/mc2sleepnet.h"

#include <vector>

namespace hypnodesk::net {

/// Parameters and batch-norm statistics of a network as arrays. Matrices and kernels are stored in
/// `precision`; vectors (biases, norms, statistics) always in F32. `deployedOnly` leaves out what only
/// pre-training needs.
std::vector<NamedTensor> exportWeights(Mc2SleepNet& network, TensorType precision, bool deployedOnly);

/// A network in evaluation mode with a model file's weights. Every array must be there and have the network's
/// shape; those that only pre-training needs may be missing. Unknown arrays are refused.
Result<Mc2SleepNet> networkFrom(const ModelFile& model);

} // namespace hypnodesk::net
