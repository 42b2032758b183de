#include "app/command_line/study_files.h"

#include "core/study/study_path.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

void tellNotes(const Study& study) {
    for (const std::string& note : study.openReport().notes())
        fmt::print(stderr, "{}: {}\n", study.path().string(), note);
}

/// The study, or why it cannot be written.
Result<Study> writable(Result<Study> study) {
    if (!study || !study->isReadOnly())
        return study;
    const std::vector<std::string> notes = study->openReport().notes();
    return fail(ErrorCode::FileUnwritable,
                fmt::format("{}: {}", study->path().string(),
                            notes.empty() ? "the study can only be read"
                                          : fmt::format("{}", fmt::join(notes, "; "))));
}

} // namespace

Result<Study> openStudy(const fs::path& file, StudyMode mode) {
    auto study = Study::open(file, mode);
    if (study && mode == StudyMode::ReadWrite)
        tellNotes(*study);
    return study;
}

Result<Study> openStudyOf(const Recording& recording, const fs::path& folder) {
    const auto identity = identityOf(recording);
    if (!identity)
        return tl::make_unexpected(identity.error());
    const fs::path& file = recording.info().path;
    const StudyPlace place = findStudyPlace(file, identity->headerDigest, {.chosen = folder, .fallback = {}});
    if (!place.exists) {
        std::error_code error;
        fs::create_directories(place.path.parent_path(), error);
        return Study::create(place.path, *identity, fs::absolute(file, error));
    }
    auto study = writable(Study::open(place.path));
    if (!study)
        return study;
    tellNotes(*study);
    const IdentityComparison comparison = compareIdentities(study->recording(), *identity);
    if (comparison.verdict == IdentityComparison::Verdict::Changed)
        return fail(
            ErrorCode::DigestMismatch,
            fmt::format("{}: belongs to another recording than {} ({}); open it in Hypnodesk to relocate it",
                        place.path.string(), file.string(), comparison.what));
    return study;
}

Result<Study> openForWriting(const std::string& studyOrRecording) {
    if (studyReference(studyOrRecording))
        return writable(openStudy(studyOrRecording, StudyMode::ReadWrite));
    const auto recording = Recording::open(studyOrRecording);
    if (!recording)
        return tl::make_unexpected(recording.error());
    return openStudyOf(**recording);
}

Result<ScoringInfo> chooseScoring(const Study& study, const std::string& name) {
    auto picked = pickScoring(study, name);
    const auto scorings = study.scorings();
    if (picked && name.empty() && scorings && scorings->size() > 1)
        fmt::print(stderr, "{}: scoring \"{}\" (name another as {}#NAME)\n", study.path().string(),
                   picked->name, study.path().filename().string());
    return picked;
}

} // namespace hypnodesk::cli
