#pragma once

#include "core/base/result.h"
#include "core/edf/finding.h"
#include "core/edf/start_time.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hypnodesk {

/// One signal as the header describes it, after repairs.
struct EdfSignal {
    std::string label; ///< trimmed, UTF-8
    std::string transducer;
    std::string unit;
    std::string prefilter;
    double physicalMinimum = 0.0;
    double physicalMaximum = 0.0;
    int digitalMinimum = 0; ///< <= digitalMaximum
    int digitalMaximum = 0;
    /// physical = digital * gain + offset, in `unit`. 1 and 0 where the header's ranges make no sense.
    double gain = 1.0;
    double offset = 0.0;
    std::int64_t samplesPerRecord = 0; ///< may be 0
    std::int64_t byteInRecord = 0;     ///< where this signal's samples begin in each data record
    bool isAnnotation = false;         ///< "EDF Annotations" or "BDF Annotations"
};

/// The header of an EDF, EDF+, BDF or BDF+ file and the layout that follows from it.
struct EdfHeader {
    enum class Timing {
        Plain,         ///< EDF and BDF: no annotations, contiguous
        Continuous,    ///< EDF+C, BDF+C
        Discontinuous, ///< EDF+D, BDF+D: every record says when it begins
    };

    bool isBdf = false;
    Timing timing = Timing::Plain;
    std::string patient;
    std::string recordingField;
    StartTime start;              ///< whole seconds; the sub-second part stands in the first annotation
    double recordSeconds = 0.0;   ///< > 0, except in files of annotations only
    std::int64_t recordCount = 0; ///< whole records that the file really holds
    std::int64_t headerBytes = 0;
    std::int64_t recordBytes = 0;
    std::vector<EdfSignal> signals; ///< at least one; annotation signals included, in file order

    int bytesPerSample() const { return isBdf ? 3 : 2; }
    /// "EDF", "EDF+C", "EDF+D", "BDF", "BDF+C", "BDF+D".
    std::string variant() const;
};

/// Reads the header at the start of `file`, the bytes of a whole file. What can be repaired is repaired and
/// appended to `findings`. FormatUnknown when this is no EDF or BDF at all, FormatInvalid when it is one
/// beyond repair; the detail names the place. Memory stays proportional to the header's true size.
Result<EdfHeader> parseEdfHeader(std::span<const std::byte> file, std::vector<Finding>& findings);

} // namespace hypnodesk
