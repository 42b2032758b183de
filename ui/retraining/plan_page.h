#pragma once

#include "core/retraining/retraining_plan.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QRadioButton;
class QSpinBox;
class QToolButton;

namespace hypnodesk {

/// How the new model is made and examined: says what the nights can show, offers the two modes, and keeps
/// what only experts change folded away.
class PlanPage : public QWidget {
    Q_OBJECT

public:
    explicit PlanPage(QWidget* parent = nullptr);

    void setNights(std::vector<ClinicNight> nights, LabelRule rule);
    /// Absent while the nights or the settings allow none.
    const std::optional<RetrainingPlan>& plan() const { return m_plan; }
    const std::vector<ClinicNight>& nights() const { return m_nights; }
    std::string name() const;

Q_SIGNALS:
    void changed();

private:
    QWidget* makeExpertSettings();
    void update();

    std::vector<ClinicNight> m_nights;
    LabelRule m_rule = LabelRule::Reviewed;
    std::optional<RetrainingPlan> m_plan;
    QLineEdit* m_name;
    QRadioButton* m_same;
    QRadioButton* m_other;
    QLabel* m_words;
    QToolButton* m_fold;
    QComboBox* m_exam = nullptr;
    QDoubleSpinBox* m_kl = nullptr;
    QDoubleSpinBox* m_backbone = nullptr;
    QDoubleSpinBox* m_rate = nullptr;
    QSpinBox* m_passes = nullptr;
    QSpinBox* m_batch = nullptr;
    QSpinBox* m_seed = nullptr;
};

} // namespace hypnodesk
