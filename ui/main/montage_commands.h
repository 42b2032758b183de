#pragma once

#include "ui/main/actions.h"
#include "ui/montage/night_montage.h"
#include "ui/settings/display_state.h"

#include <QObject>
#include <QPointer>

class QDialog;
class QMenu;

namespace hypnodesk {

class TraceView;

/// What the actions on traces do: choosing, making and editing montages, sensitivity of single rows, guide
/// lines; and the submenus of View that follow the montage in use.
class MontageCommands : public QObject {
    Q_OBJECT

public:
    /// All must live longer; `actions` have their menus already.
    MontageCommands(NightMontage& montage, MontageLibrary& library, DisplayState& display, TraceView& traces,
                    const MainActions& actions, QWidget* window);

Q_SIGNALS:
    void said(const QString& text);

private:
    void connectRows();
    void followChoices();
    void fillChannels(QMenu& menu);
    void openEditor();
    void enlargeRow(int steps);

    NightMontage& m_montage;
    MontageLibrary& m_library;
    TraceView& m_traces;
    const MainActions& m_actions;
    QWidget* m_window;
    QPointer<QDialog> m_editor;
};

} // namespace hypnodesk
