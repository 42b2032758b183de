#include "ui/montage/montage_drafts.h"

#include "ui/montage/montage_library.h"

#include <algorithm>

namespace hypnodesk {

MontageDrafts::MontageDrafts(std::vector<Montage> choices, const Montage& inUse)
    : m_montages(std::move(choices)) {
    const auto at = std::find_if(m_montages.begin(), m_montages.end(),
                                 [&](const Montage& montage) { return montage.name == inUse.name; });
    if (at == m_montages.end()) {
        m_current = m_montages.size();
        m_montages.push_back(inUse);
    } else {
        m_current = static_cast<std::size_t>(at - m_montages.begin());
        *at = inUse;
    }
}

void MontageDrafts::setCurrent(std::size_t index) {
    if (index < m_montages.size())
        m_current = index;
}

std::vector<Montage> MontageDrafts::own() const {
    std::vector<Montage> own;
    for (const Montage& montage : m_montages)
        if (!builtInByName(montage.name))
            own.push_back(montage);
    return own;
}

void MontageDrafts::duplicate() {
    add(montage());
}

void MontageDrafts::add(Montage montage) {
    montage.name = freeMontageName(m_montages, montage.name.empty() ? "Montage" : montage.name);
    m_current = m_montages.size();
    m_montages.push_back(std::move(montage));
}

void MontageDrafts::rename(const std::string& wanted, const Montage* original) {
    if (wanted.empty() || wanted == montage().name)
        return;
    if (original) {
        Montage renamed = montage();
        renamed.name = wanted;
        m_montages[m_current] = *original;
        add(std::move(renamed));
    } else {
        m_montages[m_current].name = freeMontageName(m_montages, wanted);
    }
}

void MontageDrafts::remove() {
    if (!canRemove() || m_montages.size() < 2)
        return;
    m_montages.erase(m_montages.begin() + static_cast<std::ptrdiff_t>(m_current));
    m_current = std::min(m_current, m_montages.size() - 1);
}

} // namespace hypnodesk
