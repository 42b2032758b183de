#pragma once

#include "core/dsp/display_filter.h"
#include "core/recording/derivation.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// One row of a montage: what is shown, and how. For the eye only; the network has its own fixed input.
struct MontageRow {
    std::string derivation; ///< as parseDerivation() reads it: "C4-M1", "EEG Fpz-Cz"
    bool isVisible = true;
    double enlargement = 1.0; ///< beside the other rows of its kind, kSmallestEnlargement to its inverse
    /// Sensitivity of its own instead of the one of the screen; enlargement counts on top of it.
    std::optional<double> microvoltsPerMillimetre;
    /// A filter of its own, an empty one for none; nullopt: the screen's filter for this kind of channel.
    std::optional<dsp::DisplayFilter> filter;
    std::string colour;      ///< "#rrggbb"; empty: by the kind of channel
    bool isInverted = false; ///< turned over against the polarity of the screen

    bool operator==(const MontageRow&) const = default;
};

inline constexpr double kSmallestEnlargement = 1.0 / 64.0;

/// A named list of rows. A value that knows no recording: names that a night lacks are left out when the
/// montage is resolved for it.
struct Montage {
    std::string name;
    std::vector<MontageRow> rows; ///< from the top

    bool operator==(const Montage&) const = default;
};

/// A row that the night has.
struct ResolvedRow {
    Derivation derivation;
    std::size_t row = 0; ///< index into Montage::rows
};

/// A montage as far as a night has its channels.
struct ResolvedMontage {
    std::vector<ResolvedRow> rows;
    std::vector<std::string> missing; ///< derivations of visible rows that the night lacks
};

ResolvedMontage resolveMontage(const Recording& recording, const Montage& montage);

/// Montages that are made from the channels of a night.
enum class BuiltInMontage { Standard, AsRecorded, EegOnly, Respiration };
inline constexpr std::array kBuiltInMontages{BuiltInMontage::Standard, BuiltInMontage::AsRecorded,
                                             BuiltInMontage::EegOnly, BuiltInMontage::Respiration};

/// "Standard (contralateral mastoids)", "As recorded", "EEG only", "Respiration".
std::string_view builtInName(BuiltInMontage montage);
std::optional<BuiltInMontage> builtInByName(std::string_view name);

/// Standard: every derivation of standardMontage(), `scored` on top; visible are four EEG rows (the scored
/// one always), two EOG, and one each of chin EMG, ECG, respiration and SpO2, or the first eight channels of
/// a recording without any of these. As recorded: every channel in the order of the file. EEG only: the
/// contralateral derivations, then every other EEG channel. Respiration: one EEG, all flows and belts, snore,
/// SpO2, position, ECG. No rows where the night has nothing of the kind.
Montage builtInMontage(BuiltInMontage montage, const Recording& recording,
                       const std::optional<Derivation>& scored = std::nullopt);

/// What withContralateralMastoids() did.
struct Rereferenced {
    Montage montage;
    int changed = 0;                 ///< rows that have another reference now
    std::vector<std::string> unable; ///< EEG and EOG rows for which the night has no contralateral mastoid
};

/// Every EEG and EOG row against the opposite mastoid (left and E1, E2 against M2, right and midline against
/// M1), recorded so or derived from two referential channels. Rows keep their order and their looks; rows
/// that became equal to one above are dropped.
Rereferenced withContralateralMastoids(const Recording& recording, const Montage& montage);

/// JSON, one montage as an object, many as {"format": "hypnodesk-montages", "montages": [...]}.
std::string montageText(const Montage& montage);
std::string montagesText(const std::vector<Montage>& montages);

/// Reads montageText(). A JSON list of names, as version 0.1 kept it in studies, becomes an unnamed montage
/// of these rows. Values out of range are limited; an error says what is no montage.
Result<Montage> parseMontage(std::string_view text);
Result<std::vector<Montage>> parseMontages(std::string_view text);

} // namespace hypnodesk
