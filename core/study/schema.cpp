#include "core/study/schema.h"

#include "core/base/text_fields.h"

#include <fmt/format.h>

namespace hypnodesk::study {

namespace {

// Stages and sources are kept as words, so that the file can be read with nothing but SQLite.
constexpr std::string_view kTables = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE recording(
    id INTEGER PRIMARY KEY CHECK (id = 1),
    file_name TEXT NOT NULL, bytes INTEGER NOT NULL, header_digest TEXT NOT NULL,
    samples_digest TEXT NOT NULL, start TEXT NOT NULL, duration_s REAL NOT NULL, path TEXT NOT NULL);

CREATE TABLE holder(
    id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL, description TEXT NOT NULL);

-- undo_position: the position of the last step that is in force; those after it can be redone.
-- sealed: network runs and signed scorings, whose stages never change again.
CREATE TABLE scoring(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL, kind TEXT NOT NULL, scorer TEXT NOT NULL, created_utc TEXT NOT NULL,
    start_s REAL NOT NULL, epoch_s REAL NOT NULL, epochs INTEGER NOT NULL,
    network_run INTEGER REFERENCES scoring(id), based_on INTEGER REFERENCES scoring(id),
    revision INTEGER NOT NULL DEFAULT 1,
    signed_by TEXT NOT NULL DEFAULT '', signed_utc TEXT NOT NULL DEFAULT '',
    sealed INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0,
    undo_position INTEGER NOT NULL DEFAULT 0,
    model_name TEXT NOT NULL DEFAULT '', model_digest TEXT NOT NULL DEFAULT '',
    device TEXT NOT NULL DEFAULT '', options TEXT NOT NULL DEFAULT '');

-- read_as: S1, S2, S3, S4 or MT where the file that the stages were read from said so; it never changes.
CREATE TABLE epoch(
    scoring INTEGER NOT NULL REFERENCES scoring(id), epoch INTEGER NOT NULL,
    stage TEXT NOT NULL, source TEXT NOT NULL, read_as TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (scoring, epoch)) WITHOUT ROWID;

-- verdicts: per epoch 15 little-endian floats (joint, raw, spectrogram) and one byte of quality.
CREATE TABLE probabilities(
    scoring INTEGER PRIMARY KEY REFERENCES scoring(id),
    derivation TEXT NOT NULL, verdicts BLOB NOT NULL, digest TEXT NOT NULL);

-- changes: per epoch its number in eight bytes, then stage and source before and after in one byte each.
-- events: what happened to events, see event_blobs.cpp.
CREATE TABLE undo_step(
    scoring INTEGER NOT NULL REFERENCES scoring(id), position INTEGER NOT NULL,
    text TEXT NOT NULL, epoch_to_show INTEGER NOT NULL, changes BLOB NOT NULL,
    changes_run INTEGER NOT NULL, run_before INTEGER, run_after INTEGER,
    events BLOB NOT NULL DEFAULT x'',
    PRIMARY KEY (scoring, position));

CREATE TABLE reviewed(
    scoring INTEGER NOT NULL REFERENCES scoring(id), epoch INTEGER NOT NULL,
    PRIMARY KEY (scoring, epoch)) WITHOUT ROWID;

CREATE TABLE event(
    id INTEGER PRIMARY KEY AUTOINCREMENT, scoring INTEGER REFERENCES scoring(id),
    onset_s REAL NOT NULL, duration_s REAL NOT NULL,
    channel TEXT NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL, author TEXT NOT NULL DEFAULT '');

CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE journal(
    number INTEGER PRIMARY KEY, utc TEXT NOT NULL, user TEXT NOT NULL, program TEXT NOT NULL,
    action TEXT NOT NULL, scoring INTEGER, scoring_name TEXT NOT NULL, epoch INTEGER,
    before_stage TEXT, before_source TEXT, after_stage TEXT, after_source TEXT,
    source TEXT NOT NULL, model_digest TEXT NOT NULL, note TEXT NOT NULL, stages TEXT NOT NULL,
    hash TEXT NOT NULL);

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the audit journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the audit journal is append-only'); END;
CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'the audit journal is append-only'); END;

CREATE TRIGGER epoch_sealed_update BEFORE UPDATE ON epoch
WHEN (SELECT sealed FROM scoring WHERE id = OLD.scoring)
BEGIN SELECT RAISE(ABORT, 'this scoring cannot be edited'); END;
CREATE TRIGGER epoch_sealed_insert BEFORE INSERT ON epoch
WHEN (SELECT sealed FROM scoring WHERE id = NEW.scoring)
BEGIN SELECT RAISE(ABORT, 'this scoring cannot be edited'); END;
CREATE TRIGGER epoch_no_delete BEFORE DELETE ON epoch
BEGIN SELECT RAISE(ABORT, 'epochs are never removed'); END;
CREATE TRIGGER scoring_no_delete BEFORE DELETE ON scoring
BEGIN SELECT RAISE(ABORT, 'scorings are never removed'); END;
CREATE TRIGGER scoring_stays_sealed BEFORE UPDATE ON scoring
WHEN OLD.sealed AND (NOT NEW.sealed OR NEW.signed_by <> OLD.signed_by AND OLD.signed_by <> ''
    OR NEW.kind <> OLD.kind OR NEW.epochs <> OLD.epochs OR NEW.network_run IS NOT OLD.network_run)
BEGIN SELECT RAISE(ABORT, 'this scoring cannot be edited'); END;
CREATE TRIGGER probabilities_no_update BEFORE UPDATE ON probabilities
BEGIN SELECT RAISE(ABORT, 'probabilities of a network run never change'); END;
CREATE TRIGGER probabilities_no_delete BEFORE DELETE ON probabilities
BEGIN SELECT RAISE(ABORT, 'probabilities of a network run never change'); END;
)sql";

/// Version 2: events have authors and steps of undo.
void addEventSteps(Database& database) {
    database.execute("ALTER TABLE undo_step ADD COLUMN events BLOB NOT NULL DEFAULT x''");
    database.execute("ALTER TABLE event ADD COLUMN author TEXT NOT NULL DEFAULT ''");
}

/// Version 3: epochs know what their file called them by Rechtschaffen and Kales.
void addReadStages(Database& database) {
    database.execute("ALTER TABLE epoch ADD COLUMN read_as TEXT NOT NULL DEFAULT ''");
}

} // namespace

const StudySchema& currentSchema() {
    static const StudySchema schema{.version = 3,
                                    .readableFrom = 1,
                                    .sql = std::string(kTables),
                                    .migrations = {addEventSteps, addReadStages}};
    return schema;
}

const std::vector<std::string>& tableNames() {
    static const std::vector<std::string> names{"meta",    "recording",     "holder", "setting",
                                                "scoring", "reviewed",      "event",  "undo_step",
                                                "epoch",   "probabilities", "journal"};
    return names;
}

void createSchema(Database& database, const StudySchema& schema) {
    database.execute(fmt::format("PRAGMA application_id={}", kApplicationId));
    database.execute(schema.sql);
    setMeta(database, "readable_from", std::to_string(schema.readableFrom));
    database.execute(fmt::format("PRAGMA user_version={}", schema.version));
}

void requireStudy(const Database& database) {
    if (database.queryInteger("PRAGMA application_id") != kApplicationId)
        throwFailure(ErrorCode::FormatUnknown,
                     fmt::format("{}: this is not a study file", database.path().string()));
}

int schemaVersion(const Database& database) {
    return static_cast<int>(database.queryInteger("PRAGMA user_version"));
}

int readableFrom(const Database& database) {
    const auto text = meta(database, "readable_from");
    const auto version = text ? parseInteger(*text) : std::nullopt;
    return version ? static_cast<int>(*version) : schemaVersion(database);
}

void migrate(Database& database, const StudySchema& schema) {
    database.transaction([&] {
        const int from = schemaVersion(database);
        if (from < 1)
            throwFailure(ErrorCode::FormatInvalid,
                         fmt::format("{}: schema version {}", database.path().string(), from));
        for (int version = from; version < schema.version; ++version)
            schema.migrations.at(static_cast<std::size_t>(version - 1))(database);
        setMeta(database, "readable_from", std::to_string(schema.readableFrom));
        database.execute(fmt::format("PRAGMA user_version={}", schema.version));
    });
}

void requireSound(Database& database, std::chrono::milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    const auto requireOk = [&](const std::string& table) {
        Rows rows = database.query(fmt::format("PRAGMA quick_check({})", table));
        if (rows.next() && rows.text(0) != "ok")
            throwFailure(ErrorCode::FormatInvalid,
                         fmt::format("{}: the file is damaged: table {}: {}", database.path().string(), table,
                                     rows.text(0)));
    };
    for (const std::string& table : tableNames())
        if (database.queryInteger("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?",
                                  {table}) == 0)
            throwFailure(ErrorCode::FormatInvalid, fmt::format("{}: the file is damaged: table {} is missing",
                                                               database.path().string(), table));
    database.setDeadline(deadline);
    try {
        for (const std::string& table : tableNames())
            if (std::chrono::steady_clock::now() < deadline)
                requireOk(table);
    } catch (const Failure& failure) {
        database.setDeadline(std::nullopt);
        if (failure.error.code != ErrorCode::Cancelled)
            throw;
    }
    database.setDeadline(std::nullopt);
}

std::optional<std::string> meta(const Database& database, std::string_view key) {
    Rows rows = database.query("SELECT value FROM meta WHERE key = ?", {key});
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

void setMeta(Database& database, std::string_view key, std::string_view value) {
    database.run("INSERT INTO meta(key, value) VALUES(?, ?) "
                 "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                 {key, value});
}

} // namespace hypnodesk::study
