#pragma once

#include "core/base/result.h"
#include "ui/settings/app_settings.h"

#include <QByteArray>
#include <QStringList>

#include <utility>
#include <vector>

namespace hypnodesk {

/// A clinic's settings as JSON text, {"hypnodesk_settings": 1, "settings": {"display/theme": "dark", ...}}:
/// every row of the table that differs from its default, but not what belongs to a person or a machine.
QByteArray settingsText(const AppSettings& settings);

/// What such a text asks for, checked against the table.
struct SettingsFile {
    std::vector<std::pair<QString, QVariant>> values; ///< by name, as the table holds them
    QStringList problems; ///< one sentence for each entry that was left out, and why
};

/// Any text: what is no such file is an error, single entries that are not known or not allowed are problems.
Result<SettingsFile> readSettingsText(const QByteArray& text);

/// Settings that the file does not name become their defaults, but for those of a person or a machine.
void applySettings(const SettingsFile& file, AppSettings& settings);

/// The whole way, with errors that name the file. Small files: on the GUI thread.
Result<void> exportSettings(const AppSettings& settings, const QString& path);
Result<SettingsFile> importSettings(const QString& path, AppSettings& settings);

} // namespace hypnodesk
