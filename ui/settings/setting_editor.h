#pragma once

#include "ui/settings/app_settings.h"

#include <QWidget>

#include <functional>

class QLabel;
class QToolButton;

namespace hypnodesk {

/// One row of the table of settings as a row of a dialog: title, control, its default on a button, help, and
/// what is wrong with a value that cannot be taken. A good value holds at once; a bad one changes nothing.
class SettingEditor : public QWidget {
    Q_OBJECT

public:
    SettingEditor(const SettingSpec& spec, AppSettings& settings, QWidget* parent = nullptr);

    const SettingSpec& spec() const { return m_spec; }
    QWidget* control() const { return m_control; }
    /// What is wrong with what the control holds; empty: nothing.
    QString problem() const;
    /// Every word of the search is in title, help, or name.
    bool matches(const QString& search) const;
    void setPlaceholder(const QString& text);

private:
    void makeControl();
    void makeFlag();
    void makeWhole();
    void makeChoice();
    void makeLine();
    void makeColour();
    /// Takes what the user gave, or says why not.
    void offer(const QVariant& raw);
    void show(const QString& problem);

    const SettingSpec& m_spec;
    AppSettings& m_settings;
    QString m_name;
    QWidget* m_control = nullptr;
    QWidget* m_extra = nullptr; ///< beside the control: a button that chooses a folder
    QToolButton* m_reset;
    QLabel* m_problem;
    std::function<void(const QVariant&)> m_show; ///< brings a value into the control
};

} // namespace hypnodesk
