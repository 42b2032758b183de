#pragma once

#include <QString>
#include <QVariant>

#include <optional>
#include <vector>

class QJsonValue;

namespace hypnodesk {

enum class SettingGroup { Study, Scoring, Display, Appearance, Colours, Hidden };
inline constexpr int kShownSettingGroups = static_cast<int>(SettingGroup::Hidden);

/// What a setting holds, and as what it stands in a clinic's file (JSON).
enum class SettingType {
    Flag,   ///< bool
    Whole,  ///< int within [minimum, maximum]
    Choice, ///< one of `choices`; in files its word
    Text,   ///< one line, at most `maximum` characters
    Folder, ///< a path that exists, or empty
    Colour, ///< "#rrggbb"
    Object, ///< JSON; kept as its text
};

struct SettingChoice {
    QVariant value;      ///< int, double or `word`, as the store holds it
    const char* word;    ///< in files
    const char* text;    ///< untranslated
    bool isName = false; ///< a text that is the same in every language
};

/// One setting. The table of these is the only place that knows what may be set: reading, the dialog and the
/// files of clinics are made from it.
struct SettingSpec {
    const char* name; ///< in the store and in files
    SettingGroup group = SettingGroup::Hidden;
    SettingType type = SettingType::Text;
    QVariant fallback = {};
    const char* title = ""; ///< untranslated, with mnemonic
    const char* help = "";  ///< untranslated: what it does, in a sentence
    int minimum = 0;
    int maximum = 0;
    int step = 1;
    const char* unit = ""; ///< behind the number, untranslated
    std::vector<SettingChoice> choices = {};
    /// Who scores and where files lie belong to a person and a machine: they stay out of a clinic's file.
    bool isPersonal = false;
};

const std::vector<SettingSpec>& settingSpecs();
const SettingSpec* findSetting(const QString& name);

QString settingTitle(const SettingSpec& spec); ///< translated, with mnemonic
QString settingHelp(const SettingSpec& spec);
QString settingGroupTitle(SettingGroup group);
QString settingChoiceText(const SettingChoice& choice);

/// A value as it may be used, or why it may not: "must be from 80 to 200".
struct CheckedSetting {
    std::optional<QVariant> value;
    QString problem;
};

/// `raw` as the store, a control or a hand may have given it. Paths are not looked up: see folderProblem().
CheckedSetting checkedSetting(const SettingSpec& spec, const QVariant& raw);
/// Why new files cannot go there; empty: they can, or the path is empty.
QString folderProblem(const QString& path);

QJsonValue settingToJson(const SettingSpec& spec, const QVariant& value);
CheckedSetting settingFromJson(const SettingSpec& spec, const QJsonValue& json);

} // namespace hypnodesk
