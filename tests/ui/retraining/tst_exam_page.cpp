#include "ui/base/job_runner.h"
#include "ui/retraining/exam_page.h"
#include "ui/retraining/nights_page.h"
#include "ui/retraining/recent_studies.h"

#include <QAbstractButton>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <future>

using namespace hypnodesk;

namespace {

/// An exam of a whole archive: more epochs changed than anyone reads.
RetrainingResult archiveExam(int better, int worse) {
    RetrainingResult result;
    result.exam.nights.resize(1);
    result.exam.nights.front().name = "night";
    result.exam.changedForBetter = better;
    result.exam.changedForWorse = worse;
    for (int i = 0; i < better + worse; ++i) {
        ChangedEpoch one;
        one.epoch = i;
        one.label = Stage::N2;
        one.before = i < better ? Stage::N1 : Stage::N2;
        one.after = i < better ? Stage::N2 : Stage::N3;
        one.certainty = 1.0f - static_cast<float>(i) / static_cast<float>(better + worse);
        result.exam.changed.push_back(one);
    }
    return result;
}

QTreeWidget* changesOf(ExamPage& page) {
    for (QTreeWidget* tree : page.findChildren<QTreeWidget*>())
        if (tree->accessibleName() == "Epochs that changed")
            return tree;
    return nullptr;
}

QAbstractButton* recentButton(NightsPage& page) {
    for (QAbstractButton* button : page.findChildren<QAbstractButton*>())
        if (button->text().contains("recent"))
            return button;
    return nullptr;
}

} // namespace

class TestExamPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyTheSurestChangesAreListed() {
        ExamPage page;
        page.show();
        page.setResult(archiveExam(30'000, 150), {});
        const QTreeWidget* changes = changesOf(page);
        QVERIFY(changes);
        const QTreeWidgetItem* better = changes->topLevelItem(0);
        QCOMPARE(better->childCount(), 201);
        QCOMPARE(better->child(0)->text(5), QString("100 %"));
        QCOMPARE(better->child(200)->text(0), QString("and 29800 more, of which the models were less sure"));
        const QTreeWidgetItem* worse = changes->topLevelItem(1);
        QCOMPARE(worse->childCount(), 150);
        QCOMPARE(worse->child(149)->text(4), QString("N3"));
        // What the core left out is counted, too.
        RetrainingResult few = archiveExam(3, 0);
        few.exam.changedForBetter = 12;
        page.setResult(few, {});
        QCOMPARE(changes->topLevelItem(0)->childCount(), 4);
        QVERIFY(changes->topLevelItem(0)->child(3)->text(0).startsWith("and 9 more"));
        QCOMPARE(changes->topLevelItem(1)->child(0)->text(0), QString("none"));
    }

    void recentStudiesAreLookedForInTheBackground() {
        QTemporaryDir folder;
        const std::filesystem::path there = folder.filePath("there.hypno").toStdString();
        const std::filesystem::path gone = folder.filePath("gone.hypno").toStdString();
        QFile file(folder.filePath("there.hypno"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(studiesThatAreThere({gone, there}), std::vector{there});

        JobRunner runner;
        NightsPage page(runner, [](const std::string&) { return Result<std::filesystem::path>("fake"); });
        page.show();
        // A server that does not answer: the lane hangs, the window does not.
        std::promise<void> answer;
        auto hang = runner.start(
            Lane::Reading, Priority::Urgent,
            [waits = answer.get_future().share()](const TaskContext&) {
                waits.wait();
                return Result<int>(0);
            },
            [](Result<int>) {});
        page.lookForRecent({gone, there});
        QTest::qWait(50);
        QVERIFY(!recentButton(page)->isEnabled());
        answer.set_value();
        QTRY_VERIFY(recentButton(page)->isEnabled());
        page.lookForRecent({gone});
        QTRY_VERIFY(!recentButton(page)->isEnabled());
    }
};

QTEST_MAIN(TestExamPage)
#include "tst_exam_page.moc"
