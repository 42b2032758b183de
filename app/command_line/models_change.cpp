#include "app/command_line/models_change.h"

#include "core/base/digest.h"
#include "core/model/model_defaults.h"
#include "core/model/model_library.h"
#include "core/model/model_transfer.h"
#include "core/model/network.h"
#include "core/study/author.h"
#include "core/study/model_references.h"
#include "core/study/study_storage.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

struct ChangeArguments {
    std::string model;
    std::string derivation;
    std::string file;
    std::string name;
    std::vector<std::string> studies;
    bool yes = false;
};

DefaultsAuthor authorNow() {
    return {Author::ofThisProcess().user, study::utcText(std::chrono::system_clock::now())};
}

std::string nameOf(const DefaultModel& model) {
    return model.id.empty() ? "the shipped model" : model.id;
}

void tellDefaults(const ModelDefaults& defaults) {
    fmt::print("default: {}\n", nameOf(defaults.everywhere));
    for (const auto& [derivation, model] : defaults.byDerivation)
        fmt::print("default for {}: {}\n", derivation, nameOf(model));
}

int answer(const Result<void>& result) {
    if (result)
        return kDone;
    complain(result.error());
    return kNothingDone;
}

int setDefault(const ChangeArguments& a) {
    const fs::path folder = ownModelFolder();
    const std::string id = a.model == "shipped" ? std::string() : a.model;
    if (const auto set = setDefaultModel(folder, id, a.derivation, authorNow()); !set)
        return answer(set);
    const auto history = readModelDefaults(folder);
    if (!history)
        return answer(tl::make_unexpected(history.error()));
    tellDefaults(history->inForce());
    return kDone;
}

int rollBack() {
    const auto defaults = rollBackDefaultModel(ownModelFolder(), authorNow());
    if (!defaults)
        return answer(tl::make_unexpected(defaults.error()));
    tellDefaults(*defaults);
    return kDone;
}

int exportOne(const ChangeArguments& a) {
    const auto path = findModel(a.model);
    if (!path)
        return answer(tl::make_unexpected(path.error()));
    if (const auto written = exportModel(*path, a.file); !written)
        return answer(written);
    fmt::print("{}: written\n", a.file);
    return kDone;
}

int importOne(const ChangeArguments& a) {
    const auto network = loadNetwork();
    if (!network)
        return answer(tl::make_unexpected(network.error()));
    const auto id = importModel(a.file, ownModelFolder(), a.name, [&](const fs::path& model) -> Result<void> {
        const auto opened = (*network)->openScorer(model, "cpu");
        return opened ? Result<void>() : tl::make_unexpected(opened.error());
    });
    if (!id)
        return answer(tl::make_unexpected(id.error()));
    fmt::print("{}: installed; 'hypno models set-default {}' makes it the default\n", *id, *id);
    return kDone;
}

/// Whether the person who asked has said yes, or there is nothing to ask.
bool mayRemove(const ChangeArguments& a, const ModelReferences& found) {
    for (const ModelReference& reference : found.references)
        fmt::print(stderr, "{}: \"{}\" on {}\n", reference.study.string(), reference.scoring,
                   reference.derivation);
    for (const fs::path& path : found.unreadable)
        fmt::print(stderr, "{}: could not be read\n", path.string());
    fmt::print(stderr, "hypno: looked through {} studies, {} runs are of this model\n", found.looked,
               found.references.size());
    const bool isSure = found.references.empty() && found.unreadable.empty() && !a.studies.empty();
    if (a.yes || isSure)
        return true;
    complain(a.studies.empty()
                 ? "scorings may refer to it: name folders of studies with --studies, or say --yes"
                 : "scorings refer to it; they keep their stages, but could not be made again: --yes removes "
                   "it all the same");
    return false;
}

int removeOne(const ChangeArguments& a) {
    const std::vector<InstalledModel> models = installedModels();
    const auto model =
        std::find_if(models.begin(), models.end(), [&](const InstalledModel& m) { return m.id == a.model; });
    if (model == models.end())
        return answer(fail(ErrorCode::FileMissing, a.model + ": no model of this name is installed"));
    const auto digest = sha256HexOfFile(model->path);
    if (!digest)
        return answer(tl::make_unexpected(digest.error()));
    for (const std::string& place : a.studies)
        if (!fs::exists(place))
            return answer(fail(ErrorCode::FileMissing, place));
    const std::vector<fs::path> places(a.studies.begin(), a.studies.end());
    const auto found = findModelReferences(*digest, places, terminalContext("studies"));
    if (!found)
        return answer(tl::make_unexpected(found.error()));
    if (!mayRemove(a, *found))
        return kNothingDone;
    if (const auto removed = removeModel(a.model); !removed)
        return answer(removed);
    fmt::print("{}: removed\n", a.model);
    return kDone;
}

} // namespace

void addModelChanges(CLI::App& models, Action& chosen) {
    const auto a = std::make_shared<ChangeArguments>();
    const auto onCall = [&chosen, a](CLI::App* command, int (*run)(const ChangeArguments&)) {
        command->callback([a, run, &chosen] { chosen = [a, run] { return run(*a); }; });
    };
    CLI::App* set = models.add_subcommand("set-default", "Choose the model that scores when none is named");
    set->add_option("model", a->model, "Name of an installed model, or shipped")->required();
    set->add_option("--derivation", a->derivation, "Only for this derivation, such as C4-M1");
    onCall(set, setDefault);
    CLI::App* back = models.add_subcommand("rollback", "Take the last choice of a default back");
    back->callback([&chosen] { chosen = [] { return rollBack(); }; });
    CLI::App* out = models.add_subcommand("export", "Write a model with its change record as one file");
    out->add_option("model", a->model, "Name of an installed model, or a file")->required();
    out->add_option("file", a->file, "File to write, such as clinic.safetensors")->required();
    onCall(out, exportOne);
    CLI::App* in = models.add_subcommand("import", "Install a model from a file, after checking it");
    in->add_option("file", a->file, "An exported model, or any model file")->required();
    in->add_option("--name", a->name, "Name of the installed model; default: that of the file");
    onCall(in, importOne);
    CLI::App* remove = models.add_subcommand("remove", "Delete one's own model and its record");
    remove->add_option("model", a->model, "Name of an installed model")->required();
    remove->add_option("--studies", a->studies,
                       "Studies, and folders of them, to look through for scorings that refer to it");
    remove->add_flag("--yes", a->yes, "Without asking, though scorings refer to it");
    onCall(remove, removeOne);
}

} // namespace hypnodesk::cli
