#pragma once

#include "core/recording/channel.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace hypnodesk {

/// What an event of the night is. The order is that of menus.
enum class EventKind : std::uint8_t {
    Arousal,
    Artefact,
    Spindle,
    KComplex,
    SlowWave,
    ObstructiveApnoea,
    CentralApnoea,
    MixedApnoea,
    Hypopnoea,
    Rera, ///< respiratory effort-related arousal
    Desaturation,
    Snore,
    LimbMovement,
    Note, ///< free text, and whatever this program does not know
};
inline constexpr std::size_t kEventKindCount = 14;

/// Kinds that share a lane of the night.
enum class EventGroup : std::uint8_t { Arousals, Respiration, Movements, Graphoelements, Others };
inline constexpr std::size_t kEventGroupCount = 5;

/// One row of the table of kinds.
struct EventKindInfo {
    EventKind kind = EventKind::Note;
    std::string_view name;  ///< stable, for files: "obstructive apnoea"
    std::string_view title; ///< in English: "Obstructive apnoea"
    EventGroup group = EventGroup::Others;
    /// The channels on which such events are marked; absent: any, and of events placed without a channel the
    /// whole recording.
    std::optional<ChannelRole> role;
    double typicalSeconds = 1.0; ///< of an event placed by a key
    /// What the AASM manual (version 3) asks for: arousals 3 s, apnoeas, hypopnoeas and RERAs 10 s, limb
    /// movements, spindles and K-complexes 0.5 s; a wave of 2 Hz lasts 0.5 s. 0: nothing asked.
    double minimumSeconds = 0.0;
};

/// All kinds, in the order of EventKind.
std::span<const EventKindInfo> eventKinds();
const EventKindInfo& eventKindInfo(EventKind kind);
inline std::string_view eventKindName(EventKind kind) {
    return eventKindInfo(kind).name;
}
std::optional<EventKind> eventKindFromName(std::string_view name);

/// The kind that an annotation of another program means ("Obstructive Apnea", "Arousal (ARO SPONT)",
/// "PLM"): recognised by words, whatever the case; Note when none is known.
EventKind eventKindFromText(std::string_view text);

} // namespace hypnodesk
