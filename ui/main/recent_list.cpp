#include "ui/main/recent_list.h"

#include "ui/settings/appearance.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr int kPathRole = Qt::UserRole;
constexpr int kMissingRole = Qt::UserRole + 1;
constexpr int kMostRows = 6;

} // namespace

QString reviewStateText(const RecentNight& night) {
    if (!night.isThere)
        return RecentList::tr("not found");
    if (!night.hasStudy)
        return RecentList::tr("not scored yet");
    const QString scored = RecentList::tr("scored %1 %").arg(night.scoredPercent);
    if (!night.signedBy.isEmpty())
        return scored + QStringLiteral(", ") + RecentList::tr("signed by %1").arg(night.signedBy);
    return scored + QStringLiteral(", ") + RecentList::tr("reviewed %1 %").arg(night.reviewedPercent);
}

RecentList::RecentList(QWidget* parent)
    : QWidget(parent), m_list(new QTreeWidget(this)), m_open(new QPushButton(tr("Open this night"), this)),
      m_locate(new QPushButton(tr("Locate..."), this)),
      m_remove(new QPushButton(tr("Remove from the list"), this)) {
    m_list->setAccessibleName(tr("Recent recordings"));
    m_list->setHeaderLabels({tr("Night"), tr("State"), tr("Last changed")});
    m_list->setRootIsDecorated(false);
    m_list->setAllColumnsShowFocus(true);
    m_list->setUniformRowHeights(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    m_list->installEventFilter(this);
    connect(m_list, &QTreeWidget::itemActivated, this, &RecentList::activate);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &RecentList::updateButtons);
    connect(m_open, &QPushButton::clicked, this, [this] { activate(m_list->currentItem()); });
    connect(m_locate, &QPushButton::clicked, this, [this] { activate(m_list->currentItem()); });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const QTreeWidgetItem* item = m_list->currentItem())
            Q_EMIT removeRequested(item->data(0, kPathRole).toString());
    });
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addWidget(m_locate);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    layout->addLayout(buttons);
}

void RecentList::setFiles(const QStringList& paths) {
    m_list->clear();
    for (const QString& path : paths) {
        auto* item = new QTreeWidgetItem(m_list, {QFileInfo(path).fileName()});
        item->setData(0, kPathRole, path);
        item->setToolTip(0, QDir::toNativeSeparators(path));
    }
    m_list->setCurrentItem(m_list->topLevelItem(0));
    setVisible(!paths.isEmpty());
    fitHeight();
    updateButtons();
}

void RecentList::showNight(const RecentNight& night) {
    QTreeWidgetItem* row = item(night.path);
    if (!row)
        return;
    row->setData(0, kMissingRole, !night.isThere);
    row->setText(1, reviewStateText(night));
    row->setText(2, night.changed.isValid() ? QLocale().toString(night.changed, QLocale::ShortFormat)
                                            : QString());
    for (int column = 0; column < 3; ++column) {
        if (night.isThere)
            row->setData(column, Qt::ForegroundRole, QVariant());
        else
            row->setForeground(column, mutedText(palette()));
        row->setData(column, Qt::AccessibleDescriptionRole, row->text(1));
    }
    updateButtons();
}

bool RecentList::isEmpty() const {
    return m_list->topLevelItemCount() == 0;
}

QTreeWidgetItem* RecentList::item(const QString& path) const {
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        if (m_list->topLevelItem(i)->data(0, kPathRole).toString() == path)
            return m_list->topLevelItem(i);
    return nullptr;
}

void RecentList::updateButtons() {
    const QTreeWidgetItem* item = m_list->currentItem();
    const bool isMissing = item && item->data(0, kMissingRole).toBool();
    m_open->setVisible(!isMissing);
    m_open->setEnabled(item);
    m_locate->setVisible(isMissing);
    m_remove->setEnabled(item);
}

void RecentList::fitHeight() {
    const int rows = std::min(m_list->topLevelItemCount(), kMostRows);
    const int row = rows > 0 ? m_list->sizeHintForRow(0) : fontMetrics().height();
    m_list->setFixedHeight(m_list->header()->sizeHint().height() + rows * row + 2 * m_list->frameWidth() + 2);
}

void RecentList::activate(QTreeWidgetItem* item) {
    if (!item)
        return;
    const QString path = item->data(0, kPathRole).toString();
    if (item->data(0, kMissingRole).toBool())
        Q_EMIT locateRequested(path);
    else
        Q_EMIT openRequested(path);
}

void RecentList::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitHeight();
}

bool RecentList::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::ShortcutOverride) {
        // Delete and Enter are scoring keys of the window; here they belong to the list.
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Return || key == Qt::Key_Enter)
            event->accept();
    }
    if (watched == m_list && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete && m_list->currentItem()) {
        Q_EMIT removeRequested(m_list->currentItem()->data(0, kPathRole).toString());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hypnodesk
