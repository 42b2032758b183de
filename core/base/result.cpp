#include "core/base/result.h"

namespace hypnodesk {

std::string_view describe(ErrorCode code) {
    switch (code) {
    case ErrorCode::FileMissing:
        return "file not found";
    case ErrorCode::FileUnreadable:
        return "file cannot be read";
    case ErrorCode::FileUnwritable:
        return "file cannot be written";
    case ErrorCode::FormatUnknown:
        return "not a known file format";
    case ErrorCode::FormatInvalid:
        return "file is damaged";
    case ErrorCode::FormatUnsupported:
        return "file format is not supported";
    case ErrorCode::DataMissing:
        return "data not present";
    case ErrorCode::DigestMismatch:
        return "content does not match its digest";
    case ErrorCode::ArgumentInvalid:
        return "invalid value";
    case ErrorCode::DeviceUnavailable:
        return "computing device not available";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::Internal:
        return "internal error";
    }
    return "internal error";
}

std::string describe(const Error& error) {
    std::string text(describe(error.code));
    if (!error.detail.empty()) {
        text += ": ";
        text += error.detail;
    }
    return text;
}

} // namespace hypnodesk
