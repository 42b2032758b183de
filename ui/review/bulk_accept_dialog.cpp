#include "ui/review/bulk_accept_dialog.h"

#include "ui/base/words.h"
#include "ui/review/review_session.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hypnodesk {

BulkAcceptDialog::BulkAcceptDialog(const ReviewSession& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_certainty(new QDoubleSpinBox(this)), m_count(new QLabel(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Accept proposals above a confidence"));
    m_certainty->setRange(50.0, 100.0);
    m_certainty->setDecimals(1);
    m_certainty->setSuffix(tr(" %"));
    m_certainty->setValue(95.0);
    m_certainty->setAccessibleName(tr("Least probability of the proposed stage"));
    m_count->setWordWrap(true);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setAccessibleName(tr("What would be accepted"));
    m_count->setMinimumWidth(420);
    auto* note = new QLabel(
        tr("Epochs that a person or a file has spoken for stay as they are, and the audit sample stays to be "
           "looked at. What is accepted here does not count as reviewed. One step of undo takes all back."),
        this);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(tr("Accept"), QDialogButtonBox::AcceptRole);
    m_accept->setDefault(true);

    auto* form = new QFormLayout;
    form->addRow(tr("Probability of the proposed stage at &least"), m_certainty);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_count);
    layout->addWidget(note);
    layout->addWidget(buttons);
    connect(m_certainty, &QDoubleSpinBox::valueChanged, this, &BulkAcceptDialog::showCount);
    connect(&session, &ReviewSession::changed, this, &BulkAcceptDialog::showCount);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(m_session.acceptable(m_certainty->value() / 100.0));
        accept();
    });
    showCount();
}

void BulkAcceptDialog::showCount() {
    const auto epochs = m_session.acceptable(m_certainty->value() / 100.0);
    const auto count = static_cast<qint64>(epochs.size());
    m_accept->setEnabled(count > 0);
    m_count->setText(count == 0
                         ? tr("No open proposal is that probable.")
                         : tr("Accepts %1 of %2 epochs. By its own word the network is wrong in %3 of them.")
                               .arg(count)
                               .arg(m_session.progress().total)
                               .arg(decimalText(m_session.expectedErrors(epochs), 1)));
}

} // namespace hypnodesk
