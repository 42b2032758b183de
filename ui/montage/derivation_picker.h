#pragma once

#include "core/recording/recording.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace hypnodesk {

/// Two channels of the night, and what their difference is called, or why it cannot be taken.
class DerivationPicker : public QWidget {
    Q_OBJECT

public:
    explicit DerivationPicker(RecordingPtr recording, QWidget* parent = nullptr);

Q_SIGNALS:
    /// A derivation that the night has, as parseDerivation() reads it.
    void picked(const QString& derivation);

private:
    void check();

    RecordingPtr m_recording;
    QComboBox* m_plus;
    QComboBox* m_minus;
    QLabel* m_verdict;
    QPushButton* m_add;
    QString m_derivation;
};

} // namespace hypnodesk
