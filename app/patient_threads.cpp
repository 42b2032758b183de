#include "app/patient_threads.h"

#include <unistd.h>

#include <cstdlib>

namespace hypnodesk {

void waitPatiently(char** arguments) {
    constexpr const char* kPolicy = "OMP_WAIT_POLICY";
    if (std::getenv(kPolicy) || ::setenv(kPolicy, "PASSIVE", 1) != 0)
        return;
    ::execv("/proc/self/exe", arguments); // returns only when it failed: then slow is better than nothing
}

} // namespace hypnodesk
