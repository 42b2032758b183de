#pragma once

#include "core/study/audit_journal.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace hypnodesk {

/// The journal as CSV (RFC 4180, UTF-8, lines end in "\n"): the head line, then one line a row. The columns
/// are the fields in the order in which journalHash() takes them, so that anybody can compute the chain again
/// from this file: empty cells of the columns scoring, epoch, before..after_source are absent values, all
/// others are texts as they are.
std::string auditCsvHead();
std::string auditCsvLine(const JournalRow& row);

/// {"number": 1, "utc": ..., "user": ..., ..., "before": "N2", "before_source": "network", ..., "hash": ...};
/// absent values are null.
nlohmann::ordered_json toJson(const JournalRow& row);

/// {"intact": false, "rows": 812, "head": {"rows": 812, "hash": ...}, "problem_count": 1, "problems":
/// [{"kind": "altered", "row": 17, "text": ...}]}.
nlohmann::ordered_json toJson(const JournalVerdict& verdict);

} // namespace hypnodesk
