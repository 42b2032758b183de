#include "ui/events/event_panel.h"

#include "core/scoring/event_statistics.h"
#include "ui/events/event_style.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace hypnodesk {

namespace {

/// "12, 3.4 per hour of sleep", or "not scored".
QString countText(const EventCount& count) {
    if (count.count == 0)
        return EventPanel::tr("not scored");
    if (!count.perHour)
        return EventPanel::tr("%1, no sleep").arg(count.count);
    return EventPanel::tr("%1, %2 per hour of sleep").arg(count.count).arg(*count.perHour, 0, 'f', 1);
}

} // namespace

EventPanel::EventPanel(StudyDocument& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_table(new EventTable(this)), m_kinds(new QComboBox(this)),
      m_search(new QLineEdit(this)), m_view(new QTableView(this)), m_summary(new QLabel(this)) {
    m_kinds->setAccessibleName(tr("Kinds of events to list"));
    m_kinds->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kinds->setMinimumContentsLength(14);
    m_kinds->addItem(QString());
    for (std::size_t i = 0; i < kEventKindCount; ++i)
        m_kinds->addItem(QString());
    m_search->setAccessibleName(tr("Search in events"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_summary->setAccessibleName(tr("Number of events"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_view->setAccessibleName(tr("Events"));
    m_view->setModel(m_table);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(EventTable::Time, Qt::AscendingOrder);
    m_view->setTabKeyNavigation(false);
    m_view->setWordWrap(false);
    m_view->setShowGrid(false);
    m_view->verticalHeader()->hide();
    // Sizes that come from the contents would make the view walk through all rows.
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->installEventFilter(this);

    auto* choices = new QHBoxLayout;
    choices->addWidget(m_kinds, 3);
    choices->addWidget(m_search, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addLayout(choices);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_summary);

    connect(m_kinds, &QComboBox::currentIndexChanged, this, &EventPanel::applyFilter);
    connect(m_search, &QLineEdit::textChanged, this, &EventPanel::applyFilter);
    connect(m_view, &QTableView::doubleClicked, this, &EventPanel::activate);
    connect(&m_document, &StudyDocument::eventsChanged, this, &EventPanel::refresh);
    connect(&m_document, &StudyDocument::hypnogramChanged, this, &EventPanel::refreshCounts);
    connect(&m_document, &StudyDocument::lightsChanged, this, &EventPanel::refreshCounts);
    applyTheme();
}

QString EventPanel::summary() const {
    return m_summary->text();
}

void EventPanel::applyTheme() {
    m_table->setTheme(Theme::fromPalette(palette(), font()));
    const QFontMetrics metrics(font());
    m_view->verticalHeader()->setDefaultSectionSize(metrics.height() + 6);
    const auto width = [&](const QString& text) { return metrics.horizontalAdvance(text) + 18; };
    m_view->setColumnWidth(EventTable::Time, width(QStringLiteral("00:00:00")));
    m_view->setColumnWidth(EventTable::Epoch, width(QStringLiteral("Epoch ▾")));
    m_view->setColumnWidth(EventTable::Kind, width(eventTitle(EventKind::ObstructiveApnoea)) + 16);
    m_view->setColumnWidth(EventTable::Duration, width(QStringLiteral("000.0 s")));
    m_view->setColumnWidth(EventTable::Channel, width(QStringLiteral("EEG Fpz-Cz")));
    m_view->setColumnWidth(EventTable::Text, width(QStringLiteral("some words")));
}

void EventPanel::refresh() {
    if (!isVisible())
        return;
    const std::vector<std::int64_t> selected = selectedIds();
    const int scrolled = m_view->currentIndex().isValid() ? m_view->currentIndex().row() : -1;
    const RecordingPtr& recording = m_document.recording();
    m_table->setEvents(m_document.events().all(), recording ? recording->info().start : StartTime{},
                       m_document.grid());
    selectIds(selected);
    // Where what was selected is gone, the next row takes its place: Delete may be pressed again.
    if (!m_view->currentIndex().isValid() && scrolled >= 0 && m_table->rowCount() > 0)
        m_view->setCurrentIndex(m_table->index(std::min(scrolled, m_table->rowCount() - 1), 0));
    refreshCounts();
}

void EventPanel::refreshCounts() {
    if (!isVisible())
        return;
    std::vector<ScoredEvent> events;
    events.reserve(m_document.events().size());
    for (const StudyEvent& event : m_document.events().all())
        events.push_back({kindOf(event), event.onsetSeconds, event.durationSeconds});
    const Hypnogram& hypnogram = m_document.hypnogram();
    const EventStatistics statistics =
        eventStatistics(events, hypnogram, sleepStatistics(hypnogram, m_document.lights()));
    m_kinds->setItemText(0, tr("All kinds: %1").arg(events.size()));
    for (const EventKindInfo& info : eventKinds())
        m_kinds->setItemText(1 + static_cast<int>(info.kind),
                             tr("%1: %2").arg(eventTitle(info.kind), countText(statistics[info.kind])));
    if (events.empty()) {
        m_summary->setText(
            tr("No events yet. Choose a kind in the menu Events and drag over a trace; the menu shows the keys."));
        return;
    }
    const QString shown = tr("%1 of %2 events listed.").arg(m_table->rowCount()).arg(events.size());
    m_summary->setText(tr("%1 Arousals: %2. Apnoeas and hypopnoeas: %3.")
                           .arg(shown, countText(statistics[EventKind::Arousal]),
                                countText(statistics.apnoeasAndHypopnoeas)));
}

void EventPanel::applyFilter() {
    EventFilter filter;
    if (m_kinds->currentIndex() > 0)
        filter.kind = static_cast<EventKind>(m_kinds->currentIndex() - 1);
    filter.search = m_search->text().trimmed();
    const std::vector<std::int64_t> selected = selectedIds();
    m_table->setFilter(filter);
    selectIds(selected);
    refreshCounts();
}

std::vector<std::int64_t> EventPanel::selectedIds() const {
    std::vector<std::int64_t> ids;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows())
        ids.push_back(m_table->eventAt(index.row()).id);
    return ids;
}

void EventPanel::selectIds(const std::vector<std::int64_t>& ids) {
    constexpr std::size_t kMost = 100; // finding each walks through the rows
    for (std::size_t i = 0; i < std::min(ids.size(), kMost); ++i)
        if (const int row = m_table->rowOf(ids[i]); row >= 0)
            m_view->selectionModel()->setCurrentIndex(m_table->index(row, 0), QItemSelectionModel::Select |
                                                                                  QItemSelectionModel::Rows);
}

void EventPanel::showSelected(std::optional<std::int64_t> id) {
    if (!isVisible() || !id || selectedIds() == std::vector{*id})
        return;
    if (const int row = m_table->rowOf(*id); row >= 0)
        m_view->setCurrentIndex(m_table->index(row, 0));
}

void EventPanel::activate() {
    if (const QModelIndex index = m_view->currentIndex(); index.isValid())
        Q_EMIT activated(m_table->eventAt(index.row()).id);
}

void EventPanel::removeSelected() {
    const std::vector<std::int64_t> ids = selectedIds();
    if (!ids.empty())
        m_document.removeEvents(ids, tr("Remove %n event(s)", nullptr, static_cast<int>(ids.size())));
}

bool EventPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_view || (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress))
        return QWidget::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    const bool isOurs = isEnter || key.key() == Qt::Key_Delete || key.key() == Qt::Key_Up ||
                        key.key() == Qt::Key_Down || key.key() == Qt::Key_Home || key.key() == Qt::Key_End ||
                        key.key() == Qt::Key_PageUp || key.key() == Qt::Key_PageDown;
    if (event->type() == QEvent::ShortcutOverride) {
        if (isOurs)
            event->accept();
        return isOurs;
    }
    if (isEnter)
        activate();
    else if (key.key() == Qt::Key_Delete)
        removeSelected();
    else
        return false;
    return true;
}

void EventPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void EventPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
    QWidget::changeEvent(event);
}

} // namespace hypnodesk
