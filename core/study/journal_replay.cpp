#include "core/study/journal_replay.h"

#include "core/base/digest.h"
#include "core/study/journal_store.h"
#include "core/study/scoring_store.h"

#include <fmt/format.h>

namespace hypnodesk::study {

namespace {

/// So many differing epochs of a scoring are named; the rest is counted.
constexpr int kNamedEpochs = 20;

std::string wordsOf(const EpochScore& score) {
    return fmt::format("{} ({})", stageCode(score.stage), sourceName(score.source));
}

void compareStages(const JournalReplay::Scoring& expected, const ScoringInfo& scoring,
                   const Database& database, JournalVerdict& verdict) {
    const auto problem = [&](std::string text) {
        addProblem(verdict, {JournalProblem::Kind::Replay, 0,
                             fmt::format("scoring \"{}\": {}", scoring.name, std::move(text))});
    };
    if (expected.contradiction)
        problem(*expected.contradiction);
    ScoringStages stages;
    try {
        stages = readStages(database, scoring);
    } catch (const Failure& failure) {
        problem(failure.error.detail);
        return;
    }
    const std::vector<EpochScore>& found = stages.hypnogram.epochs();
    const std::string labels = rkStagesNote(stages.rkStages);
    const std::size_t said = expected.note.find(labels.empty() ? kRkStagesMark : std::string_view(labels));
    if ((said == std::string::npos) != labels.empty())
        problem("its stages of Rechtschaffen and Kales are not those that were read");
    if (found.size() != expected.stages.size()) {
        problem(fmt::format("it holds {} epochs, by the journal {}", found.size(), expected.stages.size()));
        return;
    }
    int different = 0;
    for (std::size_t epoch = 0; epoch < found.size(); ++epoch)
        if (found[epoch] != expected.stages[epoch] && ++different <= kNamedEpochs)
            problem(fmt::format("epoch {} is {}, by the journal {}", epoch + 1, wordsOf(found[epoch]),
                                wordsOf(expected.stages[epoch])));
    if (different > kNamedEpochs)
        problem(fmt::format("{} more epochs differ from the journal", different - kNamedEpochs));
}

void compareProbabilities(const JournalReplay::Scoring& expected, const ScoringInfo& scoring,
                          const Database& database, JournalVerdict& verdict) {
    Rows rows = database.query("SELECT verdicts FROM probabilities WHERE scoring = ?", {scoring.id});
    const bool isAsWritten = rows.next() && expected.note.find(sha256Hex(rows.blob(0))) != std::string::npos;
    if (!isAsWritten)
        addProblem(verdict, {JournalProblem::Kind::Replay, 0,
                             fmt::format("scoring \"{}\": its probabilities are not those that were written",
                                         scoring.name)});
}

} // namespace

void JournalReplay::follow(const JournalRow& row) {
    if (!row.scoring)
        return;
    Scoring& scoring = m_scorings[*row.scoring];
    if (row.action == "create" || row.action == "copy" || row.action == "revise") {
        const auto stages = unpackStages(row.stages, kMaximumEpochs);
        scoring.name = row.scoringName;
        scoring.note = row.note;
        scoring.utc = row.utc;
        scoring.contradiction.reset();
        if (stages)
            scoring.stages = *stages;
        else
            scoring.contradiction = fmt::format("row {}: its stages cannot be read", row.number);
    } else if (row.action == "stage") {
        const bool isInside = row.epoch && *row.epoch >= 0 &&
                              *row.epoch < static_cast<std::int64_t>(scoring.stages.size()) && row.after;
        const auto epoch = isInside ? static_cast<std::size_t>(*row.epoch) : 0;
        if ((!isInside || scoring.stages[epoch] != row.before) && !scoring.contradiction)
            scoring.contradiction =
                fmt::format("row {}: the stage before is not what the rows before lead to", row.number);
        if (isInside)
            scoring.stages[epoch] = *row.after;
    } else if (row.action == "sign") {
        scoring.signature = row.note;
    } else if (row.action == "delete" || row.action == "restore") {
        scoring.isDeleted = row.action == "delete";
    }
}

void compareWithStudy(const JournalReplay& replay, const Database& database, JournalVerdict& verdict) {
    std::map<ScoringId, JournalReplay::Scoring> unseen = replay.scorings();
    for (const ScoringInfo& scoring : readScorings(database, true)) {
        const auto problem = [&](std::string_view text) {
            addProblem(verdict, {JournalProblem::Kind::Replay, 0,
                                 fmt::format("scoring \"{}\": {}", scoring.name, text)});
        };
        const auto expected = unseen.extract(scoring.id);
        if (expected.empty()) {
            problem("the journal does not know it");
            continue;
        }
        compareStages(expected.mapped(), scoring, database, verdict);
        if (scoring.kind == ScoringKind::Network)
            compareProbabilities(expected.mapped(), scoring, database, verdict);
        const std::string signature =
            scoring.isSigned() ? fmt::format("reviewed by {}", scoring.signedBy) : std::string();
        if (signature != expected.mapped().signature)
            problem("its signature is not the one in the journal");
        if (scoring.isDeleted != expected.mapped().isDeleted)
            problem("whether it is deleted differs from the journal");
    }
    for (const auto& [id, scoring] : unseen)
        addProblem(verdict, {JournalProblem::Kind::Replay, 0,
                             fmt::format("scoring \"{}\" ({}) is in the journal but not in the study",
                                         scoring.name, id)});
}

} // namespace hypnodesk::study
