#pragma once

#include "ui/main/actions.h"

#include <QJsonObject>
#include <QKeySequence>
#include <QList>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace hypnodesk {

/// Which keys do what: each action's keys, the first of which its menu shows. A value. A key of the number
/// pad (Qt::KeypadModifier) is another key than the one of the top row; where the map says nothing about it,
/// it does what the top row does.
class KeyMap {
public:
    /// The map "Hypnodesk": the table of actions.
    KeyMap();

    const QList<QKeySequence>& keys(ActionId id) const { return m_keys[static_cast<std::size_t>(id)]; }
    void setKeys(ActionId id, const QList<QKeySequence>& keys);
    /// Who has this key.
    std::optional<ActionId> owner(const QKeySequence& key) const;
    /// Adds the key to the action, and takes it from the one that had it.
    void give(const QKeySequence& key, ActionId id);
    void take(const QKeySequence& key, ActionId id);

    struct Conflict {
        QKeySequence key;
        ActionId first;
        ActionId second;
    };
    std::vector<Conflict> conflicts() const;
    /// Stages (W, N1, N2, N3, R, unscored) that no key gives.
    std::vector<ActionId> stagesWithoutKey() const;

    /// The actions whose keys differ from those of `base`, by name: {"Wake": "9", "N1": "1 Num+1"}.
    QJsonObject differencesFrom(const KeyMap& base) const;
    /// Lays such differences over this map. Keys that a difference names are taken from all other actions.
    /// Returns the names and key texts that mean nothing here.
    QStringList apply(const QJsonObject& differences);

    bool operator==(const KeyMap&) const = default;

private:
    std::array<QList<QKeySequence>, static_cast<std::size_t>(ActionId::Count)> m_keys;
};

/// A map that comes with the program, named after the product whose keys it has.
struct KeyPreset {
    const char* name; ///< of a product: not translated
    const char* note; ///< untranslated: what is particular
    /// "Action: keys" pairs that differ from the table; their keys are taken from all other actions.
    std::vector<std::pair<ActionId, const char*>> keys;
    /// Whether the top row goes on to the next epoch in that product; nullopt: as the user has it.
    std::optional<bool> topRowAdvances = std::nullopt;
};

const std::vector<KeyPreset>& keyPresets();
KeyMap presetMap(const KeyPreset& preset);
QString presetNote(const KeyPreset& preset); ///< translated

} // namespace hypnodesk
