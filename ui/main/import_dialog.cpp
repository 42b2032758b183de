#include "ui/main/import_dialog.h"

#include "ui/base/qt_convert.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace hypnodesk {

double suggestedOffset(const ImportedHypnogram& imported, const StartTime& start) {
    if (!imported.start)
        return 0.0;
    constexpr double kDay = 86400.0;
    const double difference =
        std::remainder(imported.start->secondsAfterMidnight() - start.secondsAfterMidnight(), kDay);
    return std::abs(difference) < kDay / 2 ? difference : 0.0;
}

ImportDialog::ImportDialog(const QString& path, ImportedHypnogram imported, const EpochGrid& grid,
                           const StartTime& start, QWidget* parent)
    : QDialog(parent), m_imported(std::move(imported)), m_grid(grid), m_offset(new QDoubleSpinBox(this)),
      m_summary(new QLabel(this)) {
    setWindowTitle(tr("Open hypnogram"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_offset->setRange(-86400.0, 86400.0);
    m_offset->setDecimals(1);
    m_offset->setSuffix(tr(" s"));
    m_offset->setValue(suggestedOffset(m_imported, start));
    m_offset->setAccessibleName(tr("Offset in seconds"));
    m_summary->setWordWrap(true);
    m_summary->setMinimumWidth(420);
    auto* title = new QLabel(QFileInfo(path).fileName(), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto* form = new QFormLayout;
    form->addRow(tr("&Move by"), m_offset);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(tr("Use these stages"), QDialogButtonBox::AcceptRole)->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(m_summary);
    layout->addLayout(form);
    layout->addWidget(buttons);
    connect(m_offset, &QDoubleSpinBox::valueChanged, this, &ImportDialog::refit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        accept();
        Q_EMIT stagesChosen(m_fitted.hypnogram);
    });
    refit();
}

void ImportDialog::refit() {
    m_fitted = fitToGrid(m_imported.hypnogram, m_grid, m_offset->value());
    m_summary->setText(summary());
}

QString ImportDialog::summary() const {
    QStringList lines;
    lines << tr("%1 epochs of %2 s, %3 of them with a sleep stage.")
                 .arg(m_imported.hypnogram.size())
                 .arg(m_imported.hypnogram.grid().epochSeconds)
                 .arg(m_imported.hypnogram.scoredCount());
    if (m_imported.unknownLabels > 0)
        lines << tr("Labels not understood, now unscored: %1 epochs.").arg(m_imported.unknownLabels);
    if (m_fitted.uncovered > 0)
        lines << tr("Of the recording, not covered and unscored: %1 epochs.").arg(m_fitted.uncovered);
    if (m_fitted.outside > 0)
        lines << tr("Of the file, scored but outside the recording and left out: %1 epochs.")
                     .arg(m_fitted.outside);
    if (m_fitted.resampled)
        lines << tr("Its epochs do not lie on those of the recording: each takes the stage at its middle.");
    for (const std::string& note : m_imported.notes)
        lines << toQString(note);
    lines << tr("Undo brings the present stages back.");
    return lines.join(QLatin1Char('\n'));
}

} // namespace hypnodesk
