#include "app/command_line/score_record.h"

#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace hypnodesk::cli {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

constexpr const char* kFormatName = "hypnodesk-scored";
constexpr int kVersion = 1;

json documentOf(const ScoreRecord& record) {
    const ScoreCause& cause = record.cause;
    json document = {
        {"format", kFormatName},
        {"version", kVersion},
        {"program", cause.program},
        {"recording",
         {{"file", cause.recordingFile},
          {"bytes", cause.recordingBytes},
          {"modified_ns", cause.recordingModifiedNs}}},
        {"model", {{"name", record.modelName}, {"sha256", cause.modelSha256}}},
        {"options", {{"channel", cause.wish}, {"stride", cause.stride}, {"report_look", cause.reportLook}}},
        {"derivation", record.derivation},
        {"text", record.text},
        {"outputs", record.outputs}};
    document.update(record.statistics);
    return document;
}

/// Throws a json::exception where a member is missing or of another kind.
ScoreRecord recordOf(const json& document) {
    ScoreRecord record;
    const json& recording = document.at("recording");
    record.cause = {.program = document.at("program"),
                    .recordingFile = recording.at("file"),
                    .recordingBytes = recording.at("bytes"),
                    .recordingModifiedNs = recording.at("modified_ns"),
                    .modelSha256 = document.at("model").at("sha256"),
                    .wish = document.at("options").at("channel"),
                    .stride = document.at("options").at("stride"),
                    .reportLook = document.at("options").value("report_look", "")};
    record.modelName = document.at("model").at("name");
    record.derivation = document.at("derivation");
    record.text = document.at("text");
    record.outputs = document.at("outputs").get<std::vector<std::string>>();
    for (const auto& [key, value] : document.items())
        record.statistics[key] = value;
    for (const char* key :
         {"format", "version", "program", "recording", "model", "options", "derivation", "text", "outputs"})
        record.statistics.erase(key);
    return record;
}

} // namespace

Result<ScoreCause> scoreCause(const fs::path& recording, const std::string& modelSha256,
                              const ScoreArguments& arguments) {
    struct stat found = {};
    if (::stat(recording.c_str(), &found) != 0)
        return fail(errno == ENOENT ? ErrorCode::FileMissing : ErrorCode::FileUnreadable,
                    fmt::format("{}: {}", recording.string(), std::strerror(errno)));
    return ScoreCause{.program = "hypnodesk " HYPNODESK_VERSION,
                      .recordingFile = toUtf8(recording.filename().string()),
                      .recordingBytes = static_cast<std::uint64_t>(found.st_size),
                      .recordingModifiedNs = found.st_mtim.tv_sec * 1'000'000'000 + found.st_mtim.tv_nsec,
                      .modelSha256 = modelSha256,
                      .wish = toUtf8(arguments.wish()),
                      .stride = arguments.stride,
                      .reportLook = arguments.reportLook};
}

fs::path scoreRecordPath(const fs::path& stem) {
    return stem.string() + ".scored.json";
}

Result<ScoreRecord> readScoreRecord(const fs::path& stem) {
    const fs::path path = scoreRecordPath(stem);
    const Result<std::string> text = readTextFile(path, 1u << 20);
    if (!text)
        return tl::make_unexpected(text.error());
    try {
        const json document = json::parse(*text);
        if (document.at("format") != kFormatName || document.at("version") != kVersion)
            return fail(ErrorCode::FormatUnsupported, path.string() + ": of another version of Hypnodesk");
        return recordOf(document);
    } catch (const json::exception& error) {
        return fail(ErrorCode::FormatInvalid, fmt::format("{}: {}", path.string(), error.what()));
    }
}

Result<void> writeScoreRecord(const fs::path& stem, const ScoreRecord& record) {
    const std::string text = documentOf(record).dump(1, ' ', false, json::error_handler_t::replace);
    return writeFileAtomically(scoreRecordPath(stem), text + '\n');
}

bool isUpToDate(const ScoreRecord& record, const ScoreCause& cause, const std::vector<ScoreOutput>& wanted) {
    return record.cause == cause && std::all_of(wanted.begin(), wanted.end(), [&](const ScoreOutput& output) {
               std::error_code ignored;
               return std::binary_search(record.outputs.begin(), record.outputs.end(),
                                         toUtf8(output.path.filename().string())) &&
                      fs::exists(output.path, ignored);
           });
}

} // namespace hypnodesk::cli
