#include "ui/main/hypnogram_files.h"

#include "core/base/log.h"
#include "ui/base/qt_convert.h"

#include <utility>

namespace hypnodesk {

namespace {

/// Edits within this time share one recovery copy.
constexpr int kRecoveryDelayMilliseconds = 400;

std::uintmax_t sizeOf(const std::filesystem::path& path) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    return error ? 0 : size;
}

} // namespace

HypnogramFiles::HypnogramFiles(StudyDocument& document, JobRunner& runner, RecoveryStore recovery,
                               QObject* parent)
    : QObject(parent), m_document(document), m_runner(runner), m_recovery(std::move(recovery)) {
    m_recoveryTimer.setSingleShot(true);
    m_recoveryTimer.setInterval(kRecoveryDelayMilliseconds);
    connect(&m_recoveryTimer, &QTimer::timeout, this, &HypnogramFiles::writeRecovery);
    connect(&document.undoStack(), &QUndoStack::indexChanged, this, &HypnogramFiles::scheduleRecovery);
    connect(&document, &StudyDocument::recordingChanged, this, [this] {
        m_target.reset();
        m_stamp.reset();
        m_recoveryTimer.stop();
        m_offered.reset();
        m_offeredOnDisk = false;
        if (!m_document.isOpen())
            return;
        const std::filesystem::path& path = m_document.recording()->info().path;
        m_offeredOnDisk = m_recovery.has(path);
        if (m_offeredOnDisk)
            m_offered = m_recovery.load(path, sizeOf(path), m_document.grid());
    });
}

std::filesystem::path HypnogramFiles::suggestedPath(std::string_view suffix) const {
    std::filesystem::path path = m_document.isOpen() ? m_document.recording()->info().path : "night";
    path.replace_extension();
    path += ".hypnogram";
    path += suffix;
    return path;
}

std::optional<HypnogramFiles::Stamp> HypnogramFiles::stampOf(const std::filesystem::path& path) {
    std::error_code error;
    const auto time = std::filesystem::last_write_time(path, error);
    if (error)
        return std::nullopt;
    return Stamp{time, sizeOf(path)};
}

bool HypnogramFiles::targetChangedOnDisk() const {
    return m_target && m_stamp && stampOf(*m_target) && stampOf(*m_target) != m_stamp;
}

void HypnogramFiles::setTarget(const std::filesystem::path& path) {
    m_target = path;
    m_stamp = stampOf(path);
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
    content.scorer = content.probabilities ? content.probabilities->modelName : std::string("Hypnodesk");
    return content;
}

void HypnogramFiles::saveTo(const std::filesystem::path& path) {
    if (!m_document.isOpen())
        return;
    const QString name = toQString(path);
    if (isRecording(path)) {
        Q_EMIT saveFailed(
            name, {ErrorCode::ArgumentInvalid, "this is the recording itself, which is never written"});
        return;
    }
    const int index = m_document.undoStack().index();
    m_job = m_runner.start(
        Lane::Pictures, Priority::Urgent,
        [path, content = content()](const TaskContext&) { return writeHypnogram(path, content); },
        [this, path, name, index](Result<void> result) {
            if (!result) {
                Q_EMIT saveFailed(name, result.error());
                return;
            }
            setTarget(path);
            if (m_document.undoStack().index() == index)
                m_document.setClean();
            scheduleRecovery();
            Q_EMIT saved(name);
        });
}

void HypnogramFiles::exportTo(const std::filesystem::path& path, const std::string& format) {
    if (!m_document.isOpen())
        return;
    const QString name = toQString(path);
    if (isRecording(path)) {
        Q_EMIT saveFailed(
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
                Q_EMIT saveFailed(name, result.error());
        });
}

void HypnogramFiles::read(const std::filesystem::path& path) {
    m_job = m_runner.start(
        Lane::Pictures, Priority::Urgent, [path](const TaskContext&) { return readHypnogram(path); },
        [this, name = toQString(path)](Result<ImportedHypnogram> result) {
            if (result)
                Q_EMIT imported(name, *result);
            else
                Q_EMIT readFailed(name, result.error());
        });
}

void HypnogramFiles::discardRecovery() {
    m_offered.reset();
    m_offeredOnDisk = false;
    m_recoveryTimer.stop();
    m_recoveryJob.cancel();
    if (!m_document.isOpen())
        return;
    // On the worker, behind a copy that is perhaps just being written.
    m_discardJob = m_runner.start(
        Lane::Pictures, Priority::Urgent,
        [store = m_recovery, path = m_document.recording()->info().path](const TaskContext&) -> Result<void> {
            store.discard(path);
            return {};
        },
        [](Result<void>) {});
}

void HypnogramFiles::scheduleRecovery() {
    if (!m_document.isOpen())
        return;
    if (std::exchange(m_offeredOnDisk, false))
        m_recovery.setAside(m_document.recording()->info().path);
    m_recoveryTimer.start();
}

void HypnogramFiles::flushRecovery() {
    if (!m_document.isOpen() || m_offeredOnDisk)
        return;
    const std::filesystem::path& path = m_document.recording()->info().path;
    if (m_document.isDirty())
        m_recovery.save(path, sizeOf(path), m_document.committedHypnogram()).or_else([](const Error& error) {
            spdlog::error("{}", describe(error));
        });
    else
        m_recovery.discard(path);
}

void HypnogramFiles::writeRecovery() {
    if (!m_document.isOpen())
        return;
    m_recoveryJob = m_runner.start(
        Lane::Pictures, Priority::Urgent,
        [store = m_recovery, path = m_document.recording()->info().path, dirty = m_document.isDirty(),
         hypnogram = m_document.committedHypnogram()](const TaskContext& context) -> Result<void> {
            if (context.isCancelled())
                return {};
            if (!dirty) {
                store.discard(path);
                return {};
            }
            return store.save(path, sizeOf(path), hypnogram);
        },
        [this](Result<void> result) {
            if (!result)
                Q_EMIT recoveryFailed(result.error());
        });
}

} // namespace hypnodesk
