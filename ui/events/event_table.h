#pragma once

#include "core/recording/recording.h"
#include "core/scoring/event_kind.h"
#include "core/study/study_values.h"
#include "ui/plot/theme.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace hypnodesk {

/// Which events a list shows.
struct EventFilter {
    std::optional<EventKind> kind; ///< nullopt: all
    QString search;                ///< part of kind, channel, text or author, whatever the case; empty: all
    bool operator==(const EventFilter&) const = default;
};

/// Events as the rows of a table, filtered and sorted by itself: a view asks for the rows it shows only, so
/// that ten thousand cost as little as ten.
class EventTable : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Epoch, Kind, Duration, Channel, Text, Author, ColumnCount };

    explicit EventTable(QObject* parent = nullptr);

    /// `events` sorted by onset. Keeps filter and order.
    void setEvents(std::vector<StudyEvent> events, const StartTime& start, const EpochGrid& grid);
    void setFilter(const EventFilter& filter);
    const EventFilter& filter() const { return m_filter; }
    void setTheme(const Theme& theme) { m_theme = theme; }

    const StudyEvent& eventAt(int row) const { return m_events[m_rows[static_cast<std::size_t>(row)]]; }
    /// -1 when it is not among the rows.
    int rowOf(std::int64_t id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void rebuild();
    bool isShown(const StudyEvent& event) const;
    QString textOf(const StudyEvent& event, int column) const;

    std::vector<StudyEvent> m_events;
    std::vector<std::size_t> m_rows; ///< places in m_events
    StartTime m_start;
    EpochGrid m_grid;
    EventFilter m_filter;
    Theme m_theme;
    int m_sortColumn = Time;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace hypnodesk
