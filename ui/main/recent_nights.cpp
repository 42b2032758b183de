#include "ui/main/recent_nights.h"

#include "core/study/study.h"
#include "ui/base/qt_convert.h"

#include <QFileInfo>

#include <set>

namespace hypnodesk {

namespace {

/// The scoring that the clinic works on, or nothing.
std::optional<ScoringInfo> scoringThatCounts(const Study& study) {
    const auto scorings = study.scorings();
    if (!scorings)
        return std::nullopt;
    std::optional<ScoringInfo> found;
    for (const ScoringInfo& info : *scorings)
        if (info.kind != ScoringKind::Network || !found)
            found = info;
    return found;
}

int percent(std::size_t part, std::int64_t whole) {
    return whole > 0 ? static_cast<int>(static_cast<std::int64_t>(part) * 100 / whole) : 0;
}

} // namespace

RecentNight readRecentNight(const QString& recording, const std::filesystem::path& studyPath) {
    RecentNight night;
    night.path = recording;
    const QFileInfo file(recording);
    night.isThere = file.exists();
    night.changed = file.lastModified();
    std::error_code error;
    if (studyPath.empty() || !std::filesystem::exists(studyPath, error))
        return night;
    const Result<Study> study = Study::open(studyPath, StudyMode::ReadOnly);
    const auto scoring = study ? scoringThatCounts(*study) : std::nullopt;
    if (!scoring)
        return night;
    const auto hypnogram = study->hypnogram(scoring->id);
    const auto reviewed = study->reviewedEpochs(scoring->id);
    if (!hypnogram || !reviewed)
        return night;
    night.hasStudy = true;
    night.scoring = toQString(scoring->name);
    night.signedBy = toQString(scoring->signedBy);
    night.changed = QFileInfo(toQString(studyPath)).lastModified();
    std::size_t scored = 0;
    std::set<std::int64_t> seen(reviewed->begin(), reviewed->end());
    for (std::int64_t epoch = 0; epoch < hypnogram->size(); ++epoch) {
        scored += hypnogram->stage(epoch) != Stage::Unscored ? 1 : 0;
        const StageSource source = (*hypnogram)[epoch].source;
        if (source == StageSource::Person || source == StageSource::Accepted)
            seen.insert(epoch);
    }
    night.scoredPercent = percent(scored, hypnogram->size());
    night.reviewedPercent = percent(seen.size(), hypnogram->size());
    return night;
}

RecentNights::RecentNights(AppSettings& settings, JobRunner& runner, QObject* parent)
    : QObject(parent), m_settings(settings), m_runner(runner) {}

void RecentNights::add(const QString& recording, const std::filesystem::path& study) {
    m_settings.addRecentFile(recording);
    m_settings.setStudyOf(recording, toQString(study));
}

void RecentNights::read() {
    const QStringList files = m_settings.recentFiles();
    m_waiting.assign(files.begin(), files.end());
    m_job.cancel();
    readNext();
}

void RecentNights::readNext() {
    if (m_waiting.empty())
        return;
    const QString path = m_waiting.front();
    m_waiting.pop_front();
    // Versions that did not remember the study's place put it beside the recording as a rule.
    std::filesystem::path study = toPath(m_settings.studyOf(path));
    if (study.empty())
        study = toPath(path).replace_extension(kStudyExtension);
    m_job = m_runner.start(
        Lane::Reading, Priority::Background,
        [path, study](const TaskContext&) -> Result<RecentNight> { return readRecentNight(path, study); },
        [this](Result<RecentNight> night) {
            if (night)
                Q_EMIT nightRead(*night);
            readNext();
        });
}

} // namespace hypnodesk
