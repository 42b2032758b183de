#include "core/base/atomic_file.h"
#include "core/base/csv_field.h"
#include "core/base/text_fields.h"
#include "core/retraining/labelled_layouts.h"
#include "core/study/study_reference.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> cellsOf(std::string_view line) {
    std::vector<std::string> cells;
    for (const std::string_view field : fieldsOf(line, ','))
        cells.push_back(undoubled(field));
    return cells;
}

/// A study needs no recording named: it knows its own.
Result<LabelledRecording> ofStudy(const StudyReference& reference, const Tell& tell) {
    const auto study = Study::open(reference.file, StudyMode::ReadOnly);
    if (!study)
        return tl::make_unexpected(study.error());
    const auto scoring = pickScoring(*study, reference.scoring);
    if (!scoring)
        return tl::make_unexpected(scoring.error());
    const auto all = study->scorings();
    if (tell && reference.scoring.empty() && all && all->size() > 1)
        tell(fmt::format("{}: scoring \"{}\" (name another as {}#NAME)", reference.file.string(),
                         scoring->name, reference.file.filename().string()));
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

std::optional<std::size_t> NameTable::column(std::string_view name) const {
    const auto found = std::find(columns.begin(), columns.end(), name);
    return found == columns.end() ? std::nullopt
                                  : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

Result<NameTable> readNameTable(const fs::path& path) {
    const auto text = readTextFile(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const auto lines = textLines(*text);
    NameTable table;
    if (lines.empty())
        return table;
    for (const std::string& column : cellsOf(lines.front()))
        table.columns.push_back(toLowerAscii(column));
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (trimmed(lines[i]).empty())
            continue;
        table.rows.push_back(cellsOf(lines[i]));
        table.rows.back().resize(table.columns.size());
        table.lines.push_back(i + 1);
    }
    return table;
}

Result<std::vector<LabelledRecording>> readManifest(const fs::path& path) {
    const auto table = readNameTable(path);
    if (!table)
        return tl::make_unexpected(table.error());
    const auto recording = table->column("recording");
    const auto scoring = table->column("scoring");
    const auto channel = table->column("channel");
    const auto subject = table->column("subject");
    if (!recording || !scoring)
        return fail(ErrorCode::FormatInvalid,
                    path.string() + ": line 1: needs the columns 'recording' and 'scoring'");
    std::vector<LabelledRecording> recordings;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        const std::vector<std::string>& fields = table->rows[i];
        if (fields[*recording].empty() || fields[*scoring].empty())
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("{}: line {}: recording and scoring must both be named", path.string(),
                                    table->lines[i]));
        LabelledRecording one;
        one.recording = path.parent_path() / fields[*recording];
        one.scoring = (path.parent_path() / fields[*scoring]).string();
        one.channel = channel ? fields[*channel] : std::string();
        one.subject = subject ? fields[*subject] : std::string();
        one.layout = NightLayout::Manifest;
        if (one.subject.empty())
            one.subject = subjectByName(one.recording);
        recordings.push_back(std::move(one));
    }
    return recordings;
}

Result<std::vector<LabelledRecording>> findLabelledRecordings(const fs::path& folderOrStudy,
                                                              const Tell& tell) {
    std::error_code error;
    if (const auto study = studyReference(folderOrStudy.string())) {
        auto one = ofStudy(*study, tell);
        if (!one)
            return tl::make_unexpected(one.error());
        return std::vector{std::move(*one)};
    }
    if (!fs::is_directory(folderOrStudy, error))
        return fail(ErrorCode::FileMissing, folderOrStudy.string() + ": neither a folder nor a study");
    const fs::path manifest = folderOrStudy / "manifest.csv";
    auto recordings =
        fs::is_regular_file(manifest, error) ? readManifest(manifest) : recordingsByName(folderOrStudy, tell);
    if (recordings && recordings->empty())
        return fail(
            ErrorCode::DataMissing,
            folderOrStudy.string() +
                ": no recording with a scoring beside it (see 'Train on your own nights' in the README)");
    return recordings;
}

} // namespace hypnodesk
