// The part of the document that hands tasks to the study and waits for its answers.

#include "ui/document/study_document.h"
#include "ui/document/study_writer.h"

namespace hypnodesk {

void StudyDocument::whenReady(std::function<void()> action) {
    if (m_isWaiting)
        m_deferred.push_back(std::move(action));
    else
        action();
}

void StudyDocument::waitFor(StudyTask task, std::function<void(const Result<void>&)> answered) {
    m_isWaiting = true;
    task.finished = [this, night = m_night, answered = std::move(answered)](const Result<void>& result) {
        if (night != m_night)
            return;
        m_isWaiting = false;
        answered(result);
        resume();
    };
    submit(std::move(task));
}

void StudyDocument::resume() {
    while (!m_isWaiting && !m_deferred.empty()) {
        const std::function<void()> action = std::move(m_deferred.front());
        m_deferred.pop_front();
        action();
    }
}

void StudyDocument::submit(StudyTask task) {
    if (m_writer && !isReadOnly())
        m_writer->submit(std::move(task));
}

void StudyDocument::submitFor(ScoringKey key, std::function<Result<void>(Study&, ScoringId)> change) {
    StudyTask task;
    task.run = [key, change = std::move(change)](Study& study, StudySession& session) {
        return session.idOf(key).and_then([&](ScoringId id) { return change(study, id); });
    };
    submit(std::move(task));
}

void StudyDocument::submitCreation(ScoringKey key,
                                   std::function<Result<ScoringId>(Study&, const StudySession&)> create) {
    const auto info = std::make_shared<std::optional<ScoringInfo>>();
    StudyTask task;
    task.run = [key, create = std::move(create), info](Study& study, StudySession& session) -> Result<void> {
        const auto id = create(study, session);
        if (!id)
            return tl::make_unexpected(id.error());
        session.bind(key, *id);
        if (auto made = study.scoring(*id))
            *info = std::move(*made);
        return {};
    };
    // Nobody would miss an empty scoring.
    const ScoringSheet* made = scoring(key);
    task.isChange = made && made->hypnogram.scoredCount() > 0;
    task.finished = [this, key, info, night = m_night](const Result<void>&) {
        if (night == m_night && *info)
            takeInfo(key, **info);
    };
    submit(std::move(task));
}

void StudyDocument::setLights(const LightsTimes& lights) {
    if (lights == m_lights)
        return;
    if (isReadOnly()) {
        Q_EMIT refused(Refusal::ReadOnly, m_readOnlyReason);
        return;
    }
    m_lights = lights;
    StudyTask task;
    task.run = [lights](Study& study, StudySession&) { return study.setLights(lights); };
    submit(std::move(task));
    Q_EMIT lightsChanged();
}

std::string StudyDocument::setting(const char* key) const {
    const auto found = m_settings.find(key);
    return found == m_settings.end() ? std::string() : found->second;
}

void StudyDocument::keepSetting(const char* key, const std::string& text) {
    if (!isOpen() || setting(key) == text)
        return;
    m_settings[key] = text;
    StudyTask task;
    task.run = [key, text](Study& study, StudySession&) { return study.setSetting(key, text); };
    task.mustSucceed = false;
    task.isChange = false;
    submit(std::move(task));
}

} // namespace hypnodesk
