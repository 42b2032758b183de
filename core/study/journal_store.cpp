#include "core/study/journal_store.h"

#include "core/base/text_fields.h"
#include "core/study/schema.h"

#include <fmt/format.h>

#include <limits>
#include <map>

namespace hypnodesk::study {

const char* const kJournalColumns =
    "number, utc, user, program, action, scoring, scoring_name, epoch, before_stage, before_source, "
    "after_stage, after_source, source, model_digest, note, stages, hash";

namespace {

constexpr std::int64_t kImpossible = std::numeric_limits<std::int64_t>::min();
constexpr std::size_t kMaximumSuspects = 64;

std::optional<std::int64_t> strictInteger(const Rows& rows, int column) {
    const auto value = rows.optionalInteger(column);
    // 12.5 or "12 or so" read as 12 would hide a change.
    return value && rows.text(column) != fmt::format("{}", *value) ? std::optional(kImpossible) : value;
}

std::optional<EpochScore> strictScore(const Rows& rows, int column) {
    const std::string stageText = rows.text(column);
    const std::string sourceText = rows.text(column + 1);
    const auto stage = stageFromCode(stageText);
    const auto source = sourceFromName(sourceText);
    if (!stage || !source || stageCode(*stage) != stageText)
        return std::nullopt;
    return EpochScore{*stage, *source};
}

/// Two columns that hold anything but a score or nothing: a change that parsing would not show.
bool isOddScore(const Rows& rows, int column) {
    const bool isAbsent = rows.isNull(column) && rows.isNull(column + 1);
    return !isAbsent && !strictScore(rows, column);
}

/// A row whose hash does not follow from the row before it.
struct Suspect {
    JournalRow row;
    std::string hashBefore;
};

/// The number under which the row was written, when that was another one than it bears now: moved rows keep
/// their hash, which fits a number and a predecessor that are among the suspects.
std::optional<std::int64_t> writtenAs(const JournalRow& row, const std::vector<Suspect>& suspects) {
    for (const Suspect& place : suspects) {
        if (place.row.number == row.number)
            continue;
        JournalRow moved = row;
        moved.number = place.row.number;
        if (journalHash(place.hashBefore, moved) == row.hash)
            return place.row.number;
        for (const Suspect& before : suspects)
            if (journalHash(before.row.hash, moved) == row.hash)
                return place.row.number;
    }
    return std::nullopt;
}

void reportSuspects(JournalVerdict& verdict, const std::vector<Suspect>& suspects) {
    for (const Suspect& suspect : suspects) {
        const JournalRow& row = suspect.row;
        const auto origin = suspects.size() <= kMaximumSuspects ? writtenAs(row, suspects) : std::nullopt;
        if (origin)
            addProblem(verdict, {JournalProblem::Kind::Reordered, row.number,
                                 fmt::format("row {} was written as row {}", row.number, *origin)});
        else
            addProblem(verdict, {JournalProblem::Kind::Altered, row.number,
                                 fmt::format("row {} ({}, {} of {}) is not what was written, or the row "
                                             "before it was replaced",
                                             row.number, row.utc, row.action, row.user)});
    }
}

} // namespace

JournalWriter::JournalWriter(Database& database, const Author& author, std::string utc)
    : m_database(database), m_author(author), m_utc(std::move(utc)), m_head(storedHead(database)) {}

void JournalWriter::append(JournalRow row) {
    row.number = m_head.rows + 1;
    row.utc = m_utc;
    row.user = m_author.user;
    row.program = m_author.program;
    row.hash = journalHash(m_head.hash, row);
    insertRow(m_database, row);
    m_head = {row.number, std::move(row.hash)};
}

void JournalWriter::finish() {
    storeHead(m_database, m_head);
}

JournalHead storedHead(const Database& database) {
    const auto rows = meta(database, "journal_rows");
    const auto hash = meta(database, "journal_hash");
    const auto count = rows ? parseInteger(*rows) : std::nullopt;
    if (!count || *count < 0 || !hash || hash->size() != kJournalRoot.size())
        throwFailure(ErrorCode::FormatInvalid,
                     fmt::format("{}: the end of the journal is not recorded", database.path().string()));
    return {*count, *hash};
}

void storeHead(Database& database, const JournalHead& head) {
    setMeta(database, "journal_rows", fmt::format("{}", head.rows));
    setMeta(database, "journal_hash", head.hash);
}

void insertRow(Database& database, const JournalRow& row) {
    const auto stageOf = [](const std::optional<EpochScore>& score) -> Value {
        return score ? Value(stageCode(score->stage)) : Value(nullptr);
    };
    const auto sourceOf = [](const std::optional<EpochScore>& score) -> Value {
        return score ? Value(sourceName(score->source)) : Value(nullptr);
    };
    database.run(
        "INSERT INTO journal(number, utc, user, program, action, scoring, scoring_name, epoch, "
        "before_stage, before_source, after_stage, after_source, source, model_digest, note, stages, "
        "hash) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {row.number, row.utc, row.user, row.program, row.action, row.scoring, row.scoringName, row.epoch,
         stageOf(row.before), sourceOf(row.before), stageOf(row.after), sourceOf(row.after), row.source,
         row.modelDigest, row.note, row.stages, row.hash});
}

JournalRow journalRowFrom(const Rows& rows) {
    JournalRow row;
    row.number = rows.integer(0);
    row.utc = rows.text(1);
    row.user = rows.text(2);
    row.program = rows.text(3);
    row.action = rows.text(4);
    row.scoring = strictInteger(rows, 5);
    row.scoringName = rows.text(6);
    row.epoch = strictInteger(rows, 7);
    row.before = strictScore(rows, 8);
    row.after = strictScore(rows, 10);
    row.source = rows.text(12);
    row.modelDigest = rows.text(13);
    row.note = rows.text(14);
    row.stages = rows.text(15);
    row.hash = rows.text(16);
    if (isOddScore(rows, 8) || isOddScore(rows, 10))
        row.note += fmt::format(" [unreadable stages \"{} {} {} {}\"]", rows.text(8), rows.text(9),
                                rows.text(10), rows.text(11));
    return row;
}

std::vector<JournalRow> readJournal(const Database& database, std::int64_t first, std::int64_t count) {
    std::vector<JournalRow> journal;
    const std::string sql =
        fmt::format("SELECT {} FROM journal WHERE number >= ? ORDER BY number LIMIT ?", kJournalColumns);
    Rows rows = database.query(sql, {first, std::max<std::int64_t>(count, 0)});
    while (rows.next())
        journal.push_back(journalRowFrom(rows));
    return journal;
}

void addProblem(JournalVerdict& verdict, JournalProblem problem) {
    ++verdict.problemCount;
    if (verdict.problems.size() < JournalVerdict::kMaximumProblems)
        verdict.problems.push_back(std::move(problem));
}

JournalVerdict verifyChain(const Database& database, const std::optional<JournalHead>& anchor,
                           const std::function<void(const JournalRow&)>& follow, const TaskContext& context) {
    JournalVerdict verdict;
    verdict.head.hash = kJournalRoot;
    const JournalHead stored = storedHead(database);
    bool anchorFound = !anchor || (anchor->rows == 0 && anchor->hash == kJournalRoot);
    std::vector<Suspect> suspects;

    const std::string sql = fmt::format("SELECT {} FROM journal ORDER BY number", kJournalColumns);
    Rows rows = database.query(sql);
    while (rows.next()) {
        if (verdict.rows % 1000 == 0) {
            if (context.isCancelled())
                throwFailure(ErrorCode::Cancelled, "verifying the journal");
            context.report(static_cast<double>(verdict.rows) /
                           static_cast<double>(std::max<std::int64_t>(stored.rows, verdict.rows + 1)));
        }
        JournalRow row = journalRowFrom(rows);
        const bool isNext = row.number == verdict.head.rows + 1;
        if (!isNext)
            addProblem(verdict,
                       {JournalProblem::Kind::Removed, verdict.head.rows + 1,
                        fmt::format("rows {} to {} are missing; row {} cannot be checked without them",
                                    verdict.head.rows + 1, row.number - 1, row.number)});
        ++verdict.rows;
        const std::string before = std::exchange(verdict.head, {row.number, row.hash}).hash;
        if (anchor && row.number == anchor->rows)
            anchorFound = row.hash == anchor->hash;
        follow(row);
        if (isNext && journalHash(before, row) != row.hash) {
            // Which row came from where is sought among a few; of a journal in ruins all are "altered".
            if (suspects.size() <= kMaximumSuspects)
                suspects.push_back({std::move(row), before});
            else
                addProblem(verdict, {JournalProblem::Kind::Altered, row.number,
                                     fmt::format("row {} is not what was written", row.number)});
        }
    }
    reportSuspects(verdict, suspects);

    if (verdict.head.rows < stored.rows)
        addProblem(verdict, {JournalProblem::Kind::Removed, verdict.head.rows + 1,
                             fmt::format("rows {} to {}, the last ones, are missing", verdict.head.rows + 1,
                                         stored.rows)});
    else if (verdict.head.rows > stored.rows)
        addProblem(verdict, {JournalProblem::Kind::Added, stored.rows + 1,
                             fmt::format("there are {} rows more than the study counted",
                                         verdict.head.rows - stored.rows)});
    else if (verdict.head.hash != stored.hash)
        addProblem(verdict, {JournalProblem::Kind::Altered, verdict.head.rows,
                             "the last row is not the one that the study recorded as the last"});
    if (!anchorFound)
        addProblem(verdict,
                   {JournalProblem::Kind::Anchor, anchor->rows,
                    fmt::format("row {} does not have the hash that was written down", anchor->rows)});
    return verdict;
}

} // namespace hypnodesk::study
