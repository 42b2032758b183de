#include "app/command_line/study_files.h"

#include "core/study/study_path.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

bool isStudyFile(const fs::path& file) {
    constexpr std::string_view kDatabase("SQLite format 3\0", 16);
    std::array<char, 16> head{};
    std::error_code error;
    return fs::is_regular_file(file, error) && std::ifstream(file, std::ios::binary).read(head.data(), 16) &&
           std::string_view(head.data(), head.size()) == kDatabase;
}

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

std::optional<StudyReference> studyReference(const std::string& text) {
    if (isStudyFile(text))
        return StudyReference{text, {}};
    // A file name may hold the mark too, so the longest part that is a study counts.
    for (std::size_t mark = text.rfind('#'); mark != std::string::npos && mark > 0;
         mark = text.rfind('#', mark - 1))
        if (isStudyFile(text.substr(0, mark)))
            return StudyReference{text.substr(0, mark), text.substr(mark + 1)};
    return std::nullopt;
}

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
    const auto scorings = study.scorings();
    if (!scorings)
        return tl::make_unexpected(scorings.error());
    if (scorings->empty())
        return fail(ErrorCode::DataMissing, study.path().string() + ": the study holds no scoring");
    if (!name.empty()) {
        const auto found = std::find_if(scorings->begin(), scorings->end(),
                                        [&](const ScoringInfo& scoring) { return scoring.name == name; });
        if (found != scorings->end())
            return *found;
        std::vector<std::string> names;
        for (const ScoringInfo& scoring : *scorings)
            names.push_back(fmt::format("\"{}\"", scoring.name));
        return fail(ErrorCode::DataMissing, fmt::format("{}: no scoring \"{}\"; there are {}",
                                                        study.path().string(), name, fmt::join(names, ", ")));
    }
    const auto rank = [](const ScoringInfo& scoring) {
        return scoring.isSigned() ? 2 : scoring.kind == ScoringKind::Network ? 0 : 1;
    };
    const ScoringInfo* best = &scorings->front();
    for (const ScoringInfo& scoring : *scorings) {
        const bool isLaterSignature =
            rank(scoring) == 2 && rank(*best) == 2 && scoring.signedUtc < best->signedUtc;
        if (rank(scoring) >= rank(*best) && !isLaterSignature)
            best = &scoring;
    }
    if (scorings->size() > 1)
        fmt::print(stderr, "{}: scoring \"{}\" (name another as {}#NAME)\n", study.path().string(),
                   best->name, study.path().filename().string());
    return *best;
}

} // namespace hypnodesk::cli
