#pragma once

#include <QAction>
#include <QObject>

#include <array>
#include <vector>

class QMenuBar;
class QWidget;

namespace hypnodesk {

/// Everything the desktop can be told to do. One table gives each its menu, its keys and its words; menus,
/// shortcuts and the key map are made from it, so that they never differ.
enum class ActionId {
    OpenRecording,
    ImportHypnogram,
    Export,
    SaveStudyCopy,
    EvidenceBundle,
    DeidentifiedCopy,
    Settings,
    CloseRecording,
    Quit,
    Undo,
    Redo,
    Wake,
    N1,
    N2,
    N3,
    Rem,
    Unscored,
    Movement,
    Artefact,
    ClearAndStepBack,
    AcceptProposal,
    SecondChoice,
    PadWake,
    PadN1,
    PadN2,
    PadN3,
    PadRem,
    AdvanceAfterScoring,
    LightsOff,
    LightsOn,
    NewScoring,
    CopyScoring,
    RenameScoring,
    DeleteScoring,
    CompareScorings,
    NextDisagreement,
    PreviousDisagreement,
    SignOff,
    NewRevision,
    Score,
    CancelScoring,
    NextEpoch,
    PreviousEpoch,
    NextStageChange,
    PreviousStageChange,
    NextPage,
    PreviousPage,
    FirstEpoch,
    LastEpoch,
    NextDoubtful,
    PreviousDoubtful,
    GoTo,
    LargerTraces,
    SmallerTraces,
    ShorterPage,
    LongerPage,
    NegativeUp,
    ShowWholeNight,
    NextControl,
    FullScreen,
    KeyMap,
    About,
    Count
};

enum class ActionMenu { File, Edit, Stage, NumberPad, Scoring, Network, Go, View, Help };

/// What must be there for an action to make sense.
enum class Needs { Nothing, Recording, Scorable, Running };

struct ActionSpec {
    ActionId id;
    ActionMenu menu;
    Needs needs;
    const char* text; ///< untranslated, with mnemonic
    const char* keys; ///< portable key sequences, separated by blanks; the first is shown in the menu
    bool checkable = false;
    bool separatorBefore = false;
};

/// The table, in the order of the menus.
const std::vector<ActionSpec>& actionSpecs();
QString actionText(const ActionSpec& spec); ///< translated, with mnemonic
QString menuTitle(ActionMenu menu);         ///< translated, with mnemonic
QList<QKeySequence> shortcuts(const ActionSpec& spec);
/// "W, 0", "Num 2": as people read keys.
QString keyText(const ActionSpec& spec);

/// The actions of one window, owned by it.
class MainActions : public QObject {
    Q_OBJECT

public:
    explicit MainActions(QWidget* window);

    QAction* operator[](ActionId id) const { return m_actions[static_cast<std::size_t>(id)]; }

    /// Switches on what makes sense now.
    void setAvailable(bool recording, bool scorable, bool running);

    /// Fills a menu bar; returns its menus by ActionMenu for what is added later (recent files, choices).
    void fill(QMenuBar* bar);
    QMenu* menu(ActionMenu menu) const { return m_menus[static_cast<std::size_t>(menu)]; }

private:
    std::array<QAction*, static_cast<std::size_t>(ActionId::Count)> m_actions{};
    std::array<QMenu*, 9> m_menus{};
};

} // namespace hypnodesk
