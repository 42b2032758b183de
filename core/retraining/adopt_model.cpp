#include "core/retraining/adopt_model.h"

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/model/model_details.h"

#include <fmt/format.h>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

/// What a process that was killed left of a model of this name.
void removeLeftovers(const fs::path& out) {
    std::error_code error;
    const fs::path folder = out.has_parent_path() ? out.parent_path() : fs::path(".");
    const std::string begin = out.filename().string() + ".";
    std::vector<fs::path> leftovers;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with(begin) && name.ends_with(".part"))
            leftovers.push_back(entry->path());
    }
    for (const fs::path& leftover : leftovers)
        fs::remove(leftover, error);
}

} // namespace

Result<void> adoptModel(const ModelChangeRecord& record, const fs::path& out) {
    std::error_code error;
    if (fs::exists(out, error))
        return fail(ErrorCode::FileUnwritable,
                    out.string() +
                        ": exists already; a model is never changed in place, choose another name");
    if (out.has_parent_path())
        fs::create_directories(out.parent_path(), error);
    removeLeftovers(out);
    auto copied = writeFileAtomically(out, [&](const fs::path& path) -> Result<void> {
        std::error_code failed;
        if (!fs::copy_file(record.result.model, path, fs::copy_options::overwrite_existing, failed))
            return fail(ErrorCode::FileUnwritable, path.string() + ": " + failed.message());
        const auto digest = sha256HexOfFile(path);
        if (!digest)
            return tl::make_unexpected(digest.error());
        if (*digest != record.result.modelDigest)
            return fail(ErrorCode::DigestMismatch,
                        fmt::format("{}: is not the model that was examined", record.result.model.string()));
        return {};
    });
    if (!copied)
        return copied;
    auto written = writeModelChangeRecord(record, changeRecordPath(out));
    if (!written)
        fs::remove(out, error);
    return written;
}

} // namespace hypnodesk
