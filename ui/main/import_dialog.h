#pragma once

#include "core/formats/format_registry.h"
#include "ui/document/proposals.h"

#include <QDialog>

class QDoubleSpinBox;
class QLabel;

namespace hypnodesk {

/// Says what a hypnogram file holds before its stages replace those of the document, and lets it be moved in
/// time.
class ImportDialog : public QDialog {
    Q_OBJECT

public:
    ImportDialog(const QString& path, ImportedHypnogram imported, const EpochGrid& grid,
                 const StartTime& start, QWidget* parent = nullptr);

    QString summary() const;

Q_SIGNALS:
    void stagesChosen(const Hypnogram& hypnogram);

private:
    void refit();

    ImportedHypnogram m_imported;
    EpochGrid m_grid;
    FittedHypnogram m_fitted;
    QDoubleSpinBox* m_offset;
    QLabel* m_summary;
};

/// Seconds by which an imported hypnogram is to be moved so that its clock time meets the recording's: 0 when
/// the file knows no clock time, when they agree, or when they are more than twelve hours apart.
double suggestedOffset(const ImportedHypnogram& imported, const StartTime& start);

} // namespace hypnodesk
