#pragma once

#include "core/base/result.h"
#include "ui/main/actions.h"

#include <QImage>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <optional>
#include <vector>

namespace hypnodesk {

class MainWindow;

/// What `hypnodesk --screenshot` was asked for.
struct ScreenshotRequest {
    QString target; ///< the PNG to write
    bool score = false;
    std::optional<qint64> epoch;   ///< 1-based; absent: as the window opens
    QString scoring;               ///< its name; empty: as the window opens
    QStringList panels;            ///< names of PanelDesk, shown in this order: the last is in front
    std::vector<ActionId> actions; ///< done one after the other, each when the one before has settled
    QStringList presses;           ///< then these buttons, by their object names, wherever they are
};

/// Drives a window to the state asked for, waits until nothing moves any more, writes its picture, with the
/// dialogs and menus that are open in front of it, and ends the program: 0 when the picture shows what was
/// asked for, 3 when the night could not be opened or scored (the picture then shows the window saying so),
/// a panel, an action or a button is not to be had, or the picture could not be written.
class Screenshot : public QObject {
    Q_OBJECT

public:
    Screenshot(MainWindow& window, ScreenshotRequest request, bool opensFile, QObject* parent = nullptr);

private:
    void nightOpened();
    void showScoring();
    void showPanels();
    void finish(int exitCode);
    void follow();
    void doNextAction();
    void pressNext();
    void refuse(const QString& why);
    void write();
    QImage picture() const;

    MainWindow& m_window;
    ScreenshotRequest m_request;
    QTimer m_timer;
    QImage m_last; ///< as the window looked at the check before
    std::size_t m_actionsDone = 0;
    qsizetype m_pressesDone = 0;
    int m_exitCode = 0;
    int m_stillFor = 0; ///< checks in a row that found the window settled and its picture as before
};

} // namespace hypnodesk
