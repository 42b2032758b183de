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
                          rows.text(6), rows.optionalInteger(1)});
    return events;
}

StudyEvent readEvent(const Database& database, std::int64_t id) {
    const auto found = eventsFrom(database.query(
        "SELECT id, scoring, onset_s, duration_s, channel, type, text FROM event WHERE id = ?", {id}));
    if (found.empty())
        throwFailure(ErrorCode::ArgumentInvalid, fmt::format("there is no event {}", id));
    return found.front();
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
                  std::string note) {
    JournalRow row;
    if (scoring)
        row = rowAbout(database, readScoring(database, *scoring), "event");
    row.action = "event";
    row.note = std::move(note);
    journal.append(std::move(row));
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
        database.query("SELECT id, scoring, onset_s, duration_s, channel, type, text FROM event "
                       "WHERE scoring IS NULL OR scoring = ? ORDER BY onset_s, id",
                       {scoring}));
}

std::vector<StudyEvent> readAllEvents(const Database& database) {
    return eventsFrom(
        database.query("SELECT id, scoring, onset_s, duration_s, channel, type, text FROM event "
                       "ORDER BY onset_s, id"));
}

std::vector<std::int64_t> addEvents(Database& database, JournalWriter& journal,
                                    std::span<const StudyEvent> events) {
    std::vector<std::int64_t> ids;
    for (const StudyEvent& event : events) {
        requireSense(database, event);
        database.run("INSERT INTO event(scoring, onset_s, duration_s, channel, type, text) "
                     "VALUES(?, ?, ?, ?, ?, ?)",
                     {event.scoring, event.onsetSeconds, event.durationSeconds, event.channel, event.type,
                      event.text});
        ids.push_back(database.lastInsertedId());
        journalEvent(database, journal, event.scoring,
                     fmt::format("added event {}: {}", ids.back(), wordsOf(event)));
    }
    return ids;
}

void changeEvent(Database& database, JournalWriter& journal, const StudyEvent& event) {
    const StudyEvent before = readEvent(database, event.id);
    if (before == event)
        return;
    requireSense(database, before);
    requireSense(database, event);
    database.run("UPDATE event SET scoring = ?, onset_s = ?, duration_s = ?, channel = ?, type = ?, text = ? "
                 "WHERE id = ?",
                 {event.scoring, event.onsetSeconds, event.durationSeconds, event.channel, event.type,
                  event.text, event.id});
    journalEvent(database, journal, event.scoring,
                 fmt::format("changed event {}: {}; before: {}", event.id, wordsOf(event), wordsOf(before)));
}

void removeEvent(Database& database, JournalWriter& journal, std::int64_t id) {
    const StudyEvent event = readEvent(database, id);
    requireSense(database, event);
    database.run("DELETE FROM event WHERE id = ?", {id});
    journalEvent(database, journal, event.scoring, fmt::format("removed event {}: {}", id, wordsOf(event)));
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
