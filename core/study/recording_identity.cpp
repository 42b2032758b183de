#include "core/study/recording_identity.h"

#include "core/base/digest.h"
#include "core/base/text_fields.h"
#include "core/recording/edf_recording.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <fstream>
#include <system_error>
#include <vector>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

std::string textOf(const StartTime& start) {
    const auto second = static_cast<int>(start.second);
    const std::string time = fmt::format("T{:02}:{:02}:{:02}", start.hour, start.minute, second);
    return start.hasDate() ? fmt::format("{:04}-{:02}-{:02}{}", start.year, start.month, start.day, time)
                           : time;
}

/// EDF says in bytes 184 to 192 how long its header is; the reader's repaired value comes first.
Result<std::uint64_t> headerBytes(const Recording& recording, std::uint64_t fileBytes) {
    const auto* edf = dynamic_cast<const EdfRecording*>(&recording);
    if (!edf)
        return fail(
            ErrorCode::FormatUnsupported,
            fmt::format("{}: only EDF and BDF recordings can be identified", recording.info().path.string()));
    const auto bytes = static_cast<std::uint64_t>(edf->file().header().headerBytes);
    return std::min(bytes, fileBytes);
}

Result<std::string> digestOfRange(const fs::path& path, std::uint64_t begin, std::uint64_t end,
                                  const TaskContext& context) {
    std::ifstream file(path, std::ios::binary);
    if (!file || !file.seekg(static_cast<std::streamoff>(begin)))
        return fail(ErrorCode::FileUnreadable, path.string());
    Sha256 digest;
    std::vector<char> buffer(1 << 20);
    for (std::uint64_t at = begin; at < end;) {
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, path.string());
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), end - at));
        if (!file.read(buffer.data(), static_cast<std::streamsize>(count)))
            return fail(ErrorCode::FileUnreadable, fmt::format("{}: at byte {}", path.string(), at));
        digest.add(std::as_bytes(std::span(buffer.data(), count)));
        at += count;
        context.report(static_cast<double>(at - begin) / static_cast<double>(end - begin));
    }
    return digest.finishHex();
}

Result<std::uint64_t> fileBytes(const fs::path& path) {
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(path, error);
    if (error)
        return fail(ErrorCode::FileUnreadable, fmt::format("{}: {}", path.string(), error.message()));
    return bytes;
}

} // namespace

Result<RecordingIdentity> identityOf(const Recording& recording) {
    const fs::path& path = recording.info().path;
    const auto bytes = fileBytes(path);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    const auto header = headerBytes(recording, *bytes);
    if (!header)
        return tl::make_unexpected(header.error());
    auto digest = digestOfRange(path, 0, *header, {});
    if (!digest)
        return tl::make_unexpected(digest.error());
    return RecordingIdentity{
        toUtf8(path.filename().string()), *bytes, std::move(*digest), {}, textOf(recording.info().start),
        recording.durationSeconds()};
}

Result<std::string> samplesDigestOf(const Recording& recording, const TaskContext& context) {
    const fs::path& path = recording.info().path;
    const auto bytes = fileBytes(path);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    const auto header = headerBytes(recording, *bytes);
    if (!header)
        return tl::make_unexpected(header.error());
    return digestOfRange(path, *header, *bytes, context);
}

IdentityComparison compareIdentities(const RecordingIdentity& kept, const RecordingIdentity& found) {
    IdentityComparison comparison;
    if (kept.headerDigest.empty() || found.headerDigest.empty())
        return comparison;
    std::vector<std::string> differences;
    if (kept.bytes != found.bytes) {
        const bool isShorter = found.bytes < kept.bytes;
        differences.push_back(fmt::format("the file is {} bytes {}",
                                          isShorter ? kept.bytes - found.bytes : found.bytes - kept.bytes,
                                          isShorter ? "shorter" : "longer"));
    }
    if (kept.headerDigest != found.headerDigest) {
        differences.emplace_back("the header differs");
        if (kept.start != found.start)
            differences.push_back(fmt::format("it starts at {} instead of {}", found.start, kept.start));
        if (std::abs(kept.durationSeconds - found.durationSeconds) > 1.0e-3)
            differences.push_back(fmt::format("it lasts {} s instead of {} s",
                                              formatNumber(found.durationSeconds),
                                              formatNumber(kept.durationSeconds)));
    }
    comparison.samplesCompared = !kept.samplesDigest.empty() && !found.samplesDigest.empty();
    if (comparison.samplesCompared && kept.samplesDigest != found.samplesDigest)
        differences.emplace_back("the samples differ");
    comparison.renamed = kept.fileName != found.fileName;
    comparison.verdict =
        differences.empty() ? IdentityComparison::Verdict::Same : IdentityComparison::Verdict::Changed;
    comparison.what = fmt::format("{}", fmt::join(differences, "; "));
    return comparison;
}

} // namespace hypnodesk
