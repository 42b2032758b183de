#include "app/command_line/score_summary.h"

#include "app/command_line/score_record.h"
#include "core/base/atomic_file.h"
#include "core/base/csv_field.h"
#include "core/base/text_fields.h"
#include "core/scoring/sleep_statistics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hypnodesk::cli {

namespace {

std::vector<std::string> statisticKeys() {
    std::vector<std::string> keys;
    for (const StatisticRow& row : statisticRows(SleepStatistics{}))
        keys.push_back(row.key);
    return keys;
}

double medianOf(const std::vector<double>& sorted) {
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
}

std::string setLine(const std::string& key, std::vector<double> values) {
    if (values.empty())
        return key + ",0,,,,,\n";
    std::sort(values.begin(), values.end());
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0.0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const std::string deviation =
        values.size() > 1 ? fmt::format("{:.6g}", std::sqrt(squares / (count - 1.0))) : std::string();
    return fmt::format("{},{},{:.6g},{},{:.6g},{:.6g},{:.6g}\n", key, values.size(), mean, deviation,
                       medianOf(values), values.front(), values.back());
}

} // namespace

std::filesystem::path setSummaryPath(const std::filesystem::path& file) {
    return file.parent_path() / (file.stem().string() + ".set.csv");
}

Result<void> writeSummary(const std::filesystem::path& file, const std::vector<Night>& nights,
                          const std::map<std::string, std::string>& failures) {
    const std::vector<std::string> keys = statisticKeys();
    std::vector<std::vector<double>> values(keys.size());
    std::string text = "night,status,reason,derivation,model";
    for (const std::string& key : keys)
        text += ',' + key;
    text += '\n';
    for (const Night& night : nights) {
        const auto failure = failures.find(night.recording.string());
        const Result<ScoreRecord> record =
            failure == failures.end() ? readScoreRecord(night.stem) : fail(ErrorCode::DataMissing, "");
        text += csvField(toUtf8(night.name));
        if (!record) {
            const bool failed = failure != failures.end();
            text += fmt::format(",{},{},,{}\n", failed ? "failed" : "missing",
                                failed ? csvField(failure->second) : std::string(),
                                std::string(keys.size(), ','));
            continue;
        }
        text += fmt::format(",scored,,{},{}", csvField(record->derivation), csvField(record->modelName));
        const auto& statistics = record->statistics.at("statistics");
        for (std::size_t i = 0; i < keys.size(); ++i) {
            text += ',';
            const auto value = statistics.find(keys[i]);
            if (value == statistics.end() || !value->is_number())
                continue;
            text += formatNumber(value->get<double>());
            values[i].push_back(value->get<double>());
        }
        text += '\n';
    }
    std::string set = "statistic,nights,mean,sd,median,minimum,maximum\n";
    for (std::size_t i = 0; i < keys.size(); ++i)
        set += setLine(keys[i], std::move(values[i]));
    if (auto written = writeFileAtomically(file, text); !written)
        return written;
    return writeFileAtomically(setSummaryPath(file), set);
}

} // namespace hypnodesk::cli
