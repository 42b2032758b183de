#include "ui/main/hypnogram_files.h"

#include "ui/base/qt_convert.h"

#include <utility>

namespace hypnodesk {

HypnogramFiles::HypnogramFiles(StudyDocument& document, JobRunner& runner, RecoveryStore recovery,
                               QObject* parent)
    : QObject(parent), m_document(document), m_runner(runner), m_recovery(std::move(recovery)) {
    connect(&document, &StudyDocument::recordingChanged, this, [this] {
        m_recovered.reset();
        if (!m_document.isOpen())
            return;
        const std::filesystem::path& path = m_document.recording()->info().path;
        if (m_recovery.has(path)) {
            std::error_code ignored;
            m_recovered = m_recovery.load(path, std::filesystem::file_size(path, ignored), m_document.grid());
        }
    });
}

std::filesystem::path HypnogramFiles::suggestedPath(std::string_view suffix) const {
    std::filesystem::path path = m_document.isOpen() ? m_document.recording()->info().path : "night";
    path.replace_extension();
    path += ".hypnogram";
    path += suffix;
    return path;
}

bool HypnogramFiles::isRecording(const std::filesystem::path& path) const {
    std::error_code ignored;
    return m_document.isOpen() &&
           std::filesystem::equivalent(path, m_document.recording()->info().path, ignored);
}

ExportContent HypnogramFiles::content() const {
    ExportContent content;
    content.hypnogram = m_document.committedHypnogram();
    if (!m_document.isPreviewing())
        content.probabilities = m_document.probabilities();
    content.start = m_document.recording()->info().start;
    content.patient = m_document.recording()->info().patient;
    content.scorer = m_document.activeScoring()->info.scorer;
    content.lights = m_document.lights();
    content.rkStages = m_document.activeScoring()->rkStages;
    for (const StudyEvent& event : m_document.events().all())
        if (event.id > 0) // what came with the recording is in the recording
            content.events.push_back({eventKindFromName(event.type).value_or(EventKind::Note),
                                      event.onsetSeconds, event.durationSeconds, event.channel, event.text});
    return content;
}

void HypnogramFiles::exportTo(const std::filesystem::path& path, const std::string& format) {
    if (!m_document.isOpen())
        return;
    const QString name = toQString(path);
    if (isRecording(path)) {
        Q_EMIT exportFailed(
            name, {ErrorCode::ArgumentInvalid, "this is the recording itself, which is never written"});
        return;
    }
    m_job = m_runner.start(
        Lane::Pictures, Priority::Urgent,
        [path, format, content = content()](const TaskContext&) {
            return writeHypnogram(path, content, format);
        },
        [this, name](Result<void> result) {
            if (result)
                Q_EMIT exported(name);
            else
                Q_EMIT exportFailed(name, result.error());
        });
}

void HypnogramFiles::read(const std::filesystem::path& path) {
    const QString name = toQString(path);
    m_job = m_runner.start(
        Lane::Pictures, Priority::Urgent, [path](const TaskContext&) { return readHypnogram(path); },
        [this, name](Result<ImportedHypnogram> result) {
            if (result)
                Q_EMIT imported(name, *result);
            else
                Q_EMIT readFailed(name, result.error());
        });
}

void HypnogramFiles::settleRecovery() {
    m_recovered.reset();
    if (!m_document.isOpen())
        return;
    m_settling = m_runner.start(
        Lane::Pictures, Priority::Urgent,
        [store = m_recovery, path = m_document.recording()->info().path](const TaskContext&) -> Result<void> {
            store.setAside(path);
            return {};
        },
        [](Result<void>) {});
}

} // namespace hypnodesk
