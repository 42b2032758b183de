// The part of the main window that opens nights with their studies, and leaves them.

#include "core/base/log.h"
#include "ui/base/error_text.h"
#include "ui/base/qt_convert.h"
#include "ui/main/agreement_keeper.h"
#include "ui/main/main_window.h"
#include "ui/main/message_bar.h"
#include "ui/main/night_page.h"
#include "ui/main/recent_nights.h"
#include "ui/main/review_commands.h"
#include "ui/main/scoring_commands.h"
#include "ui/main/scoring_session.h"
#include "ui/main/start_page.h"
#include "ui/main/storage_status.h"
#include "ui/main/study_exports.h"
#include "ui/main/view_keeper.h"
#include "ui/report/report_dialog.h"

#include <QAbstractButton>
#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace hypnodesk {

namespace {

bool isSameFile(const std::filesystem::path& one, const std::filesystem::path& other) {
    std::error_code ignored;
    return !one.empty() && !other.empty() &&
           (one == other || std::filesystem::equivalent(one, other, ignored));
}

QString fileName(const std::filesystem::path& path) {
    return toQString(path.filename());
}

} // namespace

void MainWindow::connectStudy() {
    connect(m_storage, &StorageStatus::reopenRequested, this, &MainWindow::reopen);
    connect(m_storage, &StorageStatus::locateRequested, this, &MainWindow::chooseLocation);
    connect(m_storage, &StorageStatus::saveElsewhereRequested, this, &MainWindow::chooseStudyCopy);
    connect(&m_writer, &StudyWriter::changed, this, &MainWindow::followLeaving);
    connect(&m_writer, &StudyWriter::moved, this, [this](const QString& path) {
        m_request.study = toPath(path);
        m_storage->showMoved(m_request.study);
        say(tr("The study goes on in %1").arg(QDir::toNativeSeparators(path)));
    });
    connect(&m_writer, &StudyWriter::copied, this,
            [this](const QString& path) { say(tr("Copied to %1").arg(QDir::toNativeSeparators(path))); });
    connect(&m_writer, &StudyWriter::moveFailed, this, [this](const QString& path, const Error& error) {
        m_messages->showError(explain(error, tr("%1 was not written").arg(QFileInfo(path).fileName())));
        if (m_writer.trouble())
            m_messages->addButton(tr("Save what is in memory alone"), [this, path] {
                std::vector<StudySession::Rescued> all;
                for (auto& [key, scoring] : m_document.everythingInMemory())
                    all.push_back({key, std::move(scoring)});
                m_writer.rescueTo(toPath(path), std::move(all));
            });
    });
    connect(m_exports, &StudyExports::written, this, [this](const QString& what) {
        m_messages->showMessage(MessageBar::Kind::Note, tr("Done."), what);
    });
    connect(m_exports, &StudyExports::failed, this, [this](const QString& path, const Error& error) {
        m_messages->showError(explain(error, tr("%1 was not written").arg(QFileInfo(path).fileName())));
    });
    connect(&m_document, &StudyDocument::refused, this,
            [this](StudyDocument::Refusal refusal, const QString& why) {
                say(why);
                if (refusal != StudyDocument::Refusal::Signed)
                    return;
                m_messages->showMessage(MessageBar::Kind::Question, tr("This scoring is signed."), why);
                m_messages->addButton(tr("New revision"),
                                      [this] { m_document.reviseScoring(m_document.activeScoring()->key); });
            });
    connect(m_scoringCommands, &ScoringCommands::nothingToDo, this, [this](const QString& why) { say(why); });
    connect(m_scoringCommands, &ScoringCommands::deleted, this, [this](ScoringKey key, const QString& name) {
        m_messages->showMessage(MessageBar::Kind::Note, tr("\"%1\" was deleted.").arg(name), {});
        m_messages->addButton(tr("Bring it back"), [this, key] { m_document.restoreScoring(key); });
    });
    QMenu* scoringMenu = m_actions.menu(ActionMenu::Scoring);
    scoringMenu->setObjectName(QStringLiteral("scoring menu"));
    m_scoringCommands->addLists(*scoringMenu);
}

OpeningPlaces MainWindow::openingPlaces() const {
    OpeningPlaces places{m_services.openRecording, {}, m_services.studyOptions, m_services.onlyStudyFolder};
    places.folders.chosen = toPath(m_settings.studyFolder());
    places.folders.fallback = m_services.studyFolder;
    if (const QString scorer = m_settings.scorer(); !scorer.isEmpty())
        places.options.author.user = scorer.toStdString();
    return places;
}

void MainWindow::openRecording(const QString& path) {
    OpeningRequest request;
    const std::filesystem::path file = toPath(QFileInfo(path).absoluteFilePath());
    (isStudyFile(file) ? request.study : request.recording) = file;
    if (isOpenAlready(request)) {
        say(tr("%1 is open already.").arg(fileName(file)));
        return;
    }
    whenSafeToLeave([this, request] { startOpening(request); });
}

void MainWindow::showEpochOf(const QString& path, std::int64_t epoch) {
    OpeningRequest request;
    const std::filesystem::path file = toPath(path);
    (isStudyFile(file) ? request.study : request.recording) = file;
    const auto show = [this, epoch] {
        m_document.setCurrentEpoch(epoch);
        activateWindow();
    };
    if (isOpenAlready(request)) {
        show();
        return;
    }
    connect(this, &MainWindow::recordingOpened, this, show, Qt::SingleShotConnection);
    openRecording(path);
}

bool MainWindow::isOpenAlready(const OpeningRequest& request) const {
    return m_document.isOpen() &&
           (isSameFile(request.recording, m_request.recording) || isSameFile(request.study, m_request.study));
}

void MainWindow::locateRecording(const QString& path) {
    OpeningRequest request;
    request.recording = toPath(QFileInfo(path).absoluteFilePath());
    request.study = m_studyToLocate;
    if (m_document.isOpen() && request.study == m_request.study)
        reopen(request);
    else
        whenSafeToLeave([this, request] { startOpening(request); });
}

// The study is given back first: we would find ourselves working on it.
void MainWindow::reopen(const OpeningRequest& request) {
    whenSafeToLeave([this, request] {
        m_digesting.cancel();
        if (m_document.isReadOnly())
            m_writer.setSession(nullptr);
        else
            closeRecording(); // what would be done meanwhile would be kept nowhere
        startOpening(request);
    });
}

void MainWindow::startOpening(const OpeningRequest& request) {
    const std::filesystem::path& named = request.recording.empty() ? request.study : request.recording;
    if (m_document.isOpen())
        say(tr("Opening %1...").arg(fileName(named)));
    else
        m_startPage->showLoading(toQString(named));
    // On the writer's lane: behind the closing of a study that is to be opened again.
    m_opening = m_runner->start(
        Lane::Study, Priority::Urgent,
        [places = openingPlaces(), request](const TaskContext&) { return openNight(places, request); },
        [this, request](Result<OpenedNight> night) { takeNight(request, std::move(night)); });
}

void MainWindow::takeNight(const OpeningRequest& request, Result<OpenedNight> night) {
    say({});
    if (!night) {
        showOpeningError(request, night.error());
        return;
    }
    // Keys may have come in for the night before while this one was opened.
    whenSafeToLeave([this, night = std::move(*night)] { adoptNight(night); });
}

void MainWindow::showOpeningError(const OpeningRequest& request, Error error) {
    const std::filesystem::path& named = request.recording.empty() ? request.study : request.recording;
    const Error whole = error;
    // The title names the file already.
    if (const std::string where = named.string() + ": "; error.detail.starts_with(where))
        error.detail.erase(0, where.size());
    ErrorText text = explain(error, tr("%1 could not be opened").arg(fileName(named)));
    const bool isLost = request.recording.empty() && error.code == ErrorCode::DataMissing;
    if (isLost)
        text.advice = tr("Connect the drive that holds it, or say where it is now.");
    if (!m_document.isOpen()) {
        ErrorText there = text;
        // The blank of no width lets a long path go on in the next line.
        there.reason +=
            QLatin1Char('\n') +
            tr("The folder: %1")
                .arg(toQString(named.parent_path()).replace(QLatin1Char('/'), QStringLiteral("/\u200b")));
        m_startPage->showError(there, m_settings.recentFiles());
        m_recent->read(); // what is gone now says so
    }
    if (m_document.isOpen() || isLost)
        m_messages->showError(text);
    if (isLost)
        m_messages->addButton(tr("Locate..."), [this] { chooseLocation(); });
    if (isLost)
        m_studyToLocate = request.study;
    Q_EMIT openFailed(whole);
}

void MainWindow::adoptNight(const OpenedNight& night) {
    m_messages->dismiss();
    m_digesting.cancel();
    m_request = night.request;
    m_studyToLocate = night.request.study;
    m_recent->add(toQString(night.request.recording), night.request.study);
    m_document.setScorer(openingPlaces().options.author.user);
    m_writer.setSession(night.session);
    m_storage->showNight(night);
    m_document.open(night.recording, night.scoringChoices, night.contents,
                    StorageStatus::readOnlyReason(night));
    m_keeper->restore();
    m_storage->showNight(night);
    m_nightPage->setFocus();
    showFindings(night);
    offerRecovery();
    digestSamples(night);
    Q_EMIT recordingOpened();
}

void MainWindow::digestSamples(const OpenedNight& night) {
    if (!night.session || night.lock == OpenedNight::Lock::RecordingChanged)
        return;
    m_digesting = m_runner->start(
        Lane::Reading, Priority::Background,
        [recording = night.recording](const TaskContext& context) {
            return samplesDigestOf(*recording, context);
        },
        [this, known = night.samplesDigest](const Result<std::string>& digest) {
            if (!digest) {
                spdlog::warn("samples: {}", describe(digest.error()));
                return;
            }
            if (known.empty() && !m_document.isReadOnly()) {
                StudyTask task;
                task.run = [digest = *digest](Study& study, StudySession&) {
                    return study.setSamplesDigest(digest);
                };
                task.mustSucceed = false;
                task.isChange = false;
                m_writer.submit(std::move(task));
            } else if (!known.empty() && known != *digest) {
                m_messages->showMessage(
                    MessageBar::Kind::Problem,
                    tr("The samples of %1 are not those that were scored.")
                        .arg(fileName(m_request.recording)),
                    tr("Size and header agree, the signals do not: the file was changed or damaged. Compare "
                       "it with a copy before you rely on this scoring."));
                m_messages->addButton(tr("Locate..."), [this] { chooseLocation(); });
            }
        });
}

void MainWindow::showFindings(const OpenedNight& night) {
    QStringList notes;
    for (const std::string& note : night.report.notes())
        if (night.lock != OpenedNight::Lock::StudyReadOnly) // that is in the bar above
            notes << toQString(note);
    if (night.isNewStudy && night.where == StudyPlace::Where::FallbackFolder)
        notes << tr("The folder of the recording takes no new files; your work is kept in %1.")
                     .arg(QDir::toNativeSeparators(toQString(night.request.study)));
    QStringList texts;
    for (const Finding& finding : m_document.recording()->findings())
        if (finding.severity != Finding::Severity::Note)
            texts << toQString(finding.text);
    const QString study = notes.join(QLatin1Char(' '));
    if (!m_document.derivation()) {
        m_messages->showMessage(
            MessageBar::Kind::Problem, tr("No channel looks like an EEG."),
            tr("The network cannot score this night; you can still score it by hand. %1").arg(study));
    } else if (!texts.isEmpty()) {
        QString text = texts.front();
        if (texts.size() > 1)
            text = tr("%1 Repairs in all: %2.").arg(text).arg(texts.size());
        m_messages->showMessage(MessageBar::Kind::Note, tr("The file was repaired while reading."),
                                (text + QLatin1Char(' ') + study).trimmed());
        if (texts.size() > 1)
            m_messages->addButton(tr("Show all"), [this, texts] {
                m_messages->showMessage(MessageBar::Kind::Note, tr("Repairs:"), texts.join(QLatin1Char(' ')));
            });
    } else if (!notes.isEmpty()) {
        m_messages->showMessage(MessageBar::Kind::Note, tr("About the study file:"), study);
    }
}

void MainWindow::offerRecovery() {
    if (!m_files->hasRecovery() || m_document.isReadOnly())
        return;
    m_messages->showMessage(MessageBar::Kind::Question, tr("Unsaved stages of this night were kept."),
                            tr("An earlier version of Hypnodesk ended before they were saved."));
    m_messages->addButton(tr("Import them as a scoring"), [this] {
        const Result<Hypnogram> recovered = m_files->recovery();
        m_files->settleRecovery();
        if (recovered)
            m_document.addScoring(tr("Recovered").toStdString(), ScoringKind::Imported, *recovered,
                                  "recovery copy", "unsaved stages of an earlier version");
        else
            m_messages->showError(explain(recovered.error(), tr("The stages could not be read")));
    });
    m_messages->addButton(tr("Leave them"), [this] { m_files->settleRecovery(); });
}

void MainWindow::chooseLocation() {
    const QString folder = toQString(m_studyToLocate.parent_path());
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Where is the recording of %1?").arg(fileName(m_studyToLocate)), folder,
        tr("Recordings (*.edf *.EDF *.bdf *.BDF *.rec *.REC)") + QStringLiteral(";;") + tr("All files (*)"));
    if (!path.isEmpty())
        locateRecording(path);
}

void MainWindow::chooseStudyCopy() {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save a copy of the study"), QDir::home().filePath(fileName(m_request.study)),
        tr("Studies (*.hypno)"), nullptr, QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty())
        saveStudyAs(path);
}

void MainWindow::chooseEvidence() {
    std::filesystem::path suggested = m_request.recording;
    suggested.replace_extension(".evidence.zip");
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Evidence for the scoring \"%1\"").arg(toQString(m_document.activeScoring()->info.name)),
        toQString(suggested), tr("Bundles (*.zip)"), nullptr, QFileDialog::DontConfirmOverwrite);
    if (path.isEmpty())
        return;
    say(tr("Collecting the evidence..."));
    m_writer.whenDurable([this, path] {
        m_exports->writeEvidence(m_request.study, m_document.activeScoring()->info.id, toPath(path));
    });
}

void MainWindow::showReport() {
    m_writer.whenDurable([this] {
        if (!m_document.isOpen())
            return;
        const ReportSource source{m_request.study, m_document.activeScoring()->info.id,
                                  m_document.recording()};
        auto* dialog = new ReportDialog(source, *m_runner, m_settings, this);
        dialog->open();
    });
}

void MainWindow::chooseDeidentified() {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("De-identified copies of recording and study"),
        QDir::home().filePath(QStringLiteral("night") + toQString(m_request.recording.extension())),
        tr("Recordings (*.edf *.bdf)"), nullptr, QFileDialog::DontConfirmOverwrite);
    if (path.isEmpty())
        return;
    say(tr("Writing copies without the patient's data..."));
    m_writer.whenDurable(
        [this, path] { m_exports->writeDeidentified(m_request.recording, m_request.study, toPath(path)); });
}

void MainWindow::saveStudyAs(const QString& path) {
    const QString named = isStudyFile(toPath(path)) ? path : path + QStringLiteral(".hypno");
    if (m_writer.trouble())
        m_writer.moveTo(toPath(named));
    else
        m_writer.whenDurable([this, named] { m_writer.copyTo(toPath(named)); });
}

void MainWindow::whenSafeToLeave(std::function<void()> proceed) {
    m_keeper->flush();
    m_review->session().flush();
    m_agreement->flush();
    if (m_writer.isDurable()) {
        proceed();
        return;
    }
    m_proceed = std::move(proceed);
    followLeaving();
}

void MainWindow::followLeaving() {
    if (!m_proceed)
        return;
    if (m_writer.isDurable()) {
        if (m_leavingBox)
            m_leavingBox->close();
        if (const auto proceed = std::exchange(m_proceed, nullptr))
            proceed();
    } else if (m_writer.trouble() && m_writer.openChanges() == 0) {
        m_writer.dropAll(); // only where the scorer looked
    } else if (m_writer.trouble() && !m_leavingBox) {
        askAboutOpenChanges();
    }
}

void MainWindow::askAboutOpenChanges() {
    auto* box =
        new QMessageBox(QMessageBox::Warning, tr("Hypnodesk"),
                        tr("Changes that are not in the study file yet: %1.").arg(m_writer.openChanges()),
                        QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        tr("%1 They are lost if you leave now.").arg(explain(*m_writer.trouble(), {}).reason));
    QPushButton* elsewhere = box->addButton(tr("Save elsewhere..."), QMessageBox::AcceptRole);
    QAbstractButton* again = box->addButton(tr("Try again"), QMessageBox::ActionRole);
    QAbstractButton* discard = box->addButton(tr("Leave without them"), QMessageBox::DestructiveRole);
    box->setDefaultButton(elsewhere);
    m_leavingBox = box;
    connect(box, &QMessageBox::finished, this, [this, box, elsewhere, again, discard](int) {
        m_leavingBox = nullptr;
        const QAbstractButton* chosen = box->clickedButton();
        if (!m_proceed)
            return;
        if (chosen == again) {
            m_writer.tryAgain();
        } else if (chosen == discard) {
            const auto proceed = std::exchange(m_proceed, nullptr);
            m_writer.dropAll();
            proceed();
        } else {
            m_proceed = nullptr; // the scorer stays, and leaves again once the copy is there
            if (chosen == elsewhere)
                chooseStudyCopy();
        }
    });
    box->open();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!m_leaving) {
        m_keeper->flush();
        m_review->session().flush();
        m_agreement->flush();
        if (!m_writer.isDurable()) {
            event->ignore();
            whenSafeToLeave([this] {
                m_leaving = true;
                close();
            });
            return;
        }
    }
    m_settings.setLayout(QStringLiteral("window"), saveGeometry());
    m_settings.setLayout(QStringLiteral("night"), m_nightPage->saveLayout());
    m_scoring->cancel();
    event->accept();
}

} // namespace hypnodesk
