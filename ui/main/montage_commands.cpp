#include "ui/main/montage_commands.h"

#include "ui/montage/montage_editor.h"
#include "ui/trace/trace_view.h"

#include <QMenu>

namespace hypnodesk {

namespace {

constexpr std::size_t kMontageKeys = 12;

ActionId montageAction(std::size_t index) {
    return static_cast<ActionId>(static_cast<std::size_t>(ActionId::Montage1) + index);
}

} // namespace

MontageCommands::MontageCommands(NightMontage& montage, MontageLibrary& library, DisplayState& display,
                                 TraceView& traces, const MainActions& actions, QWidget* window)
    : QObject(window), m_montage(montage), m_library(library), m_traces(traces), m_actions(actions),
      m_window(window) {
    for (std::size_t i = 0; i < kMontageKeys; ++i) {
        m_actions[montageAction(i)]->setCheckable(true);
        connect(m_actions[montageAction(i)], &QAction::triggered, this, [this, i] {
            m_montage.useChoice(i);
            followChoices(); // a check mark that went away with a refused choice
        });
    }
    connect(m_actions[ActionId::ContralateralMastoids], &QAction::triggered, &m_montage,
            &NightMontage::rereference);
    connect(m_actions[ActionId::EditMontages], &QAction::triggered, this, &MontageCommands::openEditor);
    connect(&m_montage, &NightMontage::said, this, &MontageCommands::said);
    connect(&m_montage, &NightMontage::changed, this, &MontageCommands::followChoices);
    connect(&m_library, &MontageLibrary::changed, this, &MontageCommands::followChoices);
    connectRows();

    QAction* lines = m_actions[ActionId::GuideLines];
    connect(lines, &QAction::toggled, &display, &DisplayState::setGuideLines);
    connect(&display, &DisplayState::changed, lines,
            [lines](const DisplaySettings& now) { lines->setChecked(now.guideLines); });
    lines->setChecked(display.value().guideLines);

    QMenu* channels = m_actions.menu(ActionMenu::View)->addMenu(tr("C&hannels"));
    connect(channels, &QMenu::aboutToShow, this, [this, channels] { fillChannels(*channels); });
    followChoices();
}

void MontageCommands::connectRows() {
    connect(m_actions[ActionId::LargerRow], &QAction::triggered, this, [this] { enlargeRow(1); });
    connect(m_actions[ActionId::SmallerRow], &QAction::triggered, this, [this] { enlargeRow(-1); });
}

void MontageCommands::enlargeRow(int steps) {
    if (const auto row = m_traces.hoveredRow())
        m_montage.enlarge(static_cast<std::size_t>(*row), steps);
    else
        Q_EMIT said(tr("Point at a trace first: this key changes the one under the pointer."));
}

/// The twelve actions take the names of what they choose.
void MontageCommands::followChoices() {
    const std::vector<Montage> choices = m_montage.choices();
    for (std::size_t i = 0; i < kMontageKeys; ++i) {
        QAction* action = m_actions[montageAction(i)];
        const bool isThere = i < choices.size();
        action->setText(isThere ? montageTitle(choices[i].name).replace('&', QStringLiteral("&&"))
                                : tr("Montage %1").arg(i + 1));
        action->setVisible(isThere);
        action->setChecked(isThere && choices[i].name == m_montage.montage().name);
    }
}

void MontageCommands::fillChannels(QMenu& menu) {
    menu.clear();
    for (const ResolvedRow& row : m_montage.resolved().rows) {
        QAction* action =
            menu.addAction(QString::fromStdString(row.derivation.name).replace('&', QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(m_montage.montage().rows[row.row].isVisible);
        connect(action, &QAction::toggled, this,
                [this, index = row.row](bool shown) { m_montage.setVisible(index, shown); });
    }
}

void MontageCommands::openEditor() {
    if (m_editor) {
        m_editor->raise();
        m_editor->activateWindow();
        return;
    }
    auto* editor = new MontageEditor(m_montage, m_library, m_window);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    m_editor = editor;
    editor->show();
}

} // namespace hypnodesk
