#pragma once

#include "ui/settings/screen_scale.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QScreen;
class QStackedWidget;

namespace hypnodesk {

/// A line whose length the user makes equal to a thing of known size, by dragging its right end or with the
/// arrow keys (a pixel; with Shift ten).
class RulerLine : public QWidget {
    Q_OBJECT

public:
    explicit RulerLine(QWidget* parent = nullptr);

    double lengthPixels() const { return m_length; }
    void setLengthPixels(double length); ///< limited to what fits

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void lengthChanged(double pixels);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    double m_length = 300.0;
};

/// Measures a screen, so that sensitivities in microvolts a millimetre are true: with a bank card, with a
/// ruler, or by the screen's diagonal. Stores the result for this screen on OK.
class RulerDialog : public QDialog {
    Q_OBJECT

public:
    /// `settings` must live longer than the dialog.
    RulerDialog(AppSettings& settings, const QScreen& screen, QWidget* parent = nullptr);

    double pixelsPerMillimetre() const;

    void accept() override;

Q_SIGNALS:
    /// The scale of the screen was stored or forgotten.
    void measured();

private:
    void showThing();
    void showResult();
    double thingMillimetres() const;
    void forget();

    AppSettings& m_settings;
    const QString m_screenKey; // the screen itself may be unplugged meanwhile
    const QSize m_screenSize;
    QComboBox* m_thing;
    QStackedWidget* m_pages;
    RulerLine* m_line;
    QDoubleSpinBox* m_diagonal;
    QLabel* m_hint;
    QLabel* m_result;
};

} // namespace hypnodesk
