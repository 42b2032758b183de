#include "ui/base/job_runner.h"
#include "ui/base/mailbox.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <latch>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace hypnodesk;
using namespace std::chrono_literals;

namespace {

/// Work that goes on until it is cancelled, and says when it began.
struct Endless {
    std::shared_ptr<std::latch> begun = std::make_shared<std::latch>(1);
    std::shared_ptr<std::atomic<bool>> sawCancel = std::make_shared<std::atomic<bool>>(false);

    Result<int> operator()(const TaskContext& context) const {
        begun->count_down();
        while (!context.isCancelled())
            std::this_thread::sleep_for(1ms);
        *sawCancel = true;
        return fail(ErrorCode::Cancelled, "endless work");
    }
};

} // namespace

class TestJobRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deliversOnTheGuiThread();
    void movesResultsThatCannotBeCopied();
    void turnsExceptionsIntoErrors();
    void dropsTheResultOfAStaleJob();
    void cancelReachesRunningWork();
    void neverStartsWhatWasLetGoInTheQueue();
    void takesUrgentWorkFirst();
    void lanesDoNotWaitForEachOther();
    void destructionCancelsAndJoins();
    void mailboxKeepsTheNewest();
    void mailboxMayGoWhileTheWorkerPosts();
};

void TestJobRunner::deliversOnTheGuiThread() {
    JobRunner runner;
    std::thread::id workedOn;
    std::thread::id deliveredOn;
    int answer = 0;
    Job job = runner.start(
        Lane::Pictures, Priority::Urgent,
        [&workedOn](const TaskContext&) -> Result<int> {
            workedOn = std::this_thread::get_id();
            return 42;
        },
        [&](Result<int> result) {
            deliveredOn = std::this_thread::get_id();
            answer = *result;
        });
    QVERIFY(job.isActive());
    QTRY_COMPARE(answer, 42);
    QVERIFY(!job.isActive());
    QCOMPARE(deliveredOn, std::this_thread::get_id());
    QVERIFY(workedOn != deliveredOn);
}

void TestJobRunner::movesResultsThatCannotBeCopied() {
    JobRunner runner;
    std::unique_ptr<int> received;
    Job job = runner.start(
        Lane::Model, Priority::Urgent,
        [](const TaskContext&) -> Result<std::unique_ptr<int>> { return std::make_unique<int>(7); },
        [&received](Result<std::unique_ptr<int>> result) { received = std::move(*result); });
    QTRY_VERIFY(received);
    QCOMPARE(*received, 7);
}

void TestJobRunner::turnsExceptionsIntoErrors() {
    JobRunner runner;
    Error error;
    Job job = runner.start(
        Lane::Pictures, Priority::Urgent,
        [](const TaskContext&) -> Result<int> { throw std::runtime_error("no memory left"); },
        [&error](Result<int> result) { error = result.error(); });
    QTRY_VERIFY(!error.detail.empty());
    QCOMPARE(error, (Error{ErrorCode::Internal, "no memory left"}));
}

void TestJobRunner::dropsTheResultOfAStaleJob() {
    JobRunner runner;
    std::vector<int> received;
    Job job;
    for (int page = 1; page <= 5; ++page)
        job = runner.start(
            Lane::Pictures, Priority::Urgent, [page](const TaskContext&) -> Result<int> { return page; },
            [&received](Result<int> result) { received.push_back(*result); });
    QTRY_VERIFY(!received.empty());
    QTest::qWait(20);
    QCOMPARE(received, std::vector<int>{5});
}

void TestJobRunner::cancelReachesRunningWork() {
    JobRunner runner;
    const Endless endless;
    bool delivered = false;
    Job job =
        runner.start(Lane::Model, Priority::Urgent, endless, [&delivered](Result<int>) { delivered = true; });
    endless.begun->wait();
    job.cancel();
    QVERIFY(!job.isActive());
    QTRY_VERIFY(*endless.sawCancel);
    QTest::qWait(20);
    QVERIFY(!delivered);
}

void TestJobRunner::neverStartsWhatWasLetGoInTheQueue() {
    JobRunner runner;
    const Endless endless;
    std::atomic<bool> started = false;
    Job first = runner.start(Lane::Pictures, Priority::Urgent, endless, [](Result<int>) {});
    endless.begun->wait();
    {
        Job second = runner.start(
            Lane::Pictures, Priority::Urgent,
            [&started](const TaskContext&) -> Result<int> {
                started = true;
                return 1;
            },
            [](Result<int>) {});
    }
    first.cancel();
    bool third = false;
    Job last = runner.start(
        Lane::Pictures, Priority::Urgent, [](const TaskContext&) -> Result<int> { return 3; },
        [&third](Result<int>) { third = true; });
    QTRY_VERIFY(third);
    QVERIFY(!started);
}

void TestJobRunner::takesUrgentWorkFirst() {
    JobRunner runner;
    const Endless endless;
    Job first = runner.start(Lane::Pictures, Priority::Urgent, endless, [](Result<int>) {});
    endless.begun->wait();
    std::vector<int> order;
    const auto give = [&](Priority priority, int number) {
        return runner.start(
            Lane::Pictures, priority, [number](const TaskContext&) -> Result<int> { return number; },
            [&order](Result<int> result) { order.push_back(*result); });
    };
    Job background = give(Priority::Background, 1);
    Job urgent = give(Priority::Urgent, 2);
    first.cancel();
    QTRY_COMPARE(order.size(), 2u);
    QCOMPARE(order, (std::vector<int>{2, 1}));
}

void TestJobRunner::lanesDoNotWaitForEachOther() {
    JobRunner runner;
    const Endless endless;
    Job model = runner.start(Lane::Model, Priority::Urgent, endless, [](Result<int>) {});
    endless.begun->wait();
    bool drawn = false;
    Job picture = runner.start(
        Lane::Pictures, Priority::Urgent, [](const TaskContext&) -> Result<int> { return 0; },
        [&drawn](Result<int>) { drawn = true; });
    QTRY_VERIFY(drawn);
}

void TestJobRunner::destructionCancelsAndJoins() {
    const Endless endless;
    bool delivered = false;
    Job job;
    Job waiting;
    {
        JobRunner runner;
        job = runner.start(Lane::Model, Priority::Urgent, endless,
                           [&delivered](Result<int>) { delivered = true; });
        waiting = runner.start(Lane::Model, Priority::Urgent, Endless{},
                               [&delivered](Result<int>) { delivered = true; });
        endless.begun->wait();
    }
    QVERIFY(*endless.sawCancel);
    QTest::qWait(20);
    QVERIFY(!delivered);
}

void TestJobRunner::mailboxKeepsTheNewest() {
    std::vector<int> received;
    Mailbox<int> mailbox([&received](int value) { received.push_back(value); }, 20ms);
    std::thread worker([post = mailbox.poster()] {
        for (int i = 1; i <= 1000; ++i)
            post(i);
    });
    worker.join();
    QTRY_VERIFY(!received.empty());
    QCOMPARE(received, std::vector<int>{1000});
}

void TestJobRunner::mailboxMayGoWhileTheWorkerPosts() {
    std::atomic<bool> stop = false;
    auto mailbox = std::make_unique<Mailbox<int>>([](int) {}, 0ms);
    std::thread worker([post = mailbox->poster(), &stop] {
        while (!stop) {
            post(1);
            std::this_thread::yield();
        }
    });
    QTest::qWait(10);
    mailbox.reset();
    QTest::qWait(10);
    stop = true;
    worker.join();
}

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_job_runner.moc"
