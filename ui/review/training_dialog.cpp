#include "ui/review/training_dialog.h"

#include "ui/base/qt_convert.h"
#include "ui/base/words.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

namespace hypnodesk {

namespace {

QString percent(const std::optional<double>& share) {
    return share ? QStringLiteral("%1 %").arg(qRound(100.0 * *share)) : QStringLiteral("-");
}

} // namespace

QString trainingSummary(const Agreement& agreement) {
    if (agreement.compared == 0)
        return TrainingDialog::tr("No epoch is scored yet.");
    const QString kappa =
        agreement.kappa ? decimalText(*agreement.kappa, 2) : TrainingDialog::tr("not defined");
    return TrainingDialog::tr("%1 epochs scored; %2 % as the network, kappa %3.")
        .arg(agreement.compared)
        .arg(qRound(100.0 * agreement.accuracy))
        .arg(kappa);
}

TrainingDialog::TrainingDialog(const Agreement& agreement, QWidget* parent) : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Agreement in training"));
    auto* summary = new QLabel(trainingSummary(agreement), this);
    summary->setTextFormat(Qt::PlainText);
    QFont bold = summary->font();
    bold.setWeight(QFont::DemiBold);
    summary->setFont(bold);
    auto* note =
        new QLabel(tr("The first stage given to an epoch counts. The network is no expert: where you differ, "
                      "look again with somebody who is."),
                   this);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);

    auto* table = new QTableWidget(kStageClassCount, 4, this);
    table->setAccessibleName(tr("Agreement per stage"));
    table->setHorizontalHeaderLabels(
        {tr("Network's epochs"), tr("Found by you"), tr("Yours"), tr("Of yours, the network's")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setTabKeyNavigation(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    for (std::size_t k = 0; k < kStageClasses.size(); ++k) {
        std::int64_t networks = 0;
        std::int64_t yours = 0;
        for (std::size_t other = 0; other < kStageClasses.size(); ++other) {
            networks += agreement.confusion[k][other];
            yours += agreement.confusion[other][k];
        }
        const int row = static_cast<int>(k);
        table->setVerticalHeaderItem(row, new QTableWidgetItem(toQString(stageCode(kStageClasses[k]))));
        int column = 0;
        for (const QString& text : {QString::number(networks), percent(agreement.recall[k]),
                                    QString::number(yours), percent(agreement.precision[k])}) {
            auto* item = new QTableWidgetItem(text);
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            table->setItem(row, column++, item);
        }
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(summary);
    layout->addWidget(table, 1);
    layout->addWidget(note);
    layout->addWidget(buttons);
    resize(560, 360);
}

} // namespace hypnodesk
