#pragma once

#include "ui/guide/guide_page.h"

#include <QDialog>
#include <QTimer>

class QLineEdit;
class QPushButton;
class QTextBrowser;
class QTreeWidget;
class QTreeWidgetItem;

namespace hypnodesk {

/// The guide: contents and search on the left, the page on the right. It stays open beside the night. GUI
/// thread.
class GuideWindow : public QDialog {
    Q_OBJECT

public:
    GuideWindow(const QString& language, GuideWords words, QWidget* parent = nullptr);

    /// Goes to a place, as one step of the history. Places that do not exist are the begin of the guide.
    void goTo(const GuidePlace& place);
    const GuidePlace& place() const { return m_places[m_at]; }
    /// Other keys are in force.
    void setWords(GuideWords words);

    void search(const QString& text);
    /// What the list on the left shows, line by line.
    QStringList listedTitles() const;
    QTextBrowser& browser() { return *m_browser; }

public Q_SLOTS:
    void back();
    void forward();

Q_SIGNALS:
    /// A link asks for an action of the window, by its name.
    void actionRequested(const QString& action);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void readPages();
    void fillList();
    void chosen(const QTreeWidgetItem* item);
    void follow(const QUrl& link);
    void display();
    void addPictures(const QString& html);
    void selectInList();
    QString styleSheetOfPages() const;

    QString m_language;
    GuideWords m_words;
    std::vector<GuidePage> m_pages;
    std::vector<GuidePlace> m_places; ///< of the history, never empty
    std::size_t m_at = 0;
    QString m_shown; ///< chapter
    QTimer m_resized;
    QPushButton* m_back;
    QPushButton* m_forward;
    QLineEdit* m_search;
    QTreeWidget* m_list;
    QTextBrowser* m_browser;
};

} // namespace hypnodesk
