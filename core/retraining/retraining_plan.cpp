#include "core/retraining/retraining_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace hypnodesk {

using nlohmann::json;

namespace {

constexpr std::size_t kFewNights = 5;   ///< under it the KL weight is highest
constexpr std::size_t kManyNights = 10; ///< from it on lowest
constexpr double kHighestKl = 0.5;
constexpr double kLowestKl = 0.2;
constexpr double kOtherElectrodeRate = 0.1;
constexpr std::size_t kPoorly = 2;
constexpr std::size_t kRoughly = 5;
constexpr double kWindowEpochs = 20.0;
constexpr double kEnoughSteps = 160.0; ///< of training: with fewer a model hardly moves
constexpr int kMostPasses = 40;
constexpr int kSmallestBatch = 3;
constexpr double kReferenceNights = 4.0; ///< of the forgetting check
constexpr double kReferenceEpochs = 360.0;

std::uint32_t foldSeed(const RetrainingSettings& settings) {
    return static_cast<std::uint32_t>(settings.seed);
}

/// Of the subjects that teach: none where two or fewer teach, for then none can be spared.
std::size_t validationSubjects(std::size_t teaching, double share) {
    if (teaching < 3 || share <= 0.0)
        return 0;
    const auto wished = static_cast<std::size_t>(std::llround(share * static_cast<double>(teaching)));
    return std::clamp<std::size_t>(wished, 1, teaching - 1);
}

Result<void> check(const RetrainingSettings& settings) {
    const ExpertSettings& e = settings.expert;
    const auto refuse = [](const char* what) {
        return fail(ErrorCode::ArgumentInvalid, fmt::format("{} is out of range", what));
    };
    const auto isShare = [](double value) { return value >= 0.0 && value <= 1.0; };
    if (e.klWeight && !isShare(*e.klWeight))
        return refuse("the weight of staying close to the present model (0 to 1)");
    if (e.backboneRate && !isShare(*e.backboneRate))
        return refuse("the share of the rate for the backbones (0 to 1)");
    if (!(e.learningRate > 0.0) || e.learningRate > 1.0)
        return refuse("the learning rate (above 0, at most 1)");
    if (e.passes < 1 || e.batch < 1 || e.patience < 1 || e.stride < 1 || e.resamples < 0)
        return refuse("passes, batch, patience, stride (1 and more) or resamples (0 and more)");
    if (e.holdOutGroups < 2)
        return refuse("the number of groups held out in turn (2 and more)");
    if (!(e.validationShare >= 0.0) || e.validationShare > 0.9)
        return refuse("the share of subjects that watch (0 to 0.9)");
    return {};
}

std::vector<SubjectFold> foldsFor(const std::set<std::string>& subjects, std::size_t groups,
                                  const RetrainingSettings& settings) {
    const std::size_t count = std::min(groups, subjects.size());
    const std::size_t largest = (subjects.size() + count - 1) / count;
    return crossValidationFolds(
        subjects, count, validationSubjects(subjects.size() - largest, settings.expert.validationShare),
        foldSeed(settings));
}

/// Watches the final model: as many as in the folds, drawn by the same seed.
std::set<std::string> watching(const std::set<std::string>& subjects, const RetrainingSettings& settings) {
    const std::size_t count = validationSubjects(subjects.size(), settings.expert.validationShare);
    if (count == 0)
        return {};
    return holdOutSplit(subjects, static_cast<double>(count) / static_cast<double>(subjects.size()), 0,
                        foldSeed(settings))
        .test;
}

/// Passes, windows a step and patience: as set, or fitted to how much there is to learn.
void fitSteps(RetrainingPlan& plan) {
    const ExpertSettings& expert = plan.settings.expert;
    const double windows = std::max(1.0, static_cast<double>(plan.labels) / kWindowEpochs);
    plan.batch = expert.batch;
    if (expert.batch == kUsualBatch)
        plan.batch = std::clamp(static_cast<int>(windows / 4.0), kSmallestBatch, kUsualBatch);
    plan.passes = expert.passes;
    if (expert.passes == kUsualPasses)
        plan.passes = std::clamp(static_cast<int>(std::ceil(kEnoughSteps * plan.batch / windows)),
                                 kUsualPasses, kMostPasses);
    plan.patience = expert.patience;
    if (expert.patience == kUsualPatience)
        plan.patience = std::max(kUsualPatience, plan.passes / 4);
}

double minutesFor(const RetrainingPlan& plan, const std::map<std::string, std::int64_t>& epochsOf,
                  const MachineSpeed& speed) {
    const auto epochs = [&](const std::set<std::string>& subjects) {
        std::int64_t sum = 0;
        for (const std::string& subject : subjects)
            sum += epochsOf.at(subject);
        return sum;
    };
    const auto training = [&](const std::set<std::string>& taught, const std::set<std::string>& watched) {
        return expectedTrainingSeconds(plan, epochs(taught), epochs(watched), speed);
    };
    double seconds = static_cast<double>(plan.nights) * speed.secondsPerPreparedNight +
                     kReferenceNights * (speed.secondsPerReferenceNight +
                                         2.0 * kReferenceEpochs * speed.secondsPerScoredEpoch);
    for (const SubjectFold& fold : plan.folds)
        seconds += 2.0 * static_cast<double>(epochs(fold.test)) * speed.secondsPerScoredEpoch +
                   training(fold.training, fold.validation);
    std::set<std::string> taught = plan.subjects;
    for (const std::string& subject : plan.validation)
        taught.erase(subject);
    seconds += training(taught, plan.validation);
    return seconds / 60.0;
}

std::vector<std::string> cautionsFor(const RetrainingPlan& plan, const std::vector<ClinicNight>& nights) {
    std::vector<std::string> cautions;
    if (plan.exam == ExamKind::None)
        cautions.push_back("Nothing is measured: whether the new model is better stays unknown.");
    else
        cautions.push_back(measurabilityWords(plan.examinedSubjects()));
    std::set<std::string> scorers;
    std::set<std::string> derivations;
    std::size_t fromFileNames = 0;
    for (const ClinicNight& night : nights) {
        if (!night.isUsable())
            continue;
        if (!night.scorer.empty())
            scorers.insert(night.scorer);
        derivations.insert(night.derivation);
        fromFileNames += night.subjectOrigin == SubjectOrigin::FileName ? 1 : 0;
    }
    if (derivations.size() > 1)
        cautions.push_back(fmt::format("The nights use {} derivations: the new model learns all of them.",
                                       derivations.size()));
    if (scorers.size() > 1)
        cautions.push_back(fmt::format("The labels are of {} scorers: the new model learns a mixture of "
                                       "their habits.",
                                       scorers.size()));
    if (fromFileNames > 0)
        cautions.push_back(fmt::format("The subjects of {} nights were taken from file names. Two nights of "
                                       "one person under two names would make the exam too kind.",
                                       fromFileNames));
    return cautions;
}

json foldJson(const SubjectFold& fold) {
    return {{"test", fold.test}, {"validation", fold.validation}, {"training", fold.training}};
}

std::string_view labelRuleName(LabelRule rule) {
    constexpr std::array<std::string_view, 3> kNames{"every_stage", "reviewed", "reviewed_or_accepted"};
    return kNames[static_cast<std::size_t>(rule)];
}

} // namespace

std::string_view electrodeModeName(ElectrodeMode mode) {
    return mode == ElectrodeMode::Same ? "same-electrode" : "other-electrode";
}

std::string_view examKindName(ExamKind kind) {
    constexpr std::array<std::string_view, 4> kNames{"automatic", "loso", "holdout", "none"};
    return kNames[static_cast<std::size_t>(kind)];
}

Measurability measurability(std::size_t examinedSubjects) {
    if (examinedSubjects < 2)
        return Measurability::No;
    if (examinedSubjects <= kPoorly)
        return Measurability::Poorly;
    return examinedSubjects <= kRoughly ? Measurability::Roughly : Measurability::Yes;
}

std::string measurabilityWords(std::size_t examinedSubjects) {
    switch (measurability(examinedSubjects)) {
    case Measurability::No:
        return "With one subject the result cannot be measured: there is nobody whom the new model did not "
               "learn from.";
    case Measurability::Poorly:
        return fmt::format("With {} subjects the result cannot be measured reliably.", examinedSubjects);
    case Measurability::Roughly:
        return fmt::format("With {} subjects only a gain that shows in every one of them will count, and "
                           "its size stays rough.",
                           examinedSubjects);
    case Measurability::Yes:
        break;
    }
    return fmt::format("{} subjects are examined: a clear gain or loss can be told from chance.",
                       examinedSubjects);
}

double klWeightFor(std::size_t nights) {
    if (nights < kFewNights)
        return kHighestKl;
    if (nights >= kManyNights)
        return kLowestKl;
    return kHighestKl - (kHighestKl - kLowestKl) * static_cast<double>(nights - kFewNights) /
                            static_cast<double>(kManyNights - kFewNights);
}

std::size_t RetrainingPlan::examinedSubjects() const {
    std::set<std::string> examined;
    for (const SubjectFold& fold : folds)
        examined.insert(fold.test.begin(), fold.test.end());
    return examined.size();
}

Result<RetrainingPlan> makePlan(const std::vector<ClinicNight>& nights, const RetrainingSettings& settings,
                                const MachineSpeed& speed) {
    if (auto sound = check(settings); !sound)
        return tl::make_unexpected(sound.error());
    RetrainingPlan plan;
    plan.settings = settings;
    std::map<std::string, std::int64_t> epochsOf;
    for (const ClinicNight& night : nights) {
        if (!night.isUsable() || night.counts.labels(settings.rule) == 0)
            continue;
        plan.subjects.insert(night.subject());
        ++plan.nights;
        plan.labels += night.counts.labels(settings.rule);
        epochsOf[night.subject()] += night.counts.epochs;
    }
    if (plan.nights == 0)
        return fail(ErrorCode::DataMissing, "none of the nights can be learned from");
    plan.klWeight = settings.expert.klWeight.value_or(klWeightFor(plan.nights));
    plan.backboneRate = settings.expert.backboneRate.value_or(
        settings.mode == ElectrodeMode::Other ? kOtherElectrodeRate : 0.0);
    plan.exam = settings.exam;
    if (plan.exam == ExamKind::Automatic)
        plan.exam = plan.subjects.size() < kHoldOutFrom ? ExamKind::LeaveOneSubjectOut : ExamKind::HoldOut;
    if (plan.subjects.size() >= 2 && plan.exam == ExamKind::LeaveOneSubjectOut)
        plan.folds = foldsFor(plan.subjects, plan.subjects.size(), settings);
    else if (plan.subjects.size() >= 2 && plan.exam == ExamKind::HoldOut)
        plan.folds = foldsFor(plan.subjects, settings.expert.holdOutGroups, settings);
    fitSteps(plan);
    plan.validation = watching(plan.subjects, settings);
    plan.estimatedMinutes = minutesFor(plan, epochsOf, speed);
    plan.cautions = cautionsFor(plan, nights);
    return plan;
}

double expectedTrainingSeconds(const RetrainingPlan& plan, std::int64_t learnedEpochs,
                               std::int64_t watchedEpochs, const MachineSpeed& speed) {
    const auto learned = static_cast<double>(learnedEpochs);
    const auto watched = static_cast<double>(watchedEpochs);
    const double ofWindow =
        plan.backboneRate <= 0.0 ? speed.secondsPerLearnedWindow : speed.secondsPerLearnedWindowOther;
    return learned * speed.secondsPerScoredEpoch +
           plan.passes * (learned / kWindowEpochs * ofWindow + watched * speed.secondsPerScoredEpoch);
}

TrainingOptions trainingOptions(const RetrainingPlan& plan, int fold) {
    const ExpertSettings& expert = plan.settings.expert;
    TrainingOptions options;
    options.epochs = plan.passes;
    options.batch = plan.batch;
    options.learningRate = expert.learningRate;
    options.patience = plan.patience;
    options.validationShare = 0.0; // the plan names who watches
    options.klWeight = plan.klWeight;
    options.backboneRate = plan.backboneRate;
    options.seed = plan.settings.seed + static_cast<std::uint64_t>(fold);
    options.device = plan.settings.device;
    options.checkpointMinutes = 0.5;
    return options;
}

json toJson(const RetrainingPlan& plan) {
    const ExpertSettings& expert = plan.settings.expert;
    json folds = json::array();
    for (const SubjectFold& fold : plan.folds)
        folds.push_back(foldJson(fold));
    return {{"mode", electrodeModeName(plan.settings.mode)},
            {"exam", examKindName(plan.exam)},
            {"labels", labelRuleName(plan.settings.rule)},
            {"seed", plan.settings.seed},
            {"device", plan.settings.device},
            {"kl_weight", plan.klWeight},
            {"backbone_rate", plan.backboneRate},
            {"learning_rate", expert.learningRate},
            {"passes", plan.passes},
            {"batch_windows", plan.batch},
            {"patience", plan.patience},
            {"hold_out_groups", expert.holdOutGroups},
            {"validation_share", expert.validationShare},
            {"resamples", expert.resamples},
            {"stride", expert.stride},
            {"nights", plan.nights},
            {"labelled_epochs", plan.labels},
            {"subjects", plan.subjects},
            {"validation", plan.validation},
            {"folds", std::move(folds)},
            {"cautions", plan.cautions}};
}

} // namespace hypnodesk
