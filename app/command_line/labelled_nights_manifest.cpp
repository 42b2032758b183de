#include "app/command_line/labelled_nights_layouts.h"
#include "app/command_line/study_files.h"
#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

/// The fields of a line; quoted ones may hold commas and doubled quotes.
std::vector<std::string> fieldsOf(std::string_view line) {
    std::vector<std::string> fields(1);
    bool isQuoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool isDoubled = isQuoted && line.substr(i, 2) == "\"\"";
        if (line[i] == '"' && !isDoubled)
            isQuoted = !isQuoted;
        else if (line[i] == ',' && !isQuoted)
            fields.emplace_back();
        else
            fields.back() += line[i];
        i += isDoubled ? 1 : 0;
    }
    for (std::string& field : fields)
        field = std::string(trimmed(field));
    return fields;
}

std::string_view withoutByteOrderMark(std::string_view text) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

/// A study needs no recording named: it knows its own.
Result<LabelledRecording> ofStudy(const StudyReference& reference) {
    const auto study = openStudy(reference.file, StudyMode::ReadOnly);
    if (!study)
        return tl::make_unexpected(study.error());
    const auto scoring = chooseScoring(*study, reference.scoring);
    if (!scoring)
        return tl::make_unexpected(scoring.error());
    if (scoring->kind == ScoringKind::Network)
        return fail(
            ErrorCode::DataMissing,
            fmt::format("{}: holds runs of networks only, no scoring of a person to learn from or judge by",
                        reference.file.string()));
    const auto recording = study->findRecording();
    if (!recording)
        return fail(ErrorCode::FileMissing,
                    fmt::format("{}: its recording {} is neither beside it nor where it was; "
                                "put it beside the study",
                                reference.file.string(), study->recording().fileName));
    LabelledRecording one;
    one.recording = *recording;
    one.scoring = fmt::format("{}#{}", reference.file.string(), scoring->name);
    one.subject = subjectByName(*recording);
    return one;
}

} // namespace

Result<std::vector<LabelledRecording>> readManifest(const fs::path& path) {
    const auto text = readTextFile(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const auto lines = split(withoutByteOrderMark(*text), '\n');
    const auto header = fieldsOf(lines.front());
    const auto column = [&](std::string_view name) {
        return static_cast<std::size_t>(std::find_if(header.begin(), header.end(),
                                                     [&](const auto& h) { return toLowerAscii(h) == name; }) -
                                        header.begin());
    };
    const std::size_t recording = column("recording");
    const std::size_t scoring = column("scoring");
    const std::size_t channel = column("channel");
    const std::size_t subject = column("subject");
    if (recording == header.size() || scoring == header.size())
        return fail(ErrorCode::FormatInvalid,
                    path.string() + ": line 1: needs the columns 'recording' and 'scoring'");
    std::vector<LabelledRecording> recordings;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (trimmed(lines[i]).empty())
            continue;
        auto fields = fieldsOf(lines[i]);
        fields.resize(
            std::max(fields.size(), header.size() + 1)); // a column that is not there reads as empty
        if (fields[recording].empty() || fields[scoring].empty())
            return fail(
                ErrorCode::FormatInvalid,
                fmt::format("{}: line {}: recording and scoring must both be named", path.string(), i + 1));
        LabelledRecording one;
        one.recording = path.parent_path() / fields[recording];
        one.scoring = (path.parent_path() / fields[scoring]).string();
        one.channel = fields[channel];
        one.subject = fields[subject];
        one.layout = NightLayout::Manifest;
        if (one.subject.empty())
            one.subject = subjectByName(one.recording);
        recordings.push_back(std::move(one));
    }
    return recordings;
}

Result<std::vector<LabelledRecording>> findLabelledRecordings(const fs::path& folderOrStudy) {
    std::error_code error;
    if (const auto study = studyReference(folderOrStudy.string())) {
        auto one = ofStudy(*study);
        if (!one)
            return tl::make_unexpected(one.error());
        return std::vector{std::move(*one)};
    }
    if (!fs::is_directory(folderOrStudy, error))
        return fail(ErrorCode::FileMissing, folderOrStudy.string() + ": neither a folder nor a study");
    const fs::path manifest = folderOrStudy / "manifest.csv";
    auto recordings =
        fs::is_regular_file(manifest, error) ? readManifest(manifest) : recordingsByName(folderOrStudy);
    if (recordings && recordings->empty())
        return fail(
            ErrorCode::DataMissing,
            folderOrStudy.string() +
                ": no recording with a scoring beside it (see 'Train on your own nights' in the README)");
    return recordings;
}

} // namespace hypnodesk::cli
