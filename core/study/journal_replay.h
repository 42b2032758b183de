#pragma once

#include "core/study/audit_journal.h"
#include "core/study/database.h"
#include "core/study/study_values.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk::study {

/// Follows a journal from its begin and knows what every scoring should hold after it.
class JournalReplay {
public:
    struct Scoring {
        std::string name;
        std::vector<EpochScore> stages;
        std::string note;                         ///< of the row that made it
        std::string utc;                          ///< when
        std::string signature;                    ///< the note of the row that signed it; empty when none did
        std::optional<std::string> contradiction; ///< the first row that did not fit what was before it
        bool isDeleted = false;
    };

    void follow(const JournalRow& row);
    const std::map<ScoringId, Scoring>& scorings() const { return m_scorings; }

private:
    std::map<ScoringId, Scoring> m_scorings;
};

/// Where the scorings of a study are not what its journal leads to.
void compareWithStudy(const JournalReplay& replay, const Database& database, JournalVerdict& verdict);

} // namespace hypnodesk::study
