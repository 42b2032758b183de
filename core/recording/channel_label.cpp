#include "core/recording/channel_label.h"

#include "core/base/text_fields.h"

#include <algorithm>
#include <array>
#include <vector>

namespace hypnodesk {

namespace {

bool isLetter(char c) {
    return c >= 'a' && c <= 'z';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

template <std::size_t N>
bool isOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

template <std::size_t N>
bool containsOneOf(std::string_view text, const std::array<std::string_view, N>& parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

/// Letters and digits of a lower-case label, cut at everything else.
std::vector<std::string> words(std::string_view lower) {
    std::vector<std::string> found;
    std::string word;
    for (const char c : lower) {
        if (isLetter(c) || isDigit(c)) {
            word.push_back(c);
        } else if (!word.empty()) {
            found.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty())
        found.push_back(std::move(word));
    return found;
}

template <std::size_t N>
bool hasWord(const std::vector<std::string>& words, const std::array<std::string_view, N>& wanted) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return isOneOf(word, wanted); });
}

/// A name of the 10-10 system, or of the older 10-20 one: letters of a region, then 'z' or a number up to 10.
bool isScalpElectrode(std::string_view lower) {
    static constexpr std::array<std::string_view, 16> kRegions = {
        "fp", "af", "f", "ft", "fc", "t", "c", "tp", "cp", "p", "po", "o", "i", "n", "a", "m"};
    std::size_t letters = 0;
    while (letters < lower.size() && isLetter(lower[letters]))
        ++letters;
    std::string_view region = lower.substr(0, letters);
    std::string_view place = lower.substr(letters);
    if (place.empty() && region.size() > 1 && region.back() == 'z') {
        place = "z";
        region.remove_suffix(1);
    }
    if (!isOneOf(region, kRegions))
        return false;
    if (region == "a" || region == "m")
        return place == "1" || place == "2";
    if (region == "n")
        return place == "z";
    if (place == "z")
        return region != "t" && region != "ft" && region != "tp";
    const auto number = parseInteger(place);
    return number && place[0] != '+' && place[0] != '-' && *number >= 1 && *number <= 10;
}

bool isReferenceName(std::string_view lower) {
    static constexpr std::array<std::string_view, 9> kReferences = {"ref", "le",  "ar",  "av",    "avg",
                                                                    "car", "gnd", "ave", "linked"};
    return isOneOf(lower, kReferences);
}

/// One spelling for electrodes with several names; empty for what is none.
std::string electrodeName(std::string_view lower) {
    if (lower == "a1" || lower == "tp9")
        return "M1";
    if (lower == "a2" || lower == "tp10")
        return "M2";
    if (lower == "loc" || lower == "e1")
        return "E1";
    if (lower == "roc" || lower == "e2")
        return "E2";
    if (!isScalpElectrode(lower) && !isReferenceName(lower))
        return {};
    std::string name(lower);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return isLetter(c) ? char(c - 'a' + 'A') : c; });
    return name;
}

} // namespace

bool ElectrodePair::isReferential() const {
    return !plus.empty() && (minus.empty() || isReferenceName(toLowerAscii(minus)));
}

bool isMastoid(std::string_view electrode) {
    return electrode == "M1" || electrode == "M2";
}

ElectrodePair parseElectrodes(std::string_view label) {
    static constexpr std::array<std::string_view, 5> kPrefixes = {"eeg", "eog", "emg", "ecg", "channel"};
    std::vector<std::string> parts = words(toLowerAscii(label));
    while (!parts.empty() && isOneOf(parts.front(), kPrefixes))
        parts.erase(parts.begin());
    if (!parts.empty() && parts.size() > 1 && isOneOf(parts.back(), kPrefixes))
        parts.pop_back();
    if (parts.empty() || parts.size() > 2)
        return {};
    ElectrodePair pair;
    pair.plus = electrodeName(parts[0]);
    if (pair.plus.empty() || isReferenceName(parts[0]))
        return {};
    if (parts.size() == 2) {
        pair.minus = electrodeName(parts[1]);
        if (pair.minus.empty())
            return {};
    }
    return pair;
}

ChannelRole roleFromLabel(std::string_view label) {
    static constexpr std::array<std::string_view, 3> kHypnogram = {"hypno", "sleepstage", "stage"};
    static constexpr std::array<std::string_view, 2> kEog = {"eog", "eye"};
    static constexpr std::array<std::string_view, 8> kEogWords = {"e1",  "e2",  "loc",  "roc",
                                                                  "pg1", "pg2", "leog", "reog"};
    static constexpr std::array<std::string_view, 2> kEcg = {"ecg", "ekg"};
    static constexpr std::array<std::string_view, 3> kLeg = {"leg", "tibial", "plm"};
    static constexpr std::array<std::string_view, 10> kLegWords = {"lat",  "rat",  "lat1", "lat2", "rat1",
                                                                   "rat2", "atib", "tib",  "ltib", "rtib"};
    static constexpr std::array<std::string_view, 4> kEmg = {"emg", "chin", "mental", "masseter"};
    static constexpr std::array<std::string_view, 6> kSpO2 = {"spo2", "sao2", "o2sat",
                                                              "oxim", "osat", "saturation"};
    static constexpr std::array<std::string_view, 3> kSnore = {"snor", "tracheal", "phono"};
    static constexpr std::array<std::string_view, 4> kSnoreWords = {"mic", "micro", "microphone", "sound"};
    static constexpr std::array<std::string_view, 1> kPosition = {"position"};
    static constexpr std::array<std::string_view, 3> kPositionWords = {"pos", "body", "bodypos"};
    static constexpr std::array<std::string_view, 12> kRespiration = {"resp",   "flow",  "nasal",   "thor",
                                                                      "abdo",   "chest", "cannula", "thermis",
                                                                      "effort", "belt",  "ptaf",    "newair"};
    static constexpr std::array<std::string_view, 10> kRespirationWords = {
        "naf", "naf1", "naf2p", "vth", "vab", "flw", "abd", "tho", "air", "therm"};

    const std::string lower = toLowerAscii(label);
    const std::vector<std::string> parts = words(lower);
    std::string joined;
    for (const std::string& part : parts)
        joined += part;

    if (containsOneOf(joined, kHypnogram))
        return ChannelRole::Hypnogram;
    if (containsOneOf(joined, kEog) || hasWord(parts, kEogWords))
        return ChannelRole::Eog;
    if (containsOneOf(joined, kEcg))
        return ChannelRole::Ecg;
    if (joined.starts_with("eeg"))
        return ChannelRole::Eeg;
    if (containsOneOf(joined, kLeg) || hasWord(parts, kLegWords))
        return ChannelRole::Leg;
    if (containsOneOf(joined, kEmg))
        return ChannelRole::Emg;
    if (containsOneOf(joined, kSpO2))
        return ChannelRole::SpO2;
    if (containsOneOf(joined, kSnore) || hasWord(parts, kSnoreWords))
        return ChannelRole::Snore;
    if (containsOneOf(joined, kPosition) || hasWord(parts, kPositionWords))
        return ChannelRole::Position;
    if (containsOneOf(joined, kRespiration) || hasWord(parts, kRespirationWords))
        return ChannelRole::Respiration;
    if (!parseElectrodes(label).plus.empty())
        return ChannelRole::Eeg;
    return ChannelRole::Other;
}

std::string_view roleName(ChannelRole role) {
    switch (role) {
    case ChannelRole::Eeg:
        return "EEG";
    case ChannelRole::Eog:
        return "EOG";
    case ChannelRole::Emg:
        return "EMG";
    case ChannelRole::Ecg:
        return "ECG";
    case ChannelRole::Respiration:
        return "Respiration";
    case ChannelRole::SpO2:
        return "SpO2";
    case ChannelRole::Snore:
        return "Snore";
    case ChannelRole::Leg:
        return "Leg";
    case ChannelRole::Position:
        return "Position";
    case ChannelRole::Hypnogram:
        return "Hypnogram";
    case ChannelRole::Other:
        break;
    }
    return "Other";
}

VoltageUnit parseUnit(std::string_view unit) {
    std::string lower;
    for (const char c : toLowerAscii(trimmed(unit)))
        if (c != ' ')
            lower.push_back(c);
    // The micro sign and the Greek letter mu, both in use.
    for (const std::string_view micro : {"\xC2\xB5", "\xCE\xBC"})
        if (lower.starts_with(micro))
            lower = 'u' + lower.substr(micro.size());
    for (const std::string_view volt : {"volts", "volt"})
        if (lower.ends_with(volt))
            lower.resize(lower.size() - volt.size() + 1);
    if (lower == "uv" || lower == "microv")
        return {true, 1.0};
    if (lower == "mv" || lower == "milliv")
        return {true, 1e3};
    if (lower == "v")
        return {true, 1e6};
    if (lower == "nv")
        return {true, 1e-3};
    return {false, 1.0};
}

} // namespace hypnodesk
