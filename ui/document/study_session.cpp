#include "ui/document/study_session.h"

#include <fmt/format.h>

namespace hypnodesk {

namespace {

Result<void> makeFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::FileUnwritable, fmt::format("{}: {}", folder.string(), error.message()));
    return {};
}

} // namespace

Result<Study*> StudySession::study() {
    if (!m_study) {
        if (const auto made = makeFolder(m_recipe.path.parent_path()); !made)
            return tl::make_unexpected(made.error());
        auto study = Study::create(m_recipe.path, m_recipe.identity, m_recipe.recording, m_recipe.options);
        if (!study)
            return tl::make_unexpected(study.error());
        m_study = std::make_unique<Study>(std::move(*study));
    }
    std::error_code ignored;
    if (!std::filesystem::exists(m_study->path(), ignored))
        return fail(ErrorCode::FileMissing,
                    fmt::format("{} was moved or deleted, or its drive is gone", m_study->path().string()));
    return m_study.get();
}

Result<ScoringId> StudySession::idOf(ScoringKey key) const {
    if (const auto found = m_ids.find(key); found != m_ids.end())
        return found->second;
    if (key > 0 && !m_isRescued)
        return key;
    return fail(ErrorCode::ArgumentInvalid, "the study does not hold this scoring");
}

Result<void> StudySession::moveTo(const std::filesystem::path& path) {
    if (!m_study) {
        m_recipe.path = path;
        return study().map([](Study*) {});
    }
    if (const auto copied = m_study->copyTo(path); !copied)
        return copied;
    auto copy = Study::open(path, StudyMode::ReadWrite, m_recipe.options);
    if (!copy)
        return tl::make_unexpected(copy.error());
    if (copy->isReadOnly())
        return fail(ErrorCode::FileUnwritable, fmt::format("{} cannot be written", path.string()));
    m_study = std::make_unique<Study>(std::move(*copy));
    m_recipe.path = path;
    return {};
}

Result<void> StudySession::rescueTo(const std::filesystem::path& path, const std::vector<Rescued>& scorings) {
    auto study = Study::create(path, m_recipe.identity, m_recipe.recording, m_recipe.options);
    if (!study)
        return tl::make_unexpected(study.error());
    std::map<ScoringKey, ScoringId> ids;
    for (const Rescued& rescued : scorings) {
        const auto id = study->createScoring(rescued.scoring);
        if (!id)
            return tl::make_unexpected(id.error());
        ids[rescued.key] = *id;
    }
    m_study = std::make_unique<Study>(std::move(*study));
    m_ids = std::move(ids);
    m_isRescued = true;
    m_recipe.path = path;
    return {};
}

} // namespace hypnodesk
