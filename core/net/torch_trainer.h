#pragma once

#include "core/model/trainer.h"

namespace hypnodesk::net {

/// Pre-training of model.md section 3 (pre_training.cpp).
Result<void> pretrain(const std::vector<LabelledNight>& nights, const TrainingOptions& options,
                      const std::filesystem::path& out, const TrainingListener& listener,
                      const TaskContext& context);

/// Fine-tuning of model.md section 4 (fine_tuning.cpp).
Result<void> finetune(const std::filesystem::path& base, const std::vector<LabelledNight>& nights,
                      const TrainingOptions& options, const std::filesystem::path& out,
                      const TrainingListener& listener, const TaskContext& context);

} // namespace hypnodesk::net
