#include "core/study/event_store.h"

#include "core/base/text_fields.h"
#include "core/study/schema.h"
#include "core/study/scoring_store.h"

#include <fmt/format.h>

#include <cmath>

namespace hypnodesk::study {

namespace {

std::vector<StudyEvent> eventsFrom(Rows rows) {
    std::vector<StudyEvent> events;
    while (rows.next())
        events.push_back({rows.integer(0), rows.number(2), rows.number(3), rows.text(4), rows.text(5),
                          rows.text(6), rows.optionalInteger(1), rows.text(7)});
    return events;
}

std::string wordsOf(const StudyEvent& event) {
    return fmt::format("{} \"{}\" at {} s for {} s on {}", event.type, event.text,
                       formatNumber(event.onsetSeconds), formatNumber(event.durationSeconds),
                       event.channel.empty() ? "the whole recording" : event.channel);
}

void requireSense(const Database& database, const StudyEvent& event) {
    if (!std::isfinite(event.onsetSeconds) || !std::isfinite(event.durationSeconds) ||
        event.durationSeconds < 0.0)
        throwFailure(ErrorCode::ArgumentInvalid,
                     "an event needs an onset and a duration that is not negative");
    if (event.scoring && readScoring(database, *event.scoring).isSigned())
        requireEditable(readScoring(database, *event.scoring));
}

void journalEvent(const Database& database, JournalWriter& journal, const std::optional<ScoringId>& scoring,
                  std::string note, std::string_view source = {}) {
    JournalRow row;
    if (scoring)
        row = rowAbout(database, readScoring(database, *scoring), "event");
    row.action = "event";
    row.source = source;
    row.note = std::move(note);
    journal.append(std::move(row));
}

/// Gives the event its own id, or the next one for 0.
std::int64_t insert(Database& database, const StudyEvent& event) {
    database.run("INSERT INTO event(id, scoring, onset_s, duration_s, channel, type, text, author) "
                 "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                 {event.id > 0 ? std::optional(event.id) : std::nullopt, event.scoring, event.onsetSeconds,
                  event.durationSeconds, event.channel, event.type, event.text, event.author});
    return database.lastInsertedId();
}

std::optional<StudyEvent> findEvent(const Database& database, std::int64_t id) {
    auto found = eventsFrom(database.query(
        "SELECT id, scoring, onset_s, duration_s, channel, type, text, author FROM event WHERE id = ?",
        {id}));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

/// The study must hold what the change believes to replace: nothing is overwritten unseen.
void requireFits(const Database& database, ScoringId scoring, const EventChange& change) {
    if ((!change.before && !change.after) ||
        (change.before && change.after && change.before->id != change.after->id))
        throwFailure(ErrorCode::ArgumentInvalid, "a change of an event needs one event, before or after");
    const std::int64_t id = change.before ? change.before->id : change.after->id;
    if (id <= 0)
        throwFailure(ErrorCode::ArgumentInvalid, "an event needs a number");
    for (const auto* event : {&change.before, &change.after})
        if (*event && (*event)->scoring && (*event)->scoring != scoring)
            throwFailure(ErrorCode::ArgumentInvalid, fmt::format("event {} belongs to another scoring", id));
    if (findEvent(database, id) != change.before)
        throwFailure(ErrorCode::ArgumentInvalid,
                     fmt::format("event {} is not what the edit takes it for", id));
    if (change.after)
        requireSense(database, *change.after);
}

std::string wordsOf(const std::optional<double>& seconds) {
    return seconds ? fmt::format("{} s", formatNumber(*seconds)) : std::string("not set");
}

void storeLight(Database& database, std::string_view key, const std::optional<double>& seconds) {
    if (seconds && std::isfinite(*seconds))
        setMeta(database, key, formatNumber(*seconds));
    else
        database.run("DELETE FROM meta WHERE key = ?", {key});
}

} // namespace

std::vector<StudyEvent> readEvents(const Database& database, std::optional<ScoringId> scoring) {
    return eventsFrom(
        database.query("SELECT id, scoring, onset_s, duration_s, channel, type, text, author FROM event "
                       "WHERE scoring IS NULL OR scoring = ? ORDER BY onset_s, id",
                       {scoring}));
}

std::vector<StudyEvent> readAllEvents(const Database& database) {
    return eventsFrom(
        database.query("SELECT id, scoring, onset_s, duration_s, channel, type, text, author FROM event "
                       "ORDER BY onset_s, id"));
}

std::vector<std::int64_t> addEvents(Database& database, JournalWriter& journal,
                                    std::span<const StudyEvent> events) {
    std::vector<std::int64_t> ids;
    for (const StudyEvent& event : events) {
        requireSense(database, event);
        if (event.id != 0 && (event.id < 0 || findEvent(database, event.id)))
            throwFailure(ErrorCode::ArgumentInvalid, fmt::format("event {} is there already", event.id));
        ids.push_back(insert(database, event));
        journalEvent(database, journal, event.scoring,
                     fmt::format("added event {}: {}", ids.back(), wordsOf(event)));
    }
    return ids;
}

std::int64_t nextEventId(const Database& database) {
    Rows rows = database.query("SELECT seq FROM sqlite_sequence WHERE name = 'event'");
    return rows.next() ? rows.integer(0) + 1 : 1;
}

void copyEvents(Database& database, JournalWriter& journal, ScoringId from, ScoringId to) {
    const std::int64_t count = database.run(
        "INSERT INTO event(scoring, onset_s, duration_s, channel, type, text, author) "
        "SELECT ?, onset_s, duration_s, channel, type, text, author FROM event WHERE scoring = ? ORDER BY id",
        {to, from});
    if (count > 0)
        journalEvent(database, journal, to, fmt::format("copied {} events of scoring {}", count, from));
}

void applyEventChanges(Database& database, JournalWriter& journal, ScoringId scoring,
                       const std::vector<EventChange>& changes, EditSource source) {
    for (const EventChange& change : changes) {
        requireFits(database, scoring, change);
        const auto& [before, after] = change;
        if (before == after)
            continue;
        std::string note;
        if (!before) {
            insert(database, *after);
            note = fmt::format("added event {}: {}", after->id, wordsOf(*after));
        } else if (!after) {
            database.run("DELETE FROM event WHERE id = ?", {before->id});
            note = fmt::format("removed event {}: {}", before->id, wordsOf(*before));
        } else {
            database.run("UPDATE event SET scoring = ?, onset_s = ?, duration_s = ?, channel = ?, type = ?, "
                         "text = ?, author = ? WHERE id = ?",
                         {after->scoring, after->onsetSeconds, after->durationSeconds, after->channel,
                          after->type, after->text, after->author, after->id});
            note =
                fmt::format("changed event {}: {}; before: {}", after->id, wordsOf(*after), wordsOf(*before));
        }
        journalEvent(database, journal, scoring, std::move(note), editSourceName(source));
    }
}

LightsTimes readLights(const Database& database) {
    const auto read = [&](std::string_view key) {
        const auto text = meta(database, key);
        return text ? parseNumber(*text) : std::nullopt;
    };
    return {read("lights_off_s"), read("lights_on_s")};
}

void storeLights(Database& database, JournalWriter& journal, const LightsTimes& lights) {
    const LightsTimes before = readLights(database);
    if (before == lights)
        return;
    storeLight(database, "lights_off_s", lights.offSeconds);
    storeLight(database, "lights_on_s", lights.onSeconds);
    JournalRow row;
    row.action = "lights";
    row.note = fmt::format("off {}, on {}; before: off {}, on {}", wordsOf(lights.offSeconds),
                           wordsOf(lights.onSeconds), wordsOf(before.offSeconds), wordsOf(before.onSeconds));
    journal.append(std::move(row));
}

} // namespace hypnodesk::study
