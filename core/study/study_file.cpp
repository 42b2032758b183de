#include "core/study/study_file.h"

#include "core/study/recovery.h"
#include "core/study/storage_kind.h"

#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

namespace hypnodesk::study {

namespace fs = std::filesystem;

namespace {

using Reason = StudyOpenReport::ReadOnlyReason;

/// Looking for damage may not make a large study slow to open; verifyJournal reads everything.
constexpr std::chrono::milliseconds kDamageSearch{100};

bool holdsBytes(const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    return !error && size > 0;
}

struct HolderRow {
    std::string token;
    std::optional<StudyHolder> holder; ///< absent when its description cannot be read
};

std::optional<HolderRow> readHolder(const Database& database) {
    Rows rows = database.query("SELECT token, description FROM holder WHERE id = 1");
    if (!rows.next())
        return std::nullopt;
    return HolderRow{rows.text(0), parseHolder(rows.text(1))};
}

} // namespace

StudyFile::StudyFile(fs::path path, const StudyOptions& options)
    : m_path(std::move(path)), m_options(options), m_self(holderNow(options.author, utcNow())) {
    m_report.storage = options.storage.value_or(storageKindOf(folderOf(m_path)));
}

StudyFile::~StudyFile() {
    release();
}

const StudySchema& StudyFile::schema() const {
    return m_options.schema ? *m_options.schema : currentSchema();
}

std::string StudyFile::utcNow() const {
    return utcText(m_options.clock ? m_options.clock() : std::chrono::system_clock::now());
}

void StudyFile::create(const fs::path& path, const RecordingIdentity& identity, const fs::path& recordingPath,
                       const StudyOptions& options) {
    StudyFile file(path, options);
    auto attempt =
        StudyLock::acquire(path, file.m_self, file.m_report.storage, options.takeOverFromOtherHost);
    if (!attempt)
        throw Failure{attempt.error()};
    std::error_code error;
    if (!attempt->lock || fs::exists(path, error))
        throwFailure(ErrorCode::FileUnwritable, fmt::format("{}: there is a study already", path.string()));

    // Under another name until it is whole: a crash in between leaves no half study.
    const fs::path temporary = withSuffix(path, ".part");
    removeDatabase(temporary);
    try {
        Database database(temporary, Database::Access::Create, options.fileSystemName);
        database.execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL");
        database.transaction([&] {
            fillNewStudy(database, file.schema(), identity, recordingPath, file.utcNow());
            JournalWriter journal(database, options.author, file.utcNow());
            JournalRow row;
            row.action = "study";
            row.note = fmt::format("created for {}", identity.fileName);
            journal.append(std::move(row));
            journal.finish();
        });
    } catch (...) {
        removeDatabase(temporary);
        throw;
    }
    renameOrThrow(temporary, path);
}

std::unique_ptr<StudyFile> StudyFile::open(const fs::path& path, StudyMode mode,
                                           const StudyOptions& options) {
    std::error_code error;
    if (!fs::exists(path, error))
        throwFailure(ErrorCode::FileMissing, path.string());
    if (!fs::is_regular_file(path, error))
        throwFailure(ErrorCode::FormatUnknown, path.string() + ": not a regular file");
    std::unique_ptr<StudyFile> file(new StudyFile(path, options));
    const auto reason = mode == StudyMode::ReadOnly ? Reason::Requested : file->lockForWriting();
    if (reason)
        file->openReadable(*reason);
    else
        file->openWritable();
    return file;
}

std::optional<Reason> StudyFile::lockForWriting() {
    if (m_report.storage == StorageKind::ReadOnly || ::access(m_path.c_str(), W_OK) != 0)
        return Reason::ReadOnlyMedium;
    auto attempt = StudyLock::acquire(m_path, m_self, m_report.storage, m_options.takeOverFromOtherHost);
    if (!attempt)
        return Reason::ReadOnlyMedium;
    m_report.holder = attempt->holder;
    if (!attempt->lock)
        return Reason::HeldByOther;
    m_lock = std::move(attempt->lock);
    return std::nullopt;
}

void StudyFile::openWritable() {
    try {
        connectWritable();
    } catch (const Failure& failure) {
        m_database.reset();
        if (failure.error.code != ErrorCode::FormatInvalid || !m_options.recoverDamaged)
            throw;
        m_report.recovery =
            recoverStudy(m_path, schema(), m_options.author, utcNow(), m_options.fileSystemName);
        connectWritable();
    }
    if (!m_report.readOnly)
        takeHold();
}

void StudyFile::connectWritable() {
    m_database = std::make_unique<Database>(m_path, Database::Access::ReadWrite, m_options.fileSystemName);
    // Before the first access: a write-ahead log, from a local disk, can then be read without the shared
    // memory that networks lack.
    if (m_report.storage == StorageKind::Network)
        m_database->execute("PRAGMA locking_mode=EXCLUSIVE");
    requireStudy(*m_database);
    if (schemaVersion(*m_database) > schema().version) {
        m_database.reset();
        m_lock.reset();
        openReadable(Reason::NewerSchema);
        return;
    }
    requireSound(*m_database, kDamageSearch);
    if (schemaVersion(*m_database) < schema().version)
        migrateWithBackup();
    if (m_report.storage == StorageKind::Local)
        m_database->execute("PRAGMA journal_mode=WAL");
    else // with a journal that is deleted, a transaction that reports an error has never happened
        m_database->execute("PRAGMA journal_mode=DELETE; PRAGMA locking_mode=NORMAL");
    m_database->execute("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON");
    load();
}

void StudyFile::takeHold() {
    const auto row = readHolder(*m_database);
    const auto previous = row ? row->holder : std::nullopt;
    // This process holds the lock just obtained: its own name was left by a closing that could not write.
    const bool isOwn = previous && previous->process == m_self.process &&
                       previous->processStart == m_self.processStart &&
                       previous->author.host == m_self.author.host;
    if (previous && !isOwn &&
        !mayTakeOver(*previous, m_options.author.host, m_report.storage, m_options.takeOverFromOtherHost)) {
        m_report.holder = previous;
        m_report.readOnly = Reason::HeldByOther;
        m_lock.reset(); // the holder's own lock file was removed by somebody
        m_database->execute("PRAGMA query_only=ON");
        return;
    }
    m_report.takenOverFrom = previous;
    try {
        write([](JournalWriter&) {});
    } catch (const Failure& failure) {
        // A full disk must not keep anyone from opening: the first transaction that succeeds claims the
        // study.
        if (failure.error.code != ErrorCode::FileUnwritable)
            throw;
    }
}

void StudyFile::openReadable(Reason reason) {
    m_report.readOnly = reason;
    connectReadable();
    requireStudy(*m_database);
    const int version = schemaVersion(*m_database);
    if (version > schema().version && readableFrom(*m_database) > schema().version)
        throwFailure(
            ErrorCode::FormatUnsupported,
            fmt::format("{}: written by a later version of this program (file version {}, this program "
                        "knows {}); use that version",
                        m_path.string(), version, schema().version));
    requireSound(*m_database, kDamageSearch);
    if (version < schema().version) {
        auto memory = std::make_unique<Database>(m_path, Database::Access::Memory);
        m_database->copyInto(*memory);
        migrate(*memory, schema());
        m_database = std::move(memory);
        m_report.isSnapshot = true;
    }
    m_database->execute("PRAGMA query_only=ON");
    load();
}

void StudyFile::connectReadable() {
    const bool hasLog = holdsBytes(withSuffix(m_path, "-wal")) || holdsBytes(withSuffix(m_path, "-journal"));
    if (m_report.storage == StorageKind::ReadOnly && !hasLog) {
        m_database =
            std::make_unique<Database>(m_path, Database::Access::Immutable, m_options.fileSystemName);
        return;
    }
    if (m_report.storage != StorageKind::ReadOnly) {
        try {
            m_database =
                std::make_unique<Database>(m_path, Database::Access::ReadOnly, m_options.fileSystemName);
            // The first access shows whether it can be read beside a writer.
            requireStudy(*m_database);
            return;
        } catch (const Failure& failure) {
            m_database.reset();
            if (failure.error.code != ErrorCode::FileUnreadable &&
                failure.error.code != ErrorCode::FileUnwritable)
                throw;
        }
    }
    takeSnapshot();
}

void StudyFile::takeSnapshot() {
    const auto holder = StudyLock::peek(m_path);
    // Closing a second descriptor of a file drops the locks that SQLite has on it in this process.
    if (holder && holder->process == m_self.process && holder->author.host == m_self.author.host)
        throwFailure(ErrorCode::FileUnreadable,
                     fmt::format("{}: this program has it open already", m_path.string()));
    m_snapshotFolder = std::make_unique<TemporaryFolder>();
    const fs::path copy = m_snapshotFolder->path() / m_path.filename();
    for (const std::string_view suffix : {"", "-wal", "-journal"}) {
        const fs::path from = withSuffix(m_path, suffix);
        std::error_code error;
        if (!suffix.empty() && !holdsBytes(from))
            continue;
        fs::copy_file(from, withSuffix(copy, suffix), error);
        if (error)
            throwFailure(ErrorCode::FileUnreadable, fmt::format("{}: {}", from.string(), error.message()));
        fs::permissions(withSuffix(copy, suffix), fs::perms::owner_read | fs::perms::owner_write, error);
    }
    m_database = std::make_unique<Database>(copy, Database::Access::ReadWrite);
    m_report.isSnapshot = true;
}

void StudyFile::migrateWithBackup() {
    const int from = schemaVersion(*m_database);
    std::error_code error;
    fs::path backup = withSuffix(m_path, fmt::format(".v{}-backup", from));
    for (int number = 2; fs::exists(backup, error); ++number)
        backup = withSuffix(m_path, fmt::format(".v{}-backup-{}", from, number));
    copyStudy(*m_database, backup, m_options.fileSystemName);
    migrate(*m_database, schema());
    m_report.migration = {from, schema().version, backup};
}

void StudyFile::load() {
    m_studyId = meta(*m_database, "study_id").value_or("");
    reloadRecording();
    (void)storedHead(*m_database);
}

void StudyFile::reloadRecording() {
    m_recording = readRecording(*m_database, m_recordingPath);
}

void StudyFile::setRecording(JournalWriter& journal, const RecordingIdentity& identity,
                             const fs::path& recordingPath, std::string_view note) {
    storeRecording(*m_database, identity, recordingPath);
    JournalRow row;
    row.action = "recording";
    row.note = note;
    journal.append(std::move(row));
}

void StudyFile::requireWritable() const {
    if (!m_report.readOnly)
        return;
    const std::vector<std::string> notes = m_report.notes();
    throwFailure(ErrorCode::FileUnwritable,
                 fmt::format("{}: {}", m_path.string(), notes.empty() ? "it is read-only" : notes.front()));
}

void StudyFile::claim(JournalWriter& journal) {
    const auto row = readHolder(*m_database);
    if (row && row->token == m_self.token)
        return;
    const StudyHolder other = row ? row->holder.value_or(StudyHolder{}) : StudyHolder{};
    if (m_isClaimed)
        throwFailure(ErrorCode::FileUnwritable,
                     fmt::format("{}: {} took the study over; open it again", m_path.string(),
                                 row ? fmt::format("{} on {}", other.author.user, other.author.host)
                                     : std::string("another program")));
    if (row) {
        JournalRow entry;
        entry.action = "take over";
        entry.note =
            fmt::format("from {} on {}, {}, process {}, since {}, which did not close it", other.author.user,
                        other.author.host, other.author.program, other.process, other.sinceUtc);
        journal.append(std::move(entry));
    }
    if (m_report.migration) {
        JournalRow entry;
        entry.action = "migrate";
        entry.note =
            fmt::format("file version {} to {}, backup {}", m_report.migration->fromVersion,
                        m_report.migration->toVersion, m_report.migration->backup.filename().string());
        journal.append(std::move(entry));
    }
    m_database->run(
        "INSERT INTO holder(id, token, description) VALUES(1, ?, ?) ON CONFLICT(id) DO UPDATE SET "
        "token = excluded.token, description = excluded.description",
        {m_self.token, describeHolder(m_self)});
}

void StudyFile::release() noexcept {
    if (!m_database || !m_isClaimed)
        return;
    try {
        m_database->run("DELETE FROM holder WHERE token = ?", {m_self.token});
    } catch (...) {
        // The row stays and will be recognised as that of a process that has ended.
    }
}

} // namespace hypnodesk::study
