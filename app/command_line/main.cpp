#include "app/command_line/command.h"
#include "app/patient_threads.h"
#include "core/base/log.h"

using namespace hypnodesk;

namespace {

using AddCommand = void (*)(CLI::App&, cli::Action&);

constexpr const char* kDescription =
    "hypno scores sleep recordings (EDF, EDF+, BDF) on this machine: nothing leaves it.\n"
    "For research use. All automatically scored stages are subject to verification by a qualified clinician.";

} // namespace

int main(int argc, char** argv) {
    waitPatiently(argv);
    startLogging();

    CLI::App app(kDescription, "hypno");
    app.set_version_flag("--version", "hypno " HYPNODESK_VERSION);
    app.require_subcommand(1);
    cli::Action chosen;
    for (const AddCommand add :
         {cli::addInfo, cli::addSimulate, cli::addScore, cli::addStats, cli::addCompare, cli::addConvert,
          cli::addReport, cli::addStudy, cli::addImport, cli::addAudit, cli::addBundle, cli::addDeidentify,
          cli::addPretrain, cli::addFinetune, cli::addEvaluate, cli::addModels, cli::addCheck})
        add(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? cli::kDone : cli::kWrongUsage;
    }
    return chosen();
}
