#include "core/study/scoring_store.h"

#include "core/base/digest.h"
#include "core/base/text_fields.h"
#include "core/study/stage_blobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk::study {

namespace {

constexpr std::string_view kColumns =
    "SELECT id, name, kind, scorer, created_utc, start_s, epoch_s, epochs, network_run, based_on, revision, "
    "signed_by, signed_utc, deleted, model_name, model_digest, device, options FROM scoring";

[[noreturn]] void throwDamaged(const Database& database, const ScoringInfo& scoring, std::string_view what) {
    throwFailure(ErrorCode::FormatInvalid,
                 fmt::format("{}: scoring \"{}\": {}", database.path().string(), scoring.name, what));
}

bool isUsable(const EpochGrid& grid) {
    return grid.count >= 0 && grid.count <= kMaximumEpochs && std::isfinite(grid.startSeconds) &&
           std::isfinite(grid.epochSeconds) && grid.epochSeconds > 0.0;
}

ScoringInfo scoringFrom(const Database& database, const Rows& rows) {
    ScoringInfo info;
    info.id = rows.integer(0);
    info.name = rows.text(1);
    info.scorer = rows.text(3);
    info.createdUtc = rows.text(4);
    info.grid = {rows.number(5), rows.number(6), rows.integer(7)};
    info.networkRun = rows.optionalInteger(8);
    info.basedOn = rows.optionalInteger(9);
    info.revision = static_cast<int>(rows.integer(10));
    info.signedBy = rows.text(11);
    info.signedUtc = rows.text(12);
    info.isDeleted = rows.integer(13) != 0;
    info.modelName = rows.text(14);
    info.modelDigest = rows.text(15);
    info.device = rows.text(16);
    info.optionsJson = rows.text(17);
    const auto kind = scoringKindFromName(rows.text(2));
    if (!kind || !isUsable(info.grid))
        throwDamaged(database, info, "its kind or its epochs make no sense");
    info.kind = *kind;
    return info;
}

bool isNameTaken(const Database& database, std::string_view name) {
    return database.queryInteger("SELECT count(*) FROM scoring WHERE name = ? AND NOT deleted", {name}) > 0;
}

} // namespace

void requireUsable(const EpochGrid& grid) {
    if (!isUsable(grid))
        throwFailure(ErrorCode::ArgumentInvalid, fmt::format("a scoring of {} epochs of {} s", grid.count,
                                                             formatNumber(grid.epochSeconds)));
}

std::string freeName(const Database& database, std::string_view name) {
    std::string candidate(trimmed(name));
    if (candidate.empty())
        candidate = "Scoring";
    const std::string base = candidate;
    for (int number = 2; isNameTaken(database, candidate); ++number)
        candidate = fmt::format("{} ({})", base, number);
    return candidate;
}

std::vector<ScoringInfo> readScorings(const Database& database, bool withDeleted) {
    std::vector<ScoringInfo> scorings;
    const std::string sql =
        fmt::format("{}{} ORDER BY id", kColumns, withDeleted ? "" : " WHERE NOT deleted");
    Rows rows = database.query(sql);
    while (rows.next())
        scorings.push_back(scoringFrom(database, rows));
    return scorings;
}

ScoringInfo readScoring(const Database& database, ScoringId id) {
    static const std::string sql = fmt::format("{} WHERE id = ?", kColumns);
    Rows rows = database.query(sql, {id});
    if (!rows.next())
        throwFailure(ErrorCode::ArgumentInvalid, fmt::format("there is no scoring {}", id));
    return scoringFrom(database, rows);
}

void requireEditable(const ScoringInfo& scoring) {
    if (scoring.isEditable())
        return;
    if (scoring.isDeleted)
        throwFailure(ErrorCode::ArgumentInvalid,
                     fmt::format("scoring \"{}\" is deleted; restore it first", scoring.name));
    if (scoring.kind == ScoringKind::Network)
        throwFailure(
            ErrorCode::ArgumentInvalid,
            fmt::format("scoring \"{}\" is a run of the network and stays as it is; edit a copy of it",
                        scoring.name));
    throwFailure(ErrorCode::ArgumentInvalid,
                 fmt::format("scoring \"{}\" is signed by {}; make a new revision to change it", scoring.name,
                             scoring.signedBy));
}

ScoringStages readStages(const Database& database, const ScoringInfo& scoring) {
    ScoringStages stages{Hypnogram(scoring.grid), {}};
    Hypnogram& hypnogram = stages.hypnogram;
    Rows rows = database.query(
        "SELECT epoch, stage, source, read_as FROM epoch WHERE scoring = ? ORDER BY epoch", {scoring.id});
    std::int64_t expected = 0;
    for (; rows.next(); ++expected) {
        const auto stage = stageFromCode(rows.text(1));
        const auto source = sourceFromName(rows.text(2));
        const auto readAs = rkStageFromCode(rows.text(3));
        if (rows.integer(0) != expected || expected >= hypnogram.size() || !stage || !source || !readAs)
            throwDamaged(database, scoring, fmt::format("its epoch {} makes no sense", rows.integer(0) + 1));
        hypnogram.set(expected, {*stage, *source});
        if (*readAs == RkStage::None)
            continue;
        stages.rkStages.resize(static_cast<std::size_t>(hypnogram.size()), RkStage::None);
        stages.rkStages[static_cast<std::size_t>(expected)] = *readAs;
    }
    if (expected != hypnogram.size())
        throwDamaged(database, scoring,
                     fmt::format("it holds {} of its {} epochs", expected, hypnogram.size()));
    return stages;
}

void insertEpochs(Database& database, ScoringId id, const ScoringStages& stages) {
    const Hypnogram& hypnogram = stages.hypnogram;
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch)
        database.run("INSERT INTO epoch(scoring, epoch, stage, source, read_as) VALUES(?, ?, ?, ?, ?)",
                     {id, epoch, stageCode(hypnogram.stage(epoch)), sourceName(hypnogram[epoch].source),
                      stages.rkStages.empty()
                          ? std::string_view()
                          : rkStageCode(stages.rkStages[static_cast<std::size_t>(epoch)])});
}

std::string rkStagesNote(const RkStages& stages) {
    if (std::all_of(stages.begin(), stages.end(), [](RkStage stage) { return stage == RkStage::None; }))
        return {};
    std::string text;
    for (const RkStage stage : stages)
        fmt::format_to(std::back_inserter(text), "{},", rkStageCode(stage));
    return fmt::format("{}{}", kRkStagesMark, sha256Hex(std::as_bytes(std::span(text))));
}

NightProbabilities readProbabilities(const Database& database, const ScoringInfo& scoring) {
    if (!scoring.networkRun)
        throwFailure(ErrorCode::DataMissing,
                     fmt::format("scoring \"{}\" refers to no run of the network", scoring.name));
    const ScoringInfo run =
        *scoring.networkRun == scoring.id ? scoring : readScoring(database, *scoring.networkRun);
    Rows rows =
        database.query("SELECT derivation, verdicts, digest FROM probabilities WHERE scoring = ?", {run.id});
    if (!rows.next())
        throwDamaged(database, run, "its probabilities are missing");
    const Blob blob = rows.blob(1);
    if (sha256Hex(blob) != rows.text(2))
        throwDamaged(database, run, "its probabilities are not what was written");
    auto verdicts = decodeVerdicts(blob);
    if (!verdicts || static_cast<std::int64_t>(verdicts->size()) != run.grid.count)
        throwDamaged(database, run, "its probabilities cannot be read");
    return {run.grid, std::move(*verdicts), run.modelDigest, run.modelName, rows.text(0)};
}

std::string modelDigestFor(const Database& database, const std::optional<ScoringId>& networkRun) {
    if (!networkRun)
        return {};
    Rows rows = database.query("SELECT model_digest FROM scoring WHERE id = ?", {*networkRun});
    return rows.next() ? rows.text(0) : std::string();
}

JournalRow rowAbout(const Database& database, const ScoringInfo& scoring, std::string_view action,
                    std::string_view note) {
    JournalRow row;
    row.action = action;
    row.scoring = scoring.id;
    row.scoringName = scoring.name;
    row.modelDigest = modelDigestFor(database, scoring.networkRun);
    row.note = note;
    return row;
}

ScoringId insertScoring(Database& database, JournalWriter& journal, ScoringInfo info,
                        const ScoringStages& stages, std::string_view action, std::string_view note) {
    const Hypnogram& hypnogram = stages.hypnogram;
    requireUsable(hypnogram.grid());
    if (!stages.rkStages.empty() && static_cast<std::int64_t>(stages.rkStages.size()) != hypnogram.size())
        throwFailure(ErrorCode::ArgumentInvalid,
                     fmt::format("{} labels for {} epochs", stages.rkStages.size(), hypnogram.size()));
    if (info.networkRun && readScoring(database, *info.networkRun).kind != ScoringKind::Network)
        throwFailure(ErrorCode::ArgumentInvalid,
                     fmt::format("scoring {} is no run of the network", *info.networkRun));
    info.name = freeName(database, info.name);
    const EpochGrid& grid = hypnogram.grid();
    database.run("INSERT INTO scoring(name, kind, scorer, created_utc, start_s, epoch_s, epochs, "
                 "network_run, based_on, "
                 "revision, model_name, model_digest, device, options) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                 "?, ?, ?, ?)",
                 {info.name, scoringKindName(info.kind), info.scorer, journal.utc(), grid.startSeconds,
                  grid.epochSeconds, grid.count, info.networkRun, info.basedOn, info.revision, info.modelName,
                  info.modelDigest, info.device, info.optionsJson});
    info.id = database.lastInsertedId();
    insertEpochs(database, info.id, stages);
    if (info.kind == ScoringKind::Network) {
        database.run("UPDATE scoring SET network_run = id WHERE id = ?", {info.id});
        info.networkRun = info.id;
    }
    const std::string labels = rkStagesNote(stages.rkStages);
    JournalRow row =
        rowAbout(database, info, action,
                 fmt::format("{}{}{}", note, note.empty() || labels.empty() ? "" : "; ", labels));
    row.stages = packStages(hypnogram.epochs());
    journal.append(std::move(row));
    return info.id;
}

ScoringId insertNetworkRun(Database& database, JournalWriter& journal, const NewNetworkRun& run) {
    const NightProbabilities& night = run.probabilities;
    requireUsable(night.grid);
    const Blob verdicts = encodeVerdicts(night.epochs);
    if (static_cast<std::int64_t>(night.epochs.size()) != night.grid.count || !decodeVerdicts(verdicts))
        throwFailure(ErrorCode::ArgumentInvalid,
                     "probabilities that are no numbers, or not one set an epoch");
    ScoringInfo info;
    info.name = run.name;
    info.kind = ScoringKind::Network;
    info.scorer = night.modelName;
    info.modelName = night.modelName;
    info.modelDigest = night.modelDigest;
    info.device = run.device;
    info.optionsJson = run.optionsJson;
    const std::string digest = sha256Hex(verdicts);
    const std::string note = fmt::format("{}{}network run, derivation {}, probabilities sha256 {}", run.note,
                                         run.note.empty() ? "" : "; ", night.derivation, digest);
    const ScoringId id = insertScoring(database, journal, std::move(info),
                                       {Hypnogram::fromProbabilities(night), {}}, "create", note);
    database.run("INSERT INTO probabilities(scoring, derivation, verdicts, digest) VALUES(?, ?, ?, ?)",
                 {id, night.derivation, verdicts, digest});
    database.run("UPDATE scoring SET sealed = 1 WHERE id = ?", {id});
    return id;
}

void renameScoring(Database& database, JournalWriter& journal, ScoringId id, std::string_view name) {
    const ScoringInfo scoring = readScoring(database, id);
    const std::string wanted(trimmed(name));
    if (wanted.empty())
        throwFailure(ErrorCode::ArgumentInvalid, "a scoring needs a name");
    if (wanted == scoring.name)
        return;
    if (isNameTaken(database, wanted))
        throwFailure(ErrorCode::ArgumentInvalid, fmt::format("there is a scoring \"{}\" already", wanted));
    database.run("UPDATE scoring SET name = ? WHERE id = ?", {wanted, id});
    journal.append(rowAbout(database, scoring, "rename", fmt::format("new name: {}", wanted)));
}

void setDeleted(Database& database, JournalWriter& journal, ScoringId id, bool isDeleted) {
    ScoringInfo scoring = readScoring(database, id);
    if (scoring.isDeleted == isDeleted)
        return;
    if (!isDeleted) {
        const std::string name = freeName(database, scoring.name);
        database.run("UPDATE scoring SET name = ? WHERE id = ?", {name, id});
        scoring.name = name;
    }
    database.run("UPDATE scoring SET deleted = ? WHERE id = ?", {isDeleted, id});
    journal.append(rowAbout(database, scoring, isDeleted ? "delete" : "restore"));
}

void signScoring(Database& database, JournalWriter& journal, ScoringId id, std::string_view name) {
    const ScoringInfo scoring = readScoring(database, id);
    const std::string signer(trimmed(name));
    if (signer.empty())
        throwFailure(ErrorCode::ArgumentInvalid, "a signature needs a name");
    if (scoring.isSigned() || scoring.isDeleted)
        requireEditable(scoring);
    const std::string stages = packStages(readHypnogram(database, scoring).epochs());
    database.run("UPDATE scoring SET signed_by = ?, signed_utc = ?, sealed = 1 WHERE id = ?",
                 {signer, journal.utc(), id});
    JournalRow row = rowAbout(database, scoring, "sign", fmt::format("reviewed by {}", signer));
    row.stages = stages;
    journal.append(std::move(row));
}

} // namespace hypnodesk::study
