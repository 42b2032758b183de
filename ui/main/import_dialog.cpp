#include "ui/main/import_dialog.h"

#include "ui/base/qt_convert.h"
#include "ui/base/words.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTimeEdit>
#include <QVBoxLayout>

#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kDay = 86400.0;

} // namespace

double suggestedOffset(const ImportedHypnogram& imported, const StartTime& start) {
    if (!imported.start)
        return 0.0;
    const double difference =
        std::remainder(imported.start->secondsAfterMidnight() - start.secondsAfterMidnight(), kDay);
    return std::abs(difference) < kDay / 2 ? difference : 0.0;
}

ImportDialog::ImportDialog(const QString& path, ImportedHypnogram imported, const EpochGrid& grid,
                           const StartTime& start, QWidget* parent)
    : QDialog(parent), m_imported(std::move(imported)), m_grid(grid),
      m_startOfDay(start.secondsAfterMidnight()),
      m_name(new QLineEdit(QFileInfo(path).completeBaseName(), this)), m_offset(new QDoubleSpinBox(this)),
      m_clock(new QTimeEdit(this)), m_summary(new QLabel(this)) {
    setWindowTitle(tr("Import hypnogram"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_name->setMaxLength(200);
    m_offset->setRange(-86400.0, 86400.0);
    m_offset->setDecimals(1);
    m_offset->setSuffix(tr(" s"));
    m_offset->setValue(suggestedOffset(m_imported, start));
    m_offset->setAccessibleName(tr("Offset in seconds"));
    m_clock->setDisplayFormat(QStringLiteral("HH:mm:ss"));
    m_clock->setAccessibleName(tr("Clock time of the file's first epoch"));
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setMinimumWidth(460);
    auto* title = new QLabel(QFileInfo(path).fileName(), this);
    title->setTextFormat(Qt::PlainText);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto* form = new QFormLayout;
    form->addRow(tr("&Name of the scoring"), m_name);
    form->addRow(tr("&Move by"), m_offset);
    form->addRow(tr("or begin at the &clock time"), m_clock);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* use = buttons->addButton(tr("Import as a scoring"), QDialogButtonBox::AcceptRole);
    use->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(m_summary);
    layout->addLayout(form);
    layout->addWidget(buttons);
    connect(m_offset, &QDoubleSpinBox::valueChanged, this, &ImportDialog::refit);
    connect(m_clock, &QTimeEdit::timeChanged, this, &ImportDialog::takeClock);
    connect(m_name, &QLineEdit::textChanged, this,
            [use](const QString& name) { use->setEnabled(!name.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, file = QFileInfo(path).fileName()] {
        accept();
        Q_EMIT stagesChosen(m_fitted.hypnogram, m_name->text().simplified(),
                            tr("from %1, format %2, moved by %3 s, unknown labels: %4 epochs")
                                .arg(file, toQString(m_imported.format))
                                .arg(m_offset->value())
                                .arg(m_imported.unknownLabels),
                            movedEvents(), m_fitted.rkStages);
    });
    refit();
    m_offset->setFocus();
}

void ImportDialog::refit() {
    m_fitted = fitToGrid(m_imported.hypnogram, m_grid, m_offset->value(), m_imported.rkStages);
    m_summary->setText(summary());
    const double first = m_startOfDay + m_imported.hypnogram.grid().startSeconds + m_offset->value();
    const QSignalBlocker quiet(m_clock);
    m_clock->setTime(QTime(0, 0).addMSecs(static_cast<int>(std::lround(std::fmod(first, kDay) * 1000.0))));
}

/// Those that begin within the recording.
std::vector<StudyEvent> ImportDialog::movedEvents() const {
    std::vector<StudyEvent> events;
    for (const ExportEvent& event : m_imported.events) {
        const double onset = event.onsetSeconds + m_offset->value();
        if (onset < 0.0 || onset >= m_grid.endSeconds())
            continue;
        StudyEvent& moved = events.emplace_back();
        moved.onsetSeconds = onset;
        moved.durationSeconds = event.durationSeconds;
        moved.channel = event.channel;
        moved.type = eventKindName(event.kind);
        moved.text = event.text;
    }
    return events;
}

void ImportDialog::takeClock() {
    const double wanted = QTime(0, 0).msecsTo(m_clock->time()) / 1000.0;
    const double unmoved = m_startOfDay + m_imported.hypnogram.grid().startSeconds;
    // The shorter way round midnight.
    m_offset->setValue(std::remainder(wanted - unmoved, kDay));
}

QString ImportDialog::summary() const {
    const EpochGrid& from = m_imported.hypnogram.grid();
    QStringList lines;
    lines << tr("%1 epochs of %2 s, %3 of them with a sleep stage.")
                 .arg(m_imported.hypnogram.size())
                 .arg(from.epochSeconds)
                 .arg(m_imported.hypnogram.scoredCount());
    const double longer = from.epochSeconds * static_cast<double>(from.count) -
                          m_grid.epochSeconds * static_cast<double>(m_grid.count);
    if (std::abs(longer) >= m_grid.epochSeconds)
        lines << (longer > 0 ? tr("It is %1 min longer than the recording.")
                             : tr("It is %1 min shorter than the recording."))
                     .arg(decimalText(std::abs(longer) / 60.0, 1));
    if (m_imported.unknownLabels > 0) {
        QStringList labels;
        for (const LabelCount& label : m_imported.unknown)
            labels << QStringLiteral("\"%1\"").arg(toQString(label.label));
        lines << tr("Labels not understood, now unscored: %1 epochs (%2).")
                     .arg(m_imported.unknownLabels)
                     .arg(labels.join(QStringLiteral(", ")));
    }
    if (!m_imported.events.empty())
        lines << tr("Events: %1, of them within the recording %2.")
                     .arg(m_imported.events.size())
                     .arg(movedEvents().size());
    if (m_fitted.uncovered > 0)
        lines << tr("Of the recording, not covered and unscored: %1 epochs.").arg(m_fitted.uncovered);
    if (m_fitted.outside > 0)
        lines << tr("Of the file, scored but outside the recording and left out: %1 epochs.")
                     .arg(m_fitted.outside);
    if (m_fitted.resampled)
        lines << tr("Its epochs do not lie on those of the recording: each takes the stage at its middle.");
    for (const std::string& note : m_imported.notes)
        if (note.find("not understood") == std::string::npos) // said above
            lines << toQString(note);
    return lines.join(QLatin1Char('\n'));
}

} // namespace hypnodesk
