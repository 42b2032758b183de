#include "app/command_line/evaluation_provenance.h"

#include "core/model/model_file.h"

#include <vector>

namespace hypnodesk::cli {

namespace {

std::string textOf(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

LearnedNights LearnedNights::of(const std::filesystem::path& model) {
    LearnedNights nights;
    const auto file = readModelFile(model);
    if (!file)
        return nights;
    // Nights stand in lists at any depth, for a model's provenance holds that of its parents. No recursion:
    // the file is a stranger's.
    std::vector<const nlohmann::json*> open{&file->provenance};
    while (!open.empty()) {
        const nlohmann::json& value = *open.back();
        open.pop_back();
        if (value.is_object() && value.contains("name") && value.contains("subject")) {
            nights.m_names.emplace(textOf(value, "name"), textOf(value, "subject"));
            nights.m_digests.insert(textOf(value, "sha256"));
        } else if (value.is_structured()) {
            for (const nlohmann::json& inner : value)
                open.push_back(&inner);
        }
    }
    return nights;
}

bool LearnedNights::hold(const LabelledNight& night) const {
    return m_digests.contains(night.digest) || m_names.contains({night.name, night.subject});
}

} // namespace hypnodesk::cli
