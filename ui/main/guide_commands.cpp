#include "ui/main/guide_commands.h"

#include "ui/guide/guide_tables.h"
#include "ui/guide/guide_window.h"
#include "ui/main/actions.h"

#include <QApplication>
#include <QCursor>
#include <QDockWidget>
#include <QLocale>

#include <map>

namespace hypnodesk {

namespace {

QString entryOf(const ActionSpec& spec) {
    return menuPath(spec.menu) + QStringLiteral(" > ") + plainActionText(spec);
}

QString keyTable(const KeyMap& map) {
    QString html;
    for (int menu = 0; menu < static_cast<int>(ActionMenu::Count); ++menu) {
        std::vector<QStringList> rows{{GuideCommands::tr("Keys"), GuideCommands::tr("Action")}};
        for (const ActionSpec& spec : actionSpecs())
            if (spec.menu == static_cast<ActionMenu>(menu) && !map.keys(spec.id).isEmpty())
                rows.push_back({keyText(map.keys(spec.id)), plainActionText(spec)});
        if (rows.size() > 1)
            html +=
                QStringLiteral("<h3>%1</h3>").arg(menuPath(static_cast<ActionMenu>(menu)).toHtmlEscaped()) +
                htmlTable(rows);
    }
    return html;
}

const QDockWidget* panelOf(const QWidget* widget) {
    for (; widget; widget = widget->parentWidget())
        if (const auto* dock = qobject_cast<const QDockWidget*>(widget))
            return dock;
    return nullptr;
}

} // namespace

GuideWords guideWords(const KeyMap& map) {
    return {[map](const QString& action) {
                const auto id = actionFromName(action);
                return id ? keyText(map.keys(*id)) : QString();
            },
            [](const QString& action) {
                const auto id = actionFromName(action);
                return id ? entryOf(actionSpec(*id)) : QString();
            },
            keyTable(map)};
}

GuidePlace guidePlaceOfPanel(const QString& panel) {
    static const std::map<QString, GuidePlace> kPlaces{
        {QStringLiteral("spectrogram"), {QStringLiteral("scoring"), QStringLiteral("spectrogram")}},
        {QStringLiteral("spectrum"), {QStringLiteral("scoring"), QStringLiteral("spectrogram")}},
        {QStringLiteral("night"), {QStringLiteral("scoring"), QStringLiteral("night")}},
        {QStringLiteral("events"), {QStringLiteral("scoring"), QStringLiteral("events")}},
        {QStringLiteral("review"), {QStringLiteral("reviewing"), QStringLiteral("queue")}},
        {QStringLiteral("why"), {QStringLiteral("reviewing"), QStringLiteral("why")}},
        {QStringLiteral("comparison"), {QStringLiteral("reviewing"), QStringLiteral("comparing")}},
        {QStringLiteral("signals"), {QStringLiteral("trouble"), QStringLiteral("signals")}}};
    const auto found = kPlaces.find(panel);
    return found == kPlaces.end() ? GuidePlace{guideChapters().front(), {}} : found->second;
}

GuideCommands::GuideCommands(const KeyMapStore& keyMaps, MainActions& actions, QWidget* window)
    : QObject(window), m_keyMaps(keyMaps), m_actions(actions), m_window(window) {
    connect(actions[ActionId::Guide], &QAction::triggered, this, &GuideCommands::showGuide);
    connect(&actions, &MainActions::keysChanged, this, [this] {
        if (m_guide)
            m_guide->setWords(guideWords(m_keyMaps.map()));
    });
}

void GuideCommands::showGuide() {
    const QDockWidget* panel = panelOf(QApplication::focusWidget());
    if (!panel)
        panel = panelOf(QApplication::widgetAt(QCursor::pos()));
    if (!m_guide) {
        m_guide = new GuideWindow(QLocale().name(), guideWords(m_keyMaps.map()), m_window);
        connect(m_guide, &GuideWindow::actionRequested, this, [this](const QString& name) {
            if (const auto id = actionFromName(name))
                m_actions[*id]->trigger();
        });
    }
    if (panel && panel->window() == m_window)
        m_guide->goTo(guidePlaceOfPanel(panel->objectName()));
    m_guide->show();
    m_guide->raise();
    m_guide->activateWindow();
}

} // namespace hypnodesk
