// Walks the live widget tree of the window and its dialogs: what a screen reader says, what the keyboard
// reaches.

#include "tests/ui/support/desk.h"
#include "ui/main/header_bar.h"
#include "ui/main/night_page.h"

#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QFileDialog>
#include <QMenuBar>
#include <QSet>
#include <QTabBar>
#include <QTest>

using namespace hypnodesk;
using test::Desk;

namespace {

/// Parts that Qt makes inside its own controls; the control speaks for them.
bool isInner(const QWidget* widget) {
    if (widget->objectName().startsWith("qt_"))
        return true;
    for (const QWidget* parent = widget->parentWidget(); parent && !parent->isWindow();
         parent = parent->parentWidget())
        if (parent->inherits("QComboBox") || parent->inherits("QAbstractSpinBox") ||
            parent->inherits("QKeySequenceEdit") || parent->inherits("QAbstractItemView"))
            return true;
    return false;
}

QString spokenName(QWidget* widget) {
    // On Unix Qt gives a combo box's value as its name and leaves the name to what it is labelled by.
    if (!widget->accessibleName().isEmpty())
        return widget->accessibleName();
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
    if (qobject_cast<QComboBox*>(widget)) {
        const auto labels = accessible->relations(QAccessible::Label);
        return labels.isEmpty() ? QString() : labels.front().first->text(QAccessible::Name);
    }
    if (auto* tabs = qobject_cast<QTabBar*>(widget)) { // its tabs speak
        QStringList texts;
        for (int i = 0; i < tabs->count(); ++i)
            texts << tabs->tabText(i);
        return texts.contains(QString()) ? QString() : "tabs: " + texts.join(", ");
    }
    return accessible ? accessible->text(QAccessible::Name).trimmed() : QString();
}

QList<QWidget*> focusable(QWidget& window) {
    QList<QWidget*> found;
    for (QWidget* widget : window.findChildren<QWidget*>())
        if (widget->window() == &window && widget->isVisible() && widget->focusPolicy() != Qt::NoFocus &&
            !isInner(widget))
            found << widget; // by mouse or by keys
    return found;
}

QStringList nameless(QWidget& window) {
    QStringList found;
    for (QWidget* widget : focusable(window))
        if (spokenName(widget).isEmpty())
            found << QString("%1 \"%2\" in %3")
                         .arg(widget->metaObject()->className(), widget->objectName(),
                              widget->parentWidget()->metaObject()->className());
    return found;
}

QChar mnemonicOf(const QString& text) {
    for (qsizetype i = 0; i + 1 < text.size(); ++i)
        if (text[i] == '&') {
            if (text[i + 1] != '&')
                return text[i + 1].toLower();
            ++i;
        }
    return {};
}

void collect(const QMenu* menu, QList<const QMenu*>& menus) {
    menus << menu;
    for (const QAction* action : menu->actions())
        if (action->menu())
            collect(action->menu(), menus);
}

QList<const QMenu*> allMenus(const QMenuBar* bar) {
    QList<const QMenu*> menus;
    for (const QAction* action : bar->actions())
        collect(action->menu(), menus);
    return menus;
}

/// Actions that ask for a file with the system's own dialog, or end what the test looks at.
const QSet<ActionId> kNotTriggered{
    ActionId::OpenRecording,  ActionId::ImportHypnogram,  ActionId::Export,         ActionId::SaveStudyCopy,
    ActionId::EvidenceBundle, ActionId::DeidentifiedCopy, ActionId::CloseRecording, ActionId::Quit,
    ActionId::FullScreen,     ActionId::GuidedNight};

} // namespace

class TestAccessibility : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyControlHasAName();
    void everyDialogSpeaks();
    void everyActionIsInAMenu();
    void everyEntryOfAMenuHasAKey();
    void theKeyboardReachesEveryControl();
    void headerFollowsItsWidth();
};

void TestAccessibility::everyControlHasAName() {
    Desk desk;
    QVERIFY2(nameless(*desk.window).isEmpty(), qPrintable(nameless(*desk.window).join("; ")));
    desk.open();
    desk.score();
    QVERIFY(focusable(*desk.window).size() >= 8);
    QVERIFY2(nameless(*desk.window).isEmpty(), qPrintable(nameless(*desk.window).join("; ")));
    desk.window->messages().showError({"title", "reason", "advice"});
    QVERIFY2(nameless(*desk.window).isEmpty(), qPrintable(nameless(*desk.window).join("; ")));
}

void TestAccessibility::everyDialogSpeaks() {
    Desk desk;
    desk.open();
    desk.score();
    QStringList seen;
    for (const ActionSpec& spec : actionSpecs()) {
        QAction* action = desk.window->action(spec.id);
        if (kNotTriggered.contains(spec.id) || spec.checkable || !action->isEnabled())
            continue;
        action->trigger();
        QCoreApplication::processEvents();
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            auto* dialog = qobject_cast<QDialog*>(widget);
            if (!dialog || !dialog->isVisible())
                continue;
            if (qobject_cast<QFileDialog*>(dialog)) { // Qt's own
                dialog->close();
                continue;
            }
            seen << dialog->metaObject()->className();
            QVERIFY2(!dialog->windowTitle().isEmpty(), dialog->metaObject()->className());
            const QStringList silent = nameless(*dialog);
            QVERIFY2(silent.isEmpty(), qPrintable(plainActionText(spec) + ": " + silent.join("; ")));
            dialog->close();
        }
    }
    for (const char* name : {"hypnodesk::SettingsDialog", "hypnodesk::KeyMapDialog", "hypnodesk::GoToDialog",
                             "hypnodesk::AboutDialog", "QInputDialog"})
        QVERIFY2(seen.contains(name), name);
}

void TestAccessibility::everyActionIsInAMenu() {
    Desk desk;
    desk.open();
    QSet<const QAction*> inMenus;
    for (const QMenu* menu : allMenus(desk.window->menuBar()))
        for (const QAction* action : menu->actions())
            inMenus << action;
    for (const ActionSpec& spec : actionSpecs()) {
        const QAction* action = desk.window->action(spec.id);
        QVERIFY2(inMenus.contains(action), spec.text);
        QVERIFY2(!action->text().remove('&').trimmed().isEmpty(), spec.text);
    }
    for (const QAction* action : desk.window->actions())
        QVERIFY2(inMenus.contains(action), qPrintable(action->text()));
}

void TestAccessibility::everyEntryOfAMenuHasAKey() {
    Desk desk;
    desk.open();
    QSet<QChar> titles;
    for (const QAction* action : desk.window->menuBar()->actions()) {
        const QChar key = mnemonicOf(action->text());
        QVERIFY2(!key.isNull() && !titles.contains(key), qPrintable(action->text()));
        titles << key;
    }
    QStringList without;
    for (const QMenu* menu : allMenus(desk.window->menuBar())) {
        QHash<QChar, int> uses;
        for (const QAction* action : menu->actions())
            ++uses[mnemonicOf(action->text())];
        // Entries without a mnemonic of their own are reached by arrows in lists of files, channels and
        // choices; those of the table and submenus have a letter or a key.
        for (const QAction* action : menu->actions()) {
            const bool isFixed =
                action->menu() || desk.window->actions().contains(const_cast<QAction*>(action));
            const QChar key = mnemonicOf(action->text());
            const bool hasLetter = !key.isNull() && uses[key] == 1;
            if (isFixed && !action->isSeparator() && !hasLetter && action->shortcut().isEmpty())
                without << menu->title() + " > " + action->text();
        }
    }
    QVERIFY2(without.isEmpty(), qPrintable(without.join("; ")));
}

void TestAccessibility::theKeyboardReachesEveryControl() {
    Desk desk;
    desk.window->resize(1600, 800);
    desk.open();
    const QList<QWidget*> controls = focusable(*desk.window);
    QSet<QWidget*> reached;
    QList<QWidget*> header;
    for (qsizetype i = 0; i < controls.size() * 2 + 4; ++i) {
        desk.press(Qt::Key_F6);
        QWidget* focus = QApplication::focusWidget();
        if (focus && !reached.contains(focus) && desk.window->nightPage().header().isAncestorOf(focus))
            header << focus;
        reached << focus;
    }
    QStringList missed;
    for (QWidget* control : controls)
        if (control->isEnabled() && control->focusPolicy() & Qt::TabFocus && !reached.contains(control))
            missed << spokenName(control) + " " + control->metaObject()->className();
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join("; ")));
    // From left to right.
    for (qsizetype i = 1; i < header.size(); ++i)
        QVERIFY2(header[i]->mapTo(desk.window.get(), QPoint()).x() >
                     header[i - 1]->mapTo(desk.window.get(), QPoint()).x(),
                 qPrintable(spokenName(header[i - 1]) + ", " + spokenName(header[i])));
    QVERIFY(header.size() >= 7);
}

void TestAccessibility::headerFollowsItsWidth() {
    Desk desk;
    desk.open();
    HeaderBar& header = desk.window->nightPage().header();
    const auto shown = [&] {
        QStringList names;
        for (QWidget* control : focusable(*desk.window))
            if (header.isAncestorOf(control)) {
                names << spokenName(control);
                // Nothing is cut off, nothing lies over another one.
                const QRect place(control->mapTo(&header, QPoint()), control->size());
                if (!header.rect().contains(place) || control->width() < control->minimumSizeHint().width())
                    names << "cut off";
            }
        return names;
    };
    for (int width : {1024, 1280, 1920}) {
        desk.window->resize(width, 700);
        QTRY_COMPARE(desk.window->width(), width);
        QCoreApplication::processEvents();
        QVERIFY2(!shown().contains("cut off"), qPrintable(QString::number(width) + shown().join(", ")));
        for (const char* name : {"Scoring", "Channel the network scores"})
            QVERIFY2(shown().contains(name), qPrintable(shown().join(", ")));
        QCOMPARE(shown().contains("More controls"), width < 1280);
        QCOMPARE(shown().contains("Filter (for the eye only)"), width >= 1280);
    }
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
