#pragma once

#include "core/recording/recording.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace hypnodesk {

/// Asks for an epoch number or a time and says at once whether the night holds it.
class GoToDialog : public QDialog {
    Q_OBJECT

public:
    GoToDialog(const EpochGrid& grid, const StartTime& start, QWidget* parent = nullptr);

Q_SIGNALS:
    void epochChosen(qint64 epoch);

private:
    void check();

    EpochGrid m_grid;
    StartTime m_start;
    QLineEdit* m_input;
    QLabel* m_answer;
    QPushButton* m_go;
};

} // namespace hypnodesk
