#include "core/study/edit_store.h"

#include "core/study/event_blobs.h"
#include "core/study/event_store.h"
#include "core/study/scoring_store.h"
#include "core/study/stage_blobs.h"

#include <fmt/format.h>

namespace hypnodesk::study {

namespace {

/// One scoring while its stages change.
class Editor {
public:
    Editor(Database& database, JournalWriter& journal, ScoringId id)
        : m_database(database), m_journal(journal), m_scoring(readScoring(database, id)),
          m_modelDigest(modelDigestFor(database, m_scoring.networkRun)) {
        requireEditable(m_scoring);
        m_position = database.queryInteger("SELECT undo_position FROM scoring WHERE id = ?", {id});
    }

    const ScoringInfo& scoring() const { return m_scoring; }
    std::int64_t position() const { return m_position; }

    void setPosition(std::int64_t position) {
        m_database.run("UPDATE scoring SET undo_position = ? WHERE id = ?", {position, m_scoring.id});
        m_position = position;
    }

    void change(const StageEdit& edit, EditSource source, const std::string& text) {
        for (const EpochChange& change : edit.changes) {
            requireBefore(change);
            m_database.run(
                "UPDATE epoch SET stage = ?, source = ? WHERE scoring = ? AND epoch = ?",
                {stageCode(change.after.stage), sourceName(change.after.source), m_scoring.id, change.epoch});
            JournalRow row;
            row.action = "stage";
            row.scoring = m_scoring.id;
            row.scoringName = m_scoring.name;
            row.epoch = change.epoch;
            row.before = change.before;
            row.after = change.after;
            row.source = editSourceName(source);
            if (isOfNetwork(change.before) || isOfNetwork(change.after))
                row.modelDigest = m_modelDigest;
            row.note = text;
            m_journal.append(std::move(row));
        }
    }

    void change(const std::vector<EventChange>& events, EditSource source) {
        applyEventChanges(m_database, m_journal, m_scoring.id, events, source);
    }

    void referTo(const std::optional<ScoringId>& run) {
        if (run == m_scoring.networkRun)
            return;
        if (run) {
            const ScoringInfo found = readScoring(m_database, *run);
            if (found.kind != ScoringKind::Network || found.grid != m_scoring.grid)
                throwFailure(ErrorCode::ArgumentInvalid,
                             fmt::format("scoring {} is no run of the network on these epochs", *run));
        }
        m_database.run("UPDATE scoring SET network_run = ? WHERE id = ?", {run, m_scoring.id});
        m_scoring.networkRun = run;
        m_modelDigest = modelDigestFor(m_database, run);
        m_journal.append(rowAbout(m_database, m_scoring, "network run",
                                  run ? fmt::format("refers to scoring {}", *run) : "refers to none"));
    }

private:
    static bool isOfNetwork(const EpochScore& score) {
        return score.source == StageSource::Network || score.source == StageSource::Accepted;
    }

    /// The study must hold what the edit believes to replace: nothing is overwritten unseen.
    void requireBefore(const EpochChange& change) const {
        Rows rows = m_database.query("SELECT stage, source FROM epoch WHERE scoring = ? AND epoch = ?",
                                     {m_scoring.id, change.epoch});
        if (!rows.next())
            throwFailure(m_scoring.grid.contains(change.epoch) ? ErrorCode::FormatInvalid
                                                               : ErrorCode::ArgumentInvalid,
                         fmt::format("scoring \"{}\" has no epoch {}", m_scoring.name, change.epoch + 1));
        if (rows.text(0) != stageCode(change.before.stage) ||
            rows.text(1) != sourceName(change.before.source))
            throwFailure(ErrorCode::ArgumentInvalid,
                         fmt::format("scoring \"{}\": epoch {} holds {} ({}), not {} ({})", m_scoring.name,
                                     change.epoch + 1, rows.text(0), rows.text(1),
                                     stageCode(change.before.stage), sourceName(change.before.source)));
    }

    Database& m_database;
    JournalWriter& m_journal;
    ScoringInfo m_scoring;
    std::string m_modelDigest;
    std::int64_t m_position = 0;
};

struct Step {
    std::string text;
    std::int64_t epochToShow = 0;
    StageEdit edit;
    bool changesRun = false;
    std::optional<ScoringId> runBefore;
    std::optional<ScoringId> runAfter;
    std::vector<EventChange> events;
};

std::optional<Step> readStep(const Database& database, ScoringId id, std::int64_t position) {
    Rows rows = database.query("SELECT text, epoch_to_show, changes, changes_run, run_before, run_after, "
                               "events FROM undo_step WHERE scoring = ? AND position = ?",
                               {id, position});
    if (!rows.next())
        return std::nullopt;
    auto edit = decodeChanges(rows.blob(2));
    auto events = decodeEventChanges(rows.blob(6));
    if (!edit || !events)
        throwFailure(ErrorCode::FormatInvalid,
                     fmt::format("{}: undo step {} cannot be read", database.path().string(), position));
    return Step{rows.text(0),         rows.integer(1),         std::move(*edit),
                rows.integer(3) != 0, rows.optionalInteger(4), rows.optionalInteger(5),
                std::move(*events)};
}

UndoneStep play(Editor& editor, Step step, EditSource source) {
    const bool isUndo = source == EditSource::Undo;
    StageEdit edit = isUndo ? inverse(step.edit) : std::move(step.edit);
    // Stages first when undoing, the reference first when redoing: each stage's row names its own model.
    if (step.changesRun && !isUndo)
        editor.referTo(step.runAfter);
    editor.change(edit, source, step.text);
    if (isUndo)
        step.events = inverse(step.events);
    editor.change(step.events, source);
    if (step.changesRun && isUndo)
        editor.referTo(step.runBefore);
    return {std::move(edit), std::move(step.text),        step.epochToShow,
            step.changesRun, editor.scoring().networkRun, std::move(step.events)};
}

} // namespace

void applyEdits(Database& database, JournalWriter& journal, ScoringId id, std::span<const EditRequest> edits,
                std::int64_t maximumSteps) {
    Editor editor(database, journal, id);
    std::int64_t position = editor.position();
    database.run("DELETE FROM undo_step WHERE scoring = ? AND position > ?", {id, position});
    for (const EditRequest& request : edits) {
        if (request.edit.isEmpty() && request.events.empty() && !request.networkRun)
            continue; // nothing that anybody would want to undo
        const std::optional<ScoringId> runBefore = editor.scoring().networkRun;
        if (request.networkRun)
            editor.referTo(*request.networkRun == 0 ? std::nullopt : request.networkRun);
        editor.change(request.edit, request.source, request.text);
        editor.change(request.events, request.source);
        database.run("INSERT INTO undo_step(scoring, position, text, epoch_to_show, changes, changes_run, "
                     "run_before, run_after, events) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     {id, ++position, request.text, request.epochToShow, encodeChanges(request.edit),
                      request.networkRun.has_value(), runBefore, editor.scoring().networkRun,
                      encodeEventChanges(request.events)});
    }
    editor.setPosition(position);
    database.run("DELETE FROM undo_step WHERE scoring = ? AND position <= ?", {id, position - maximumSteps});
}

std::optional<UndoneStep> undo(Database& database, JournalWriter& journal, ScoringId id) {
    Editor editor(database, journal, id);
    auto step = readStep(database, id, editor.position());
    if (!step)
        return std::nullopt;
    UndoneStep done = play(editor, std::move(*step), EditSource::Undo);
    editor.setPosition(editor.position() - 1);
    return done;
}

std::optional<UndoneStep> redo(Database& database, JournalWriter& journal, ScoringId id) {
    Editor editor(database, journal, id);
    auto step = readStep(database, id, editor.position() + 1);
    if (!step)
        return std::nullopt;
    UndoneStep done = play(editor, std::move(*step), EditSource::Redo);
    editor.setPosition(editor.position() + 1);
    return done;
}

UndoTexts undoTexts(const Database& database, ScoringId id) {
    const ScoringInfo scoring = readScoring(database, id);
    if (!scoring.isEditable())
        return {};
    const std::int64_t position =
        database.queryInteger("SELECT undo_position FROM scoring WHERE id = ?", {id});
    const auto textAt = [&](std::int64_t at) -> std::optional<std::string> {
        Rows rows = database.query("SELECT text FROM undo_step WHERE scoring = ? AND position = ?", {id, at});
        return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
    };
    return {textAt(position), textAt(position + 1)};
}

} // namespace hypnodesk::study
