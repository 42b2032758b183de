#pragma once

#include "core/base/result.h"
#include "core/scoring/hypnogram.h"

#include <cstdint>
#include <filesystem>

namespace hypnodesk {

/// Stages that versions without study files kept of nights that were not saved, one small CSV file a
/// recording in a folder of the user's own data. Each names its recording and who gave each stage. They are
/// offered once, and nothing writes them any more. A value; may be copied to workers. Small files: below a
/// millisecond.
class RecoveryStore {
public:
    RecoveryStore() = default;
    explicit RecoveryStore(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    bool has(const std::filesystem::path& recording) const;

    /// The stages kept for a recording of `sourceBytes`, on `grid`. FormatInvalid when they are damaged,
    /// DataMissing when they belong to another version of the recording (other size or number of epochs),
    /// FileMissing when there are none.
    Result<Hypnogram> load(const std::filesystem::path& recording, std::uintmax_t sourceBytes,
                           const EpochGrid& grid) const;

    /// Moves them out of the way, to a file "....previous.csv" beside it, from where a person could still
    /// fetch them. Nothing happens when there are none.
    void setAside(const std::filesystem::path& recording) const;

    std::filesystem::path fileFor(const std::filesystem::path& recording) const;

private:
    std::filesystem::path m_folder;
};

} // namespace hypnodesk
