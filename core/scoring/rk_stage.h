#pragma once

#include "core/scoring/hypnogram.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// What a file called an epoch by the rules of Rechtschaffen and Kales ("A manual of standardized
/// terminology, techniques and scoring system for sleep stages of human subjects", 1968), where AASM has
/// another word or none. Wake and REM are called the same. The program works with the AASM stage; this stays
/// beside it, as it was read, and never changes.
enum class RkStage : std::uint8_t { None, S1, S2, S3, S4, MovementTime };

/// One an epoch of a hypnogram; empty where its file did not speak the language of Rechtschaffen and Kales.
using RkStages = std::vector<RkStage>;

/// "S1", ..., "S4", "MT"; empty for None. Stable, for files and screens.
std::string_view rkStageCode(RkStage stage);
/// The inverse; "" is None.
std::optional<RkStage> rkStageFromCode(std::string_view code);

/// What AASM calls it: S1 and S2 are N1 and N2, S3 and S4 together N3; Movement has no stage. Unscored for
/// None.
Stage aasmStage(RkStage stage);

/// The label that an epoch still has: what was read, as long as nobody gave the epoch another stage.
RkStage rkStageOf(const EpochScore& score, RkStage asRead);
/// The same by number; None where `asRead` is shorter.
RkStage rkStageOf(const Hypnogram& hypnogram, std::int64_t epoch, const RkStages& asRead);

/// How an epoch is called with these labels at hand: its label, else the code of its stage.
std::string_view shownStageCode(const Hypnogram& hypnogram, std::int64_t epoch, const RkStages& asRead);

} // namespace hypnodesk
