#pragma once

#include "core/scoring/stage.h"

#include <optional>
#include <string_view>

namespace hypnodesk {

/// A stage written as a word, as programs of the field do: "W", "Wake", "N1", "S1", "NREM1", "R", "REM", "?",
/// "MT", "Artefact", ..., with or without "Sleep stage" in front, whatever the case; R&K stage 4 is N3. Bare
/// digits only after "stage" ("Sleep stage 2"), because programs disagree about what they mean.
std::optional<Stage> stageFromWord(std::string_view label);

/// A stage as Embla, RemLogic and converted NSRR files name it among other events: "SLEEP-S0" (wake),
/// "SLEEP-S2", "SLEEP-REM", "SLEEP-MT", "SLEEP-UNSCORED".
std::optional<Stage> stageFromSleepEvent(std::string_view event);

/// True when the text begins with "Sleep stage", the way of EDF+, known stage or not.
bool hasSleepStagePrefix(std::string_view label);

/// The text in front of "@@", which EDF+ puts between an annotation and its channel; trimmed.
std::string_view withoutChannel(std::string_view label);

/// Words that can only mean a stage, even alone among other annotations ("N2", "REM", "Movement time"),
/// unlike "A" or
/// "?".
bool isUnmistakableStage(std::string_view label);

} // namespace hypnodesk
