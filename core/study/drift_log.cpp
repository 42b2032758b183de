#include "core/study/drift_log.h"

#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <system_error>

namespace hypnodesk {

using nlohmann::json;

namespace {

std::string lineOf(const DriftPoint& point) {
    const json line = {{"version", 1},
                       {"study", point.study},
                       {"utc", point.utc},
                       {"derivation", point.derivation},
                       {"model", point.model},
                       {"model_sha256", point.modelSha256},
                       {"epochs", point.epochs},
                       {"confusion", point.confusion},
                       {"mean_confidence", point.meanConfidence ? json(*point.meanConfidence) : json()},
                       {"poor_signal_share", point.poorSignalShare},
                       {"review_seconds", point.reviewSeconds}};
    return line.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<DriftPoint> pointOf(std::string_view text) {
    try {
        const json line = json::parse(text);
        if (line.at("version").get<int>() != 1)
            return std::nullopt;
        DriftPoint point;
        line.at("study").get_to(point.study);
        line.at("utc").get_to(point.utc);
        line.at("derivation").get_to(point.derivation);
        line.at("model").get_to(point.model);
        line.at("model_sha256").get_to(point.modelSha256);
        line.at("epochs").get_to(point.epochs);
        line.at("confusion").get_to(point.confusion);
        if (!line.at("mean_confidence").is_null())
            point.meanConfidence = line.at("mean_confidence").get<double>();
        line.at("poor_signal_share").get_to(point.poorSignalShare);
        line.at("review_seconds").get_to(point.reviewSeconds);
        for (const auto& row : point.confusion)
            for (const std::int64_t count : row)
                if (count < 0 || count > 10'000'000)
                    return std::nullopt;
        return point.utc.size() >= 7 ? std::optional(point) : std::nullopt;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

/// The lines of the file, none for none.
Result<std::vector<std::string>> linesOf(const std::filesystem::path& path) {
    const auto text = readTextFile(path);
    if (!text && text.error().code == ErrorCode::FileMissing)
        return std::vector<std::string>();
    if (!text)
        return tl::make_unexpected(text.error());
    std::vector<std::string> lines;
    for (const std::string_view line : split(*text, '\n'))
        if (!trimmed(line).empty())
            lines.emplace_back(trimmed(line));
    return lines;
}

} // namespace

Result<DriftLog> readDriftLog(const std::filesystem::path& path) {
    const auto lines = linesOf(path);
    if (!lines)
        return tl::make_unexpected(lines.error());
    DriftLog log;
    for (const std::string& line : *lines)
        if (const auto point = pointOf(line))
            log.points.push_back(*point);
        else
            ++log.unreadable;
    return log;
}

Result<void> keepDriftPoint(const std::filesystem::path& path, const DriftPoint& point) {
    const auto lines = linesOf(path);
    if (!lines)
        return tl::make_unexpected(lines.error());
    std::string text;
    for (const std::string& line : *lines) {
        const auto known = pointOf(line);
        if (known && known->study == point.study && known->modelSha256 == point.modelSha256 &&
            known->derivation == point.derivation) {
            DriftPoint dated = point;
            dated.utc = known->utc;
            dated.reviewSeconds = known->reviewSeconds;
            if (dated == *known)
                return {};
            continue;
        }
        text += line;
        text += '\n';
    }
    text += lineOf(point);
    text += '\n';
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error)
        return fail(ErrorCode::FileUnwritable,
                    fmt::format("{}: {}", path.parent_path().string(), error.message()));
    return writeFileAtomically(path, text);
}

} // namespace hypnodesk
