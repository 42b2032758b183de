#include "core/model/model_details.h"

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/model/model_file.h"

namespace hypnodesk {

using nlohmann::json;

namespace {

constexpr std::size_t kLargestRecord = 64u << 20;
constexpr std::size_t kMostParents = 100;

std::string textIn(const json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void takeParents(ModelDetails& details) {
    const json* from = &details.provenance;
    while (from->is_object() && from->contains("base") && details.parents.size() < kMostParents) {
        const json& base = from->at("base");
        if (!base.is_object())
            return;
        if (details.parents.empty())
            details.parentSha256 = textIn(base, "sha256");
        details.parents.push_back(textIn(base, "name"));
        if (!base.contains("provenance"))
            return;
        from = &base.at("provenance");
    }
}

void takeRecord(ModelDetails& details) {
    const auto text = readTextFile(changeRecordPath(details.model.path), kLargestRecord);
    if (!text)
        return;
    const json record = json::parse(*text, nullptr, false);
    if (!record.is_object()) {
        details.problem = Error{ErrorCode::FormatInvalid, "its change record is damaged"};
        return;
    }
    details.record = record;
    details.madeUtc = textIn(record, "utc");
    const std::string promised = textIn(record, kRecordModelDigest);
    if (!promised.empty() && !details.sha256.empty() && promised != details.sha256 && !details.problem)
        details.problem =
            Error{ErrorCode::DigestMismatch, "the file is not the one that its change record speaks of"};
}

} // namespace

std::filesystem::path changeRecordPath(const std::filesystem::path& model) {
    std::filesystem::path record = model;
    return record.replace_extension(".record.json");
}

ModelDetails readModelDetails(const InstalledModel& model) {
    ModelDetails details;
    details.model = model;
    const auto content = readModelFile(model.path);
    if (content) {
        details.name = content->name;
        details.sha256 = content->digest;
        details.provenance = content->provenance;
        takeParents(details);
    } else {
        details.problem = content.error();
        if (const auto digest = sha256HexOfFile(model.path))
            details.sha256 = *digest;
    }
    takeRecord(details);
    return details;
}

} // namespace hypnodesk
