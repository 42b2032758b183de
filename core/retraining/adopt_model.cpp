#include "core/retraining/adopt_model.h"

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/model/model_details.h"

#include <fmt/format.h>

namespace hypnodesk {

namespace fs = std::filesystem;

Result<void> adoptModel(const ModelChangeRecord& record, const fs::path& out) {
    std::error_code error;
    if (fs::exists(out, error))
        return fail(ErrorCode::FileUnwritable,
                    out.string() +
                        ": exists already; a model is never changed in place, choose another name");
    if (out.has_parent_path())
        fs::create_directories(out.parent_path(), error);
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
