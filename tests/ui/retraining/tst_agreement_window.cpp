#include "core/study/drift_log.h"
#include "tests/ui/plot/plot_fixtures.h"
#include "tests/ui/support/desk.h"
#include "ui/retraining/agreement_window.h"
#include "ui/retraining/retraining_window.h"

#include <QLabel>
#include <QTreeWidget>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

AgreementWindow* openWindow(Desk& desk) {
    desk.press(Qt::Key_A, Qt::ControlModifier | Qt::AltModifier);
    auto* window = desk.window->findChild<AgreementWindow*>();
    [&] { QTRY_VERIFY(window && !window->isBusy()); }();
    return window;
}

QString adviceOf(const AgreementWindow& window) {
    for (const QLabel* label : window.findChildren<QLabel*>())
        if (label->accessibleName() == "Whether a retraining is likely to pay")
            return label->text();
    return {};
}

std::filesystem::path logOf(const Desk& desk) {
    return toPath(desk.folder->filePath("agreement.jsonl"));
}

} // namespace

class TestAgreementWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyAtFirst() {
        Desk desk;
        AgreementWindow* window = openWindow(desk);
        QVERIFY(adviceOf(*window).startsWith("Nothing to show yet"));
    }

    void aNightCountsWhenItIsLeft() {
        Desk desk;
        desk.open();
        desk.score();
        desk.press(Qt::Key_2); // the network says W
        desk.press(Qt::Key_W);
        QVERIFY(!std::filesystem::exists(logOf(desk)));
        desk.press(Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(!desk.document().isOpen());
        QTRY_VERIFY(std::filesystem::exists(logOf(desk)));
        const auto log = readDriftLog(logOf(desk));
        QCOMPARE(log->points.size(), std::size_t(1));
        QCOMPARE(log->points[0].reviewed(), std::int64_t(2));
        QCOMPARE(log->points[0].corrected(), std::int64_t(1));
        QVERIFY(!log->points[0].study.empty());

        // Ended in the middle of it, the same study keeps its one line.
        desk.open();
        desk.press(Qt::Key_End);
        desk.press(Qt::Key_W);
        desk.window.reset();
        const auto later = readDriftLog(logOf(desk));
        QCOMPARE(later->points.size(), std::size_t(1));
        QCOMPARE(later->points[0].reviewed(), std::int64_t(3));
    }

    void tellsWhenARetrainingPays() {
        Desk desk;
        for (int i = 0; i < 12; ++i) {
            DriftPoint point;
            point.study = "study " + std::to_string(i);
            point.utc = i < 6 ? "2026-09-10T12:00:00Z" : "2026-10-10T12:00:00Z";
            point.derivation = "C4-M1";
            point.model = "MC2SleepNet 2";
            point.epochs = 100;
            for (std::size_t stage = 0; stage < point.confusion.size(); ++stage) {
                point.confusion[stage][stage] = 10 + i % 2;
                point.confusion[stage][(stage + 1) % point.confusion.size()] = 10 - i % 2;
            }
            QVERIFY(keepDriftPoint(logOf(desk), point));
        }
        AgreementWindow* window = openWindow(desk);
        QVERIFY2(adviceOf(*window).startsWith("A retraining is likely to pay"),
                 qPrintable(adviceOf(*window)));
        auto* table = window->findChild<QTreeWidget*>();
        QCOMPARE(table->topLevelItemCount(), 2);
        QCOMPARE(table->topLevelItem(0)->text(1), QString("6"));
        QTest::qWait(50); // the course is painted soon, not at once
        keepPicture(window->grab().toImage(), QStringLiteral("agreement"));
        click(*window, "Retrain...");
        QVERIFY(desk.window->findChild<RetrainingWindow*>());
    }
};

QTEST_MAIN(TestAgreementWindow)
#include "tst_agreement_window.moc"
