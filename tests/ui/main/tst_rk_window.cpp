#include "core/edf/edf_writer.h"
#include "core/recording/recording.h"
#include "tests/ui/support/desk.h"
#include "ui/hypnogram/night_panel.h"
#include "ui/main/actions.h"
#include "ui/main/import_dialog.h"
#include "ui/review/epoch_panel.h"

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

/// An old scoring as other programs left it: ten epochs of each.
const QList<QByteArray> kTexts{"Sleep stage W", "Sleep stage 2", "Sleep stage 3",
                               "Sleep stage 4", "Movement time", "Sleep stage R"};

void importOldScoring(Desk& desk) {
    std::vector<Annotation> annotations;
    for (const QByteArray& text : kTexts)
        annotations.push_back({300.0 * static_cast<double>(annotations.size()), 300.0, text.toStdString()});
    const QString path = desk.folder->filePath("old.edf");
    EdfFileSpec spec;
    spec.start = desk.document().recording()->info().start;
    QVERIFY(writeEdfAnnotations(toPath(path), spec, annotations));
    desk.window->importHypnogram(path);
    QTRY_VERIFY(qobject_cast<ImportDialog*>(QApplication::activeModalWidget()));
    click(*QApplication::activeModalWidget(), "Import as a scoring");
    QTRY_VERIFY(!QApplication::activeModalWidget());
    QTRY_COMPARE(desk.document().activeScoring()->info.kind, ScoringKind::Imported);
}

QString badge(Desk& desk, std::int64_t epoch) {
    desk.document().setCurrentEpoch(epoch);
    return desk.window->findChild<EpochPanel*>()->facts().stageText();
}

QString hover(Desk& desk, std::int64_t epoch) {
    return desk.window->findChild<NightPanel*>()->describe(30.0 * static_cast<double>(epoch) + 1.0);
}

} // namespace

/// Stages of Rechtschaffen and Kales in the window: shown as they were read when asked for, kept by the
/// study.
class TestRkWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyShowsWhatTheFileSaid() {
        Desk desk;
        desk.open();
        importOldScoring(desk);
        QCOMPARE(badge(desk, 25), QString("N3"));
        QCOMPARE(badge(desk, 35), QString("N3"));
        QVERIFY(!hover(desk, 35).contains("S4"));

        desk.press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.window->action(ActionId::RkStages)->isChecked());
        QCOMPARE(badge(desk, 5), QString("W"));
        QCOMPARE(badge(desk, 15), QString("S2"));
        QCOMPARE(badge(desk, 25), QString("S3"));
        QCOMPARE(badge(desk, 35), QString("S4"));
        QCOMPARE(badge(desk, 45), QString("MT"));
        QVERIFY(hover(desk, 35).contains("S4 = N3"));
        QCOMPARE(desk.stages(35, 1), std::string("3")); // and is N3 all the while

        desk.press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(badge(desk, 35), QString("N3"));
        desk.waitUntilSaved();
    }

    void anEditedEpochIsNoLongerWhatWasRead() {
        Desk desk;
        desk.open();
        importOldScoring(desk);
        desk.window->action(ActionId::RkStages)->trigger();
        QCOMPARE(badge(desk, 35), QString("S4"));
        desk.window->action(ActionId::AdvanceAfterScoring)->setChecked(false);
        desk.press(Qt::Key_2);
        QTRY_COMPARE(badge(desk, 35), QString("N2"));
        desk.undo();
        QTRY_COMPARE(badge(desk, 35), QString("S4"));
        desk.waitUntilSaved();
    }

    void studyAndSettingRemember() {
        Desk desk;
        desk.open();
        importOldScoring(desk);
        desk.window->action(ActionId::RkStages)->trigger();
        desk.waitUntilSaved();
        desk.reopen();
        QVERIFY(desk.window->action(ActionId::RkStages)->isChecked());
        QTRY_COMPARE(badge(desk, 35), QString("S4"));
        desk.document().copyScoring(desk.document().activeScoring()->key, "mine");
        QTRY_COMPARE(desk.document().activeScoring()->info.name, std::string("mine"));
        QCOMPARE(badge(desk, 45), QString("MT"));
        desk.waitUntilSaved();
    }

    void scoringsWithoutThemStayAsTheyAre() {
        Desk desk;
        desk.open();
        desk.window->action(ActionId::RkStages)->trigger();
        desk.press(Qt::Key_3);
        QTRY_COMPARE(badge(desk, 0), QString("N3"));
        desk.waitUntilSaved();
    }

    void hypnogramHasRowsForThem() {
        // Only painted, to be looked at: HYPNODESK_PICTURES names a folder.
        const QString folder = qEnvironmentVariable("HYPNODESK_PICTURES");
        Desk desk;
        desk.window->resize(1280, 800);
        desk.open();
        importOldScoring(desk);
        auto* night = desk.window->findChild<NightPanel*>();
        const auto rowNames = [night] { // left of the hypnogram
            return night->grab().toImage().copy(0, night->height() / 2, 40, night->height() / 2);
        };
        const QImage aasm = rowNames();
        desk.window->action(ActionId::RkStages)->trigger();
        QTRY_VERIFY(rowNames() != aasm);
        if (!folder.isEmpty())
            QVERIFY(desk.window->grab().save(folder + "/rk_stages.png"));
        desk.waitUntilSaved();
    }
};

QTEST_MAIN(TestRkWindow)
#include "tst_rk_window.moc"
