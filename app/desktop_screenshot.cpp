#include "app/desktop_screenshot.h"

#include "core/base/log.h"
#include "ui/main/main_window.h"
#include "ui/main/scoring_session.h"

#include <QApplication>
#include <QPixmap>

namespace hypnodesk {

namespace {

constexpr int kCheckMilliseconds = 60;
constexpr int kChecksInARow = 4;

} // namespace

Screenshot::Screenshot(MainWindow& window, ScreenshotRequest request, bool opensFile, QObject* parent)
    : QObject(parent), m_window(window), m_request(std::move(request)) {
    m_timer.setInterval(kCheckMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &Screenshot::takeWhenStill);
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
    if (m_request.epoch)
        m_window.document().setCurrentEpoch(*m_request.epoch - 1);
    if (!m_request.score) {
        finish(0);
        return;
    }
    m_window.scoring().start();
    if (!m_window.scoring().isRunning())
        finish(3);
}

void Screenshot::finish(int exitCode) {
    m_exitCode = exitCode;
    m_timer.start();
}

void Screenshot::takeWhenStill() {
    m_stillFor = m_window.isSettled() ? m_stillFor + 1 : 0;
    if (m_stillFor < kChecksInARow)
        return;
    m_timer.stop();
    if (!m_window.grab().save(m_request.target)) {
        spdlog::error("the picture could not be written: {}", m_request.target.toStdString());
        m_exitCode = 3;
    }
    QApplication::exit(m_exitCode);
}

} // namespace hypnodesk
