#pragma once

#include "ui/base/error_text.h"

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace hypnodesk {

/// A line above the night that says what happened and offers what to do about it. It never stops the work as
/// a box in the middle of the screen would. A newer message replaces the older one.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Note, Question, Problem };

    explicit MessageBar(QWidget* parent = nullptr);

    /// `title` in bold, `text` after it; both plain text.
    void showMessage(Kind kind, const QString& title, const QString& text);
    void showError(const ErrorText& error);
    /// Other words for the message in view; its buttons stay.
    void changeMessage(const QString& title, const QString& text);
    /// Adds a button to the message in view; pressing it hides the message first.
    void addButton(const QString& text, std::function<void()> pressed);
    void dismiss();
    /// A bar that stays until what it says is over has no button to dismiss it, and its buttons leave it.
    void setLasting(bool lasting);

    QString title() const;
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_symbol;
    QLabel* m_label;
    QHBoxLayout* m_buttons;
    QPushButton* m_close;
    Kind m_kind = Kind::Note;
    bool m_isLasting = false;
    QString m_title;
    QString m_text;
};

} // namespace hypnodesk
