#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>

#include <array>
#include <optional>
#include <vector>

class QMenuBar;
class QWidget;

namespace hypnodesk {

/// A namespace of its own, so that Qt knows the names of its values: files of key maps hold them.
namespace actions {
Q_NAMESPACE

/// Everything the desktop can be told to do. One table gives each its menu, its keys and its words; menus,
/// shortcuts and the key map are made from it, so that they never differ. The names are what files of key
/// maps hold: renaming one loses the keys that people gave it.
enum class ActionId {
    OpenRecording,
    ImportHypnogram,
    Export,
    Report,
    SaveStudyCopy,
    EvidenceBundle,
    DeidentifiedCopy,
    Settings,
    ImportSettings,
    ExportSettings,
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
    AdvanceToNext,
    AdvanceToUnscored,
    AdvanceToDoubtful,
    BulkAccept,
    LightsOff,
    LightsOn,
    NewScoring,
    CopyScoring,
    RenameScoring,
    DeleteScoring,
    CompareScorings,
    NextDisagreement,
    PreviousDisagreement,
    TakeRowStage,
    TakeColumnStage,
    SignOff,
    NewRevision,
    Training,
    TrainingAgreement,
    Score,
    CancelScoring,
    Retrain,
    Models,
    AgreementCourse,
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
    ReviewByDoubt,
    GoTo,
    ScrollLater,
    ScrollEarlier,
    ExtendLater,
    ExtendEarlier,
    ChooseEvent,
    PlaceEvent,
    MarkArousal,
    MarkArtefact,
    MarkSpindle,
    MarkKComplex,
    MarkObstructiveApnoea,
    MarkCentralApnoea,
    MarkMixedApnoea,
    MarkHypopnoea,
    MarkRera,
    MarkDesaturation,
    MarkSnore,
    MarkLimbMovement,
    MarkNote,
    NextEvent,
    PreviousEvent,
    SlowWaveRuler,
    MarkSlowWaves,
    LargerTraces,
    SmallerTraces,
    LargerRow,
    SmallerRow,
    GuideLines,
    ScreenRuler,
    ContralateralMastoids,
    EditMontages,
    Montage1,
    Montage2,
    Montage3,
    Montage4,
    Montage5,
    Montage6,
    Montage7,
    Montage8,
    Montage9,
    Montage10,
    Montage11,
    Montage12,
    ShorterPage,
    LongerPage,
    NegativeUp,
    RkStages,
    ShowWholeNight,
    LargerTexts,
    SmallerTexts,
    UsualTexts,
    NetworkView,
    BandGuides,
    SpectrogramOptions,
    NextControl,
    FullScreen,
    PanelSpectrogram,
    PanelNight,
    PanelSignals,
    PanelComparison,
    PanelReview,
    PanelWhy,
    PanelEvents,
    PanelSpectrum,
    EnlargePanel,
    ResetPanels,
    Guide,
    KeyMap,
    GuidedNight,
    About,
    Count
};
Q_ENUM_NS(ActionId)

} // namespace actions

using actions::ActionId;

enum class ActionMenu {
    File,
    Settings,
    Edit,
    Stage,
    NumberPad,
    Events,
    MarkEvent,
    Scoring,
    Network,
    Go,
    View,
    Panels,
    Montage,
    Help,
    Count
};

/// What must be there for an action to make sense.
enum class Needs { Nothing, Recording, Scorable, Running };

struct ActionSpec {
    ActionId id;
    ActionMenu menu;
    Needs needs;
    const char* text; ///< untranslated, with mnemonic
    const char*
        keys; ///< of the map "Hypnodesk", as keysFromText() reads them; the first is shown in the menu
    bool checkable = false;
    bool separatorBefore = false;
};

/// The table, in the order of the menus.
const std::vector<ActionSpec>& actionSpecs();
QString actionText(const ActionSpec& spec); ///< translated, with mnemonic
QString menuTitle(ActionMenu menu);         ///< translated, with mnemonic
/// "View > Panels": translated, without mnemonics.
QString menuPath(ActionMenu menu);
/// The text of an action as it stands in a list: without mnemonic and dots.
QString plainActionText(const ActionSpec& spec);
const ActionSpec& actionSpec(ActionId id);
/// "NextEpoch": the name of the action in files.
QString actionName(ActionId id);
std::optional<ActionId> actionFromName(const QString& name);

/// Portable key sequences of one chord each, separated by blanks: "W 0 Shift+L". "Num+" marks a key of the
/// number pad, which is another key than the one of the top row. What cannot be read is left out.
QList<QKeySequence> keysFromText(const QString& text);
QString keysToText(const QList<QKeySequence>& keys);
/// The keys of the map "Hypnodesk".
QList<QKeySequence> shortcuts(const ActionSpec& spec);
/// "W,  0", "Num+2": as people read keys.
QString keyText(const QList<QKeySequence>& keys);
QString keyText(const ActionSpec& spec);

class KeyMap;

/// The actions of one window, owned by it.
class MainActions : public QObject {
    Q_OBJECT

public:
    explicit MainActions(QWidget* window);

    QAction* operator[](ActionId id) const { return m_actions[static_cast<std::size_t>(id)]; }

    /// Switches on what makes sense now.
    void setAvailable(bool recording, bool scorable, bool running);

    /// Gives every action the keys of this map, at once.
    void setKeyMap(const KeyMap& map);

    /// Fills a menu bar; returns its menus by ActionMenu for what is added later (recent files, choices).
    void fill(QMenuBar* bar);
    QMenu* menu(ActionMenu menu) const { return m_menus[static_cast<std::size_t>(menu)]; }

Q_SIGNALS:
    void keysChanged();

private:
    QMenu* madeMenu(QMenuBar* bar, ActionMenu menu);

    std::array<QAction*, static_cast<std::size_t>(ActionId::Count)> m_actions{};
    std::array<QMenu*, static_cast<std::size_t>(ActionMenu::Count)> m_menus{};
};

} // namespace hypnodesk
