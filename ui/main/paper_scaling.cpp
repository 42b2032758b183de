#include "ui/main/paper_scaling.h"

#include "ui/main/header_bar.h"
#include "ui/settings/ruler_dialog.h"
#include "ui/trace/trace_view.h"

#include <QAction>
#include <QEvent>
#include <QScreen>
#include <QWindow>

namespace hypnodesk {

PaperScaling::PaperScaling(AppSettings& settings, TraceView& traces, HeaderBar& header, QAction* measure,
                           QWidget* window)
    : QObject(window), m_settings(settings), m_traces(traces), m_header(header), m_window(window) {
    connect(measure, &QAction::triggered, this, &PaperScaling::measureScreen);
    connect(&traces, &TraceView::paperScaleChanged, this, &PaperScaling::tellHeader);
    window->installEventFilter(this);
    followScreen();
}

bool PaperScaling::eventFilter(QObject* watched, QEvent* event) {
    // The native window, which knows when it changes screens, is there from the first showing on.
    if (event->type() == QEvent::Show && m_window->windowHandle()) {
        connect(m_window->windowHandle(), &QWindow::screenChanged, this, &PaperScaling::followScreen,
                Qt::UniqueConnection);
        followScreen();
    }
    return QObject::eventFilter(watched, event);
}

void PaperScaling::followScreen() {
    m_screen = screenScale(m_settings, m_window->screen());
    m_traces.setPixelsPerMillimetre(m_screen.pixelsPerMillimetre);
    tellHeader();
}

void PaperScaling::tellHeader() {
    m_header.showScale(m_traces.paperScale(), m_screen.isMeasured);
}

void PaperScaling::measureScreen() {
    if (!m_window->screen() || m_ruler)
        return;
    auto* dialog = new RulerDialog(m_settings, *m_window->screen(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RulerDialog::measured, this, &PaperScaling::followScreen);
    m_ruler = dialog;
    dialog->open();
}

} // namespace hypnodesk
