#pragma once

#include <string>

/// A file system for SQLite that fails on demand: the system's own one with errors put in between. One per
/// process.
namespace failing {

/// Registers it with SQLite; its name for StudyOptions::fileSystemName.
std::string name();

/// From now on the n-th write (1 is the next one) and, where `forever`, all after it fail with this SQLite
/// code. SQLITE_IOERR_FSYNC fails flushes instead of writes; SQLITE_FULL and SQLITE_IOERR_WRITE fail writes
/// and growth.
void failAt(int n, int code, bool forever = false);
/// The disk is well again.
void heal();
/// Whether an error was given since failAt.
bool hasFailed();

} // namespace failing
