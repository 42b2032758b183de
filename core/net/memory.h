#pragma once

namespace hypnodesk::net {

/// Keeps memory that large temporaries gave back inside the process. By default the C library maps and unmaps
/// every one of them, and the page faults of a training step take longer than its arithmetic (measured: 18
/// against 65 epochs a second; scoring a night: 4.2 against 3.3 s). Affects the whole process. Idempotent.
void keepFreedMemory();

} // namespace hypnodesk::net
