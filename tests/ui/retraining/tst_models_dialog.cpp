#include "core/model/model_library.h"
#include "tests/ui/support/desk.h"
#include "tests/ui/support/fake_teaching.h"
#include "ui/main/retraining_commands.h"
#include "ui/retraining/models_dialog.h"

#include <QLabel>
#include <QTextBrowser>
#include <QTreeWidget>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

struct Library {
    QTemporaryDir folder;
    Desk desk;
    ModelsDialog* dialog = nullptr;

    Library() {
        qputenv("HYPNODESK_MODELS", folder.path().toUtf8());
        install("first", 2);
        install("second", 3);
        desk.press(Qt::Key_M, Qt::ControlModifier | Qt::AltModifier);
        [&] { QTRY_VERIFY(dialog = desk.window->findChild<ModelsDialog*>()); }();
        settle();
    }
    ~Library() { qunsetenv("HYPNODESK_MODELS"); }

    void install(const std::string& id, int skill) {
        QVERIFY(writeSkill(toPath(folder.path()) / (id + ".safetensors"), id, skill).has_value());
    }
    void settle() { QTRY_VERIFY(!dialog->isBusy()); }
    QTreeWidget& table() { return *dialog->findChild<QTreeWidget*>(); }
    void choose(const QString& id) {
        const auto found = table().findItems(id, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        table().setCurrentItem(found.front());
    }
    void press(const QString& button) {
        click(*dialog, button);
        settle();
    }
    QString defaultFor(const QString& id) { return table().findItems(id, Qt::MatchExactly).front()->text(1); }
};

} // namespace

class TestModelsDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void choosesAndRollsBack() {
        Library library;
        QCOMPARE(library.table().topLevelItemCount(), 3); // with the shipped one
        QVERIFY(!buttonIn(*library.dialog, "Roll back")->isEnabled());
        library.choose("first");
        library.press("Use for all nights");
        QCOMPARE(library.defaultFor("first"), QString("all nights"));
        QCOMPARE(findModel("")->stem().string(), std::string("first"));
        library.choose("second");
        library.press("Use for all nights");
        QCOMPARE(findModel("")->stem().string(), std::string("second"));
        library.press("Roll back");
        QCOMPARE(findModel("")->stem().string(), std::string("first"));
        QCOMPARE(library.defaultFor("second"), QString());
    }

    void exportsImportsAndSaysWhyNot() {
        Library library;
        library.choose("first");
        const QString file = library.desk.folder->filePath("third.safetensors");
        library.dialog->exportTo(file);
        library.settle();
        QVERIFY2(library.dialog->status().contains("Written to"), qPrintable(library.dialog->status()));
        library.dialog->importFrom(file);
        library.settle();
        QVERIFY(library.dialog->status().startsWith("Imported"));
        QCOMPARE(library.table().topLevelItemCount(), 4);
        QFile text(library.desk.folder->filePath("letter.safetensors"));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("Dear colleague");
        text.close();
        library.dialog->importFrom(text.fileName());
        library.settle();
        QVERIFY2(library.dialog->status().contains("The model was not imported"),
                 qPrintable(library.dialog->status()));
        QCOMPARE(library.table().topLevelItemCount(), 4);
    }

    void asksBeforeAModelGoes() {
        Library library;
        library.choose("first");
        QVERIFY(buttonIn(*library.dialog, "Remove...")->isEnabled());
        click(*library.dialog, "Remove...");
        QMessageBox* box = nullptr;
        QTRY_VERIFY(box = library.dialog->findChild<QMessageBox*>());
        QVERIFY(box->informativeText().contains("0 recent studies"));
        click(*box, "Remove");
        QTRY_COMPARE(library.table().topLevelItemCount(), 2);
        QVERIFY(library.dialog->status().contains("first was removed"));
        library.choose(toQString(shippedModel()->stem()));
        QVERIFY(!buttonIn(*library.dialog, "Remove...")->isEnabled());
    }

    void anAlteredModelIsNotOffered() {
        Library library;
        QFile file(library.folder.filePath("second.safetensors"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(file.size() - 1);
        file.write("x");
        file.close();
        library.choose("first");
        library.press("Use for all nights"); // reads the library again
        library.choose("second");
        QVERIFY(!buttonIn(*library.dialog, "Use for all nights")->isEnabled());
        QVERIFY(!buttonIn(*library.dialog, "Export...")->isEnabled());
        QVERIFY(library.dialog->findChild<QTextBrowser*>()->toPlainText().contains("altered"));
    }
};

QTEST_MAIN(TestModelsDialog)
#include "tst_models_dialog.moc"
