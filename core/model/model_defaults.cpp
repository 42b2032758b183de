#include "core/model/model_defaults.h"

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/base/text_fields.h"
#include "core/model/model_file.h"
#include "core/model/model_library.h"
#include "core/recording/channel_label.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <system_error>

namespace hypnodesk {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kFileName = "defaults.json";
constexpr int kVersion = 1;
constexpr std::size_t kLargestFile = 4u << 20;

json toJson(const DefaultModel& model) {
    return {{"model", model.id}, {"sha256", model.sha256}};
}

DefaultModel modelFrom(const json& text) {
    return {text.at("model").get<std::string>(), text.at("sha256").get<std::string>()};
}

json toJson(const DefaultsAuthor& author) {
    return {{"by", author.by}, {"utc", author.utc}};
}

DefaultsAuthor authorFrom(const json& text) {
    return {text.at("by").get<std::string>(), text.at("utc").get<std::string>()};
}

json toJson(const DefaultsChange& change) {
    json derivations = json::object();
    for (const auto& [derivation, model] : change.defaults.byDerivation)
        derivations[derivation] = toJson(model);
    json text = {{"everywhere", toJson(change.defaults.everywhere)},
                 {"derivations", derivations},
                 {"set", toJson(change.author)}};
    if (change.takenBack != DefaultsAuthor{})
        text["taken_back"] = toJson(change.takenBack);
    return text;
}

DefaultsChange changeFrom(const json& text) {
    DefaultsChange change;
    change.defaults.everywhere = modelFrom(text.at("everywhere"));
    for (const auto& [derivation, model] : text.at("derivations").items())
        change.defaults.byDerivation[derivation] = modelFrom(model);
    change.author = authorFrom(text.at("set"));
    if (text.contains("taken_back"))
        change.takenBack = authorFrom(text.at("taken_back"));
    return change;
}

Result<void> writeHistory(const fs::path& folder, const DefaultsHistory& history) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::FileUnwritable, fmt::format("{}: {}", folder.string(), error.message()));
    json changes = json::array();
    for (const DefaultsChange& change : history.changes)
        changes.push_back(toJson(change));
    const json whole = {{"version", kVersion}, {"changes", changes}};
    return writeFileAtomically(folder / kFileName,
                               whole.dump(2, ' ', false, json::error_handler_t::replace) + '\n');
}

const DefaultsChange* lastThatCounts(const DefaultsHistory& history, int skip) {
    for (auto change = history.changes.rbegin(); change != history.changes.rend(); ++change)
        if (change->takenBack == DefaultsAuthor{} && skip-- == 0)
            return &*change;
    return nullptr;
}

} // namespace

const DefaultModel& ModelDefaults::of(std::string_view derivation) const {
    const auto found = byDerivation.find(derivationKey(derivation));
    return found == byDerivation.end() ? everywhere : found->second;
}

bool ModelDefaults::names(std::string_view id) const {
    return everywhere.id == id || std::any_of(byDerivation.begin(), byDerivation.end(),
                                              [id](const auto& entry) { return entry.second.id == id; });
}

std::string derivationKey(std::string_view derivation) {
    const ElectrodePair pair = parseElectrodes(derivation);
    if (pair.plus.empty())
        return std::string(trimmed(derivation));
    return pair.minus.empty() ? pair.plus : fmt::format("{}-{}", pair.plus, pair.minus);
}

ModelDefaults DefaultsHistory::inForce() const {
    const DefaultsChange* last = lastThatCounts(*this, 0);
    return last ? last->defaults : ModelDefaults{};
}

bool DefaultsHistory::canRollBack() const {
    return lastThatCounts(*this, 0) != nullptr;
}

ModelDefaults DefaultsHistory::beforeThat() const {
    const DefaultsChange* before = lastThatCounts(*this, 1);
    return before ? before->defaults : ModelDefaults{};
}

Result<DefaultsHistory> readModelDefaults(const fs::path& folder) {
    const fs::path path = folder / kFileName;
    const auto text = readTextFile(path, kLargestFile);
    if (!text && text.error().code == ErrorCode::FileMissing)
        return DefaultsHistory{};
    if (!text)
        return tl::make_unexpected(text.error());
    DefaultsHistory history;
    try {
        const json whole = json::parse(*text);
        if (whole.at("version").get<int>() > kVersion)
            return fail(ErrorCode::FormatUnsupported,
                        path.string() + ": written by a later version of Hypnodesk; update the program");
        for (const json& change : whole.at("changes"))
            history.changes.push_back(changeFrom(change));
    } catch (const json::exception& error) {
        return fail(ErrorCode::FormatInvalid,
                    fmt::format("{}: {}; remove the file to begin with the shipped model", path.string(),
                                error.what()));
    }
    return history;
}

Result<void> setDefaultModel(const fs::path& folder, const std::string& id, std::string_view derivation,
                             const DefaultsAuthor& author) {
    auto history = readModelDefaults(folder);
    if (!history)
        return tl::make_unexpected(history.error());
    DefaultModel chosen;
    if (!id.empty()) {
        const std::vector<InstalledModel> models = installedModels();
        const auto found =
            std::find_if(models.begin(), models.end(), [&](const InstalledModel& m) { return m.id == id; });
        if (found == models.end())
            return fail(ErrorCode::FileMissing, id + ": no model of this name is installed");
        const auto content = readModelFile(found->path);
        if (!content)
            return tl::make_unexpected(content.error());
        chosen = {id, content->digest};
    }
    ModelDefaults next = history->inForce();
    if (derivation.empty())
        next.everywhere = chosen;
    else if (id.empty())
        next.byDerivation.erase(derivationKey(derivation));
    else
        next.byDerivation[derivationKey(derivation)] = chosen;
    if (next == history->inForce())
        return {};
    history->changes.push_back({std::move(next), author, {}});
    return writeHistory(folder, *history);
}

Result<ModelDefaults> rollBackDefaultModel(const fs::path& folder, const DefaultsAuthor& author) {
    auto history = readModelDefaults(folder);
    if (!history)
        return tl::make_unexpected(history.error());
    const auto last =
        std::find_if(history->changes.rbegin(), history->changes.rend(),
                     [](const DefaultsChange& change) { return change.takenBack == DefaultsAuthor{}; });
    if (last == history->changes.rend())
        return fail(ErrorCode::ArgumentInvalid,
                    "no default was chosen that could be taken back; the shipped model scores");
    last->takenBack = author;
    if (auto written = writeHistory(folder, *history); !written)
        return tl::make_unexpected(written.error());
    return history->inForce();
}

const ModelChoice::Chosen& ModelChoice::of(std::string_view derivation) const {
    const auto found = byDerivation.find(derivationKey(derivation));
    return found == byDerivation.end() ? everywhere : found->second;
}

std::string ModelChoice::fingerprint() const {
    if (byDerivation.empty())
        return everywhere.sha256;
    Sha256 digest;
    digest.add(everywhere.sha256);
    for (const auto& [derivation, chosen] : byDerivation)
        digest.add(fmt::format("|{}|{}", derivation, chosen.sha256));
    return digest.finishHex();
}

Result<ModelChoice> chooseModels(const std::string& pathOrId) {
    const auto chosen = [&](std::string_view derivation) -> Result<ModelChoice::Chosen> {
        const auto path = findModel(pathOrId, derivation);
        const auto digest = path ? sha256HexOfFile(*path) : tl::make_unexpected(path.error());
        if (!digest)
            return tl::make_unexpected(digest.error());
        return ModelChoice::Chosen{*path, *digest};
    };
    ModelChoice choice;
    const auto everywhere = chosen({});
    if (!everywhere)
        return tl::make_unexpected(everywhere.error());
    choice.everywhere = *everywhere;
    if (!pathOrId.empty())
        return choice;
    const auto history = readModelDefaults(ownModelFolder());
    if (!history)
        return tl::make_unexpected(history.error());
    for (const auto& [derivation, model] : history->inForce().byDerivation) {
        const auto one = chosen(derivation);
        if (!one)
            return tl::make_unexpected(one.error());
        choice.byDerivation[derivation] = *one;
    }
    return choice;
}

} // namespace hypnodesk
