#pragma once

#include "ui/document/study_document.h"
#include "ui/main/actions.h"
#include "ui/main/services.h"
#include "ui/retraining/retraining_session.h"
#include "ui/settings/app_settings.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace hypnodesk {

class AgreementWindow;
class MessageBar;
class ModelsDialog;
class RetrainingWindow;

/// What the Network menu does about models: the retraining wizard and the library. Owns the run, so that it
/// goes on while the wizard is closed, and offers to go on with one that was stopped.
class RetrainingCommands : public QObject {
    Q_OBJECT

public:
    /// All but `window`, the parent of the windows, are borrowed and outlive this.
    RetrainingCommands(StudyDocument& document, JobRunner& runner, AppSettings& settings,
                       const Services& services, MainActions& actions, MessageBar& messages, QWidget* window);
    ~RetrainingCommands() override;

    RetrainingSession& session() { return *m_session; }
    RetrainingWindow* showWizard();
    ModelsDialog* showModels();
    AgreementWindow* showAgreement();
    /// One of its windows reads something that it will show.
    bool isReading() const;

Q_SIGNALS:
    /// Show this epoch of this study or recording.
    void epochRequested(const QString& path, qint64 epoch);

private:
    /// Where the studies of recent recordings lie, or would lie: the disk is not asked here.
    std::vector<std::filesystem::path> recentStudies() const;
    QString signer() const;
    void offerUnfinished(const QString& folder, const QString& name, bool isFinished);
    void tellEnd();

    StudyDocument& m_document;
    JobRunner& m_runner;
    AppSettings& m_settings;
    Services m_services;
    MessageBar& m_messages;
    QWidget* m_window;
    std::unique_ptr<RetrainingSession> m_session;
    QPointer<RetrainingWindow> m_wizard;
    QPointer<ModelsDialog> m_models;
    QPointer<AgreementWindow> m_agreement;
    RetrainingSession::State m_told = RetrainingSession::State::Idle;
};

} // namespace hypnodesk
