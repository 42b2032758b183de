#include "ui/retraining/model_shelf.h"

#include <algorithm>

namespace hypnodesk {

namespace {

ShelfContent readShelf() {
    ShelfContent content;
    for (const InstalledModel& model : installedModels())
        content.models.push_back(readModelDetails(model));
    if (const auto history = readModelDefaults(ownModelFolder()))
        content.history = *history;
    else
        content.defaultsProblem = history.error();
    if (const auto shipped = shippedModel())
        content.shipped = *shipped;
    return content;
}

/// The library after a change, and how that went.
struct Changed {
    Result<void> result;
    ShelfContent content;
};

} // namespace

ModelShelf::ModelShelf(JobRunner& runner, QObject* parent) : QObject(parent), m_runner(runner) {}

const ModelDetails* ModelShelf::model(const std::string& id) const {
    const auto found = std::find_if(m_content.models.begin(), m_content.models.end(),
                                    [&](const ModelDetails& details) { return details.model.id == id; });
    return found == m_content.models.end() ? nullptr : &*found;
}

void ModelShelf::read() {
    m_job = m_runner.start(
        Lane::Reading, Priority::Urgent,
        [](const TaskContext&) -> Result<ShelfContent> { return readShelf(); },
        [this](Result<ShelfContent> content) {
            if (content)
                m_content = std::move(*content);
            Q_EMIT contentRead();
        });
}

void ModelShelf::change(std::function<Result<void>()> work, const QString& doneText,
                        const QString& failedTitle) {
    m_job = m_runner.start(
        Lane::Reading, Priority::Urgent,
        [work = std::move(work)](const TaskContext&) -> Result<Changed> {
            Result<void> result = work();
            return Changed{std::move(result), readShelf()};
        },
        [this, doneText, failedTitle](Result<Changed> changed) {
            const Result<void> result = changed ? changed->result : tl::make_unexpected(changed.error());
            if (changed)
                m_content = std::move(changed->content);
            Q_EMIT contentRead();
            if (result)
                Q_EMIT done(doneText);
            else
                Q_EMIT failed(result.error(), failedTitle);
        });
}

} // namespace hypnodesk
