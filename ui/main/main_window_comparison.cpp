// The part of the main window that compares scorings and brings them together.

#include "ui/base/qt_convert.h"
#include "ui/comparison/comparison_panel.h"
#include "ui/main/main_window.h"
#include "ui/main/night_page.h"
#include "ui/main/panel_desk.h"
#include "ui/main/study_exports.h"

#include <QFileDialog>

namespace hypnodesk {

void MainWindow::connectComparison() {
    PanelDesk& desk = m_nightPage->desk();
    const QString name = QStringLiteral("comparison");
    auto* panel = new ComparisonPanel(m_document, *m_adjudication);
    desk.addPanel({name, tr("Comparison"), Qt::RightDockWidgetArea, false, 0.4, true}, panel);
    desk.setToggle(name, m_actions[ActionId::PanelComparison]);
    connect(m_actions[ActionId::CompareScorings], &QAction::triggered, panel, [&desk, name, panel] {
        desk.showPanel(name);
        panel->compareShown();
    });
    connect(m_actions[ActionId::TakeRowStage], &QAction::triggered, m_adjudication, &Adjudication::takeFirst);
    connect(m_actions[ActionId::TakeColumnStage], &QAction::triggered, m_adjudication,
            &Adjudication::takeSecond);
    const auto follow = [this] {
        for (ActionId id : {ActionId::TakeRowStage, ActionId::TakeColumnStage})
            m_actions[id]->setEnabled(m_adjudication->isActive());
    };
    connect(m_adjudication, &Adjudication::changed, this, follow);
    follow();
    connect(panel, &ComparisonPanel::recordRequested, this, &MainWindow::chooseRecord);
}

void MainWindow::chooseRecord() {
    std::filesystem::path suggested = m_request.recording;
    suggested.replace_extension(".consensus.csv");
    const QString path = QFileDialog::getSaveFileName(this, tr("Record of the consensus"),
                                                      toQString(suggested), tr("Tables (*.csv)"));
    if (!path.isEmpty())
        m_exports->writeTable(toPath(path), m_adjudication->record());
}

} // namespace hypnodesk
