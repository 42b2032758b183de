#include "tests/core/study/failing_file_system.h"

#include <sqlite3.h>

namespace failing {

namespace {

struct Plan {
    int countdown = 0; ///< 0: nothing fails
    int code = SQLITE_OK;
    bool isForever = false;
    bool hasFailed = false;
};
Plan plan;

/// SQLITE_OK, or the error that this operation is to give.
int outcome(bool isFlush) {
    if (plan.countdown == 0 || isFlush != (plan.code == SQLITE_IOERR_FSYNC))
        return SQLITE_OK;
    if (plan.countdown > 1) {
        --plan.countdown;
        return SQLITE_OK;
    }
    plan.hasFailed = true;
    if (!plan.isForever)
        plan.countdown = 0;
    return plan.code;
}

struct File {
    sqlite3_file base;
    sqlite3_file* real;
};

sqlite3_file* realOf(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->real;
}

sqlite3_vfs* system() {
    static sqlite3_vfs* const found = sqlite3_vfs_find(nullptr);
    return found;
}

int closeFile(sqlite3_file* file) {
    return realOf(file)->pMethods->xClose(realOf(file));
}
int readFile(sqlite3_file* file, void* data, int size, sqlite3_int64 offset) {
    return realOf(file)->pMethods->xRead(realOf(file), data, size, offset);
}
int writeFile(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
    const int code = outcome(false);
    if (code == SQLITE_OK)
        return realOf(file)->pMethods->xWrite(realOf(file), data, size, offset);
    // Disks fail in the middle: half of the bytes arrive.
    realOf(file)->pMethods->xWrite(realOf(file), data, size / 2, offset);
    return code;
}
int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    const int code = outcome(false);
    return code == SQLITE_OK ? realOf(file)->pMethods->xTruncate(realOf(file), size) : code;
}
int flushFile(sqlite3_file*, int) {
    return outcome(true); // nothing is really flushed: the machine does not crash, and the test is quick
}
int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    return realOf(file)->pMethods->xFileSize(realOf(file), size);
}
int lockFile(sqlite3_file* file, int level) {
    return realOf(file)->pMethods->xLock(realOf(file), level);
}
int unlockFile(sqlite3_file* file, int level) {
    return realOf(file)->pMethods->xUnlock(realOf(file), level);
}
int checkReservedLock(sqlite3_file* file, int* result) {
    return realOf(file)->pMethods->xCheckReservedLock(realOf(file), result);
}
int fileControl(sqlite3_file* file, int operation, void* argument) {
    return realOf(file)->pMethods->xFileControl(realOf(file), operation, argument);
}
int sectorSize(sqlite3_file* file) {
    return realOf(file)->pMethods->xSectorSize(realOf(file));
}
int deviceCharacteristics(sqlite3_file* file) {
    return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file));
}
int sharedMap(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
    return realOf(file)->pMethods->xShmMap(realOf(file), page, size, extend, memory);
}
int sharedLock(sqlite3_file* file, int offset, int count, int flags) {
    return realOf(file)->pMethods->xShmLock(realOf(file), offset, count, flags);
}
void sharedBarrier(sqlite3_file* file) {
    realOf(file)->pMethods->xShmBarrier(realOf(file));
}
int sharedUnmap(sqlite3_file* file, int remove) {
    return realOf(file)->pMethods->xShmUnmap(realOf(file), remove);
}

const sqlite3_io_methods kMethods{2,
                                  closeFile,
                                  readFile,
                                  writeFile,
                                  truncateFile,
                                  flushFile,
                                  fileSize,
                                  lockFile,
                                  unlockFile,
                                  checkReservedLock,
                                  fileControl,
                                  sectorSize,
                                  deviceCharacteristics,
                                  sharedMap,
                                  sharedLock,
                                  sharedBarrier,
                                  sharedUnmap,
                                  nullptr,
                                  nullptr};

int openFile(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* outFlags) {
    auto* wrapped = reinterpret_cast<File*>(file);
    wrapped->real = reinterpret_cast<sqlite3_file*>(wrapped + 1);
    wrapped->base.pMethods = nullptr;
    const int code = system()->xOpen(system(), path, wrapped->real, flags, outFlags);
    if (wrapped->real->pMethods)
        wrapped->base.pMethods = &kMethods;
    return code;
}

} // namespace

std::string name() {
    static sqlite3_vfs failing = [] {
        sqlite3_vfs vfs = *system();
        vfs.zName = "failing";
        vfs.szOsFile = static_cast<int>(sizeof(File)) + system()->szOsFile;
        vfs.xOpen = openFile;
        vfs.pNext = nullptr;
        return vfs;
    }();
    static const int registered = sqlite3_vfs_register(&failing, 0);
    return registered == SQLITE_OK ? "failing" : "not registered";
}

void failAt(int n, int code, bool forever) {
    plan = {n, code, forever, false};
}

void heal() {
    plan.countdown = 0;
}

bool hasFailed() {
    return plan.hasFailed;
}

} // namespace failing
