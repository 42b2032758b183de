#include "ui/main/retraining_commands.h"

#include "core/study/study_path.h"
#include "core/study/study_storage.h"
#include "ui/base/qt_convert.h"
#include "ui/main/message_bar.h"
#include "ui/retraining/agreement_window.h"
#include "ui/retraining/models_dialog.h"
#include "ui/retraining/nights_page.h"
#include "ui/retraining/retraining_window.h"

#include <QWidget>

#include <chrono>
#include <utility>

namespace hypnodesk {

RetrainingCommands::RetrainingCommands(StudyDocument& document, JobRunner& runner, AppSettings& settings,
                                       const Services& services, MainActions& actions, MessageBar& messages,
                                       QWidget* window)
    : QObject(window), m_document(document), m_runner(runner), m_settings(settings), m_services(services),
      m_messages(messages), m_window(window),
      m_session(std::make_unique<RetrainingSession>(runner, RetrainingDesk{services.network, services.model,
                                                                           services.retrainingFolder,
                                                                           services.retrainingReference})) {
    connect(actions[ActionId::Retrain], &QAction::triggered, this, [this] { showWizard(); });
    connect(actions[ActionId::Models], &QAction::triggered, this, [this] { showModels(); });
    connect(actions[ActionId::AgreementCourse], &QAction::triggered, this, [this] { showAgreement(); });
    connect(m_session.get(), &RetrainingSession::unfinishedFound, this, &RetrainingCommands::offerUnfinished);
    connect(m_session.get(), &RetrainingSession::stateChanged, this, &RetrainingCommands::tellEnd);
    m_session->lookForUnfinished();
}

RetrainingCommands::~RetrainingCommands() {
    delete m_wizard;
    delete m_models;
    delete m_agreement;
}

QString RetrainingCommands::signer() const {
    const QString scorer = m_settings.scorer();
    return scorer.isEmpty() ? toQString(m_services.studyOptions.author.user) : scorer;
}

std::vector<std::filesystem::path> RetrainingCommands::recentStudies() const {
    std::vector<std::filesystem::path> studies;
    for (const QString& recording : m_settings.recentFiles()) {
        std::filesystem::path study = toPath(m_settings.studyOf(recording));
        if (study.empty())
            study = toPath(recording).replace_extension(kStudyExtension);
        studies.push_back(std::move(study));
    }
    return studies;
}

RetrainingWindow* RetrainingCommands::showWizard() {
    if (!m_wizard) {
        m_wizard = new RetrainingWindow(m_runner, *m_session, signer(), m_window);
        connect(m_wizard, &RetrainingWindow::epochRequested, this, &RetrainingCommands::epochRequested);
    }
    m_wizard->nights().lookForRecent(recentStudies());
    m_wizard->show();
    m_wizard->raise();
    m_wizard->activateWindow();
    if (!m_session->isBusy())
        m_session->lookForUnfinished();
    return m_wizard;
}

ModelsDialog* RetrainingCommands::showModels() {
    if (!m_models) {
        ModelsDesk desk;
        desk.author = [this] {
            return DefaultsAuthor{signer().toStdString(), study::utcText(std::chrono::system_clock::now())};
        };
        desk.studies = [this] { return recentStudies(); };
        desk.trial = [network = m_services.network](const std::filesystem::path& model) -> Result<void> {
            const auto opened = network();
            if (!opened)
                return tl::make_unexpected(opened.error());
            const auto scorer = (*opened)->openScorer(model, "cpu");
            return scorer ? Result<void>() : tl::make_unexpected(scorer.error());
        };
        desk.derivation = [this] {
            return m_document.derivation() ? toQString(derivationKey(m_document.derivation()->name))
                                           : QString();
        };
        m_models = new ModelsDialog(m_runner, desk, m_window);
    }
    m_models->show();
    m_models->raise();
    m_models->activateWindow();
    return m_models;
}

AgreementWindow* RetrainingCommands::showAgreement() {
    if (!m_agreement) {
        m_agreement = new AgreementWindow(m_runner, m_services.agreementLog, m_window);
        connect(m_agreement, &AgreementWindow::retrainingRequested, this, [this] { showWizard(); });
    } else {
        m_agreement->read();
    }
    m_agreement->show();
    m_agreement->raise();
    m_agreement->activateWindow();
    return m_agreement;
}

bool RetrainingCommands::isReading() const {
    return (m_wizard && (m_wizard->nights().isBusy() || m_wizard->nights().isLookingForRecent())) ||
           (m_models && m_models->isBusy()) || (m_agreement && m_agreement->isBusy());
}

void RetrainingCommands::offerUnfinished(const QString& folder, const QString& name, bool isFinished) {
    if (m_wizard && m_wizard->isVisible()) {
        m_wizard->offerUnfinished(folder, name, isFinished);
        return;
    }
    m_messages.showMessage(MessageBar::Kind::Question,
                           isFinished ? tr("The new model \"%1\" waits for a decision.").arg(name)
                                      : tr("The training of \"%1\" was interrupted.").arg(name),
                           tr("The present model is in use meanwhile."));
    m_messages.addButton(isFinished ? tr("See the exam") : tr("Go on with it"), [this, folder] {
        showWizard();
        m_session->resumeRun(toPath(folder));
    });
    m_messages.addButton(tr("Remove it"), [this, folder] { m_session->discard(toPath(folder)); });
}

// Who closed the wizard hears of the end in the main window.
void RetrainingCommands::tellEnd() {
    using State = RetrainingSession::State;
    const State state = m_session->state();
    const bool hasEnded = (state == State::Finished || state == State::Failed) && m_told != state;
    m_told = state;
    if (!hasEnded || (m_wizard && m_wizard->isVisible()))
        return;
    m_messages.showMessage(MessageBar::Kind::Note,
                           state == State::Finished ? tr("The training is done.")
                                                    : tr("The training ended without a result."),
                           tr("The present model is in use until you decide."));
    m_messages.addButton(tr("Show"), [this] { showWizard(); });
}

} // namespace hypnodesk
