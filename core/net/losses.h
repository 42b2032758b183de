#pragma once

#include "core/net/mc2sleepnet.h"
#include "core/net/torch.h"

namespace hypnodesk::net {

/// Label of epochs that take no part in the losses.
inline constexpr std::int64_t kIgnoredStage = -100;

/// Symmetric InfoNCE: each epoch's raw vector must find its own spectrogram vector among all of the batch,
/// and the other way round. Unit vectors [N, width] -> scalar.
torch::Tensor infoNce(const Embeddings& unitVectors, double temperature);

/// Mean absolute difference between rebuilt and true embeddings at masked positions only. `target` takes no
/// gradient. [batch, length, width] x2, mask [batch, length] -> scalar; 0 when nothing is masked.
torch::Tensor maskedL1(const torch::Tensor& rebuilt, const torch::Tensor& target, const torch::Tensor& mask);

/// Mean cross-entropy over the epochs that have a label. [batch, length, 5], stages [batch, length] int64
/// with kIgnoredStage -> scalar; 0 when no epoch has one.
torch::Tensor stageCrossEntropy(const torch::Tensor& logits, const torch::Tensor& stages);

/// Mean KL(reference || student) over the labelled epochs; both log-probabilities [batch, length, 5].
torch::Tensor stageDivergence(const torch::Tensor& referenceLog, const torch::Tensor& studentLog,
                              const torch::Tensor& stages);

} // namespace hypnodesk::net
