#include "ui/settings/settings_file.h"

#include "ui/base/qt_convert.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr int kVersion = 1;
constexpr auto kVersionKey = "hypnodesk_settings";
constexpr auto kSettingsKey = "settings";
constexpr qint64 kMaximumBytes = 1 << 20;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(SettingsFile)
};

} // namespace

QByteArray settingsText(const AppSettings& settings) {
    QJsonObject values;
    for (const SettingSpec& spec : settingSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        if (!spec.isPersonal && !settings.isDefault(name))
            values[name] = settingToJson(spec, settings.value(name));
    }
    return QJsonDocument(QJsonObject{{kVersionKey, kVersion}, {kSettingsKey, values}}).toJson();
}

Result<SettingsFile> readSettingsText(const QByteArray& text) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        return fail(
            ErrorCode::FormatInvalid,
            error.errorString().toStdString().append(" at byte ").append(std::to_string(error.offset)));
    const QJsonObject top = document.object();
    if (!top.contains(kVersionKey) || !top[kSettingsKey].isObject())
        return fail(ErrorCode::FormatUnknown, "this is no file of settings of Hypnodesk");
    if (top[kVersionKey].toInt() != kVersion)
        return fail(ErrorCode::FormatUnsupported, "the file was written by a later version");
    SettingsFile file;
    const QJsonObject values = top[kSettingsKey].toObject();
    for (auto it = values.begin(); it != values.end(); ++it) {
        const SettingSpec* spec = findSetting(it.key());
        if (!spec) {
            file.problems << Text::tr("%1 is no setting of this version and was left out.").arg(it.key());
            continue;
        }
        const CheckedSetting held = settingFromJson(*spec, it.value());
        if (held.value)
            file.values.emplace_back(it.key(), *held.value);
        else
            file.problems << Text::tr("The setting %1 %2; its default is used.").arg(it.key(), held.problem);
    }
    return file;
}

void applySettings(const SettingsFile& file, AppSettings& settings) {
    for (const SettingSpec& spec : settingSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        const auto named = std::find_if(file.values.begin(), file.values.end(),
                                        [&](const auto& value) { return value.first == name; });
        if (named != file.values.end())
            settings.setValue(name, named->second);
        else if (!spec.isPersonal)
            settings.reset(name);
    }
}

Result<void> exportSettings(const AppSettings& settings, const QString& path) {
    QSaveFile file(path);
    const QByteArray text = settingsText(settings);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return fail(ErrorCode::FileUnwritable, QFileInfo(path).fileName().toStdString().append(": ").append(
                                                   file.errorString().toStdString()));
    return {};
}

Result<SettingsFile> importSettings(const QString& path, AppSettings& settings) {
    const std::string name = QFileInfo(path).fileName().toStdString();
    QFile file(path);
    if (!file.exists())
        return failAt(name, {ErrorCode::FileMissing, "there is no such file"});
    if (!file.open(QIODevice::ReadOnly))
        return failAt(name, {ErrorCode::FileUnreadable, file.errorString().toStdString()});
    if (file.size() > kMaximumBytes)
        return failAt(name, {ErrorCode::FormatUnknown, "too large for a file of settings"});
    const Result<SettingsFile> read = readSettingsText(file.readAll());
    if (!read)
        return failAt(name, read.error());
    applySettings(*read, settings);
    return read;
}

} // namespace hypnodesk
