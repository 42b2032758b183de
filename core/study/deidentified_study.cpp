#include "core/study/deidentified_study.h"

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/base/text_fields.h"
#include "core/study/journal_replay.h"
#include "core/study/scoring_store.h"
#include "core/study/stage_blobs.h"
#include "core/study/study_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

namespace hypnodesk {

namespace fs = std::filesystem;
using study::Blob;
using study::Database;
using study::throwFailure;

namespace {

using Days = std::chrono::sys_days;

/// The date that begins a text such as "2026-11-22T12:34:56.789Z".
std::optional<Days> dateOf(std::string_view utc) {
    const auto parts = split(utc.substr(0, utc.find('T')), '-');
    if (parts.size() != 3)
        return std::nullopt;
    const auto year = parseInteger(parts[0]);
    const auto month = parseInteger(parts[1]);
    const auto day = parseInteger(parts[2]);
    if (!year || !month || !day || *year < 1 || *year > 9999 || *month < 1 || *month > 12 || *day < 1 ||
        *day > 31)
        return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    return date.ok() ? std::optional(Days(date)) : std::nullopt;
}

/// Only the digits of a time, so that nothing else passes.
bool isTimeOfDay(std::string_view text) {
    return text.size() <= 16 && text.find_first_not_of("0123456789:.TZ") == std::string_view::npos;
}

bool isHexDigest(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// What stands for a name from now on; the same name gets the same code.
class Codes {
public:
    explicit Codes(std::string_view prefix) : m_prefix(prefix) {}
    std::string codeFor(std::string_view name) {
        const std::string_view plain = trimmed(name);
        if (plain.empty())
            return {};
        const auto number = static_cast<int>(m_codes.size()) + 1;
        return m_codes.try_emplace(std::string(plain), fmt::format("{}{}", m_prefix, number)).first->second;
    }
    std::int64_t count() const { return static_cast<std::int64_t>(m_codes.size()); }

private:
    std::string_view m_prefix;
    std::map<std::string, std::string> m_codes;
};

/// Builds the copy in an empty database. Functions throw Failure.
class StudyCleaner {
public:
    StudyCleaner(const Study& original, Database& copy, const DeidentifiedStudyOptions& options)
        : m_original(original), m_copy(copy), m_options(options) {}

    void write(const TaskContext& context) {
        m_scorings = need(m_original.scorings(true));
        const JournalVerdict verdict = need(m_original.verifyJournal(context.part(0.0, 0.3)));
        m_done.originalProblems = verdict.problemCount;
        chooseShift();
        study::fillNewStudy(m_copy, study::currentSchema(), m_options.recording, {},
                            moved(need(m_original.journal(1, 1)).empty()
                                      ? std::string()
                                      : need(m_original.journal(1, 1))[0].utc));
        for (const ScoringInfo& scoring : m_scorings)
            writeScoring(scoring);
        linkScorings();
        writeEvents();
        writeLights();
        writeJournal(verdict, context.part(0.3, 0.9));
        m_done.people = m_people.count();
    }

    const DeidentifiedStudy& done() const { return m_done; }

private:
    template <typename T>
    static T need(Result<T> result) {
        if (!result)
            throw study::Failure{result.error()};
        return std::move(*result);
    }

    void chooseShift() {
        if (m_options.shiftDays) {
            m_shift = std::chrono::days(*m_options.shiftDays);
            return;
        }
        const auto first = need(m_original.journal(1, 1));
        const auto date = first.empty() ? std::nullopt : dateOf(first[0].utc);
        const Days target = std::chrono::year(1985) / 1 / 1;
        m_shift = date ? target - *date : std::chrono::days(0);
    }

    /// A time of the original as it stands in the copy.
    std::string moved(const std::string& utc) const {
        if (utc.empty())
            return {};
        const auto date = dateOf(utc);
        const std::size_t mark = utc.find('T');
        const std::string_view clock =
            mark == std::string::npos ? std::string_view() : std::string_view(utc).substr(mark);
        if (!date || !isTimeOfDay(clock))
            return "1985-01-01T00:00:00.000Z";
        const std::chrono::year_month_day day(*date + m_shift);
        return fmt::format("{:04}-{:02}-{:02}{}", static_cast<int>(day.year()),
                           static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()), clock);
    }

    std::string nameOf(ScoringId id) const {
        const auto found = std::find_if(m_scorings.begin(), m_scorings.end(),
                                        [&](const ScoringInfo& scoring) { return scoring.id == id; });
        return fmt::format("{} {}", found == m_scorings.end() ? "scoring" : scoringKindName(found->kind), id);
    }

    std::string cleaned(const std::string& text) {
        if (text.empty() || m_options.isCleanText(text))
            return text;
        ++m_done.emptiedTexts;
        return {};
    }

    void writeScoring(const ScoringInfo& scoring);
    void linkScorings();
    void writeEvents();
    void writeLights();
    void writeJournal(const JournalVerdict& verdict, const TaskContext& context);
    void append(JournalRow row);
    JournalRow cleanRow(const JournalRow& row);
    std::string cleanNote(const JournalRow& row);

    const Study& m_original;
    Database& m_copy;
    const DeidentifiedStudyOptions& m_options;
    std::vector<ScoringInfo> m_scorings;
    std::chrono::days m_shift{0};
    Codes m_people{"P"};
    Codes m_models{"model "};
    JournalHead m_head{0, std::string(kJournalRoot)};
    DeidentifiedStudy m_done;
};

void StudyCleaner::writeScoring(const ScoringInfo& scoring) {
    const bool isNetwork = scoring.kind == ScoringKind::Network;
    const std::string model =
        isNetwork ? m_models.codeFor(scoring.modelDigest.empty() ? scoring.modelName : scoring.modelDigest)
                  : std::string();
    m_copy.run("INSERT INTO scoring(id, name, kind, scorer, created_utc, start_s, epoch_s, epochs, revision, "
               "signed_by, signed_utc, deleted, model_name, model_digest) "
               "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
               {scoring.id, nameOf(scoring.id), scoringKindName(scoring.kind),
                isNetwork ? model : m_people.codeFor(scoring.scorer), moved(scoring.createdUtc),
                scoring.grid.startSeconds, scoring.grid.epochSeconds, scoring.grid.count, scoring.revision,
                m_people.codeFor(scoring.signedBy), moved(scoring.signedUtc), scoring.isDeleted, model,
                isHexDigest(scoring.modelDigest) ? scoring.modelDigest : std::string()});
    study::insertEpochs(m_copy, scoring.id,
                        {need(m_original.hypnogram(scoring.id)), need(m_original.rkStages(scoring.id))});
    if (isNetwork) {
        const NightProbabilities night = need(m_original.probabilities(scoring.id));
        const Blob verdicts = study::encodeVerdicts(night.epochs);
        m_copy.run("INSERT INTO probabilities(scoring, derivation, verdicts, digest) VALUES(?, ?, ?, ?)",
                   {scoring.id, cleaned(night.derivation), verdicts, sha256Hex(verdicts)});
    }
    for (const std::int64_t epoch : need(m_original.reviewedEpochs(scoring.id)))
        m_copy.run("INSERT INTO reviewed(scoring, epoch) VALUES(?, ?)", {scoring.id, epoch});
}

/// Scorings refer to each other, and some never change again: both after all of them are there.
void StudyCleaner::linkScorings() {
    for (const ScoringInfo& scoring : m_scorings)
        m_copy.run("UPDATE scoring SET network_run = ?, based_on = ?, sealed = ? WHERE id = ?",
                   {scoring.networkRun, scoring.basedOn,
                    scoring.kind == ScoringKind::Network || scoring.isSigned(), scoring.id});
}

void StudyCleaner::writeEvents() {
    for (const StudyEvent& event : need(m_original.allEvents()))
        m_copy.run("INSERT INTO event(id, scoring, onset_s, duration_s, channel, type, text, author) "
                   "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                   {event.id, event.scoring, event.onsetSeconds, event.durationSeconds,
                    cleaned(event.channel),
                    m_options.isCleanText(event.type) ? event.type : std::string("note"), cleaned(event.text),
                    m_people.codeFor(event.author)});
}

void StudyCleaner::writeLights() {
    const LightsTimes lights = need(m_original.lights());
    if (lights.offSeconds)
        study::setMeta(m_copy, "lights_off_s", formatNumber(*lights.offSeconds));
    if (lights.onSeconds)
        study::setMeta(m_copy, "lights_on_s", formatNumber(*lights.onSeconds));
}

/// What verification needs, and nothing that a person wrote.
std::string StudyCleaner::cleanNote(const JournalRow& row) {
    constexpr std::string_view kSignature = "reviewed by ";
    constexpr std::string_view kDigest = "probabilities sha256 ";
    if (row.action == "sign" && row.note.starts_with(kSignature))
        return std::string(kSignature) +
               m_people.codeFor(std::string_view(row.note).substr(kSignature.size()));
    const std::size_t at = row.note.rfind(kDigest);
    if (row.action == "create" && at != std::string::npos) {
        const std::string digest = row.note.substr(at + kDigest.size());
        if (isHexDigest(digest))
            return fmt::format("network run, {}{}", kDigest, digest);
    }
    if (const std::size_t labels = row.note.rfind(study::kRkStagesMark); labels != std::string::npos) {
        const std::string digest = row.note.substr(labels + study::kRkStagesMark.size());
        if (isHexDigest(digest))
            return fmt::format("{}{}", study::kRkStagesMark, digest);
    }
    return {};
}

JournalRow StudyCleaner::cleanRow(const JournalRow& row) {
    constexpr std::array<std::string_view, 16> kActions{
        "stage",       "create", "copy",  "revise",    "rename",    "delete",  "restore", "sign",
        "network run", "lights", "event", "recording", "take over", "migrate", "recover", "study"};
    JournalRow clean;
    clean.utc = moved(row.utc);
    clean.user = m_people.codeFor(row.user);
    const bool isOurs = row.program.starts_with("Hypnodesk ") && row.program.size() < 30 &&
                        row.program.find_first_not_of("0123456789.", 10) == std::string::npos;
    clean.program = isOurs ? row.program : "another program";
    const bool isKnown = std::find(kActions.begin(), kActions.end(), row.action) != kActions.end();
    clean.action = isKnown ? row.action : "other";
    clean.scoring = row.scoring;
    clean.scoringName = row.scoring ? nameOf(*row.scoring) : std::string();
    clean.epoch = row.epoch;
    clean.before = row.before;
    clean.after = row.after;
    clean.source = editSourceFromName(row.source) ? row.source : std::string();
    clean.modelDigest = isHexDigest(row.modelDigest) ? row.modelDigest : std::string();
    clean.note = cleanNote(row);
    clean.stages = unpackStages(row.stages, study::kMaximumEpochs) ? row.stages : std::string();
    return clean;
}

void StudyCleaner::append(JournalRow row) {
    row.number = m_head.rows + 1;
    row.hash = journalHash(m_head.hash, row);
    study::insertRow(m_copy, row);
    m_head = {row.number, row.hash};
}

void StudyCleaner::writeJournal(const JournalVerdict& verdict, const TaskContext& context) {
    constexpr std::int64_t kRowsAtOnce = 10'000;
    JournalRow first;
    const auto begin = need(m_original.journal(1, 1));
    first.utc = begin.empty() ? "1985-01-01T00:00:00.000Z" : moved(begin[0].utc);
    first.user = "de-identification";
    first.program = "Hypnodesk " HYPNODESK_VERSION;
    first.action = "study";
    first.note =
        fmt::format("de-identified copy: names are codes, times are moved, notes left out; the rows from 2 "
                    "on are the {} rows of the original in a new chain; the original's journal was {}, its "
                    "head {}:{}",
                    verdict.rows,
                    verdict.isIntact() ? std::string("intact")
                                       : fmt::format("NOT intact ({} problems)", verdict.problemCount),
                    verdict.head.rows, verdict.head.hash);
    append(std::move(first));
    for (std::int64_t from = 1;; from += kRowsAtOnce) {
        const auto rows = need(m_original.journal(from, kRowsAtOnce));
        for (const JournalRow& row : rows)
            append(cleanRow(row));
        if (context.isCancelled())
            throwFailure(ErrorCode::Cancelled, "de-identified study");
        if (rows.empty() || rows.back().number >= verdict.head.rows)
            break;
    }
    study::storeHead(m_copy, m_head);
    m_done.journalRows = m_head.rows;
}

/// The copy's journal must lead to what the copy holds, as far as the original's did.
void requireSound(const Database& copy, const DeidentifiedStudy& done, const TaskContext& context) {
    study::JournalReplay replay;
    JournalVerdict verdict = study::verifyChain(
        copy, std::nullopt, [&](const JournalRow& row) { replay.follow(row); }, context);
    study::compareWithStudy(replay, copy, verdict);
    if (!verdict.isIntact() && done.originalProblems == 0)
        throwFailure(ErrorCode::Internal, "the de-identified study failed its check and was not kept: " +
                                              verdict.problems.front().text);
}

} // namespace

Result<DeidentifiedStudy> writeDeidentifiedStudy(const Study& original, const fs::path& copy,
                                                 const DeidentifiedStudyOptions& options,
                                                 const TaskContext& context) {
    std::error_code error;
    if (fs::symlink_status(copy, error).type() != fs::file_type::not_found)
        return fail(ErrorCode::ArgumentInvalid,
                    copy.string() + ": exists already; a study is never written over, choose another name");
    DeidentifiedStudy done;
    const auto written = writeFileAtomically(copy, [&](const fs::path& temporary) -> Result<void> {
        return study::guarded([&] {
            Database database(temporary, Database::Access::Create);
            StudyCleaner cleaner(original, database, options);
            database.transaction([&] { cleaner.write(context); });
            done = cleaner.done();
            requireSound(database, done, context.part(0.9, 1.0));
        });
    });
    if (!written)
        return tl::make_unexpected(written.error());
    return done;
}

} // namespace hypnodesk
