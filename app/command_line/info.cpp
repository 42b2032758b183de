#include "app/command_line/command.h"
#include "core/base/text_fields.h"
#include "core/edf/conformance.h"
#include "core/recording/derivation.h"
#include "core/recording/edf_recording.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace hypnodesk::cli {

namespace {

struct InfoOptions {
    std::vector<std::string> files;
    bool json = false;
    bool digest = false;
};

/// Everything that is told about one file.
struct FileInfo {
    std::shared_ptr<const EdfRecording> recording;
    Conformance conformance;
    std::vector<Derivation> suggestions;
    std::vector<std::string> digests; ///< one a channel, when asked for
};

std::string clockText(const StartTime& start) {
    std::string text =
        start.hasDate() ? fmt::format("{:04}-{:02}-{:02} ", start.year, start.month, start.day) : "";
    text += fmt::format("{:02}:{:02}:{:02}", start.hour, start.minute, static_cast<int>(start.second));
    const double fraction = start.second - static_cast<int>(start.second);
    if (fraction >= 0.5e-6)
        text += fmt::format("{:.6f}", fraction).substr(1);
    return text;
}

std::string durationText(double seconds) {
    const auto whole = static_cast<std::int64_t>(seconds);
    return fmt::format("{}:{:02}:{:02} ({} s)", whole / 3600, whole / 60 % 60, whole % 60,
                       formatNumber(seconds));
}

Result<FileInfo> inspect(const std::string& path, const InfoOptions& options) {
    auto recording = Recording::open(path);
    if (!recording)
        return tl::make_unexpected(recording.error());
    FileInfo info;
    info.recording = std::dynamic_pointer_cast<const EdfRecording>(*recording);
    if (!info.recording)
        return fail(ErrorCode::FormatUnsupported, path);
    info.conformance = checkConformance(path);
    info.suggestions = suggestedDerivations(*info.recording);
    if (options.digest) {
        const TaskContext context = terminalContext("digest");
        const auto channelCount = static_cast<double>(info.recording->channels().size());
        for (const Channel& channel : info.recording->channels()) {
            context.report(channel.index / channelCount, channel.label);
            auto digest = sha256HexOfSignal(info.recording->file(),
                                            info.recording->signalOfChannel(channel.index), context);
            if (!digest)
                return tl::make_unexpected(digest.error());
            info.digests.push_back(std::move(*digest));
        }
        context.report(1.0);
    }
    return info;
}

nlohmann::ordered_json toJson(const FileInfo& info) {
    const Recording& recording = *info.recording;
    const RecordingInfo& about = recording.info();
    nlohmann::ordered_json json;
    json["file"] = about.path.string();
    json["format"] = about.variant;
    json["patient"] = about.patient;
    json["recording"] = about.recordingField;
    json["start"] = clockText(about.start);
    json["duration_s"] = about.durationSeconds;
    json["records"] = about.recordCount;
    json["record_s"] = about.recordSeconds;
    json["channels"] = nlohmann::ordered_json::array();
    for (const Channel& channel : recording.channels()) {
        const EdfFile& file = info.recording->file();
        nlohmann::ordered_json entry;
        entry["label"] = channel.label;
        entry["role"] = roleName(channel.role);
        entry["rate_hz"] = channel.rateHz;
        entry["unit"] = channel.unit;
        entry["to_microvolts"] = channel.isVoltage ? nlohmann::ordered_json(channel.toMicrovolts) : nullptr;
        entry["physical_minimum"] = channel.physicalMinimum;
        entry["physical_maximum"] = channel.physicalMaximum;
        entry["samples"] = file.sampleCount(info.recording->signalOfChannel(channel.index));
        entry["transducer"] = channel.transducer;
        entry["prefilter"] = channel.prefilter;
        if (!info.digests.empty())
            entry["sha256"] = info.digests[static_cast<std::size_t>(channel.index)];
        json["channels"].push_back(std::move(entry));
    }
    json["annotations"] = recording.annotations().size();
    json["gaps"] = nlohmann::ordered_json::array();
    for (const Gap& gap : recording.gaps())
        json["gaps"].push_back({{"begin_s", gap.beginSeconds}, {"end_s", gap.endSeconds}});
    json["findings"] = nlohmann::ordered_json::array();
    for (const Finding& finding : recording.findings())
        json["findings"].push_back(
            {{"severity", severityName(finding.severity)}, {"code", finding.code}, {"text", finding.text}});
    json["edflib"] = {{"opens", info.conformance.opens}, {"problem", info.conformance.problem}};
    json["suggested"] = nlohmann::ordered_json::array();
    for (const Derivation& derivation : info.suggestions)
        json["suggested"].push_back(derivation.name);
    return json;
}

void printChannels(const FileInfo& info) {
    fmt::print("  Channels     {}\n", info.recording->channels().size());
    for (const Channel& channel : info.recording->channels()) {
        fmt::print("    {:>3}  {:<20} {:<11} {:>9} Hz  {:>10} .. {:<10} {:<8}", channel.index + 1,
                   channel.label, roleName(channel.role), fmt::format("{:.6g}", channel.rateHz),
                   formatNumber(channel.physicalMinimum), formatNumber(channel.physicalMaximum),
                   channel.unit);
        if (!info.digests.empty())
            fmt::print("  {}", info.digests[static_cast<std::size_t>(channel.index)]);
        fmt::print("\n");
    }
}

void printGaps(const std::vector<Gap>& gaps) {
    constexpr std::size_t kAtMost = 10;
    double missing = 0.0;
    for (const Gap& gap : gaps)
        missing += gap.endSeconds - gap.beginSeconds;
    fmt::print("  Gaps         {}{}\n", gaps.size(),
               gaps.empty() ? std::string() : fmt::format(", {} s in all", formatNumber(missing)));
    for (std::size_t i = 0; i < gaps.size() && i < kAtMost; ++i)
        fmt::print("    {} s to {} s\n", formatNumber(gaps[i].beginSeconds),
                   formatNumber(gaps[i].endSeconds));
    if (gaps.size() > kAtMost)
        fmt::print("    and {} more\n", gaps.size() - kAtMost);
}

void print(const FileInfo& info) {
    const Recording& recording = *info.recording;
    const RecordingInfo& about = recording.info();
    fmt::print("{}\n", about.path.string());
    fmt::print("  Format       {}\n", about.variant);
    fmt::print("  Patient      {}\n", about.patient);
    fmt::print("  Recording    {}\n", about.recordingField);
    fmt::print("  Start        {}\n", clockText(about.start));
    fmt::print("  Duration     {}, {} data records of {} s\n", durationText(about.durationSeconds),
               about.recordCount, formatNumber(about.recordSeconds));
    printChannels(info);
    fmt::print("  Annotations  {}\n", recording.annotations().size());
    printGaps(recording.gaps());
    fmt::print("  Findings     {}\n", recording.findings().size());
    for (const Finding& finding : recording.findings())
        fmt::print("    {:<6} {}: {}\n", severityName(finding.severity), finding.code, finding.text);
    fmt::print("  EDFlib       {}\n",
               info.conformance.opens ? "opens it" : "refuses it: " + info.conformance.problem);
    fmt::print("  To score     {}\n",
               info.suggestions.empty() ? "no EEG found" : info.suggestions.front().name);
}

int runInfo(const InfoOptions& options) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    std::size_t failures = 0;
    for (const std::string& path : options.files) {
        const auto info = inspect(path, options);
        if (!info) {
            ++failures;
            complain(info.error());
            if (info.error().code == ErrorCode::Cancelled)
                break;
            all.push_back({{"file", path}, {"error", describe(info.error())}});
            continue;
        }
        if (options.json)
            all.push_back(toJson(*info));
        else
            print(*info);
    }
    if (options.json) {
        // File names are bytes; what is no UTF-8 in them must not stop the output.
        const auto text = (options.files.size() == 1 && all.size() == 1 ? all.front() : all)
                              .dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
        fmt::print("{}\n", text);
    }
    if (failures == 0)
        return kDone;
    return failures == options.files.size() ? kNothingDone : kSomeFailed;
}

} // namespace

void addInfo(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<InfoOptions>();
    CLI::App* info = app.add_subcommand("info", "Show what a recording holds and what is odd about it");
    info->add_option("files", options->files, "Recordings (EDF, EDF+, BDF, BDF+)")->required();
    info->add_flag("--json", options->json, "For machines: one object, or a list for several files");
    info->add_flag("--digest", options->digest,
                   "Per channel the SHA-256 of its digital samples as little-endian 32-bit integers");
    info->callback([options, &chosen] { chosen = [options] { return runInfo(*options); }; });
}

} // namespace hypnodesk::cli
