#pragma once

#include <QLabel>

namespace hypnodesk {

/// A line of plain text that never asks for more room than it is given: where the text does not fit, its
/// short form is shown if there is one, else the text with dots at the end; the tool tip then says all.
/// text() and what a screen reader says are always the whole text.
class ElidedLabel : public QLabel {
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    /// The label keeps at least the room that the short form needs. Empty: none.
    void setShortText(const QString& text);
    /// What stands on the screen now.
    QString shownText() const;

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    int roomForText() const;
    int widthOf(const QString& text) const; ///< of the label, in pixels

    QString m_short;
};

} // namespace hypnodesk
