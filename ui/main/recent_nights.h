#pragma once

#include "ui/base/job_runner.h"
#include "ui/document/night_opening.h"
#include "ui/settings/app_settings.h"

#include <QDateTime>
#include <QObject>

#include <deque>

namespace hypnodesk {

/// What the start page says about a night: read from its study, not from the recording.
struct RecentNight {
    QString path; ///< of the recording
    bool isThere = false;
    bool hasStudy = false; ///< and it could be read
    QString scoring;       ///< name of the scoring that counts: the newest that is no network run
    int scoredPercent = 0;
    int reviewedPercent = 0; ///< of all epochs: given, accepted or looked at by a person
    QString signedBy;
    QDateTime changed; ///< the study, else the recording
};

/// Opens the study for reading only; a study that cannot be read counts as none. Worker.
RecentNight readRecentNight(const QString& recording, const std::filesystem::path& study);

/// Reads the nights of the list of recent files one by one in the background. GUI thread.
class RecentNights : public QObject {
    Q_OBJECT

public:
    RecentNights(AppSettings& settings, JobRunner& runner, QObject* parent = nullptr);

    /// A night was opened: where its study lies is remembered with it.
    void add(const QString& recording, const std::filesystem::path& study);
    void read();
    bool isReading() const { return m_job.isActive(); }

Q_SIGNALS:
    void nightRead(const hypnodesk::RecentNight& night);

private:
    void readNext();

    AppSettings& m_settings;
    JobRunner& m_runner;
    std::deque<QString> m_waiting;
    Job m_job;
};

} // namespace hypnodesk
