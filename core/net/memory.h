#pragma once

namespace hypnodesk::net {

/// Keeps memory that large temporaries gave back inside the process. By default the C library maps and unmaps every
/// one of them, and the page faults of a training step take as long as its arithmetic (measured: 18 against 65
/// epochs a second). Affects the whole process, so programs that only score do without. Idempotent.
void keepFreedMemory();

} // namespace hypnodesk::net
