#include "core/edf/record_timing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk::edf_detail {

using Severity = Finding::Severity;

namespace {

/// Onsets are often rounded to milliseconds; closer than this, records belong together.
constexpr double kToleranceSeconds = 1.0e-3;

/// A gap costs no bytes, so a damaged onset could ask for an endless time axis. No night lasts a month, and
/// no channel of one has more samples than this.
constexpr double kMaximumSpanSeconds = 30.0 * 86400.0;
constexpr double kMaximumSamples = 1 << 30;

double maximumSpan(const EdfHeader& header) {
    std::int64_t samples = 1;
    for (const EdfSignal& signal : header.signals)
        if (!signal.isAnnotation)
            samples = std::max(samples, signal.samplesPerRecord);
    const double recorded = header.recordSeconds * static_cast<double>(header.recordCount);
    const double rateHz = static_cast<double>(samples) / header.recordSeconds;
    return std::max(recorded, std::min(kMaximumSpanSeconds, kMaximumSamples / rateHz));
}

struct PlacedRecord {
    std::int64_t record = 0;
    double onset = 0.0;
};

/// Every record with an onset, in the order of time; those without one follow the record before them.
std::vector<PlacedRecord> sortedRecords(const EdfHeader& header,
                                        const std::vector<std::optional<double>>& onsets,
                                        std::vector<Finding>& findings) {
    std::vector<PlacedRecord> placed;
    placed.reserve(onsets.size());
    std::int64_t missing = 0;
    std::int64_t backward = 0;
    for (std::size_t i = 0; i < onsets.size(); ++i) {
        const double expected = placed.empty() ? 0.0 : placed.back().onset + header.recordSeconds;
        const double onset = onsets[i].value_or(expected);
        missing += onsets[i] ? 0 : 1;
        if (!placed.empty() && onset < placed.back().onset)
            ++backward;
        placed.push_back({static_cast<std::int64_t>(i), onset});
    }
    if (missing > 0)
        findings.push_back(
            {Severity::Repair, "record-onset",
             fmt::format("{} data records do not say when they begin; they are placed after the record "
                         "before them.",
                         missing)});
    if (backward > 0) {
        findings.push_back(
            {Severity::Repair, "record-order",
             fmt::format("{} data records go back in time; the records are sorted.", backward)});
        std::stable_sort(placed.begin(), placed.end(),
                         [](const PlacedRecord& a, const PlacedRecord& b) { return a.onset < b.onset; });
    }
    return placed;
}

RecordTiming placeDiscontinuous(const EdfHeader& header, const std::vector<std::optional<double>>& onsets,
                                std::vector<Finding>& findings) {
    RecordTiming timing;
    const std::vector<PlacedRecord> placed = sortedRecords(header, onsets, findings);
    const double first = placed.front().onset;
    // EDF+ puts the fraction of a second of the start time into the first onset; a later first record is a
    // gap.
    timing.origin = first < 1.0 ? first : 0.0;
    if (first < 0.0)
        findings.push_back({Severity::Repair, "record-onset",
                            fmt::format("The first data record begins {} s before the start time.", -first)});
    const double span = maximumSpan(header);
    std::int64_t overlapping = 0;
    std::int64_t implausible = 0;
    double end = 0.0;
    for (const PlacedRecord& record : placed) {
        const double onset = record.onset - timing.origin;
        if (onset + header.recordSeconds > span + kToleranceSeconds) {
            ++implausible;
            continue;
        }
        if (!timing.runs.empty() && onset < end - kToleranceSeconds)
            ++overlapping;
        if (!timing.runs.empty()) {
            RecordRun& run = timing.runs.back();
            const double runEnd =
                run.startSeconds + static_cast<double>(run.recordCount) * header.recordSeconds;
            if (run.firstRecord + run.recordCount == record.record &&
                std::abs(onset - runEnd) <= kToleranceSeconds) {
                ++run.recordCount;
                end = std::max(end, runEnd + header.recordSeconds);
                continue;
            }
        }
        timing.runs.push_back({record.record, 1, onset});
        end = std::max(end, onset + header.recordSeconds);
    }
    if (overlapping > 0)
        findings.push_back(
            {Severity::Loss, "record-overlap",
             fmt::format("{} data records overlap earlier ones; where they do, the earlier ones are used.",
                         overlapping)});
    if (implausible > 0)
        findings.push_back(
            {Severity::Loss, "record-onset",
             fmt::format("{} data records claim to begin more than {} days after the start; left out.",
                         implausible, std::floor(span / 8640.0) / 10.0)});
    return timing;
}

} // namespace

RecordTiming placeRecords(const EdfHeader& header, const std::vector<std::optional<double>>& onsets,
                          std::vector<Finding>& findings) {
    RecordTiming timing;
    if (header.recordCount == 0)
        return timing;
    const bool hasOnsets =
        std::any_of(onsets.begin(), onsets.end(), [](const auto& onset) { return onset.has_value(); });
    if (header.timing == EdfHeader::Timing::Discontinuous && header.recordSeconds > 0.0) {
        if (hasOnsets)
            return placeDiscontinuous(header, onsets, findings);
        findings.push_back(
            {Severity::Loss, "record-onset",
             "The file declares gaps but no data record says when it begins; read as one piece."});
    }
    timing.runs.push_back({0, header.recordCount, 0.0});
    if (!hasOnsets)
        return timing;

    const double first = onsets.front().value_or(0.0);
    timing.origin = first;
    if (first < 0.0 || first >= 1.0)
        findings.push_back(
            {Severity::Repair, "record-onset",
             fmt::format("The first data record begins {} s after the start time of the header; the "
                         "recording starts there.",
                         first)});
    std::int64_t displaced = 0;
    for (std::size_t i = 0; i < onsets.size(); ++i)
        if (onsets[i] && std::abs(*onsets[i] - first - static_cast<double>(i) * header.recordSeconds) > 0.5)
            ++displaced;
    if (displaced > 0 && header.recordSeconds > 0.0)
        findings.push_back(
            {Severity::Repair, "record-onset",
             fmt::format("The file declares itself continuous, but {} data records name a time more than "
                         "0.5 s away from their place; read as one piece.",
                         displaced)});
    return timing;
}

} // namespace hypnodesk::edf_detail
