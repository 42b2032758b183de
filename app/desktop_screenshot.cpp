#include "app/desktop_screenshot.h"

#include "core/base/log.h"
#include "ui/main/main_window.h"
#include "ui/main/night_page.h"
#include "ui/main/panel_desk.h"
#include "ui/main/scoring_session.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QPainter>
#include <QPixmap>

namespace hypnodesk {

namespace {

constexpr int kCheckMilliseconds = 60;
constexpr int kChecksInARow = 4;

/// Where a window is drawn over the picture of the main one: menus where they are, dialogs in the middle, for
/// without a window manager nobody places them.
QPoint placeOf(const QWidget& top, const QWidget& main) {
    if (qobject_cast<const QMenu*>(&top))
        return main.mapFromGlobal(top.pos());
    return {(main.width() - top.width()) / 2, (main.height() - top.height()) / 2};
}

} // namespace

Screenshot::Screenshot(MainWindow& window, ScreenshotRequest request, bool opensFile, QObject* parent)
    : QObject(parent), m_window(window), m_request(std::move(request)) {
    QApplication::setCursorFlashTime(0); // a blinking cursor is never still
    m_timer.setInterval(kCheckMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &Screenshot::follow);
    connect(&window, &MainWindow::recordingOpened, this, &Screenshot::nightOpened);
    connect(&window, &MainWindow::openFailed, this, [this](const Error& error) {
        spdlog::error("{}", describe(error));
        finish(3);
    });
    connect(&window, &MainWindow::scoringEnded, this, [this](bool scored) { finish(scored ? 0 : 3); });
    if (!opensFile)
        finish(0);
}

void Screenshot::nightOpened() {
    showScoring();
    if (m_request.epoch)
        m_window.document().setCurrentEpoch(*m_request.epoch - 1);
    showPanels();
    if (!m_request.score) {
        finish(m_exitCode);
        return;
    }
    m_window.scoring().start();
    if (!m_window.scoring().isRunning())
        finish(3);
}

void Screenshot::showScoring() {
    if (m_request.scoring.isEmpty())
        return;
    for (const ScoringSheet& sheet : m_window.document().scorings())
        if (!sheet.info.isDeleted && sheet.info.name == m_request.scoring.toStdString()) {
            m_window.document().showScoring(sheet.key);
            return;
        }
    spdlog::error("--scoring: there is no scoring {}", m_request.scoring.toStdString());
    m_exitCode = 3;
}

void Screenshot::showPanels() {
    PanelDesk& desk = m_window.nightPage().desk();
    for (const QString& name : m_request.panels) {
        if (desk.panel(name)) {
            desk.showPanel(name);
        } else {
            spdlog::error("--panel: there is no panel {}", name.toStdString());
            m_exitCode = 3;
        }
    }
}

void Screenshot::finish(int exitCode) {
    m_exitCode = std::max(m_exitCode, exitCode);
    m_timer.start();
}

void Screenshot::follow() {
    QImage now = picture();
    m_stillFor = m_window.isSettled() && now == m_last ? m_stillFor + 1 : 0;
    m_last = std::move(now);
    if (m_stillFor < kChecksInARow)
        return;
    m_stillFor = 0;
    if (m_exitCode == 0 && m_actionsDone < m_request.actions.size())
        doNextAction();
    else if (m_exitCode == 0 && m_pressesDone < m_request.presses.size())
        pressNext();
    else
        write();
}

void Screenshot::doNextAction() {
    const ActionId id = m_request.actions[m_actionsDone++];
    QAction* action = m_window.action(id);
    if (!action->isEnabled()) {
        refuse(QStringLiteral("--action: %1 is not to be had now").arg(actionName(id)));
        return;
    }
    // Not from within the timer: a menu may keep the action from returning.
    QMetaObject::invokeMethod(action, &QAction::trigger, Qt::QueuedConnection);
}

void Screenshot::pressNext() {
    const QString name = m_request.presses[m_pressesDone++];
    for (QWidget* top : QApplication::topLevelWidgets())
        for (QAbstractButton* button : top->findChildren<QAbstractButton*>(name))
            if (button->isVisible() && button->isEnabled()) {
                QMetaObject::invokeMethod(button, &QAbstractButton::click, Qt::QueuedConnection);
                return;
            }
    refuse(QStringLiteral("--press: there is no button %1 to be pressed now").arg(name));
}

void Screenshot::refuse(const QString& why) {
    spdlog::error("{}", why.toStdString());
    m_exitCode = 3;
}

QImage Screenshot::picture() const {
    QPixmap pixmap = m_window.grab();
    QPainter painter(&pixmap);
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (top == &m_window || !top->isVisible() || top->windowType() == Qt::ToolTip)
            continue;
        const QPoint place = placeOf(*top, m_window);
        painter.drawPixmap(place, top->grab());
        painter.setPen(m_window.palette().color(QPalette::Mid));
        painter.drawRect(QRect(place, top->size()).adjusted(-1, -1, 0, 0));
    }
    painter.end();
    return pixmap.toImage();
}

void Screenshot::write() {
    m_timer.stop();
    if (!m_last.save(m_request.target)) {
        spdlog::error("the picture could not be written: {}", m_request.target.toStdString());
        m_exitCode = 3;
    }
    QApplication::exit(m_exitCode);
}

} // namespace hypnodesk
