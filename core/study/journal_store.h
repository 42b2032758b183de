#pragma once

#include "core/base/task_context.h"
#include "core/study/audit_journal.h"
#include "core/study/author.h"
#include "core/study/database.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk::study {

/// Writes journal rows within one transaction; the study's count and head follow with finish().
class JournalWriter {
public:
    /// All rows of a transaction bear the same time.
    JournalWriter(Database& database, const Author& author, std::string utc);

    /// Completes number, time, user, program and hash, and inserts the row.
    void append(JournalRow row);
    void finish();

    const std::string& utc() const { return m_utc; }

private:
    Database& m_database;
    const Author& m_author;
    std::string m_utc;
    JournalHead m_head;
};

/// The head that the study keeps beside the journal; throws FormatInvalid when it keeps none.
JournalHead storedHead(const Database& database);
void storeHead(Database& database, const JournalHead& head);

/// Inserts a row as it is.
void insertRow(Database& database, const JournalRow& row);

/// Rows with numbers >= `first`, at most `count`.
std::vector<JournalRow> readJournal(const Database& database, std::int64_t first, std::int64_t count);
/// The row under the cursor of a query for kJournalColumns. A field that no program of ours wrote comes back
/// changed, so that its hash does not fit.
JournalRow journalRowFrom(const Rows& rows);
extern const char* const kJournalColumns;

/// Walks the chain and shows every row, as it stands, to `follow`. Cancelled throws.
JournalVerdict verifyChain(const Database& database, const std::optional<JournalHead>& anchor,
                           const std::function<void(const JournalRow&)>& follow, const TaskContext& context);

void addProblem(JournalVerdict& verdict, JournalProblem problem);

} // namespace hypnodesk::study
