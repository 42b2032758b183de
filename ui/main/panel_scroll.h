#pragma once

#include <QScrollArea>

namespace hypnodesk {

/// What a panel of texts and controls lies in: as large as the panel while it fits, else scrolled, so that
/// large texts, or a small screen, never make the window larger than the screen. Does not take the keyboard.
class PanelScroll : public QScrollArea {
    Q_OBJECT

public:
    /// Takes ownership of `content`.
    explicit PanelScroll(QWidget* content);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();
    /// The least that the content needs when it is so wide, wrapped texts with all their lines.
    QSize needed(int width) const;
};

} // namespace hypnodesk
