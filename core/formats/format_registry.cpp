#include "core/formats/format_registry.h"

#include "core/base/text_fields.h"
#include "core/formats/format_list.h"

#include <fmt/format.h>

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
    return head;
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

Result<const HypnogramFormat*> detectFormat(const std::filesystem::path& path) {
    const Result<std::string> head = readHead(path);
    if (!head)
        return tl::make_unexpected(head.error());
    const HypnogramFormat* best = nullptr;
    int bestScore = 0;
    for (const HypnogramFormat& format : hypnogramFormats()) {
        const int score = format.read ? format.detect(*head, path) : 0;
        if (score > bestScore) {
            best = &format;
            bestScore = score;
        }
    }
    if (!best)
        return fail(ErrorCode::FormatUnknown,
                    fmt::format("{}: no hypnogram of a known format ({})", path.string(), knownIds()));
    return best;
}

Result<const HypnogramFormat*> formatBySuffix(const std::filesystem::path& path) {
    const std::string suffix = toLowerAscii(path.extension().string());
    for (const HypnogramFormat& format : hypnogramFormats())
        if (format.suffix == suffix)
            return &format;
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

} // namespace

std::span<const HypnogramFormat> hypnogramFormats() {
    static const std::array formats{edfFormat(), csvFormat(), jsonFormat(), lunaAnnotFormat(), yasaFormat()};
    return formats;
}

const HypnogramFormat* findFormat(std::string_view id) {
    for (const HypnogramFormat& format : hypnogramFormats())
        if (format.id == id)
            return &format;
    return nullptr;
}

Result<ImportedHypnogram> readHypnogram(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<const HypnogramFormat*> format =
        options.format.empty() ? detectFormat(path) : formatNamed(options.format);
    if (!format)
        return tl::make_unexpected(format.error());
    if (!(*format)->read)
        return fail(ErrorCode::FormatUnsupported,
                    fmt::format("format '{}' can only be written", (*format)->id));
    Result<ImportedHypnogram> result = (*format)->read(path, options);
    if (!result)
        return failAtPath(path, result.error());
    result->format = (*format)->id;
    return result;
}

Result<void> writeHypnogram(const std::filesystem::path& path, const ExportContent& content,
                            std::string_view format) {
    const Result<const HypnogramFormat*> chosen = format.empty() ? formatBySuffix(path) : formatNamed(format);
    if (!chosen)
        return tl::make_unexpected(chosen.error());
    if (!(*chosen)->write)
        return fail(ErrorCode::FormatUnsupported, fmt::format("format '{}' can only be read", (*chosen)->id));
    const bool fits =
        !content.probabilities ||
        (content.probabilities->grid == content.hypnogram.grid() &&
         static_cast<std::int64_t>(content.probabilities->epochs.size()) == content.hypnogram.size());
    if (!fits)
        return fail(ErrorCode::ArgumentInvalid,
                    path.string() + ": the probabilities belong to other epochs than the hypnogram");
    if (const Result<void> written = (*chosen)->write(path, content); !written)
        return failAtPath(path, written.error());
    return {};
}

} // namespace hypnodesk
