#pragma once

#include "core/base/result.h"
#include "core/study/drift_point.h"

#include <filesystem>
#include <vector>

namespace hypnodesk {

/// The points of a file, in its order: one JSON object a line. Lines that cannot be read (a later version, a
/// hand that slipped) are passed over and counted. No file: no points.
struct DriftLog {
    std::vector<DriftPoint> points;
    std::size_t unreadable = 0;
};
Result<DriftLog> readDriftLog(const std::filesystem::path& path);

/// Adds the point, or puts it in the place of the one that the same study had with the same model and
/// derivation; one that says the same keeps its date. The file is replaced in one step; lines that cannot be
/// read stay as they are. Its folder is made when missing.
Result<void> keepDriftPoint(const std::filesystem::path& path, const DriftPoint& point);

} // namespace hypnodesk
