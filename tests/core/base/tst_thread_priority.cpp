#include "core/base/thread_priority.h"

#include <QTest>

#include <sys/resource.h>

#include <thread>

using namespace hypnodesk;

namespace {

/// On Linux 0 stands for the calling thread.
int niceness() {
    return ::getpriority(PRIO_PROCESS, 0);
}

} // namespace

class TestThreadPriority : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aThreadAndThoseItStartsGiveWay() {
        const int before = niceness();
        int lowered = 0;
        int inherited = 0;
        std::thread([&] {
            giveWayToOthers();
            lowered = niceness();
            std::thread([&] { inherited = niceness(); }).join();
        }).join();
        QCOMPARE(lowered, std::max(before, 10));
        QCOMPARE(inherited, lowered);
        QCOMPARE(niceness(), before); // the others stay
    }
};

QTEST_GUILESS_MAIN(TestThreadPriority)
#include "tst_thread_priority.moc"
