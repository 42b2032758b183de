// What a small window and long words must not cut: the smallest screens that laboratories still have show
// 800x600 pixels, and German words are long.

#include "tests/ui/support/desk.h"
#include "ui/base/elided_label.h"
#include "ui/base/words.h"
#include "ui/main/about_dialog.h"
#include "ui/main/night_page.h"
#include "ui/main/panel_desk.h"
#include "ui/review/review_model.h"
#include "ui/review/review_panel.h"
#include "ui/settings/language.h"
#include "ui/trace/trace_view.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QStatusBar>
#include <QTableView>

using namespace hypnodesk;
using test::Desk;

namespace {

ElidedLabel& labelOf(Desk& desk, const char* name) {
    return *static_cast<ElidedLabel*>(desk.window->statusBar()->findChild<QLabel*>(name));
}

QString firstSentence(const QString& text) {
    return text.left(text.indexOf('.') + 1);
}

void showSmall(Desk& desk) {
    desk.window->resize(800, 600);
    QTRY_COMPARE(desk.window->size(), QSize(800, 600));
}

} // namespace

class TestSmallWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aShortFormStandsInForLongTexts() {
        ElidedLabel label;
        label.setText("A sentence that is rather long. And another one.");
        label.setShortText("A sentence.");
        label.resize(label.sizeHint().width() + 20, 20);
        QCOMPARE(label.shownText(), label.text());
        label.resize(label.fontMetrics().horizontalAdvance("A sentence.") + 4, 20);
        QCOMPARE(label.shownText(), QString("A sentence."));
        label.setShortText({});
        QVERIFY(label.shownText().startsWith("A se"));
        QVERIFY(label.shownText() != label.text());
        QVERIFY(label.fontMetrics().horizontalAdvance(label.shownText()) <= label.width());
    }

    void theNoticeIsNeverCut_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << "en";
        QTest::newRow("German") << "de";
    }

    void theNoticeIsNeverCut() {
        QFETCH(QString, language);
        const Language spoken(language);
        Desk desk;
        desk.open();
        showSmall(desk);
        ElidedLabel& notice = labelOf(desk, "notice");
        QCOMPARE(notice.text(), researchNotice());
        desk.score();
        QStringList seen;
        for (const QString& said :
             {QString(), QStringLiteral("Something short."), QStringLiteral("Long words ").repeated(20)}) {
            labelOf(desk, "status").setText(said);
            QCoreApplication::processEvents();
            const QString shown = notice.shownText();
            QVERIFY2(shown == researchNotice() || shown == firstSentence(researchNotice()),
                     qPrintable(shown));
            QVERIFY(notice.geometry().right() <= desk.window->statusBar()->width());
            QVERIFY(!notice.geometry().intersects(labelOf(desk, "status").geometry()) || said.isEmpty());
            seen << shown;
        }
        QCOMPARE(seen.back(), firstSentence(researchNotice()));
        QCOMPARE(desk.window->size(), QSize(800, 600)); // and nothing made the window larger
        desk.window->resize(1600, 800);
        labelOf(desk, "status").clear();
        QTRY_COMPARE(notice.shownText(), researchNotice());
    }

    void headsOfTheQueueAreWhole_data() { theNoticeIsNeverCut_data(); }

    void headsOfTheQueueAreWhole() {
        QFETCH(QString, language);
        const Language spoken(language);
        for (const QSize size : {QSize(800, 600), QSize(1280, 800), QSize(1920, 1080)}) {
            Desk desk;
            for (std::size_t epoch = 10; epoch < 30; ++epoch)
                desk.plan->doubts[epoch] = 0.4f;
            desk.window->resize(size);
            desk.open();
            desk.score();
            desk.press(Qt::Key_5, Qt::AltModifier);
            auto* table = desk.window->findChild<ReviewPanel*>()->findChild<QTableView*>();
            QTRY_VERIFY(table->isVisible() && table->model()->rowCount() > 0);
            QTRY_COMPARE(desk.window->size(), size);
            const auto widthOfColumns = [table] {
                int sum = 0;
                for (int column = 0; column < ReviewModel::ColumnCount; ++column)
                    sum += table->columnWidth(column);
                return sum;
            };
            for (int column = 0; column < ReviewModel::ColumnCount; ++column)
                QVERIFY2(table->columnWidth(column) >= table->horizontalHeader()->sectionSizeHint(column),
                         qPrintable(table->model()->headerData(column, Qt::Horizontal).toString()));
            QVERIFY(widthOfColumns() >= table->viewport()->width()); // no gap at the end
            if (size.width() < 1280)
                continue;
            QTRY_COMPARE(widthOfColumns(), table->viewport()->width()); // no need to scroll sideways
            const TraceView& traces = desk.window->nightPage().traces();
            QTRY_VERIFY2(traces.width() >= 0.4 * size.width(), qPrintable(QString::number(traces.width())));
        }
    }

    void theAboutDialogIsWholeOnASmallScreen() {
        auto* dialog = new AboutDialog(nullptr);
        dialog->resize(1, 1);
        dialog->show();
        const auto labels = dialog->findChildren<QLabel*>();
        QVERIFY(labels.size() >= 3);
        for (const QLabel* label : labels)
            if (label->wordWrap())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        dialog->close();
    }

    void aLowColumnIsShared() {
        Desk desk;
        desk.open();
        desk.score();
        desk.window->resize(1280, 800);
        QTRY_COMPARE(desk.window->size(), QSize(1280, 800));
        PanelDesk& panels = desk.window->nightPage().desk();
        QDockWidget* spectrogram = panels.panel("spectrogram");
        desk.press(Qt::Key_4, Qt::AltModifier);
        QDockWidget* comparison = panels.panel("comparison");
        QTRY_VERIFY(panels.tabifiedDockWidgets(comparison).contains(spectrogram));
        QTRY_VERIFY(!comparison->visibleRegion().isEmpty()); // in front
        desk.press(Qt::Key_0, Qt::AltModifier);
        QTRY_VERIFY(comparison->isHidden());
        // Where there is room they lie above each other.
        desk.window->resize(1280, 1400);
        QTRY_COMPARE(desk.window->size(), QSize(1280, 1400));
        desk.press(Qt::Key_4, Qt::AltModifier);
        QTRY_VERIFY(comparison->isVisible());
        QCoreApplication::processEvents();
        QVERIFY(!panels.tabifiedDockWidgets(comparison).contains(spectrogram));
        QVERIFY(!spectrogram->visibleRegion().isEmpty());
    }
};

QTEST_MAIN(TestSmallWindow)
#include "tst_small_window.moc"
