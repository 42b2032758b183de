#include "core/study/study_reference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

bool isStudyFile(const fs::path& file) {
    constexpr std::string_view kDatabase("SQLite format 3\0", 16);
    std::array<char, 16> head{};
    std::error_code error;
    return fs::is_regular_file(file, error) && std::ifstream(file, std::ios::binary).read(head.data(), 16) &&
           std::string_view(head.data(), head.size()) == kDatabase;
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

Result<ScoringInfo> pickScoring(const Study& study, const std::string& name) {
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
    return *best;
}

} // namespace hypnodesk
