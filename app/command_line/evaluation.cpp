#include "app/command_line/evaluation.h"

#include <fmt/format.h>

#include <map>

namespace hypnodesk::cli {

namespace {

constexpr std::size_t kFewSubjects = 10;

std::vector<Tally> talliesOfSubjects(const Evaluation& evaluation) {
    std::map<std::string, Tally> bySubject;
    for (const NightEvaluation& night : evaluation.nights)
        bySubject[night.subject] += night.tally;
    std::vector<Tally> tallies;
    for (const auto& [subject, tally] : bySubject)
        tallies.push_back(tally);
    return tallies;
}

std::vector<Tally> talliesOfBlocks(const Evaluation& evaluation) {
    std::vector<Tally> tallies;
    for (const NightEvaluation& night : evaluation.nights)
        for (const Tally& block : night.blocks)
            if (block.reliability.count() > 0)
                tallies.push_back(block);
    return tallies;
}

} // namespace

Tally Evaluation::pooled() const {
    Tally sum;
    for (const NightEvaluation& night : nights)
        sum += night.tally;
    return sum;
}

NightEvaluation judge(const PreparedNight& prepared, const NightProbabilities& verdict, bool withBlocks) {
    NightEvaluation result;
    result.name = prepared.night.name;
    result.subject = prepared.night.subject;
    result.derivation = prepared.night.input->derivation;
    const Hypnogram model = Hypnogram::fromProbabilities(verdict);
    Hypnogram expert(verdict.grid);
    std::vector<Tally> blocks;
    for (std::int64_t e = 0; e < verdict.grid.count; ++e) {
        if (e % kBlockEpochs == 0)
            blocks.emplace_back();
        const Stage truth = prepared.night.stages[static_cast<std::size_t>(e)];
        const Stage said = model.stage(e);
        expert.set(e, {truth, StageSource::Imported});
        blocks.back().add(truth, said, verdict.epochs[static_cast<std::size_t>(e)].joint);
    }
    for (const Tally& block : blocks)
        result.tally += block;
    result.statistics = comparedStatistics(expert, model, prepared.lights);
    if (withBlocks)
        result.blocks = std::move(blocks);
    return result;
}

PooledIntervals pooledIntervals(const Evaluation& evaluation) {
    PooledIntervals result;
    std::vector<Tally> units = talliesOfSubjects(evaluation);
    result.isOverSubjects = units.size() > 1;
    if (!result.isOverSubjects) {
        units = talliesOfBlocks(evaluation);
        result.note =
            "one subject only: an interval over subjects is impossible; this one is over blocks of 10 "
            "minutes and says nothing about other people";
    } else if (units.size() < kFewSubjects) {
        result.note = fmt::format("{} subjects only: the interval is a rough one and tends to be too narrow",
                                  units.size());
    }
    result.units = units.size();
    result.intervals = bootstrapIntervals(
        units.size(),
        [&](std::span<const std::size_t> drawn) {
            Tally sum;
            for (const std::size_t unit : drawn)
                sum += units[unit];
            return figuresOf(sum);
        },
        evaluation.bootstrap);
    return result;
}

std::vector<StatisticErrors> statisticErrors(const Evaluation& evaluation) {
    std::vector<StatisticErrors> result;
    if (evaluation.nights.empty())
        return result;
    for (std::size_t s = 0; s < evaluation.nights.front().statistics.size(); ++s) {
        std::vector<double> differences;
        for (const NightEvaluation& night : evaluation.nights)
            if (const auto error = night.statistics[s].error())
                differences.push_back(*error);
        result.push_back({evaluation.nights.front().statistics[s], limitsOfAgreement(differences)});
    }
    return result;
}

} // namespace hypnodesk::cli
