#include "app/command_line/evaluation.h"

namespace hypnodesk::cli {

using nlohmann::json;

namespace {

constexpr int kSchema = 1;

json orNull(const std::optional<double>& value) {
    return value ? json(*value) : json();
}

json byStage(const std::array<std::optional<double>, kStageClassCount>& values) {
    json object = json::object();
    for (std::size_t c = 0; c < values.size(); ++c)
        object[std::string(stageCode(kStageClasses[c]))] = orNull(values[c]);
    return object;
}

json reliabilityJson(const Calibration& calibration) {
    json bins = json::array();
    for (std::size_t b = 0; b < calibration.bins.size(); ++b) {
        const ReliabilityBin& bin = calibration.bins[b];
        bins.push_back({{"bin", b + 1},
                        {"low", bin.low},
                        {"high", bin.high},
                        {"n", bin.count},
                        {"confidence", bin.count > 0 ? json(bin.meanProbability) : json()},
                        {"accuracy", bin.count > 0 ? json(bin.accuracy) : json()}});
    }
    return bins;
}

json tallyJson(const Tally& tally) {
    const Agreement a = tally.agreement();
    const Calibration calibration = tally.reliability.calibration();
    return {{"epochs", a.compared},
            {"excluded", a.excluded},
            {"accuracy", a.compared > 0 ? json(a.accuracy) : json()},
            {"kappa", orNull(a.kappa)},
            {"macro_f1", a.compared > 0 ? json(a.macroF1) : json()},
            {"f1", byStage(a.f1)},
            {"precision", byStage(a.precision)},
            {"recall", byStage(a.recall)},
            {"confusion", a.confusion},
            {"ece", a.compared > 0 ? json(calibration.ece) : json()},
            {"ece_by_chance", a.compared > 0 ? json(calibration.eceByChance) : json()},
            {"reliability", reliabilityJson(calibration)}};
}

json nightJson(const NightEvaluation& night) {
    json object = tallyJson(night.tally);
    object["name"] = night.name;
    object["subject"] = night.subject;
    object["derivation"] = night.derivation;
    object["learned_from"] = night.wasLearned;
    if (night.fold > 0)
        object["fold"] = night.fold;
    for (const StatisticPair& pair : night.statistics)
        object["statistics"][std::string(pair.key)] = {{"expert", orNull(pair.reference)},
                                                       {"model", orNull(pair.other)},
                                                       {"error", orNull(pair.error())}};
    return object;
}

json intervalsJson(const Evaluation& evaluation) {
    const PooledIntervals pooled = pooledIntervals(evaluation);
    json object = {{"resampled", pooled.isOverSubjects ? "subjects" : "blocks of 10 minutes"},
                   {"units", pooled.units},
                   {"resamples", evaluation.bootstrap.resamples},
                   {"seed", evaluation.bootstrap.seed},
                   {"level", evaluation.bootstrap.level},
                   {"note", pooled.note}};
    for (std::size_t f = 0; f < kFigureNames.size(); ++f)
        object["figures"][kFigureNames[f]] =
            pooled.intervals[f] ? json::array({pooled.intervals[f]->low, pooled.intervals[f]->high}) : json();
    return object;
}

} // namespace

json toJson(const Evaluation& evaluation) {
    json nights = json::array();
    for (const NightEvaluation& night : evaluation.nights)
        nights.push_back(nightJson(night));
    json failed = json::array();
    for (const FailedNight& night : evaluation.failed)
        failed.push_back({{"name", night.name}, {"reason", night.reason}});
    json statistics = json::object();
    for (const StatisticErrors& errors : statisticErrors(evaluation))
        statistics[std::string(errors.what.key)] = {
            {"unit", errors.what.unit},           {"n", errors.limits.count},
            {"bias", orNull(errors.limits.bias)}, {"sd", orNull(errors.limits.deviation)},
            {"low", orNull(errors.limits.low)},   {"high", orNull(errors.limits.high)}};
    json pooled = tallyJson(evaluation.pooled());
    json reliability = pooled["reliability"];
    return {{"schema", kSchema},
            {"kind", "evaluation"},
            {"model", evaluation.model},
            {"model_sha256", evaluation.digest.empty() ? json() : json(evaluation.digest)},
            {"protocol", evaluation.protocol},
            {"recordings", std::move(nights)},
            {"failed", std::move(failed)},
            {"pooled", std::move(pooled)},
            {"reliability", std::move(reliability)},
            {"intervals", intervalsJson(evaluation)},
            {"statistics", std::move(statistics)}};
}

} // namespace hypnodesk::cli
