#include "ui/main/review_commands.h"

#include "ui/document/study_document.h"
#include "ui/main/actions.h"
#include "ui/main/message_bar.h"
#include "ui/main/night_page.h"
#include "ui/main/panel_desk.h"
#include "ui/main/review_settings.h"
#include "ui/main/services.h"
#include "ui/review/bulk_accept_dialog.h"
#include "ui/review/lone_verdict.h"
#include "ui/review/review_panel.h"
#include "ui/review/training_dialog.h"
#include "ui/review/wave_marks.h"
#include "ui/review/why_panel.h"
#include "ui/review/witness_session.h"
#include "ui/trace/trace_view.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QKeyEvent>

#include <array>
#include <utility>

namespace hypnodesk {

ReviewCommands::ReviewCommands(StudyDocument& document, NightPage& page, const MainActions& actions,
                               JobRunner& runner, AppSettings& settings, const Services& services,
                               MessageBar& banner, QWidget* window)
    : QObject(window), m_document(document), m_actions(actions), m_banner(banner), m_window(window),
      m_session(document) {
    m_session.setSettings(reviewSettings(settings));
    connect(&m_session, &ReviewSession::settingsChanged, this,
            [&settings](const ReviewSettings& now) { keepReviewSettings(settings, now); });
    // A clinic's file was read.
    connect(&settings, &AppSettings::changed, this, [this, &settings](const QString& name) {
        if (const ReviewSettings now = reviewSettings(settings);
            name == QLatin1String(setting::kReview.name) && !(now == m_session.settings()))
            m_session.setSettings(now);
    });
    addPanels(page, runner, services);
    connectActions();
    connectTraining();
    connect(&m_session, &ReviewSession::changed, this, &ReviewCommands::updateAvailability);
    qApp->installEventFilter(this);
}

bool ReviewCommands::isBusy() const {
    return m_witnesses->isBusy() || m_lone->isBusy();
}

void ReviewCommands::addPanels(NightPage& page, JobRunner& runner, const Services& services) {
    m_witnesses = new WitnessSession(m_document, runner, this);
    m_lone = new LoneVerdictSession(m_document, runner, {services.network, services.model}, this);
    auto* review = new ReviewPanel(m_document, m_session);
    PanelDesk& desk = page.desk();
    desk.addPanel({QStringLiteral("review"), tr("Review queue"), Qt::LeftDockWidgetArea, false, 0.27, true},
                  review);
    QDockWidget& why =
        desk.addPanel({QStringLiteral("why"), tr("Why this stage?"), Qt::LeftDockWidgetArea, false, 0.27},
                      new WhyPanel(m_document, *m_witnesses, *m_lone));
    auto* marks = new WaveMarks(page.traces(), m_document, *m_witnesses);
    connect(&why, &QDockWidget::visibilityChanged, marks, &WaveMarks::setShown);
    desk.setToggle(QStringLiteral("review"), m_actions[ActionId::PanelReview]);
    desk.setToggle(QStringLiteral("why"), m_actions[ActionId::PanelWhy]);
    connect(review, &ReviewPanel::bulkAcceptRequested, this, &ReviewCommands::askBulkAccept);
}

void ReviewCommands::connectActions() {
    QAction* byDoubt = m_actions[ActionId::ReviewByDoubt];
    auto* modes = new QActionGroup(this);
    struct Mode {
        ActionId id;
        AdvanceTo to;
    };
    const std::array all{Mode{ActionId::AdvanceToNext, AdvanceTo::NextEpoch},
                         Mode{ActionId::AdvanceToUnscored, AdvanceTo::NextUnscored},
                         Mode{ActionId::AdvanceToDoubtful, AdvanceTo::NextDoubtful}};
    for (const Mode& mode : all) {
        modes->addAction(m_actions[mode.id]);
        connect(m_actions[mode.id], &QAction::triggered, this, [this, to = mode.to] {
            ReviewSettings settings = m_session.settings();
            settings.advance = to;
            m_session.setSettings(settings);
        });
    }
    connect(byDoubt, &QAction::triggered, this, [this](bool isByDoubt) {
        ReviewSettings settings = m_session.settings();
        settings.order = isByDoubt ? ReviewOrder::ByDoubt : ReviewOrder::InTime;
        m_session.setSettings(settings);
    });
    const auto follow = [this, byDoubt, all] {
        const ReviewSettings& settings = m_session.settings();
        byDoubt->setChecked(settings.order == ReviewOrder::ByDoubt);
        for (const Mode& mode : all)
            m_actions[mode.id]->setChecked(settings.advance == mode.to);
    };
    connect(&m_session, &ReviewSession::settingsChanged, this, follow);
    follow();
    connect(m_actions[ActionId::BulkAccept], &QAction::triggered, this, &ReviewCommands::askBulkAccept);
}

void ReviewCommands::askBulkAccept() {
    auto* dialog = new BulkAcceptDialog(m_session, m_window);
    connect(dialog, &BulkAcceptDialog::chosen, &m_document, &StudyDocument::acceptProposals);
    dialog->open();
}

void ReviewCommands::connectTraining() {
    m_banner.setLasting(true);
    connect(m_actions[ActionId::Training], &QAction::triggered, this, [this](bool on) {
        if (on)
            m_document.startTraining();
        else
            leaveTraining();
        m_actions[ActionId::Training]->setChecked(m_document.isTraining());
    });
    connect(m_actions[ActionId::TrainingAgreement], &QAction::triggered, this, [this] {
        if (const auto agreement = m_document.trainingAgreement())
            showAgreement(*agreement);
    });
    connect(&m_document, &StudyDocument::trainingChanged, this, &ReviewCommands::showTraining);
    connect(&m_document, &StudyDocument::probabilitiesChanged, this, [this] {
        if (const auto agreement = m_document.trainingAgreement())
            m_banner.changeMessage(tr("Training."),
                                   tr("The network stays hidden until you have scored an epoch. %1")
                                       .arg(trainingSummary(*agreement)));
    });
}

void ReviewCommands::updateAvailability() {
    const bool isTraining = m_document.isTraining();
    m_actions[ActionId::TrainingAgreement]->setEnabled(isTraining);
    m_actions[ActionId::BulkAccept]->setEnabled(m_session.isAvailable());
    if (isTraining)
        m_actions[ActionId::Score]->setEnabled(false);
}

void ReviewCommands::showTraining() {
    const bool isTraining = m_document.isTraining();
    m_actions[ActionId::Training]->setChecked(isTraining);
    updateAvailability();
    if (!isTraining) {
        m_banner.dismiss();
        return;
    }
    if (m_banner.isVisibleTo(m_window))
        return;
    const auto agreement = m_document.trainingAgreement();
    m_banner.showMessage(MessageBar::Kind::Note, tr("Training."),
                         tr("The network stays hidden until you have scored an epoch. %1")
                             .arg(agreement ? trainingSummary(*agreement) : QString()));
    m_banner.addButton(tr("Agreement so far..."),
                       [this] { m_actions[ActionId::TrainingAgreement]->trigger(); });
    m_banner.addButton(tr("End training"), [this] { leaveTraining(); });
}

void ReviewCommands::showAgreement(const Agreement& agreement) {
    auto* dialog = new TrainingDialog(agreement, m_window);
    dialog->open();
}

void ReviewCommands::leaveTraining() {
    const auto agreement = m_document.trainingAgreement();
    m_document.endTraining();
    if (agreement && agreement->compared > 0)
        showAgreement(*agreement);
}

bool ReviewCommands::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::ShortcutOverride: {
        // Every key begins as this one, and it travels upwards from the widget with the focus.
        const QWidget* focus = QApplication::focusWidget();
        if (watched == (focus ? static_cast<const QObject*>(focus) : m_window) &&
            !static_cast<QKeyEvent*>(event)->isAutoRepeat())
            m_session.signOfLife(true);
        break;
    }
    case QEvent::MouseButtonPress: {
        const quint64 stamp = static_cast<QInputEvent*>(event)->timestamp();
        if (watched->isWidgetType() && std::exchange(m_lastPress, stamp) != stamp)
            m_session.signOfLife(true);
        break;
    }
    case QEvent::Wheel:
        if (watched->isWidgetType())
            m_session.signOfLife(false);
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace hypnodesk
