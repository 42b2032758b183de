#pragma once

#include "ui/main/key_map.h"
#include "ui/settings/app_settings.h"

#include <QObject>
#include <QStringList>

#include <vector>

namespace hypnodesk {

/// The key maps that may be chosen and the one in force: the presets, and the user's own, each a preset with
/// differences. Kept in the settings, hence exported with them: setting::kOwnKeyMaps holds
/// {"Night shift": {"base": "SleepTrip", "keys": {"Wake": "9", ...}}, ...}. GUI thread.
class KeyMapStore : public QObject {
    Q_OBJECT

public:
    explicit KeyMapStore(AppSettings& settings, QObject* parent = nullptr);

    const KeyMap& map() const { return m_map; }
    const QString& name() const { return m_name; }
    QStringList names() const; ///< presets first
    bool isPreset() const { return !m_own.contains(m_name); }
    /// The preset in force, or the one that the own map in force is made from.
    const KeyPreset& base() const;

    void choose(const QString& name);
    /// Changes the map in force. A preset stays as it is: the changes go into an own map, "SleepTrip,
    /// changed".
    void change(const KeyMap& map);
    /// Keys of one action, or all, as in base(). Keys that others have by now are taken from them.
    void reset(ActionId id);
    void resetAll();
    /// False: the name is empty, taken, or the map in force is a preset.
    bool rename(const QString& name);
    void removeOwn();

    /// What could not be read in the settings, a sentence each.
    const QStringList& problems() const { return m_problems; }

Q_SIGNALS:
    void changed();

private:
    void read();
    void write();

    AppSettings& m_settings;
    QJsonObject m_own;
    QString m_name;
    KeyMap m_map;
    QStringList m_problems;
    bool m_isWriting = false;
};

/// The map as a page to print: actions by menu, with their keys.
QString keyMapHtml(const KeyMap& map, const QString& name);

} // namespace hypnodesk
