#include "core/scoring/event_kind.h"

#include "core/base/text_fields.h"

#include <array>
#include <string>

namespace hypnodesk {

namespace {

using Kind = EventKind;
using Group = EventGroup;

constexpr std::array<EventKindInfo, kEventKindCount> kKinds{{
    {Kind::Arousal, "arousal", "Arousal", Group::Arousals, ChannelRole::Eeg, 5.0, 3.0},
    {Kind::Artefact, "artefact", "Artefact", Group::Others, std::nullopt, 5.0, 0.0},
    {Kind::Spindle, "spindle", "Spindle", Group::Graphoelements, ChannelRole::Eeg, 1.0, 0.5},
    {Kind::KComplex, "k-complex", "K-complex", Group::Graphoelements, ChannelRole::Eeg, 1.0, 0.5},
    {Kind::SlowWave, "slow wave", "Slow wave", Group::Graphoelements, ChannelRole::Eeg, 1.0, 0.5},
    {Kind::ObstructiveApnoea, "obstructive apnoea", "Obstructive apnoea", Group::Respiration,
     ChannelRole::Respiration, 15.0, 10.0},
    {Kind::CentralApnoea, "central apnoea", "Central apnoea", Group::Respiration, ChannelRole::Respiration,
     15.0, 10.0},
    {Kind::MixedApnoea, "mixed apnoea", "Mixed apnoea", Group::Respiration, ChannelRole::Respiration, 15.0,
     10.0},
    {Kind::Hypopnoea, "hypopnoea", "Hypopnoea", Group::Respiration, ChannelRole::Respiration, 20.0, 10.0},
    {Kind::Rera, "rera", "RERA", Group::Respiration, ChannelRole::Respiration, 15.0, 10.0},
    {Kind::Desaturation, "desaturation", "Desaturation", Group::Respiration, ChannelRole::SpO2, 20.0, 0.0},
    {Kind::Snore, "snore", "Snore", Group::Respiration, ChannelRole::Snore, 2.0, 0.0},
    {Kind::LimbMovement, "limb movement", "Limb movement", Group::Movements, ChannelRole::Leg, 2.0, 0.5},
    {Kind::Note, "note", "Note", Group::Others, std::nullopt, 2.0, 0.0},
}};

/// Words by which other programs name a kind; the first that occurs decides.
struct Clue {
    std::string_view words;
    Kind kind;
};
constexpr std::array kClues{
    Clue{"hypopn", Kind::Hypopnoea},
    Clue{"rera", Kind::Rera},
    Clue{"respiratory effort", Kind::Rera},
    Clue{"central ap", Kind::CentralApnoea},
    Clue{"mixed ap", Kind::MixedApnoea},
    Clue{"centralap", Kind::CentralApnoea}, // NSRR: "SRO:CentralApnea"
    Clue{"mixedap", Kind::MixedApnoea},
    Clue{"apnea central", Kind::CentralApnoea},
    Clue{"apnea mixed", Kind::MixedApnoea},
    Clue{"apnea-central", Kind::CentralApnoea},
    Clue{"apnea-mixed", Kind::MixedApnoea},
    Clue{"obstructive", Kind::ObstructiveApnoea},
    Clue{"desat", Kind::Desaturation},
    Clue{"spindle", Kind::Spindle},
    Clue{"k-complex", Kind::KComplex},
    Clue{"k complex", Kind::KComplex},
    Clue{"kcomplex", Kind::KComplex},
    Clue{"slow wave", Kind::SlowWave},
    Clue{"snor", Kind::Snore},
    Clue{"limb movement", Kind::LimbMovement},
    Clue{"leg movement", Kind::LimbMovement},
    Clue{"plm", Kind::LimbMovement},
    Clue{"arous", Kind::Arousal},
    Clue{"artefact", Kind::Artefact},
    Clue{"artifact", Kind::Artefact},
};

} // namespace

std::span<const EventKindInfo> eventKinds() {
    return kKinds;
}

const EventKindInfo& eventKindInfo(EventKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

std::optional<EventKind> eventKindFromName(std::string_view name) {
    for (const EventKindInfo& info : kKinds)
        if (info.name == name)
            return info.kind;
    return std::nullopt;
}

EventKind eventKindFromText(std::string_view text) {
    const std::string lower = toLowerAscii(text);
    for (const Clue& clue : kClues)
        if (lower.find(clue.words) != std::string::npos)
            return clue.kind;
    return EventKind::Note;
}

} // namespace hypnodesk
