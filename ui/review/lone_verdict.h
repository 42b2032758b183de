#pragma once

#include "core/model/network.h"
#include "ui/base/job_runner.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace hypnodesk {

class StudyDocument;

/// How to come by the network; called on the lane of the model.
struct LoneVerdictTools {
    std::function<Result<Network*>()> network;
    /// The model file to score a derivation of this name with.
    std::function<Result<std::filesystem::path>(const std::string& derivation)> model;
};

/// What the network says of an epoch when it is shown that epoch and nothing before or after it. Beside its
/// verdict in the night this tells what the neighbours changed, by measurement. Read for the epoch in view,
/// while somebody wants to see it and the night has a verdict, by the model that gave the verdict: by another
/// one it would mean nothing. GUI thread.
class LoneVerdictSession : public QObject {
    Q_OBJECT

public:
    LoneVerdictSession(StudyDocument& document, JobRunner& runner, LoneVerdictTools tools,
                       QObject* parent = nullptr);

    /// The epoch in view is read from now on, or no longer. Nights are prepared for it when first wanted.
    void setWanted(bool wanted);
    bool isBusy() const { return m_job.isActive() || m_soon.isActive(); }
    /// Of the epoch in view; nullopt: not read yet, or not to be had.
    std::optional<StageProbabilities> verdict() const;

Q_SIGNALS:
    void changed();

private:
    /// Model and night, ready to read; used by one job at a time.
    struct Desk;

    void forget();
    void later();
    void read();

    StudyDocument& m_document;
    JobRunner& m_runner;
    LoneVerdictTools m_tools;
    bool m_isWanted = false;
    bool m_isImpossible = false; ///< for this night: said once in the log
    std::string m_digest;        ///< of the model whose verdict the night has
    std::shared_ptr<Desk> m_desk;
    std::map<std::int64_t, StageProbabilities> m_read; ///< by epoch
    QTimer m_soon;                                     ///< who leafs through the night waits for nothing
    Job m_job;
};

} // namespace hypnodesk
