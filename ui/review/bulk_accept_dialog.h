#pragma once

#include <QDialog>

class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace hypnodesk {

class ReviewSession;

/// Asks above which certainty proposals are to be accepted without a look, and says at once how many epochs
/// that is and what it risks.
class BulkAcceptDialog : public QDialog {
    Q_OBJECT

public:
    explicit BulkAcceptDialog(const ReviewSession& session, QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(const std::vector<std::int64_t>& epochs);

private:
    void showCount();

    const ReviewSession& m_session;
    QDoubleSpinBox* m_certainty;
    QLabel* m_count;
    QPushButton* m_accept;
};

} // namespace hypnodesk
