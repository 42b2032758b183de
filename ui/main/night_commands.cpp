#include "ui/main/night_commands.h"

#include "core/scoring/review_ranking.h"
#include "ui/review/doubt.h"

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
                             QObject* parent)
    : QObject(parent), m_document(document), m_display(display) {
    connectStages(actions);
    connectNavigation(actions);
    connectView(actions);
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
                [this, stage = key.stage] { score(stage, m_display.value().advanceAfterScoring); });
        connect(actions[key.numberPad], &QAction::triggered, this,
                [this, stage = key.stage] { score(stage, true); });
    }
    for (const auto& [id, stage] :
         {std::pair(ActionId::Unscored, Stage::Unscored), std::pair(ActionId::Movement, Stage::Movement),
          std::pair(ActionId::Artefact, Stage::Artefact)})
        connect(actions[id], &QAction::triggered, this,
                [this, stage] { score(stage, m_display.value().advanceAfterScoring); });
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
}

void NightCommands::score(Stage stage, bool advance) {
    edit(advance, [this, stage] { m_document.setStage(stage); });
}

void NightCommands::clearAndStepBack() {
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

void NightCommands::edit(bool advance, std::function<void()> change) {
    m_document.whenReady([this, advance, change = std::move(change)] {
        if (!m_document.mayEdit())
            return;
        change();
        if (advance)
            m_document.stepEpoch(1);
    });
}

void NightCommands::acceptProposal() {
    if (!hasProposal())
        return;
    edit(m_display.value().advanceAfterScoring, [this] { m_document.acceptProposal(); });
}

void NightCommands::takeSecondChoice() {
    if (!hasProposal())
        return;
    edit(m_display.value().advanceAfterScoring, [this] { m_document.takeSecondChoice(); });
}

void NightCommands::stepStageChange(int step) {
    if (const auto epoch = nextStageChange(m_document.hypnogram(), m_document.currentEpoch(), step))
        m_document.setCurrentEpoch(*epoch);
    else
        Q_EMIT nothingToDo(step > 0 ? tr("No stage change after this epoch.")
                                    : tr("No stage change before this epoch."));
}

void NightCommands::stepDoubtful(int step) {
    const auto& night = m_document.probabilities();
    if (!night) {
        Q_EMIT nothingToDo(tr("Nothing to doubt yet: the network has not scored this night (F5)."));
        return;
    }
    if (const auto epoch =
            nextDoubtful(m_document.hypnogram(), *night, m_document.currentEpoch(), step, kDoubtThreshold))
        m_document.setCurrentEpoch(*epoch);
    else
        Q_EMIT nothingToDo(tr("No doubtful epoch is left."));
}

} // namespace hypnodesk
