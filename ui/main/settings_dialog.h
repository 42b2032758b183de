#pragma once

#include "ui/settings/app_settings.h"

#include <QDialog>

class QLineEdit;
class QRadioButton;

namespace hypnodesk {

/// Who scores, and where new study files go. Applies to nights opened from then on.
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    SettingsDialog(AppSettings& settings, const QString& accountName, QWidget* parent = nullptr);

    void accept() override;

private:
    void updateFolder();

    AppSettings& m_settings;
    QLineEdit* m_scorer;
    QRadioButton* m_beside;
    QRadioButton* m_inFolder;
    QLineEdit* m_folder;
};

} // namespace hypnodesk
