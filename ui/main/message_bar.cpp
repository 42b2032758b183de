#include "ui/main/message_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace hypnodesk {

namespace {

struct KindLook {
    QColor light;
    QColor dark;
    QString symbol;
};

KindLook lookOf(MessageBar::Kind kind) {
    switch (kind) {
    case MessageBar::Kind::Note:
        return {QColor(0x2f, 0x6f, 0xc9), QColor(0x5b, 0x98, 0xea), QStringLiteral("i")};
    case MessageBar::Kind::Question:
        return {QColor(0x8a, 0x62, 0x00), QColor(0xe3, 0xb3, 0x41), QStringLiteral("?")};
    case MessageBar::Kind::Problem:
        return {QColor(0xb4, 0x3a, 0x22), QColor(0xf0, 0x86, 0x6a), QStringLiteral("!")};
    }
    return {};
}

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_symbol(new QLabel(this)), m_label(new QLabel(this)), m_buttons(new QHBoxLayout),
      m_close(new QPushButton(tr("Dismiss"), this)) {
    setAccessibleName(tr("Message"));
    QFont bold = font();
    bold.setBold(true);
    m_symbol->setFont(bold);
    m_symbol->setAlignment(Qt::AlignCenter);
    m_symbol->setFixedWidth(fontMetrics().height());
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::RichText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_label->setFocusPolicy(Qt::NoFocus);
    m_close->setFocusPolicy(Qt::TabFocus);
    connect(m_close, &QPushButton::clicked, this, &MessageBar::dismiss);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 12, 6);
    layout->setSpacing(10);
    layout->addWidget(m_symbol, 0, Qt::AlignVCenter);
    layout->addWidget(m_label, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close);
    hide();
}

void MessageBar::showMessage(Kind kind, const QString& title, const QString& text) {
    m_kind = kind;
    while (QLayoutItem* item = m_buttons->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    m_symbol->setText(lookOf(kind).symbol);
    changeMessage(title, text);
    show();
    update();
}

void MessageBar::changeMessage(const QString& title, const QString& text) {
    m_title = title;
    m_text = text;
    m_label->setText(QStringLiteral("<b>%1</b>&nbsp; %2").arg(title.toHtmlEscaped(), text.toHtmlEscaped()));
    setAccessibleDescription(title + QLatin1Char(' ') + text);
}

void MessageBar::showError(const ErrorText& error) {
    showMessage(Kind::Problem, error.title + QLatin1Char('.'),
                QStringLiteral("%1 %2").arg(error.reason, error.advice).trimmed());
}

void MessageBar::addButton(const QString& text, std::function<void()> pressed) {
    auto* button = new QPushButton(text, this);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QPushButton::clicked, this, [this, pressed = std::move(pressed)] {
        if (!m_isLasting)
            dismiss();
        pressed();
    });
    m_buttons->addWidget(button);
    button->show();
}

void MessageBar::dismiss() {
    hide();
    m_title.clear();
    m_text.clear();
}

void MessageBar::setLasting(bool lasting) {
    m_isLasting = lasting;
    m_close->setVisible(!lasting);
}

QString MessageBar::title() const {
    return m_title;
}

QString MessageBar::text() const {
    return m_text;
}

void MessageBar::paintEvent(QPaintEvent*) {
    const bool dark = palette().color(QPalette::Window).lightness() < 128;
    const KindLook look = lookOf(m_kind);
    const QColor colour = dark ? look.dark : look.light;
    QPainter painter(this);
    QColor tint = colour;
    tint.setAlpha(dark ? 40 : 26);
    painter.fillRect(rect(), tint);
    painter.fillRect(QRect(0, 0, 4, height()), colour);
}

} // namespace hypnodesk
