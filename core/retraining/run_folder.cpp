#include "core/retraining/run_folder.h"

#include "core/base/path_there.h"
#include "core/base/atomic_file.h"
#include "core/retraining/job_json.h"
#include "core/study/study_storage.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kFormat = "hypnodesk-retraining-run";
constexpr int kVersion = 1;
constexpr std::int64_t kMostEpochs = 1'000'000;

/// The file's JSON; discarded where it is missing or damaged.
json readJson(const fs::path& path) {
    const auto text = readTextFile(path);
    return text ? json::parse(*text, nullptr, false) : json(json::value_t::discarded);
}

Result<void> writeJson(const fs::path& path, const json& content) {
    return writeFileAtomically(path, content.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
}

/// What a killed process was writing: no other one writes into this folder.
void removeLeftovers(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> leftovers;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".part")
            leftovers.push_back(entry->path());
    for (const fs::path& leftover : leftovers)
        fs::remove(leftover, error);
}

/// The run's description, if the folder holds one.
std::optional<json> runOf(const fs::path& folder) {
    json run = readJson(folder / "run.json");
    if (!run.is_object() || run.value("format", json()) != kFormat ||
        run.value("version", json()) != kVersion)
        return std::nullopt;
    return run;
}

/// Files that are none of a run; "run.json.1234-1.part" is what a run leaves that was killed at its first
/// breath.
bool holdsOthers(const fs::path& folder) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with("run.json.") || !name.ends_with(".part"))
            return true;
    }
    return bool(error);
}

json matrices(const std::vector<Tally>& tallies) {
    json list = json::array();
    for (const Tally& tally : tallies)
        list.push_back({{"confusion", tally.confusion}, {"excluded", tally.excluded}});
    return list;
}

std::vector<Tally> talliesOf(const json& list) {
    std::vector<Tally> tallies;
    for (const json& one : list) {
        tallies.emplace_back().confusion = one.at("confusion").get<ConfusionMatrix>();
        tallies.back().excluded = one.at("excluded").get<std::int64_t>();
    }
    return tallies;
}

} // namespace

Result<RunFolder> RunFolder::open(const RetrainingJob& job, const std::string& baseDigest) {
    std::error_code error;
    fs::create_directories(job.folder, error);
    if (error)
        return fail(ErrorCode::FileUnwritable, job.folder.string() + ": " + error.message());
    json run = {
        {"format", kFormat}, {"version", kVersion}, {"base_sha256", baseDigest}, {"job", toJson(job)}};
    if (!isThere(job.folder / "run.json")) {
        if (holdsOthers(job.folder))
            return fail(
                ErrorCode::FileUnwritable,
                fmt::format("{}: holds other files; name an empty folder for the run", job.folder.string()));
        removeLeftovers(job.folder);
        run["begun"] = study::utcText(std::chrono::system_clock::now());
        if (auto written = writeJson(job.folder / "run.json", run); !written)
            return tl::make_unexpected(written.error());
        return RunFolder(job.folder);
    }
    const auto kept = runOf(job.folder);
    if (!kept || kept->value("base_sha256", json()) != run["base_sha256"] ||
        kept->value("job", json()) != run["job"])
        return fail(ErrorCode::DigestMismatch,
                    fmt::format("{}: belongs to a run with other nights, settings or another present model; "
                                "repeat that one, discard it, or name another folder",
                                job.folder.string()));
    removeLeftovers(job.folder); // only now: the folder of another program is none of our business
    return RunFolder(job.folder);
}

fs::path RunFolder::numbered(const char* what, std::size_t number, const char* suffix) const {
    return m_path / fmt::format("{}-{:02d}{}", what, number, suffix);
}

fs::path RunFolder::foldModel(int fold) const {
    return numbered("fold", static_cast<std::size_t>(fold), ".safetensors");
}

fs::path RunFolder::finalModel() const {
    return m_path / "final.safetensors";
}

std::optional<NightProbabilities> RunFolder::verdict(const char* when, std::size_t night) const {
    const json kept = readJson(numbered(when, night + 1, ".json"));
    try {
        NightProbabilities verdict;
        verdict.modelName = kept.at("model").get<std::string>();
        verdict.modelDigest = kept.at("sha256").get<std::string>();
        verdict.derivation = kept.at("derivation").get<std::string>();
        verdict.grid = {kept.at("start_s").get<double>(), kept.at("epoch_s").get<double>(),
                        kept.at("epochs").get<std::int64_t>()};
        const json& joint = kept.at("joint");
        const json& quality = kept.at("quality");
        if (verdict.grid.count < 0 || verdict.grid.count > kMostEpochs ||
            joint.size() != static_cast<std::size_t>(verdict.grid.count) || quality.size() != joint.size())
            return std::nullopt;
        for (std::size_t e = 0; e < joint.size(); ++e) {
            EpochVerdict& epoch = verdict.epochs.emplace_back();
            epoch.joint = joint[e].get<StageProbabilities>();
            epoch.quality = static_cast<EpochQuality>(std::clamp(quality[e].get<int>(), 0, 3));
        }
        return verdict;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

Result<void> RunFolder::keepVerdict(const char* when, std::size_t night,
                                    const NightProbabilities& verdict) const {
    json joint = json::array();
    json quality = json::array();
    for (const EpochVerdict& epoch : verdict.epochs) {
        joint.push_back(epoch.joint);
        quality.push_back(static_cast<int>(epoch.quality));
    }
    const json kept = {{"model", verdict.modelName},
                       {"sha256", verdict.modelDigest},
                       {"derivation", verdict.derivation},
                       {"start_s", verdict.grid.startSeconds},
                       {"epoch_s", verdict.grid.epochSeconds},
                       {"epochs", verdict.grid.count},
                       {"joint", std::move(joint)},
                       {"quality", std::move(quality)}};
    return writeFileAtomically(numbered(when, night + 1, ".json"), kept.dump());
}

std::optional<std::vector<LearnedNight>> RunFolder::learnedNights(std::vector<std::string>& leftOut) const {
    const json kept = readJson(m_path / "nights.json");
    try {
        std::vector<LearnedNight> nights = learnedNightsFromJson(kept.at("nights"));
        leftOut = kept.at("left_out").get<std::vector<std::string>>();
        return nights;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

Result<void> RunFolder::keepLearnedNights(const std::vector<LearnedNight>& nights,
                                          const std::vector<std::string>& leftOut) const {
    return writeJson(m_path / "nights.json", {{"nights", toJson(nights)}, {"left_out", leftOut}});
}

std::optional<RunFolder::Labels> RunFolder::labels(std::size_t night) const {
    const json kept = readJson(numbered("labels", night + 1, ".json"));
    try {
        Labels labels;
        for (const char letter : kept.at("stages").get<std::string>())
            labels.stages.push_back(stageFromLetter(letter).value_or(Stage::Unscored));
        const auto time = [&](const char* key) {
            return kept.at(key).is_null() ? std::nullopt : std::optional(kept.at(key).get<double>());
        };
        labels.lights = {time("lights_off_s"), time("lights_on_s")};
        return labels;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

Result<void> RunFolder::keepLabels(std::size_t night, const Labels& labels) const {
    std::string letters;
    for (const Stage stage : labels.stages)
        letters += stageLetter(stage);
    const auto time = [](const std::optional<double>& seconds) { return seconds ? json(*seconds) : json(); };
    return writeJson(numbered("labels", night + 1, ".json"),
                     {{"stages", letters},
                      {"lights_off_s", time(labels.lights.offSeconds)},
                      {"lights_on_s", time(labels.lights.onSeconds)}});
}

std::optional<RunFolder::Reference> RunFolder::reference() const {
    const json kept = readJson(m_path / "reference.json");
    try {
        return Reference{talliesOf(kept.at("before")), talliesOf(kept.at("after"))};
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

Result<void> RunFolder::keepReference(const Reference& reference) const {
    return writeJson(m_path / "reference.json",
                     {{"before", matrices(reference.before)}, {"after", matrices(reference.after)}});
}

double RunFolder::seconds() const {
    const json kept = readJson(m_path / "seconds.json");
    return kept.is_number() ? kept.get<double>() : 0.0;
}

void RunFolder::keepSeconds(double seconds) const {
    static_cast<void>(writeJson(m_path / "seconds.json", seconds));
}

std::vector<UnfinishedRun> findRuns(const fs::path& parent) {
    std::vector<UnfinishedRun> runs;
    std::error_code error;
    for (fs::directory_iterator entry(parent, error), end; !error && entry != end; entry.increment(error)) {
        const auto kept = runOf(entry->path());
        if (!kept)
            continue;
        UnfinishedRun run;
        run.folder = entry->path();
        const auto job = readJob(run.folder);
        if (!job)
            continue;
        run.name = job->name;
        run.begunUtc = kept->value("begun", std::string());
        for (const ClinicNight& night : job->nights)
            run.nights.push_back(night.study.empty() ? night.files.recording : night.study);
        run.isFinished = isThere(run.folder / "final.safetensors") && isThere(run.folder / "reference.json");
        runs.push_back(std::move(run));
    }
    std::sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.begunUtc > b.begunUtc; });
    return runs;
}

Result<RetrainingJob> readJob(const fs::path& folder) {
    const auto kept = runOf(folder);
    if (!kept)
        return fail(ErrorCode::FormatInvalid, folder.string() + ": holds no run that this version can read");
    auto job = jobFromJson(kept->value("job", json()));
    if (!job)
        return failAt(folder.string(), job.error());
    job->folder = folder;
    return job;
}

Result<void> discardRun(const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(folder, error))
        return {};
    if (!runOf(folder))
        return fail(ErrorCode::FormatUnknown,
                    folder.string() + ": not the folder of a run; nothing was removed");
    fs::remove_all(folder, error);
    if (error)
        return fail(ErrorCode::FileUnwritable, folder.string() + ": " + error.message());
    return {};
}

} // namespace hypnodesk
