#include "ui/document/recovery_file.h"

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/base/text_fields.h"

#include <fmt/format.h>

namespace hypnodesk {

namespace {

constexpr std::string_view kHeading = "# Hypnodesk: stages not saved yet, version 1";
constexpr std::size_t kMaximumBytes = 16u << 20;

/// The file's name must not depend on how the recording was reached.
std::string absoluteName(const std::filesystem::path& path) {
    std::error_code ignored;
    const std::filesystem::path canonical = std::filesystem::weakly_canonical(path, ignored);
    return canonical.empty() ? path.string() : canonical.string();
}

} // namespace

std::filesystem::path RecoveryStore::fileFor(const std::filesystem::path& recording) const {
    const std::string name = absoluteName(recording);
    return m_folder / (sha256Hex(std::as_bytes(std::span(name))).substr(0, 32) + ".csv");
}

bool RecoveryStore::has(const std::filesystem::path& recording) const {
    std::error_code ignored;
    return !m_folder.empty() && std::filesystem::exists(fileFor(recording), ignored);
}

Result<Hypnogram> RecoveryStore::load(const std::filesystem::path& recording, std::uintmax_t sourceBytes,
                                      const EpochGrid& grid) const {
    const std::filesystem::path path = fileFor(recording);
    const auto text = readTextFile(path, kMaximumBytes);
    if (!text)
        return tl::make_unexpected(text.error());

    const std::vector<std::string_view> lines = split(*text, '\n');
    if (lines.size() < 5 || lines[0] != kHeading || lines[3] != "epoch,stage,source" || !lines.back().empty())
        return fail(ErrorCode::FormatInvalid, path.string() + ": not a whole recovery file");
    if (lines[1] != fmt::format("# bytes {}", sourceBytes))
        return fail(ErrorCode::DataMissing, path.string() + ": made for another version of the recording");
    if (static_cast<std::int64_t>(lines.size()) - 5 != grid.count)
        return fail(ErrorCode::DataMissing, path.string() + ": made for another number of epochs");

    Hypnogram hypnogram(grid);
    for (std::int64_t epoch = 0; epoch < grid.count; ++epoch) {
        const auto fields = split(lines[static_cast<std::size_t>(epoch) + 4], ',');
        const auto stage = fields.size() == 3 ? stageFromCode(fields[1]) : std::nullopt;
        const auto source = fields.size() == 3 ? sourceFromName(fields[2]) : std::nullopt;
        if (!stage || !source || parseInteger(fields[0]) != epoch + 1)
            return fail(ErrorCode::FormatInvalid, fmt::format("{}: line {}", path.string(), epoch + 5));
        hypnogram.set(epoch, {*stage, *source});
    }
    return hypnogram;
}

void RecoveryStore::setAside(const std::filesystem::path& recording) const {
    std::error_code ignored;
    const std::filesystem::path file = fileFor(recording);
    std::filesystem::rename(file, std::filesystem::path(file).replace_extension(".previous.csv"), ignored);
}

} // namespace hypnodesk
