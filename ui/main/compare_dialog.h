#pragma once

#include "core/scoring/agreement.h"
#include "ui/document/study_document.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace hypnodesk {

/// How far two scorings of the night agree: kappa, accuracy, confusion; and the way to walk through what they
/// disagree about.
class CompareDialog : public QDialog {
    Q_OBJECT

public:
    /// Begins with the scoring in view and the one laid over it, else the one before.
    explicit CompareDialog(StudyDocument& document, QWidget* parent = nullptr);

    QString summary() const;

Q_SIGNALS:
    void walkRequested(hypnodesk::ScoringKey shown, hypnodesk::ScoringKey over);

private:
    void compare();
    void show(const Agreement& result);

    StudyDocument& m_document;
    QComboBox* m_reference;
    QComboBox* m_other;
    QLabel* m_summary;
    QTableWidget* m_confusion;
    QPushButton* m_walk;
};

} // namespace hypnodesk
