#include "core/base/thread_priority.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace hypnodesk {

// Linux keeps a nice value for each thread, and threads inherit it (setpriority(2)); elsewhere it is the
// process's, which must not be touched.
void giveWayToOthers() {
#ifdef __linux__
    constexpr int kNice = 10;
    const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
    if (::getpriority(PRIO_PROCESS, thread) < kNice)
        ::setpriority(PRIO_PROCESS, thread, kNice);
#endif
}

} // namespace hypnodesk
