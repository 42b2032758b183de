#pragma once

namespace hypnodesk {

/// From now on the calling thread, and every thread that it starts, takes the processor only when others
/// leave it: for work of minutes behind a window that has to answer. There is no way back for the thread.
/// Where the system knows no priorities of threads nothing happens.
void giveWayToOthers();

} // namespace hypnodesk
