// The part of the main window that deals with files: opening, saving, leaving.

#include "core/recording/derivation.h"
#include "ui/base/error_text.h"
#include "ui/base/qt_convert.h"
#include "ui/main/import_dialog.h"
#include "ui/main/main_window.h"
#include "ui/main/message_bar.h"
#include "ui/main/night_page.h"
#include "ui/main/scoring_session.h"
#include "ui/main/start_page.h"

#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QStatusBar>

namespace hypnodesk {

namespace {

bool looksLikeRecording(const QString& path) {
    return QStringList{QStringLiteral("edf"), QStringLiteral("bdf"), QStringLiteral("rec")}.contains(
               QFileInfo(path).suffix().toLower()) &&
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

Result<MainWindow::OpenedNight> MainWindow::openNight(const Services& services,
                                                      const std::filesystem::path& path) {
    auto recording = services.openRecording(path);
    if (!recording)
        return tl::make_unexpected(recording.error());
    if ((*recording)->channels().empty())
        return fail(
            ErrorCode::DataMissing,
            "the file holds no signals; if it is a hypnogram, open its recording first and then this file "
            "by File, Open hypnogram");
    OpenedNight night{*recording, suggestedDerivations(**recording)};
    // Every other channel may be chosen too: what a label hides, the scorer may know.
    for (const Derivation& derivation : standardMontage(**recording)) {
        const bool known =
            std::any_of(night.scoringChoices.begin(), night.scoringChoices.end(), [&](const auto& d) {
                return d.plus == derivation.plus && d.minus == derivation.minus;
            });
        const Channel& channel = (*recording)->channels()[static_cast<std::size_t>(derivation.plus)];
        if (!known && channel.isVoltage)
            night.scoringChoices.push_back(derivation);
    }
    return night;
}

void MainWindow::openRecording(const QString& path) {
    whenSafeToLeave([this, path] { startOpening(path); });
}

void MainWindow::startOpening(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (m_document.isOpen())
        say(tr("Opening %1...").arg(QFileInfo(path).fileName()));
    else
        m_startPage->showLoading(absolute);
    m_opening = m_runner->start(
        Lane::Pictures, Priority::Urgent,
        [services = m_services, file = toPath(absolute)](const TaskContext&) {
            return openNight(services, file);
        },
        [this, absolute](Result<OpenedNight> night) { takeNight(absolute, std::move(night)); });
}

void MainWindow::takeNight(const QString& path, Result<OpenedNight> night) {
    say({});
    if (!night) {
        // The title names the file already.
        Error error = night.error();
        if (const std::string where = toPath(path).string() + ": "; error.detail.starts_with(where))
            error.detail.erase(0, where.size());
        const ErrorText text = explain(error, tr("%1 could not be opened").arg(QFileInfo(path).fileName()));
        if (night.error().code == ErrorCode::FileMissing)
            m_settings.forgetRecentFile(path);
        if (m_document.isOpen())
            m_messages->showError(text);
        else
            m_startPage->showError(text, m_settings.recentFiles());
        Q_EMIT openFailed(night.error());
        return;
    }
    m_messages->dismiss();
    m_settings.addRecentFile(path);
    m_document.open(std::move(night->recording), std::move(night->scoringChoices));
    m_nightPage->setFocus();
    showFindings();
    offerRecovery();
    Q_EMIT recordingOpened();
}

void MainWindow::showFindings() {
    QStringList texts;
    for (const Finding& finding : m_document.recording()->findings())
        if (finding.severity != Finding::Severity::Note)
            texts << toQString(finding.text);
    if (!m_document.derivation())
        m_messages->showMessage(MessageBar::Kind::Problem, tr("No channel looks like an EEG."),
                                tr("The network cannot score this night; you can still score it by hand."));
    else if (texts.size() == 1)
        m_messages->showMessage(MessageBar::Kind::Note, tr("The file was repaired while reading."),
                                texts.front());
    else if (!texts.isEmpty()) {
        m_messages->showMessage(MessageBar::Kind::Note, tr("The file was repaired while reading."),
                                tr("%1 Repairs in all: %2.").arg(texts.front()).arg(texts.size()));
        m_messages->addButton(tr("Show all"), [this, texts] {
            m_messages->showMessage(MessageBar::Kind::Note, tr("Repairs:"), texts.join(QLatin1Char(' ')));
        });
    }
}

void MainWindow::offerRecovery() {
    if (!m_files->hasRecovery())
        return;
    m_messages->showMessage(MessageBar::Kind::Question, tr("Unsaved stages of this night were kept."),
                            tr("Hypnodesk ended before they were saved."));
    m_messages->addButton(tr("Restore them"), [this] {
        const Result<Hypnogram> recovered = m_files->recovery();
        m_files->discardRecovery();
        if (!recovered) {
            m_messages->showError(explain(recovered.error(), tr("The unsaved stages could not be restored")));
            return;
        }
        m_document.replaceStages(*recovered, tr("Restore unsaved stages"));
    });
    m_messages->addButton(tr("Discard them"), [this] { m_files->discardRecovery(); });
}

void MainWindow::closeRecording() {
    m_opening.cancel();
    m_messages->dismiss();
    m_document.close();
    m_startPage->showWelcome(m_settings.recentFiles());
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
    const QString path = QFileDialog::getOpenFileName(this, tr("Open recording"), folder,
                                                      tr("Recordings (*.edf *.EDF *.bdf *.BDF *.rec *.REC)") +
                                                          QStringLiteral(";;") + tr("All files (*)"));
    if (!path.isEmpty())
        openRecording(path);
}

void MainWindow::connectFiles() {
    connect(m_files, &HypnogramFiles::saved, this, [this](const QString& path) {
        say(tr("Saved: %1").arg(QDir::toNativeSeparators(path)));
        if (const auto proceed = std::exchange(m_afterSaving, nullptr); proceed && !m_document.isDirty())
            proceed();
    });
    connect(m_files, &HypnogramFiles::exported, this,
            [this](const QString& path) { say(tr("Exported: %1").arg(QDir::toNativeSeparators(path))); });
    connect(m_files, &HypnogramFiles::imported, this, &MainWindow::showImport);
    connect(m_files, &HypnogramFiles::saveFailed, this, [this](const QString& path, const Error& error) {
        m_afterSaving = nullptr;
        m_messages->showError(explain(error, tr("%1 was not written").arg(QFileInfo(path).fileName())));
    });
    connect(m_files, &HypnogramFiles::readFailed, this, [this](const QString& path, const Error& error) {
        m_messages->showError(explain(error, tr("%1 could not be read").arg(QFileInfo(path).fileName())));
    });
    connect(m_files, &HypnogramFiles::recoveryFailed, this, [this](const Error& error) {
        m_messages->showError(
            explain(error, tr("The copy of unsaved stages could not be written; save the hypnogram soon")));
    });
}

void MainWindow::openHypnogram(const QString& path) {
    if (m_document.isOpen())
        m_files->read(toPath(path));
}

void MainWindow::chooseHypnogram() {
    const QString folder = toQString(m_document.recording()->info().path.parent_path());
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open hypnogram"), folder, tr("All files (*)"));
    if (!path.isEmpty())
        openHypnogram(path);
}

void MainWindow::showImport(const QString& path, const ImportedHypnogram& imported) {
    if (!m_document.isOpen())
        return;
    auto* dialog =
        new ImportDialog(path, imported, m_document.grid(), m_document.recording()->info().start, this);
    connect(dialog, &ImportDialog::stagesChosen, this,
            [this, path, probabilities = imported.probabilities](const Hypnogram& hypnogram) {
                const bool wasDirty = m_document.isDirty();
                m_document.replaceStages(hypnogram, tr("Open %1").arg(QFileInfo(path).fileName()),
                                         probabilities);
                m_files->setTarget(toPath(path));
                if (!wasDirty)
                    m_document.setClean();
            });
    dialog->open();
}

void MainWindow::save() {
    if (!m_files->target()) {
        saveAs();
        return;
    }
    if (m_files->targetChangedOnDisk()) {
        m_messages->showMessage(
            MessageBar::Kind::Question,
            tr("%1 was changed by another program.").arg(toQString(m_files->target()->filename())),
            tr("Saving would overwrite that."));
        m_messages->addButton(tr("Overwrite"), [this] { m_files->saveTo(*m_files->target()); });
        m_messages->addButton(tr("Save as..."), [this] { saveAs(); });
        return;
    }
    m_files->saveTo(*m_files->target());
}

void MainWindow::saveAs() {
    QStringList filters;
    for (const char* id : {"edf", "csv"})
        if (const HypnogramFormat* format = findFormat(id))
            filters << filterOf(*format);
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save hypnogram"), toQString(m_files->suggestedPath(".edf")), filters.join(";;"));
    if (path.isEmpty())
        m_afterSaving = nullptr;
    else
        m_files->saveTo(toPath(path));
}

void MainWindow::exportCopy() {
    QStringList filters;
    for (const HypnogramFormat& format : hypnogramFormats())
        if (format.write)
            filters << filterOf(format);
    QString chosen;
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export a copy of the hypnogram"),
                                     toQString(m_files->suggestedPath(".csv")), filters.join(";;"), &chosen);
    if (path.isEmpty())
        return;
    for (const HypnogramFormat& format : hypnogramFormats())
        if (format.write && filterOf(format) == chosen)
            m_files->exportTo(toPath(path), format.id);
}

void MainWindow::whenSafeToLeave(std::function<void()> proceed) {
    if (!m_document.isDirty()) {
        proceed();
        return;
    }
    auto* box = new QMessageBox(
        QMessageBox::Question, tr("Hypnodesk"),
        tr("The stages of %1 are not saved.").arg(toQString(m_document.recording()->info().path.filename())),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Save them before going on?"));
    box->setDefaultButton(QMessageBox::Save);
    connect(box, &QMessageBox::finished, this, [this, proceed = std::move(proceed)](int answer) {
        if (answer == QMessageBox::Save) {
            m_afterSaving = proceed;
            save();
        } else if (answer == QMessageBox::Discard) {
            m_files->discardRecovery();
            m_document.setClean();
            proceed();
        }
    });
    box->open();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!m_leaving && m_document.isDirty()) {
        event->ignore();
        whenSafeToLeave([this] {
            m_leaving = true;
            close();
        });
        return;
    }
    m_settings.setLayout(QStringLiteral("window"), saveGeometry());
    m_settings.setLayout(QStringLiteral("night"), m_nightPage->saveLayout());
    m_scoring->cancel();
    event->accept();
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
        openHypnogram(path);
    else
        openRecording(path);
}

} // namespace hypnodesk
