#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/edf/deidentify_header.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace hypnodesk::edf_detail {

/// SHA-256 over the samples of all signals but the annotations, record by record as they lie in the file.
/// Cancelled when the user cancels.
Result<std::string> digestOfSamples(std::span<const std::byte> file, const EdfHeader& header,
                                    const TaskContext& context);

/// What the copy must look like.
struct ExpectedCopy {
    std::span<const std::byte> original; ///< the bytes of the original
    const EdfHeader& header;             ///< of the original
    const IdentityStrings& identity;     ///< of the original
    std::string patientField;
    std::string recordingField;
    StartTime start;
};

/// Opens the copy as a reader would and looks for everything that it must not hold. Returns the digest of the
/// samples of both files. Internal when the copy is not what it should be (a defect of ours), FormatInvalid
/// when something of the patient stands among the samples.
Result<std::string> checkCopy(const std::filesystem::path& copy, const ExpectedCopy& expected,
                              const TaskContext& context);

} // namespace hypnodesk::edf_detail
