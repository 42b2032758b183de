#include "ui/main/actions.h"

#include "ui/main/key_map.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMetaEnum>

#include <algorithm>
#include <optional>

namespace hypnodesk {

namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("Actions", text);
}

using Id = ActionId;
using In = ActionMenu;

const std::vector<ActionSpec> kSpecs{
    {Id::OpenRecording, In::File, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&Open recording..."),
     "Ctrl+O"},
    {Id::ImportHypnogram, In::File, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Import hypnogram..."),
     "Ctrl+Shift+O", false, true},
    {Id::Export, In::File, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Export hypnogram..."), "Ctrl+E"},
    {Id::Report, In::File, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Report..."), "Ctrl+P"},
    {Id::SaveStudyCopy, In::File, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Save a copy of the &study as..."), "Ctrl+Shift+S"},
    {Id::EvidenceBundle, In::File, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "E&vidence for this scoring..."), "Ctrl+Shift+E"},
    {Id::DeidentifiedCopy, In::File, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "&De-identified copies..."), "Ctrl+Shift+D"},
    {Id::Settings, In::Settings, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "Change &settings..."),
     "Ctrl+,", false, true},
    {Id::ImportSettings, In::Settings, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&Import settings..."),
     "Ctrl+Alt+I", false, true},
    {Id::ExportSettings, In::Settings, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&Export settings..."),
     "Ctrl+Alt+E"},
    {Id::CloseRecording, In::File, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Close recording"),
     "Ctrl+W", false, true},
    {Id::Quit, In::File, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q"},

    {Id::Undo, In::Edit, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&Undo"), "Ctrl+Z"},
    {Id::Redo, In::Edit, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Y Ctrl+Shift+Z"},

    {Id::Wake, In::Stage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Wake"), "W 0"},
    {Id::N1, In::Stage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "N&1"), "1"},
    {Id::N2, In::Stage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "N&2"), "2"},
    {Id::N3, In::Stage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "N&3"), "3"},
    {Id::Rem, In::Stage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&REM"), "R 4 5"},
    {Id::Unscored, In::Stage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Unscored"), "U ? Del"},
    {Id::Movement, In::Stage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Movement"), "M"},
    {Id::Artefact, In::Stage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Artefact"), "A"},
    {Id::ClearAndStepBack, In::Stage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Clear and step back"),
     "Backspace"},
    {Id::AcceptProposal, In::Stage, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Acce&pt the network's stage"), "Return Enter", false, true},
    {Id::SecondChoice, In::Stage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Take its &second choice"),
     "Tab"},
    {Id::AdvanceAfterScoring, In::Stage, Needs::Nothing,
     QT_TRANSLATE_NOOP("Actions", "A&dvance after scoring"), "Ctrl+Space", true, true},
    {Id::AdvanceToNext, In::Stage, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "Advance to the ne&xt epoch"),
     "Ctrl+Alt+1", true},
    {Id::AdvanceToUnscored, In::Stage, Needs::Nothing,
     QT_TRANSLATE_NOOP("Actions", "Advance to the next unscored epoch"), "Ctrl+Alt+2", true},
    {Id::AdvanceToDoubtful, In::Stage, Needs::Nothing,
     QT_TRANSLATE_NOOP("Actions", "Advance to the next doubtful epoch"), "Ctrl+Alt+3", true},
    {Id::BulkAccept, In::Stage, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Accept all a&bove a confidence..."), "Ctrl+B", false, true},
    {Id::PadWake, In::NumberPad, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Wake, then next epoch"),
     "Num+0"},
    {Id::PadN1, In::NumberPad, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "N1, then next epoch"),
     "Num+1"},
    {Id::PadN2, In::NumberPad, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "N2, then next epoch"),
     "Num+2"},
    {Id::PadN3, In::NumberPad, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "N3, then next epoch"),
     "Num+3"},
    {Id::PadRem, In::NumberPad, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "REM, then next epoch"),
     "Num+4 Num+5"},

    {Id::ChooseEvent, In::Events, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Choose kind of event..."),
     "E"},
    {Id::PlaceEvent, In::Events, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "&Mark an event of this kind here"), "Shift+E"},
    {Id::NextEvent, In::Events, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Next event"), "G", false,
     true},
    {Id::PreviousEvent, In::Events, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Previous event"),
     "Shift+G"},
    {Id::MarkArousal, In::MarkEvent, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Mark an &arousal"),
     "Shift+A"},
    {Id::MarkArtefact, In::MarkEvent, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Mark an arte&fact"),
     "Shift+X"},
    {Id::MarkSpindle, In::MarkEvent, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Mark a &spindle"),
     "Shift+P"},
    {Id::MarkKComplex, In::MarkEvent, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Mark a &K-complex"),
     "Shift+K"},
    {Id::MarkObstructiveApnoea, In::MarkEvent, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Mark an &obstructive apnoea"), "Shift+O"},
    {Id::MarkCentralApnoea, In::MarkEvent, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Mark a &central apnoea"), "Shift+C"},
    {Id::MarkMixedApnoea, In::MarkEvent, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Mark a &mixed apnoea"), "Shift+M"},
    {Id::MarkHypopnoea, In::MarkEvent, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Mark a &hypopnoea"),
     "Shift+H"},
    {Id::MarkRera, In::MarkEvent, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Mark a &RERA"), "Shift+R"},
    {Id::MarkDesaturation, In::MarkEvent, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Mark a &desaturation"), "Shift+D"},
    {Id::MarkSnore, In::MarkEvent, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Mark a s&nore"),
     "Shift+Z"},
    {Id::MarkLimbMovement, In::MarkEvent, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Mark a &limb movement"), "Shift+I"},
    {Id::MarkNote, In::MarkEvent, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Mark free &text..."),
     "Shift+T"},
    {Id::SlowWaveRuler, In::Events, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Slow-wave &ruler"), "S",
     true, true},
    {Id::MarkSlowWaves, In::Events, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Mark the slow &waves of this epoch"), "Shift+S"},

    {Id::LightsOff, In::Stage, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "&Lights off at the begin of this epoch"), "L", false, true},
    {Id::LightsOn, In::Stage, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Lights &on at the end of this epoch"), "Shift+L"},

    {Id::NewScoring, In::Scoring, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&New scoring..."),
     "Ctrl+Alt+N"},
    {Id::CopyScoring, In::Scoring, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Copy this scoring..."),
     "Ctrl+Alt+C"},
    {Id::RenameScoring, In::Scoring, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Re&name this scoring..."), "F2"},
    {Id::DeleteScoring, In::Scoring, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "&Delete this scoring..."), "Ctrl+Alt+D"},
    {Id::CompareScorings, In::Scoring, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Com&pare two scorings..."), "Ctrl+K", false, true},
    {Id::NextDisagreement, In::Scoring, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Next disa&greement"),
     "F3"},
    {Id::PreviousDisagreement, In::Scoring, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Previous d&isagreement"), "Shift+F3"},
    {Id::TakeRowStage, In::Scoring, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Consensus: stage of the ro&ws"), ","},
    {Id::TakeColumnStage, In::Scoring, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Consensus: stage of the col&umns"), "."},
    {Id::SignOff, In::Scoring, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Sign off as reviewed..."),
     "Ctrl+Alt+S", false, true},
    {Id::NewRevision, In::Scoring, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "New re&vision of this scoring"), "Ctrl+Alt+R"},

    {Id::Training, In::Scoring, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "&Training with the network hidden"), "Ctrl+T", true, true},
    {Id::TrainingAgreement, In::Scoring, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Agreement in trainin&g..."), "Ctrl+Shift+T"},

    {Id::Score, In::Network, Needs::Scorable, QT_TRANSLATE_NOOP("Actions", "&Score the night"), "F5"},
    {Id::CancelScoring, In::Network, Needs::Running, QT_TRANSLATE_NOOP("Actions", "&Cancel scoring"), "Esc"},
    {Id::Retrain, In::Network, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&Retrain the model..."),
     "Ctrl+R", false, true},
    {Id::Models, In::Network, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&Models..."), "Ctrl+Alt+M"},
    {Id::AgreementCourse, In::Network, Needs::Nothing,
     QT_TRANSLATE_NOOP("Actions", "&Agreement over the months..."), "Ctrl+Alt+A"},

    {Id::NextEpoch, In::Go, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Next epoch"), "Right"},
    {Id::PreviousEpoch, In::Go, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Previous epoch"), "Left"},
    {Id::NextDoubtful, In::Go, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Next &doubtful epoch"),
     "Space", false, true},
    {Id::PreviousDoubtful, In::Go, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Previous d&oubtful epoch"),
     "Shift+Space"},
    {Id::ReviewByDoubt, In::Go, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "Most dou&btful epochs first"),
     "Ctrl+Shift+Space", true},
    {Id::NextStageChange, In::Go, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Next stage &change"),
     "Shift+Right"},
    {Id::PreviousStageChange, In::Go, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Previous stage chan&ge"), "Shift+Left"},
    {Id::NextPage, In::Go, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Next p&age"), "PgDown", false,
     true},
    {Id::PreviousPage, In::Go, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Previous pa&ge"), "PgUp"},
    {Id::ScrollLater, In::Go, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Scroll a second &later"),
     "Alt+Right"},
    {Id::ScrollEarlier, In::Go, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Scroll a second &earlier"),
     "Alt+Left"},
    {Id::ExtendLater, In::Go, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Choose epochs up to a later one"), "Ctrl+Shift+Right"},
    {Id::ExtendEarlier, In::Go, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Choose epochs up to an earlier one"), "Ctrl+Shift+Left"},
    {Id::FirstEpoch, In::Go, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&First epoch"), "Home"},
    {Id::LastEpoch, In::Go, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Last epoch"), "End"},
    {Id::GoTo, In::Go, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Go &to epoch or clock time..."),
     "Ctrl+G", false, true},

    {Id::LargerTraces, In::View, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Larger traces"), "+ ="},
    {Id::SmallerTraces, In::View, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Smaller traces"), "-"},
    {Id::LargerRow, In::View, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Larger trace un&der the pointer"), "Ctrl++ Ctrl+="},
    {Id::SmallerRow, In::View, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Smaller trace under the p&ointer"), "Ctrl+-"},
    {Id::GuideLines, In::View, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "Lines at ±37.5 µ&V"),
     "Ctrl+Shift+G", true},
    {Id::ScreenRuler, In::View, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&Measure the screen..."),
     "Ctrl+Shift+R"},
    {Id::NegativeUp, In::View, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&Negative up"), "Ctrl+N", true},
    {Id::RkStages, In::View, Needs::Nothing,
     QT_TRANSLATE_NOOP("Actions", "Stages of Rechtschaffen and Kales"), "Ctrl+Shift+K", true},
    {Id::ShorterPage, In::View, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Shor&ter page"), "[", false,
     true},
    {Id::LongerPage, In::View, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Longe&r page"), "]"},
    {Id::ShowWholeNight, In::View, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Whole night below"),
     "Ctrl+0"},
    {Id::LargerTexts, In::View, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "Larger te&xts"),
     "Ctrl+Alt++ Ctrl+Alt+=", false, true},
    {Id::SmallerTexts, In::View, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "Smaller texts"), "Ctrl+Alt+-"},
    {Id::UsualTexts, In::View, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "Texts of &usual size"),
     "Ctrl+Alt+0"},
    {Id::NetworkView, In::View, Needs::Nothing,
     QT_TRANSLATE_NOOP("Actions", "Spectrogram as the network sees it"), "Ctrl+Shift+N", true, true},
    {Id::BandGuides, In::View, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "Lines between the EEG &bands"),
     "Ctrl+Shift+B", true},
    {Id::SpectrogramOptions, In::View, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "Options of the spectrogram..."), "Ctrl+Shift+P"},
    {Id::NextControl, In::View, Needs::Nothing,
     QT_TRANSLATE_NOOP("Actions", "Next &control (keyboard focus)"), "F6", false, true},
    {Id::FullScreen, In::View, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&Full screen"), "F11", true},
    {Id::PanelSpectrogram, In::Panels, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "&Spectrogram of the page"), "Alt+1", true},
    {Id::PanelNight, In::Panels, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Whole night"), "Alt+2",
     true},
    {Id::PanelSignals, In::Panels, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Si&gnals"), "Alt+3", true},
    {Id::PanelComparison, In::Panels, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Comparison"), "Alt+4",
     true},
    {Id::PanelReview, In::Panels, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Review queue"), "Alt+5",
     true},
    {Id::PanelWhy, In::Panels, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Why &this stage?"), "Alt+6",
     true},
    {Id::PanelEvents, In::Panels, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "E&vents"), "Alt+8", true},
    {Id::PanelSpectrum, In::Panels, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "S&pectrum of the epoch"),
     "Alt+9", true},
    {Id::EnlargePanel, In::Panels, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "&Enlarge this panel, or back"), "Alt+Return", false, true},
    {Id::ResetPanels, In::Panels, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Reset panels"), "Alt+0"},

    {Id::ContralateralMastoids, In::Montage, Needs::Recording,
     QT_TRANSLATE_NOOP("Actions", "&Contralateral mastoids"), "Ctrl+M"},
    {Id::EditMontages, In::Montage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "&Edit montages..."),
     "Ctrl+Shift+M"},
    {Id::Montage1, In::Montage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Montage 1"), "Ctrl+F1", true,
     true},
    {Id::Montage2, In::Montage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Montage 2"), "Ctrl+F2", true},
    {Id::Montage3, In::Montage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Montage 3"), "Ctrl+F3", true},
    {Id::Montage4, In::Montage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Montage 4"), "Ctrl+F4", true},
    {Id::Montage5, In::Montage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Montage 5"), "Ctrl+F5", true},
    {Id::Montage6, In::Montage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Montage 6"), "Ctrl+F6", true},
    {Id::Montage7, In::Montage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Montage 7"), "Ctrl+F7", true},
    {Id::Montage8, In::Montage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Montage 8"), "Ctrl+F8", true},
    {Id::Montage9, In::Montage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Montage 9"), "Ctrl+F9", true},
    {Id::Montage10, In::Montage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Montage 10"), "Ctrl+F10",
     true},
    {Id::Montage11, In::Montage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Montage 11"), "Ctrl+F11",
     true},
    {Id::Montage12, In::Montage, Needs::Recording, QT_TRANSLATE_NOOP("Actions", "Montage 12"), "Ctrl+F12",
     true},

    {Id::Guide, In::Help, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "G&uide"), "F1"},
    {Id::KeyMap, In::Help, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&Keys"), "Ctrl+Alt+K"},
    {Id::GuidedNight, In::Help, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&Guided first night"),
     "Shift+F1"},
    {Id::About, In::Help, Needs::Nothing, QT_TRANSLATE_NOOP("Actions", "&About Hypnodesk"), ""},
};

/// The menu that another one is in.
std::optional<ActionMenu> parentMenu(ActionMenu menu) {
    switch (menu) {
    case ActionMenu::Settings:
        return ActionMenu::File;
    case ActionMenu::NumberPad:
        return ActionMenu::Stage;
    case ActionMenu::MarkEvent:
        return ActionMenu::Events;
    case ActionMenu::Panels:
    case ActionMenu::Montage:
        return ActionMenu::View;
    default:
        return std::nullopt;
    }
}

} // namespace

const std::vector<ActionSpec>& actionSpecs() {
    return kSpecs;
}

QString actionText(const ActionSpec& spec) {
    return translated(spec.text);
}

QString menuTitle(ActionMenu menu) {
    switch (menu) {
    case ActionMenu::File:
        return translated(QT_TRANSLATE_NOOP("Actions", "&File"));
    case ActionMenu::Settings:
        return translated(QT_TRANSLATE_NOOP("Actions", "Se&ttings"));
    case ActionMenu::Edit:
        return translated(QT_TRANSLATE_NOOP("Actions", "&Edit"));
    case ActionMenu::Stage:
        return translated(QT_TRANSLATE_NOOP("Actions", "&Stage"));
    case ActionMenu::NumberPad:
        return translated(QT_TRANSLATE_NOOP("Actions", "&Number pad"));
    case ActionMenu::Events:
        return translated(QT_TRANSLATE_NOOP("Actions", "Even&ts"));
    case ActionMenu::MarkEvent:
        return translated(QT_TRANSLATE_NOOP("Actions", "Mark &here"));
    case ActionMenu::Scoring:
        return translated(QT_TRANSLATE_NOOP("Actions", "S&coring"));
    case ActionMenu::Network:
        return translated(QT_TRANSLATE_NOOP("Actions", "&Network"));
    case ActionMenu::Go:
        return translated(QT_TRANSLATE_NOOP("Actions", "&Go"));
    case ActionMenu::View:
        return translated(QT_TRANSLATE_NOOP("Actions", "&View"));
    case ActionMenu::Panels:
        return translated(QT_TRANSLATE_NOOP("Actions", "&Panels"));
    case ActionMenu::Montage:
        return translated(QT_TRANSLATE_NOOP("Actions", "Mont&age"));
    case ActionMenu::Help:
        return translated(QT_TRANSLATE_NOOP("Actions", "&Help"));
    case ActionMenu::Count:
        break;
    }
    return {};
}

QString menuPath(ActionMenu menu) {
    const auto parent = parentMenu(menu);
    return (parent ? menuPath(*parent) + QStringLiteral(" > ") : QString()) +
           menuTitle(menu).remove(QLatin1Char('&'));
}

QString plainActionText(const ActionSpec& spec) {
    return actionText(spec).remove(QLatin1Char('&')).remove(QStringLiteral("..."));
}

const ActionSpec& actionSpec(ActionId id) {
    return *std::find_if(kSpecs.begin(), kSpecs.end(),
                         [id](const ActionSpec& spec) { return spec.id == id; });
}

QString actionName(ActionId id) {
    return QString::fromLatin1(QMetaEnum::fromType<ActionId>().valueToKey(static_cast<int>(id)));
}

std::optional<ActionId> actionFromName(const QString& name) {
    bool isKnown = false;
    const int value = QMetaEnum::fromType<ActionId>().keyToValue(name.toLatin1().constData(), &isKnown);
    return isKnown && value < static_cast<int>(ActionId::Count) ? std::optional(static_cast<ActionId>(value))
                                                                : std::nullopt;
}

QList<QKeySequence> keysFromText(const QString& text) {
    QList<QKeySequence> sequences;
    for (const QString& key : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QKeySequence sequence(key, QKeySequence::PortableText);
        if (sequence.count() == 1 && sequence[0].key() != Qt::Key_unknown && !sequences.contains(sequence))
            sequences << sequence;
    }
    return sequences;
}

QString keysToText(const QList<QKeySequence>& keys) {
    QStringList texts;
    for (const QKeySequence& key : keys)
        texts << key.toString(QKeySequence::PortableText);
    return texts.join(QLatin1Char(' '));
}

QList<QKeySequence> shortcuts(const ActionSpec& spec) {
    return keysFromText(QString::fromLatin1(spec.keys));
}

QString keyText(const QList<QKeySequence>& keys) {
    QStringList texts;
    for (const QKeySequence& sequence : keys)
        texts << sequence.toString(QKeySequence::NativeText);
    return texts.join(QStringLiteral(",  "));
}

QString keyText(const ActionSpec& spec) {
    return keyText(shortcuts(spec));
}

MainActions::MainActions(QWidget* window) : QObject(window) {
    for (const ActionSpec& spec : kSpecs) {
        auto* action = new QAction(actionText(spec), window);
        action->setShortcuts(shortcuts(spec));
        action->setCheckable(spec.checkable);
        action->setObjectName(QString(actionText(spec)).remove('&'));
        window->addAction(action);
        m_actions[static_cast<std::size_t>(spec.id)] = action;
    }
    setAvailable(false, false, false);
}

void MainActions::setAvailable(bool recording, bool scorable, bool running) {
    for (const ActionSpec& spec : kSpecs) {
        const bool available =
            spec.needs == Needs::Nothing || (spec.needs == Needs::Recording && recording) ||
            (spec.needs == Needs::Scorable && scorable) || (spec.needs == Needs::Running && running);
        (*this)[spec.id]->setEnabled(available);
    }
}

void MainActions::setKeyMap(const KeyMap& map) {
    for (const ActionSpec& spec : kSpecs)
        (*this)[spec.id]->setShortcuts(map.keys(spec.id));
    Q_EMIT keysChanged();
}

QMenu* MainActions::madeMenu(QMenuBar* bar, ActionMenu id) {
    QMenu*& menu = m_menus[static_cast<std::size_t>(id)];
    if (!menu) {
        const auto parent = parentMenu(id);
        menu = parent ? madeMenu(bar, *parent)->addMenu(menuTitle(id)) : bar->addMenu(menuTitle(id));
    }
    return menu;
}

void MainActions::fill(QMenuBar* bar) {
    for (const ActionSpec& spec : kSpecs) {
        const bool isNew = !menu(spec.menu);
        const auto parent = parentMenu(spec.menu);
        if (spec.separatorBefore && isNew && parent)
            madeMenu(bar, *parent)->addSeparator();
        QMenu* menu = madeMenu(bar, spec.menu);
        if (spec.separatorBefore && !isNew)
            menu->addSeparator();
        menu->addAction((*this)[spec.id]);
    }
}

} // namespace hypnodesk
