#include "core/edf/edflib_session.h"

#include <fmt/format.h>

namespace hypnodesk::edf_detail {

std::mutex& edflibMutex() {
    static std::mutex mutex;
    return mutex;
}

std::string edflibProblem(int code) {
    switch (code) {
    case EDFLIB_MALLOC_ERROR:
        return "out of memory";
    case EDFLIB_NO_SUCH_FILE_OR_DIRECTORY:
        return "no such file or folder, or no permission";
    case EDFLIB_FILE_CONTAINS_FORMAT_ERRORS:
        return "the file breaks the EDF/BDF standard";
    case EDFLIB_MAXFILES_REACHED:
        return "too many files are open";
    case EDFLIB_FILE_READ_ERROR:
        return "the file ends too early";
    case EDFLIB_FILE_ALREADY_OPENED:
        return "the file is already open";
    case EDFLIB_FILETYPE_ERROR:
        return "not an EDF or BDF file";
    case EDFLIB_FILE_WRITE_ERROR:
        return "the file cannot be written";
    case EDFLIB_NUMBER_OF_SIGNALS_INVALID:
        return "the number of signals is invalid";
    case EDFLIB_FILE_IS_DISCONTINUOUS:
        return "the file is discontinuous (EDF+D or BDF+D), which EDFlib does not read";
    case EDFLIB_NO_SIGNALS:
        return "there are no signals";
    case EDFLIB_TOO_MANY_SIGNALS:
        return "there are too many signals";
    case EDFLIB_NO_SAMPLES_IN_RECORD:
        return "a signal has no samples in a data record";
    case EDFLIB_DIGMIN_IS_DIGMAX:
    case EDFLIB_DIGMAX_LOWER_THAN_DIGMIN:
        return "a digital range is empty";
    case EDFLIB_PHYSMIN_IS_PHYSMAX:
        return "a physical range is empty";
    case EDFLIB_DATARECORD_SIZE_TOO_BIG:
        return "a data record is larger than 10 MB";
    default:
        return fmt::format("EDFlib error {}", code);
    }
}

Result<std::unique_ptr<EdflibWriteHandle>> EdflibWriteHandle::open(const std::filesystem::path& path,
                                                                   int signalCount) {
    const std::lock_guard lock(edflibMutex());
    const int handle = edfopen_file_writeonly(path.c_str(), EDFLIB_FILETYPE_EDFPLUS, signalCount);
    if (handle < 0)
        return fail(ErrorCode::FileUnwritable, fmt::format("{}: {}", path.string(), edflibProblem(handle)));
    return std::unique_ptr<EdflibWriteHandle>(new EdflibWriteHandle(handle));
}

Result<void> EdflibWriteHandle::close() {
    if (m_handle < 0)
        return {};
    const std::lock_guard lock(edflibMutex());
    const int failed = edfclose_file(m_handle);
    m_handle = -1;
    if (failed)
        return fail(ErrorCode::FileUnwritable, edflibProblem(failed));
    return {};
}

} // namespace hypnodesk::edf_detail
