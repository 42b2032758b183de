#pragma once

#include "core/base/task_context.h"
#include "core/model/night_cache.h"
#include "core/model/trainer.h"
#include "core/retraining/labelled_recording.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/sleep_statistics.h"

#include <cstdint>
#include <span>

namespace hypnodesk {

/// Which stages of a scoring are somebody's word. Stages that a network proposed and nobody decided on are
/// none, so that a model never learns from itself.
enum class LabelRule {
    EveryStage,         ///< whatever the scoring says: to judge a model by a published scoring
    Reviewed,           ///< given by a person, read from a file, or accepted by a person who looked at it
    ReviewedOrAccepted, ///< also those that were accepted together with many others, not looked at
};

/// True when the stage counts as a label. `isSeen`: a person looked at the epoch (Study::reviewedEpochs).
bool countsAsLabel(const EpochScore& score, bool isSeen, LabelRule rule);

/// The stages that count, Unscored for the others. `seen` is ascending.
std::vector<Stage> labelsOf(const Hypnogram& hypnogram, std::span<const std::int64_t> seen, LabelRule rule);

/// A night to learn from or to be judged on.
struct PreparedNight {
    LabelledNight night;
    LightsTimes lights; ///< of the scoring, from the night's first epoch on; absent where the night was cut
};

struct PreparationOptions {
    LabelRule rule = LabelRule::EveryStage;
    NightCache* cache = nullptr; ///< absent: the night is held in memory
    Tell tell = {};              ///< hears of labels that are not known and of what looks like a mistake
};

/// Opens, cuts, prepares the network's input (or takes it from the cache) and aligns the scoring to its
/// epochs by their middles. DataMissing when no stage that counts lies within the recording.
Result<PreparedNight> prepareLabelledNight(const LabelledRecording& labelled,
                                           const PreparationOptions& options, const TaskContext& context);

/// The derivation the user asked for: a channel, a pair, or nothing (the best suggestion).
Result<Derivation> wishedDerivation(const Recording& recording, const std::string& wish);
/// The one a labelled recording is used with: its channel, else the first preferred one, else the best.
Result<Derivation> derivationOf(const Recording& recording, const LabelledRecording& labelled);

/// SHA-256 of the scaled samples and stages: what a model learned from, for its provenance.
std::string nightDigest(const ModelInput& input, const std::vector<Stage>& stages);

} // namespace hypnodesk
