#include "core/study/study.h"

#include "core/base/text_fields.h"
#include "core/study/edit_store.h"
#include "core/study/event_store.h"
#include "core/study/journal_replay.h"
#include "core/study/scoring_store.h"
#include "core/study/study_file.h"

#include <fmt/format.h>

#include <system_error>

namespace hypnodesk {

namespace fs = std::filesystem;
using study::guarded;
using study::JournalWriter;
using study::Rows;
using study::throwFailure;

struct Study::State {
    std::unique_ptr<study::StudyFile> file;

    study::Database& database() { return file->database(); }
    const study::Database& database() const { return file->database(); }

    /// A transaction with its journal, as a Result.
    template <typename Work>
    auto write(Work&& work) {
        return guarded([&] { return file->write(std::forward<Work>(work)); });
    }
};

Study::Study(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Study::Study(Study&&) noexcept = default;
Study& Study::operator=(Study&&) noexcept = default;
Study::~Study() = default;

Result<Study> Study::create(const fs::path& path, const RecordingIdentity& identity,
                            const fs::path& recordingPath, const StudyOptions& options) {
    const auto created = guarded([&] { study::StudyFile::create(path, identity, recordingPath, options); });
    if (!created)
        return tl::make_unexpected(created.error());
    return open(path, StudyMode::ReadWrite, options);
}

Result<Study> Study::open(const fs::path& path, StudyMode mode, const StudyOptions& options) {
    return guarded(
        [&] { return Study(std::make_unique<State>(State{study::StudyFile::open(path, mode, options)})); });
}

const fs::path& Study::path() const {
    return m_state->file->path();
}

const StudyOpenReport& Study::openReport() const {
    return m_state->file->report();
}

bool Study::isReadOnly() const {
    return m_state->file->report().readOnly.has_value();
}

const std::string& Study::studyId() const {
    return m_state->file->studyId();
}

const RecordingIdentity& Study::recording() const {
    return m_state->file->recording();
}

Result<void> Study::setSamplesDigest(std::string_view digest) {
    RecordingIdentity identity = recording();
    if (identity.samplesDigest == digest)
        return {};
    if (!identity.samplesDigest.empty())
        return fail(ErrorCode::DigestMismatch,
                    fmt::format("{}: its samples are not those that the study knows", identity.fileName));
    identity.samplesDigest = digest;
    const auto written = m_state->write([&](JournalWriter& journal) {
        m_state->file->setRecording(journal, identity, m_state->file->recordingPath(),
                                    fmt::format("samples sha256 {}", digest));
    });
    return written.and_then([&] { return guarded([&] { m_state->file->reloadRecording(); }); });
}

Result<void> Study::relocate(const RecordingIdentity& identity, const fs::path& recordingPath) {
    const IdentityComparison comparison = compareIdentities(recording(), identity);
    const auto written = m_state->write([&](JournalWriter& journal) {
        m_state->file->setRecording(journal, identity, recordingPath,
                                    fmt::format("now {}, header sha256 {}; before {}, header sha256 {}{}{}",
                                                identity.fileName, identity.headerDigest,
                                                recording().fileName, recording().headerDigest,
                                                comparison.what.empty() ? "" : "; ", comparison.what));
    });
    return written.and_then([&] { return guarded([&] { m_state->file->reloadRecording(); }); });
}

std::optional<fs::path> Study::findRecording() const {
    std::error_code error;
    const std::string& name = recording().fileName;
    // A name with folders in it did not come from us.
    const fs::path beside = path().parent_path() / fs::path(name).filename();
    if (!name.empty() && fs::is_regular_file(beside, error))
        return beside;
    const fs::path& before = m_state->file->recordingPath();
    if (!before.empty() && fs::is_regular_file(before, error))
        return before;
    return std::nullopt;
}

Result<std::vector<ScoringInfo>> Study::scorings(bool withDeleted) const {
    return guarded([&] { return study::readScorings(m_state->database(), withDeleted); });
}

Result<ScoringInfo> Study::scoring(ScoringId id) const {
    return guarded([&] { return study::readScoring(m_state->database(), id); });
}

Result<Hypnogram> Study::hypnogram(ScoringId id) const {
    return guarded([&] {
        return m_state->database().snapshot([&] {
            return study::readHypnogram(m_state->database(), study::readScoring(m_state->database(), id));
        });
    });
}

Result<RkStages> Study::rkStages(ScoringId id) const {
    return guarded([&] {
        return m_state->database().snapshot([&] {
            return study::readRkStages(m_state->database(), study::readScoring(m_state->database(), id));
        });
    });
}

Result<NightProbabilities> Study::probabilities(ScoringId id) const {
    return guarded([&] {
        return study::readProbabilities(m_state->database(), study::readScoring(m_state->database(), id));
    });
}

Result<ScoringId> Study::createScoring(const NewScoring& scoring) {
    return m_state->write([&](JournalWriter& journal) {
        if (scoring.kind == ScoringKind::Network)
            throwFailure(ErrorCode::ArgumentInvalid, "a run of the network needs its probabilities");
        ScoringInfo info;
        info.name = scoring.name;
        info.kind = scoring.kind;
        info.scorer = scoring.scorer;
        info.networkRun = scoring.networkRun;
        const ScoringId id =
            study::insertScoring(m_state->database(), journal, std::move(info),
                                 {scoring.hypnogram, scoring.rkStages}, "create", scoring.note);
        std::vector<StudyEvent> events = scoring.events;
        for (StudyEvent& event : events)
            event.scoring = id;
        study::addEvents(m_state->database(), journal, events);
        return id;
    });
}

Result<ScoringId> Study::createNetworkRun(const NewNetworkRun& run) {
    return m_state->write(
        [&](JournalWriter& journal) { return study::insertNetworkRun(m_state->database(), journal, run); });
}

Result<ScoringId> Study::copyScoring(ScoringId id, std::string_view name, std::string_view scorer) {
    return m_state->write([&](JournalWriter& journal) {
        const ScoringInfo original = study::readScoring(m_state->database(), id);
        ScoringInfo info;
        info.name = name;
        info.scorer = scorer;
        info.networkRun = original.networkRun;
        info.basedOn = id;
        const ScoringId copy = study::insertScoring(m_state->database(), journal, std::move(info),
                                                    study::readStages(m_state->database(), original), "copy",
                                                    fmt::format("of scoring {}, \"{}\"", id, original.name));
        study::copyEvents(m_state->database(), journal, id, copy);
        return copy;
    });
}

Result<void> Study::renameScoring(ScoringId id, std::string_view name) {
    return m_state->write(
        [&](JournalWriter& journal) { study::renameScoring(m_state->database(), journal, id, name); });
}

Result<void> Study::deleteScoring(ScoringId id) {
    return m_state->write(
        [&](JournalWriter& journal) { study::setDeleted(m_state->database(), journal, id, true); });
}

Result<void> Study::restoreScoring(ScoringId id) {
    return m_state->write(
        [&](JournalWriter& journal) { study::setDeleted(m_state->database(), journal, id, false); });
}

Result<void> Study::signScoring(ScoringId id, std::string_view name) {
    return m_state->write(
        [&](JournalWriter& journal) { study::signScoring(m_state->database(), journal, id, name); });
}

Result<ScoringId> Study::revise(ScoringId id) {
    return m_state->write([&](JournalWriter& journal) {
        ScoringInfo info = study::readScoring(m_state->database(), id);
        const study::ScoringStages stages = study::readStages(m_state->database(), info);
        const std::string note =
            fmt::format("revision {} of scoring {}, \"{}\"", info.revision + 1, id, info.name);
        const std::string baseName = info.name.substr(0, info.name.rfind(", revision "));
        ScoringInfo revision;
        revision.name = fmt::format("{}, revision {}", baseName, info.revision + 1);
        revision.kind = info.kind == ScoringKind::Network ? ScoringKind::Human : info.kind;
        revision.scorer = info.scorer;
        revision.networkRun = info.networkRun;
        revision.basedOn = id;
        revision.revision = info.revision + 1;
        const ScoringId revised =
            study::insertScoring(m_state->database(), journal, std::move(revision), stages, "revise", note);
        study::copyEvents(m_state->database(), journal, id, revised);
        return revised;
    });
}

Result<void> Study::applyEdits(ScoringId id, std::span<const EditRequest> edits) {
    return m_state->write([&](JournalWriter& journal) {
        study::applyEdits(m_state->database(), journal, id, edits, kMaximumUndoSteps);
    });
}

Result<std::optional<UndoneStep>> Study::undo(ScoringId id) {
    return m_state->write(
        [&](JournalWriter& journal) { return study::undo(m_state->database(), journal, id); });
}

Result<std::optional<UndoneStep>> Study::redo(ScoringId id) {
    return m_state->write(
        [&](JournalWriter& journal) { return study::redo(m_state->database(), journal, id); });
}

Result<UndoTexts> Study::undoTexts(ScoringId id) const {
    return guarded([&] { return study::undoTexts(m_state->database(), id); });
}

Result<std::vector<StudyEvent>> Study::events(std::optional<ScoringId> scoring) const {
    return guarded([&] { return study::readEvents(m_state->database(), scoring); });
}

Result<std::vector<StudyEvent>> Study::allEvents() const {
    return guarded([&] { return study::readAllEvents(m_state->database()); });
}

Result<std::vector<std::int64_t>> Study::addEvents(std::span<const StudyEvent> events) {
    return m_state->write(
        [&](JournalWriter& journal) { return study::addEvents(m_state->database(), journal, events); });
}

Result<std::int64_t> Study::nextEventId() const {
    return guarded([&] { return study::nextEventId(m_state->database()); });
}

Result<LightsTimes> Study::lights() const {
    return guarded([&] { return study::readLights(m_state->database()); });
}

Result<void> Study::setLights(const LightsTimes& lights) {
    return m_state->write(
        [&](JournalWriter& journal) { study::storeLights(m_state->database(), journal, lights); });
}

Result<std::optional<std::string>> Study::setting(std::string_view key) const {
    return guarded([&]() -> std::optional<std::string> {
        Rows rows = m_state->database().query("SELECT value FROM setting WHERE key = ?", {key});
        return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
    });
}

Result<void> Study::setSetting(std::string_view key, std::string_view text) {
    return m_state->write([&](JournalWriter&) {
        if (text.empty())
            m_state->database().run("DELETE FROM setting WHERE key = ?", {key});
        else
            m_state->database().run("INSERT INTO setting(key, value) VALUES(?, ?) "
                                    "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                                    {key, text});
    });
}

Result<std::vector<std::int64_t>> Study::reviewedEpochs(ScoringId id) const {
    return guarded([&] {
        std::vector<std::int64_t> epochs;
        Rows rows =
            m_state->database().query("SELECT epoch FROM reviewed WHERE scoring = ? ORDER BY epoch", {id});
        while (rows.next())
            epochs.push_back(rows.integer(0));
        return epochs;
    });
}

Result<void> Study::setReviewed(ScoringId id, std::span<const std::int64_t> epochs, bool isReviewed) {
    return m_state->write([&](JournalWriter&) {
        const ScoringInfo info = study::readScoring(m_state->database(), id);
        for (const std::int64_t epoch : epochs) {
            if (!info.grid.contains(epoch))
                throwFailure(ErrorCode::ArgumentInvalid,
                             fmt::format("scoring \"{}\" has no epoch {}", info.name, epoch + 1));
            m_state->database().run(isReviewed ? "INSERT OR IGNORE INTO reviewed(scoring, epoch) VALUES(?, ?)"
                                               : "DELETE FROM reviewed WHERE scoring = ? AND epoch = ?",
                                    {id, epoch});
        }
    });
}

Result<std::vector<JournalRow>> Study::journal(std::int64_t first, std::int64_t count) const {
    return guarded([&] { return study::readJournal(m_state->database(), first, count); });
}

Result<JournalHead> Study::journalHead() const {
    return guarded([&] { return study::storedHead(m_state->database()); });
}

Result<JournalVerdict> Study::verifyJournal(const TaskContext& context,
                                            const std::optional<JournalHead>& anchor) const {
    return guarded([&] {
        const study::Database& database = m_state->database();
        return database.snapshot([&] {
            study::JournalReplay replay;
            JournalVerdict verdict = study::verifyChain(
                database, anchor, [&](const JournalRow& row) { replay.follow(row); }, context);
            study::compareWithStudy(replay, database, verdict);
            return verdict;
        });
    });
}

Result<void> Study::copyTo(const fs::path& target) const {
    return guarded([&] {
        std::error_code error;
        if (fs::exists(target, error))
            throwFailure(ErrorCode::FileUnwritable,
                         fmt::format("{}: there is a file of this name already", target.string()));
        study::copyStudy(m_state->database(), target);
    });
}

} // namespace hypnodesk
