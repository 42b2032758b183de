#include "core/study/recovery.h"

#include "core/study/journal_replay.h"
#include "core/study/scoring_store.h"
#include "core/study/study_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>

namespace hypnodesk::study {

namespace fs = std::filesystem;

namespace {

using Findings = std::vector<std::string>;

/// The columns that order a table, which may be walked from both ends.
std::string keyOf(const std::string& table) {
    if (table == "epoch" || table == "reviewed")
        return "scoring, epoch";
    if (table == "undo_step")
        return "scoring, position";
    if (table == "meta" || table == "setting")
        return "key";
    if (table == "probabilities")
        return "scoring";
    return table == "journal" ? "number" : "id";
}

/// The same, backwards: every part of the key descends.
std::string backwards(const std::string& key) {
    const std::size_t comma = key.find(',');
    return comma == std::string::npos ? key + " DESC"
                                      : key.substr(0, comma) + " DESC" + key.substr(comma) + " DESC";
}

std::vector<std::string> columnsOf(const Database& database, const std::string& table) {
    std::vector<std::string> columns;
    Rows rows = database.query("SELECT name FROM pragma_table_info(?)", {table});
    while (rows.next())
        columns.push_back(rows.text(0));
    return columns;
}

/// Rows from one end until the end or the damage; true when the end was reached.
bool copyRows(const Database& damaged, Database& fresh, const std::string& table, const std::string& order) {
    // A file of an earlier version lacks some columns; a page of its schema that is gone looks the same.
    const std::vector<std::string> known = columnsOf(damaged, table);
    std::vector<std::string> columns = columnsOf(fresh, table);
    std::erase_if(columns, [&](const std::string& column) {
        return std::find(known.begin(), known.end(), column) == known.end();
    });
    if (columns.empty())
        return false;
    const std::string names = fmt::format("{}", fmt::join(columns, ", "));
    std::string places = "?";
    for (std::size_t i = 1; i < columns.size(); ++i)
        places += ", ?";
    const std::string insert = fmt::format("INSERT OR IGNORE INTO {}({}) VALUES({})", table, names, places);
    try {
        Rows rows = damaged.query(fmt::format("SELECT {} FROM {} ORDER BY {}", names, table, order));
        while (rows.next()) {
            std::vector<Value> values;
            for (int column = 0; column < rows.columnCount(); ++column)
                values.push_back(rows.value(column));
            try {
                fresh.run(insert, values);
            } catch (const Failure& failure) {
                // A row that breaks the table's rules is part of the damage.
                if (failure.error.code != ErrorCode::FormatInvalid)
                    throw;
            }
        }
        return true;
    } catch (const Failure& failure) {
        if (failure.error.code == ErrorCode::FileUnwritable)
            throw;
        return false;
    }
}

/// What is left of a table; a page that cannot be read is passed by from both sides.
void copyTable(const Database& damaged, Database& fresh, const std::string& table, Findings& findings) {
    const std::string key = keyOf(table);
    if (copyRows(damaged, fresh, table, key))
        return;
    copyRows(damaged, fresh, table, backwards(key));
    findings.push_back(fmt::format("table {} could not be read completely", table));
}

struct Trigger {
    std::string name;
    std::string sql;
};

std::vector<Trigger> triggersOf(const Database& database) {
    std::vector<Trigger> triggers;
    Rows rows = database.query("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
    while (rows.next())
        triggers.push_back({rows.text(0), rows.text(1)});
    return triggers;
}

JournalReplay replayOf(const Database& database) {
    JournalReplay replay;
    Rows rows = database.query(fmt::format("SELECT {} FROM journal ORDER BY number", kJournalColumns));
    while (rows.next())
        replay.follow(journalRowFrom(rows));
    return replay;
}

/// Scorings of which only the journal still knows.
void rebuildScorings(Database& fresh, const JournalReplay& replay, Findings& findings) {
    for (const auto& [id, known] : replay.scorings()) {
        if (fresh.queryInteger("SELECT count(*) FROM scoring WHERE id = ?", {id}) > 0)
            continue;
        fresh.run(
            "INSERT INTO scoring(id, name, kind, scorer, created_utc, start_s, epoch_s, epochs, deleted) "
            "VALUES(?, ?, 'imported', 'recovered from the journal', ?, 0, ?, ?, ?)",
            {id, freeName(fresh, known.name), known.utc, kEpochSeconds, known.stages.size(),
             known.isDeleted});
        findings.push_back(fmt::format("scoring \"{}\" was rebuilt from the journal, with epochs of {} s",
                                       known.name, kEpochSeconds));
    }
}

/// The stages of one scoring, as far as its table of epochs makes sense.
std::vector<std::optional<EpochScore>> readableEpochs(const Database& fresh, ScoringId id,
                                                      std::int64_t count) {
    std::vector<std::optional<EpochScore>> epochs(static_cast<std::size_t>(count));
    Rows rows = fresh.query("SELECT epoch, stage, source FROM epoch WHERE scoring = ?", {id});
    while (rows.next()) {
        const auto stage = stageFromCode(rows.text(1));
        const auto source = sourceFromName(rows.text(2));
        if (rows.integer(0) >= 0 && rows.integer(0) < count && stage && source)
            epochs[static_cast<std::size_t>(rows.integer(0))] = EpochScore{*stage, *source};
    }
    return epochs;
}

void repairEpochs(Database& fresh, const JournalReplay& replay, ScoringId id, const std::string& name,
                  std::int64_t count, Findings& findings) {
    const auto known = replay.scorings().find(id);
    const bool hasJournal = known != replay.scorings().end() && !known->second.contradiction &&
                            static_cast<std::int64_t>(known->second.stages.size()) == count;
    const auto epochs = readableEpochs(fresh, id, count);
    std::int64_t fromJournal = 0;
    std::int64_t lost = 0;
    fresh.run("DELETE FROM epoch WHERE scoring = ? AND (epoch < 0 OR epoch >= ?)", {id, count});
    for (std::int64_t epoch = 0; epoch < count; ++epoch) {
        const auto at = static_cast<std::size_t>(epoch);
        if (epochs[at])
            continue;
        const EpochScore score = hasJournal ? known->second.stages[at] : EpochScore{};
        (hasJournal ? fromJournal : lost) += 1;
        fresh.run(
            "INSERT INTO epoch(scoring, epoch, stage, source) VALUES(?, ?, ?, ?) "
            "ON CONFLICT(scoring, epoch) DO UPDATE SET stage = excluded.stage, source = excluded.source",
            {id, epoch, stageCode(score.stage), sourceName(score.source)});
    }
    if (fromJournal > 0)
        findings.push_back(
            fmt::format("scoring \"{}\": {} epochs were rebuilt from the journal", name, fromJournal));
    if (lost > 0)
        findings.push_back(fmt::format("scoring \"{}\": the stages of {} epochs are lost", name, lost));
}

void repairScorings(Database& fresh, const JournalReplay& replay, Findings& findings) {
    rebuildScorings(fresh, replay, findings);
    struct Entry {
        ScoringId id;
        std::string name;
        std::int64_t epochs;
    };
    std::vector<Entry> entries;
    {
        Rows rows = fresh.query("SELECT id, name, epochs FROM scoring");
        while (rows.next())
            entries.push_back({rows.integer(0), rows.text(1), rows.integer(2)});
    }
    for (const Entry& entry : entries) {
        try {
            (void)readScoring(fresh, entry.id);
        } catch (const Failure&) {
            fresh.run("DELETE FROM scoring WHERE id = ?", {entry.id});
            findings.push_back(fmt::format("scoring \"{}\" makes no sense and was left out", entry.name));
            continue;
        }
        repairEpochs(fresh, replay, entry.id, entry.name, entry.epochs, findings);
    }
    for (const char* table : {"epoch", "probabilities", "undo_step", "reviewed", "event"})
        fresh.run(fmt::format("DELETE FROM {} WHERE scoring NOT IN (SELECT id FROM scoring)", table));
    fresh.run("UPDATE scoring SET network_run = NULL WHERE network_run NOT IN (SELECT id FROM scoring)");
    fresh.run("UPDATE scoring SET based_on = NULL WHERE based_on NOT IN (SELECT id FROM scoring)");
}

/// A step that is missing, or whose stages were rebuilt otherwise, would stop undo in its middle.
void dropUndoSteps(Database& fresh, Findings& findings) {
    if (fresh.run("DELETE FROM undo_step") > 0)
        findings.emplace_back("what could be undone before can be undone no more");
    fresh.run("UPDATE scoring SET undo_position = 0");
}

/// Closes the journal with what happened. When its last rows are lost, the new row's number leaves room for
/// them, so that verification goes on saying that they are missing.
void closeJournal(Database& fresh, const Author& author, std::string_view utc, Findings& findings,
                  const std::optional<JournalHead>& stored) {
    JournalHead head{0, std::string(kJournalRoot)};
    {
        Rows rows = fresh.query("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1");
        if (rows.next())
            head = {rows.integer(0), rows.text(1)};
    }
    const std::int64_t rowCount = fresh.queryInteger("SELECT count(*) FROM journal");
    const std::int64_t expected = std::max(head.rows, stored ? stored->rows : 0);
    if (rowCount < expected)
        findings.push_back(fmt::format("{} of {} journal rows are lost", expected - rowCount, expected));
    JournalRow row;
    row.number = expected + 1;
    row.utc = utc;
    row.user = author.user;
    row.program = author.program;
    row.action = "recover";
    row.note = fmt::format("{}", fmt::join(findings, "; "));
    row.hash = journalHash(head.hash, row);
    insertRow(fresh, row);
    storeHead(fresh, {row.number, row.hash});
}

/// Numbers outside of what a journal of this size can have would make the next one overflow.
void dropSenselessRows(Database& fresh) {
    fresh.run("DELETE FROM journal WHERE number < 1 OR number > 1000000000 OR length(hash) <> 64");
}

std::optional<JournalHead> headOf(const Database& fresh) {
    try {
        const JournalHead head = storedHead(fresh);
        return head.rows <= 1'000'000'000 ? std::optional(head) : std::nullopt;
    } catch (const Failure&) {
        return std::nullopt;
    }
}

Findings salvage(const Database& damaged, Database& fresh, const StudySchema& schema, const Author& author,
                 std::string_view utc) {
    Findings findings;
    fillNewStudy(fresh, schema, {}, {}, utc);
    const std::vector<Trigger> triggers = triggersOf(fresh);
    for (const Trigger& trigger : triggers)
        fresh.execute(fmt::format("DROP TRIGGER {}", trigger.name));
    fresh.run("DELETE FROM meta WHERE key <> 'readable_from'");
    fresh.run("DELETE FROM recording");
    for (const std::string& table : tableNames())
        if (table != "holder")
            copyTable(damaged, fresh, table, findings);
    dropSenselessRows(fresh);
    if (fresh.queryInteger("SELECT count(*) FROM scoring") == 0 &&
        fresh.queryInteger("SELECT count(*) FROM journal") == 0)
        throwFailure(ErrorCode::FormatInvalid,
                     fmt::format("{}: the file is damaged beyond repair", damaged.path().string()));
    repairScorings(fresh, replayOf(fresh), findings);
    if (fresh.queryInteger("SELECT count(*) FROM recording") == 0) {
        storeRecording(fresh, {}, {});
        findings.emplace_back("to which recording the study belongs is lost");
    }
    if (!meta(fresh, "study_id"))
        setMeta(fresh, "study_id", fmt::format("recovered-{}", utc));
    dropUndoSteps(fresh, findings);
    closeJournal(fresh, author, utc, findings, headOf(fresh));
    for (const Trigger& trigger : triggers)
        fresh.execute(trigger.sql);
    return findings;
}

/// A name beside the study that is free: NIGHT.hypno.damaged-20261122T123456Z.
fs::path damagedName(const fs::path& path, std::string_view utc) {
    std::string stamp;
    std::copy_if(utc.begin(), utc.begin() + std::min<std::ptrdiff_t>(19, std::ssize(utc)),
                 std::back_inserter(stamp), [](char c) { return c != '-' && c != ':'; });
    std::error_code error;
    const fs::path plain = withSuffix(path, fmt::format(".damaged-{}Z", stamp));
    fs::path candidate = plain;
    for (int number = 2; fs::exists(candidate, error); ++number)
        candidate = withSuffix(plain, fmt::format("-{}", number));
    return candidate;
}

void moveAside(const fs::path& from, const fs::path& to) {
    std::error_code error;
    if (!fs::exists(from, error))
        return;
    fs::rename(from, to, error);
    if (error)
        throwFailure(ErrorCode::FileUnwritable, fmt::format("{}: {}", to.string(), error.message()));
}

} // namespace

StudyOpenReport::Recovery recoverStudy(const fs::path& path, const StudySchema& schema, const Author& author,
                                       std::string_view utc, const std::string& fileSystemName) {
    const fs::path temporary = withSuffix(path, ".part");
    std::error_code ignored;
    removeDatabase(temporary);
    StudyOpenReport::Recovery recovery;
    try {
        const Database damaged(path, Database::Access::Damaged, fileSystemName);
        if (schemaVersion(damaged) < 1 || schemaVersion(damaged) > schema.version)
            throwFailure(ErrorCode::FormatInvalid,
                         fmt::format("{}: the file is damaged beyond repair", path.string()));
        Database fresh(temporary, Database::Access::Create, fileSystemName);
        fresh.execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL");
        recovery.findings = fresh.transaction([&] { return salvage(damaged, fresh, schema, author, utc); });
    } catch (...) {
        removeDatabase(temporary);
        throw;
    }
    recovery.damagedFile = damagedName(path, utc);
    // The log first: beside the new file it would be taken for its own.
    moveAside(withSuffix(path, "-wal"), withSuffix(recovery.damagedFile, "-wal"));
    moveAside(withSuffix(path, "-journal"), withSuffix(recovery.damagedFile, "-journal"));
    fs::remove(withSuffix(path, "-shm"), ignored);
    moveAside(path, recovery.damagedFile);
    moveAside(temporary, path);
    return recovery;
}

} // namespace hypnodesk::study
