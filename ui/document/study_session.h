#pragma once

#include "core/study/study.h"
#include "ui/document/edit_history.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace hypnodesk {

/// What a study that could not be made yet is to be made from.
struct StudyRecipe {
    std::filesystem::path path;
    RecordingIdentity identity;
    std::filesystem::path recording;
    StudyOptions options;
};

/// The open study as the writer's lane sees it, shared by the tasks on their way through it; one thread at a
/// time. When it goes, the study is closed and others may write it.
class StudySession {
public:
    explicit StudySession(StudyRecipe recipe) : m_recipe(std::move(recipe)) {}
    StudySession(StudyRecipe recipe, Study study)
        : m_recipe(std::move(recipe)), m_study(std::make_unique<Study>(std::move(study))) {}

    /// The study, made now when it could not be made before. FileMissing when its file went away while it was
    /// open: what is written into a deleted file is lost.
    Result<Study*> study();

    /// The study's number of a scoring; ArgumentInvalid when the study does not know it.
    Result<ScoringId> idOf(ScoringKey key) const;
    void bind(ScoringKey key, ScoringId id) { m_ids[key] = id; }

    /// Goes on in a copy of the study at `path`, where nothing may be yet. A study that could not be made
    /// before is made there.
    Result<void> moveTo(const std::filesystem::path& path);

    /// Goes on in a new study at `path` that holds these scorings alone, when the old one cannot even be
    /// read.
    struct Rescued {
        ScoringKey key;
        NewScoring scoring;
    };
    Result<void> rescueTo(const std::filesystem::path& path, const std::vector<Rescued>& scorings);

private:
    StudyRecipe m_recipe;
    std::unique_ptr<Study> m_study;
    std::map<ScoringKey, ScoringId> m_ids;
    bool m_isRescued = false; ///< keys above 0 are numbers of the old study
};

} // namespace hypnodesk
