#include "tests/ui/support/desk.h"
#include "ui/main/night_page.h"
#include "ui/main/panel_desk.h"
#include "ui/main/review_commands.h"
#include "ui/main/settings_commands.h"
#include "ui/review/bulk_accept_dialog.h"
#include "ui/review/review_panel.h"
#include "ui/review/wave_marks.h"
#include "ui/review/why_panel.h"
#include "ui/trace/trace_view.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QTableView>

using namespace hypnodesk;
using test::Desk;

namespace {

ReviewSession& session(Desk& desk) {
    return desk.window->review().session();
}

/// Scored, with the review panel in view; epochs 10 to 12 and 30 are doubtful, the latter most.
void openDoubtful(Desk& desk) {
    desk.plan->doubts = {{10, 0.58f}, {11, 0.59f}, {12, 0.58f}, {30, 0.52f}};
    desk.open();
    desk.press(Qt::Key_5, Qt::AltModifier);
    desk.score();
    QTRY_VERIFY(session(desk).isAvailable());
}

template <typename Widget>
Widget* find(Desk& desk, const QString& accessibleName) {
    for (Widget* widget : desk.window->findChildren<Widget*>())
        if (widget->accessibleName() == accessibleName)
            return widget;
    return nullptr;
}

} // namespace

/// The review in the real window, by keys and mouse.
class TestReviewWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyUntilScored() {
        Desk desk;
        desk.open();
        desk.press(Qt::Key_5, Qt::AltModifier);
        auto* panel = desk.window->findChild<ReviewPanel*>();
        QVERIFY(panel->isVisible());
        QVERIFY(desk.window->findChild<QTableView*>());
        QStringList texts;
        for (const QLabel* label : panel->findChildren<QLabel*>())
            if (label->isVisible())
                texts << label->text();
        QVERIFY2(texts.join(' ').contains("has not scored this night"), qPrintable(texts.join('|')));
        desk.press(Qt::Key_5, Qt::AltModifier);
        QVERIFY(!panel->isVisible());
    }

    void spaceWalksByDoubtAndEnterGoesOn() {
        Desk desk;
        openDoubtful(desk);
        QCOMPARE(session(desk).queue().segments.size(), 22u); // two segments, twenty of the audit sample
        desk.press(Qt::Key_Space);
        QCOMPARE(desk.document().currentEpoch(), 30);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.document().hypnogram()[30].source, StageSource::Accepted);
        QVERIFY(desk.document().currentEpoch() != 31);
        const auto walk = session(desk).queue().walk();
        QCOMPARE(desk.document().currentEpoch(), walk[1]);
        desk.press(Qt::Key_Space, Qt::ShiftModifier);
        QCOMPARE(desk.document().currentEpoch(), 30);

        // Straying does not lose the place.
        desk.press(Qt::Key_Space);
        desk.press(Qt::Key_Home);
        desk.press(Qt::Key_Space);
        QVERIFY(desk.document().currentEpoch() == walk[1] || desk.document().currentEpoch() == walk[2]);

        // Every epoch of the queue by Enter alone.
        for (std::size_t i = 0; i < walk.size(); ++i)
            desk.press(Qt::Key_Return);
        QTRY_COMPARE(session(desk).progress().auditReviewed, 20);
        const auto& states = session(desk).states();
        for (const std::int64_t epoch : walk)
            QVERIFY2(isReviewed(states[static_cast<std::size_t>(epoch)]), qPrintable(QString::number(epoch)));
    }

    void theSwitchBringsBackTimeOrder() {
        Desk desk;
        openDoubtful(desk);
        desk.press(Qt::Key_Space, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(session(desk).settings().order == ReviewOrder::InTime);
        QVERIFY(!desk.window->action(ActionId::ReviewByDoubt)->isChecked());
        QCOMPARE(find<QComboBox>(desk, "Order of the walk")->currentText(), QString("in time order"));
        std::int64_t last = -1;
        for (int i = 0; i < 5; ++i) {
            desk.press(Qt::Key_Space);
            QVERIFY(desk.document().currentEpoch() > last);
            last = desk.document().currentEpoch();
        }
        desk.reopen();
        QVERIFY(session(desk).settings().order == ReviewOrder::InTime);
    }

    void aClickShowsASegment() {
        Desk desk;
        openDoubtful(desk);
        auto* table = find<QTableView>(desk, "Segments to review");
        QVERIFY(table);
        for (int row = 0; row < table->model()->rowCount(); ++row)
            if (table->model()->index(row, 4).data().toString() == "3/3") {
                table->scrollTo(table->model()->index(row, 0));
                QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                                  table->visualRect(table->model()->index(row, 0)).center());
            }
        QCOMPARE(desk.document().currentEpoch(), 10);
        desk.press(Qt::Key_2); // the keys are still the scorer's
        QCOMPARE(desk.document().hypnogram()[10], (EpochScore{Stage::N2, StageSource::Person}));
    }

    void bulkAcceptCountsBeforeItActs() {
        Desk desk;
        openDoubtful(desk);
        desk.press(Qt::Key_B, Qt::ControlModifier);
        auto* dialog = desk.window->findChild<BulkAcceptDialog*>();
        QVERIFY(dialog);
        auto* certainty = dialog->findChild<QDoubleSpinBox*>();
        auto* count = find<QLabel>(desk, "What would be accepted");
        QVERIFY2(count->text().startsWith("No open proposal"), qPrintable(count->text()));
        certainty->setFocus();
        certainty->selectAll();
        QTest::keyClicks(certainty, "90");
        // 60 epochs of 90 %, less 4 doubtful ones, less the audit sample of 20; each with 10 % of error.
        QVERIFY2(
            count->text().startsWith("Accepts 36 of 60 epochs. By its own word the network is wrong in 3.6"),
            qPrintable(count->text()));
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_COMPARE(session(desk).progress().acceptedUnseen, 36);
        QCOMPARE(session(desk).progress().reviewed, 0);
        desk.undo();
        QTRY_COMPARE(session(desk).progress().acceptedUnseen, 0);
    }

    void theStopRuleIsTheClinics() {
        Desk desk;
        openDoubtful(desk);
        auto* rule = find<QComboBox>(desk, "Kind of stop rule");
        auto* limit = find<QDoubleSpinBox>(desk, "Limit of the stop rule");
        auto* verdict = find<QLabel>(desk, "Stop rule");
        QVERIFY(verdict->text().startsWith("Stop rule not reached"));
        rule->setFocus();
        QTest::keyClick(rule, Qt::Key_Down);
        limit->setFocus();
        limit->selectAll();
        QTest::keyClicks(limit, "1");
        desk.window->nightPage().setFocus();
        desk.press(Qt::Key_Space);
        desk.press(Qt::Key_Return); // 1 of 60 is 1.7 %
        QTRY_COMPARE(verdict->text(), QString("Stop rule reached: 1.7 % reviewed, 1.0 % asked for."));
        desk.reopen();
        QCOMPARE(session(desk).settings().stopRule, (StopRule{StopRule::Kind::ShareReviewed, 1.0}));
    }

    void theReviewSurvivesReopening() {
        Desk desk;
        openDoubtful(desk);
        desk.press(Qt::Key_Space);
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_W);
        QTRY_COMPARE(session(desk).progress().reviewed, 2);
        const ReviewQueue queue = session(desk).queue();
        const ReviewEffort effort = session(desk).effort();
        QVERIFY2(effort.keys >= 5 && effort.keys <= 7, qPrintable(QString::number(effort.keys)));
        desk.reopen();
        QTRY_VERIFY(session(desk).isAvailable());
        QCOMPARE(session(desk).queue(), queue);
        QCOMPARE(session(desk).progress().reviewed, 2);
        QCOMPARE(session(desk).effort().keys, effort.keys);
        QVERIFY(session(desk).effort().seconds >= effort.seconds - 0.1);
    }

    void whatIsInViewLongEnoughIsSeen() {
        Desk desk;
        openDoubtful(desk);
        desk.press(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(session(desk).states()[30] == ReviewState::Seen, 6000);
        QCOMPARE(session(desk).progress().reviewed, 0);
    }

    void advanceModes() {
        Desk desk;
        openDoubtful(desk);
        desk.press(Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(desk.window->action(ActionId::AdvanceToDoubtful)->isChecked());
        desk.press(Qt::Key_W);
        QCOMPARE(desk.document().currentEpoch(), 30);
        desk.press(Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
        desk.document().setCurrentEpoch(40);
        desk.press(Qt::Key_U);
        desk.document().setCurrentEpoch(35);
        desk.press(Qt::Key_2);
        QCOMPARE(desk.document().currentEpoch(), 40);
        desk.press(Qt::Key_1, Qt::ControlModifier | Qt::AltModifier);
        desk.press(Qt::Key_2);
        QCOMPARE(desk.document().currentEpoch(), 41);
        desk.press(Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
        desk.press(Qt::Key_2); // nothing unscored follows: the scorer stays
        QCOMPARE(desk.document().currentEpoch(), 41);
    }

    void whyThisStage() {
        Desk desk;
        openDoubtful(desk);
        desk.press(Qt::Key_6, Qt::AltModifier);
        auto* panel = desk.window->findChild<WhyPanel*>();
        QTRY_VERIFY(panel->isVisible());
        const auto texts = [panel] {
            QStringList all;
            for (const QLabel* label : panel->findChildren<QLabel*>())
                if (!label->isHidden())
                    all << label->text();
            return all.join('|');
        };
        QTRY_VERIFY_WITH_TIMEOUT(texts().contains("not the network's reasons"), 10000);
        QVERIFY2(texts().contains("EEG EEG Fpz-Cz, eyes none, chin EMG chin"), qPrintable(texts()));
        QVERIFY(texts().contains("Second choice: N1 with 10 %"));
        desk.press(Qt::Key_Right);
        QVERIFY(texts().contains("before W with 90 %"));
    }

    /// Waves of 2 Hz and 80 uV fill the first row; the marks go with the panel.
    void slowWavesAreMarkedWhileThePanelIsOpen() {
        Desk desk;
        desk.open();
        auto* marks = desk.window->nightPage().traces().findChild<WaveMarks*>();
        QVERIFY(marks && marks->boxes().empty());
        desk.press(Qt::Key_6, Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(marks->boxes().size() > 20, 10000);
        const QRectF row = desk.window->nightPage().traces().rowArea(0);
        for (const QRectF& box : marks->boxes())
            QVERIFY(box.top() == row.top() && box.bottom() == row.bottom() && box.width() < row.width() / 20);
        desk.press(Qt::Key_6, Qt::AltModifier);
        QTRY_VERIFY(marks->boxes().empty());
    }

    void aClinicsFileBringsItsStopRule() {
        Desk desk;
        desk.open();
        ReviewSettings strict = desk.window->review().session().settings();
        strict.stopRule = {StopRule::Kind::ShareReviewed, 40.0};
        desk.window->review().session().setSettings(strict);
        const QString file = desk.folder->filePath("clinic.json");
        desk.window->settings().exportFile(file);
        desk.window->review().session().setSettings({});
        desk.window->settings().importFile(file);
        QCOMPARE(desk.window->review().session().settings(), strict);
    }
};

QTEST_MAIN(TestReviewWindow)
#include "tst_review_window.moc"
