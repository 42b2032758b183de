#include "core/edf/conformance.h"

#include "core/edf/edflib_session.h"

namespace hypnodesk {

Conformance checkConformance(const std::filesystem::path& path) {
    const auto header = std::make_unique<edf_hdr_struct>(); // 200 KB, too much for a thread's stack
    const std::lock_guard lock(edf_detail::edflibMutex());
    if (edfopen_file_readonly(path.c_str(), header.get(), EDFLIB_READ_ALL_ANNOTATIONS) != 0)
        return {false, edf_detail::edflibProblem(header->filetype)};
    edfclose_file(header->handle);
    return {true, {}};
}

} // namespace hypnodesk
