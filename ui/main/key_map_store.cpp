#include "ui/main/key_map_store.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <optional>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(KeyMap)
};

constexpr qsizetype kLongestName = 60;

const KeyPreset& presetNamed(const QString& name) {
    for (const KeyPreset& preset : keyPresets())
        if (name == QLatin1String(preset.name))
            return preset;
    return keyPresets().front();
}

bool isPresetName(const QString& name) {
    return name == QLatin1String(presetNamed(name).name);
}

} // namespace

KeyMapStore::KeyMapStore(AppSettings& settings, QObject* parent) : QObject(parent), m_settings(settings) {
    read();
    connect(&settings, &AppSettings::changed, this, [this](const QString& name) {
        if (m_isWriting || (name != QLatin1String(setting::kKeyMap.name) &&
                            name != QLatin1String(setting::kOwnKeyMaps.name)))
            return;
        read();
        Q_EMIT changed();
    });
}

void KeyMapStore::read() {
    m_problems.clear();
    m_own = QJsonDocument::fromJson(m_settings.get(setting::kOwnKeyMaps).toUtf8()).object();
    const QString wanted = m_settings.get(setting::kKeyMap);
    m_name = wanted;
    if (!isPresetName(wanted) && !m_own.contains(wanted)) {
        m_problems << Text::tr("There is no key map \"%1\"; the keys of Hypnodesk are used.").arg(wanted);
        m_name = QLatin1String(keyPresets().front().name);
    }
    m_map = presetMap(base());
    if (isPreset())
        return;
    const QStringList unknown = m_map.apply(m_own[m_name].toObject()["keys"].toObject());
    if (!unknown.isEmpty())
        m_problems << Text::tr("In the key map \"%1\" these entries mean nothing and were left out: %2.")
                          .arg(m_name, unknown.join(QStringLiteral("; ")));
    // Keys that a later version gives to new actions may be taken already: the older use wins.
    for (const KeyMap::Conflict& conflict : m_map.conflicts())
        m_map.take(conflict.key, conflict.second);
}

void KeyMapStore::write() {
    m_isWriting = true;
    m_settings.set(setting::kOwnKeyMaps,
                   QString::fromUtf8(QJsonDocument(m_own).toJson(QJsonDocument::Compact)));
    m_settings.set(setting::kKeyMap, m_name);
    m_isWriting = false;
    Q_EMIT changed();
}

QStringList KeyMapStore::names() const {
    QStringList names;
    for (const KeyPreset& preset : keyPresets())
        names << QLatin1String(preset.name);
    return names + m_own.keys();
}

const KeyPreset& KeyMapStore::base() const {
    return presetNamed(isPreset() ? m_name : m_own[m_name].toObject()["base"].toString());
}

void KeyMapStore::choose(const QString& name) {
    if (name == m_name || !names().contains(name))
        return;
    m_name = name;
    m_map = presetMap(base());
    if (!isPreset())
        m_map.apply(m_own[m_name].toObject()["keys"].toObject());
    write();
    if (const auto advances = base().topRowAdvances)
        m_settings.set(setting::kAdvance, *advances);
}

void KeyMapStore::change(const KeyMap& map) {
    if (map == m_map)
        return;
    const KeyPreset& from = base();
    if (isPreset()) {
        const QString plain = Text::tr("%1, changed").arg(m_name);
        QString name = plain;
        for (int i = 2; m_own.contains(name); ++i)
            name = QStringLiteral("%1 %2").arg(plain).arg(i);
        m_name = name;
    }
    m_map = map;
    m_own[m_name] =
        QJsonObject{{"base", QLatin1String(from.name)}, {"keys", map.differencesFrom(presetMap(from))}};
    write();
}

void KeyMapStore::reset(ActionId id) {
    KeyMap map = m_map;
    const QList<QKeySequence> keys = presetMap(base()).keys(id);
    map.setKeys(id, {});
    for (const QKeySequence& key : keys)
        map.give(key, id);
    change(map);
}

void KeyMapStore::resetAll() {
    change(presetMap(base()));
}

bool KeyMapStore::rename(const QString& name) {
    const QString clean = name.simplified();
    if (isPreset() || clean.isEmpty() || clean.size() > kLongestName || names().contains(clean))
        return false;
    m_own[clean] = m_own.take(m_name);
    m_name = clean;
    write();
    return true;
}

void KeyMapStore::removeOwn() {
    if (isPreset())
        return;
    const QString base = QLatin1String(this->base().name);
    m_own.remove(m_name);
    m_name = base;
    m_map = presetMap(this->base());
    write();
}

QString keyMapHtml(const KeyMap& map, const QString& name) {
    QString html =
        QStringLiteral("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>%1</title><style>"
                       "body{font-family:sans-serif;font-size:10pt}td,th{text-align:left;"
                       "padding:1px 14px 1px 0}h2{font-size:11pt;margin:10px 0 2px 0}"
                       "</style></head><body><h1>%1</h1>")
            .arg(Text::tr("Keys of Hypnodesk: %1").arg(name).toHtmlEscaped());
    std::optional<ActionMenu> menu;
    for (const ActionSpec& spec : actionSpecs()) {
        if (map.keys(spec.id).isEmpty())
            continue;
        if (menu != spec.menu) {
            html += (menu ? QStringLiteral("</table>") : QString()) +
                    QStringLiteral("<h2>%1</h2><table>")
                        .arg(menuTitle(spec.menu).remove(QLatin1Char('&')).toHtmlEscaped());
            menu = spec.menu;
        }
        html += QStringLiteral("<tr><td><b>%1</b></td><td>%2</td></tr>")
                    .arg(keyText(map.keys(spec.id)).toHtmlEscaped(), plainActionText(spec).toHtmlEscaped());
    }
    return html + (menu ? QStringLiteral("</table>") : QString()) + QStringLiteral("</body></html>");
}

} // namespace hypnodesk
