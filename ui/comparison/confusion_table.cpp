#include "ui/comparison/confusion_table.h"

#include "ui/base/qt_convert.h"
#include "ui/plot/theme.h"

#include <QEvent>
#include <QHeaderView>

#include <algorithm>
#include <numeric>

namespace hypnodesk {

namespace {

constexpr int kClasses = static_cast<int>(kStageClassCount);

} // namespace

ConfusionTable::ConfusionTable(QWidget* parent) : QTableWidget(kClasses, kClasses, parent) {
    QStringList names;
    for (Stage stage : kStageClasses)
        names << toQString(stageCode(stage));
    setHorizontalHeaderLabels(names);
    setVerticalHeaderLabels(names);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    verticalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setMinimumSectionSize(24);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFixedHeight(6 * (fontMetrics().height() + 8));
    setAccessibleName(tr("Confusion: epochs by both stages"));
    for (int row = 0; row < kClasses; ++row)
        for (int column = 0; column < kClasses; ++column) {
            auto* item = new QTableWidgetItem;
            item->setTextAlignment(Qt::AlignCenter);
            setItem(row, column, item);
        }
    setCurrentItem(nullptr);
    connect(this, &QTableWidget::itemSelectionChanged, this, &ConfusionTable::chosenChanged);
}

void ConfusionTable::setConfusion(const ConfusionMatrix& confusion) {
    m_confusion = confusion;
    paintCells();
}

void ConfusionTable::paintCells() {
    const QColor base = palette().color(QPalette::Base);
    const QColor full = palette().color(QPalette::Highlight);
    for (int row = 0; row < kClasses; ++row) {
        const auto& counts = m_confusion[static_cast<std::size_t>(row)];
        const auto sum =
            std::max<std::int64_t>(1, std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
        for (int column = 0; column < kClasses; ++column) {
            const auto count = counts[static_cast<std::size_t>(column)];
            QTableWidgetItem* cell = item(row, column);
            cell->setText(count > 0 ? QString::number(count) : QStringLiteral("\u00b7"));
            const double share = 0.6 * static_cast<double>(count) / static_cast<double>(sum);
            const auto mixed = [share](int from, int to) { return qRound(from + share * (to - from)); };
            const QColor colour(mixed(base.red(), full.red()), mixed(base.green(), full.green()),
                                mixed(base.blue(), full.blue()));
            cell->setBackground(colour);
            cell->setForeground(Theme::textOn(colour));
            QFont bold = font();
            bold.setBold(row == column);
            cell->setFont(bold);
            const QString one = toQString(stageCode(kStageClasses[static_cast<std::size_t>(row)]));
            const QString other = toQString(stageCode(kStageClasses[static_cast<std::size_t>(column)]));
            cell->setToolTip(tr("Rows say %1, columns say %2: epochs %3").arg(one, other).arg(count));
        }
    }
}

std::optional<ConfusionTable::Cell> ConfusionTable::chosen() const {
    const QList<QTableWidgetItem*> items = selectedItems();
    if (items.isEmpty())
        return std::nullopt;
    return Cell{kStageClasses[static_cast<std::size_t>(items.first()->row())],
                kStageClasses[static_cast<std::size_t>(items.first()->column())]};
}

void ConfusionTable::changeEvent(QEvent* event) {
    QTableWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        setFixedHeight(6 * (fontMetrics().height() + 8));
        paintCells();
    }
}

} // namespace hypnodesk
