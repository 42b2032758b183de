#include "core/model/model_transfer.h"

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/base/mapped_file.h"
#include "core/model/model_defaults.h"
#include "core/model/model_details.h"
#include "core/model/model_file.h"
#include "core/model/model_library.h"
#include "core/model/safetensors.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <system_error>

namespace hypnodesk {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kExportKey = "hypnodesk_export";
constexpr std::size_t kLargestRecord = 64u << 20;

Result<SafeTensors> readTensors(const fs::path& path) {
    const auto file = MappedFile::open(path);
    if (!file)
        return tl::make_unexpected(file.error());
    auto content = parseSafeTensors(file->bytes());
    if (!content)
        return failAt(path.string(), content.error());
    return content;
}

Result<std::string> recordOf(const fs::path& model) {
    auto record = readTextFile(changeRecordPath(model), kLargestRecord);
    if (!record && record.error().code == ErrorCode::FileMissing)
        return std::string();
    return record;
}

/// A model with what an export added to it taken off again.
struct Unpacked {
    std::vector<std::byte> bytes; ///< of the model file
    std::string record;           ///< empty: none
};

/// Checks what the file says of itself. A file that is no export is taken as it is.
Result<Unpacked> unpack(const fs::path& path) {
    const auto file = MappedFile::open(path);
    if (!file)
        return tl::make_unexpected(file.error());
    auto content = parseSafeTensors(file->bytes());
    if (!content)
        return tl::make_unexpected(content.error());
    const auto note = content->metadata.find(kExportKey);
    if (note == content->metadata.end())
        return Unpacked{{file->bytes().begin(), file->bytes().end()}, {}};
    const json told = json::parse(note->second, nullptr, false);
    if (!told.is_object() || !told.contains("model_sha256") || !told["model_sha256"].is_string())
        return fail(ErrorCode::FormatInvalid, "what was noted when it was exported cannot be read");
    content->metadata.erase(note);
    Unpacked unpacked{serialise(*content), {}};
    if (sha256Hex(unpacked.bytes) != told["model_sha256"].get<std::string>())
        return fail(ErrorCode::DigestMismatch, "the model was altered since it was exported");
    if (!told.contains("record"))
        return unpacked;
    if (!told["record"].is_string() || !told.contains("record_sha256") || !told["record_sha256"].is_string())
        return fail(ErrorCode::FormatInvalid, "its change record cannot be read");
    unpacked.record = told["record"].get<std::string>();
    if (sha256Hex(std::as_bytes(std::span(unpacked.record))) != told["record_sha256"].get<std::string>())
        return fail(ErrorCode::DigestMismatch, "its change record was altered since it was exported");
    return unpacked;
}

/// A file of this process under another name than any model has, gone with the guard.
struct Trial {
    explicit Trial(const fs::path& folder)
        : path(folder / fmt::format(".trial-{}.safetensors.part", ::getpid())) {}
    ~Trial() {
        std::error_code ignored;
        fs::remove(path, ignored);
    }
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;
    fs::path path;
};

} // namespace

Result<void> exportModel(const fs::path& model, const fs::path& out) {
    std::error_code error;
    if (fs::exists(out, error))
        return fail(ErrorCode::FileUnwritable, out.string() + ": exists already; choose another name");
    const auto checked = readModelFile(model);
    if (!checked)
        return tl::make_unexpected(checked.error());
    const auto record = recordOf(model);
    if (!record)
        return tl::make_unexpected(record.error());
    auto content = readTensors(model);
    if (!content)
        return tl::make_unexpected(content.error());
    const auto packed = content->metadata.find(kExportKey);
    if (packed != content->metadata.end())
        return fail(ErrorCode::ArgumentInvalid,
                    model.string() + ": is an exported file already; copy it as it is");
    // Taking the note off again must give these bytes, so the layout of the file must be the one we write.
    if (sha256Hex(serialise(*content)) != checked->digest)
        return fail(ErrorCode::FormatUnsupported,
                    model.string() + ": was laid out by another program than Hypnodesk; copy it as it is");
    json note = {{"version", 1}, {"model_sha256", checked->digest}};
    if (!record->empty()) {
        note["record"] = *record;
        note["record_sha256"] = sha256Hex(std::as_bytes(std::span(*record)));
    }
    content->metadata[kExportKey] = note.dump(-1, ' ', false, json::error_handler_t::replace);
    return writeFileAtomically(out, serialise(*content));
}

Result<std::string> importModel(const fs::path& file, const fs::path& folder, const std::string& wantedId,
                                const ModelTrial& trial) {
    const auto unpacked = unpack(file);
    if (!unpacked)
        return failAt(file.string(), unpacked.error());
    const std::string id = modelIdFrom(wantedId.empty() ? file.stem().string() : wantedId);
    const std::vector<InstalledModel> models = installedModels();
    const bool isTaken =
        std::any_of(models.begin(), models.end(), [&](const InstalledModel& m) { return m.id == id; });
    const fs::path place = folder / (id + ".safetensors");
    std::error_code error;
    if (isTaken || fs::exists(place, error))
        return fail(ErrorCode::FileUnwritable,
                    id + ": a model of this name is installed; a model is never changed in place, give the "
                         "new one another name");
    fs::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::FileUnwritable, fmt::format("{}: {}", folder.string(), error.message()));

    // What lies under a model's name has passed every check.
    const Trial inspected(folder);
    if (auto written = writeFileAtomically(inspected.path, unpacked->bytes); !written)
        return tl::make_unexpected(written.error());
    const auto refusal = [&](Error why) {
        const std::string where = inspected.path.string() + ": ";
        if (why.detail.starts_with(where))
            why.detail.erase(0, where.size());
        return failAt(file.string(), why);
    };
    if (const auto model = readModelFile(inspected.path); !model)
        return refusal(model.error());
    if (trial)
        if (const auto worked = trial(inspected.path); !worked)
            return refusal(worked.error());
    if (!unpacked->record.empty())
        if (auto written = writeFileAtomically(changeRecordPath(place), unpacked->record); !written)
            return tl::make_unexpected(written.error());
    fs::rename(inspected.path, place, error);
    if (error) {
        std::error_code ignored;
        fs::remove(changeRecordPath(place), ignored);
        return fail(ErrorCode::FileUnwritable, fmt::format("{}: {}", place.string(), error.message()));
    }
    return id;
}

Result<void> removeModel(const std::string& id) {
    const std::vector<InstalledModel> models = installedModels();
    const auto found =
        std::find_if(models.begin(), models.end(), [&](const InstalledModel& m) { return m.id == id; });
    if (found == models.end())
        return fail(ErrorCode::FileMissing, id + ": no model of this name is installed");
    if (found->isShipped)
        return fail(ErrorCode::ArgumentInvalid, id + ": came with the program and stays");
    const auto history = readModelDefaults(ownModelFolder());
    if (!history)
        return tl::make_unexpected(history.error());
    if (history->inForce().names(id))
        return fail(ErrorCode::ArgumentInvalid, id + ": is the default; choose another default first");
    std::error_code error;
    if (!fs::remove(found->path, error))
        return fail(ErrorCode::FileUnwritable, fmt::format("{}: {}", found->path.string(), error.message()));
    fs::path record = changeRecordPath(found->path);
    fs::remove(record, error);
    fs::remove(record.replace_extension(".html"), error);
    return {};
}

std::string modelIdFrom(const std::string& text) {
    std::string id;
    for (const char letter : text) {
        const bool isFit = std::isalnum(static_cast<unsigned char>(letter)) || letter == '.' ||
                           letter == '-' || letter == '_';
        if (isFit)
            id += letter;
        else if (!id.ends_with('-'))
            id += '-';
    }
    while (!id.empty() && (id.front() == '.' || id.front() == '-'))
        id.erase(id.begin());
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    return id.empty() ? "model" : id;
}

} // namespace hypnodesk
