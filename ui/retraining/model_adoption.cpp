#include "ui/retraining/model_adoption.h"

#include "core/base/digest.h"
#include "core/model/model_details.h"
#include "core/model/model_library.h"
#include "core/model/model_transfer.h"
#include "core/retraining/adopt_model.h"
#include "core/study/author.h"
#include "core/study/study_storage.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <system_error>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

/// "clinic", or "clinic-2" where that is taken by a model, or by the record of one that was not adopted. What
/// a decision left that was killed half-way takes nothing: a record without a model, or this very model.
std::string freeId(const fs::path& folder, bool holdsModels, const std::string& name,
                   const std::string& digest) {
    const std::string wanted = modelIdFrom(name);
    const std::vector<InstalledModel> models = installedModels();
    const auto isTaken = [&](const std::string& id) {
        std::error_code error;
        const fs::path file = folder / (id + ".safetensors");
        if (!holdsModels)
            return fs::exists(changeRecordPath(file), error);
        if (fs::exists(file, error))
            return sha256HexOfFile(file).value_or(std::string()) != digest;
        return std::any_of(models.begin(), models.end(), [&](const auto& m) { return m.id == id; });
    };
    std::string id = wanted;
    for (int number = 2; isTaken(id); ++number)
        id = fmt::format("{}-{}", wanted, number);
    return id;
}

} // namespace

Result<ConcludedRetraining> concludeRetraining(const RetrainingJob& job, const RetrainingResult& result,
                                               const RetrainingDecision& decision) {
    const Author author = Author::ofThisProcess();
    const std::string signer = decision.signer.empty() ? author.user : decision.signer;
    const std::string now = study::utcText(std::chrono::system_clock::now());
    const bool isAdopted = decision.decision == ModelDecision::Adopted;
    const fs::path library = ownModelFolder();
    const fs::path folder = isAdopted ? library : library / "decisions";
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::FileUnwritable, fmt::format("{}: {}", folder.string(), error.message()));
    const std::string id = freeId(folder, isAdopted, decision.name, result.modelDigest);
    ModelChangeRecord record{decision.name,
                             job.plan,
                             result,
                             {decision.decision, signer, decision.note, now, author.program, author.host}};
    ConcludedRetraining done{{}, changeRecordPath(folder / (id + ".safetensors"))};
    if (!isAdopted) {
        if (auto written = writeModelChangeRecord(record, done.record); !written)
            return tl::make_unexpected(written.error());
    } else {
        if (auto adopted = adoptModel(record, library / (id + ".safetensors")); !adopted)
            return tl::make_unexpected(adopted.error());
        done.modelId = id;
        if (auto set = setDefaultModel(library, id, decision.derivation, {signer, now}); !set) {
            (void)removeModel(id); // nothing has come of it; the same decision may be repeated
            return tl::make_unexpected(set.error());
        }
    }
    if (auto gone = discardRun(job.folder); !gone)
        return tl::make_unexpected(gone.error());
    return done;
}

} // namespace hypnodesk
