#pragma once

#include "core/base/result.h"

#include <edflib.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

/// EDFlib's rules in one place: its table of open files is global and unprotected, so opening and closing
/// take one lock; reading or writing an open file belongs to one thread. It refuses to open a path twice.
namespace hypnodesk::edf_detail {

std::mutex& edflibMutex();

/// What one of EDFlib's negative error codes means.
std::string edflibProblem(int code);

/// A file that EDFlib writes. Closing writes the annotations, so close() reports; the destructor only cleans
/// up.
class EdflibWriteHandle {
public:
    static Result<std::unique_ptr<EdflibWriteHandle>> open(const std::filesystem::path& path,
                                                           int signalCount);
    ~EdflibWriteHandle() { static_cast<void>(close()); }
    EdflibWriteHandle(const EdflibWriteHandle&) = delete;
    EdflibWriteHandle& operator=(const EdflibWriteHandle&) = delete;

    int get() const { return m_handle; }
    Result<void> close();

private:
    explicit EdflibWriteHandle(int handle) : m_handle(handle) {}
    int m_handle;
};

} // namespace hypnodesk::edf_detail
