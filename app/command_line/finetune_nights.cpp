#include "app/command_line/finetune_nights.h"

#include "app/command_line/finetune_output.h"
#include "core/model/model_details.h"
#include "core/model/model_library.h"
#include "core/model/model_transfer.h"
#include "core/model/network.h"
#include "core/retraining/adopt_model.h"
#include "core/study/author.h"
#include "core/study/study_storage.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

Result<SubjectRule> subjectRule(const std::string& from) {
    SubjectRule rule;
    if (from == "header")
        return rule;
    if (from == "name") {
        rule.from = SubjectRule::From::Name;
        return rule;
    }
    auto table = readSubjectTable(from);
    if (!table)
        return tl::make_unexpected(table.error());
    rule.from = SubjectRule::From::Table;
    rule.table = std::move(*table);
    return rule;
}

RetrainingSettings settingsOf(const TrainingArguments& training, const NightsArguments& a) {
    const TrainingOptions& o = training.options;
    RetrainingSettings settings;
    settings.mode =
        a.mode == electrodeModeName(ElectrodeMode::Other) ? ElectrodeMode::Other : ElectrodeMode::Same;
    for (const ExamKind kind :
         {ExamKind::Automatic, ExamKind::LeaveOneSubjectOut, ExamKind::HoldOut, ExamKind::None})
        if (a.exam == examKindName(kind))
            settings.exam = kind;
    settings.rule = a.withAccepted ? LabelRule::ReviewedOrAccepted : LabelRule::Reviewed;
    settings.seed = o.seed;
    settings.device = o.device;
    ExpertSettings& expert = settings.expert;
    if (a.hasEpochs)
        expert.passes = o.epochs;
    if (a.hasBatch)
        expert.batch = o.batch;
    if (a.hasRate)
        expert.learningRate = o.learningRate;
    if (a.hasPatience)
        expert.patience = o.patience;
    if (a.hasKl)
        expert.klWeight = o.klWeight;
    if (a.hasBackboneRate)
        expert.backboneRate = o.backboneRate;
    if (a.hasValidation)
        expert.validationShare = o.validationShare;
    return settings;
}

/// Where the new model is to lie.
Result<fs::path> placeOf(const TrainingArguments& training) {
    fs::path out = training.out;
    if (out.empty()) {
        const fs::path folder = ownModelFolder();
        if (folder.empty())
            return fail(ErrorCode::FileUnwritable, "there is no folder for models; name a file with --out");
        const std::string name = training.options.name.empty() ? "clinic" : training.options.name;
        out = folder / (modelIdFrom(name) + ".safetensors");
    }
    std::error_code error;
    if (fs::exists(out, error))
        return fail(ErrorCode::FileUnwritable,
                    out.string() +
                        ": exists already; a model is never changed in place, choose another name");
    const fs::path folder = fs::absolute(out).parent_path();
    fs::create_directories(folder, error);
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        return fail(ErrorCode::FileUnwritable, folder.string() + ": no folder that can be written to");
    return out;
}

ModelSignature signatureOf(const NightsArguments& a, const RetrainingResult& result) {
    const Author author = Author::ofThisProcess();
    ModelSignature signature;
    signature.signer = author.user;
    signature.host = author.host;
    signature.program = author.program;
    signature.note = a.note;
    signature.whenUtc = study::utcText(std::chrono::system_clock::now());
    if (a.acceptIfBetter)
        signature.decision = result.exam.recommendsNewModel ? ModelDecision::Adopted : ModelDecision::Kept;
    return signature;
}

/// Keeps what the decision keeps: the model with its record, or the record alone.
Result<void> carryOut(const ModelChangeRecord& record, const NightsArguments& a, const fs::path& out) {
    const bool isKept = record.signature.decision == ModelDecision::Kept;
    if (!isKept)
        if (auto adopted = adoptModel(record, out); !adopted)
            return adopted;
    if (!a.record.empty())
        return writeModelChangeRecord(record, a.record);
    return isKept ? writeModelChangeRecord(record, changeRecordPath(out)) : Result<void>();
}

/// The one that all usable nights have: its default model is the present one. Empty where they differ.
std::string commonDerivation(const std::vector<ClinicNight>& nights) {
    std::string common;
    for (const ClinicNight& night : nights) {
        if (!night.isUsable())
            continue;
        if (!common.empty() && common != night.derivation)
            return {};
        common = night.derivation;
    }
    return common;
}

class NightsCommand {
public:
    NightsCommand(const TrainingArguments& training, const NightsArguments& arguments)
        : m_training(training), m_arguments(arguments), m_cache(training.cache.open()) {}

    Result<int> run() {
        const auto rule = subjectRule(m_arguments.subjectsFrom);
        if (!rule)
            return tl::make_unexpected(rule.error());
        const auto out = placeOf(m_training);
        if (!out)
            return tl::make_unexpected(out.error());
        const auto network = loadNetwork();
        if (!network)
            return tl::make_unexpected(network.error());
        auto job = plannedJob(*rule, *out);
        if (!job)
            return tl::make_unexpected(job.error());
        const auto result = train(*job, **network);
        if (!result)
            return tl::make_unexpected(result.error());
        const ModelChangeRecord record{job->name, job->plan, *result, signatureOf(m_arguments, *result)};
        if (auto done = carryOut(record, m_arguments, *out); !done) {
            tellWayOn(*job, done.error());
            return tl::make_unexpected(done.error());
        }
        if (auto discarded = discardRun(job->folder); !discarded)
            complain(discarded.error());
        if (m_arguments.json)
            fmt::print("{}\n", toJson(record).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
        else
            printExam(record, *out);
        return m_hasUnusable || !result->leftOut.empty() ? int(kSomeFailed) : int(kDone);
    }

private:
    Result<RetrainingJob> plannedJob(const SubjectRule& rule, const fs::path& out) {
        const std::vector<fs::path> offered(m_arguments.nights.begin(), m_arguments.nights.end());
        const RetrainingSettings settings = settingsOf(m_training, m_arguments);
        auto nights =
            inspectNights(offered, {rule, settings.rule, {}, [](const std::string& what) { complain(what); }},
                          terminalContext("looking at the nights"));
        if (!nights)
            return tl::make_unexpected(nights.error());
        for (const ClinicNight& night : *nights) {
            m_hasUnusable = m_hasUnusable || !night.isUsable();
            for (const FoundProblem& problem : night.problems)
                complain(fmt::format("{}: {}", night.name, problem.detail));
        }
        auto plan = makePlan(*nights, settings);
        if (!plan)
            return tl::make_unexpected(plan.error());
        printPlan(*nights, *plan);
        const auto base = findModel(m_training.base, commonDerivation(*nights));
        if (!base)
            return tl::make_unexpected(base.error());
        RetrainingJob job;
        job.plan = std::move(*plan);
        job.nights = std::move(*nights);
        job.base = fs::absolute(*base);
        job.name = m_training.options.name.empty() ? out.stem().string() : m_training.options.name;
        job.folder =
            m_arguments.runFolder.empty() ? fs::path(out.string() + ".run") : fs::path(m_arguments.runFolder);
        return job;
    }

    Result<RetrainingResult> train(const RetrainingJob& job, Network& network) {
        std::error_code error;
        if (fs::exists(job.folder / "run.json", error))
            fmt::print(stderr, "going on from {}\n", job.folder.string());
        RetrainingTools tools;
        tools.createTrainer = [&] { return network.createTrainer(); };
        tools.openScorer = [&](const fs::path& model) {
            return network.openScorer(model, job.plan.settings.device);
        };
        tools.cache = &m_cache;
        tools.tell = [](const std::string& what) { complain(what); };
        auto result =
            runRetraining(job, tools, progressListener(m_training.log), terminalContext("learning"));
        m_cache.trim();
        if (!result)
            tellWayOn(job, result.error());
        return result;
    }

    /// What to do after a run that did not end.
    static void tellWayOn(const RetrainingJob& job, const Error& error) {
        if (error.code == ErrorCode::Cancelled)
            fmt::print(stderr, "stopped; the same call goes on from {}, deleting it gives up\n",
                       job.folder.string());
        if (error.code == ErrorCode::FileUnwritable)
            fmt::print(
                stderr,
                "nothing was changed and the present model stays in use; make room or give the right to "
                "write, then the same call goes on from {}\n",
                job.folder.string());
    }

    const TrainingArguments& m_training;
    const NightsArguments& m_arguments;
    NightCache m_cache;
    bool m_hasUnusable = false;
};

} // namespace

int runNights(const TrainingArguments& training, const NightsArguments& arguments) {
    const auto done = NightsCommand(training, arguments).run();
    if (done)
        return *done;
    complain(done.error());
    return kNothingDone;
}

} // namespace hypnodesk::cli
