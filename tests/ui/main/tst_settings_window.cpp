// Settings, keys, themes and size of texts of the real window, by keys and mouse.

#include "tests/ui/support/desk.h"
#include "ui/main/key_edit.h"
#include "ui/main/key_map_dialog.h"
#include "ui/main/night_page.h"
#include "ui/main/settings_commands.h"
#include "ui/main/settings_dialog.h"
#include "ui/plot/theme.h"
#include "ui/review/epoch_panel.h"
#include "ui/settings/appearance.h"
#include "ui/settings/setting_editor.h"

#include <QComboBox>
#include <QFile>
#include <QFocusFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace hypnodesk;
using test::Desk;

namespace {

template <typename Dialog>
Dialog* opened(Desk& desk, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    desk.press(key, modifiers);
    auto* dialog = desk.window->findChild<Dialog*>();
    return dialog && dialog->isVisible() ? dialog : nullptr;
}

SettingEditor* editor(SettingsDialog& dialog, const char* name) {
    return dialog.findChild<SettingEditor*>(name);
}

} // namespace

class TestSettingsWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { applyAppearance({}); }
    void settingsHoldAtOnce();
    void badValuesAreSaidAndChangeNothing();
    void searchFindsSettings();
    void importsAndExports();
    void tellsWhatCouldNotBeUsed();
    void textsGrowAtOnce();
    void stageColoursReachEveryView();
    void focusIsVisible();
    void presetKeysWorkAtOnce();
    void aKeyIsSetByPressingIt();
    void aTakenKeyIsAskedAbout();
    void ownMapsAreKept();
    void keysOfTheNumberPadStayApart();
    void theKeyMapIsWrittenAsAPage();
};

void TestSettingsWindow::settingsHoldAtOnce() {
    Desk desk;
    auto* dialog = opened<SettingsDialog>(desk, Qt::Key_Comma, Qt::ControlModifier);
    QVERIFY(dialog);
    QVERIFY(!dialog->isModal());
    auto* list = dialog->findChild<QListWidget*>();
    list->setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(list, Qt::Key_Down);
    auto* theme = qobject_cast<QComboBox*>(editor(*dialog, "display/theme")->control());
    QVERIFY(theme->isVisible());
    theme->setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(theme, Qt::Key_Down);
    QCOMPARE(desk.window->display().value().theme, ThemeChoice::HighContrast);
    QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(Qt::black));
    auto* reset = editor(*dialog, "display/theme")->findChild<QToolButton*>();
    QVERIFY(reset->isEnabled());
    QTest::mouseClick(reset, Qt::LeftButton);
    QCOMPARE(desk.window->display().value().theme, ThemeChoice::System);
    QVERIFY(!reset->isEnabled());
}

void TestSettingsWindow::badValuesAreSaidAndChangeNothing() {
    Desk desk;
    auto* dialog = opened<SettingsDialog>(desk, Qt::Key_Comma, Qt::ControlModifier);
    QVERIFY(dialog);
    SettingEditor* folder = editor(*dialog, "study/folder");
    auto* line = qobject_cast<QLineEdit*>(folder->control());
    line->setFocus();
    QTest::keyClicks(line, "/no/such/folder");
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(folder->problem().contains("no such folder"));
    QVERIFY(folder->findChild<QLabel*>("problem")->isVisible());
    QVERIFY(dialog->isVisible());
    line->selectAll();
    QTest::keyClicks(line, desk.folder->path());
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(folder->problem().isEmpty());
    dialog->close();
    QSettings store(desk.folder->filePath("settings.ini"), QSettings::IniFormat);
    QCOMPARE(store.value("study/folder").toString(), desk.folder->path());
}

void TestSettingsWindow::searchFindsSettings() {
    Desk desk;
    auto* dialog = opened<SettingsDialog>(desk, Qt::Key_Comma, Qt::ControlModifier);
    QVERIFY(dialog);
    auto* search = dialog->findChild<QLineEdit*>();
    search->setFocus();
    QTest::keyClicks(search, "size texts");
    QCOMPARE(dialog->shownEditors().size(), std::size_t(1));
    QVERIFY(editor(*dialog, "display/fontPercent")->isVisible());
    QVERIFY(!editor(*dialog, "study/scorer")->isVisible());
    search->clear();
    QTest::keyClicks(search, "xyzzy");
    QVERIFY(dialog->shownEditors().empty());
}

void TestSettingsWindow::importsAndExports() {
    Desk desk;
    desk.window->display().setTheme(ThemeChoice::Dark);
    const QString path = desk.folder->filePath("clinic.json");
    desk.window->settings().exportFile(path);
    QVERIFY(desk.window->messages().title().contains("clinic.json"));
    desk.window->display().setTheme(ThemeChoice::Light);
    QVERIFY(desk.window->settings().importFile(path));
    QCOMPARE(desk.window->display().value().theme, ThemeChoice::Dark);
    QVERIFY(!desk.window->settings().importFile(toQString(desk.recordingPath)));
    QVERIFY(desk.window->messages().title().contains("were not used"));
    QCOMPARE(desk.window->display().value().theme, ThemeChoice::Dark);
}

void TestSettingsWindow::tellsWhatCouldNotBeUsed() {
    Desk desk;
    desk.window.reset();
    {
        QSettings store(desk.folder->filePath("settings.ini"), QSettings::IniFormat);
        store.setValue("display/fontPercent", 900);
        store.setValue("keys/map", "Nobody's");
    }
    desk.restart();
    QVERIFY(desk.window->messages().isVisible());
    QVERIFY(desk.window->messages().text().contains("display/fontPercent"));
    QVERIFY(desk.window->messages().text().contains("Nobody's"));
    desk.open();
    desk.press(Qt::Key_2);
    QCOMPARE(desk.stages(0, 1), std::string("2"));
}

void TestSettingsWindow::textsGrowAtOnce() {
    Desk desk;
    QAbstractButton* open = test::buttonIn(*desk.window, "Open a recording...");
    const int height = open->fontMetrics().height();
    desk.window->display().changeFontPercent(10);
    QCoreApplication::processEvents();
    QVERIFY(open->fontMetrics().height() > height * 1.8); // in spite of its style sheet
    desk.window->display().changeFontPercent(0);
    QCoreApplication::processEvents();
    desk.open();
    const QFontMetrics before(QApplication::font());
    std::vector<std::pair<QLabel*, double>> labels;
    for (QLabel* label : desk.window->findChildren<QLabel*>())
        if (label->isVisible())
            labels.emplace_back(label, label->fontInfo().pointSizeF());
    QVERIFY(labels.size() > 5);
    for (int i = 0; i < 10; ++i)
        desk.press(Qt::Key_Plus, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(desk.window->display().value().fontPercent, 200);
    QCoreApplication::processEvents(); // Qt tells the widgets by an event
    QVERIFY(QFontMetrics(QApplication::font()).height() >= before.height() * 1.7);
    QStringList small;
    for (const auto& [label, size] : labels)
        if (label->fontInfo().pointSizeF() < size * 1.8)
            small << QString("%1: %2, then %3")
                         .arg(label->text())
                         .arg(size)
                         .arg(label->fontInfo().pointSizeF());
    QVERIFY2(small.isEmpty(), qPrintable(small.join("; ")));
    desk.press(Qt::Key_0, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(QFontMetrics(QApplication::font()).height(), before.height());
}

void TestSettingsWindow::stageColoursReachEveryView() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_R);
    desk.press(Qt::Key_Left);
    const auto holds = [&](QWidget& view, const QColor& colour) {
        const QImage image = view.grab().toImage();
        int found = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                found += QColor(image.pixel(x, y)) == colour;
        return found > 20;
    };
    DisplaySettings display = desk.window->display().value();
    display.theme = ThemeChoice::Light;
    desk.window->display().set(display);
    EpochPanel& panel = desk.window->nightPage().epochPanel();
    QVERIFY(holds(panel, standardStageColours(false)[4]));
    display.stagePalette = StagePalette::Own;
    display.ownStageColours[4] = "#00ff7f";
    desk.window->display().set(display);
    QVERIFY(holds(panel, QColor("#00ff7f")));
    QVERIFY(!holds(panel, standardStageColours(false)[4]));
}

void TestSettingsWindow::focusIsVisible() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_F6);
    QWidget* focus = QApplication::focusWidget();
    QVERIFY(focus);
    auto* ring = desk.window->findChild<QFocusFrame*>();
    QVERIFY(ring && ring->widget() == focus && ring->isVisible());
    // The ring is of the text's colour, which every theme keeps readable.
    const QImage image = ring->grab().toImage();
    bool isDrawn = false;
    for (int x = 0; x < image.width(); ++x)
        isDrawn =
            isDrawn || contrastRatio(QColor(image.pixel(x, 0)), focus->palette().color(QPalette::Window)) > 3;
    QVERIFY(isDrawn);
}

void TestSettingsWindow::presetKeysWorkAtOnce() {
    Desk desk;
    desk.open();
    auto* dialog = opened<KeyMapDialog>(desk, Qt::Key_K, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(dialog);
    auto* maps = dialog->findChild<QComboBox*>();
    maps->setFocus();
    while (maps->currentText() != "Wonambi")
        QTest::keyClick(maps, Qt::Key_Down);
    dialog->close();
    desk.press(Qt::Key_9);
    desk.press(Qt::Key_5);
    desk.press(Qt::Key_W); // not in this map
    QCOMPARE(desk.stages(0, 3), std::string("WR?"));
    desk.restart(); // kept
    desk.open();
    desk.document().setCurrentEpoch(3);
    desk.press(Qt::Key_9);
    QCOMPARE(desk.stages(3, 1), std::string("W"));
    desk.window->settings().keyMaps().choose("AASM / Sleep ISR");
    desk.document().setCurrentEpoch(5);
    desk.press(Qt::Key_4);
    QCOMPARE(desk.document().currentEpoch(), 5); // the top row stays
    desk.press(Qt::Key_1, Qt::KeypadModifier);
    QCOMPARE(desk.document().currentEpoch(), 6);
    QCOMPARE(desk.stages(5, 1), std::string("1"));
}

void TestSettingsWindow::aKeyIsSetByPressingIt() {
    Desk desk;
    desk.open();
    auto* dialog = opened<KeyMapDialog>(desk, Qt::Key_K, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(dialog);
    dialog->selectAction(ActionId::N3);
    auto* edit = dialog->findChild<KeyEdit*>();
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_X);
    QVERIFY(dialog->shownLines().contains("N3: 3,  X"));
    // Tab and Enter are keys like others here.
    dialog->selectAction(ActionId::Movement);
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_F8, Qt::ShiftModifier);
    QVERIFY(dialog->shownLines().contains("Movement: M,  Shift+F8"));
    QCOMPARE(desk.window->settings().keyMaps().name(), QString("Hypnodesk, changed"));
    dialog->close();
    desk.press(Qt::Key_X);
    QCOMPARE(desk.stages(0, 1), std::string("3"));
}

void TestSettingsWindow::aTakenKeyIsAskedAbout() {
    Desk desk;
    auto* dialog = opened<KeyMapDialog>(desk, Qt::Key_K, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(dialog);
    KeyMapStore& maps = desk.window->settings().keyMaps();
    dialog->selectAction(ActionId::N3);
    auto* edit = dialog->findChild<KeyEdit*>();
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_Tab);
    const QKeySequence tab(Qt::Key_Tab);
    QCOMPARE(maps.map().owner(tab), std::optional(ActionId::SecondChoice)); // asked first
    test::click(*dialog, "Take its second choice");
    QCOMPARE(maps.map().owner(tab), std::optional(ActionId::SecondChoice));
    QTest::keyClick(edit, Qt::Key_Tab);
    test::click(*dialog, "N3");
    QCOMPARE(maps.map().owner(tab), std::optional(ActionId::N3));
    QVERIFY(maps.map().conflicts().empty());
    test::click(*dialog, "Its default");
    QCOMPARE(keysToText(maps.map().keys(ActionId::N3)), QString("3"));
    test::click(*dialog, "All to default");
    QCOMPARE(maps.map(), KeyMap());
}

void TestSettingsWindow::ownMapsAreKept() {
    Desk desk;
    KeyMapStore& maps = desk.window->settings().keyMaps();
    maps.choose("SleepTrip");
    KeyMap map = maps.map();
    map.give(QKeySequence(Qt::Key_J), ActionId::N1);
    maps.change(map);
    QVERIFY(!maps.rename("SleepTrip"));
    QVERIFY(maps.rename("Night shift"));
    const QString path = desk.folder->filePath("clinic.json");
    desk.window->settings().exportFile(path);
    desk.restart();
    KeyMapStore& again = desk.window->settings().keyMaps();
    QCOMPARE(again.name(), QString("Night shift"));
    QCOMPARE(again.map(), map);
    again.removeOwn();
    QCOMPARE(again.name(), QString("SleepTrip"));
    QVERIFY(!again.names().contains("Night shift"));
    QVERIFY(desk.window->settings().importFile(path)); // keys come with the settings
    QCOMPARE(again.map(), map);
}

void TestSettingsWindow::keysOfTheNumberPadStayApart() {
    Desk desk;
    auto* dialog = opened<KeyMapDialog>(desk, Qt::Key_K, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(dialog);
    dialog->selectAction(ActionId::PadN3);
    auto* edit = dialog->findChild<KeyEdit*>();
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_6, Qt::KeypadModifier);
    const KeyMap& map = desk.window->settings().keyMaps().map();
    QCOMPARE(map.owner(keysFromText("Num+6").front()), std::optional(ActionId::PadN3));
    QVERIFY(!map.owner(QKeySequence(Qt::Key_6)));
}

void TestSettingsWindow::theKeyMapIsWrittenAsAPage() {
    Desk desk;
    auto* dialog = opened<KeyMapDialog>(desk, Qt::Key_K, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(dialog);
    const QString path = desk.folder->filePath("keys.html");
    dialog->saveHtml(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString page = QString::fromUtf8(file.readAll());
    for (const ActionSpec& spec : actionSpecs())
        if (!shortcuts(spec).isEmpty())
            QVERIFY2(page.contains(plainActionText(spec).toHtmlEscaped()) &&
                         page.contains(keyText(spec).toHtmlEscaped()),
                     spec.text);
    dialog->saveHtml("/nowhere/keys.html");
    QVERIFY(!QFile::exists("/nowhere"));
}

QTEST_MAIN(TestSettingsWindow)
#include "tst_settings_window.moc"
