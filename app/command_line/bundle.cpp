#include "app/command_line/command.h"
#include "app/command_line/study_files.h"
#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/model/model_library.h"
#include "core/report/evidence_bundle.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace hypnodesk::cli {

namespace {

struct BundleArguments {
    std::string study;
    std::string out;
    std::string scoring;
    bool json = false;
};

/// The card of the installed model of this digest; without text when the model is not installed or has none.
ModelCard cardOf(const std::string& digest) {
    ModelCard card{digest, {}};
    for (const InstalledModel& model : installedModels()) {
        if (digest.empty() || sha256HexOfFile(model.path).value_or("") != digest)
            continue;
        std::filesystem::path file = model.path;
        card.text = readTextFile(file.replace_extension(".md"), 1u << 20).value_or("");
        break;
    }
    return card;
}

/// The digest of the model whose run a scoring refers to; empty when there is none.
std::string modelDigestOf(const Study& study, const ScoringInfo& scoring) {
    if (!scoring.networkRun)
        return {};
    const auto run = study.scoring(*scoring.networkRun);
    return run ? run->modelDigest : std::string();
}

int run(const BundleArguments& arguments) {
    const auto reference = studyReference(arguments.study);
    if (!reference) {
        complain(arguments.study + ": this is not a study file");
        return kNothingDone;
    }
    const auto study = openStudy(reference->file, StudyMode::ReadOnly);
    const auto scoring =
        study ? chooseScoring(*study, arguments.scoring.empty() ? reference->scoring : arguments.scoring)
              : tl::make_unexpected(study.error());
    if (!scoring) {
        complain(scoring.error());
        return kNothingDone;
    }
    const auto summary = writeEvidenceBundle(*study, scoring->id, cardOf(modelDigestOf(*study, *scoring)),
                                             arguments.out, terminalContext("bundling"));
    if (!summary) {
        complain(summary.error());
        return kNothingDone;
    }
    if (arguments.json)
        fmt::print("{}\n", nlohmann::ordered_json({{"bundle", arguments.out},
                                                   {"scoring", summary->scoring},
                                                   {"bytes", summary->bytes},
                                                   {"journal",
                                                    {{"rows", summary->head.rows},
                                                     {"hash", summary->head.hash},
                                                     {"intact", summary->journalIsIntact}}}})
                               .dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    else
        fmt::print("{}: scoring \"{}\", {} journal rows, head {}\n", arguments.out, summary->scoring,
                   summary->head.rows, summary->head.hash);
    if (summary->journalIsIntact)
        return kDone;
    complain(
        fmt::format("{}: the audit journal is NOT intact, {} problems; the bundle says so (see 'hypno audit "
                    "--verify')",
                    arguments.study, summary->problemCount));
    return kSomeFailed;
}

} // namespace

void addBundle(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<BundleArguments>();
    CLI::App* command = app.add_subcommand(
        "bundle",
        "Write the evidence for a scoring as a zip file: scoring, statistics, journal, model, digests");
    command->add_option("study", a->study, "Study (NIGHT.hypno or NIGHT.hypno#SCORING); it is only read")
        ->required();
    command->add_option("--out", a->out, "Zip file; must not exist yet")->required();
    command->add_option("--scoring", a->scoring,
                        "Which scoring; default: the one signed last, else the newest");
    command->add_flag("--json", a->json, "JSON for machines");
    command->callback([a, &chosen] { chosen = [a] { return run(*a); }; });
}

} // namespace hypnodesk::cli
