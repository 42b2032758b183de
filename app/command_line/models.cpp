#include "app/command_line/command.h"
#include "app/command_line/known_answer.h"
#include "core/model/model_file.h"
#include "core/model/model_library.h"
#include "core/model/network.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace hypnodesk::cli {

namespace {

struct ModelsArguments {
    std::vector<std::string> names; ///< empty: every installed model
    bool json = false;
};

std::vector<std::string> namesOrAll(const ModelsArguments& arguments) {
    if (!arguments.names.empty())
        return arguments.names;
    std::vector<std::string> all;
    for (const InstalledModel& model : installedModels())
        all.push_back(model.path.string());
    return all;
}

int listModels(const ModelsArguments& arguments) {
    nlohmann::json list = nlohmann::json::array();
    for (const InstalledModel& model : installedModels())
        list.push_back({{"id", model.id}, {"path", model.path.string()}, {"shipped", model.isShipped}});
    if (arguments.json) {
        fmt::print("{}\n", list.dump(2));
        return kDone;
    }
    for (const auto& entry : list)
        fmt::print("{:<32} {:<8} {}\n", entry["id"].get<std::string>(),
                   entry["shipped"].get<bool>() ? "shipped" : "own", entry["path"].get<std::string>());
    if (list.empty())
        fmt::print(stderr, "no models installed\n");
    return kDone;
}

nlohmann::json describeModel(const ModelFile& model) {
    std::int64_t parameters = 0;
    for (const NamedTensor& array : model.weights)
        parameters += array.name.find("running_") == std::string::npos ? array.elementCount() : 0;
    return {{"name", model.name},
            {"sha256", model.digest},
            {"parameters", parameters},
            {"config", toJson(model.config)},
            {"temperature", model.temperature},
            {"provenance", model.provenance}};
}

/// Runs `look` for each model; the exit code says how many failed.
int forEachModel(const ModelsArguments& arguments,
                 const std::function<Result<void>(const std::filesystem::path&)>& look) {
    const std::vector<std::string> names = namesOrAll(arguments);
    std::size_t failed = 0;
    for (const std::string& name : names) {
        const auto path = findModel(name);
        const Result<void> looked = path ? look(*path) : tl::make_unexpected(path.error());
        if (!looked) {
            complain(looked.error());
            ++failed;
        }
    }
    if (names.empty())
        complain("no models installed");
    if (failed == names.size())
        return kNothingDone;
    return failed == 0 ? kDone : kSomeFailed;
}

int showModels(const ModelsArguments& arguments) {
    return forEachModel(arguments, [](const std::filesystem::path& path) -> Result<void> {
        const auto model = readModelFile(path);
        if (!model)
            return tl::make_unexpected(model.error());
        fmt::print("{}\n", describeModel(*model).dump(2));
        return {};
    });
}

int verifyModels(const ModelsArguments& arguments) {
    const auto network = loadNetwork();
    if (!network) {
        complain(network.error());
        return kNothingDone;
    }
    return forEachModel(arguments, [&](const std::filesystem::path& path) -> Result<void> {
        const auto model = readModelFile(path);
        if (!model)
            return tl::make_unexpected(model.error());
        const auto answer = askKnownQuestion(**network, path, "auto");
        if (!answer)
            return failAt(path.string(), answer.error());
        fmt::print("{}: sha256 {}, weights as written; {}\n", path.string(), model->digest, *answer);
        return {};
    });
}

} // namespace

void addModels(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<ModelsArguments>();
    CLI::App* command = app.add_subcommand("models", "List, show or verify the installed models");
    CLI::App* list = command->add_subcommand("list", "Names and places");
    CLI::App* show = command->add_subcommand("show", "Shape, provenance and metrics, as JSON");
    CLI::App* verify = command->add_subcommand("verify", "Check digests and answers");
    list->add_flag("--json", a->json, "For machines");
    show->add_option("models", a->names, "Files or names; default: all");
    verify->add_option("models", a->names, "Files or names; default: all");
    command->require_subcommand(0, 1);
    command->callback([a, show, verify, &chosen] {
        if (show->parsed())
            chosen = [a] { return showModels(*a); };
        else if (verify->parsed())
            chosen = [a] { return verifyModels(*a); };
        else
            chosen = [a] { return listModels(*a); };
    });
}

} // namespace hypnodesk::cli
