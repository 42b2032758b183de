#include "app/command_line/score_nights.h"

#include "core/base/digest.h"
#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

bool looksLikeRecording(const fs::path& path) {
    const std::string suffix = toLowerAscii(path.extension().string());
    if (suffix != ".edf" && suffix != ".bdf" && suffix != ".rec")
        return false;
    const std::string stem = toLowerAscii(path.stem().string());
    return !stem.ends_with(".hypnogram") && !stem.ends_with("-hypnogram");
}

Result<std::vector<Night>> nightsIn(const fs::path& folder, const fs::path& out) {
    std::vector<Night> nights;
    std::error_code error;
    fs::recursive_directory_iterator walk(folder, fs::directory_options::skip_permission_denied, error);
    if (error)
        return fail(ErrorCode::FileUnreadable, fmt::format("{}: {}", folder.string(), error.message()));
    while (walk != fs::recursive_directory_iterator()) {
        std::error_code ignored;
        const fs::path& path = walk->path();
        if (looksLikeRecording(path) && walk->is_regular_file(ignored)) {
            const fs::path relative = path.lexically_relative(folder);
            nights.push_back({.recording = path,
                              .name = relative.generic_string(),
                              .stem = out / relative.parent_path() / relative.stem(),
                              .wasNamed = false,
                              .refused = {}});
        }
        walk.increment(error);
        if (error)
            return fail(ErrorCode::FileUnreadable, fmt::format("{}: {}", folder.string(), error.message()));
    }
    if (nights.empty())
        return fail(ErrorCode::FileMissing, folder.string() + ": no recordings (EDF, BDF) in this folder");
    return nights;
}

/// Two nights that would write the same files: the first one, by name, keeps them.
void refuseSharedOutputs(std::vector<Night>& nights) {
    std::map<fs::path, const Night*> takenBy;
    for (Night& night : nights) {
        const auto [place, isNew] = takenBy.try_emplace(night.stem.lexically_normal(), &night);
        if (!isNew)
            night.refused =
                Error{ErrorCode::ArgumentInvalid,
                      fmt::format("its outputs would be those of {}; score it alone, with another --out",
                                  place->second->recording.string())};
    }
}

} // namespace

Result<std::vector<Night>> findNights(const std::vector<std::string>& inputs, const fs::path& out) {
    std::vector<Night> nights;
    for (const std::string& input : inputs) {
        std::error_code ignored;
        const fs::path path = input;
        if (!fs::is_directory(path, ignored)) {
            nights.push_back({.recording = path,
                              .name = path.filename().generic_string(),
                              .stem = out / path.stem(),
                              .wasNamed = true,
                              .refused = {}});
            continue;
        }
        auto found = nightsIn(path, out);
        if (!found)
            return found;
        std::move(found->begin(), found->end(), std::back_inserter(nights));
    }
    // The same file given twice is one night.
    std::sort(nights.begin(), nights.end(), [](const Night& left, const Night& right) {
        return std::tie(left.name, left.recording) < std::tie(right.name, right.recording);
    });
    nights.erase(std::unique(nights.begin(), nights.end(),
                             [](const Night& left, const Night& right) {
                                 return left.recording.lexically_normal() ==
                                        right.recording.lexically_normal();
                             }),
                 nights.end());
    refuseSharedOutputs(nights);
    return nights;
}

Result<Shard> parseShard(std::string_view text) {
    const std::vector<std::string_view> parts = split(text, '/');
    const auto index = parts.size() == 2 ? parseInteger(trimmed(parts[0])) : std::nullopt;
    const auto count = parts.size() == 2 ? parseInteger(trimmed(parts[1])) : std::nullopt;
    if (!index || !count || *count < 1 || *index < 1 || *index > *count)
        return fail(
            ErrorCode::ArgumentInvalid,
            fmt::format("--shard {}: give the part and the number of parts, from 1/8 to 8/8 for eight",
                        text));
    return Shard{static_cast<std::size_t>(*index), static_cast<std::size_t>(*count)};
}

bool isInShard(std::string_view name, const Shard& shard) {
    if (shard.count <= 1)
        return true;
    const std::string digest = sha256Hex(std::as_bytes(std::span(name)));
    std::uint64_t number = 0;
    for (const char digit : std::string_view(digest).substr(0, 16))
        number = number * 16 + static_cast<std::uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    return number % shard.count == shard.index - 1;
}

} // namespace hypnodesk::cli
