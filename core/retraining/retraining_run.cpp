#include "core/retraining/retraining_run.h"

#include "core/base/path_there.h"
#include "core/base/digest.h"
#include "core/retraining/run_folder.h"
#include "core/retraining/run_progress.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

class Runner {
public:
    Runner(const RetrainingJob& job, const RetrainingTools& tools, const RetrainingListener& listener,
           const TaskContext& context, PauseGate* pause)
        : m_job(job), m_tools(tools), m_context(context),
          m_progress(listener, context, pause, job.plan.estimatedMinutes * 60.0) {
        for (const ClinicNight& night : job.nights)
            if (night.isUsable() && night.counts.labels(job.plan.settings.rule) > 0)
                m_nights.push_back(&night);
        m_prepared.resize(m_nights.size());
    }

    Result<RetrainingResult> run() {
        const auto digest = sha256HexOfFile(m_job.base, m_context);
        if (!digest)
            return tl::make_unexpected(digest.error());
        m_result.baseDigest = *digest;
        auto folder = RunFolder::open(m_job, *digest);
        if (!folder)
            return tl::make_unexpected(folder.error());
        m_folder.emplace(std::move(*folder));
        const double before = m_folder->seconds();
        auto done = steps();
        m_result.seconds = before + m_progress.workedSeconds();
        m_folder->keepSeconds(m_result.seconds);
        if (!done)
            return tl::make_unexpected(done.error());
        return std::move(m_result);
    }

private:
    using Work = Result<void> (Runner::*)();

    Result<void> steps() {
        for (const Work step : {&Runner::prepare, &Runner::judgeBefore, &Runner::trainFolds,
                                &Runner::trainFinal, &Runner::checkMemory, &Runner::conclude})
            if (auto done = (this->*step)(); !done)
                return done;
        return {};
    }

    bool isTested(std::size_t night) const { return foldOf(night) > 0; }

    /// Whose test the night's subject is in, from 1; 0: in none.
    int foldOf(std::size_t night) const {
        for (std::size_t f = 0; f < m_job.plan.folds.size(); ++f)
            if (m_job.plan.folds[f].test.contains(m_nights[night]->subject()))
                return static_cast<int>(f) + 1;
        return 0;
    }

    /// Everything that needs the nights' signals is there already.
    bool isComputed() const {
        if (!isThere(m_folder->finalModel()))
            return false;
        for (std::size_t n = 0; n < m_nights.size(); ++n)
            if (isTested(n) && isKept(n) &&
                (!m_folder->verdict("before", n) || !m_folder->verdict("after", n)))
                return false;
        return true;
    }

    /// The night was prepared without a failure, now or in an earlier sitting.
    bool isKept(std::size_t night) const { return !m_dropped.contains(m_nights[night]->files.recording); }

    double scoringSeconds(std::size_t night) const {
        return static_cast<double>(m_nights[night]->counts.epochs) * m_speed.secondsPerScoredEpoch;
    }

    Result<void> prepare() {
        std::vector<std::string> leftOut;
        const auto known = m_folder->learnedNights(leftOut);
        m_progress.begin({.step = RetrainingStep::Preparing},
                         m_speed.secondsPerPreparedNight * static_cast<double>(m_nights.size()));
        if (known && isComputed()) {
            m_result.nights = *known;
            m_result.leftOut = std::move(leftOut);
            m_progress.end(true);
            return {};
        }
        for (std::size_t n = 0; n < m_nights.size(); ++n) {
            if (auto held = m_progress.hold(); !held)
                return held;
            if (auto done = prepareOne(n); !done)
                return done;
            m_progress.tell(static_cast<double>(n + 1) / static_cast<double>(m_nights.size()));
        }
        m_progress.end();
        if (m_result.nights.empty())
            return fail(ErrorCode::DataMissing, "none of the nights could be prepared");
        if (!known)
            return m_folder->keepLearnedNights(m_result.nights, m_result.leftOut);
        const bool same =
            std::equal(known->begin(), known->end(), m_result.nights.begin(), m_result.nights.end(),
                       [](const auto& a, const auto& b) { return a.digest == b.digest; });
        if (!same)
            return fail(ErrorCode::DigestMismatch,
                        fmt::format("{}: the nights or their labels have changed since this run began; "
                                    "discard it and begin anew",
                                    m_job.folder.string()));
        return {};
    }

    Result<void> prepareOne(std::size_t n) {
        const ClinicNight& night = *m_nights[n];
        auto prepared =
            prepareLabelledNight(night.files, {m_job.plan.settings.rule, m_tools.cache, m_tools.tell},
                                 TaskContext(m_context.stopToken()));
        if (!prepared && m_context.isCancelled())
            return fail(ErrorCode::Cancelled, night.name);
        if (!prepared) {
            m_result.leftOut.push_back(describe(prepared.error()));
            m_dropped.insert(night.files.recording);
            if (m_tools.tell)
                m_tools.tell(m_result.leftOut.back());
            return {};
        }
        const auto& stages = prepared->night.stages;
        m_result.nights.push_back({night.name, night.subject(), prepared->night.input->derivation,
                                   night.scorer, prepared->night.digest,
                                   std::count_if(stages.begin(), stages.end(), isScored)});
        auto kept = m_folder->keepLabels(n, {stages, prepared->lights});
        m_prepared[n] = std::move(*prepared);
        return kept;
    }

    Result<void> judgeBefore() {
        std::unique_ptr<NightScorer> scorer;
        for (std::size_t n = 0; n < m_nights.size(); ++n)
            if (isTested(n) && isKept(n))
                if (auto done =
                        judge(n, "before", m_job.base, scorer, {.step = RetrainingStep::JudgingBefore});
                    !done)
                    return done;
        return {};
    }

    /// One night by one model, unless that is known already.
    Result<void> judge(std::size_t n, const char* when, const fs::path& model,
                       std::unique_ptr<NightScorer>& scorer, RetrainingProgress progress) {
        if (auto held = m_progress.hold(); !held)
            return held;
        progress.night = m_nights[n]->name;
        m_progress.begin(std::move(progress), scoringSeconds(n));
        if (m_folder->verdict(when, n)) {
            m_progress.end(true);
            return {};
        }
        if (!scorer) {
            auto opened = m_tools.openScorer(model);
            if (!opened)
                return tl::make_unexpected(opened.error());
            scorer = std::move(*opened);
        }
        const TaskContext quiet(m_context.stopToken(),
                                [this](double share, std::string_view) { m_progress.tell(share); });
        const auto verdict =
            scorer->score(*m_prepared[n]->night.input, {.stride = m_job.plan.settings.expert.stride}, quiet);
        m_prepared[n]->night.input->samples.release();
        if (!verdict)
            return failAt(m_nights[n]->name, verdict.error());
        if (auto kept = m_folder->keepVerdict(when, n, *verdict); !kept)
            return kept;
        m_progress.end();
        return {};
    }

    Result<void> trainFolds() {
        const int folds = static_cast<int>(m_job.plan.folds.size());
        for (int f = 1; f <= folds; ++f)
            if (auto done = examineFold(f, folds); !done)
                return done;
        return {};
    }

    Result<void> examineFold(int f, int folds) {
        const SubjectFold& fold = m_job.plan.folds[static_cast<std::size_t>(f) - 1];
        std::vector<std::size_t> tested;
        bool isJudged = true;
        for (std::size_t n = 0; n < m_nights.size(); ++n)
            if (isKept(n) && fold.test.contains(m_nights[n]->subject())) {
                tested.push_back(n);
                isJudged = isJudged && m_folder->verdict("after", n);
            }
        const fs::path model = m_folder->foldModel(f);
        if (!isJudged)
            if (auto done = train({.step = RetrainingStep::Training, .fold = f, .folds = folds},
                                  fold.training, fold.validation, model);
                !done)
                return done;
        std::unique_ptr<NightScorer> scorer;
        for (const std::size_t n : tested)
            if (auto done = judge(n, "after", model, scorer,
                                  {.step = RetrainingStep::JudgingAfter, .fold = f, .folds = folds});
                !done)
                return done;
        scorer.reset();
        std::error_code ignored;
        if (!m_tools.keepsFoldModels)
            fs::remove(model, ignored);
        return {};
    }

    Result<void> trainFinal() {
        std::set<std::string> taught = m_job.plan.subjects;
        for (const std::string& subject : m_job.plan.validation)
            taught.erase(subject);
        m_result.model = m_folder->finalModel();
        return train({.step = RetrainingStep::TrainingFinal}, taught, m_job.plan.validation, m_result.model);
    }

    Result<void> train(RetrainingProgress progress, const std::set<std::string>& taught,
                       const std::set<std::string>& watched, const fs::path& out) {
        if (auto held = m_progress.hold(); !held)
            return held;
        const int fold = progress.fold;
        m_progress.begin(std::move(progress), trainingSeconds(taught, watched));
        if (isThere(out)) {
            m_progress.end(true);
            return {};
        }
        std::vector<LabelledNight> nights;
        for (std::size_t n = 0; n < m_nights.size(); ++n) {
            const std::string& subject = m_nights[n]->subject();
            if (!m_prepared[n] || (!taught.contains(subject) && !watched.contains(subject)))
                continue;
            nights.push_back(m_prepared[n]->night);
            nights.back().isForValidation = watched.contains(subject);
        }
        const auto learns = [](const LabelledNight& night) { return !night.isForValidation; };
        if (std::none_of(nights.begin(), nights.end(), learns))
            return fail(ErrorCode::DataMissing,
                        fmt::format("no night is left to learn from for {}", out.filename().string()));
        TrainingOptions options = trainingOptions(m_job.plan, fold);
        options.name =
            fold > 0 ? fmt::format("{}, without the subjects of fold {}", m_job.name, fold) : m_job.name;
        options.checkpoint = out.string() + ".checkpoint";
        auto done = fineTune(nights, options, out);
        // A checkpoint that cannot be read is worth less than the minutes that it saves.
        if (!done && done.error().code == ErrorCode::FormatInvalid && isThere(options.checkpoint)) {
            std::error_code ignored;
            fs::remove(options.checkpoint, ignored);
            done = fineTune(nights, options, out);
        }
        if (!done)
            return done;
        m_progress.end();
        return {};
    }

    Result<void> fineTune(const std::vector<LabelledNight>& nights, const TrainingOptions& options,
                          const fs::path& out) {
        const auto listener = [this](const TrainingReport& report) {
            const auto steps = static_cast<double>(std::max<std::int64_t>(report.steps, 1));
            m_progress.tell(static_cast<double>(report.step) / steps, report);
            static_cast<void>(m_progress.hold()); // the trainer sees a cancel by itself
        };
        return m_tools.createTrainer()->finetune(m_job.base, nights, options, out, listener,
                                                 TaskContext(m_context.stopToken()));
    }

    double trainingSeconds(const std::set<std::string>& taught, const std::set<std::string>& watched) const {
        std::int64_t learned = 0;
        std::int64_t judged = 0;
        for (const ClinicNight* night : m_nights) {
            learned += taught.contains(night->subject()) ? night->counts.epochs : 0;
            judged += watched.contains(night->subject()) ? night->counts.epochs : 0;
        }
        return expectedTrainingSeconds(m_job.plan, learned, judged, m_speed);
    }

    Result<void> checkMemory() {
        if (m_tools.reference.nights == 0)
            return {};
        auto known = m_folder->reference();
        const auto count = static_cast<double>(m_tools.reference.nights);
        const double epochs = count * m_tools.reference.hours * 3600.0 / kEpochSeconds;
        m_progress.begin({.step = RetrainingStep::CheckingMemory},
                         count * m_speed.secondsPerReferenceNight +
                             2.0 * epochs * m_speed.secondsPerScoredEpoch);
        if (!known) {
            auto judged = judgeMemory();
            if (!judged)
                return tl::make_unexpected(judged.error());
            known = std::move(*judged);
            if (auto kept = m_folder->keepReference(*known); !kept)
                return kept;
        }
        BootstrapOptions bootstrap = examOptions().bootstrap;
        m_forgetting = compareForgetting(known->before, known->after, bootstrap);
        m_progress.end();
        return {};
    }

    Result<RunFolder::Reference> judgeMemory() {
        const TaskContext context(m_context.stopToken(),
                                  [this](double share, std::string_view) { m_progress.tell(share); });
        const auto nights = referenceNights(context.part(0.0, 0.3), m_tools.reference);
        if (!nights)
            return tl::make_unexpected(nights.error());
        RunFolder::Reference reference;
        double from = 0.3;
        for (const fs::path& model : {m_job.base, m_result.model}) {
            if (auto held = m_progress.hold(); !held)
                return tl::make_unexpected(held.error());
            const auto scorer = m_tools.openScorer(model);
            if (!scorer)
                return tl::make_unexpected(scorer.error());
            auto tallies = judgeReference(**scorer, *nights, m_job.plan.settings.expert.stride,
                                          context.part(from, from + 0.35));
            if (!tallies)
                return tl::make_unexpected(tallies.error());
            (from < 0.5 ? reference.before : reference.after) = std::move(*tallies);
            from += 0.35;
        }
        return reference;
    }

    ExamOptions examOptions() const {
        ExamOptions options;
        const auto seed = static_cast<std::uint32_t>(m_job.plan.settings.seed);
        options.bootstrap.resamples = m_job.plan.settings.expert.resamples;
        options.bootstrap.seed = seed;
        options.test.seed = seed;
        return options;
    }

    Result<void> conclude() {
        const auto model = m_tools.openScorer(m_result.model);
        if (!model)
            return tl::make_unexpected(model.error());
        m_result.modelDigest = (*model)->modelDigest();
        m_result.device = (*model)->deviceName();
        const auto base = m_tools.openScorer(m_job.base);
        if (!base)
            return tl::make_unexpected(base.error());
        m_result.baseName = (*base)->modelName();
        std::vector<ExaminedNight> examined;
        for (std::size_t n = 0; n < m_nights.size(); ++n) {
            if (!isTested(n) || !isKept(n))
                continue;
            auto night = examinedNight(n);
            if (!night)
                return tl::make_unexpected(night.error());
            examined.push_back(std::move(*night));
        }
        m_result.exam = examine(examined, examOptions());
        if (m_forgetting)
            addForgetting(m_result.exam, *m_forgetting);
        return {};
    }

    Result<ExaminedNight> examinedNight(std::size_t n) {
        auto before = m_folder->verdict("before", n);
        auto after = m_folder->verdict("after", n);
        const auto labels = m_folder->labels(n);
        if (!before || !after || !labels)
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("{}: what the models said about {} cannot be read any more; discard the "
                                    "run and begin anew",
                                    m_job.folder.string(), m_nights[n]->name));
        return ExaminedNight{m_nights[n]->name,  m_nights[n]->subject(), labels->stages, labels->lights,
                             std::move(*before), std::move(*after),      foldOf(n)};
    }

    const RetrainingJob& m_job;
    const RetrainingTools& m_tools;
    const TaskContext& m_context;
    RunProgress m_progress;
    MachineSpeed m_speed;
    std::vector<const ClinicNight*> m_nights;
    std::vector<std::optional<PreparedNight>> m_prepared; ///< one a night
    std::set<fs::path> m_dropped;
    std::optional<RunFolder> m_folder;
    std::optional<ForgettingCheck> m_forgetting;
    RetrainingResult m_result;
};

} // namespace

Result<RetrainingResult> runRetraining(const RetrainingJob& job, const RetrainingTools& tools,
                                       const RetrainingListener& listener, const TaskContext& context,
                                       PauseGate* pause) {
    return Runner(job, tools, listener, context, pause).run();
}

} // namespace hypnodesk
