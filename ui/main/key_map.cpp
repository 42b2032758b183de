#include "ui/main/key_map.h"

#include <QCoreApplication>

namespace hypnodesk {

namespace {

using Id = ActionId;

// The keys of the products for stages and events, as their manuals give them; what a manual does not say
// stays as it is in the table of actions, where Shift and a letter marks an event.
const std::vector<KeyPreset> kPresets{
    {"Hypnodesk",
     QT_TRANSLATE_NOOP("KeyMap", "The number pad scores and goes on; the top row follows the switch."),
     {}},
    {"SleepTrip",
     QT_TRANSLATE_NOOP(
         "KeyMap", "7 and D clear, 8 is movement, 9 is artefact; A marks an arousal, Shift+A an artefact, "
                   "J a spindle, K a K-complex."),
     {{Id::Wake, "0 W"},
      {Id::Rem, "R 5"},
      {Id::Unscored, "7 D Del"},
      {Id::Movement, "8 M"},
      {Id::Artefact, "9"},
      {Id::MarkArousal, "A"},
      {Id::MarkArtefact, "Shift+A Shift+X"},
      {Id::MarkSpindle, "J Shift+P"},
      {Id::MarkKComplex, "K Shift+K"},
      {Id::PadRem, "Num+5"}}},
    {"ScoringHero",
     // Its function keys mark events that each user names. Those that help, move the keyboard's focus and
     // fill the screen in every map stay; the others go to the kinds of events, most frequent first.
     QT_TRANSLATE_NOOP(
         "KeyMap", "Letters and digits for stages, Delete clears, A is artefact; F2 to F5, F7 to F10 and F12 "
                   "mark events."),
     {{Id::Wake, "W"},
      {Id::Rem, "R"},
      {Id::Unscored, "Del"},
      {Id::Artefact, "A"},
      {Id::MarkArousal, "F2 Shift+A"},
      {Id::MarkArtefact, "F3 Shift+X"},
      {Id::MarkSpindle, "F4 Shift+P"},
      {Id::MarkKComplex, "F5 Shift+K"},
      {Id::MarkObstructiveApnoea, "F7 Shift+O"},
      {Id::MarkCentralApnoea, "F8 Shift+C"},
      {Id::MarkMixedApnoea, "F9 Shift+M"},
      {Id::MarkHypopnoea, "F10 Shift+H"},
      {Id::MarkNote, "F12 Shift+T"},
      {Id::RenameScoring, "Shift+F2"},
      {Id::NextDisagreement, "Shift+F4"},
      {Id::Score, "Shift+F5"}}},
    {"visbrain",
     QT_TRANSLATE_NOOP("KeyMap", "B and N go to the previous and the next epoch."),
     {{Id::Wake, "W"},
      {Id::Rem, "R"},
      {Id::Artefact, "A"},
      {Id::PreviousEpoch, "B Left"},
      {Id::NextEpoch, "N Right"}}},
    {"Wonambi",
     QT_TRANSLATE_NOOP("KeyMap", "9 is wake, 5 is REM, 8 is movement, 0 clears."),
     {{Id::Wake, "9"},
      {Id::Rem, "5"},
      {Id::Movement, "8"},
      {Id::Unscored, "0 Del"},
      {Id::PadWake, "Num+9"},
      {Id::PadRem, "Num+5"}}},
    {"AASM / Sleep ISR",
     QT_TRANSLATE_NOOP("KeyMap", "0 to 4; the number pad scores and goes on, the top row stays."),
     {{Id::Wake, "0"}, {Id::Rem, "4"}, {Id::PadWake, "Num+0"}, {Id::PadRem, "Num+4"}},
     false},
};

} // namespace

KeyMap::KeyMap() {
    for (const ActionSpec& spec : actionSpecs())
        setKeys(spec.id, shortcuts(spec));
}

void KeyMap::setKeys(ActionId id, const QList<QKeySequence>& keys) {
    m_keys[static_cast<std::size_t>(id)] = keys;
}

std::optional<ActionId> KeyMap::owner(const QKeySequence& key) const {
    for (const ActionSpec& spec : actionSpecs())
        if (keys(spec.id).contains(key))
            return spec.id;
    return std::nullopt;
}

void KeyMap::give(const QKeySequence& key, ActionId id) {
    for (const ActionSpec& spec : actionSpecs())
        if (spec.id != id)
            take(key, spec.id);
    QList<QKeySequence>& own = m_keys[static_cast<std::size_t>(id)];
    if (!own.contains(key))
        own << key;
}

void KeyMap::take(const QKeySequence& key, ActionId id) {
    m_keys[static_cast<std::size_t>(id)].removeAll(key);
}

std::vector<KeyMap::Conflict> KeyMap::conflicts() const {
    std::vector<Conflict> found;
    const std::vector<ActionSpec>& specs = actionSpecs();
    for (std::size_t i = 0; i < specs.size(); ++i)
        for (const QKeySequence& key : keys(specs[i].id))
            for (std::size_t j = i + 1; j < specs.size(); ++j)
                if (keys(specs[j].id).contains(key))
                    found.push_back({key, specs[i].id, specs[j].id});
    return found;
}

std::vector<ActionId> KeyMap::stagesWithoutKey() const {
    std::vector<ActionId> missing;
    for (ActionId id : {Id::Wake, Id::N1, Id::N2, Id::N3, Id::Rem, Id::Unscored})
        if (keys(id).isEmpty())
            missing.push_back(id);
    return missing;
}

QJsonObject KeyMap::differencesFrom(const KeyMap& base) const {
    QJsonObject differences;
    for (const ActionSpec& spec : actionSpecs())
        if (keys(spec.id) != base.keys(spec.id))
            differences[actionName(spec.id)] = keysToText(keys(spec.id));
    return differences;
}

QStringList KeyMap::apply(const QJsonObject& differences) {
    QStringList unknown;
    std::vector<std::pair<ActionId, QList<QKeySequence>>> changes;
    for (auto it = differences.begin(); it != differences.end(); ++it) {
        const auto id = actionFromName(it.key());
        const QString text = it.value().toString();
        const QList<QKeySequence> keys = keysFromText(text);
        if (!id || !it.value().isString())
            unknown << it.key();
        else if (keys.size() != text.split(QLatin1Char(' '), Qt::SkipEmptyParts).size())
            unknown << it.key() + QStringLiteral(": ") + text;
        else
            changes.emplace_back(*id, keys);
    }
    // First what goes, then what comes, so that two actions can change places.
    for (const auto& [id, keys] : changes)
        setKeys(id, {});
    for (const auto& [id, keys] : changes)
        for (const QKeySequence& key : keys)
            give(key, id);
    return unknown;
}

const std::vector<KeyPreset>& keyPresets() {
    return kPresets;
}

KeyMap presetMap(const KeyPreset& preset) {
    KeyMap map;
    for (const auto& [id, keys] : preset.keys)
        map.setKeys(id, {});
    for (const auto& [id, text] : preset.keys)
        for (const QKeySequence& key : keysFromText(QString::fromLatin1(text)))
            map.give(key, id);
    return map;
}

QString presetNote(const KeyPreset& preset) {
    return QCoreApplication::translate("KeyMap", preset.note);
}

} // namespace hypnodesk
