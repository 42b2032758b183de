#include "app/command_line/labelled_nights.h"

#include "app/command_line/command.h"
#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/base/text_fields.h"
#include "core/formats/format_registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

bool isRecording(const fs::path& path) {
    const std::string suffix = toLowerAscii(path.extension().string());
    const std::string stem = toLowerAscii(path.stem().string());
    return (suffix == ".edf" || suffix == ".bdf" || suffix == ".rec") && !stem.ends_with("hypnogram");
}

std::optional<fs::path> existing(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored) ? std::optional(path) : std::nullopt;
}

/// Sleep-EDF: the two files share their first seven letters less the last, which names the scorer.
std::optional<fs::path> sleepEdfHypnogram(const fs::path& recording) {
    const std::string stem = recording.stem().string();
    if (!stem.ends_with("-PSG") || stem.size() < 11)
        return std::nullopt;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(recording.parent_path(), error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(stem.substr(0, 7)) && name.ends_with("-Hypnogram.edf"))
            return entry.path();
    }
    return std::nullopt;
}

std::optional<fs::path> scoringBeside(const fs::path& recording) {
    const fs::path folder = recording.parent_path();
    const std::string stem = recording.stem().string();
    for (const char* suffix : {".hypnogram.csv", ".hypnogram.edf", "_hypnogram.csv", "-nsrr.xml"})
        if (auto found = existing(folder / (stem + suffix)))
            return found;
    if (const auto underscore = stem.find('_'); underscore != std::string::npos)
        if (auto found = existing(folder / (stem.substr(0, underscore) + "_hypnogram.csv")))
            return found;
    return sleepEdfHypnogram(recording);
}

/// Nights of one person share a subject, or they would leak between training and test.
std::string subjectOf(const fs::path& recording) {
    const std::string stem = recording.stem().string();
    if (stem.ends_with("-PSG") && stem.size() >= 11)
        return stem.substr(0, 5);
    return stem.substr(0, stem.find('_'));
}

Result<std::vector<LabelledRecording>> readManifest(const fs::path& path) {
    const auto text = readTextFile(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const auto lines = split(*text, '\n');
    const auto header = split(trimmed(lines.front()), ',');
    const auto column = [&](std::string_view name) -> std::optional<std::size_t> {
        const auto found =
            std::find_if(header.begin(), header.end(), [&](auto h) { return trimmed(h) == name; });
        return found == header.end() ? std::nullopt : std::optional<std::size_t>(found - header.begin());
    };
    if (!column("recording") || !column("scoring"))
        return fail(ErrorCode::FormatInvalid,
                    path.string() + ": needs the columns 'recording' and 'scoring'");
    std::vector<LabelledRecording> recordings;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (trimmed(lines[i]).empty())
            continue;
        const auto fields = split(trimmed(lines[i]), ',');
        const auto field = [&](std::string_view name) {
            const auto at = column(name);
            return at && *at < fields.size() ? std::string(trimmed(fields[*at])) : std::string();
        };
        LabelledRecording one{path.parent_path() / field("recording"), path.parent_path() / field("scoring"),
                              field("channel"), field("subject")};
        if (one.subject.empty())
            one.subject = subjectOf(one.recording);
        recordings.push_back(std::move(one));
    }
    return recordings;
}

std::string nightDigest(const ModelInput& input, const std::vector<Stage>& stages) {
    Sha256 digest;
    digest.add(std::as_bytes(std::span(input.samples)));
    digest.add(std::as_bytes(std::span(stages)));
    return digest.finishHex();
}

} // namespace

Result<std::vector<LabelledRecording>> findLabelledRecordings(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error))
        return fail(ErrorCode::FileMissing, folder.string() + ": not a folder");
    if (const auto manifest = existing(folder / "manifest.csv"))
        return readManifest(*manifest);
    std::vector<LabelledRecording> recordings;
    for (const auto& entry :
         fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error)) {
        if (!isRecording(entry.path()))
            continue;
        if (const auto scoring = scoringBeside(entry.path()))
            recordings.push_back({entry.path(), *scoring, {}, subjectOf(entry.path())});
    }
    std::sort(recordings.begin(), recordings.end(),
              [](const auto& a, const auto& b) { return a.recording < b.recording; });
    if (recordings.empty())
        return fail(ErrorCode::DataMissing,
                    folder.string() +
                        ": no recording with a scoring beside it (see 'Training' in the README)");
    return recordings;
}

Result<Derivation> chooseDerivation(const Recording& recording, const std::string& wish) {
    if (!wish.empty())
        return parseDerivation(recording, wish);
    const auto suggested = suggestedDerivations(recording);
    if (suggested.empty())
        return fail(ErrorCode::DataMissing,
                    recording.info().path.string() + ": no channel looks like EEG; name one with --channel");
    return suggested.front();
}

Result<PreparedNight> prepareNight(const LabelledRecording& labelled, const TaskContext& context) {
    const auto recording = Recording::open(labelled.recording);
    if (!recording)
        return tl::make_unexpected(recording.error());
    const auto scoring = readHypnogram(labelled.scoring);
    if (!scoring)
        return tl::make_unexpected(scoring.error());
    const auto derivation = chooseDerivation(**recording, labelled.channel);
    if (!derivation)
        return tl::make_unexpected(derivation.error());
    auto input = prepareModelInput(**recording, *derivation, context);
    if (!input)
        return failAt(labelled.recording.string(), input.error());

    PreparedNight prepared;
    prepared.reference = scoring->hypnogram;
    prepared.night.name = labelled.recording.stem().string();
    prepared.night.subject = labelled.subject;
    prepared.night.stages.assign(static_cast<std::size_t>(input->grid.count), Stage::Unscored);
    const EpochGrid& grid = scoring->hypnogram.grid();
    for (std::int64_t e = 0; e < input->grid.count; ++e) {
        const std::int64_t at = grid.epochAt(input->grid.onsetSeconds(e) + kEpochSeconds / 2.0);
        if (grid.contains(at))
            prepared.night.stages[static_cast<std::size_t>(e)] = scoring->hypnogram.stage(at);
    }
    prepared.night.digest = nightDigest(*input, prepared.night.stages);
    prepared.night.input = std::make_shared<const ModelInput>(std::move(*input));
    return prepared;
}

Result<std::vector<PreparedNight>> prepareFolder(const fs::path& folder, const TaskContext& context) {
    const auto recordings = findLabelledRecordings(folder);
    if (!recordings)
        return tl::make_unexpected(recordings.error());
    std::vector<PreparedNight> nights;
    for (std::size_t i = 0; i < recordings->size(); ++i) {
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, folder.string());
        auto night = prepareNight((*recordings)[i], TaskContext(context.stopToken()));
        if (night)
            nights.push_back(std::move(*night));
        else
            complain(night.error());
        context.report(static_cast<double>(i + 1) / static_cast<double>(recordings->size()), "reading");
    }
    if (nights.empty())
        return fail(ErrorCode::DataMissing, folder.string() + ": none of its recordings could be used");
    return nights;
}

} // namespace hypnodesk::cli
