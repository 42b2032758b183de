#include "tests/ui/plot/plot_fixtures.h"
#include "tests/ui/support/desk.h"
#include "ui/main/night_page.h"
#include "ui/montage/montage_editor.h"
#include "ui/montage/montage_table.h"
#include "ui/montage/night_montage.h"
#include "ui/settings/ruler_dialog.h"
#include "ui/trace/trace_view.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QTableView>
#include <QToolButton>
#include <QWheelEvent>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

/// A referential night: C4, C3, A1, A2 and a chin EMG, five minutes.
void writeReferentialNight(const std::filesystem::path& path) {
    constexpr double kRateHz = 100.0;
    EdfFileSpec spec;
    spec.start = {2026, 3, 14, 22, 8, 0.0};
    std::vector<std::vector<float>> signals;
    for (const char* label : {"C4", "C3", "A1", "A2", "EMG chin"}) {
        spec.signals.push_back({label, "uV", kRateHz});
        auto& samples = signals.emplace_back(static_cast<std::size_t>(300 * kRateHz));
        const double hertz = 1.0 + static_cast<double>(signals.size());
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] =
                static_cast<float>(50.0 * std::sin(6.283 * hertz * static_cast<double>(i) / kRateHz));
    }
    QVERIFY(writeEdf(path, spec, signals));
}

struct MontageDesk : Desk {
    std::filesystem::path referential = toPath(folder->filePath("referential.edf"));

    MontageDesk() {
        writeReferentialNight(referential);
        openFile(referential);
    }

    NightMontage& montage() { return window->montage(); }
    QString shown() {
        QStringList names;
        for (const std::string& name : montage().shownNames())
            names << QString::fromStdString(name);
        return names.join(", ");
    }
    QString status() { return window->findChild<QLabel*>("status")->text(); }
    TraceView& traces() { return window->nightPage().traces(); }
    QWidget* canvas() { return traces().findChild<QWidget*>(); }

    MontageEditor* editor() {
        press(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        auto* editor = window->findChild<MontageEditor*>();
        return editor;
    }
};

void clickNamed(QWidget& parent, const char* name) {
    auto* button = parent.findChild<QAbstractButton*>(QLatin1String(name));
    QVERIFY2(button && button->isEnabled(), name);
    QTest::mouseClick(button, Qt::LeftButton);
}

QString rowsOf(const MontageEditor& editor) {
    QStringList rows;
    for (const MontageRow& row : editor.drafts().montage().rows)
        rows << QString::fromStdString(row.derivation);
    return rows.join(", ");
}

} // namespace

class MontageWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysChooseMontages() {
        MontageDesk desk;
        QCOMPARE(desk.shown(), QString("C4-M1, C3-M2, EMG chin"));
        desk.press(Qt::Key_F2, Qt::ControlModifier);
        QCOMPARE(desk.shown(), QString("C4, C3, A1, A2, EMG chin"));
        QVERIFY(desk.status().contains("As recorded"));
        QVERIFY(desk.window->action(ActionId::Montage2)->isChecked());
        desk.press(Qt::Key_F3, Qt::ControlModifier);
        QCOMPARE(desk.shown(), QString("C4-M1, C3-M2"));
        // Nothing breathes here, so the fourth is none, and the third stays.
        QVERIFY(!desk.window->action(ActionId::Montage4)->isVisible());
        desk.press(Qt::Key_F4, Qt::ControlModifier);
        QCOMPARE(desk.shown(), QString("C4-M1, C3-M2"));
    }

    void oneKeyTakesTheContralateralMastoids() {
        MontageDesk desk;
        desk.press(Qt::Key_F2, Qt::ControlModifier);
        desk.press(Qt::Key_M, Qt::ControlModifier);
        QCOMPARE(desk.shown(), QString("C4-M1, C3-M2, A1, A2, EMG chin"));
        QVERIFY(desk.status().contains("2"));
        desk.press(Qt::Key_M, Qt::ControlModifier);
        QVERIFY(desk.status().contains("already"));
    }

    void saysWhatTheNightLacks() {
        MontageDesk desk;
        Montage mine{"Mine", {}};
        for (const char* row : {"C4-M1", "F4-M1", "SpO2"})
            mine.rows.emplace_back().derivation = row;
        desk.window->montages().keep(mine);
        desk.press(Qt::Key_F4, Qt::ControlModifier); // behind three built-in ones
        QCOMPARE(desk.shown(), QString("C4-M1"));
        QVERIFY2(desk.status().contains("F4-M1, SpO2"), qPrintable(desk.status()));
        mine.name = "Elsewhere";
        mine.rows.erase(mine.rows.begin());
        desk.window->montages().keep(mine);
        desk.press(Qt::Key_F5, Qt::ControlModifier);
        QCOMPARE(desk.shown(), QString("C4-M1")); // refused, and said
        QVERIFY(desk.status().contains("no channel"));
        QVERIFY(!desk.window->action(ActionId::Montage5)->isChecked());
    }

    void theStudyKeepsTheMontage() {
        MontageDesk desk;
        desk.press(Qt::Key_F2, Qt::ControlModifier);
        desk.press(Qt::Key_M, Qt::ControlModifier);
        desk.montage().setVisible(2, false);
        desk.montage().enlarge(0, 3);
        const Montage before = desk.montage().montage();
        desk.restart();
        desk.openFile(desk.referential);
        QCOMPARE(desk.montage().montage(), before);
        QCOMPARE(desk.shown(), QString("C4-M1, C3-M2, A2, EMG chin"));
    }

    void readsWhatAnOlderVersionKept() {
        MontageDesk desk;
        desk.montage().restore(R"(["EMG chin","C4-M1"])");
        QCOMPARE(desk.shown(), QString("C4-M1, EMG chin"));
        const Montage before = desk.montage().montage();
        for (const char* text : {"", "nonsense", "[]", "{}", R"({"name":"x","rows":[{"derivation":"Fpz"}]})"})
            desk.montage().restore(text);
        QCOMPARE(desk.montage().montage(), before);
    }

    void theMenuHidesAndShowsRows() {
        MontageDesk desk;
        QMenu* channels = nullptr;
        for (QMenu* menu : desk.window->findChildren<QMenu*>())
            if (menu->title() == "C&hannels")
                channels = menu;
        QVERIFY(channels);
        Q_EMIT channels->aboutToShow();
        for (QAction* action : channels->actions())
            if (action->text() == "C3-M2")
                action->trigger();
        QCOMPARE(desk.shown(), QString("C4-M1, EMG chin"));
    }

    void keysAndWheelChangeOneRow() {
        MontageDesk desk;
        desk.press(Qt::Key_F2, Qt::ControlModifier);
        QWidget* canvas = desk.canvas();
        desk.press(Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(desk.status().contains("Point at a trace"));
        const QPoint second(canvas->width() / 2, canvas->height() * 3 / 10); // of five rows
        QTest::mouseMove(canvas, second);
        desk.press(Qt::Key_Plus, Qt::ControlModifier);
        desk.press(Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(desk.montage().shownRows()[1].display.enlargement, 2.0);
        QCOMPARE(desk.montage().shownRows()[0].display.enlargement, 1.0);
        desk.press(Qt::Key_Minus, Qt::ControlModifier);
        QWheelEvent wheel(second, canvas->mapToGlobal(second), {}, {0, -120}, Qt::NoButton,
                          Qt::ControlModifier | Qt::ShiftModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(canvas, &wheel);
        QCOMPARE(desk.montage().shownRows()[1].display.enlargement, 1.0);
        QCOMPARE(desk.window->display().value().sensitivitySteps, 0);
    }

    void editorAddsMovesAndRemoves() {
        MontageDesk desk;
        desk.press(Qt::Key_F2, Qt::ControlModifier);
        MontageEditor* editor = desk.editor();
        QVERIFY(editor && !editor->isModal());
        auto* minus = editor->findChild<QComboBox*>("minus");
        auto* verdict = editor->findChild<QLabel*>("verdict");
        minus->setCurrentText("C4");
        QVERIFY(verdict->text().contains("flat"));
        QVERIFY(!editor->findChild<QAbstractButton*>("add")->isEnabled());
        minus->setCurrentText("A1");
        QVERIFY2(verdict->text().contains("C4-M1"), qPrintable(verdict->text()));
        clickNamed(*editor, "add");
        QCOMPARE(rowsOf(*editor), QString("C4, C4-M1, C3, A1, A2, EMG chin"));
        QCOMPARE(desk.shown(), QString("C4, C4-M1, C3, A1, A2, EMG chin")); // the traces follow
        auto* table = editor->findChild<QTableView*>();
        editor->activateWindow(); // the main window may have come back meanwhile
        QTRY_COMPARE(QApplication::activeWindow(), editor);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(rowsOf(*editor), QString("C4-M1, C4, C3, A1, A2, EMG chin"));
        QTest::keyClick(table, Qt::Key_Down, Qt::ControlModifier);
        QTest::keyClick(table, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(rowsOf(*editor), QString("C4, C3, C4-M1, A1, A2, EMG chin"));
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(rowsOf(*editor), QString("C4, C3, A1, A2, EMG chin"));
        QTest::keyClick(editor, Qt::Key_Escape);
        QCOMPARE(desk.shown(), QString("C4, C3, A1, A2, EMG chin"));
    }

    void editorDragsRows() {
        MontageDesk desk;
        MontageTable table(desk.document().recording());
        table.setRows(builtInMontage(BuiltInMontage::AsRecorded, *desk.document().recording()).rows);
        // What the view does with a row that is dropped between two others.
        const std::unique_ptr<QMimeData> dragged(table.mimeData({table.index(4, 1)}));
        QVERIFY(!table.dropMimeData(dragged.get(), Qt::MoveAction, 1, 0, {}));
        QCOMPARE(table.data(table.index(1, 1), Qt::DisplayRole).toString(), QString("EMG chin"));
        const std::unique_ptr<QMimeData> back(table.mimeData({table.index(1, 1)}));
        table.dropMimeData(back.get(), Qt::MoveAction, -1, -1, {});
        QCOMPARE(table.data(table.index(4, 1), Qt::DisplayRole).toString(), QString("EMG chin"));
        QCOMPARE(table.rowCount(), 5);
    }

    void editorChangesTheLooksOfRows() {
        MontageDesk desk;
        MontageEditor* editor = desk.editor();
        QVERIFY(editor);
        auto* table = editor->findChild<QTableView*>();
        const auto choose = [&](int column, const QString& text) {
            QVERIFY(table->model()->setData(table->model()->index(0, column), text, Qt::EditRole));
        };
        choose(MontageTable::Sensitivity, QString::fromUtf8("10 µV/mm"));
        choose(MontageTable::Filter, "0.5-30");
        choose(MontageTable::Colour, "blue");
        QVERIFY(
            !table->model()->setData(table->model()->index(0, MontageTable::Filter), "30-0.5", Qt::EditRole));
        // A check box, with the mouse.
        const QRect cell =
            table->visualRect(table->model()->index(0, static_cast<int>(MontageTable::Inverted)));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          cell.topLeft() + QPoint(10, cell.height() / 2));
        const RowDisplay display = desk.montage().shownRows()[0].display;
        QCOMPARE(display.microvoltsPerMillimetre, std::optional(10.0));
        QCOMPARE(display.filter, std::optional(dsp::DisplayFilter{0.5, 30.0, {}}));
        QCOMPARE(display.colour, QColor("#0072b2"));
        QVERIFY(display.isInverted);
        keepPicture(editor->grab().toImage(), QStringLiteral("montage_editor"));
        keepPicture(desk.window->grab().toImage(), QStringLiteral("montage_window"));
        clickNamed(*editor, "restore");
        QCOMPARE(desk.montage().shownRows()[0].display, RowDisplay{});
    }

    void okKeepsTheUsersMontages() {
        MontageDesk desk;
        MontageEditor* editor = desk.editor();
        QVERIFY(editor);
        clickNamed(*editor, "duplicate");
        clickNamed(*editor, "removeRow");
        editor->exportTo(desk.folder->filePath("montages.json"));
        editor->importFrom(desk.folder->filePath("montages.json"));
        QCOMPARE(editor->drafts().own().size(), std::size_t(2));
        editor->importFrom(toQString(desk.referential));
        QVERIFY(editor->findChild<QLabel*>("status")->text().contains("not imported"));
        click(*editor, "OK");
        QCOMPARE(desk.window->montages().montages().size(), std::size_t(2));
        QCOMPARE(desk.shown(), QString("C3-M2, EMG chin"));
        desk.restart();
        desk.openFile(desk.referential);
        QCOMPARE(desk.montage().choices().size(), std::size_t(5));
    }

    void cancelForgetsEverything() {
        MontageDesk desk;
        MontageEditor* editor = desk.editor();
        QVERIFY(editor);
        const QString before = desk.shown();
        clickNamed(*editor, "duplicate");
        clickNamed(*editor, "removeRow");
        QVERIFY(desk.shown() != before);
        click(*editor, "Cancel");
        QCOMPARE(desk.shown(), before);
        QVERIFY(desk.window->montages().montages().empty());
    }

    void theEditorClosesWithItsNight() {
        MontageDesk desk;
        QPointer<MontageEditor> editor = desk.editor();
        QVERIFY(editor);
        clickNamed(*editor, "duplicate");
        desk.open();
        QTRY_VERIFY(!editor);
        QCOMPARE(desk.shown(), QString("EEG Fpz-Cz, EEG Pz-Oz, EMG chin"));
    }

    void paperSensitivityFollowsTheMeasuredScreen() {
        MontageDesk desk;
        auto* scale = desk.window->findChild<QToolButton*>("scale");
        QVERIFY(scale);
        desk.window->display().setMicrovoltsPerMillimetre(7.0);
        QTRY_VERIFY2(scale->text().startsWith(QString::fromUtf8("7.0 µV/mm")), qPrintable(scale->text()));
        QVERIFY(scale->accessibleName().contains("estimated"));
        desk.press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        auto* ruler = desk.window->findChild<RulerDialog*>();
        QVERIFY(ruler && !ruler->testAttribute(Qt::WA_ShowModal) == !ruler->isModal());
        auto* line = ruler->findChild<RulerLine*>();
        QTest::mouseClick(line, Qt::LeftButton, {}, {12 + 428, 30}); // 428 pixels: a card of 85.6 mm
        QTest::keyClick(line, Qt::Key_Right);
        QTest::keyClick(line, Qt::Key_Left);
        QCOMPARE(ruler->pixelsPerMillimetre(), 5.0);
        keepPicture(ruler->grab().toImage(), QStringLiteral("ruler"));
        click(*ruler, "OK");
        QVERIFY(!scale->accessibleName().contains("estimated"));
        // 7 uV/mm on rows of so many millimetres, and the width in millimetres over the seconds.
        const auto paper = desk.traces().paperScale();
        QVERIFY(paper);
        QCOMPARE(paper->microvoltsPerMillimetre, 7.0);
        const double width =
            desk.traces().xOf(desk.traces().spanTo()) - desk.traces().xOf(desk.traces().spanFrom());
        const double seconds = desk.traces().spanTo() - desk.traces().spanFrom();
        QVERIFY(std::abs(paper->millimetresPerSecond - width / seconds / 5.0) < 0.05);
        desk.press(Qt::Key_Plus); // one preset finer
        QCOMPARE(desk.window->display().value().microvoltsPerMillimetre, 5.0);
        keepPicture(desk.window->grab().toImage(), QStringLiteral("paper_scale"));
    }
};

QTEST_MAIN(MontageWindowTest)
#include "tst_montage_window.moc"
