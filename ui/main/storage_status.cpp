#include "ui/main/storage_status.h"

#include "ui/base/error_text.h"
#include "ui/base/qt_convert.h"
#include "ui/base/words.h"
#include "ui/main/message_bar.h"

#include <QDateTime>
#include <QDir>
#include <QLabel>

namespace hypnodesk {

using namespace std::chrono_literals;

namespace {

using Reason = StudyOpenReport::ReadOnlyReason;
using Lock = OpenedNight::Lock;

QString localTime(const std::string& utc) {
    const QDateTime time = QDateTime::fromString(toQString(utc), Qt::ISODateWithMs);
    const QDateTime local = time.toLocalTime();
    return time.isValid()
               ? dateText(local.date()) + QStringLiteral(", ") + local.toString(QStringLiteral("HH:mm"))
               : toQString(utc);
}

QString fileName(const std::filesystem::path& path) {
    return toQString(path.filename());
}

} // namespace

StorageStatus::StorageStatus(StudyDocument& document, StudyWriter& writer, MessageBar& bar, QLabel& label,
                             QObject* parent)
    : QObject(parent), m_document(document), m_writer(writer), m_bar(bar), m_label(label) {
    m_bar.setLasting(true);
    m_slow.setSingleShot(true);
    m_slow.setInterval(250ms);
    connect(&m_slow, &QTimer::timeout, this, [this] { m_label.setText(tr("\u25cb Saving\u2026")); });
    connect(&m_writer, &StudyWriter::changed, this, &StorageStatus::follow);
    showNothing();
}

void StorageStatus::showNothing() {
    m_night.reset();
    m_told.reset();
    m_bar.dismiss();
    follow();
}

void StorageStatus::showNight(const OpenedNight& night) {
    m_night = night;
    m_night->recording.reset();
    m_night->session.reset();
    m_told.reset();
    m_bar.dismiss();
    if (night.lock != Lock::None)
        showLock();
    follow();
}

void StorageStatus::showMoved(const std::filesystem::path& study) {
    if (m_night)
        m_night->request.study = study;
    follow();
}

void StorageStatus::follow() {
    m_label.setVisible(m_night.has_value());
    if (!m_night)
        return;
    const QString where = QDir::toNativeSeparators(toQString(m_night->request.study));
    if (m_document.isReadOnly()) {
        m_slow.stop();
        m_label.setText(tr("Read-only"));
        m_label.setToolTip(m_document.readOnlyReason());
        return;
    }
    if (const auto& trouble = m_writer.trouble()) {
        m_slow.stop();
        m_label.setText(m_writer.openChanges() == 0
                            ? tr("\u25b2 Not saved")
                            : tr("\u25b2 Changes not saved: %1").arg(m_writer.openChanges()));
        m_label.setToolTip(toQString(trouble->detail));
        showTrouble(*trouble);
        return;
    }
    if (m_told) {
        m_told.reset();
        m_bar.dismiss();
    }
    if (!m_writer.isDurable()) {
        if (!m_slow.isActive())
            m_slow.start();
        return;
    }
    m_slow.stop();
    m_label.setText(tr("\u25cf Saved"));
    m_label.setToolTip(tr("Everything is in %1").arg(where));
}

void StorageStatus::showTrouble(const Error& error) {
    const std::pair now(m_writer.openChanges(), error.detail);
    if (m_told == now)
        return;
    const QString title = now.first == 0
                              ? tr("The study file cannot be written.")
                              : tr("Changes that could not be written to the study file: %1.").arg(now.first);
    const QString text =
        tr("%1 You can go on scoring: nothing is lost while this window is open, and writing is tried again "
           "every few seconds. Free some space or bring the drive back, or save a copy elsewhere.")
            .arg(explain(error, {}).reason);
    if (std::exchange(m_told, now)) {
        m_bar.changeMessage(title, text);
        return;
    }
    m_bar.showMessage(MessageBar::Kind::Problem, title, text);
    m_bar.addButton(tr("Try again"), [this] { m_writer.tryAgain(); });
    m_bar.addButton(tr("Save elsewhere..."), [this] { Q_EMIT saveElsewhereRequested(); });
}

QString StorageStatus::readOnlyReason(const OpenedNight& night) {
    switch (night.lock) {
    case Lock::None:
        return {};
    case Lock::RecordingChanged:
        return tr("Nothing can be changed until it is settled which recording belongs to this study.");
    case Lock::StudyUnusable:
        return tr("Nothing can be changed: the study file cannot be used.");
    case Lock::StudyReadOnly:
        break;
    }
    if (night.report.readOnly == Reason::HeldByOther)
        return tr("Read-only: another program has this study open.");
    return tr("Read-only: this study cannot be written here.");
}

void StorageStatus::showHolder() {
    const auto& holder = m_night->report.holder;
    const bool isKnown = holder && !holder->author.user.empty();
    QString who = tr("Another program is working on it; until it is done you can look, but not change.");
    if (isKnown)
        who = tr("%1 on %2 has had it open since %3 (%4). You can look, but change nothing until it "
                 "is closed there.")
                  .arg(toQString(holder->author.user), toQString(holder->author.host),
                       localTime(holder->sinceUtc), toQString(holder->author.program));
    if (m_night->report.isSnapshot)
        who += QLatin1Char(' ') + tr("You see the study as it was when you opened it.");
    m_bar.showMessage(MessageBar::Kind::Question, tr("Read-only: the study is in use."), who);
    // Whether a program on another machine still runs cannot be told from here; a dead one on this machine
    // was taken over without a question, a live one never is.
    if (isKnown && holder->author.host != Author::ofThisProcess().host) {
        OpeningRequest request = m_night->request;
        request.takeOver = true;
        m_bar.addButton(tr("It has ended: take over"), [this, request] { Q_EMIT reopenRequested(request); });
    }
}

void StorageStatus::showLock() {
    const OpenedNight& night = *m_night;
    const QString study = fileName(night.request.study);
    OpeningRequest again = night.request;
    switch (night.lock) {
    case Lock::None:
        return;
    case Lock::RecordingChanged: {
        m_bar.showMessage(
            MessageBar::Kind::Problem,
            tr("%1 is not the recording that %2 was made for.").arg(fileName(night.request.recording), study),
            tr("Found: %1. Look for the right file, or go on with this one if you know why it "
               "changed.")
                .arg(toQString(night.comparison.what)));
        m_bar.addButton(tr("Locate..."), [this] { Q_EMIT locateRequested(); });
        again.acceptChangedRecording = true;
        m_bar.addButton(tr("Use this recording"), [this, again] { Q_EMIT reopenRequested(again); });
        return;
    }
    case Lock::StudyUnusable: {
        const Error error = night.studyError.value_or(Error{});
        const ErrorText text = explain(error, tr("%1 cannot be used").arg(study));
        m_bar.showMessage(
            MessageBar::Kind::Problem, text.title + QLatin1Char('.'),
            tr("%1 The night is shown without its scorings; nothing was changed.").arg(text.reason));
        if (error.code == ErrorCode::FormatInvalid) {
            again.recoverDamaged = true;
            m_bar.addButton(tr("Recover what can be read"), [this, again] { Q_EMIT reopenRequested(again); });
        }
        break;
    }
    case Lock::StudyReadOnly:
        if (night.report.readOnly == Reason::Requested)
            return;
        if (night.report.readOnly == Reason::HeldByOther)
            showHolder();
        else
            m_bar.showMessage(MessageBar::Kind::Question,
                              tr("Read-only: %1 cannot be changed here.").arg(study),
                              night.report.readOnly == Reason::NewerSchema
                                  ? tr("A later version of Hypnodesk wrote it. Update this one to score on.")
                                  : tr("Its folder or drive takes no changes. Copy the study and its "
                                       "recording to a folder of your own to score on."));
        break;
    }
    m_bar.addButton(tr("Try again"), [this, request = night.request] { Q_EMIT reopenRequested(request); });
}

} // namespace hypnodesk
