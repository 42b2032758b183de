#include "ui/guide/guide_window.h"

#include "ui/guide/guide_search.h"
#include "ui/settings/appearance.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hypnodesk {

namespace {

constexpr int kResizeMilliseconds = 120;
constexpr int kChapterRole = Qt::UserRole;
constexpr int kSectionRole = Qt::UserRole + 1;

QTreeWidgetItem* listItem(const QString& title, const GuidePlace& place) {
    auto* item = new QTreeWidgetItem({title});
    item->setData(0, kChapterRole, place.chapter);
    item->setData(0, kSectionRole, place.section);
    return item;
}

GuidePlace placeOf(const QTreeWidgetItem* item) {
    return {item->data(0, kChapterRole).toString(), item->data(0, kSectionRole).toString()};
}

} // namespace

GuideWindow::GuideWindow(const QString& language, GuideWords words, QWidget* parent)
    : QDialog(parent), m_language(guideLanguageFor(language)),
      m_words(std::move(words)), m_places{{guideChapters().front(), {}}},
      m_back(new QPushButton(tr("Back"), this)), m_forward(new QPushButton(tr("Forward"), this)),
      m_search(new QLineEdit(this)), m_list(new QTreeWidget(this)), m_browser(new QTextBrowser(this)) {
    setWindowTitle(tr("Guide to Hypnodesk"));
    setWindowFlag(Qt::WindowMinMaxButtonsHint);
    setSizeGripEnabled(true);
    for (QPushButton* button : {m_back, m_forward})
        button->setAutoDefault(false);
    m_back->setShortcut(QKeySequence(QStringLiteral("Alt+Left")));
    m_back->setToolTip(tr("The page before (Alt+Left)"));
    m_forward->setShortcut(QKeySequence(QStringLiteral("Alt+Right")));
    m_forward->setToolTip(tr("The page after (Alt+Right)"));
    connect(m_back, &QPushButton::clicked, this, &GuideWindow::back);
    connect(m_forward, &QPushButton::clicked, this, &GuideWindow::forward);

    m_search->setPlaceholderText(tr("Search in the guide (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search in the guide"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &GuideWindow::fillList);
    auto* find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });

    m_list->setAccessibleName(tr("Chapters and sections"));
    m_list->setHeaderHidden(true);
    m_list->setTextElideMode(Qt::ElideRight);
    connect(m_list, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) { chosen(item); });
    connect(m_list, &QTreeWidget::itemClicked, this, [this](const QTreeWidgetItem* item) { chosen(item); });

    m_browser->setAccessibleName(tr("Page of the guide"));
    m_browser->setOpenLinks(false);
    m_browser->setFrameShape(QFrame::NoFrame);
    m_browser->document()->setDocumentMargin(18.0);
    connect(m_browser, &QTextBrowser::anchorClicked, this, &GuideWindow::follow);

    auto* left = new QWidget(this);
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->addWidget(m_search);
    leftLayout->addWidget(m_list, 1);
    auto* splitter = new QSplitter(this);
    splitter->addWidget(left);
    splitter->addWidget(m_browser);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addWidget(m_forward);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(buttons);
    layout->addWidget(splitter, 1);
    const int letter = fontMetrics().averageCharWidth();
    splitter->setSizes({letter * 34, letter * 92});
    resize(letter * 130, fontMetrics().height() * 42);

    m_resized.setSingleShot(true);
    m_resized.setInterval(kResizeMilliseconds);
    const auto fit = [this] {
        m_shown.clear();
        display();
    };
    connect(&m_resized, &QTimer::timeout, this, fit);
    connect(splitter, &QSplitter::splitterMoved, &m_resized, qOverload<>(&QTimer::start));

    readPages();
    fillList();
    display();
    m_search->setFocus();
}

void GuideWindow::readPages() {
    m_pages.clear();
    for (const QString& chapter : guideChapters())
        m_pages.push_back(guidePage(chapter, m_language, m_words));
}

void GuideWindow::setWords(GuideWords words) {
    m_words = std::move(words);
    readPages();
    m_shown.clear();
    display();
}

void GuideWindow::goTo(const GuidePlace& place) {
    const auto page = std::find_if(m_pages.begin(), m_pages.end(), [&](const GuidePage& candidate) {
        return candidate.chapter == place.chapter;
    });
    const GuidePlace target = page == m_pages.end() ? GuidePlace{guideChapters().front(), {}} : place;
    if (target != m_places[m_at]) {
        m_places.resize(m_at + 1);
        m_places.push_back(target);
        ++m_at;
    }
    display();
}

void GuideWindow::back() {
    if (m_at > 0) {
        --m_at;
        display();
    }
}

void GuideWindow::forward() {
    if (m_at + 1 < m_places.size()) {
        ++m_at;
        display();
    }
}

void GuideWindow::follow(const QUrl& link) {
    if (link.scheme() == QLatin1String("action"))
        Q_EMIT actionRequested(link.path());
    else if (const GuidePlace target = guidePlace(link.toString(), place().chapter);
             !target.chapter.isEmpty())
        goTo(target);
}

void GuideWindow::display() {
    const GuidePlace& now = place();
    if (m_shown != now.chapter) {
        const auto page = std::find_if(m_pages.begin(), m_pages.end(), [&](const GuidePage& candidate) {
            return candidate.chapter == now.chapter;
        });
        m_browser->document()->setDefaultStyleSheet(styleSheetOfPages());
        addPictures(page->html);
        m_browser->setHtml(page->html);
        m_shown = now.chapter;
    }
    if (now.section.isEmpty())
        m_browser->verticalScrollBar()->setValue(0);
    else
        m_browser->scrollToAnchor(now.section);
    m_back->setEnabled(m_at > 0);
    m_forward->setEnabled(m_at + 1 < m_places.size());
    selectInList();
}

// As wide as the page, and smooth: Qt would draw them in full size, or roughly scaled.
void GuideWindow::addPictures(const QString& html) {
    static const QRegularExpression kPicture(QStringLiteral("<img src=\"([^\"]+)\""));
    const int room =
        m_browser->viewport()->width() - 2 * static_cast<int>(m_browser->document()->documentMargin());
    const double scale = devicePixelRatioF();
    for (auto matches = kPicture.globalMatch(html); matches.hasNext();) {
        const QString name = matches.next().captured(1);
        QImage picture(QStringLiteral(":/guide/%1/%2").arg(m_language, name));
        if (picture.width() > room * scale)
            picture = picture.scaledToWidth(qRound(room * scale), Qt::SmoothTransformation);
        picture.setDevicePixelRatio(scale);
        m_browser->document()->addResource(QTextDocument::ImageResource, QUrl(name), picture);
    }
}

void GuideWindow::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    m_resized.start();
}

// Qt's pages know neither variables nor the dark mode of browsers: the colours are those of the program.
QString GuideWindow::styleSheetOfPages() const {
    const QPalette& colours = palette();
    return QStringLiteral(
               "body{color:%1} a{color:%2} h1{font-size:xx-large} h2{margin-top:18px}"
               "p,li{line-height:130%} kbd,code,pre{background-color:%3}"
               "li{margin-top:3px} th{text-align:left} td,th{padding:3px 12px 3px 0} table{margin-top:6px}")
        .arg(colours.color(QPalette::Text).name(), colours.color(QPalette::Link).name(),
             colours.color(QPalette::AlternateBase).name());
}

void GuideWindow::search(const QString& text) {
    m_search->setText(text);
}

void GuideWindow::fillList() {
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const bool isSearching = m_search->text().simplified().size() > 1;
    m_list->setRootIsDecorated(!isSearching);
    if (isSearching) {
        for (const GuideHit& hit : searchGuide(m_pages, m_search->text())) {
            const QString title =
                hit.chapter.isEmpty() ? hit.title : tr("%1 (%2)").arg(hit.title, hit.chapter);
            QTreeWidgetItem* item = listItem(title, hit.place);
            item->setToolTip(0, hit.excerpt);
            item->setData(0, Qt::AccessibleDescriptionRole, hit.excerpt);
            m_list->addTopLevelItem(item);
        }
        if (m_list->topLevelItemCount() == 0) {
            auto* nothing = new QTreeWidgetItem(m_list, {tr("No section holds all of these words.")});
            nothing->setFlags(Qt::ItemIsEnabled);
        }
        return;
    }
    for (const GuidePage& page : m_pages) {
        QTreeWidgetItem* chapter = listItem(page.title, {page.chapter, {}});
        for (const GuideSection& section : page.sections)
            if (!section.id.isEmpty())
                chapter->addChild(listItem(section.title, {page.chapter, section.id}));
        m_list->addTopLevelItem(chapter);
    }
    selectInList();
}

void GuideWindow::selectInList() {
    const QSignalBlocker quiet(m_list);
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* chapter = m_list->topLevelItem(i);
        if (placeOf(chapter) == place())
            m_list->setCurrentItem(chapter);
        if (chapter->childCount() > 0)
            chapter->setExpanded(placeOf(chapter).chapter == place().chapter);
        for (int j = 0; j < chapter->childCount(); ++j)
            if (placeOf(chapter->child(j)) == place())
                m_list->setCurrentItem(chapter->child(j));
    }
}

void GuideWindow::chosen(const QTreeWidgetItem* item) {
    const GuidePlace target = placeOf(item);
    if (target.chapter.isEmpty())
        return;
    goTo(target);
    // The words looked for are marked where they stand, the first one after the section's begin.
    const QString words = m_search->text().simplified();
    if (words.size() > 1) {
        if (target.section.isEmpty())
            m_browser->moveCursor(QTextCursor::Start);
        m_browser->find(words.section(QLatin1Char(' '), 0, 0));
    }
}

QStringList GuideWindow::listedTitles() const {
    QStringList titles;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        titles << m_list->topLevelItem(i)->text(0);
    return titles;
}

void GuideWindow::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if ((event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) && !m_pages.empty()) {
        m_shown.clear();
        display();
    }
}

// Escape empties the search before it closes the window; Enter is for the list and the links.
void GuideWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return;
    QDialog::keyPressEvent(event);
}

// From the search down into what was found.
bool GuideWindow::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
        if (key == Qt::Key_Down || isEnter) {
            if (QTreeWidgetItem* first = m_list->topLevelItem(0)) {
                m_list->setCurrentItem(first);
                m_list->setFocus();
                if (isEnter)
                    chosen(first);
            }
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace hypnodesk
