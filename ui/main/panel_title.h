#pragma once

#include <QWidget>

class QDockWidget;
class QLabel;
class QToolButton;

namespace hypnodesk {

/// The slim title of a panel: its name, and buttons that enlarge, float and hide it. Dragging it moves the
/// panel.
class PanelTitle : public QWidget {
    Q_OBJECT

public:
    /// Becomes a child of `dock` when that takes it as its title.
    explicit PanelTitle(QDockWidget& dock);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void enlargeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* addButton(const QString& words);
    void drawIcons();
    void scaleIcons();
    void showName();

    QDockWidget& m_dock;
    QLabel* m_name;
    QToolButton* m_enlarge;
    QToolButton* m_float;
    QToolButton* m_hide;
};

} // namespace hypnodesk
