#include "ui/review/segment_table.h"

#include "ui/review/review_model.h"

#include <QEvent>
#include <QHeaderView>

#include <algorithm>
#include <array>

namespace hypnodesk {

SegmentTable::SegmentTable(QWidget* parent) : QTableView(parent) {
    setFocusPolicy(Qt::TabFocus);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // else its coming would take width from the columns
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(1);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
}

void SegmentTable::setModel(QAbstractItemModel* model) {
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &SegmentTable::fitColumns);
    connect(model, &QAbstractItemModel::dataChanged, this, &SegmentTable::fitColumns);
    fitColumns();
}

QSize SegmentTable::sizeHint() const {
    constexpr int kLeastRows = 4;
    return {QTableView::sizeHint().width(),
            horizontalHeader()->sizeHint().height() + kLeastRows * verticalHeader()->defaultSectionSize()};
}

void SegmentTable::fitColumns() {
    if (!model())
        return;
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    std::array<int, ReviewModel::ColumnCount> heads{};
    std::array<int, ReviewModel::ColumnCount> widths{};
    int taken = 0;
    for (int column = 0; column < ReviewModel::ColumnCount; ++column) {
        const auto at = static_cast<std::size_t>(column);
        heads[at] = horizontalHeader()->sectionSizeHint(column);
        widths[at] = std::max(heads[at], sizeHintForColumn(column));
        taken += widths[at];
    }
    // What is too much goes from the stages, then from the reason: a tool tip says both in full.
    constexpr int kStagesLetters = 10; // about four stages, where there is any choice
    const auto shrink = [&](ReviewModel::Column column, int least) {
        const auto at = static_cast<std::size_t>(column);
        const int less = std::clamp(taken - viewport()->width(), 0, std::max(0, widths[at] - least));
        widths[at] -= less;
        taken -= less;
    };
    shrink(ReviewModel::Stages,
           std::max(heads[ReviewModel::Stages], fontMetrics().averageCharWidth() * kStagesLetters));
    shrink(ReviewModel::Reason, heads[ReviewModel::Reason]);
    shrink(ReviewModel::Stages, heads[ReviewModel::Stages]);
    widths[ReviewModel::Reason] += std::max(0, viewport()->width() - taken);
    for (int column = 0; column < ReviewModel::ColumnCount; ++column)
        setColumnWidth(column, widths[static_cast<std::size_t>(column)]);
}

void SegmentTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
}

void SegmentTable::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitColumns();
}

} // namespace hypnodesk
