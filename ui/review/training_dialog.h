#pragma once

#include "core/scoring/agreement.h"

#include <QDialog>

namespace hypnodesk {

/// How far a trainee agreed with the network: accuracy, kappa, and stage by stage.
class TrainingDialog : public QDialog {
    Q_OBJECT

public:
    explicit TrainingDialog(const Agreement& agreement, QWidget* parent = nullptr);
};

/// "12 epochs scored; 83 % as the network, kappa 0.71"
QString trainingSummary(const Agreement& agreement);

} // namespace hypnodesk
