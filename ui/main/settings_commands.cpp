#include "ui/main/settings_commands.h"

#include "ui/base/error_text.h"
#include "ui/main/key_map_dialog.h"
#include "ui/main/message_bar.h"
#include "ui/main/settings_dialog.h"
#include "ui/settings/appearance.h"
#include "ui/settings/settings_file.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace hypnodesk {

SettingsCommands::SettingsCommands(AppSettings& settings, DisplayState& display, MainActions& actions,
                                   MessageBar& messages, const QString& accountName, QWidget* window)
    : QObject(window), m_settings(settings), m_display(display), m_actions(actions), m_messages(messages),
      m_accountName(accountName), m_window(window), m_keyMaps(settings) {
    connect(&display, &DisplayState::changed, this,
            [before = display.value()](const DisplaySettings& now) mutable {
                if (!looksTheSame(std::exchange(before, now), now))
                    applyAppearance(now);
            });
    const auto useKeys = [this] { m_actions.setKeyMap(m_keyMaps.map()); };
    connect(&m_keyMaps, &KeyMapStore::changed, this, useKeys);
    useKeys();
    const auto on = [&](ActionId id, auto function) {
        connect(actions[id], &QAction::triggered, this, function);
    };
    on(ActionId::Settings, [this] { showSettings(); });
    on(ActionId::ImportSettings, [this] { chooseImport(); });
    on(ActionId::ExportSettings, [this] { chooseExport(); });
    on(ActionId::KeyMap, [this] { showKeys(); });
    on(ActionId::LargerTexts, [this] { m_display.changeFontPercent(1); });
    on(ActionId::SmallerTexts, [this] { m_display.changeFontPercent(-1); });
    on(ActionId::UsualTexts, [this] { m_display.changeFontPercent(0); });
}

void SettingsCommands::showSettings() {
    if (!m_dialog) {
        m_dialog = new SettingsDialog(m_settings, m_accountName, m_window);
        connect(m_dialog, &SettingsDialog::importRequested, this, &SettingsCommands::chooseImport);
        connect(m_dialog, &SettingsDialog::exportRequested, this, &SettingsCommands::chooseExport);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void SettingsCommands::showKeys() {
    if (!m_keys)
        m_keys = new KeyMapDialog(m_keyMaps, m_window);
    m_keys->show();
    m_keys->raise();
    m_keys->activateWindow();
}

void SettingsCommands::chooseImport() {
    auto* dialog = new QFileDialog(m_window, tr("Import settings"), QDir::homePath(),
                                   tr("Settings (*.json)") + QStringLiteral(";;") + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SettingsCommands::importFile);
    dialog->open();
}

void SettingsCommands::chooseExport() {
    auto* dialog = new QFileDialog(m_window, tr("Export settings"), QStringLiteral("hypnodesk-settings.json"),
                                   tr("Settings (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, &SettingsCommands::exportFile);
    dialog->open();
}

bool SettingsCommands::importFile(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    const Result<SettingsFile> file = importSettings(path, m_settings);
    if (!file) {
        m_messages.showError(explain(file.error(), tr("The settings in %1 were not used").arg(name)));
        return false;
    }
    const QStringList problems = file->problems + m_keyMaps.problems();
    m_messages.showMessage(problems.isEmpty() ? MessageBar::Kind::Note : MessageBar::Kind::Problem,
                           tr("The settings of %1 are in force.").arg(name), problems.join(QLatin1Char(' ')));
    return true;
}

void SettingsCommands::exportFile(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    if (const Result<void> written = exportSettings(m_settings, path); !written)
        m_messages.showError(explain(written.error(), tr("The settings were not written to %1").arg(name)));
    else
        m_messages.showMessage(MessageBar::Kind::Note, tr("The settings were written to %1.").arg(name),
                               tr("Your name and your folders are not in it."));
}

void SettingsCommands::showProblems() {
    const QStringList problems = m_settings.problems() + m_keyMaps.problems();
    if (!problems.isEmpty())
        m_messages.showMessage(MessageBar::Kind::Problem, tr("Some settings could not be used."),
                               problems.join(QLatin1Char(' ')));
}

} // namespace hypnodesk
