#pragma once

#include "core/edf/deidentify.h"
#include "core/edf/deidentify_identity.h"
#include "core/edf/edf_header.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace hypnodesk::edf_detail {

/// The raw texts of one signal's description in the header, each up to its first NUL and trimmed.
struct RawSignal {
    std::string label, transducer, unit, physicalMinimum, physicalMaximum, digitalMinimum, digitalMaximum,
        prefilter, samples, reserved;
};

/// The raw texts of a header that `parseEdfHeader` accepted, in the same manner.
struct RawHeader {
    std::string patient, recording, date, time, reserved, recordSeconds;
    std::vector<RawSignal> signals;
};
RawHeader rawHeader(std::span<const std::byte> file, const EdfHeader& header);

/// The patient and recording field that the copy bears.
std::string cleanPatientField(const RawHeader& raw, const DeidentifyOptions& options);
std::string cleanRecordingField(const StartTime& start);

/// The header of the copy, EdfHeader::headerBytes long. `start` is the copy's. What had to be removed from
/// the signals is appended to `changes`.
std::string cleanHeader(const RawHeader& raw, const EdfHeader& header, const StartTime& start,
                        const IdentityStrings& identity, const DeidentifyOptions& options,
                        std::vector<std::string>& changes);

} // namespace hypnodesk::edf_detail
