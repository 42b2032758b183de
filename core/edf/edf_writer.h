#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/edf/annotation.h"
#include "core/edf/start_time.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// One signal to be written.
struct EdfSignalSpec {
    std::string label;               ///< at most 16 ASCII characters, e.g. "EEG C4-M1"
    std::string unit = "uV";         ///< at most 8 ASCII characters
    double rateHz = 0.0;             ///< need not be an integer; see writeEdf()
    double physicalMinimum = -500.0; ///< in `unit`; values beyond are clipped
    double physicalMaximum = 500.0;  ///< 16 bits are spread over this range
    std::string transducer = {};     ///< at most 80 ASCII characters
    std::string prefilter = {};      ///< at most 80 ASCII characters
};

/// What an EDF+ file says about itself.
struct EdfFileSpec {
    StartTime start;        ///< without a date, 1 January 1985, EDF's date for "unknown", is written
    std::string patient;    ///< EDF+ patient field ("X F 01-JAN-1970 name"), or just a name; may be empty
    std::string equipment;  ///< e.g. "hypnodesk 0.1.0"
    std::string technician; ///< who scored or recorded; may be empty
    std::vector<EdfSignalSpec> signals; ///< at most 576
    int annotationsPerRecord = 1;       ///< room in each data record (usually 1 s), 1 to 64
};

/// The longest text of an annotation that is written, in bytes of UTF-8: EDFlib's limit.
inline constexpr std::size_t kLongestAnnotationBytes = 40;
/// The start of a text, as UTF-8 of at most so many bytes, without cutting a character in two.
std::string shortenedUtf8(std::string_view text, std::size_t bytes);

/// Handed to the function that fills a file in writeEdf(). Lives only as long as that call; one thread at a
/// time.
class EdfWriter {
public:
    virtual ~EdfWriter() = default;

    /// Appends the next samples of every signal, [signal][sample], in each signal's unit. Every signal must
    /// advance by the same time; chunks may have any length and need not end at a data record. NaN is written
    /// as the value nearest to zero.
    virtual Result<void> addSamples(std::span<const std::span<const float>> chunk) = 0;
    Result<void> addSamples(std::span<const std::vector<float>> chunk);

    /// Any order, before or after the samples. Onsets >= 0; a text ends at kLongestAnnotationBytes.
    /// The call or the end of writeEdf() fails when there are more than data records times
    /// annotationsPerRecord.
    virtual Result<void> addAnnotation(const Annotation& annotation) = 0;
};

/// Writes an EDF+C recording, whole or not at all. Samples at the end that do not fill a data record are
/// padded with zero. The record lasts one second, or the shortest time up to 60 s in which every signal has a
/// whole number of samples; ArgumentInvalid when there is none.
Result<void> writeEdf(const std::filesystem::path& path, const EdfFileSpec& spec,
                      const std::function<Result<void>(EdfWriter&)>& fill);

/// The same for signals that are in memory, [signal][sample]; makes room for the annotations by itself.
Result<void> writeEdf(const std::filesystem::path& path, const EdfFileSpec& spec,
                      std::span<const std::vector<float>> signals,
                      std::span<const Annotation> annotations = {}, const TaskContext& context = {});

/// Writes an EDF+C file of annotations only (a hypnogram), whole or not at all. `spec.signals` is ignored.
Result<void> writeEdfAnnotations(const std::filesystem::path& path, const EdfFileSpec& spec,
                                 std::span<const Annotation> annotations);

} // namespace hypnodesk
