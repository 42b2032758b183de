#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace hypnodesk {

class MainWindow;

/// What `hypnodesk --screenshot` was asked for.
struct ScreenshotRequest {
    QString target; ///< the PNG to write
    bool score = false;
    std::optional<qint64> epoch; ///< 1-based; absent: as the window opens
};

/// Drives a window to the state asked for, waits until nothing moves any more, writes its picture and ends
/// the program: 0 when the picture shows what was asked for, 3 when the night could not be opened or scored
/// (the picture then shows the window saying so) or the picture could not be written.
class Screenshot : public QObject {
    Q_OBJECT

public:
    Screenshot(MainWindow& window, ScreenshotRequest request, bool opensFile, QObject* parent = nullptr);

private:
    void nightOpened();
    void finish(int exitCode);
    void takeWhenStill();

    MainWindow& m_window;
    ScreenshotRequest m_request;
    QTimer m_timer;
    int m_exitCode = 0;
    int m_stillFor = 0; ///< checks in a row that found the window settled
};

} // namespace hypnodesk
