#include "ui/main/night_commands.h"

#include "core/scoring/review_ranking.h"
#include "ui/document/epoch_selection.h"
#include "ui/review/review_session.h"

#include <QShortcut>
#include <QWidget>

#include <vector>

namespace hypnodesk {

namespace {

constexpr double kScrollSeconds = 1.0;

/// "2:30", "02:30:15" in seconds; nullopt for anything else.
std::optional<double> secondsFromText(const QString& text) {
    const QStringList parts = text.split(QLatin1Char(':'));
    if (parts.size() < 2 || parts.size() > 3)
        return std::nullopt;
    double seconds = 0.0;
    for (int i = 0; i < 3; ++i) {
        bool isNumber = true;
        const int value = i < parts.size() ? parts[i].toInt(&isNumber) : 0;
        if (!isNumber || value < 0 || (i > 0 && value > 59))
            return std::nullopt;
        seconds = seconds * 60.0 + value;
    }
    return seconds;
}

} // namespace

std::optional<std::int64_t> epochFromText(const QString& text, const EpochGrid& grid,
                                          const StartTime& start) {
    const QString clean = text.trimmed();
    bool isNumber = false;
    if (const qlonglong number = clean.toLongLong(&isNumber); isNumber && !clean.startsWith(QLatin1Char('+')))
        return grid.contains(number - 1) ? std::optional<std::int64_t>(number - 1) : std::nullopt;

    const bool fromStart = clean.startsWith(QLatin1Char('+'));
    auto seconds = secondsFromText(fromStart ? clean.mid(1) : clean);
    if (!seconds)
        return std::nullopt;
    if (!fromStart) {
        constexpr double kDay = 86400.0;
        if (*seconds >= kDay)
            return std::nullopt;
        *seconds -= start.secondsAfterMidnight();
        if (*seconds < 0.0)
            *seconds += kDay;
    }
    const std::int64_t epoch = grid.epochAt(*seconds);
    return grid.contains(epoch) ? std::optional(epoch) : std::nullopt;
}

NightCommands::NightCommands(StudyDocument& document, DisplayState& display, const MainActions& actions,
                             ReviewSession& review, EpochSelection& selection, QWidget* window)
    : QObject(window), m_document(document), m_display(display), m_review(review), m_selection(selection) {
    connectStages(actions);
    connectNavigation(actions);
    connectView(actions);
    connectSelection(actions, window);
}

void NightCommands::connectSelection(const MainActions& actions, QWidget* window) {
    connect(actions[ActionId::ExtendLater], &QAction::triggered, this, [this] { m_selection.moveEnd(1); });
    connect(actions[ActionId::ExtendEarlier], &QAction::triggered, this, [this] { m_selection.moveEnd(-1); });
    auto* letGo = new QShortcut(QKeySequence(Qt::Key_Escape), window);
    letGo->setEnabled(false);
    connect(letGo, &QShortcut::activated, &m_selection, &EpochSelection::clear);
    connect(&m_selection, &EpochSelection::changed, this, [this, letGo] {
        letGo->setEnabled(!m_selection.isEmpty());
        if (!m_selection.isEmpty())
            Q_EMIT said(
                tr("Epochs %1 to %2 are chosen: a stage key scores them all, Enter accepts the network's "
                   "stages, Escape lets go.")
                    .arg(m_selection.first() + 1)
                    .arg(m_selection.last()));
    });
}

void NightCommands::connectStages(const MainActions& actions) {
    struct StageKey {
        ActionId topRow;
        ActionId numberPad;
        Stage stage;
    };
    for (const StageKey& key : {StageKey{ActionId::Wake, ActionId::PadWake, Stage::Wake},
                                {ActionId::N1, ActionId::PadN1, Stage::N1},
                                {ActionId::N2, ActionId::PadN2, Stage::N2},
                                {ActionId::N3, ActionId::PadN3, Stage::N3},
                                {ActionId::Rem, ActionId::PadRem, Stage::Rem}}) {
        connect(actions[key.topRow], &QAction::triggered, this,
                [this, stage = key.stage] { score(stage, false); });
        connect(actions[key.numberPad], &QAction::triggered, this,
                [this, stage = key.stage] { score(stage, true); });
    }
    for (const auto& [id, stage] :
         {std::pair(ActionId::Unscored, Stage::Unscored), std::pair(ActionId::Movement, Stage::Movement),
          std::pair(ActionId::Artefact, Stage::Artefact)})
        connect(actions[id], &QAction::triggered, this, [this, stage] { score(stage, false); });
    connect(actions[ActionId::ClearAndStepBack], &QAction::triggered, this, &NightCommands::clearAndStepBack);
    connect(actions[ActionId::AcceptProposal], &QAction::triggered, this, &NightCommands::acceptProposal);
    connect(actions[ActionId::SecondChoice], &QAction::triggered, this, &NightCommands::takeSecondChoice);
    connect(actions[ActionId::AdvanceAfterScoring], &QAction::toggled, &m_display, &DisplayState::setAdvance);
    connect(&m_display, &DisplayState::changed, actions[ActionId::AdvanceAfterScoring],
            [action = actions[ActionId::AdvanceAfterScoring]](const DisplaySettings& now) {
                action->setChecked(now.advanceAfterScoring);
            });
    actions[ActionId::AdvanceAfterScoring]->setChecked(m_display.value().advanceAfterScoring);
}

void NightCommands::connectNavigation(const MainActions& actions) {
    const auto on = [&](ActionId id, auto function) {
        connect(actions[id], &QAction::triggered, this, function);
    };
    on(ActionId::NextEpoch, [this] { m_document.stepEpoch(1); });
    on(ActionId::PreviousEpoch, [this] { m_document.stepEpoch(-1); });
    on(ActionId::NextPage, [this] { m_document.stepPage(1); });
    on(ActionId::PreviousPage, [this] { m_document.stepPage(-1); });
    on(ActionId::ScrollLater, [this] { m_document.scrollTo(m_document.span().begin + kScrollSeconds); });
    on(ActionId::ScrollEarlier, [this] { m_document.scrollTo(m_document.span().begin - kScrollSeconds); });
    on(ActionId::FirstEpoch, [this] { m_document.setCurrentEpoch(0); });
    on(ActionId::LastEpoch, [this] { m_document.setCurrentEpoch(m_document.grid().count - 1); });
    on(ActionId::NextStageChange, [this] { stepStageChange(1); });
    on(ActionId::PreviousStageChange, [this] { stepStageChange(-1); });
    on(ActionId::NextDoubtful, [this] { stepDoubtful(1); });
    on(ActionId::PreviousDoubtful, [this] { stepDoubtful(-1); });
}

void NightCommands::connectView(const MainActions& actions) {
    const auto on = [&](ActionId id, auto function) {
        connect(actions[id], &QAction::triggered, this, function);
    };
    on(ActionId::LargerTraces, [this] { m_display.changeSensitivity(1); });
    on(ActionId::SmallerTraces, [this] { m_display.changeSensitivity(-1); });
    const auto page = [this](int steps) {
        m_display.setPageSeconds(neighbouringPageLength(m_display.value().pageSeconds, steps));
    };
    on(ActionId::ShorterPage, [page] { page(-1); });
    on(ActionId::LongerPage, [page] { page(1); });
    connect(actions[ActionId::NegativeUp], &QAction::toggled, &m_display, &DisplayState::setNegativeUp);
    actions[ActionId::NegativeUp]->setChecked(m_display.value().negativeUp);
    QAction* rkStages = actions[ActionId::RkStages];
    connect(rkStages, &QAction::toggled, &m_display, &DisplayState::setRkStages);
    connect(&m_display, &DisplayState::changed, rkStages,
            [rkStages](const DisplaySettings& now) { rkStages->setChecked(now.rkStages); });
    rkStages->setChecked(m_display.value().rkStages);
}

void NightCommands::score(Stage stage, bool isPad) {
    if (m_selection.isEmpty()) {
        edit(isPad ? GoOn::NextEpoch : asSet(), [this, stage] { m_document.setStage(stage); });
        return;
    }
    editSelection([this, stage, first = m_selection.first(), last = m_selection.last()] {
        m_document.setStages(first, last, stage);
    });
}

// Afterwards its last epoch is in view, and where scoring goes on, the one that follows.
void NightCommands::editSelection(std::function<void()> change) {
    m_document.whenReady([this, change = std::move(change), end = m_selection.last() - 1, where = asSet()] {
        if (!m_document.mayEdit())
            return;
        change();
        m_selection.clear();
        m_document.setCurrentEpoch(end);
        goOn(where);
    });
}

void NightCommands::clearAndStepBack() {
    if (!m_selection.isEmpty()) {
        score(Stage::Unscored, false);
        return;
    }
    m_document.whenReady([this] {
        if (!m_document.mayEdit())
            return;
        m_document.setStage(Stage::Unscored);
        m_document.stepEpoch(-1);
    });
}

bool NightCommands::hasProposal() {
    const auto& night = m_document.probabilities();
    if (night && night->isScored(m_document.currentEpoch()))
        return true;
    Q_EMIT nothingToDo(tr("The network has no proposal for this epoch."));
    return false;
}

NightCommands::GoOn NightCommands::asSet() const {
    return m_display.value().advanceAfterScoring ? GoOn::AsSet : GoOn::Stay;
}

void NightCommands::edit(GoOn where, std::function<void()> change) {
    m_document.whenReady([this, where, change = std::move(change)] {
        if (!m_document.mayEdit())
            return;
        change();
        goOn(where);
    });
}

void NightCommands::goOn(GoOn where) {
    if (where == GoOn::Stay)
        return;
    const AdvanceTo to = m_review.settings().advance;
    if (where == GoOn::InQueue || (where == GoOn::AsSet && to == AdvanceTo::NextDoubtful)) {
        stepDoubtful(1);
    } else if (where == GoOn::AsSet && to == AdvanceTo::NextUnscored) {
        const Hypnogram& hypnogram = m_document.hypnogram();
        std::int64_t epoch = m_document.currentEpoch() + 1;
        while (epoch < hypnogram.size() && hypnogram.stage(epoch) != Stage::Unscored)
            ++epoch;
        if (epoch < hypnogram.size())
            m_document.setCurrentEpoch(epoch);
        else
            Q_EMIT nothingToDo(tr("No unscored epoch follows."));
    } else {
        m_document.stepEpoch(1);
    }
}

void NightCommands::acceptProposal() {
    if (!m_selection.isEmpty()) {
        std::vector<std::int64_t> epochs;
        for (std::int64_t epoch = m_selection.first(); epoch < m_selection.last(); ++epoch)
            epochs.push_back(epoch);
        editSelection([this, epochs] { m_document.acceptProposals(epochs); });
        return;
    }
    if (!hasProposal())
        return;
    // In the walk through the queue, accepting goes on with the walk.
    const bool isWalking = m_review.isWalking() && asSet() != GoOn::Stay;
    edit(isWalking ? GoOn::InQueue : asSet(), [this] { m_document.acceptProposal(); });
}

void NightCommands::takeSecondChoice() {
    if (!hasProposal())
        return;
    edit(asSet(), [this] { m_document.takeSecondChoice(); });
}

void NightCommands::stepStageChange(int step) {
    if (const auto epoch = nextStageChange(m_document.hypnogram(), m_document.currentEpoch(), step))
        m_document.setCurrentEpoch(*epoch);
    else
        Q_EMIT nothingToDo(step > 0 ? tr("No stage change after this epoch.")
                                    : tr("No stage change before this epoch."));
}

void NightCommands::stepDoubtful(int step) {
    if (m_document.isTraining())
        Q_EMIT nothingToDo(tr("In training the network, and with it the queue, is hidden."));
    else if (!m_document.probabilities())
        Q_EMIT nothingToDo(tr("Nothing to doubt yet: the network has not scored this night (F5)."));
    else if (!m_review.step(step))
        Q_EMIT nothingToDo(step > 0 ? tr("No doubtful epoch is left.")
                                    : tr("The queue of doubtful epochs begins here."));
}

} // namespace hypnodesk
