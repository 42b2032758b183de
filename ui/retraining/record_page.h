#pragma once

#include "ui/retraining/retraining_session.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;

namespace hypnodesk {

/// What is to become of the new model, in whose name. Keeping the present one is chosen beforehand unless the
/// exam recommends the new one.
class RecordPage : public QWidget {
    Q_OBJECT

public:
    RecordPage(RetrainingSession& session, const QString& signer, QWidget* parent = nullptr);

    void setResult(const RetrainingJob& job, const RetrainingResult& result);
    void clear();

private:
    void decide();
    void update();

    RetrainingSession& m_session;
    std::string m_onlyDerivation; ///< of all nights; empty: they have several
    QLabel* m_intro;
    QRadioButton* m_keep;
    QRadioButton* m_useForAll;
    QRadioButton* m_useForDerivation;
    QLineEdit* m_name;
    QLineEdit* m_signer;
    QPlainTextEdit* m_note;
    QPushButton* m_sign;
    QLabel* m_status;
};

} // namespace hypnodesk
