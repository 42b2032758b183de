#pragma once

#include "core/base/result.h"
#include "core/model/model_input.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <span>
#include <string>

namespace hypnodesk {

/// Prepared nights on disk, one file each, so that training on hundreds of nights needs the memory of one and
/// prepares each once. An entry is found by the SHA-256 of all that prepareModelInput() makes it from: the
/// microvolts, their rate and the version of the preparation; it holds the very bits that the preparation
/// gives, and its own digest.
///
/// Entries are signals of patients: the folder is made for the user alone. Whatever goes wrong with the cache
/// (full disk, damaged entry) is told once to `complain` and costs time or memory, never the night. One
/// thread at a time; several processes may share a folder.
class NightCache {
public:
    using Complain = std::function<void(const std::string&)>;

    /// An empty folder name caches nothing.
    NightCache(std::filesystem::path folder, std::uint64_t limitBytes, Complain complain);

    /// $XDG_CACHE_HOME/hypnodesk/nights, else ~/.cache/hypnodesk/nights; empty without a home.
    static std::filesystem::path defaultFolder();

    /// prepareModelInput(), or what it once gave.
    Result<ModelInput> prepare(std::span<const float> microvolts, double rateHz, std::string derivation,
                               const TaskContext& context = {});

    /// Removes the entries that were not used for longest until the folder keeps to its limit. What this
    /// object gave out stays.
    void trim();

    int found() const { return m_found; }     ///< nights that were there
    int written() const { return m_written; } ///< nights that are there now

private:
    std::filesystem::path pathOf(const std::string& key) const;
    Result<ModelInput> read(const std::filesystem::path& path, const std::string& derivation);
    Result<void> write(const std::filesystem::path& path, const ModelInput& input);
    void complainOnce(const std::string& what);

    std::filesystem::path m_folder;
    std::uint64_t m_limitBytes;
    Complain m_complain;
    std::set<std::filesystem::path> m_used;
    bool m_hasComplained = false;
    int m_found = 0;
    int m_written = 0;
};

} // namespace hypnodesk
