#pragma once

#include "ui/document/study_document.h"
#include "ui/events/event_table.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace hypnodesk {

/// The list of the night's events: sorted by a click on a head, filtered by kind and by words; how many there
/// are of each kind and how many per hour of sleep stands in the list of kinds, "not scored" where there are
/// none. Enter (or a double click) goes to an event, Delete removes those selected, in one step of undo.
/// Does nothing while it is hidden.
class EventPanel : public QWidget {
    Q_OBJECT

public:
    explicit EventPanel(StudyDocument& document, QWidget* parent = nullptr);

    /// Shows which event is selected elsewhere.
    void showSelected(std::optional<std::int64_t> id);

    QTableView& table() { return *m_view; }
    QComboBox& kinds() { return *m_kinds; }
    QLineEdit& search() { return *m_search; }
    QString summary() const;

Q_SIGNALS:
    void activated(std::int64_t id); ///< somebody wants to go there

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void refreshCounts();
    void applyFilter();
    void activate();
    void removeSelected();
    std::vector<std::int64_t> selectedIds() const;
    void selectIds(const std::vector<std::int64_t>& ids);
    void applyTheme();

    StudyDocument& m_document;
    EventTable* m_table;
    QComboBox* m_kinds;
    QLineEdit* m_search;
    QTableView* m_view;
    QLabel* m_summary;
};

} // namespace hypnodesk
