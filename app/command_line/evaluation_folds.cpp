#include "app/command_line/evaluation_folds.h"

#include "app/command_line/command.h"
#include "app/command_line/evaluation_provenance.h"
#include "core/base/path_there.h"
#include "core/base/atomic_file.h"
#include "core/base/digest.h"

#include <fmt/format.h>

#include <map>

namespace hypnodesk::cli {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// Prepared nights, kept for the folds to come once a fold is trained: the next one needs nearly all of them
/// again.
class TrainingNights {
public:
    explicit TrainingNights(const NightCacheArguments& cache) : m_cache(cache.open()) {}

    Result<std::vector<LabelledNight>> of(const std::vector<LabelledRecording>& recordings,
                                          const SubjectFold& fold, const TaskContext& context) {
        std::vector<LabelledNight> nights;
        for (std::size_t i = 0; i < recordings.size(); ++i) {
            const bool validates = fold.validation.contains(recordings[i].subject);
            if (!validates && !fold.training.contains(recordings[i].subject))
                continue;
            const LabelledNight* night = prepared(recordings[i], context);
            if (context.isCancelled())
                return fail(ErrorCode::Cancelled, "preparing nights");
            context.report(static_cast<double>(i + 1) / static_cast<double>(recordings.size()), "preparing");
            if (!night)
                continue;
            nights.push_back(*night);
            nights.back().isForValidation = validates;
        }
        m_cache.trim();
        if (nights.empty())
            return fail(ErrorCode::DataMissing, "none of the fold's training nights could be used");
        return nights;
    }

private:
    /// Null, and told once on standard error, when the recording cannot be used.
    const LabelledNight* prepared(const LabelledRecording& recording, const TaskContext& context) {
        const auto known = m_nights.find(recording.recording);
        if (known != m_nights.end())
            return known->second ? &*known->second : nullptr;
        auto night = prepareNight(recording, TaskContext(context.stopToken()), &m_cache);
        if (!night && !context.isCancelled())
            complain(night.error());
        auto& place = m_nights[recording.recording];
        if (night)
            place = std::move(night->night);
        return place ? &*place : nullptr;
    }

    NightCache m_cache;
    std::map<fs::path, std::optional<LabelledNight>> m_nights;
};

TrainingListener listenerOf(int fold, std::size_t folds, const char* stage) {
    return [=](const TrainingReport& r) {
        if (r.endOfPass)
            fmt::print(stderr, "fold {}/{}, {}, pass {}: loss {:.4f}, validation kappa {:.4f}{}\n", fold,
                       folds, stage, r.pass, r.loss, r.validationKappa, r.bestSoFar ? "  (best so far)" : "");
    };
}

json optionsJson(const TrainingOptions& o) {
    return {{"config", toJson(o.config)}, {"epochs", o.epochs},     {"batch", o.batch},
            {"rate", o.learningRate},     {"patience", o.patience}, {"seed", o.seed}};
}

/// What the models in a folder must have in common to be put together.
Result<std::string> planText(const std::vector<LabelledRecording>& recordings,
                             const std::vector<SubjectFold>& folds, const FoldTraining& training) {
    json plan = {{"schema", 1},
                 {"from_scratch", training.fromScratch},
                 {"finetuning", optionsJson(training.finetuning)}};
    if (training.fromScratch) {
        plan["pretraining"] = optionsJson(training.pretraining);
    } else {
        const auto digest = sha256HexOfFile(training.base);
        if (!digest)
            return tl::make_unexpected(digest.error());
        plan["base_sha256"] = *digest;
    }
    for (const SubjectFold& fold : folds)
        plan["folds"].push_back(
            {{"test", fold.test}, {"validation", fold.validation}, {"training", fold.training}});
    for (const LabelledRecording& one : recordings)
        plan["recordings"].push_back(
            {{"name", one.recording.filename().string()},
             {"subject", one.subject},
             {"channel", one.channel},
             {"wake_margin_min", one.wakeMarginMinutes ? json(*one.wakeMarginMinutes) : json()}});
    return plan.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<void> agreeOnPlan(const fs::path& folder, const std::string& plan) {
    std::error_code error;
    fs::create_directories(folder, error);
    const fs::path file = folder / "plan.json";
    if (!fs::exists(file, error))
        return writeFileAtomically(file, plan);
    const auto kept = readTextFile(file);
    if (!kept)
        return tl::make_unexpected(kept.error());
    if (*kept != plan)
        return fail(
            ErrorCode::DigestMismatch,
            fmt::format("{}: its models are of other subjects, folds or options; repeat the call that began "
                        "it, or name another folder with --work",
                        folder.string()));
    return {};
}

class FoldTrainer {
public:
    FoldTrainer(Network& network, const FoldTraining& training,
                const std::vector<LabelledRecording>& recordings, std::size_t folds)
        : m_network(network), m_training(training), m_recordings(recordings), m_folds(folds),
          m_nights(training.cache) {}

    /// The fold's model, trained unless it is there.
    Result<fs::path> model(const SubjectFold& fold, int number) {
        const fs::path tuned = m_training.folder / fmt::format("fold-{:02d}.safetensors", number);
        const fs::path pretrained =
            m_training.folder / fmt::format("fold-{:02d}.pretrained.safetensors", number);
        const bool isTuned = !m_training.fromScratch || m_training.finetuning.epochs > 0;
        if (m_training.fromScratch && !isThere(isTuned && isThere(tuned) ? tuned : pretrained)) {
            auto done = train(fold, number, nullptr, pretrained);
            if (!done)
                return tl::make_unexpected(done.error());
        }
        if (isTuned && !isThere(tuned)) {
            const fs::path& base = m_training.fromScratch ? pretrained : m_training.base;
            auto done = train(fold, number, &base, tuned);
            if (!done)
                return tl::make_unexpected(done.error());
        }
        return isTuned ? tuned : pretrained;
    }

private:
    /// Pre-trains when there is no base.
    Result<void> train(const SubjectFold& fold, int number, const fs::path* base, const fs::path& out) {
        const TaskContext context = terminalContext(fmt::format("fold {}/{}", number, m_folds));
        auto nights = m_nights.of(m_recordings, fold, context);
        if (!nights)
            return tl::make_unexpected(nights.error());
        TrainingOptions options = base ? m_training.finetuning : m_training.pretraining;
        options.seed += static_cast<std::uint64_t>(number);
        options.name = out.stem().string();
        options.checkpoint = out.string() + ".checkpoint";
        const auto trainer = m_network.createTrainer();
        if (base)
            return trainer->finetune(*base, *nights, options, out, listenerOf(number, m_folds, "fine-tuning"),
                                     context);
        return trainer->pretrain(*nights, options, out, listenerOf(number, m_folds, "pre-training"), context);
    }

    Network& m_network;
    const FoldTraining& m_training;
    const std::vector<LabelledRecording>& m_recordings;
    std::size_t m_folds;
    TrainingNights m_nights;
};

} // namespace

Result<void> judgeRecordings(Network& network, const fs::path& model,
                             const std::vector<LabelledRecording>& recordings,
                             const ScoringSettings& settings, int fold, bool withBlocks, Evaluation& into,
                             const TaskContext& context) {
    const auto scorer = network.openScorer(model, settings.device);
    if (!scorer)
        return tl::make_unexpected(scorer.error());
    into.model = (*scorer)->modelName();
    into.digest = (*scorer)->modelDigest();
    const LearnedNights learned = LearnedNights::of(model);
    const auto count = static_cast<double>(recordings.size());
    for (std::size_t i = 0; i < recordings.size(); ++i) {
        const TaskContext part =
            context.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        const std::string name = recordings[i].recording.filename().string();
        part.report(0.0, name);
        const auto night = prepareNight(recordings[i], TaskContext(context.stopToken()));
        if (!night) {
            if (context.isCancelled())
                return fail(ErrorCode::Cancelled, name);
            complain(night.error());
            into.failed.push_back({name, describe(night.error())});
            continue;
        }
        const auto verdict = (*scorer)->score(*night->night.input, {.stride = settings.stride}, part);
        if (!verdict)
            return failAt(name, verdict.error());
        into.nights.push_back(judge(*night, *verdict, withBlocks));
        into.nights.back().fold = fold;
        into.nights.back().wasLearned = learned.hold(night->night);
        if (into.nights.back().wasLearned)
            complain(fmt::format(
                "{}: the model learned from this night; its figures say nothing about new ones", name));
    }
    return {};
}

Result<void> crossValidate(Network& network, const std::vector<LabelledRecording>& recordings,
                           const std::vector<SubjectFold>& folds, const FoldTraining& training,
                           const ScoringSettings& settings, Evaluation& into) {
    if (training.onlyFold > static_cast<int>(folds.size()))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("fold {} of {} does not exist", training.onlyFold, folds.size()));
    const auto plan = planText(recordings, folds, training);
    if (!plan)
        return tl::make_unexpected(plan.error());
    if (auto agreed = agreeOnPlan(training.folder, *plan); !agreed)
        return agreed;
    FoldTrainer trainer(network, training, recordings, folds.size());
    for (std::size_t f = 0; f < folds.size(); ++f) {
        const int number = static_cast<int>(f) + 1;
        if (training.onlyFold > 0 && training.onlyFold != number)
            continue;
        const auto model = trainer.model(folds[f], number);
        if (!model)
            return failAt(fmt::format("fold {}", number), model.error());
        std::vector<LabelledRecording> held;
        for (const LabelledRecording& recording : recordings)
            if (folds[f].test.contains(recording.subject))
                held.push_back(recording);
        const bool withBlocks = folds.size() == 1 || training.onlyFold > 0;
        const std::size_t before = into.nights.size();
        if (auto judged = judgeRecordings(
                network, *model, held, settings, number, withBlocks && folds[f].test.size() == 1, into,
                terminalContext(fmt::format("judging fold {}/{}", number, folds.size())));
            !judged)
            return judged;
        Tally sum;
        for (std::size_t i = before; i < into.nights.size(); ++i)
            sum += into.nights[i].tally;
        const Agreement agreement = sum.agreement();
        fmt::print(stderr, "fold {}/{}: accuracy {:.1f} %, kappa {} on {} nights\n", number, folds.size(),
                   100.0 * agreement.accuracy,
                   agreement.kappa ? fmt::format("{:.3f}", *agreement.kappa) : "undefined",
                   into.nights.size() - before);
    }
    into.digest.clear();
    return {};
}

} // namespace hypnodesk::cli
