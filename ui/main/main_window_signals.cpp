// The part of the main window that warns of signals that are not to be trusted.

#include "ui/base/qt_convert.h"
#include "ui/main/main_window.h"
#include "ui/main/message_bar.h"
#include "ui/main/night_page.h"
#include "ui/main/panel_desk.h"
#include "ui/main/scoring_session.h"
#include "ui/signals/signal_check.h"
#include "ui/signals/signal_panel.h"
#include "ui/signals/signal_words.h"

namespace hypnodesk {

void MainWindow::connectSignals() {
    PanelDesk& desk = m_nightPage->desk();
    const QString name = QStringLiteral("signals");
    desk.addPanel({name, tr("Signals"), Qt::RightDockWidgetArea, false, 0.4, true},
                  new SignalPanel(m_document, *m_signalCheck));
    desk.setToggle(name, m_actions[ActionId::PanelSignals]);
    connect(m_signalCheck, &SignalCheck::changed, this, &MainWindow::adviseOnSignal);
    connect(&m_document, &StudyDocument::derivationChanged, this, &MainWindow::adviseOnSignal);
    connect(m_scoring, &ScoringSession::started, this, &MainWindow::adviseOnSignal);
}

void MainWindow::adviseOnSignal() {
    const auto& survey = m_signalCheck->survey();
    const auto& used = m_document.derivation();
    if (!survey || !used)
        return;
    const SignalVerdict verdict = verdictOf(*survey, *used);
    const auto better = m_signalCheck->betterDerivation();
    if (verdict == SignalVerdict::Use || (verdict == SignalVerdict::Doubtful && !better))
        return;
    const std::vector<Channel>& channels = m_document.recording()->channels();
    QStringList found;
    for (const ChannelSurvey& channel : survey->channels)
        if (!channel.findings.empty() && (channel.channel == used->plus || used->minus == channel.channel))
            found << (used->minus ? tr("%1: %2.").arg(
                                        toQString(channels[static_cast<std::size_t>(channel.channel)].label),
                                        findingsText(channel, channels))
                                  : tr("Found: %1.").arg(findingsText(channel, channels)));
    const QString name = toQString(used->name);
    m_messages->showMessage(MessageBar::Kind::Question,
                            verdict == SignalVerdict::Doubtful ? tr("%1 is doubtful.").arg(name)
                                                               : tr("Do not trust %1.").arg(name),
                            found.join(QLatin1Char(' ')));
    if (better)
        m_messages->addButton(tr("Score on %1 instead").arg(toQString(better->name)), [this, better] {
            m_messages->dismiss();
            m_document.setDerivation(*better);
        });
    m_messages->addButton(tr("Show the signals"),
                          [this] { m_nightPage->desk().showPanel(QStringLiteral("signals")); });
}

} // namespace hypnodesk
