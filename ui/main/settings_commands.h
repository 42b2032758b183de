#pragma once

#include "ui/main/actions.h"
#include "ui/main/key_map_store.h"
#include "ui/settings/display_state.h"

#include <QObject>
#include <QPointer>

namespace hypnodesk {

class KeyMapDialog;
class MessageBar;
class SettingsDialog;

/// What the user does to the program itself: settings, files of settings, keys, size of texts. Makes the keys
/// and the looks of the program follow the settings.
class SettingsCommands : public QObject {
    Q_OBJECT

public:
    /// All but `window`, the parent of the dialogs, are borrowed and outlive this.
    SettingsCommands(AppSettings& settings, DisplayState& display, MainActions& actions, MessageBar& messages,
                     const QString& accountName, QWidget* window);

    KeyMapStore& keyMaps() { return m_keyMaps; }

    /// Lays a clinic's file over this user's settings and keeps them; says what in it could not be used.
    /// False, with a message, when it is no such file.
    bool importFile(const QString& path);
    void exportFile(const QString& path);
    /// Says what the stored settings hold that is not allowed; nothing when all is well.
    void showProblems();

    void showSettings();
    void showKeys();

private:
    void chooseImport();
    void chooseExport();

    AppSettings& m_settings;
    DisplayState& m_display;
    MainActions& m_actions;
    MessageBar& m_messages;
    QString m_accountName;
    QWidget* m_window;
    KeyMapStore m_keyMaps;
    QPointer<SettingsDialog> m_dialog;
    QPointer<KeyMapDialog> m_keys;
};

} // namespace hypnodesk
