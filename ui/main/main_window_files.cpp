// The part of the main window that deals with files: choosing, importing, exporting.

#include "ui/base/error_text.h"
#include "ui/base/qt_convert.h"
#include "ui/main/demo_night.h"
#include "ui/main/guided_night.h"
#include "ui/main/import_dialog.h"
#include "ui/main/main_window.h"
#include "ui/main/message_bar.h"
#include "ui/main/recent_nights.h"
#include "ui/main/start_page.h"
#include "ui/main/storage_status.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>

namespace hypnodesk {

namespace {

bool looksLikeRecording(const QString& path) {
    return QStringList{QStringLiteral("edf"), QStringLiteral("bdf"), QStringLiteral("rec"),
                       QStringLiteral("hypno")}
               .contains(QFileInfo(path).suffix().toLower()) &&
           !path.contains(QStringLiteral("hypnogram"), Qt::CaseInsensitive);
}

/// The filter line of a file dialog for one format, "EDF+ annotations (*.edf)".
QString filterOf(const HypnogramFormat& format) {
    return QStringLiteral("%1 (*%2)").arg(toQString(format.name), toQString(format.suffix));
}

QString droppedFile(const QMimeData& data) {
    for (const QUrl& url : data.urls())
        if (url.isLocalFile())
            return url.toLocalFile();
    return {};
}

} // namespace

void MainWindow::closeRecording() {
    m_opening.cancel();
    m_digesting.cancel();
    m_messages->dismiss();
    m_storage->showNothing();
    m_writer.setSession(nullptr);
    m_document.close();
    showStart();
}

void MainWindow::showStart() {
    m_startPage->showWelcome(m_settings.recentFiles());
    m_recent->read();
}

void MainWindow::chooseRecentFile(const QString& path) {
    auto* dialog = new QFileDialog(
        this, tr("Where is %1 now?").arg(QFileInfo(path).fileName()), QFileInfo(path).absolutePath(),
        tr("Recordings (*.edf *.EDF *.bdf *.BDF *.rec *.REC)") + QStringLiteral(";;") + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, path](const QString& found) {
        m_settings.replaceRecentFile(path, found);
        openRecording(found);
    });
    dialog->open();
}

void MainWindow::openDemo() {
    if (!m_document.isOpen())
        m_startPage->showMakingDemo();
    m_makingDemo = m_runner->start(
        Lane::Pictures, Priority::Urgent,
        [folder = m_services.demoFolder](const TaskContext& context) { return demoNight(folder, context); },
        [this](Result<std::filesystem::path> demo) {
            if (!demo) {
                const ErrorText text = explain(demo.error(), tr("The demo night could not be made"));
                if (m_document.isOpen())
                    m_messages->showError(text);
                else
                    m_startPage->showError(text, m_settings.recentFiles());
                return;
            }
            if (m_document.isOpen() && m_request.recording == *demo) {
                m_guide->start();
                return;
            }
            m_guideFor = *demo;
            openRecording(toQString(*demo));
        });
}

void MainWindow::fillRecentMenu() {
    m_recentMenu->clear();
    for (const QString& path : m_settings.recentFiles())
        connect(m_recentMenu->addAction(QDir::toNativeSeparators(path)), &QAction::triggered, this,
                [this, path] { openRecording(path); });
    m_recentMenu->setEnabled(!m_recentMenu->isEmpty());
}

void MainWindow::chooseRecording() {
    const QStringList recent = m_settings.recentFiles();
    const QString folder = recent.isEmpty() ? QDir::homePath() : QFileInfo(recent.front()).absolutePath();
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open recording"), folder,
        tr("Recordings and studies (*.edf *.EDF *.bdf *.BDF *.rec *.REC *.hypno)") + QStringLiteral(";;") +
            tr("All files (*)"));
    if (!path.isEmpty())
        openRecording(path);
}

void MainWindow::connectFiles() {
    connect(m_files, &HypnogramFiles::exported, this, [this](const QString& path) {
        m_guide->did(GuidedNight::Step::Export);
        say(tr("Exported: %1").arg(QDir::toNativeSeparators(path)));
    });
    connect(m_files, &HypnogramFiles::imported, this, &MainWindow::showImport);
    connect(m_files, &HypnogramFiles::exportFailed, this, [this](const QString& path, const Error& error) {
        m_messages->showError(explain(error, tr("%1 was not written").arg(QFileInfo(path).fileName())));
    });
    connect(m_files, &HypnogramFiles::readFailed, this, [this](const QString& path, const Error& error) {
        m_messages->showError(explain(error, tr("%1 could not be read").arg(QFileInfo(path).fileName())));
    });
}

void MainWindow::importHypnogram(const QString& path) {
    if (m_document.isOpen())
        m_files->read(toPath(path));
}

void MainWindow::chooseHypnogram() {
    const QString folder = toQString(m_document.recording()->info().path.parent_path());
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Import hypnogram"), folder, tr("All files (*)"));
    if (!path.isEmpty())
        importHypnogram(path);
}

void MainWindow::showImport(const QString& path, const ImportedHypnogram& imported) {
    if (!m_document.isOpen())
        return;
    auto* dialog =
        new ImportDialog(path, imported, m_document.grid(), m_document.recording()->info().start, this);
    connect(
        dialog, &ImportDialog::stagesChosen, this,
        [this, imported, file = QFileInfo(path).fileName().toStdString()](
            const Hypnogram& hypnogram, const QString& name, const QString& note,
            const std::vector<StudyEvent>& events, const RkStages& rkStages) {
            std::optional<ScoringKey> run;
            // Only probabilities that fit as they are: those of other epochs would say other things.
            if (imported.probabilities && imported.probabilities->grid == hypnogram.grid())
                run = m_document.addRun(*imported.probabilities, "network (" + file + ")", {}, "{}",
                                        note.toStdString());
            m_document.addScoring(name.toStdString(), ScoringKind::Imported, hypnogram, file,
                                  note.toStdString(), run, rkStages);
            if (m_document.lights() == LightsTimes{})
                m_document.setLights(imported.lights);
            if (!events.empty())
                m_document.addEvents(events, tr("Events of %1").arg(toQString(file)), EditSource::Import);
            say(tr("Imported as the scoring \"%1\".").arg(toQString(m_document.activeScoring()->info.name)));
        });
    dialog->open();
}

void MainWindow::exportCopy() {
    QStringList filters;
    for (const HypnogramFormat& format : hypnogramFormats())
        if (format.write)
            filters << filterOf(format);
    QString chosen;
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export hypnogram"), toQString(m_files->suggestedPath(".csv")), filters.join(";;"), &chosen);
    if (path.isEmpty())
        return;
    for (const HypnogramFormat& format : hypnogramFormats())
        if (format.write && filterOf(format) == chosen)
            m_files->exportTo(toPath(path), format.id);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedFile(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QString path = droppedFile(*event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    if (m_document.isOpen() && !looksLikeRecording(path))
        importHypnogram(path);
    else
        openRecording(path);
}

} // namespace hypnodesk
