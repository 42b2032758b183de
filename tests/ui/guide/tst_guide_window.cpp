#include "tests/ui/support/desk.h"
#include "ui/guide/guide_window.h"
#include "ui/main/guide_commands.h"
#include "ui/main/key_map_dialog.h"
#include "ui/main/night_page.h"
#include "ui/main/panel_desk.h"
#include "ui/main/settings_commands.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTreeWidget>

using namespace hypnodesk;
using test::Desk;

namespace {

GuideWindow* openGuide(Desk& desk) {
    desk.press(Qt::Key_F1);
    auto* guide = desk.window->findChild<GuideWindow*>();
    const bool isActive =
        guide && guide->isVisible() && QTest::qWaitFor([&] { return QApplication::activeWindow() == guide; });
    return isActive ? guide : nullptr;
}

} // namespace

class TestGuideWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void openOnF1AndGoesBackAndForth();
    void linksAndSectionsAreFound();
    void searchLeadsToThePlace();
    void aPanelOpensItsChapter();
    void showsTheKeysInForce();
    void itsLinksOpenTheKeyEditor();
    void followsTheTheme();
    void picturesFitThePage();
};

void TestGuideWindow::openOnF1AndGoesBackAndForth() {
    Desk desk;
    GuideWindow* guide = openGuide(desk);
    QVERIFY(guide);
    QVERIFY(!guide->isModal());
    QCOMPARE(guide->place(), (GuidePlace{"first", {}}));
    QCOMPARE(guide->listedTitles().size(), guideChapters().size());
    guide->goTo({"privacy", {}});
    guide->goTo({"no such chapter", {}});
    QCOMPARE(guide->place().chapter, QString("first"));
    QTest::keyClick(guide, Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(guide->place().chapter, QString("privacy"));
    QTest::keyClick(guide, Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(guide->place().chapter, QString("first"));
    QTest::keyClick(guide, Qt::Key_Escape);
    QVERIFY(!guide->isVisible());
    // It opens where it was left.
    guide->goTo({"formats", "import"});
    QCOMPARE(openGuide(desk), guide);
    QCOMPARE(guide->place(), (GuidePlace{"formats", "import"}));
}

void TestGuideWindow::linksAndSectionsAreFound() {
    Desk desk;
    GuideWindow* guide = openGuide(desk);
    QVERIFY(guide);
    Q_EMIT guide->browser().anchorClicked(QUrl("trouble.md#shift"));
    QCOMPARE(guide->place(), (GuidePlace{"trouble", "shift"}));
    QTRY_VERIFY(guide->browser().verticalScrollBar()->value() > 0);
    Q_EMIT guide->browser().anchorClicked(QUrl("#open"));
    QCOMPARE(guide->place(), (GuidePlace{"trouble", "open"}));
    Q_EMIT guide->browser().anchorClicked(QUrl("https://example.org"));
    QCOMPARE(guide->place(), (GuidePlace{"trouble", "open"}));
}

void TestGuideWindow::searchLeadsToThePlace() {
    Desk desk;
    GuideWindow* guide = openGuide(desk);
    QVERIFY(guide);
    QTest::keyClick(guide, Qt::Key_F, Qt::ControlModifier);
    auto* line = guide->findChild<QLineEdit*>();
    QCOMPARE(QApplication::focusWidget(), line);
    QTest::keyClicks(line, "take over crashed");
    QCOMPARE(guide->listedTitles().size(), 1);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(guide->place(), (GuidePlace{"trouble", "read-only"}));
    QCOMPARE(guide->browser().textCursor().selectedText().toLower(), QString("take"));
    guide->search("xylophone");
    QCOMPARE(guide->listedTitles().size(), 1); // that there is none
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(guide->place().chapter, QString("trouble"));
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(guide->isVisible());
    QCOMPARE(guide->listedTitles().size(), guideChapters().size());
}

void TestGuideWindow::aPanelOpensItsChapter() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_8, Qt::AltModifier);
    PanelDesk& panels = desk.window->nightPage().desk();
    for (QDockWidget* dock : panels.findChildren<QDockWidget*>())
        QVERIFY2(!guidePlaceOfPanel(dock->objectName()).section.isEmpty(), qPrintable(dock->objectName()));
    QDockWidget* events = panels.panel("events");
    QVERIFY(events->isVisible());
    events->findChild<QLineEdit*>()->setFocus();
    GuideWindow* guide = openGuide(desk);
    QVERIFY(guide);
    QCOMPARE(guide->place(), (GuidePlace{"scoring", "events"}));
}

void TestGuideWindow::showsTheKeysInForce() {
    Desk desk;
    GuideWindow* guide = openGuide(desk);
    QVERIFY(guide);
    QVERIFY(guide->browser().toPlainText().contains("Press F5"));
    KeyMapStore& maps = desk.window->settings().keyMaps();
    KeyMap map = maps.map();
    map.setKeys(ActionId::Score, keysFromText("F9"));
    maps.change(map);
    QVERIFY(guide->browser().toPlainText().contains("Press F9"));
}

void TestGuideWindow::itsLinksOpenTheKeyEditor() {
    Desk desk;
    GuideWindow* guide = openGuide(desk);
    QVERIFY(guide);
    Q_EMIT guide->browser().anchorClicked(QUrl("action:KeyMap"));
    auto* keys = desk.window->findChild<KeyMapDialog*>();
    QVERIFY(keys && keys->isVisible());
    keys->close();
}

void TestGuideWindow::followsTheTheme() {
    Desk desk;
    GuideWindow* guide = openGuide(desk);
    QVERIFY(guide);
    const auto linkColour = [&] {
        const QTextDocument& page = *guide->browser().document();
        for (QTextBlock block = page.begin(); block.isValid(); block = block.next())
            for (auto part = block.begin(); !part.atEnd(); ++part)
                if (!part.fragment().charFormat().anchorHref().isEmpty())
                    return part.fragment().charFormat().foreground().color();
        return QColor();
    };
    desk.window->display().setTheme(ThemeChoice::Light);
    QTRY_COMPARE(linkColour(), QApplication::palette().color(QPalette::Link));
    const QColor light = linkColour();
    desk.window->display().setTheme(ThemeChoice::Dark);
    QTRY_COMPARE(linkColour(), QApplication::palette().color(QPalette::Link));
    QVERIFY(linkColour() != light);
    desk.window->display().setTheme(ThemeChoice::Light);
}

void TestGuideWindow::picturesFitThePage() {
    Desk desk;
    GuideWindow* guide = openGuide(desk);
    QVERIFY(guide);
    for (const int width : {700, 1100}) {
        guide->resize(width, 500);
        const auto picture = [&] {
            return guide->browser()
                .document()
                ->resource(QTextDocument::ImageResource, QUrl("pictures/desk.png"))
                .value<QImage>();
        };
        QTRY_VERIFY(std::abs(picture().width() - guide->browser().viewport()->width()) < 60);
        QCOMPARE(guide->browser().horizontalScrollBar()->maximum(), 0);
    }
}

QTEST_MAIN(TestGuideWindow)
#include "tst_guide_window.moc"
