#include "app/command_line/command.h"
#include "app/command_line/known_answer.h"
#include "app/command_line/models_average.h"
#include "app/command_line/models_change.h"
#include "core/model/model_defaults.h"
#include "core/model/model_details.h"
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

/// Which default a model is: "for all", "for C4-M1, O2-M1"; empty for none.
std::string defaultText(const ModelDefaults& defaults, const InstalledModel& model, bool isShippedDefault) {
    if (defaults.everywhere.id.empty() ? isShippedDefault : defaults.everywhere.id == model.id)
        return "default";
    std::string text;
    for (const auto& [derivation, chosen] : defaults.byDerivation)
        if (chosen.id == model.id)
            text += fmt::format("{}{}", text.empty() ? "default for " : ", ", derivation);
    return text;
}

int listModels(const ModelsArguments& arguments) {
    const auto history = readModelDefaults(ownModelFolder());
    if (!history)
        complain(history.error());
    const ModelDefaults defaults = history ? history->inForce() : ModelDefaults{};
    const auto shipped = shippedModel();
    nlohmann::json list = nlohmann::json::array();
    for (const InstalledModel& model : installedModels()) {
        const ModelDetails details = readModelDetails(model);
        list.push_back({{"id", model.id},
                        {"path", model.path.string()},
                        {"shipped", model.isShipped},
                        {"name", details.name},
                        {"sha256", details.sha256},
                        {"parents", details.parents},
                        {"made", details.madeUtc},
                        {"record", !details.record.is_null()},
                        {"default", defaultText(defaults, model, shipped && *shipped == model.path)},
                        {"problem", details.problem ? describe(*details.problem) : std::string()}});
    }
    if (arguments.json) {
        fmt::print("{}\n", list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
        return kDone;
    }
    for (const auto& entry : list) {
        const auto text = [&](const char* key) { return entry[key].get<std::string>(); };
        fmt::print("{:<32} {:<8} {:.12}  {}{}{}\n", text("id"),
                   entry["shipped"].get<bool>() ? "shipped" : "own", text("sha256"), text("path"),
                   text("default").empty() ? "" : fmt::format("  ({})", text("default")),
                   text("problem").empty() ? "" : fmt::format("  PROBLEM: {}", text("problem")));
    }
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
    CLI::App* command =
        app.add_subcommand("models", "List, show, verify, choose, exchange and remove installed models");
    CLI::App* list = command->add_subcommand("list", "Names, places, digests and which is the default");
    CLI::App* show = command->add_subcommand("show", "Shape, provenance and metrics, as JSON");
    CLI::App* verify = command->add_subcommand("verify", "Check digests and answers");
    list->add_flag("--json", a->json, "For machines");
    show->add_option("models", a->names, "Files or names; default: all");
    verify->add_option("models", a->names, "Files or names; default: all");
    addModelAverage(*command, chosen);
    addModelChanges(*command, chosen);
    command->require_subcommand(0, 1);
    show->callback([a, &chosen] { chosen = [a] { return showModels(*a); }; });
    verify->callback([a, &chosen] { chosen = [a] { return verifyModels(*a); }; });
    list->callback([a, &chosen] { chosen = [a] { return listModels(*a); }; });
    command->callback([a, command, &chosen] {
        if (command->get_subcommands().empty())
            chosen = [a] { return listModels(*a); };
    });
}

} // namespace hypnodesk::cli
