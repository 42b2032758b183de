#pragma once

#include "ui/settings/app_settings.h"

#include <QDialog>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QScrollArea;

namespace hypnodesk {

class SettingEditor;

/// The table of settings, a page for each of its groups, searched by words. Every good value holds at once;
/// what cannot be taken is said beside the control.
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    SettingsDialog(AppSettings& settings, const QString& accountName, QWidget* parent = nullptr);

    /// The rows on the page in view, or those that the search found.
    std::vector<SettingEditor*> shownEditors() const;

Q_SIGNALS:
    void importRequested();
    void exportRequested();

private:
    QWidget* makePages(const QString& accountName);
    void arrange();
    void showColourWarnings();

    AppSettings& m_settings;
    QLineEdit* m_search;
    QListWidget* m_groups;
    QLabel* m_nothing;
    QLabel* m_colours; ///< what is hard to tell apart among the user's own colours
    std::vector<QLabel*> m_titles;
    std::vector<SettingEditor*> m_editors;
};

} // namespace hypnodesk
