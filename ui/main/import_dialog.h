#pragma once

#include "core/formats/format_registry.h"
#include "core/study/study_values.h"
#include "ui/document/proposals.h"

#include <QDialog>

class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QTimeEdit;

namespace hypnodesk {

/// Says what a hypnogram file holds before its stages become a scoring, and lets it be moved in time: by
/// seconds, or to the clock time of its first epoch.
class ImportDialog : public QDialog {
    Q_OBJECT

public:
    ImportDialog(const QString& path, ImportedHypnogram imported, const EpochGrid& grid,
                 const StartTime& start, QWidget* parent = nullptr);

    QString summary() const;

Q_SIGNALS:
    /// On the recording's grid; `note` tells the journal where the stages are from. `events` are those of the
    /// file, moved with the stages, as are the labels in `rkStages`.
    void stagesChosen(const Hypnogram& hypnogram, const QString& name, const QString& note,
                      const std::vector<StudyEvent>& events, const RkStages& rkStages);

private:
    void refit();
    std::vector<StudyEvent> movedEvents() const;
    void takeClock();

    ImportedHypnogram m_imported;
    EpochGrid m_grid;
    double m_startOfDay; ///< seconds after midnight at which the recording begins
    FittedHypnogram m_fitted;
    QLineEdit* m_name;
    QDoubleSpinBox* m_offset;
    QTimeEdit* m_clock;
    QLabel* m_summary;
};

/// Seconds by which an imported hypnogram is to be moved so that its clock time meets the recording's: 0 when
/// the file knows no clock time, when they agree, or when they are more than twelve hours apart.
double suggestedOffset(const ImportedHypnogram& imported, const StartTime& start);

} // namespace hypnodesk
