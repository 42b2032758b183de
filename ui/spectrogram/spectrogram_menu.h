#pragma once

#include "ui/spectrogram/spectrogram_look.h"

#include <QObject>

class QAction;
class QMenu;
class QToolButton;

namespace hypnodesk {

/// The look of the spectrogram in force, the menu that changes it, and the button that opens the menu and
/// says which view is shown.
class SpectrogramMenu : public QObject {
    Q_OBJECT

public:
    /// `window` owns the menu and the dialog for a fixed range.
    SpectrogramMenu(const SpectrogramLook& look, QWidget* window);

    const SpectrogramLook& look() const { return m_look; }
    void setLook(const SpectrogramLook& look);

    QMenu* menu() const { return m_menu; }
    /// For the upper edge of the spectrogram; whoever places it owns it.
    QToolButton* button() const { return m_button; }

Q_SIGNALS:
    void changed(const hypnodesk::SpectrogramLook& look);

private:
    template <typename Value, typename Values>
    void addChoices(const QString& title, const Values& values, QString (*name)(Value),
                    Value SpectrogramLook::*field);
    void askForRange();
    void showLook();

    SpectrogramLook m_look;
    QWidget* m_window;
    QMenu* m_menu;
    QToolButton* m_button;
};

} // namespace hypnodesk
