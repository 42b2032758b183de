#include "ui/main/compare_dialog.h"

#include "ui/base/qt_convert.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr int kClasses = static_cast<int>(kStageClassCount);

ScoringKey keyIn(const QComboBox& box) {
    return box.currentData().toLongLong();
}

} // namespace

CompareDialog::CompareDialog(StudyDocument& document, QWidget* parent)
    : QDialog(parent), m_document(document), m_reference(new QComboBox(this)), m_other(new QComboBox(this)),
      m_summary(new QLabel(this)), m_confusion(new QTableWidget(kClasses, kClasses, this)) {
    setWindowTitle(tr("Compare two scorings"));
    setAttribute(Qt::WA_DeleteOnClose);
    for (QComboBox* box : {m_reference, m_other}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(28);
        for (const ScoringSheet& sheet : document.scorings())
            if (!sheet.info.isDeleted)
                box->addItem(toQString(sheet.info.name), static_cast<qlonglong>(sheet.key));
    }
    m_reference->setCurrentIndex(
        m_reference->findData(static_cast<qlonglong>(document.activeScoring()->key)));
    const int before = m_reference->currentIndex() > 0 ? m_reference->currentIndex() - 1 : 1;
    m_other->setCurrentIndex(document.overlay()
                                 ? m_other->findData(static_cast<qlonglong>(document.overlay()->key))
                                 : std::min(before, m_other->count() - 1));

    QStringList names;
    for (Stage stage : kStageClasses)
        names << toQString(stageCode(stage));
    m_confusion->setHorizontalHeaderLabels(names);
    m_confusion->setVerticalHeaderLabels(names);
    m_confusion->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_confusion->setSelectionMode(QAbstractItemView::NoSelection);
    m_confusion->setFocusPolicy(Qt::NoFocus);
    m_confusion->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_confusion->verticalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_confusion->setFixedHeight(6 * (fontMetrics().height() + 12));
    m_confusion->setAccessibleName(tr("Confusion: epochs by both stages"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);

    auto* form = new QFormLayout;
    form->addRow(tr("&Rows"), m_reference);
    form->addRow(tr("&Columns"), m_other);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_walk = buttons->addButton(tr("Walk through the disagreements (F3)"), QDialogButtonBox::AcceptRole);
    m_walk->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addWidget(m_summary);
    layout->addWidget(m_confusion);
    layout->addWidget(buttons);
    setMinimumWidth(480);
    for (QComboBox* box : {m_reference, m_other})
        connect(box, &QComboBox::activated, this, &CompareDialog::compare);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_walk, &QPushButton::clicked, this, [this] {
        const ScoringKey shown = keyIn(*m_reference);
        const ScoringKey over = keyIn(*m_other);
        accept();
        Q_EMIT walkRequested(shown, over);
    });
    compare();
}

void CompareDialog::compare() {
    const ScoringKey one = keyIn(*m_reference);
    const ScoringKey other = keyIn(*m_other);
    m_walk->setEnabled(one != other);
    m_document.whenLoaded(one, [this, dialog = QPointer(this), one, other] {
        if (!dialog)
            return;
        m_document.whenLoaded(other, [this, dialog, one, other] {
            // The choice may have changed while the study was read.
            if (dialog && one == keyIn(*m_reference) && other == keyIn(*m_other))
                show(agreement(m_document.scoring(one)->hypnogram, m_document.scoring(other)->hypnogram));
        });
    });
}

void CompareDialog::show(const Agreement& result) {
    QString text =
        tr("Agreement in %1 % of %2 epochs").arg(result.accuracy * 100.0, 0, 'f', 1).arg(result.compared);
    text += result.kappa ? tr(", Cohen's kappa %1.").arg(*result.kappa, 0, 'f', 2)
                         : tr("; kappa is not defined for them.");
    if (result.excluded > 0)
        text += QLatin1Char(' ') +
                tr("Not compared, because one of the two has no sleep stage there: %1.").arg(result.excluded);
    m_summary->setText(result.compared > 0 ? text : tr("There is no epoch that both have scored."));
    for (int row = 0; row < kClasses; ++row)
        for (int column = 0; column < kClasses; ++column) {
            const auto count =
                result.confusion[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
            auto* item = new QTableWidgetItem(count > 0 ? QString::number(count) : QStringLiteral("\u00b7"));
            item->setTextAlignment(Qt::AlignCenter);
            if (row == column) {
                QFont bold = font();
                bold.setBold(true);
                item->setFont(bold);
            }
            m_confusion->setItem(row, column, item);
        }
}

QString CompareDialog::summary() const {
    return m_summary->text();
}

} // namespace hypnodesk
