#include "ui/events/event_table.h"

#include "ui/base/qt_convert.h"
#include "ui/events/event_style.h"
#include "ui/plot/clock_axis.h"

#include <QPixmap>

#include <algorithm>
#include <array>
#include <numeric>

namespace hypnodesk {

EventTable::EventTable(QObject* parent) : QAbstractTableModel(parent), m_theme(Theme::light()) {}

void EventTable::setEvents(std::vector<StudyEvent> events, const StartTime& start, const EpochGrid& grid) {
    beginResetModel();
    m_events = std::move(events);
    m_start = start;
    m_grid = grid;
    rebuild();
    endResetModel();
}

void EventTable::setFilter(const EventFilter& filter) {
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    rebuild();
    endResetModel();
}

void EventTable::sort(int column, Qt::SortOrder order) {
    beginResetModel();
    m_sortColumn = std::clamp(column, 0, ColumnCount - 1);
    m_order = order;
    rebuild();
    endResetModel();
}

bool EventTable::isShown(const StudyEvent& event) const {
    if (m_filter.kind && kindOf(event) != *m_filter.kind)
        return false;
    if (m_filter.search.isEmpty())
        return true;
    for (const int column : {Kind, Channel, Text, Author})
        if (textOf(event, column).contains(m_filter.search, Qt::CaseInsensitive))
            return true;
    return false;
}

void EventTable::rebuild() {
    m_rows.clear();
    for (std::size_t i = 0; i < m_events.size(); ++i)
        if (isShown(m_events[i]))
            m_rows.push_back(i);
    // Stable on events in order of onset: what is equal stays in the order of the night.
    const auto sortBy = [&](auto keyOf) {
        using Key = decltype(keyOf(m_events.front()));
        std::vector<Key> keys(m_events.size());
        for (const std::size_t row : m_rows)
            keys[row] = keyOf(m_events[row]);
        std::stable_sort(m_rows.begin(), m_rows.end(), [&](std::size_t a, std::size_t b) {
            return m_order == Qt::AscendingOrder ? keys[a] < keys[b] : keys[b] < keys[a];
        });
    };
    switch (m_sortColumn) {
    case Time:
    case Epoch:
        if (m_order == Qt::DescendingOrder)
            std::reverse(m_rows.begin(), m_rows.end());
        break;
    case Duration:
        sortBy([](const StudyEvent& event) { return event.durationSeconds; });
        break;
    default:
        sortBy([this](const StudyEvent& event) { return textOf(event, m_sortColumn); });
    }
}

int EventTable::rowOf(std::int64_t id) const {
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        if (m_events[m_rows[row]].id == id)
            return static_cast<int>(row);
    return -1;
}

int EventTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EventTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString EventTable::textOf(const StudyEvent& event, int column) const {
    switch (column) {
    case Time:
        return clockText(m_start, event.onsetSeconds);
    case Epoch: {
        const std::int64_t epoch = m_grid.epochAt(event.onsetSeconds);
        return m_grid.contains(epoch) ? QString::number(epoch + 1) : QString();
    }
    case Kind:
        return eventTitle(event);
    case Duration:
        return tr("%1 s").arg(event.durationSeconds, 0, 'f', 1);
    case Channel:
        return event.channel.empty() ? tr("all") : toQString(event.channel);
    case Text:
        return toQString(event.text);
    default:
        return event.id < 0 ? tr("recording") : toQString(event.author);
    }
}

QVariant EventTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const StudyEvent& event = eventAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(event, index.column());
    case Qt::ToolTipRole:
        return index.column() == Text ? QVariant(textOf(event, Text)) : QVariant();
    case Qt::DecorationRole: {
        if (index.column() != Kind)
            return {};
        QPixmap mark(10, 10);
        mark.fill(eventColour(kindOf(event), m_theme));
        return mark;
    }
    case Qt::TextAlignmentRole:
        if (index.column() == Epoch || index.column() == Duration)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    default:
        return {};
    }
}

QVariant EventTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= ColumnCount)
        return {};
    const std::array<QString, ColumnCount> titles{tr("Time"),    tr("Epoch"), tr("Kind"), tr("Length"),
                                                  tr("Channel"), tr("Text"),  tr("By")};
    return titles[static_cast<std::size_t>(section)];
}

} // namespace hypnodesk
