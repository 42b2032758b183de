#include "ui/main/panel_desk.h"

#include "ui/main/panel_scroll.h"
#include "ui/main/panel_title.h"

#include <QAction>
#include <QApplication>
#include <QEvent>

#include <algorithm>
#include <utility>

namespace hypnodesk {

namespace {

/// Of the layouts that are kept: to be raised when panels get other names or other meanings.
constexpr int kLayoutVersion = 1;
/// What a panel that is opened leaves to the centre, of the desk's width, while others can give way.
constexpr double kCentreShare = 0.42;
constexpr double kLeastSideShare = 0.2;
/// Two panels above each other need so many lines of text; in a lower column they share one place.
constexpr int kLeastColumnLines = 28;
constexpr double kNewPanelShare = 0.6;

} // namespace

PanelDesk::PanelDesk(QWidget* centre, QWidget* parent) : QMainWindow(parent) {
    setWindowFlags(Qt::Widget);
    setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setContextMenuPolicy(Qt::NoContextMenu);
    setCentralWidget(centre);
}

QDockWidget& PanelDesk::addPanel(const PanelSpec& spec, QWidget* content) {
    auto* dock = new QDockWidget(spec.title, this);
    dock->setObjectName(spec.name);
    dock->setAccessibleName(spec.title);
    dock->setWidget(spec.scrolls ? new PanelScroll(content) : content);
    auto* title = new PanelTitle(*dock);
    dock->setTitleBarWidget(title);
    title->installEventFilter(this);
    connect(title, &PanelTitle::enlargeRequested, this, [this, dock] { enlarge(dock); });
    if (QDockWidget* under = lastOf(spec.area))
        tabifyDockWidget(under, dock);
    else
        addDockWidget(spec.area, dock);
    dock->setVisible(spec.shown);
    m_panels[spec.name] = {dock, spec};
    m_inOrder.push_back(&m_panels[spec.name]);
    return *dock;
}

/// The panel of that area that later ones share their place with: the last, but never the first.
QDockWidget* PanelDesk::lastOf(Qt::DockWidgetArea area) const {
    const auto isOfArea = [&](const Panel* panel) { return panel->spec.area == area; };
    const auto count = std::count_if(m_inOrder.begin(), m_inOrder.end(), isOfArea);
    const auto last = std::find_if(m_inOrder.rbegin(), m_inOrder.rend(), isOfArea);
    return count > 1 ? (*last)->dock : nullptr;
}

void PanelDesk::setToggle(const QString& name, QAction* action) {
    QDockWidget* dock = panel(name);
    QAction* toggle = dock->toggleViewAction();
    action->setChecked(toggle->isChecked());
    connect(toggle, &QAction::toggled, action, &QAction::setChecked);
    connect(action, &QAction::triggered, dock, [this, dock](bool show) {
        endEnlarging();
        if (show)
            showPanel(dock->objectName());
        else
            dock->hide();
    });
}

void PanelDesk::setHome() {
    m_home = saveState(kLayoutVersion);
}

QDockWidget* PanelDesk::panel(const QString& name) const {
    const auto found = m_panels.find(name);
    return found == m_panels.end() ? nullptr : found->second.dock;
}

void PanelDesk::showPanel(const QString& name) {
    QDockWidget* dock = panel(name);
    if (!dock)
        return;
    const bool isNew = dock->isHidden();
    if (isNew)
        endEnlarging();
    dock->show();
    dock->raise();
    if (isNew && m_isArranged) // once the docks have found their places
        QMetaObject::invokeMethod(
            this,
            [this, dock] {
                shareLowColumn(dock);
                keepCentreWide();
            },
            Qt::QueuedConnection);
}

void PanelDesk::shareLowColumn(QDockWidget* dock) {
    if (isEnlarged() || dock->isFloating() || dock->isHidden())
        return;
    for (const auto& [name, panel] : m_panels) {
        QDockWidget* other = panel.dock;
        const bool isAbove = other != dock && other->isVisible() && !other->isFloating() &&
                             dockWidgetArea(other) == dockWidgetArea(dock) && other->x() == dock->x() &&
                             other->y() != dock->y();
        if (!isAbove)
            continue;
        const int column = other->height() + dock->height();
        if (column < kLeastColumnLines * fontMetrics().height()) {
            tabifyDockWidget(other, dock);
            dock->raise();
        } else if (dock->height() < kNewPanelShare * column) { // what was asked for is to be read
            resizeDocks({other, dock},
                        {qRound((1.0 - kNewPanelShare) * column), qRound(kNewPanelShare * column)},
                        Qt::Vertical);
        }
        return;
    }
}

// The widest panel beside the centre gives way: on a laptop's screen three panels in a row leave the traces,
// which all is about, less than anyone can read.
void PanelDesk::keepCentreWide() {
    const int missing = qRound(kCentreShare * width()) - centralWidget()->width();
    if (isEnlarged() || missing <= 0)
        return;
    QDockWidget* widest = nullptr;
    for (const auto& [name, panel] : m_panels) {
        QDockWidget* dock = panel.dock;
        const auto area = dockWidgetArea(dock);
        const bool isBeside = area == Qt::LeftDockWidgetArea || area == Qt::RightDockWidgetArea;
        if (isBeside && dock->isVisible() && !dock->isFloating() && !dock->visibleRegion().isEmpty() &&
            (!widest || dock->width() > widest->width()))
            widest = dock;
    }
    if (widest)
        resizeDocks({widest}, {std::max(widest->width() - missing, qRound(kLeastSideShare * width()))},
                    Qt::Horizontal);
}

void PanelDesk::enlarge(QDockWidget* dock) {
    if (isEnlarged()) {
        endEnlarging();
        return;
    }
    m_beforeEnlarging = saveState(kLayoutVersion);
    for (const auto& [name, other] : m_panels)
        other.dock->setVisible(other.dock == dock);
    dock->setFloating(false);
    centralWidget()->hide();
}

void PanelDesk::enlargeCurrent() {
    QWidget* focus = QApplication::focusWidget();
    QDockWidget* first = nullptr;
    for (const auto& [name, panel] : m_panels) {
        QDockWidget* dock = panel.dock;
        if (dock->isHidden())
            continue;
        if (dock->underMouse() || (focus && dock->isAncestorOf(focus))) {
            enlarge(dock);
            return;
        }
        if (!first)
            first = dock;
    }
    if (first)
        enlarge(first);
}

void PanelDesk::endEnlarging() {
    if (!isEnlarged())
        return;
    centralWidget()->show();
    restoreState(std::exchange(m_beforeEnlarging, {}), kLayoutVersion);
}

void PanelDesk::reset() {
    endEnlarging();
    restoreState(m_home, kLayoutVersion);
    giveShares();
}

void PanelDesk::giveShares() {
    for (const auto& [name, panel] : m_panels) {
        const bool isBeside =
            panel.spec.area == Qt::LeftDockWidgetArea || panel.spec.area == Qt::RightDockWidgetArea;
        const int room = isBeside ? width() : height();
        if (!panel.dock->isHidden())
            resizeDocks({panel.dock}, {qRound(panel.spec.share * room)},
                        isBeside ? Qt::Horizontal : Qt::Vertical);
    }
}

// Shares need a size, which the desk gets with the first show.
void PanelDesk::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    if (!std::exchange(m_isArranged, true))
        giveShares();
}

QByteArray PanelDesk::saveLayout() const {
    return isEnlarged() ? m_beforeEnlarging : saveState(kLayoutVersion);
}

void PanelDesk::restoreLayout(const QByteArray& layout) {
    endEnlarging();
    if (!layout.isEmpty() && restoreState(layout, kLayoutVersion))
        m_isArranged = true;
}

// A floating panel is a window of its own: there a double click docks it again, which QDockWidget does
// itself.
bool PanelDesk::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonDblClick)
        if (auto* dock = qobject_cast<QDockWidget*>(watched->parent()); dock && !dock->isFloating()) {
            enlarge(dock);
            return true;
        }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace hypnodesk
