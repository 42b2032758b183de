#include "ui/main/panel_scroll.h"

#include <QEvent>
#include <QLayout>
#include <QScrollBar>

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr int kLeastLinesWide = 16; ///< heights of a line of text
constexpr int kLeastLinesHigh = 5;

} // namespace

PanelScroll::PanelScroll(QWidget* content) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    setWidget(content);
    content->setAutoFillBackground(false);
    content->installEventFilter(this);
}

QSize PanelScroll::sizeHint() const {
    return widget()->sizeHint();
}

QSize PanelScroll::minimumSizeHint() const {
    const int line = fontMetrics().height();
    return widget()->minimumSizeHint().boundedTo({kLeastLinesWide * line, kLeastLinesHigh * line});
}

QSize PanelScroll::needed(int width) const {
    QSize size = widget()->minimumSizeHint();
    size.setWidth(std::max(size.width(), width));
    if (const QLayout* layout = widget()->layout(); layout && layout->hasHeightForWidth())
        size.setHeight(layout->minimumHeightForWidth(size.width()));
    return size;
}

void PanelScroll::fit() {
    const QSize room = maximumViewportSize();
    QSize size = needed(room.width());
    if (size.height() > room.height())
        size = needed(room.width() - verticalScrollBar()->sizeHint().width());
    widget()->resize(size.expandedTo({0, room.height()}));
}

void PanelScroll::resizeEvent(QResizeEvent* event) {
    fit();
    QScrollArea::resizeEvent(event);
}

bool PanelScroll::eventFilter(QObject* watched, QEvent* event) {
    const bool goesOn = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest) {
        fit();
        updateGeometry();
    }
    return goesOn;
}

} // namespace hypnodesk
