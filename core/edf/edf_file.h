#pragma once

#include "core/base/mapped_file.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/edf/annotation.h"
#include "core/edf/edf_header.h"
#include "core/edf/finding.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hypnodesk {

/// A stretch of data records that follow each other without a gap, in the file and in time.
struct RecordRun {
    std::int64_t firstRecord = 0;
    std::int64_t recordCount = 0;
    double startSeconds = 0.0; ///< from the start of the recording
    bool operator==(const RecordRun&) const = default;
};

/// An EDF or BDF file as it lies on disk: signals in file order, digital samples, annotations, and where each
/// data record belongs in time. Immutable once opened: any thread may read any range of any signal.
class EdfFile {
public:
    /// Maps the file; it is never copied into memory.
    static Result<EdfFile> open(const std::filesystem::path& path);
    /// The same from bytes that the caller keeps alive.
    static Result<EdfFile> view(std::span<const std::byte> bytes);

    const EdfHeader& header() const { return m_header; }
    /// With the sub-second part of EDF+.
    const StartTime& start() const { return m_start; }
    /// Sorted by onset, which counts from the start of the recording.
    const std::vector<Annotation>& annotations() const { return m_annotations; }
    /// Sorted by start; records whose place in time is unknown are in none of them. Where runs overlap, the
    /// earlier one holds. Empty when the file has no data records.
    const std::vector<RecordRun>& runs() const { return m_runs; }
    const std::vector<Finding>& findings() const { return m_findings; }

    /// Samples of a signal in the file, gaps not counted.
    std::int64_t sampleCount(int signal) const;

    /// Fills `out` with the digital samples [firstSample, firstSample + out.size()) of a signal in file
    /// order, limited to its digital minimum and maximum. The range must lie within [0, sampleCount(signal)).
    void readDigital(int signal, std::int64_t firstSample, std::span<std::int32_t> out) const;

    /// The same as physical values in the signal's unit, times `scale`.
    void readPhysical(int signal, std::int64_t firstSample, double scale, std::span<float> out) const;

private:
    EdfFile() = default;
    static Result<EdfFile> parse(EdfFile file);
    void readAnnotations();

    std::optional<MappedFile> m_mapped;
    std::span<const std::byte> m_bytes;
    EdfHeader m_header;
    StartTime m_start;
    std::vector<Annotation> m_annotations;
    std::vector<RecordRun> m_runs;
    std::vector<Finding> m_findings;
};

/// SHA-256 of all digital samples of a signal as little-endian 32-bit integers in file order.
Result<std::string> sha256HexOfSignal(const EdfFile& file, int signal, const TaskContext& context = {});

} // namespace hypnodesk
