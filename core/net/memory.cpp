#include "core/net/memory.h"

#include <malloc.h>

#include <limits>

namespace hypnodesk::net {

void keepFreedMemory() {
    // One arena: backward passes run on a thread of LibTorch's, whose own arena could not hold such sizes.
    ::mallopt(M_ARENA_MAX, 1);
    ::mallopt(M_MMAP_MAX, 0);
    ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    ::mallopt(M_TOP_PAD, 64 << 20);
}

} // namespace hypnodesk::net
