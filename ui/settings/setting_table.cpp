#include "ui/settings/setting_table.h"

#include "ui/settings/language.h"
#include "ui/settings/setting_names.h"

#include <QColor>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Settings)
};

using Group = SettingGroup;
using Type = SettingType;

SettingSpec stageColour(const char* name, const char* colour, const char* title) {
    return {.name = name,
            .group = Group::Colours,
            .type = Type::Colour,
            .fallback = QString::fromLatin1(colour),
            .title = title,
            .help = QT_TRANSLATE_NOOP("Settings", "Used when the colours of the stages are your own.")};
}

/// kPaperSensitivities, after the rows that fit the window.
std::vector<SettingChoice> paperChoices() {
    return {{0.0, "fit", QT_TRANSLATE_NOOP("Settings", "rows fit the window")},
            {1.0, "1uV/mm", "1 µV/mm", true},
            {2.0, "2uV/mm", "2 µV/mm", true},
            {3.0, "3uV/mm", "3 µV/mm", true},
            {5.0, "5uV/mm", "5 µV/mm", true},
            {7.0, "7uV/mm", "7 µV/mm", true},
            {10.0, "10uV/mm", "10 µV/mm", true},
            {15.0, "15uV/mm", "15 µV/mm", true},
            {20.0, "20uV/mm", "20 µV/mm", true},
            {30.0, "30uV/mm", "30 µV/mm", true},
            {50.0, "50uV/mm", "50 µV/mm", true},
            {70.0, "70uV/mm", "70 µV/mm", true},
            {100.0, "100uV/mm", "100 µV/mm", true},
            {150.0, "150uV/mm", "150 µV/mm", true},
            {200.0, "200uV/mm", "200 µV/mm", true},
            {300.0, "300uV/mm", "300 µV/mm", true}};
}

/// Those that were built in. What they point to lives as long as the program.
std::vector<SettingChoice> languageChoices() {
    struct Names {
        QByteArray code, name;
    };
    static const std::vector<Names> kNames = [] {
        std::vector<Names> names;
        for (const LanguageChoice& choice : availableLanguages())
            names.push_back({choice.code.toLatin1(), choice.name.toUtf8()});
        return names;
    }();
    std::vector<SettingChoice> choices{
        {QStringLiteral("system"), "system", QT_TRANSLATE_NOOP("Settings", "as the computer")}};
    for (const Names& names : kNames)
        choices.push_back({QString::fromLatin1(names.code), names.code, names.name, true});
    return choices;
}

std::vector<SettingSpec> madeTable() {
    return {
        {.name = setting::kScorer.name,
         .group = Group::Study,
         .type = Type::Text,
         .fallback = QString(),
         .title = QT_TRANSLATE_NOOP("Settings", "&Scored by"),
         .help = QT_TRANSLATE_NOOP(
             "Settings", "The name stands in the journal of every change and names new scorings. "
                         "Empty: the name of the account. It counts for nights opened from now on."),
         .maximum = 100,
         .isPersonal = true},
        {.name = setting::kStudyFolder.name,
         .group = Group::Study,
         .type = Type::Folder,
         .fallback = QString(),
         .title = QT_TRANSLATE_NOOP("Settings", "Folder for new study &files"),
         .help =
             QT_TRANSLATE_NOOP("Settings", "Empty: beside the recording. A study that exists already is used "
                                           "wherever it lies. It counts for nights opened from now on."),
         .isPersonal = true},
        {.name = setting::kAdvance.name,
         .group = Group::Scoring,
         .type = Type::Flag,
         .fallback = true,
         .title = QT_TRANSLATE_NOOP("Settings", "&Advance after scoring"),
         .help = QT_TRANSLATE_NOOP("Settings",
                                   "Go to the next epoch after a stage is given with a letter or the top "
                                   "row. The number pad always advances.")},
        {.name = setting::kPageSeconds.name,
         .group = Group::Display,
         .type = Type::Choice,
         .fallback = 30.0,
         .title = QT_TRANSLATE_NOOP("Settings", "Length of a &page"),
         .help = QT_TRANSLATE_NOOP("Settings", "How much of the night the traces show. A study remembers "
                                               "the length it was left with."),
         .choices = {{5.0, "5s", QT_TRANSLATE_NOOP("Settings", "5 s")},
                     {10.0, "10s", QT_TRANSLATE_NOOP("Settings", "10 s")},
                     {15.0, "15s", QT_TRANSLATE_NOOP("Settings", "15 s")},
                     {30.0, "30s", QT_TRANSLATE_NOOP("Settings", "30 s")},
                     {60.0, "60s", QT_TRANSLATE_NOOP("Settings", "60 s")},
                     {120.0, "2min", QT_TRANSLATE_NOOP("Settings", "2 min")},
                     {300.0, "5min", QT_TRANSLATE_NOOP("Settings", "5 min")},
                     {600.0, "10min", QT_TRANSLATE_NOOP("Settings", "10 min")},
                     {0.0, "night", QT_TRANSLATE_NOOP("Settings", "whole night")}}},
        {.name = setting::kFilter.name,
         .group = Group::Display,
         .type = Type::Choice,
         .fallback = 0,
         .title = QT_TRANSLATE_NOOP("Settings", "Display &filter"),
         .help = QT_TRANSLATE_NOOP("Settings", "For the eye only, by the kind of channel. The network has "
                                               "its own fixed input path."),
         .choices = {{0, "standard", QT_TRANSLATE_NOOP("Settings", "EEG 0.3-35 Hz")},
                     {1, "notch50", QT_TRANSLATE_NOOP("Settings", "EEG 0.3-35 Hz, notch 50")},
                     {2, "notch60", QT_TRANSLATE_NOOP("Settings", "EEG 0.3-35 Hz, notch 60")},
                     {3, "off", QT_TRANSLATE_NOOP("Settings", "off")}}},
        {.name = setting::kSensitivitySteps.name,
         .group = Group::Display,
         .type = Type::Whole,
         .fallback = 0,
         .title = QT_TRANSLATE_NOOP("Settings", "&Larger or smaller traces"),
         .help = QT_TRANSLATE_NOOP("Settings",
                                   "Steps from the usual scale; two steps double the height of the traces."),
         .minimum = -12,
         .maximum = 12},
        {.name = setting::kMicrovoltsPerMillimetre.name,
         .group = Group::Display,
         .type = Type::Choice,
         .fallback = 0.0,
         .title = QT_TRANSLATE_NOOP("Settings", "&Sensitivity of EEG"),
         .help =
             QT_TRANSLATE_NOOP("Settings", "True on a screen that was measured (View, Measure the screen)."),
         .choices = paperChoices()},
        {.name = setting::kGuideLines.name,
         .group = Group::Display,
         .type = Type::Flag,
         .fallback = true,
         .title = QT_TRANSLATE_NOOP("Settings", "&Guide lines"),
         .help = QT_TRANSLATE_NOOP("Settings", "Lines at 37.5 \u00b5V above and below each EEG.")},
        {.name = setting::kNegativeUp.name,
         .group = Group::Display,
         .type = Type::Flag,
         .fallback = false,
         .title = QT_TRANSLATE_NOOP("Settings", "&Negative up"),
         .help = QT_TRANSLATE_NOOP("Settings", "Draws negative voltages upwards, as on paper.")},
        {.name = setting::kRkStages.name,
         .group = Group::Display,
         .type = Type::Flag,
         .fallback = false,
         .title = QT_TRANSLATE_NOOP("Settings", "Stages of Rechtschaffen and &Kales"),
         .help = QT_TRANSLATE_NOOP("Settings", "Shows S1 to S4 and movement time where a scoring was read "
                                               "from a file that has them.")},
        {.name = setting::kLanguage.name,
         .group = Group::Appearance,
         .type = Type::Choice,
         .fallback = QStringLiteral("system"),
         .title = QT_TRANSLATE_NOOP("Settings", "&Language"),
         .help = QT_TRANSLATE_NOOP("Settings", "Of words, dates and decimals in the window; files stay as "
                                               "they are. It counts from the next start."),
         .choices = languageChoices()},
        {.name = setting::kTheme.name,
         .group = Group::Appearance,
         .type = Type::Choice,
         .fallback = 0,
         .title = QT_TRANSLATE_NOOP("Settings", "&Theme"),
         .help = QT_TRANSLATE_NOOP("Settings", "High contrast is white on black, for tired or weak eyes."),
         .choices = {{0, "system", QT_TRANSLATE_NOOP("Settings", "as the desktop")},
                     {1, "light", QT_TRANSLATE_NOOP("Settings", "light")},
                     {2, "dark", QT_TRANSLATE_NOOP("Settings", "dark")},
                     {3, "contrast", QT_TRANSLATE_NOOP("Settings", "high contrast")}}},
        {.name = setting::kFontPercent.name,
         .group = Group::Appearance,
         .type = Type::Whole,
         .fallback = 100,
         .title = QT_TRANSLATE_NOOP("Settings", "&Size of texts"),
         .help = QT_TRANSLATE_NOOP("Settings", "Of the whole program, at once."),
         .minimum = 80,
         .maximum = 200,
         .step = 10,
         .unit = QT_TRANSLATE_NOOP("Settings", " %")},
        {.name = setting::kStagePalette.name,
         .group = Group::Colours,
         .type = Type::Choice,
         .fallback = 0,
         .title = QT_TRANSLATE_NOOP("Settings", "Colours of the &stages"),
         .help = QT_TRANSLATE_NOOP("Settings",
                                   "All but your own keep apart for every kind of colour vision. No picture "
                                   "means anything by colour alone."),
         .choices = {{0, "standard", QT_TRANSLATE_NOOP("Settings", "Hypnodesk")},
                     {1, "okabe-ito", QT_TRANSLATE_NOOP("Settings", "Okabe and Ito")},
                     {2, "grey", QT_TRANSLATE_NOOP("Settings", "greys, for printing")},
                     {3, "own", QT_TRANSLATE_NOOP("Settings", "my own")}}},
        stageColour(setting::kStageColours[0].name, "#e8a030", QT_TRANSLATE_NOOP("Settings", "&Wake")),
        stageColour(setting::kStageColours[1].name, "#8cc8e6", QT_TRANSLATE_NOOP("Settings", "N&1")),
        stageColour(setting::kStageColours[2].name, "#3d8bc9", QT_TRANSLATE_NOOP("Settings", "N&2")),
        stageColour(setting::kStageColours[3].name, "#1f3f87", QT_TRANSLATE_NOOP("Settings", "N&3")),
        stageColour(setting::kStageColours[4].name, "#bf2f6b", QT_TRANSLATE_NOOP("Settings", "&REM")),
        {.name = setting::kSpectrogramLook.name, .type = Type::Object, .fallback = QStringLiteral("{}")},
        {.name = setting::kReview.name, .type = Type::Object, .fallback = QStringLiteral("{}")},
        {.name = setting::kMontages.name, .type = Type::Object, .fallback = QStringLiteral("{}")},
        {.name = setting::kKeyMap.name, .fallback = QStringLiteral("Hypnodesk"), .maximum = 60},
        {.name = setting::kOwnKeyMaps.name, .type = Type::Object, .fallback = QStringLiteral("{}")},
    };
}

QString rangeText(const SettingSpec& spec) {
    return Text::tr("must be a whole number from %1 to %2").arg(spec.minimum).arg(spec.maximum);
}

CheckedSetting checkedFlag(const QVariant& raw) {
    if (raw.typeId() == QMetaType::Bool)
        return {raw, {}};
    const QString text = raw.toString().toLower();
    if (text == QLatin1String("true") || text == QLatin1String("1"))
        return {QVariant(true), {}};
    if (text == QLatin1String("false") || text == QLatin1String("0"))
        return {QVariant(false), {}};
    return {std::nullopt, Text::tr("must be true or false")};
}

CheckedSetting checkedWhole(const SettingSpec& spec, const QVariant& raw) {
    bool isNumber = false;
    const double number = raw.toDouble(&isNumber);
    if (!isNumber || number != std::floor(number) || number < spec.minimum || number > spec.maximum)
        return {std::nullopt, rangeText(spec)};
    return {QVariant(static_cast<int>(number)), {}};
}

CheckedSetting checkedChoice(const SettingSpec& spec, const QVariant& raw) {
    bool isNumber = false;
    const double number = raw.toDouble(&isNumber);
    QStringList words;
    for (const SettingChoice& choice : spec.choices) {
        if ((isNumber && choice.value.toDouble() == number) || raw.toString() == QLatin1String(choice.word))
            return {choice.value, {}};
        words << QLatin1String(choice.word);
    }
    return {std::nullopt, Text::tr("must be one of %1").arg(words.join(QStringLiteral(", ")))};
}

CheckedSetting checkedText(const SettingSpec& spec, const QVariant& raw) {
    const QString text = raw.toString().simplified();
    if (text.size() > spec.maximum)
        return {std::nullopt, Text::tr("must have at most %1 characters").arg(spec.maximum)};
    return {QVariant(text), {}};
}

CheckedSetting checkedColour(const QVariant& raw) {
    const QString text = raw.toString();
    if (text.size() != 7 || !text.startsWith(QLatin1Char('#')) || !QColor::isValidColor(text))
        return {std::nullopt, Text::tr("must be a colour such as #1f3f87")};
    return {QVariant(text.toLower()), {}};
}

CheckedSetting checkedObject(const QVariant& raw) {
    if (!QJsonDocument::fromJson(raw.toString().toUtf8()).isObject())
        return {std::nullopt, Text::tr("must be a JSON object")};
    return {QVariant(raw.toString()), {}};
}

} // namespace

const std::vector<SettingSpec>& settingSpecs() {
    static const std::vector<SettingSpec> table = madeTable();
    return table;
}

const SettingSpec* findSetting(const QString& name) {
    for (const SettingSpec& spec : settingSpecs())
        if (name == QLatin1String(spec.name))
            return &spec;
    return nullptr;
}

QString settingTitle(const SettingSpec& spec) {
    return Text::tr(spec.title);
}

QString settingHelp(const SettingSpec& spec) {
    return Text::tr(spec.help);
}

QString settingChoiceText(const SettingChoice& choice) {
    return choice.isName ? QString::fromUtf8(choice.text) : Text::tr(choice.text);
}

QString settingGroupTitle(SettingGroup group) {
    switch (group) {
    case Group::Study:
        return Text::tr("Study");
    case Group::Scoring:
        return Text::tr("Scoring");
    case Group::Display:
        return Text::tr("Traces");
    case Group::Appearance:
        return Text::tr("Appearance");
    case Group::Colours:
        return Text::tr("Stage colours");
    case Group::Hidden:
        break;
    }
    return {};
}

CheckedSetting checkedSetting(const SettingSpec& spec, const QVariant& raw) {
    switch (spec.type) {
    case Type::Flag:
        return checkedFlag(raw);
    case Type::Whole:
        return checkedWhole(spec, raw);
    case Type::Choice:
        return checkedChoice(spec, raw);
    case Type::Text:
        return checkedText(spec, raw);
    case Type::Folder:
        return {QVariant(QDir::fromNativeSeparators(raw.toString().trimmed())), {}};
    case Type::Colour:
        return checkedColour(raw);
    case Type::Object:
        return checkedObject(raw);
    }
    return {};
}

QString folderProblem(const QString& path) {
    if (path.isEmpty())
        return {};
    const QFileInfo folder(path);
    if (folder.isRelative())
        return Text::tr("Write the whole path of the folder, from the root of the disk.");
    if (!folder.exists())
        return Text::tr("There is no such folder. Make it first, or choose another.");
    if (!folder.isDir())
        return Text::tr("This is a file. Choose a folder.");
    if (!folder.isWritable())
        return Text::tr("Nothing may be written there. Ask who keeps the folder, or choose another.");
    return {};
}

QJsonValue settingToJson(const SettingSpec& spec, const QVariant& value) {
    switch (spec.type) {
    case Type::Flag:
        return value.toBool();
    case Type::Whole:
        return value.toInt();
    case Type::Choice:
        for (const SettingChoice& choice : spec.choices)
            if (choice.value == value)
                return QString::fromLatin1(choice.word);
        return {};
    case Type::Object:
        return QJsonDocument::fromJson(value.toString().toUtf8()).object();
    case Type::Text:
    case Type::Folder:
    case Type::Colour:
        break;
    }
    return value.toString();
}

CheckedSetting settingFromJson(const SettingSpec& spec, const QJsonValue& json) {
    const auto wants = [&](QJsonValue::Type type, const QString& problem) -> CheckedSetting {
        return json.type() == type ? checkedSetting(spec, json.toVariant())
                                   : CheckedSetting{std::nullopt, problem};
    };
    switch (spec.type) {
    case Type::Flag:
        return wants(QJsonValue::Bool, Text::tr("must be true or false"));
    case Type::Whole:
        return wants(QJsonValue::Double, rangeText(spec));
    case Type::Object:
        if (!json.isObject())
            return {std::nullopt, Text::tr("must be a JSON object")};
        return {QVariant(QString::fromUtf8(QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact))),
                {}};
    case Type::Choice:
        return wants(QJsonValue::String, checkedChoice(spec, QVariant()).problem);
    case Type::Text:
    case Type::Folder:
    case Type::Colour:
        break;
    }
    return wants(QJsonValue::String, Text::tr("must be a text"));
}

} // namespace hypnodesk
