#pragma once

#include "core/study/drift_course.h"
#include "core/study/drift_log.h"
#include "ui/base/job_runner.h"
#include "ui/plot/theme.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace hypnodesk {

class PlotCanvas;

/// How far people and network agreed, month by month, for each model and derivation; and whether a retraining
/// is likely to pay. Not modal.
class AgreementWindow : public QDialog {
    Q_OBJECT

public:
    AgreementWindow(JobRunner& runner, std::filesystem::path log, QWidget* parent = nullptr);

    void read();
    bool isBusy() const { return m_job.isActive(); }

Q_SIGNALS:
    void retrainingRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void take(const Result<DriftLog>& log);
    void fitColumns();
    void showSeries(int series);
    void paint(QPainter& painter) const;
    void applyTheme();

    JobRunner& m_runner;
    std::filesystem::path m_log;
    std::vector<DriftSeries> m_courses;
    int m_shown = -1;
    Theme m_theme;
    QComboBox* m_choice;
    QLabel* m_advice;
    PlotCanvas* m_plot;
    QTreeWidget* m_table;
    QPushButton* m_retrain;
    Job m_job;
};

/// The advice in sentences, and why.
QString adviceText(const DriftSeries& series);

} // namespace hypnodesk
