#pragma once

#include <QDockWidget>
#include <QMainWindow>
#include <QPointer>

#include <map>
#include <vector>

class QAction;

namespace hypnodesk {

/// Where a panel is at first, and what it is called.
struct PanelSpec {
    QString name;  ///< of the layout that is kept, never translated; unique
    QString title; ///< for people
    Qt::DockWidgetArea area = Qt::RightDockWidgetArea;
    bool shown = true;
    double share = 0.4;   ///< of the desk's width (left, right) or height (top, bottom), at first
    bool scrolls = false; ///< when there is no room for all of it: panels of texts and controls
};

/// A view in the middle with panels around it. Panels are moved by their titles or floated onto another
/// screen, hidden, enlarged to the whole desk and back (double click on the title, or enlarge()), and put
/// back as they were at first (reset()). The layout is kept by saveLayout().
class PanelDesk : public QMainWindow {
    Q_OBJECT

public:
    explicit PanelDesk(QWidget* centre, QWidget* parent = nullptr);

    /// Takes ownership of `content`. The first panel of an area has a place of its own, the others share one
    /// below (or beside) it, one in front of the other; call setHome() after the last.
    QDockWidget& addPanel(const PanelSpec& spec, QWidget* content);
    /// `action` (checkable) shows and hides the panel, and follows it.
    void setToggle(const QString& name, QAction* action);
    /// What reset() returns to, and what is shown when no layout was kept, is the arrangement as it is now.
    void setHome();

    QDockWidget* panel(const QString& name) const;
    /// Shows a panel and brings it to the front.
    void showPanel(const QString& name);

    bool isEnlarged() const { return !m_beforeEnlarging.isEmpty(); }
    /// Gives a panel the whole desk, or everything back its place when one has it.
    void enlarge(QDockWidget* dock);
    /// As enlarge(), for the panel under the mouse or with the focus, else the one shown first.
    void enlargeCurrent();
    void reset();

    QByteArray saveLayout() const;
    /// Layouts of other versions, or damaged ones, change nothing.
    void restoreLayout(const QByteArray& layout);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Panel {
        QDockWidget* dock = nullptr;
        PanelSpec spec;
    };

    void giveShares();
    void shareLowColumn(QDockWidget* dock);
    void keepCentreWide();
    QDockWidget* lastOf(Qt::DockWidgetArea area) const;
    void endEnlarging();

    std::map<QString, Panel> m_panels;
    std::vector<const Panel*> m_inOrder; ///< of adding
    bool m_isArranged = false;           ///< by a kept layout, or by the shares
    QByteArray m_home;
    QByteArray m_beforeEnlarging;
};

} // namespace hypnodesk
