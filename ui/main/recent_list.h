#pragma once

#include "ui/main/recent_nights.h"

#include <QWidget>

class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace hypnodesk {

/// The recent nights as a list with how far each is. Enter or a double click opens one, Delete takes it off
/// the list. A night whose file is gone says so, and can be looked for.
class RecentList : public QWidget {
    Q_OBJECT

public:
    explicit RecentList(QWidget* parent = nullptr);

    /// Paths, newest first; their state is not known yet.
    void setFiles(const QStringList& paths);
    void showNight(const RecentNight& night);
    bool isEmpty() const;

Q_SIGNALS:
    void openRequested(const QString& path);
    void locateRequested(const QString& path);
    void removeRequested(const QString& path);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTreeWidgetItem* item(const QString& path) const;
    void updateButtons();
    void fitHeight();
    void activate(QTreeWidgetItem* item);

    QTreeWidget* m_list;
    QPushButton* m_open;
    QPushButton* m_locate;
    QPushButton* m_remove;
};

/// "scored 98 %, reviewed 40 %, signed by anna", "not opened yet", "not found".
QString reviewStateText(const RecentNight& night);

} // namespace hypnodesk
