#include "core/report/evidence_bundle.h"

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/formats/format_registry.h"
#include "core/report/audit_table.h"
#include "core/report/evidence_texts.h"
#include "core/report/identity_start.h"
#include "core/report/night_report.h"
#include "core/report/statistics_json.h"
#include "core/report/zip_archive.h"
#include "core/study/schema.h"

#include <fmt/format.h>
#include <stdlib.h>
#include <zip.h>

#include <nlohmann/json.hpp>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

using json = nlohmann::ordered_json;

std::string textOf(const json& value) {
    return value.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

/// A folder of our own among the system's temporary ones, removed with all that lies in it.
class TemporaryFolder {
public:
    static Result<TemporaryFolder> make() {
        std::error_code error;
        std::string pattern = (fs::temp_directory_path(error) / "hypnodesk-XXXXXX").string();
        if (error || !::mkdtemp(pattern.data()))
            return fail(ErrorCode::FileUnwritable, pattern + ": no temporary folder can be made there");
        return TemporaryFolder(pattern);
    }
    TemporaryFolder(TemporaryFolder&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!m_path.empty())
            fs::remove_all(m_path, ignored);
    }
    const fs::path& path() const { return m_path; }

private:
    explicit TemporaryFolder(fs::path path) : m_path(std::move(path)) {}
    fs::path m_path;
};

/// Gathers the members of one bundle.
class Bundle {
public:
    Bundle(const Study& study, const ModelCard& card) : m_study(study), m_card(card) {}

    Result<std::string> make(ScoringId id, const TaskContext& context);
    const EvidenceSummary& summary() const { return m_summary; }

private:
    Result<void> load(ScoringId id);
    Result<void> addScoring();
    Result<void> addJournal(const TaskContext& context);
    void addModel();
    void addManifest();
    void add(std::string name, std::string bytes) {
        m_members.push_back({std::move(name), std::move(bytes)});
    }

    const Study& m_study;
    const ModelCard& m_card;
    std::vector<ArchiveMember> m_members;
    ScoringInfo m_scoring;
    Hypnogram m_hypnogram;
    LightsTimes m_lights;
    std::optional<NightProbabilities> m_probabilities;
    std::optional<ScoringInfo> m_run; ///< the network's, that the scoring refers to
    JournalVerdict m_verdict;
    EvidenceSummary m_summary;
};

Result<void> Bundle::load(ScoringId id) {
    auto scoring = m_study.scoring(id);
    auto hypnogram = scoring ? m_study.hypnogram(id) : tl::make_unexpected(scoring.error());
    auto lights = m_study.lights();
    if (!hypnogram || !lights)
        return tl::make_unexpected(hypnogram ? lights.error() : hypnogram.error());
    m_scoring = std::move(*scoring);
    m_hypnogram = std::move(*hypnogram);
    m_lights = *lights;
    if (!m_scoring.networkRun)
        return {};
    auto run = m_study.scoring(*m_scoring.networkRun);
    auto probabilities = run ? m_study.probabilities(id) : tl::make_unexpected(run.error());
    if (!probabilities)
        return tl::make_unexpected(probabilities.error());
    m_run = std::move(*run);
    m_probabilities = std::move(*probabilities);
    return {};
}

Result<void> Bundle::addScoring() {
    const auto folder = TemporaryFolder::make();
    if (!folder)
        return tl::make_unexpected(folder.error());
    ExportContent content;
    content.hypnogram = m_hypnogram;
    content.probabilities = m_probabilities;
    content.start = startOf(m_study.recording());
    content.scorer = m_scoring.scorer;
    content.lights = m_lights;
    auto rkStages = m_study.rkStages(m_scoring.id);
    if (!rkStages)
        return tl::make_unexpected(rkStages.error());
    content.rkStages = std::move(*rkStages);
    for (const char* format : {"edf", "csv"}) {
        const fs::path file = folder->path() / format;
        if (auto written = writeHypnogram(file, content, format); !written)
            return written;
        auto bytes = readTextFile(file);
        if (!bytes)
            return tl::make_unexpected(bytes.error());
        add(fmt::format("scoring.{}", format), std::move(*bytes));
    }
    json statistics = toJson(sleepStatistics(m_hypnogram, m_lights));
    statistics["scoring"] = m_scoring.name;
    add("statistics.json", textOf(statistics));
    return {};
}

Result<void> Bundle::addJournal(const TaskContext& context) {
    auto verdict = m_study.verifyJournal(context);
    if (!verdict)
        return tl::make_unexpected(verdict.error());
    m_verdict = std::move(*verdict);
    constexpr std::int64_t kRowsAtOnce = 10'000;
    std::string csv = auditCsvHead();
    for (std::int64_t first = 1;; first += kRowsAtOnce) {
        const auto rows = m_study.journal(first, kRowsAtOnce);
        if (!rows)
            return tl::make_unexpected(rows.error());
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, "evidence bundle");
        for (const JournalRow& row : *rows)
            csv += auditCsvLine(row);
        if (rows->empty() || rows->back().number >= m_verdict.head.rows)
            break;
    }
    add("audit.csv", std::move(csv));
    return {};
}

void Bundle::addModel() {
    if (!m_run)
        return;
    json options = json::parse(m_run->optionsJson, nullptr, false);
    if (options.is_discarded())
        options = m_run->optionsJson;
    add("model.json", textOf({{"run", m_run->name},
                              {"model", m_run->modelName},
                              {"sha256", m_run->modelDigest},
                              {"device", m_run->device},
                              {"derivation", m_probabilities->derivation},
                              {"options", options},
                              {"card", m_card.text.empty() ? json() : json("model_card.md")}}));
    if (!m_card.text.empty())
        add("model_card.md", m_card.text);
}

void Bundle::addManifest() {
    add("versions.json",
        textOf({{"program", "Hypnodesk " HYPNODESK_VERSION},
                {"study_schema", study::currentSchema().version},
                {"libraries",
                 {{"libzip", zip_libzip_version()},
                  {"nlohmann-json", fmt::format("{}.{}.{}", NLOHMANN_JSON_VERSION_MAJOR,
                                                NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH)},
                  {"fmt", fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100,
                                      FMT_VERSION % 100)}}}}));
    add("README.txt", kEvidenceReadme);
    add("verify.py", kEvidenceVerifier);
    json files = json::object();
    std::string sums;
    for (const ArchiveMember& member : m_members) {
        const std::string digest = sha256Hex(std::as_bytes(std::span(member.bytes)));
        files[member.name] = digest;
        sums += fmt::format("{}  {}\n", digest, member.name);
    }
    const RecordingIdentity& recording = m_study.recording();
    json manifest = {{"format", "hypnodesk-evidence"},
                     {"version", 1},
                     {"notice", kResearchNotice},
                     {"study", m_study.studyId()},
                     {"recording",
                      {{"file", recording.fileName},
                       {"bytes", recording.bytes},
                       {"header_sha256", recording.headerDigest},
                       {"samples_sha256", recording.samplesDigest},
                       {"start", recording.start},
                       {"duration_s", recording.durationSeconds}}},
                     {"scoring",
                      {{"id", m_scoring.id},
                       {"name", m_scoring.name},
                       {"kind", scoringKindName(m_scoring.kind)},
                       {"scorer", m_scoring.scorer},
                       {"created_utc", m_scoring.createdUtc},
                       {"revision", m_scoring.revision},
                       {"epochs", m_scoring.grid.count},
                       {"epoch_s", m_scoring.grid.epochSeconds},
                       {"signed_by", m_scoring.isSigned() ? json(m_scoring.signedBy) : json()},
                       {"signed_utc", m_scoring.isSigned() ? json(m_scoring.signedUtc) : json()}}}};
    json journal = toJson(m_verdict);
    manifest["journal"] = {{"rows", m_verdict.head.rows},
                           {"hash", m_verdict.head.hash},
                           {"intact", m_verdict.isIntact()},
                           {"problems", journal["problems"]}};
    manifest["files"] = std::move(files);
    add("manifest.json", textOf(manifest));
    sums += fmt::format("{}  manifest.json\n", sha256Hex(std::as_bytes(std::span(m_members.back().bytes))));
    add("SHA256SUMS", sums);
}

Result<std::string> Bundle::make(ScoringId id, const TaskContext& context) {
    if (auto loaded = load(id); !loaded)
        return tl::make_unexpected(loaded.error());
    if (auto added = addScoring(); !added)
        return tl::make_unexpected(added.error());
    if (auto added = addJournal(context); !added)
        return tl::make_unexpected(added.error());
    addModel();
    addManifest();
    auto archive = zipArchive(m_members);
    if (archive)
        m_summary = {m_scoring.name, m_verdict.head, m_verdict.isIntact(), m_verdict.problemCount,
                     archive->size()};
    return archive;
}

} // namespace

Result<EvidenceSummary> writeEvidenceBundle(const Study& study, ScoringId scoring, const ModelCard& card,
                                            const fs::path& path, const TaskContext& context) {
    std::error_code error;
    if (fs::symlink_status(path, error).type() != fs::file_type::not_found)
        return fail(ErrorCode::ArgumentInvalid,
                    path.string() + ": exists already; evidence is never written over, choose another name");
    Bundle bundle(study, card);
    const auto archive = bundle.make(scoring, context);
    if (!archive)
        return failAt(study.path().string(), archive.error());
    if (auto written = writeFileAtomically(path, std::string_view(*archive)); !written)
        return tl::make_unexpected(written.error());
    return bundle.summary();
}

} // namespace hypnodesk
