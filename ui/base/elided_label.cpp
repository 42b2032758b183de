#include "ui/base/elided_label.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace hypnodesk {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
}

void ElidedLabel::setShortText(const QString& text) {
    m_short = text;
    setMinimumWidth(text.isEmpty() ? 0 : widthOf(text));
    update();
}

int ElidedLabel::roomForText() const {
    return contentsRect().width() - 2 * margin();
}

int ElidedLabel::widthOf(const QString& text) const {
    const QMargins around = contentsMargins();
    return fontMetrics().horizontalAdvance(text) + around.left() + around.right() + 2 * margin() + 2;
}

QString ElidedLabel::shownText() const {
    const QFontMetrics metrics = fontMetrics();
    const int room = roomForText();
    if (metrics.horizontalAdvance(text()) <= room)
        return text();
    return metrics.elidedText(m_short.isEmpty() ? text() : m_short, Qt::ElideRight, room);
}

QSize ElidedLabel::minimumSizeHint() const {
    constexpr int kLeastLetters = 8;
    const int least = m_short.isEmpty() ? fontMetrics().averageCharWidth() * kLeastLetters : widthOf(m_short);
    return {text().isEmpty() ? 0 : std::min(least, widthOf(text())), QLabel::minimumSizeHint().height()};
}

bool ElidedLabel::event(QEvent* event) {
    if (event->type() == QEvent::FontChange && !m_short.isEmpty())
        setMinimumWidth(widthOf(m_short));
    if (event->type() == QEvent::ToolTip && shownText() != text()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    style()->drawItemText(&painter, contentsRect().marginsRemoved({margin(), margin(), margin(), margin()}),
                          static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment())),
                          palette(), isEnabled(), shownText(), foregroundRole());
}

} // namespace hypnodesk
