#pragma once

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace hypnodesk {

class ReviewModel;
class ReviewSession;
class StudyDocument;

/// The review queue beside the night: how far the review has come and what it leaves, whether the clinic's
/// stop rule is reached, and the segments to look at. A click on one shows it. The keys that walk it are the
/// window's.
class ReviewPanel : public QWidget {
    Q_OBJECT

public:
    ReviewPanel(StudyDocument& document, ReviewSession& session, QWidget* parent = nullptr);

    QSize sizeHint() const override;

Q_SIGNALS:
    void bulkAcceptRequested();

private:
    QWidget* buildReview();
    QWidget* buildControls();
    void showSession();
    void showEffort();
    void showPlace();
    void showSettings();
    void takeSettings();

    StudyDocument& m_document;
    ReviewSession& m_session;
    ReviewModel* m_model = nullptr;
    QStackedWidget* m_pages = nullptr;
    QLabel* m_nothing = nullptr;
    QLabel* m_counter = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_verdict = nullptr;
    QLabel* m_audit = nullptr;
    QLabel* m_effort = nullptr;
    QTableView* m_table = nullptr;
    QComboBox* m_order = nullptr;
    QComboBox* m_rule = nullptr;
    QDoubleSpinBox* m_limit = nullptr;
    QPushButton* m_bulk = nullptr;
    bool m_isFollowing = false;
};

} // namespace hypnodesk
