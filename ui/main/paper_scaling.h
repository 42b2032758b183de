#pragma once

#include "ui/settings/display_state.h"
#include "ui/settings/screen_scale.h"

#include <QObject>
#include <QPointer>

class QAction;
class QDialog;

namespace hypnodesk {

class HeaderBar;
class TraceView;

/// Keeps the traces true to the screen that the window is on, says in the header how they measure there, and
/// lets the user measure the screen.
class PaperScaling : public QObject {
    Q_OBJECT

public:
    /// All must live longer.
    PaperScaling(AppSettings& settings, TraceView& traces, HeaderBar& header, QAction* measure,
                 QWidget* window);

    const ScreenScale& screen() const { return m_screen; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void followScreen();
    void tellHeader();
    void measureScreen();

    AppSettings& m_settings;
    TraceView& m_traces;
    HeaderBar& m_header;
    QWidget* m_window;
    ScreenScale m_screen;
    QPointer<QDialog> m_ruler;
};

} // namespace hypnodesk
