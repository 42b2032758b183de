#include "app/command_line/models_average.h"

#include "core/model/model_average.h"
#include "core/model/model_library.h"

#include <fmt/format.h>

namespace hypnodesk::cli {

namespace {

struct AverageArguments {
    std::vector<std::string> models;
    std::string out;
    std::string name;
};

Result<std::string> writeAverage(const AverageArguments& a) {
    std::vector<ModelFile> models;
    for (const std::string& wanted : a.models) {
        const auto path = findModel(wanted);
        if (!path)
            return tl::make_unexpected(path.error());
        auto model = readModelFile(*path);
        if (!model)
            return failAt(path->string(), model.error());
        models.push_back(std::move(*model));
    }
    auto average = averageModels(models, a.name);
    if (!average)
        return tl::make_unexpected(average.error());
    if (const auto written = writeModelFile(*average, a.out); !written)
        return tl::make_unexpected(written.error());
    return average->digest;
}

} // namespace

void addModelAverage(CLI::App& models, Action& chosen) {
    const auto a = std::make_shared<AverageArguments>();
    CLI::App* command = models.add_subcommand(
        "average", "Write the mean of the weights of models that grew from the same one");
    command->add_option("models", a->models, "Files or names of two or more models")
        ->required()
        ->expected(2, 99);
    command->add_option("--out", a->out, "Model file to write")->required();
    command->add_option("--name", a->name, "Name of the model")->required();
    command->callback([a, &chosen] {
        chosen = [a] {
            const auto digest = writeAverage(*a);
            if (!digest) {
                complain(digest.error());
                return kNothingDone;
            }
            fmt::print("{}: sha256 {}\n", a->out, *digest);
            return kDone;
        };
    });
}

} // namespace hypnodesk::cli
