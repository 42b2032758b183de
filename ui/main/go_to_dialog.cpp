#include "ui/main/go_to_dialog.h"

#include "ui/main/night_commands.h"
#include "ui/plot/clock_axis.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hypnodesk {

GoToDialog::GoToDialog(const EpochGrid& grid, const StartTime& start, QWidget* parent)
    : QDialog(parent), m_grid(grid), m_start(start), m_input(new QLineEdit(this)),
      m_answer(new QLabel(this)) {
    setWindowTitle(tr("Go to"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_input->setAccessibleName(tr("Epoch or time"));
    m_input->setPlaceholderText(tr("133, 23:14:30 or +2:30"));
    m_answer->setForegroundRole(QPalette::PlaceholderText);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_go = buttons->addButton(tr("Go"), QDialogButtonBox::AcceptRole);
    m_go->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(new QLabel(tr("Epoch number, clock time, or + time from the start:"), this));
    layout->addWidget(m_input);
    layout->addWidget(m_answer);
    layout->addWidget(buttons);
    connect(m_input, &QLineEdit::textChanged, this, &GoToDialog::check);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (const auto epoch = epochFromText(m_input->text(), m_grid, m_start)) {
            accept();
            Q_EMIT epochChosen(*epoch);
        }
    });
    check();
}

void GoToDialog::check() {
    const auto epoch = epochFromText(m_input->text(), m_grid, m_start);
    m_go->setEnabled(epoch.has_value());
    if (epoch)
        m_answer->setText(
            tr("Epoch %1, %2").arg(*epoch + 1).arg(clockText(m_start, m_grid.onsetSeconds(*epoch))));
    else
        m_answer->setText(tr("The night has %1 epochs, from %2 to %3.")
                              .arg(m_grid.count)
                              .arg(clockText(m_start, 0.0), clockText(m_start, m_grid.endSeconds())));
}

} // namespace hypnodesk
