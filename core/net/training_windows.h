#pragma once

#include "core/model/model_file.h"
#include "core/model/trainer.h"
#include "core/net/augmentation.h"
#include "core/net/process_group.h"
#include "core/net/torch.h"

#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace hypnodesk::net {

/// A window of consecutive epochs of one night.
struct WindowRef {
    std::size_t night = 0;
    std::int64_t firstEpoch = 0;
    bool operator==(const WindowRef&) const = default;
};

/// Epochs [first, last) worth training on: the scored night with 30 min of wake before and after sleep at
/// most.
struct EpochRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};
EpochRange trainingRange(const LabelledNight& night);

/// One pass over the nights: windows that cover each night's training range once, beginning at a random
/// phase, in random order. Nights shorter than a window give one that starts at their first epoch; windows
/// without a single good epoch are left out.
std::vector<WindowRef> passOverNights(const std::vector<LabelledNight>& nights, std::int64_t length,
                                      std::mt19937_64& random);

/// Stages of windows as labels, [windows, length] int64; epochs without a usable stage or signal are ignored.
torch::Tensor stagesOf(const std::vector<LabelledNight>& nights, std::span<const WindowRef> windows,
                       std::int64_t length);

/// What to add to the logits of windows, [windows, 1, 5]: 0 for stages that may compete in that night, hugely
/// negative for the others.
torch::Tensor competitionOf(const std::vector<LabelledNight>& nights, std::span<const WindowRef> windows);

/// The windows of one step of training, of all processes together, and this one's share of them.
struct StepBatch {
    std::span<const WindowRef> all;
    std::size_t first = 0;  ///< of the share, among `all`
    std::size_t count = 0;  ///< may be 0 at the end of a pass
    std::uint64_t seed = 0; ///< of the run
    std::uint64_t pass = 0;
    std::size_t placeInPass = 0; ///< of all.front() among the windows of the pass
    std::uint64_t step = 0;      ///< of the run

    std::span<const WindowRef> own() const { return all.subspan(first, count); }
};

/// Both views of the process's windows, augmented, each by a chance of its own: raw [windows * length, 3000],
/// z-scored spectrogram [windows * length, 29, 128], on the CPU.
struct WindowViews {
    torch::Tensor raw;
    torch::Tensor spectrogram;
};
WindowViews viewsOfWindows(const std::vector<LabelledNight>& nights, const StepBatch& batch,
                           std::int64_t length, const SpectrogramNormalisation& normalisation,
                           const AugmentationOptions& augmentation);

/// Mean and deviation of every spectrogram bin over the nights' good epochs (every `step`-th one). The
/// processes of the group measure a part of the nights each.
SpectrogramNormalisation spectrogramStatistics(const std::vector<LabelledNight>& nights, ProcessGroup& group,
                                               std::int64_t step = 4);

/// Nights of training and validation; no subject is in both.
struct SubjectSplit {
    std::vector<LabelledNight> training;
    std::vector<LabelledNight> validation;
};
/// Sets the nights apart that are for validation; where there are none, `share` of the subjects (at least
/// one, drawn by `seed`). With fewer than two subjects nothing is.
SubjectSplit splitBySubject(const std::vector<LabelledNight>& nights, double share, std::uint64_t seed);

} // namespace hypnodesk::net
