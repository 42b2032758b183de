#include "core/simulation/montage.h"

#include "core/base/text_fields.h"

#include <array>
#include <optional>

namespace hypnodesk::simulation {

namespace {

struct Electrode {
    std::string_view name;
    double backness;
    double verticalEye; ///< 1: directly above the eye
    int side;           ///< -1 left, 0 middle, 1 right
};

constexpr std::array<Electrode, 25> kElectrodes{{
    {"fpz", 0.0, 0.90, 0},  {"fp1", 0.0, 0.95, -1}, {"fp2", 0.0, 0.95, 1},  {"fz", 0.15, 0.30, 0},
    {"f3", 0.15, 0.28, -1}, {"f4", 0.15, 0.28, 1},  {"f7", 0.1, 0.30, -1},  {"f8", 0.1, 0.30, 1},
    {"cz", 0.45, 0.08, 0},  {"c3", 0.45, 0.08, -1}, {"c4", 0.45, 0.08, 1},  {"t3", 0.5, 0.06, -1},
    {"t4", 0.5, 0.06, 1},   {"t7", 0.5, 0.06, -1},  {"t8", 0.5, 0.06, 1},   {"pz", 0.75, 0.03, 0},
    {"p3", 0.75, 0.03, -1}, {"p4", 0.75, 0.03, 1},  {"t5", 0.85, 0.03, -1}, {"t6", 0.85, 0.03, 1},
    {"oz", 1.0, 0.01, 0},   {"o1", 1.0, 0.01, -1},  {"o2", 1.0, 0.01, 1},   {"fcz", 0.3, 0.16, 0},
    {"cpz", 0.6, 0.05, 0},
}};

const Electrode* findElectrode(std::string_view name) {
    for (const Electrode& electrode : kElectrodes)
        if (electrode.name == name)
            return &electrode;
    return nullptr;
}

bool isReference(std::string_view name) {
    return name == "m1" || name == "m2" || name == "a1" || name == "a2" || name == "a1a2" || name == "avg";
}

struct NamedSignal {
    std::string_view name;
    SignalKind kind;
    std::string_view unit;
    double minimum, maximum;
    bool onLeft;
};

constexpr std::array<NamedSignal, 21> kNamedSignals{{
    {"emg chin", SignalKind::ChinEmg, "uV", -500, 500, false},
    {"chin emg", SignalKind::ChinEmg, "uV", -500, 500, false},
    {"chin", SignalKind::ChinEmg, "uV", -500, 500, false},
    {"emg", SignalKind::ChinEmg, "uV", -500, 500, false},
    {"ecg", SignalKind::Ecg, "uV", -3000, 3000, false},
    {"ekg", SignalKind::Ecg, "uV", -3000, 3000, false},
    {"flow", SignalKind::Flow, "a.u.", -100, 100, false},
    {"airflow", SignalKind::Flow, "a.u.", -100, 100, false},
    {"pressure", SignalKind::Flow, "a.u.", -100, 100, false},
    {"thorax", SignalKind::Thorax, "a.u.", -100, 100, false},
    {"abdomen", SignalKind::Abdomen, "a.u.", -100, 100, false},
    {"spo2", SignalKind::Spo2, "%", 0, 100, false},
    {"sao2", SignalKind::Spo2, "%", 0, 100, false},
    {"pulse", SignalKind::Pulse, "bpm", 0, 250, false},
    {"snore", SignalKind::Snore, "uV", -500, 500, false},
    {"position", SignalKind::Position, "", 0, 10, false},
    {"leg l", SignalKind::LegEmg, "uV", -500, 500, true},
    {"leg r", SignalKind::LegEmg, "uV", -500, 500, false},
    {"emg leg l", SignalKind::LegEmg, "uV", -500, 500, true},
    {"emg leg r", SignalKind::LegEmg, "uV", -500, 500, false},
    {"plm", SignalKind::LegEmg, "uV", -500, 500, true},
}};

std::optional<MontageChannel> findEog(const std::string& name) {
    const std::vector<std::string_view> parts = split(name, '-');
    const bool left = parts[0] == "e1" || parts[0] == "loc" || parts[0] == "eog l" || parts[0] == "eogl";
    const bool right = parts[0] == "e2" || parts[0] == "roc" || parts[0] == "eog r" || parts[0] == "eogr";
    const bool horizontal = name == "eog" || name == "eog horizontal" || name == "eog h";
    if (!left && !right && !horizontal)
        return std::nullopt;
    if (parts.size() > 2 || (parts.size() == 2 && !isReference(parts[1]) && !findElectrode(parts[1])))
        return std::nullopt;
    MontageChannel channel;
    channel.kind = SignalKind::Eog;
    channel.backness = 0.0;
    channel.typicalMicrovolts = 18.0;
    // E1 lies below the left eye, E2 above the right one: horizontal movements are seen in opposition
    channel.verticalEye = horizontal ? 0.05 : (left ? -0.45 : 0.75);
    channel.horizontalEye = horizontal ? 1.6 : (left ? -0.8 : 0.8);
    channel.onLeft = left;
    return channel;
}

std::optional<MontageChannel> findEeg(const std::string& name) {
    const std::vector<std::string_view> parts = split(name, '-');
    const Electrode* active = findElectrode(parts[0]);
    if (!active || parts.size() > 2)
        return std::nullopt;
    MontageChannel channel;
    channel.kind = SignalKind::Eeg;
    channel.onLeft = active->side < 0;
    channel.horizontalEye = 0.35 * active->verticalEye * active->side;
    if (parts.size() == 1 || isReference(parts[1])) {
        channel.isReferential = true;
        channel.backness = active->backness;
        channel.typicalMicrovolts = 27.0 - 5.0 * active->backness;
        channel.verticalEye = active->verticalEye;
        return channel;
    }
    const Electrode* reference = findElectrode(parts[1]);
    if (!reference || reference == active)
        return std::nullopt;
    // a bipolar derivation sees what differs between its ends
    const double distance =
        std::abs(active->backness - reference->backness) + (active->side != reference->side ? 0.2 : 0.0);
    channel.backness = active->backness < 0.5 && reference->backness < 0.6
                           ? std::min(active->backness, reference->backness)
                           : std::max(active->backness, reference->backness);
    channel.typicalMicrovolts = 6.0 + 25.0 * std::min(distance, 0.65);
    channel.verticalEye = active->verticalEye - reference->verticalEye;
    return channel;
}

} // namespace

Result<MontageChannel> findMontageChannel(std::string_view label) {
    const std::string_view plain = trimmed(label);
    if (plain.empty() || plain.size() > 16)
        return fail(ErrorCode::ArgumentInvalid,
                    "channel \"" + std::string(plain.substr(0, 40)) + "\": a label has 1 to 16 characters");
    std::string name = toLowerAscii(plain);
    std::optional<MontageChannel> found;
    for (const NamedSignal& signal : kNamedSignals)
        if (signal.name == name) {
            found.emplace();
            found->kind = signal.kind;
            found->unit = std::string(signal.unit);
            found->physicalMinimum = signal.minimum;
            found->physicalMaximum = signal.maximum;
            found->onLeft = signal.onLeft;
        }
    if (!found)
        found = findEog(
            name.starts_with("eog ") && name.size() > 6 && name != "eog horizontal" ? name.substr(4) : name);
    if (!found)
        found = findEeg(name.starts_with("eeg ") ? name.substr(4) : name);
    if (!found)
        return fail(
            ErrorCode::ArgumentInvalid,
            "channel \"" + std::string(plain) +
                "\" is not one that can be simulated; known are EEG derivations such as F4-M1 or Fpz-Cz, "
                "E1-M2, E2-M2, EMG chin, ECG, Flow, Thorax, Abdomen, SpO2, Pulse, Snore, Leg L, Leg R, "
                "Position");
    found->label = std::string(plain);
    return *found;
}

std::vector<std::string> standardMontage() {
    return {"F4-M1", "C4-M1", "O2-M1", "E1-M2", "E2-M2", "EMG chin", "ECG"};
}

std::vector<std::string> fullMontage() {
    return {"F3-M2",   "F4-M1",    "C3-M2", "C4-M1",    "O1-M2", "O2-M1",   "E1-M2",
            "E2-M2",   "EMG chin", "ECG",   "Pressure", "Flow",  "Snore",   "Thorax",
            "Abdomen", "SpO2",     "Pulse", "Leg L",    "Leg R", "Position"};
}

} // namespace hypnodesk::simulation
