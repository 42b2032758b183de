#include "core/formats/format_registry.h"

#include "core/base/text_fields.h"
#include "core/formats/clock_text.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_timeline.h"
#include "core/formats/text_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace hypnodesk {

namespace {

constexpr std::size_t kHeadBytes = 4096;

Result<std::string> readHead(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return fail(ErrorCode::FileMissing, path.string());
    if (!std::filesystem::is_regular_file(path, error))
        return fail(ErrorCode::FileUnreadable, path.string() + ": not a regular file");
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return fail(ErrorCode::FileUnreadable, path.string());
    std::string head(kHeadBytes, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    return decodedText(std::move(head));
}

std::string knownIds() {
    std::string ids;
    for (const HypnogramFormat& format : hypnogramFormats())
        ids += (ids.empty() ? "" : ", ") + format.id;
    return ids;
}

Result<const HypnogramFormat*> formatNamed(std::string_view id) {
    if (const HypnogramFormat* format = findFormat(id))
        return format;
    return fail(ErrorCode::ArgumentInvalid,
                fmt::format("unknown hypnogram format '{}' (known: {})", id, knownIds()));
}

/// The formats that it may be, the likeliest first.
Result<std::vector<const HypnogramFormat*>> likelyFormats(const std::filesystem::path& path) {
    const Result<std::string> head = readHead(path);
    if (!head)
        return tl::make_unexpected(head.error());
    std::vector<std::pair<int, const HypnogramFormat*>> scored;
    for (const HypnogramFormat& format : hypnogramFormats())
        if (const int score = format.read ? format.detect(*head, path) : 0; score > 0)
            scored.emplace_back(score, &format);
    if (scored.empty())
        return fail(ErrorCode::FormatUnknown,
                    fmt::format("{}: no hypnogram of a known format ({})", path.string(), knownIds()));
    std::stable_sort(scored.begin(), scored.end(),
                     [](const auto& left, const auto& right) { return left.first > right.first; });
    std::vector<const HypnogramFormat*> formats;
    for (const auto& [score, format] : scored)
        formats.push_back(format);
    return formats;
}

Result<const HypnogramFormat*> formatBySuffix(const std::filesystem::path& path) {
    const std::string name = toLowerAscii(path.filename().string());
    const HypnogramFormat* longest = nullptr;
    for (const HypnogramFormat& format : hypnogramFormats())
        if (name.ends_with(format.suffix) && (!longest || format.suffix.size() > longest->suffix.size()))
            longest = &format;
    if (longest)
        return longest;
    return fail(
        ErrorCode::ArgumentInvalid,
        fmt::format("{}: the suffix names no hypnogram format; choose one of {}", path.string(), knownIds()));
}

/// The detail begins with the path, once.
tl::unexpected<Error> failAtPath(const std::filesystem::path& path, const Error& error) {
    if (error.detail.starts_with(path.string()))
        return tl::make_unexpected(error);
    return failAt(path.string(), error);
}

Result<ImportedHypnogram> readAs(const std::filesystem::path& path, const ReadOptions& options,
                                 const HypnogramFormat& format) {
    if (!format.read)
        return fail(ErrorCode::FormatUnsupported, fmt::format("format '{}' can only be written", format.id));
    // A clock time replaces the offset, and has to be found out first.
    ReadOptions applied = options;
    if (options.recordingStart)
        applied.offsetSeconds = 0.0;
    Result<ImportedHypnogram> result = format.read(path, applied);
    if (!result)
        return failAtPath(path, result.error());
    result->format = format.id;
    result->offsetSeconds = applied.offsetSeconds;
    return result;
}

Result<ImportedHypnogram> readNamed(const std::filesystem::path& path, const ReadOptions& options,
                                    std::string_view id) {
    const Result<const HypnogramFormat*> format = formatNamed(id);
    if (!format)
        return tl::make_unexpected(format.error());
    return readAs(path, options, **format);
}

Result<ImportedHypnogram> readDetected(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<std::vector<const HypnogramFormat*>> formats = likelyFormats(path);
    if (!formats)
        return tl::make_unexpected(formats.error());
    Result<ImportedHypnogram> first = readAs(path, options, *formats->front());
    for (std::size_t i = 1; i < formats->size() && !first; ++i) {
        if (first.error().code != ErrorCode::DataMissing)
            break;
        if (Result<ImportedHypnogram> next = readAs(path, options, *(*formats)[i]))
            return next;
    }
    return first;
}

} // namespace

std::span<const HypnogramFormat> hypnogramFormats() {
    static const std::array formats{
        edfFormat(),       csvFormat(),        jsonFormat(),          lunaAnnotFormat(), lunaEannotFormat(),
        yasaFormat(),      yasaCsvFormat(),    tableFormat(),         nsrrFormat(),      profusionFormat(),
        remlogicFormat(),  dominoFormat(),     elanFormat(),          visbrainFormat(),  sleeptripFormat(),
        dodFormat(),       edfChannelFormat(), profusionTextFormat(), emblaFormat(),     aliceFormat(),
        sleepwareFormat(), noxturnalFormat(),  dreamsFormat()};
    return formats;
}

const HypnogramFormat* findFormat(std::string_view id) {
    for (const HypnogramFormat& format : hypnogramFormats())
        if (format.id == id)
            return &format;
    return nullptr;
}

Result<ImportedHypnogram> readHypnogram(const std::filesystem::path& path, const ReadOptions& options) {
    Result<ImportedHypnogram> result =
        options.format.empty() ? readDetected(path, options) : readNamed(path, options, options.format);
    if (!result || !options.recordingStart)
        return result;
    if (!result->start)
        return fail(ErrorCode::DataMissing,
                    fmt::format("{}: it knows no clock time; give the offset in seconds", path.string()));
    ReadOptions moved = options;
    moved.format = result->format;
    moved.offsetSeconds = offsetBetween(*result->start, *options.recordingStart);
    moved.recordingStart.reset();
    result = readNamed(path, moved, moved.format);
    if (result) {
        result->start = options.recordingStart;
        std::erase(result->notes, kFirstStageIsStart);
    }
    return result;
}

Result<const HypnogramFormat*> formatForWriting(const std::filesystem::path& path, std::string_view format) {
    const Result<const HypnogramFormat*> chosen = format.empty() ? formatBySuffix(path) : formatNamed(format);
    if (chosen && !(*chosen)->write)
        return fail(
            ErrorCode::FormatUnsupported,
            fmt::format("format '{}' can only be read; no program would read such a file", (*chosen)->id));
    return chosen;
}

Result<void> writeHypnogram(const std::filesystem::path& path, const ExportContent& content,
                            std::string_view format) {
    const Result<const HypnogramFormat*> chosen = formatForWriting(path, format);
    if (!chosen)
        return tl::make_unexpected(chosen.error());
    const bool fits =
        !content.probabilities ||
        (content.probabilities->grid == content.hypnogram.grid() &&
         static_cast<std::int64_t>(content.probabilities->epochs.size()) == content.hypnogram.size());
    if (!fits)
        return fail(ErrorCode::ArgumentInvalid,
                    path.string() + ": the probabilities belong to other epochs than the hypnogram");
    const std::optional<double> epochSeconds = (*chosen)->holds.epochSeconds;
    if (epochSeconds && content.hypnogram.grid().epochSeconds != *epochSeconds)
        return fail(ErrorCode::FormatUnsupported,
                    fmt::format("{}: format '{}' has epochs of {} s, this hypnogram {} s", path.string(),
                                (*chosen)->id, *epochSeconds, content.hypnogram.grid().epochSeconds));
    if (const Result<void> written = (*chosen)->write(path, content); !written)
        return failAtPath(path, written.error());
    return {};
}

} // namespace hypnodesk
