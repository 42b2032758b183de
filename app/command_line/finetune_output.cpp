#include "app/command_line/finetune_output.h"

#include <fmt/format.h>

#include <fstream>
#include <memory>

namespace hypnodesk::cli {

namespace {

std::string number(const std::optional<double>& value, const char* format = "{:.3f}") {
    return value ? fmt::format(fmt::runtime(format), *value) : std::string("-");
}

std::string range(const std::optional<Interval>& interval, const char* format = "{:+.3f}") {
    return interval ? fmt::format("{} to {}", number(interval->low, format), number(interval->high, format))
                    : std::string("-");
}

const char* stepName(RetrainingStep step) {
    switch (step) {
    case RetrainingStep::Preparing:
        return "preparing the nights";
    case RetrainingStep::JudgingBefore:
        return "judging by the present model";
    case RetrainingStep::Training:
        return "training";
    case RetrainingStep::JudgingAfter:
        return "judging by the new model";
    case RetrainingStep::TrainingFinal:
        return "training on all nights";
    case RetrainingStep::CheckingMemory:
        return "looking for what was forgotten";
    }
    return "";
}

std::string foldText(const RetrainingProgress& progress) {
    return progress.fold > 0 ? fmt::format("fold {}/{}, ", progress.fold, progress.folds) : std::string();
}

void tellPass(const RetrainingProgress& progress) {
    const TrainingReport& r = *progress.training;
    fmt::print(stderr, "{}{}, pass {}: loss {:.4f}, watched kappa {:.4f}{}\n", foldText(progress),
               stepName(progress.step), r.pass, r.loss, r.validationKappa,
               r.bestSoFar ? "  (best so far)" : "");
}

void logPoint(std::ofstream& log, const RetrainingProgress& progress) {
    const TrainingReport& r = *progress.training;
    nlohmann::json line = {{"fold", progress.fold},
                           {"pass", r.pass},
                           {"step", r.step},
                           {"loss", r.loss},
                           {"done", progress.fraction}};
    if (r.endOfPass) {
        line["validation_kappa"] = r.validationKappa;
        line["best"] = r.bestSoFar;
    }
    log << line.dump() << std::endl;
}

} // namespace

void printPlan(const std::vector<ClinicNight>& nights, const RetrainingPlan& plan) {
    for (const ClinicNight& night : nights)
        if (night.isUsable())
            fmt::print(stderr, "{}: subject {} ({}), {}, {} labels\n", night.name, night.subject(),
                       night.subjectReason, night.derivation, night.counts.labels(plan.settings.rule));
    fmt::print(stderr,
               "{} nights of {} subjects, {} labels; {}; {} models for the exam; weight of the present model "
               "{:.2f}; about {:.0f} min\n",
               plan.nights, plan.subjects.size(), plan.labels, electrodeModeName(plan.settings.mode),
               plan.folds.size(), plan.klWeight, plan.estimatedMinutes);
    for (const std::string& caution : plan.cautions)
        fmt::print(stderr, "{}\n", caution);
}

RetrainingListener progressListener(const std::string& logPath) {
    std::shared_ptr<std::ofstream> log;
    if (!logPath.empty())
        log = std::make_shared<std::ofstream>(logPath, std::ios::app);
    return [log, last = std::optional<RetrainingProgress>()](const RetrainingProgress& progress) mutable {
        const bool isNew = !last || progress.step != last->step || progress.fold != last->fold;
        if (isNew && progress.fraction < 1.0)
            fmt::print(stderr, "{:3.0f} %  {}{}{}\n", 100.0 * progress.fraction, foldText(progress),
                       stepName(progress.step),
                       progress.secondsLeft
                           ? fmt::format(", about {:.0f} min left", *progress.secondsLeft / 60.0)
                           : std::string());
        if (progress.training && progress.training->endOfPass)
            tellPass(progress);
        if (log && progress.training)
            logPoint(*log, progress);
        last = progress;
    };
}

void printExam(const ModelChangeRecord& record, const std::filesystem::path& out) {
    const Exam& exam = record.result.exam;
    for (const std::string& sentence : examWords(exam))
        fmt::print("{}\n", sentence);
    if (!exam.figures.empty()) {
        fmt::print("\n{:<18} {:>7} {:>7} {:>7}  {:<18} {:>6}\n", "on held-out nights", "before", "after",
                   "change", "95 % interval", "p");
        for (const FigureComparison& f : exam.figures)
            fmt::print("{:<18} {:>7} {:>7} {:>7}  {:<18} {:>6.3g}\n", f.name, number(f.before),
                       number(f.after), number(f.difference, "{:+.3f}"), range(f.differenceInterval),
                       f.test.p);
        fmt::print("\n{:<18} {:>7} {:>7}  {:<18} {:>6}\n", "mean error", "before", "after",
                   "95 % of the change", "p");
        for (const StatisticComparison& s : exam.statistics)
            fmt::print("{:<18} {:>7.1f} {:>7.1f}  {:<18} {:>6.3g}\n", fmt::format("{} ({})", s.name, s.unit),
                       s.errorBefore, s.errorAfter, range(s.differenceInterval, "{:+.1f}"), s.test.p);
        fmt::print("\n{:<18} {:>7} {:>7} {:>7}\n", "kappa of subject", "epochs", "before", "after");
        for (const SubjectComparison& s : exam.subjects)
            fmt::print("{:<18} {:>7} {:>7} {:>7}\n", s.subject, s.labels, number(s.kappaBefore),
                       number(s.kappaAfter));
    }
    if (record.signature.decision == ModelDecision::Kept)
        fmt::print("\nThe present model is kept; no new one was written.\n");
    else
        fmt::print("\n{}\n", out.string());
}

} // namespace hypnodesk::cli
