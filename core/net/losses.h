#pragma once

#include "core/net/mc2sleepnet.h"
#include "core/net/torch.h"

#include <cstdint>
#include <optional>

namespace hypnodesk::net {

/// Label of epochs that take no part in the losses.
inline constexpr std::int64_t kIgnoredStage = -100;

/// Symmetric InfoNCE: each epoch's raw vector must find its own spectrogram vector among all of the batch,
/// and the other way round. Unit vectors [N, width] -> scalar.
torch::Tensor infoNce(const Embeddings& unitVectors, double temperature);

/// A share of it: the mean over all epochs, of which only the rows of `own`, which begin at `first` of `all`,
/// are summed. The shares sum to infoNce(all).
torch::Tensor infoNceShare(const Embeddings& own, const Embeddings& all, std::int64_t first,
                           double temperature);

/// Mean absolute difference between rebuilt and true embeddings at masked positions only. `target` takes no
/// gradient. [batch, length, width] x2, mask [batch, length] -> scalar; 0 when nothing is masked. `masked` is
/// how many positions the mean is over when this is but a share of the batch; absent: those of `mask`.
torch::Tensor maskedL1(const torch::Tensor& rebuilt, const torch::Tensor& target, const torch::Tensor& mask,
                       std::optional<std::int64_t> masked = {});

/// Mean cross-entropy over the epochs that have a label. [batch, length, 5], stages [batch, length] int64
/// with kIgnoredStage -> scalar; 0 when no epoch has one. `labelled` is how many epochs the mean is over when
/// this is but a share of the batch; absent: those of `stages`.
torch::Tensor stageCrossEntropy(const torch::Tensor& logits, const torch::Tensor& stages,
                                std::optional<std::int64_t> labelled = {});

/// How many epochs have a label.
std::int64_t labelledCount(const torch::Tensor& stages);

/// Mean KL(reference || student) over the labelled epochs; both log-probabilities [batch, length, 5].
torch::Tensor stageDivergence(const torch::Tensor& referenceLog, const torch::Tensor& studentLog,
                              const torch::Tensor& stages);

} // namespace hypnodesk::net
