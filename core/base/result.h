#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace hypnodesk {

/// Why something the outside world was asked for did not happen. The desktop translates these; the command line
/// prints `describe()`.
enum class ErrorCode {
    FileMissing,        ///< no such file or folder
    FileUnreadable,     ///< it exists, but the system refuses to read it
    FileUnwritable,     ///< permission, read-only medium, full disk
    FormatUnknown,      ///< not a kind of file that we know
    FormatInvalid,      ///< the right kind of file, damaged beyond repair
    FormatUnsupported,  ///< written by a later version, or a variant we do not handle
    DataMissing,        ///< a channel, stage or sample range that the file does not hold
    DigestMismatch,     ///< the content is not what its digest promises
    ArgumentInvalid,    ///< a value given by the user is out of range or makes no sense
    DeviceUnavailable,  ///< the computing device asked for is not there
    Cancelled,          ///< the user cancelled; never shown as a failure
    Internal,           ///< an exception of a library: a defect worth reporting
};

/// An error as a value: the code decides what to do, the detail tells the person what and where.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    /// One plain sentence part without a full stop, e.g. "signal 3: physical minimum equals maximum".
    std::string detail;

    bool operator==(const Error&) const = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::FormatInvalid, "...")` from any function that returns a Result.
inline tl::unexpected<Error> fail(ErrorCode code, std::string detail) {
    return tl::make_unexpected(Error{code, std::move(detail)});
}

/// The same error with where it happened put in front of its detail: "night.edf: signal 3: ...".
inline tl::unexpected<Error> failAt(std::string_view where, const Error& error) {
    return fail(error.code, std::string(where) + ": " + error.detail);
}

/// The code in plain English, e.g. "file cannot be read".
std::string_view describe(ErrorCode code);

/// "file cannot be read: night.edf: permission denied".
std::string describe(const Error& error);

} // namespace hypnodesk
