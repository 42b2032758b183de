#include "ui/main/panel_desk.h"

#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace hypnodesk;

namespace {

struct Shown {
    QLabel* centre = new QLabel(QStringLiteral("traces"));
    PanelDesk desk{centre};
    QDockWidget& side =
        desk.addPanel({"side", "Beside", Qt::RightDockWidgetArea, true, 0.3}, new QLabel("side"));
    QDockWidget& below =
        desk.addPanel({"below", "Below", Qt::BottomDockWidgetArea, true, 0.5}, new QLabel("below"));
    QDockWidget& later =
        desk.addPanel({"later", "Later", Qt::RightDockWidgetArea, false, 0.3}, new QLabel("later"));

    Shown() {
        desk.setHome();
        desk.resize(1000, 800);
        desk.show();
        (void)QTest::qWaitForWindowExposed(&desk);
    }

    void doubleClickTitle(QDockWidget& dock) {
        QTest::mouseDClick(dock.titleBarWidget(), Qt::LeftButton, {}, QPoint(12, 8));
        QCoreApplication::processEvents();
    }
};

QToolButton* titleButton(QDockWidget& dock, const QString& words) {
    for (auto* button : dock.titleBarWidget()->findChildren<QToolButton*>())
        if (button->accessibleName().contains(words))
            return button;
    return nullptr;
}

} // namespace

class TestPanelDesk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void panelsTakeTheirSharesAtFirst() {
        Shown shown;
        QVERIFY(std::abs(shown.side.width() - 300) < 20);
        QVERIFY(std::abs(shown.below.height() - 400) < 20);
        QVERIFY(!shown.later.isVisible());
    }

    void largeTextsScrollInsteadOfMakingTheWindowLarger() {
        Shown shown;
        auto* text = new QLabel(QString("many words ").repeated(200));
        text->setWordWrap(true);
        auto* content = new QWidget;
        auto* column = new QVBoxLayout(content);
        column->addWidget(text);
        column->addWidget(new QPushButton("at the end"));
        QDockWidget& wordy =
            shown.desk.addPanel({"wordy", "Wordy", Qt::RightDockWidgetArea, false, 0.3, true}, content);
        shown.desk.showPanel("wordy");
        QTRY_VERIFY(content->isVisible());
        QCOMPARE(shown.desk.size(), QSize(1000, 800));
        const int before = content->height();
        QFont large = content->font();
        large.setPointSizeF(large.pointSizeF() * 2.0);
        content->setFont(large);
        QTRY_VERIFY(content->height() > before);
        QVERIFY(content->height() >= text->heightForWidth(text->width()));
        QVERIFY(content->height() > wordy.height());
        QCOMPARE(shown.desk.size(), QSize(1000, 800));
    }

    void anActionShowsAndHidesAndFollows() {
        Shown shown;
        QAction action;
        action.setCheckable(true);
        shown.desk.setToggle("side", &action);
        QVERIFY(action.isChecked());
        action.trigger();
        QVERIFY(!shown.side.isVisible());
        action.trigger();
        QVERIFY(shown.side.isVisible());
        QTest::mouseClick(titleButton(shown.side, "Hide"), Qt::LeftButton);
        QVERIFY(!shown.side.isVisible());
        QVERIFY(!action.isChecked());
    }

    void aDoubleClickOnTheTitleEnlargesAndGoesBack() {
        Shown shown;
        const QRect before = shown.side.geometry();
        shown.doubleClickTitle(shown.side);
        QVERIFY(shown.desk.isEnlarged());
        QVERIFY(!shown.centre->isVisible());
        QVERIFY(!shown.below.isVisible());
        QVERIFY(shown.side.width() > 950);
        shown.doubleClickTitle(shown.side);
        QVERIFY(shown.centre->isVisible());
        QVERIFY(shown.below.isVisible());
        QVERIFY(!shown.later.isVisible());
        QCOMPARE(shown.side.geometry(), before);
    }

    void showingAnotherPanelEndsTheEnlarging() {
        Shown shown;
        shown.desk.enlarge(&shown.below);
        shown.desk.showPanel("later");
        QVERIFY(!shown.desk.isEnlarged());
        QVERIFY(shown.later.isVisible());
        QVERIFY(shown.centre->isVisible());
    }

    void panelsFloatAndComeHome() {
        Shown shown;
        QTest::mouseClick(titleButton(shown.side, "window of its own"), Qt::LeftButton);
        QVERIFY(shown.side.isFloating());
        shown.below.close();
        shown.desk.reset();
        QVERIFY(!shown.side.isFloating());
        QVERIFY(shown.below.isVisible());
        QTRY_VERIFY(std::abs(shown.side.width() - 300) < 20);
    }

    void aLayoutIsKeptEvenWhileEnlarged() {
        Shown first;
        first.below.close();
        first.desk.enlarge(&first.side);
        const QByteArray kept = first.desk.saveLayout();
        Shown second;
        second.desk.restoreLayout(kept);
        QVERIFY(!second.desk.isEnlarged());
        QVERIFY(second.side.isVisible());
        QVERIFY(!second.below.isVisible());
        QVERIFY(second.centre->isVisible());
    }

    void laterPanelsOfAnAreaShareAPlace() {
        Shown shown;
        QDockWidget& last =
            shown.desk.addPanel({"last", "Last", Qt::RightDockWidgetArea, false, 0.3}, new QLabel("last"));
        shown.desk.showPanel("later");
        shown.desk.showPanel("last");
        QCOMPARE(shown.desk.tabifiedDockWidgets(&last), QList<QDockWidget*>{&shown.later});
        QTRY_VERIFY(last.geometry().top() > shown.side.geometry().bottom());
        QVERIFY(shown.later.visibleRegion().isEmpty());
    }

    void aDamagedLayoutChangesNothing() {
        Shown shown;
        const QByteArray good = shown.desk.saveLayout();
        for (const QByteArray& bad :
             {QByteArray("nonsense"), good.left(good.size() / 2), QByteArray(200, '\xff')})
            shown.desk.restoreLayout(bad);
        QVERIFY(shown.side.isVisible());
        QVERIFY(shown.below.isVisible());
        QVERIFY(!shown.later.isVisible());
    }
};

QTEST_MAIN(TestPanelDesk)
#include "tst_panel_desk.moc"
