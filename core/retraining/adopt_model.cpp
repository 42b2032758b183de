#include "core/retraining/adopt_model.h"

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/model/model_details.h"

#include <fmt/format.h>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

/// What a process that was killed was writing of a model of this name and its record.
void removeLeftovers(const fs::path& out) {
    std::error_code error;
    const fs::path folder = out.has_parent_path() ? out.parent_path() : fs::path(".");
    const std::string begin = out.stem().string() + ".";
    std::vector<fs::path> leftovers;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with(begin) && name.ends_with(".part"))
            leftovers.push_back(entry->path());
    }
    for (const fs::path& leftover : leftovers)
        fs::remove(leftover, error);
}

bool isSameModel(const fs::path& model, const std::string& digest) {
    const auto found = sha256HexOfFile(model);
    return found && *found == digest;
}

/// The run's file under another name, which costs no space and is there in one step; a copy where the folders
/// are on different disks. Never in place of another file.
Result<void> bring(const fs::path& model, const fs::path& out) {
    std::error_code error;
    fs::create_hard_link(model, out, error);
    if (!error)
        return {};
    if (error == std::errc::file_exists)
        return fail(ErrorCode::FileUnwritable, out.string() + ": " + error.message());
    return writeFileAtomically(out, [&](const fs::path& path) -> Result<void> {
        std::error_code failed;
        if (!fs::copy_file(model, path, fs::copy_options::overwrite_existing, failed))
            return fail(ErrorCode::FileUnwritable, path.string() + ": " + failed.message());
        return {};
    });
}

} // namespace

Result<void> adoptModel(const ModelChangeRecord& record, const fs::path& out) {
    const RetrainingResult& result = record.result;
    const fs::path recordFile = changeRecordPath(out);
    std::error_code error;
    if (fs::exists(out, error))
        return isSameModel(out, result.modelDigest)
                   ? writeModelChangeRecord(record, recordFile)
                   : fail(ErrorCode::FileUnwritable,
                          out.string() +
                              ": exists already; a model is never changed in place, choose another name");
    if (out.has_parent_path())
        fs::create_directories(out.parent_path(), error);
    removeLeftovers(out);
    if (!isSameModel(result.model, result.modelDigest))
        return fail(ErrorCode::DigestMismatch,
                    fmt::format("{}: is not the model that was examined", result.model.string()));
    auto done = writeModelChangeRecord(record, recordFile);
    if (done)
        done = bring(result.model, out);
    if (!done)
        for (const char* suffix : {".json", ".html"})
            fs::remove(fs::path(recordFile).replace_extension(suffix), error);
    return done;
}

} // namespace hypnodesk
