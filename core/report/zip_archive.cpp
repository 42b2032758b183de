#include "core/report/zip_archive.h"

#include <fmt/format.h>
#include <zip.h>

#include <memory>

namespace hypnodesk {

namespace {

constexpr zip_uint16_t kFirstDosDate = (0 << 9) | (1 << 5) | 1; // 1 January 1980
constexpr zip_uint32_t kPlainFile = 0100644u << 16;             // rw-r--r--, as Unix keeps it

struct SourceRelease {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, SourceRelease>;

tl::unexpected<Error> zipFailure(const std::string& where, zip_error_t* error) {
    return fail(ErrorCode::Internal, fmt::format("zip: {}: {}", where, zip_error_strerror(error)));
}

Result<void> addMember(zip_t* archive, const ArchiveMember& member) {
    // The bytes stay the caller's until the archive is closed.
    zip_source_t* content = zip_source_buffer(archive, member.bytes.data(), member.bytes.size(), 0);
    if (!content)
        return zipFailure(member.name, zip_get_error(archive));
    const zip_int64_t index = zip_file_add(archive, member.name.c_str(), content, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(content);
        if (zip_error_code_zip(zip_get_error(archive)) == ZIP_ER_EXISTS)
            return fail(ErrorCode::FormatInvalid, member.name + ": twice in one archive");
        return zipFailure(member.name, zip_get_error(archive));
    }
    const auto place = static_cast<zip_uint64_t>(index);
    if (zip_set_file_compression(archive, place, ZIP_CM_DEFLATE, 6) != 0 ||
        zip_file_set_dostime(archive, place, 0, kFirstDosDate, 0) != 0 ||
        zip_file_set_external_attributes(archive, place, 0, ZIP_OPSYS_UNIX, kPlainFile) != 0)
        return zipFailure(member.name, zip_get_error(archive));
    return {};
}

/// All that was written to a source in memory.
Result<std::string> contentOf(zip_source_t* source) {
    zip_stat_t status;
    if (zip_source_stat(source, &status) != 0 || zip_source_open(source) != 0)
        return zipFailure("archive", zip_source_error(source));
    std::string bytes(status.size, '\0');
    const zip_int64_t got = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (got != static_cast<zip_int64_t>(bytes.size()))
        return zipFailure("archive", zip_source_error(source));
    return bytes;
}

} // namespace

Result<std::string> zipArchive(std::span<const ArchiveMember> members) {
    zip_error_t error;
    zip_error_init(&error);
    const Source buffer(zip_source_buffer_create(nullptr, 0, 0, &error));
    zip_t* archive = buffer ? zip_open_from_source(buffer.get(), ZIP_TRUNCATE, &error) : nullptr;
    if (!archive)
        return zipFailure("archive", &error);
    zip_source_keep(buffer.get()); // closing the archive lets go of one reference
    for (const ArchiveMember& member : members)
        if (auto added = addMember(archive, member); !added) {
            zip_discard(archive);
            return tl::make_unexpected(added.error());
        }
    if (zip_close(archive) != 0) {
        auto failed = zipFailure("archive", zip_get_error(archive));
        zip_discard(archive);
        return failed;
    }
    return contentOf(buffer.get());
}

} // namespace hypnodesk
