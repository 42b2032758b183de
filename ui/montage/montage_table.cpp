#include "ui/montage/montage_table.h"

#include "ui/montage/row_choices.h"

#include <QColor>
#include <QFont>
#include <QMimeData>

#include <algorithm>

namespace hypnodesk {

namespace {

const QString kMimeType = QStringLiteral("application/x-hypnodesk-montage-row");

RowChoices::Sensitivity sensitivityOf(const MontageRow& row) {
    return {row.enlargement, row.microvoltsPerMillimetre};
}

} // namespace

MontageTable::MontageTable(RecordingPtr recording, QObject* parent)
    : QAbstractTableModel(parent), m_recording(std::move(recording)) {}

void MontageTable::setRows(std::vector<MontageRow> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void MontageTable::insertRow(int before, const MontageRow& row) {
    const int at = std::clamp(before, 0, rowCount());
    beginInsertRows({}, at, at);
    m_rows.insert(m_rows.begin() + at, row);
    endInsertRows();
    Q_EMIT edited();
}

void MontageTable::removeRowAt(int row) {
    if (row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    Q_EMIT edited();
}

void MontageTable::moveRowTo(int row, int to) {
    if (row < 0 || row >= rowCount() || to < 0 || to >= rowCount() || row == to)
        return;
    beginMoveRows({}, row, row, {}, to > row ? to + 1 : to);
    const auto begin = m_rows.begin();
    if (to > row)
        std::rotate(begin + row, begin + row + 1, begin + to + 1);
    else
        std::rotate(begin + to, begin + row, begin + row + 1);
    endMoveRows();
    Q_EMIT edited();
}

bool MontageTable::isInNight(int row) const {
    return parseDerivation(*m_recording, m_rows[static_cast<std::size_t>(row)].derivation).has_value();
}

int MontageTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MontageTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString MontageTable::text(const MontageRow& row, int column) const {
    switch (column) {
    case Derivation:
        return QString::fromStdString(row.derivation);
    case Sensitivity:
        return RowChoices::text(sensitivityOf(row));
    case Filter:
        return RowChoices::text(row.filter);
    case Colour:
        return RowChoices::colourText(row.colour);
    default:
        return {};
    }
}

QVariant MontageTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const MontageRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(row, column);
    case Qt::CheckStateRole:
        if (column == Shown)
            return static_cast<int>(row.isVisible ? Qt::Checked : Qt::Unchecked);
        if (column == Inverted)
            return static_cast<int>(row.isInverted ? Qt::Checked : Qt::Unchecked);
        return {};
    case Qt::DecorationRole:
        return column == Colour && !row.colour.empty() ? QVariant(QColor(QString::fromStdString(row.colour)))
                                                       : QVariant();
    case Qt::FontRole: {
        QFont font;
        font.setItalic(column == Derivation && !isInNight(index.row()));
        return font;
    }
    case Qt::ToolTipRole:
        return column == Derivation && !isInNight(index.row())
                   ? tr("This night has no such channel; the row is left out.")
                   : QVariant();
    case Qt::AccessibleTextRole:
        if (column == Shown)
            return row.isVisible ? tr("shown") : tr("hidden");
        if (column == Inverted)
            return row.isInverted ? tr("turned over") : tr("not turned over");
        return column == Derivation && !isInNight(index.row())
                   ? tr("%1, not in this night").arg(text(row, column))
                   : text(row, column);
    default:
        return {};
    }
}

bool MontageTable::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid())
        return false;
    MontageRow changed = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::CheckStateRole && index.column() == Shown) {
        changed.isVisible = value.toInt() == Qt::Checked;
    } else if (role == Qt::CheckStateRole && index.column() == Inverted) {
        changed.isInverted = value.toInt() == Qt::Checked;
    } else if (role == Qt::EditRole && index.column() == Sensitivity) {
        for (const auto& choice : RowChoices::sensitivities())
            if (RowChoices::text(choice) == value.toString()) {
                changed.enlargement = choice.enlargement;
                changed.microvoltsPerMillimetre = choice.microvoltsPerMillimetre;
            }
    } else if (role == Qt::EditRole && index.column() == Filter) {
        const auto filter = RowChoices::filterFrom(value.toString());
        if (!filter)
            return false;
        changed.filter = *filter;
    } else if (role == Qt::EditRole && index.column() == Colour) {
        for (const std::string& colour : RowChoices::colours())
            if (RowChoices::colourText(colour) == value.toString())
                changed.colour = colour;
    } else {
        return false;
    }
    if (changed == m_rows[static_cast<std::size_t>(index.row())])
        return false;
    m_rows[static_cast<std::size_t>(index.row())] = changed;
    Q_EMIT dataChanged(index, index);
    Q_EMIT edited();
    return true;
}

QVariant MontageTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (section) {
    case Shown:
        return tr("Shown");
    case Derivation:
        return tr("Derivation");
    case Sensitivity:
        return tr("Sensitivity");
    case Filter:
        return tr("Filter");
    case Colour:
        return tr("Colour");
    case Inverted:
        return tr("Turned over");
    default:
        return {};
    }
}

Qt::ItemFlags MontageTable::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between rows
    const Qt::ItemFlags always = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled;
    if (index.column() == Shown || index.column() == Inverted)
        return always | Qt::ItemIsUserCheckable;
    return index.column() == Derivation ? always : always | Qt::ItemIsEditable;
}

QStringList MontageTable::mimeTypes() const {
    return {kMimeType};
}

QMimeData* MontageTable::mimeData(const QModelIndexList& indexes) const {
    auto* data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(kMimeType, QByteArray::number(indexes.first().row()));
    return data;
}

bool MontageTable::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int,
                                const QModelIndex& parent) {
    bool isNumber = false;
    const int from = data->data(kMimeType).toInt(&isNumber);
    if (action != Qt::MoveAction || !isNumber || from < 0 || from >= rowCount())
        return false;
    const int before = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    const int to = before > from ? before - 1 : before;
    moveRowTo(from, to);
    Q_EMIT moved(to);
    return false; // moved already: the view must not remove the row that was dragged
}

} // namespace hypnodesk
