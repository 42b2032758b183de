#pragma once

#include "ui/comparison/adjudication.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace hypnodesk {

class ConfusionTable;

/// Two scorings of the night side by side: how far they agree, beside how far people do; a confusion matrix
/// whose cells list their epochs; and the way from the two to a consensus.
class ComparisonPanel : public QWidget {
    Q_OBJECT

public:
    ComparisonPanel(StudyDocument& document, Adjudication& adjudication, QWidget* parent = nullptr);

    /// Compares the scoring in view with the one laid over it, else with the newest other one.
    void compareShown();
    QString summary() const;

Q_SIGNALS:
    /// The user wants the decisions of the consensus in view as a file.
    void recordRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildLayout();
    void fillScorings();
    void compare();
    void layOver();
    void show(const Agreement& result);
    void showEpochs();
    void showAdjudication();
    void goToChosen();

    StudyDocument& m_document;
    Adjudication& m_adjudication;
    QComboBox* m_rows;
    QComboBox* m_columns;
    QLabel* m_summary;
    QLabel* m_yardstick;
    ConfusionTable* m_confusion;
    QLabel* m_listTitle;
    QListWidget* m_list;
    QPushButton* m_begin;
    QLabel* m_progress;
    QPushButton* m_first;
    QPushButton* m_second;
    QPushButton* m_record;
};

} // namespace hypnodesk
