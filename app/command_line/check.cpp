#include "app/command_line/command.h"
#include "app/command_line/known_answer.h"
#include "core/model/model_file.h"
#include "core/model/model_library.h"
#include "core/model/network.h"

#include <fmt/format.h>

namespace hypnodesk::cli {

namespace {

/// Prints one line a finding and remembers whether anything failed.
class Checklist {
public:
    void good(const std::string& what) { fmt::print("ok       {}\n", what); }
    void warn(const std::string& what) { fmt::print("warning  {}\n", what); }
    void bad(const Error& error) {
        fmt::print("FAILED   {}\n", describe(error));
        m_failed = true;
    }
    bool hasFailed() const { return m_failed; }

private:
    bool m_failed = false;
};

void checkEngine(Network& network, Checklist& list) {
    const EngineInfo engine = network.engineInfo(true);
    list.good(
        fmt::format("{}, {:.0f} GFLOP/s in 512 x 512 products", engine.libraryVersion, engine.gemmGflops));
    for (const std::string& device : engine.devices)
        list.good("device: " + device);
    if (engine.blasIsSlow)
        list.warn("the BLAS in use is the reference one (" + engine.blas +
                  "): scoring is 6-7 times slower than need be. Install libopenblas0-pthread.");
    else
        list.good("BLAS: " + engine.blas);
}

void checkModel(Network& network, const std::filesystem::path& path, const std::string& device,
                Checklist& list) {
    const auto model = readModelFile(path);
    if (!model)
        return list.bad(model.error());
    list.good(fmt::format("model '{}', sha256 {}", model->name, model->digest));
    const auto answer = askKnownQuestion(network, path, device);
    if (!answer)
        return list.bad(answer.error());
    list.good(*answer);
}

int runCheck(const std::string& modelName, const std::string& device) {
    Checklist list;
    list.good("hypno " HYPNODESK_VERSION);
    const auto network = loadNetwork();
    if (network)
        checkEngine(**network, list);
    else
        list.bad(network.error());
    const auto model = findModel(modelName);
    if (!model)
        list.bad(model.error());
    else if (network)
        checkModel(**network, *model, device, list);
    return list.hasFailed() ? kNothingDone : kDone;
}

} // namespace

void addCheck(CLI::App& app, Action& chosen) {
    const auto model = std::make_shared<std::string>();
    const auto device = std::make_shared<std::string>("auto");
    CLI::App* command =
        app.add_subcommand("check", "Check installation, speed, devices and the model's answers");
    command->add_option("--model", *model, "Model file or name; default: the shipped one");
    command->add_option("--device", *device, "auto, cpu or cuda")->capture_default_str();
    command->callback(
        [model, device, &chosen] { chosen = [model, device] { return runCheck(*model, *device); }; });
}

} // namespace hypnodesk::cli
