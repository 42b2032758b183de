#pragma once

#include "core/retraining/retraining_run.h"

#include <QWidget>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace hypnodesk {

/// Before and after, on nights that the new model never saw: the verdict, every figure with its interval, and
/// the epochs that changed, each one click from the trace.
class ExamPage : public QWidget {
    Q_OBJECT

public:
    explicit ExamPage(QWidget* parent = nullptr);

    void setResult(const RetrainingResult& result, const std::vector<ClinicNight>& nights);
    void clear();

Q_SIGNALS:
    /// Show this epoch (from 0) of this study or recording.
    void epochRequested(const QString& path, qint64 epoch);

private:
    void addFigures(const Exam& exam);
    void addStatistics(const Exam& exam);
    void addSubjects(const Exam& exam);
    void addChanges(const Exam& exam, const std::vector<ClinicNight>& nights);
    void open(QTreeWidgetItem* item);

    QLabel* m_verdict;
    QLabel* m_words;
    QTreeWidget* m_figures;
    QTreeWidget* m_changes;
};

} // namespace hypnodesk
