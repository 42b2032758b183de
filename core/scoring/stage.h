#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hypnodesk {

/// The AASM stage of an epoch. The first five are the network's classes, in this order.
enum class Stage : std::uint8_t { Wake, N1, N2, N3, Rem, Unscored, Movement, Artefact };

inline constexpr int kStageClassCount = 5;
inline constexpr std::array<Stage, 5> kStageClasses{Stage::Wake, Stage::N1, Stage::N2, Stage::N3, Stage::Rem};

/// True for Wake, N1, N2, N3 and REM.
constexpr bool isScored(Stage stage) {
    return stage <= Stage::Rem;
}
constexpr bool isSleep(Stage stage) {
    return stage >= Stage::N1 && stage <= Stage::Rem;
}

/// One-letter-like codes of our files: W N1 N2 N3 R ? M A.
std::string_view stageCode(Stage stage);
/// The inverse of stageCode, ignoring case; also "REM", "N4" and "4" style codes are NOT accepted here:
/// importers map.
std::optional<Stage> stageFromCode(std::string_view code);
/// "Wake", "N1", ..., "REM", "Unscored", "Movement", "Artefact".
std::string_view stageName(Stage stage);

/// For tests and examples: 'W' '1' '2' '3' 'R' '?' 'M' 'A'.
std::optional<Stage> stageFromLetter(char letter);
char stageLetter(Stage stage);

} // namespace hypnodesk
