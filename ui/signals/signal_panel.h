#pragma once

#include "ui/signals/signal_check.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace hypnodesk {

/// What the check of the signals says of every channel: use, doubtful, do not trust, and why; worst first.
class SignalPanel : public QWidget {
    Q_OBJECT

public:
    SignalPanel(StudyDocument& document, SignalCheck& check, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void show();
    void fill();

    StudyDocument& m_document;
    SignalCheck& m_check;
    QLabel* m_summary;
    QTreeWidget* m_table;
    QPushButton* m_better;
};

} // namespace hypnodesk
