#include "core/recording/channel_label.h"
#include "core/recording/derivation.h"

#include <algorithm>
#include <array>
#include <set>

namespace hypnodesk {

namespace {

class MontageBuilder {
public:
    explicit MontageBuilder(const Recording& recording) : m_recording(recording) {}

    /// Adds a derivation when the recording has it.
    bool add(std::string_view plus, std::string_view minus) {
        auto derivation = findDerivation(m_recording, plus, minus);
        if (!derivation)
            return false;
        m_used.insert(derivation->plus);
        if (derivation->minus)
            m_used.insert(*derivation->minus);
        m_montage.push_back(std::move(*derivation));
        return true;
    }

    template <typename Wanted>
    void addChannels(const Wanted& wanted) {
        for (const Channel& channel : m_recording.channels())
            if (wanted(channel) && m_used.insert(channel.index).second)
                m_montage.push_back({channel.index, std::nullopt, channel.label});
    }

    void addRole(ChannelRole role) {
        addChannels([role](const Channel& channel) { return channel.role == role; });
    }

    std::vector<Derivation> finish() { return std::move(m_montage); }

private:
    const Recording& m_recording;
    std::vector<Derivation> m_montage;
    std::set<int> m_used;
};

} // namespace

std::vector<Derivation> standardMontage(const Recording& recording) {
    static constexpr std::array<std::array<std::string_view, 2>, 6> kEeg = {
        {{"F4", "M1"}, {"C4", "M1"}, {"O2", "M1"}, {"F3", "M2"}, {"C3", "M2"}, {"O1", "M2"}}};
    MontageBuilder montage(recording);
    bool hasEeg = false;
    for (const auto& pair : kEeg)
        hasEeg |= montage.add(pair[0], pair[1]);
    // Recordings without mastoids (Sleep-EDF) show the EEG that they have.
    if (!hasEeg)
        montage.addChannels([](const Channel& channel) {
            return channel.role == ChannelRole::Eeg && !isMastoid(parseElectrodes(channel.label).plus);
        });
    bool hasEog = montage.add("E1", "M2");
    hasEog |= montage.add("E2", "M2") || montage.add("E2", "M1");
    if (!hasEog)
        montage.addRole(ChannelRole::Eog);
    for (const ChannelRole role :
         {ChannelRole::Emg, ChannelRole::Ecg, ChannelRole::Respiration, ChannelRole::SpO2, ChannelRole::Leg})
        montage.addRole(role);
    montage.addChannels([](const Channel&) { return true; });
    return montage.finish();
}

} // namespace hypnodesk
