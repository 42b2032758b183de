#include "ui/main/scoring_commands.h"

#include "ui/base/qt_convert.h"
#include "ui/comparison/adjudication.h"
#include "ui/main/header_bar.h"

#include <QActionGroup>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace hypnodesk {

std::optional<std::int64_t> nextDisagreement(const Hypnogram& one, const Hypnogram& other, std::int64_t from,
                                             int step) {
    const std::int64_t count = std::min(one.size(), other.size());
    for (std::int64_t epoch = from + step; epoch >= 0 && epoch < count; epoch += step)
        if (isScored(one.stage(epoch)) && isScored(other.stage(epoch)) &&
            one.stage(epoch) != other.stage(epoch))
            return epoch;
    return std::nullopt;
}

ScoringCommands::ScoringCommands(StudyDocument& document, Adjudication& adjudication,
                                 const MainActions& actions, QWidget* window)
    : QObject(window), m_document(document), m_adjudication(adjudication), m_actions(actions),
      m_window(window) {
    const auto on = [this](ActionId id, auto function) {
        connect(m_actions[id], &QAction::triggered, this, function);
    };
    on(ActionId::NewScoring, [this] { create(); });
    on(ActionId::CopyScoring, [this] { copy(); });
    on(ActionId::RenameScoring, [this] { rename(); });
    on(ActionId::DeleteScoring, [this] { remove(); });
    on(ActionId::NextDisagreement, [this] { stepDisagreement(1); });
    on(ActionId::PreviousDisagreement, [this] { stepDisagreement(-1); });
    on(ActionId::SignOff, [this] { signOff(); });
    on(ActionId::NewRevision, [this] { m_document.reviseScoring(m_document.activeScoring()->key); });
    on(ActionId::LightsOff, [this] { setLights(true); });
    on(ActionId::LightsOn, [this] { setLights(false); });
}

void ScoringCommands::addLists(QMenu& menu) {
    auto* show = new QMenu(tr("S&how"), &menu);
    auto* over = new QMenu(tr("Lay &over the night"), &menu);
    QAction* first = menu.actions().value(0);
    menu.insertMenu(first, show);
    menu.insertMenu(first, over);
    menu.insertSeparator(first);
    connect(show, &QMenu::aboutToShow, this, [this, show] { fillScorings(*show); });
    connect(over, &QMenu::aboutToShow, this, [this, over] { fillOverlays(*over); });
}

void ScoringCommands::updateAvailability() {
    const ScoringSheet* shown = m_document.activeScoring();
    const bool mayChange = shown && !m_document.isReadOnly();
    for (ActionId id : {ActionId::NewScoring, ActionId::CopyScoring, ActionId::RenameScoring,
                        ActionId::DeleteScoring, ActionId::LightsOff, ActionId::LightsOn})
        m_actions[id]->setEnabled(mayChange);
    m_actions[ActionId::SignOff]->setEnabled(mayChange && shown->info.isEditable());
    m_actions[ActionId::NewRevision]->setEnabled(mayChange && shown->info.isSigned());
}

void ScoringCommands::fillScorings(QMenu& menu) {
    menu.clear();
    auto* group = new QActionGroup(&menu);
    const ScoringSheet* shown = m_document.activeScoring();
    for (const ScoringSheet& sheet : m_document.scorings()) {
        if (sheet.info.isDeleted)
            continue;
        QAction* action = menu.addAction(
            tr("%1 (%2)").arg(toQString(sheet.info.name).replace('&', "&&"), scoringKindText(sheet.info)));
        action->setCheckable(true);
        action->setChecked(shown && shown->key == sheet.key);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, key = sheet.key] { m_document.showScoring(key); });
    }
    menu.setEnabled(!menu.isEmpty());
}

void ScoringCommands::fillOverlays(QMenu& menu) {
    menu.clear();
    auto* group = new QActionGroup(&menu);
    const ScoringSheet* overlay = m_document.overlay();
    const auto add = [&](const QString& name, std::optional<ScoringKey> key) {
        QAction* action = menu.addAction(name);
        action->setCheckable(true);
        action->setChecked(key ? overlay && overlay->key == *key : !overlay);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, key] { m_document.setOverlay(key); });
    };
    add(tr("none"), std::nullopt);
    for (const ScoringSheet& sheet : m_document.scorings())
        if (!sheet.info.isDeleted)
            add(toQString(sheet.info.name).replace('&', "&&"), sheet.key);
}

void ScoringCommands::askName(const QString& title, const QString& label, const QString& suggestion,
                              const QString& button, std::function<void(const std::string&)> then) {
    auto* dialog = new QInputDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setTextValue(suggestion);
    dialog->setOkButtonText(button);
    dialog->setMinimumWidth(420);
    connect(dialog, &QInputDialog::textValueSelected, this, [then = std::move(then)](const QString& text) {
        constexpr int kLongestName = 200;
        if (const QString name = text.simplified().left(kLongestName); !name.isEmpty())
            then(name.toStdString());
    });
    dialog->open();
}

void ScoringCommands::create() {
    askName(tr("New scoring"), tr("An empty scoring of this night. Its &name:"),
            toQString(m_document.freeName(m_document.scorer())), tr("Create"),
            [this](const std::string& name) {
                m_document.addScoring(name, ScoringKind::Human, Hypnogram(m_document.grid()),
                                      m_document.scorer());
            });
}

void ScoringCommands::copy() {
    const ScoringSheet& shown = *m_document.activeScoring();
    askName(tr("Copy scoring"),
            tr("A copy of \"%1\" that can be edited. Its &name:").arg(toQString(shown.info.name)),
            toQString(m_document.freeName(m_document.scorer())), tr("Copy"),
            [this, key = shown.key](const std::string& name) { m_document.copyScoring(key, name); });
}

void ScoringCommands::rename() {
    const ScoringSheet& shown = *m_document.activeScoring();
    askName(tr("Rename scoring"), tr("New &name of \"%1\":").arg(toQString(shown.info.name)),
            toQString(shown.info.name), tr("Rename"),
            [this, key = shown.key](const std::string& name) { m_document.renameScoring(key, name); });
}

void ScoringCommands::remove() {
    const ScoringSheet& shown = *m_document.activeScoring();
    const QString name = toQString(shown.info.name);
    auto* box = new QMessageBox(QMessageBox::Question, tr("Delete scoring"),
                                tr("Delete the scoring \"%1\"?").arg(name), QMessageBox::Cancel, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("It leaves the list; the journal keeps what was done, and it can be brought "
                               "back while this window is open."));
    QPushButton* yes = box->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    connect(yes, &QPushButton::clicked, this, [this, key = shown.key, name] {
        m_document.deleteScoring(key);
        Q_EMIT deleted(key, name);
    });
    box->open();
}

void ScoringCommands::stepDisagreement(int step) {
    if (m_adjudication.isActive()) {
        if (!m_adjudication.step(step))
            Q_EMIT nothingToDo(tr("All differences are decided."));
        return;
    }
    const ScoringSheet* other = m_document.overlay();
    if (!other) {
        Q_EMIT nothingToDo(tr("Lay another scoring over the night first (Scoring, Lay over the night)."));
        return;
    }
    if (const auto epoch = nextDisagreement(m_document.committedHypnogram(), other->hypnogram,
                                            m_document.currentEpoch(), step))
        m_document.setCurrentEpoch(*epoch);
    else
        Q_EMIT nothingToDo(step > 0 ? tr("No disagreement after this epoch.")
                                    : tr("No disagreement before this epoch."));
}

void ScoringCommands::signOff() {
    const ScoringSheet& shown = *m_document.activeScoring();
    const Hypnogram& hypnogram = shown.hypnogram;
    const auto open =
        std::count_if(hypnogram.epochs().begin(), hypnogram.epochs().end(), [](const auto& epoch) {
            return epoch.source == StageSource::Network || epoch.source == StageSource::None;
        });
    QString text =
        tr("Signing locks \"%1\"; later changes make a new revision.").arg(toQString(shown.info.name));
    if (open > 0)
        text += QLatin1Char('\n') +
                tr("Epochs that nobody has looked at yet: %1 of %2.").arg(open).arg(hypnogram.size());
    askName(tr("Sign off"), text + QStringLiteral("\n\n") + tr("&Reviewed by:"),
            toQString(m_document.scorer()), tr("Sign"),
            [this, key = shown.key](const std::string& name) { m_document.signScoring(key, name); });
}

void ScoringCommands::setLights(bool isOff) {
    LightsTimes lights = m_document.lights();
    const std::int64_t epoch = m_document.currentEpoch();
    auto& time = isOff ? lights.offSeconds : lights.onSeconds;
    const double here = m_document.grid().onsetSeconds(isOff ? epoch : epoch + 1);
    // The same key at the same place takes the mark away.
    time = time == here ? std::nullopt : std::optional(here);
    m_document.setLights(lights);
}

} // namespace hypnodesk
