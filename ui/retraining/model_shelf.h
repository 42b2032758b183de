#pragma once

#include "core/model/model_defaults.h"
#include "core/model/model_details.h"
#include "ui/base/job_runner.h"

#include <QObject>

#include <functional>

namespace hypnodesk {

/// What the model folders hold, as it was read.
struct ShelfContent {
    std::vector<ModelDetails> models;
    DefaultsHistory history;
    std::filesystem::path shipped;             ///< path of the shipped model; empty when there is none
    std::optional<Error> defaultsProblem = {}; ///< why the choice of the default cannot be read
};

/// The model library for the window: reads it and changes it in the background, one change at a time. GUI
/// thread.
class ModelShelf : public QObject {
    Q_OBJECT

public:
    explicit ModelShelf(JobRunner& runner, QObject* parent = nullptr);

    const ShelfContent& content() const { return m_content; }
    const ModelDetails* model(const std::string& id) const;
    bool isBusy() const { return m_job.isActive(); }

    void read();
    /// Does it in the background, reads the library again, and says done() or failed().
    void change(std::function<Result<void>()> work, const QString& doneText, const QString& failedTitle);

Q_SIGNALS:
    void contentRead();
    void done(const QString& text);
    void failed(const hypnodesk::Error& error, const QString& title);

private:
    JobRunner& m_runner;
    ShelfContent m_content;
    Job m_job;
};

} // namespace hypnodesk
