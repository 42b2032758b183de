#include "ui/montage/montage_library.h"

#include "core/base/log.h"

#include <QCoreApplication>

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk {

MontageLibrary::MontageLibrary(AppSettings& settings, QObject* parent)
    : QObject(parent), m_settings(settings) {
    read();
    connect(&settings, &AppSettings::changed, this, [this](const QString& name) {
        if (name == QLatin1String(setting::kMontages.name) && read())
            Q_EMIT changed(); // a clinic's file brought others
    });
}

bool MontageLibrary::read() {
    const std::string text = m_settings.montages().toStdString();
    auto montages = text.empty() ? Result<std::vector<Montage>>(std::vector<Montage>()) : parseMontages(text);
    if (!montages) {
        spdlog::warn("the montages in the settings cannot be read: {}", montages.error().detail);
        return false;
    }
    if (*montages == m_montages)
        return false;
    m_montages = std::move(*montages);
    return true;
}

void MontageLibrary::set(std::vector<Montage> montages) {
    if (montages == m_montages)
        return;
    m_montages = std::move(montages);
    m_settings.setMontages(QByteArray::fromStdString(montagesText(m_montages)));
    Q_EMIT changed();
}

void MontageLibrary::keep(const Montage& montage) {
    std::vector<Montage> montages = m_montages;
    const auto at = std::find_if(montages.begin(), montages.end(),
                                 [&](const Montage& other) { return other.name == montage.name; });
    if (at == montages.end())
        montages.push_back(montage);
    else
        *at = montage;
    set(std::move(montages));
}

QString montageTitle(const std::string& name) {
    // The names of builtInName(), for the translators.
    static constexpr const char* kNames[] = {
        QT_TRANSLATE_NOOP("Montages", "Standard (contralateral mastoids)"),
        QT_TRANSLATE_NOOP("Montages", "As recorded"), QT_TRANSLATE_NOOP("Montages", "EEG only"),
        QT_TRANSLATE_NOOP("Montages", "Respiration")};
    for (const char* known : kNames)
        if (name == known)
            return QCoreApplication::translate("Montages", known);
    return QString::fromStdString(name);
}

std::string freeMontageName(const std::vector<Montage>& montages, const std::string& wanted) {
    const auto isTaken = [&](const std::string& name) {
        return builtInByName(name) || std::any_of(montages.begin(), montages.end(),
                                                  [&](const Montage& m) { return m.name == name; });
    };
    std::string name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = fmt::format("{} ({})", wanted, number);
    return name;
}

} // namespace hypnodesk
