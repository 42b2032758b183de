#pragma once

#include "core/recording/montage.h"
#include "ui/settings/app_settings.h"

#include <QObject>
#include <QString>

#include <vector>

namespace hypnodesk {

/// The user's own montages, kept in the settings. Lives on the GUI thread.
class MontageLibrary : public QObject {
    Q_OBJECT

public:
    /// `settings` must live longer. Settings that hold no readable montages give none; the text stays as it
    /// is until montages are set.
    explicit MontageLibrary(AppSettings& settings, QObject* parent = nullptr);

    const std::vector<Montage>& montages() const { return m_montages; }
    void set(std::vector<Montage> montages);
    /// Adds the montage, or replaces the one with its name.
    void keep(const Montage& montage);

Q_SIGNALS:
    void changed();

private:
    /// What the settings hold; true when that is something else than before.
    bool read();

    AppSettings& m_settings;
    std::vector<Montage> m_montages;
};

/// The name of a montage as people read it: names of built-in ones are translated.
QString montageTitle(const std::string& name);

/// `wanted`, or "wanted (2)", ... so that no montage in `montages` and no built-in one is called so.
std::string freeMontageName(const std::vector<Montage>& montages, const std::string& wanted);

} // namespace hypnodesk
