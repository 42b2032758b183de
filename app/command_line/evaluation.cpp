#include "app/command_line/evaluation.h"

#include <fmt/format.h>

namespace hypnodesk::cli {

using nlohmann::json;

namespace {

std::string number(const std::optional<double>& value) {
    return value ? fmt::format("{:.3f}", *value) : "-";
}

std::string row(const std::string& name, const Agreement& a, double ece) {
    std::string text = fmt::format("{:<32} {:>6} {:>9.1f} {:>7} {:>9.3f}", name, a.compared,
                                   100.0 * a.accuracy, number(a.kappa), a.macroF1);
    for (const auto& f1 : a.f1)
        text += fmt::format(" {:>6}", number(f1));
    return text + fmt::format(" {:>6.3f}\n", ece);
}

json agreementJson(const Agreement& a, double ece) {
    json f1 = json::object();
    for (std::size_t c = 0; c < a.f1.size(); ++c)
        f1[std::string(stageCode(kStageClasses[c]))] = a.f1[c] ? json(*a.f1[c]) : json();
    return {{"epochs", a.compared},
            {"excluded", a.excluded},
            {"accuracy", a.accuracy},
            {"kappa", a.kappa ? json(*a.kappa) : json()},
            {"macro_f1", a.macroF1},
            {"f1", f1},
            {"ece", ece},
            {"confusion", a.confusion}};
}

} // namespace

Agreement Evaluation::pooled() const {
    decltype(Agreement::confusion) confusion{};
    std::int64_t excluded = 0;
    for (const NightEvaluation& night : nights) {
        excluded += night.agreement.excluded;
        for (std::size_t r = 0; r < confusion.size(); ++r)
            for (std::size_t c = 0; c < confusion.size(); ++c)
                confusion[r][c] += night.agreement.confusion[r][c];
    }
    return agreementFromConfusion(confusion, excluded);
}

Calibration Evaluation::pooledCalibration() const {
    std::vector<CalibrationSample> all;
    for (const NightEvaluation& night : nights)
        all.insert(all.end(), night.samples.begin(), night.samples.end());
    return calibration(all);
}

std::string toTable(const Evaluation& evaluation) {
    std::string text =
        fmt::format("model {} ({})\n{:<32} {:>6} {:>9} {:>7} {:>9} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}\n",
                    evaluation.model, evaluation.digest.substr(0, 12), "recording", "epochs", "accuracy%",
                    "kappa", "macro-F1", "F1 W", "N1", "N2", "N3", "R", "ECE");
    for (const NightEvaluation& night : evaluation.nights)
        text += row(night.name, night.agreement, calibration(night.samples).ece);
    const Agreement pooled = evaluation.pooled();
    const Calibration pooledCalibration = evaluation.pooledCalibration();
    if (evaluation.nights.size() > 1)
        text += row("pooled", pooled, pooledCalibration.ece);
    text += "\nconfusion (rows: expert, columns: model)\n          W     N1     N2     N3      R\n";
    for (std::size_t r = 0; r < pooled.confusion.size(); ++r) {
        text += fmt::format("{:<4}", stageCode(kStageClasses[r]));
        for (const std::int64_t count : pooled.confusion[r])
            text += fmt::format(" {:>6}", count);
        text += '\n';
    }
    text += "\nreliability: highest probability -> share right\n";
    for (const ReliabilityBin& bin : pooledCalibration.bins)
        if (bin.count > 0)
            text += fmt::format("  {:.2f}-{:.2f}  {:>6} epochs  said {:.3f}  right {:.3f}\n", bin.low,
                                bin.high, bin.count, bin.meanProbability, bin.accuracy);
    return text;
}

json toJson(const Evaluation& evaluation) {
    json nights = json::array();
    for (const NightEvaluation& night : evaluation.nights) {
        json one = agreementJson(night.agreement, calibration(night.samples).ece);
        one["name"] = night.name;
        one["subject"] = night.subject;
        nights.push_back(std::move(one));
    }
    json reliability = json::array();
    const Calibration pooledCalibration = evaluation.pooledCalibration();
    for (const ReliabilityBin& bin : pooledCalibration.bins)
        reliability.push_back({{"low", bin.low},
                               {"high", bin.high},
                               {"epochs", bin.count},
                               {"mean_probability", bin.meanProbability},
                               {"accuracy", bin.accuracy}});
    return {{"model", evaluation.model},
            {"model_sha256", evaluation.digest},
            {"recordings", nights},
            {"pooled", agreementJson(evaluation.pooled(), pooledCalibration.ece)},
            {"reliability", reliability}};
}

} // namespace hypnodesk::cli
