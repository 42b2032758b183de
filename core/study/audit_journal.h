#pragma once

#include "core/scoring/hypnogram.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// One entry of the audit journal: who did what, when, from what to what.
struct JournalRow {
    std::int64_t number = 0; ///< 1, 2, 3, ... without gaps
    std::string utc;         ///< "2026-11-22T12:34:56.789Z"
    std::string user;
    std::string program;
    /// "stage", "create", "copy", "revise", "rename", "delete", "restore", "sign", "network run" (which run a
    /// scoring refers to), "lights", "event", "recording", "take over", "migrate", "recover", "study".
    std::string action;
    std::optional<std::int64_t> scoring; ///< ScoringId
    std::string scoringName;             ///< as it was called then
    std::optional<std::int64_t> epoch;   ///< from 0; "stage" only
    std::optional<EpochScore> before;    ///< "stage" only
    std::optional<EpochScore> after;
    std::string source;      ///< editSourceName; "stage" and "event" only
    std::string modelDigest; ///< of the network run that the scoring refers to
    std::string note;
    std::string
        stages;       ///< all stages at first, packed as packStages does; "create", "copy", "revise", "sign"
    std::string hash; ///< 64 hexadecimal digits

    bool operator==(const JournalRow&) const = default;
};

/// The journal's end: what to write down elsewhere (on paper, in a report, in an evidence bundle) in order to
/// prove later that the journal up to here is what it was.
struct JournalHead {
    std::int64_t rows = 0;
    std::string hash; ///< of the last row; kJournalRoot when there is none
    bool operator==(const JournalHead&) const = default;
};

inline constexpr std::string_view kJournalRoot =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// The hash of a row. SHA-256 over the hash of the row before (64 hexadecimal digits) and then each field of
/// the row in the order of JournalRow, number to stages, as a netstring "LENGTH:BYTES,"; numbers are decimal;
/// absent values are "-,"; before and after are each two fields, stage code and source name. So it can be
/// computed from an exported journal by anybody.
std::string journalHash(std::string_view previousHash, const JournalRow& row);

/// One thing wrong with a journal.
struct JournalProblem {
    enum class Kind {
        Altered,   ///< the row is not what was written, or the row before it was replaced
        Removed,   ///< rows that were written are missing
        Reordered, ///< the row was written at another place
        Added,     ///< more rows than the study counted
        Replay,    ///< following the journal does not lead to the stages that the scoring holds
        Anchor,    ///< the journal does not contain the head that was written down
    };

    Kind kind = Kind::Altered;
    std::int64_t row = 0; ///< number of the (first) row; 0 for Replay
    std::string text;     ///< a sentence part for people
};
/// "altered", "removed", ...
std::string_view journalProblemName(JournalProblem::Kind kind);

/// What verification found. At most kMaximumProblems are listed, all are counted.
///
/// What this proves: that rows were changed, removed or moved by anyone who did not recompute the chain from
/// there to its end together with the count and head that the study keeps beside it. A hash chain without
/// an outside anchor cannot prove more: who has the file and this program's source can write a whole new
/// journal. The anchor closes that gap: a head exported earlier (evidence bundle, printed report) pins all
/// rows up to it.
struct JournalVerdict {
    static constexpr std::size_t kMaximumProblems = 1000;

    std::int64_t rows = 0; ///< that were read
    JournalHead head;
    std::int64_t problemCount = 0;
    std::vector<JournalProblem> problems;
    bool isIntact() const { return problemCount == 0; }
};

/// All stages of a night in a line: runs of stage letter, first letter of the source (- none, n network,
/// a accepted, p person, i imported) and count, each followed by a comma. 12 epochs of wake by the network
/// and 3 of N1 by a person are "Wn12,1p3,".
std::string packStages(const std::vector<EpochScore>& epochs);
/// The inverse; nullopt when the text is not one that packStages wrote for at most `maximumEpochs`.
std::optional<std::vector<EpochScore>> unpackStages(std::string_view text, std::int64_t maximumEpochs);

} // namespace hypnodesk
