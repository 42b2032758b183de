#pragma once

#include "ui/plot/theme.h"
#include "ui/retraining/retraining_session.h"

#include <QWidget>

class QLabel;

namespace hypnodesk {

class PlotCanvas;

/// The loss of every step and the agreement on the validation subjects after every pass, of the model that is
/// being trained.
class LearningCurves : public QWidget {
    Q_OBJECT

public:
    explicit LearningCurves(QWidget* parent = nullptr);
    void setCurve(const std::vector<CurvePoint>& curve);

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyTheme();
    void paint(QPainter& painter, PlotCanvas& plot, bool isKappa) const;

    Theme m_theme;
    std::vector<CurvePoint> m_curve;
    QLabel* m_lossTitle;
    QLabel* m_kappaTitle;
    PlotCanvas* m_loss;
    PlotCanvas* m_kappa;
};

} // namespace hypnodesk
