#include "app/command_line/command.h"
#include "app/command_line/study_files.h"
#include "core/base/text_fields.h"
#include "core/study/study_lock.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace hypnodesk::cli {

namespace {

struct StudyArguments {
    std::string study;
    bool json = false;
};

using json = nlohmann::ordered_json;

json orNull(const std::string& text) {
    return text.empty() ? json() : json(text);
}

json toJson(const ScoringInfo& scoring) {
    json value = {{"id", scoring.id},
                  {"name", scoring.name},
                  {"kind", scoringKindName(scoring.kind)},
                  {"scorer", scoring.scorer},
                  {"created_utc", scoring.createdUtc},
                  {"revision", scoring.revision},
                  {"epochs", scoring.grid.count},
                  {"epoch_s", scoring.grid.epochSeconds},
                  {"network_run", scoring.networkRun ? json(*scoring.networkRun) : json()},
                  {"based_on", scoring.basedOn ? json(*scoring.basedOn) : json()},
                  {"signed_by", orNull(scoring.signedBy)},
                  {"signed_utc", orNull(scoring.signedUtc)},
                  {"deleted", scoring.isDeleted}};
    if (scoring.kind == ScoringKind::Network) {
        value["model"] = {{"name", scoring.modelName}, {"sha256", scoring.modelDigest}};
        value["device"] = scoring.device;
        json options = json::parse(scoring.optionsJson, nullptr, false);
        value["options"] = options.is_discarded() ? json(scoring.optionsJson) : std::move(options);
    }
    return value;
}

json toJson(const StudyHolder& holder) {
    return {{"user", holder.author.user},
            {"host", holder.author.host},
            {"program", holder.author.program},
            {"process", holder.process},
            {"since_utc", holder.sinceUtc}};
}

/// Who has the study open for writing; a program that died without giving it back does not count.
std::optional<StudyHolder> holderOf(const Study& study) {
    auto holder = study::StudyLock::peek(study.path());
    if (holder && study::stateOf(*holder, Author::ofThisProcess().host) == study::HolderState::Gone)
        holder.reset();
    return holder;
}

json toJson(const Study& study, const std::vector<ScoringInfo>& scorings, const JournalHead& head) {
    const RecordingIdentity& recording = study.recording();
    const auto found = study.findRecording();
    const auto holder = holderOf(study);
    json list = json::array();
    for (const ScoringInfo& scoring : scorings)
        list.push_back(toJson(scoring));
    return {{"study", study.path().string()},
            {"id", study.studyId()},
            {"recording",
             {{"file", recording.fileName},
              {"found", found ? json(found->string()) : json()},
              {"bytes", recording.bytes},
              {"header_sha256", recording.headerDigest},
              {"samples_sha256", orNull(recording.samplesDigest)},
              {"start", recording.start},
              {"duration_s", recording.durationSeconds}}},
            {"journal", {{"rows", head.rows}, {"hash", head.hash}}},
            {"held_by", holder ? toJson(*holder) : json()},
            {"scorings", list}};
}

void print(const ScoringInfo& scoring) {
    std::string state;
    if (scoring.isDeleted)
        state = "deleted";
    else if (scoring.isSigned())
        state = fmt::format("reviewed by {}, {}", scoring.signedBy, scoring.signedUtc);
    else if (scoring.kind == ScoringKind::Network)
        state = fmt::format("model {}", scoring.modelDigest.substr(0, 12));
    fmt::print("  {:>3}  {:<28} {:<10} {:<20} {:>6}  {:.19}  {}\n", scoring.id, scoring.name,
               scoringKindName(scoring.kind), scoring.scorer, scoring.grid.count, scoring.createdUtc, state);
}

void print(const Study& study, const std::vector<ScoringInfo>& scorings, const JournalHead& head) {
    const RecordingIdentity& recording = study.recording();
    const auto found = study.findRecording();
    fmt::print("{}\n", study.path().string());
    fmt::print("  Recording  {} ({})\n", recording.fileName,
               found ? found->string() : "not found beside the study or where it was last");
    fmt::print("  Start      {}, {} s\n", recording.start, formatNumber(recording.durationSeconds));
    fmt::print("  Samples    {}\n", recording.samplesDigest.empty() ? "digest not computed yet"
                                                                    : "sha256 " + recording.samplesDigest);
    fmt::print("  Journal    {} rows, head {}\n", head.rows, head.hash);
    if (const auto holder = holderOf(study))
        fmt::print("  Held by    {} on {}, {}, since {}\n", holder->author.user, holder->author.host,
                   holder->author.program, holder->sinceUtc);
    fmt::print("  Scorings   {}\n", scorings.size());
    if (!scorings.empty())
        fmt::print("  {:>3}  {:<28} {:<10} {:<20} {:>6}  {:<19}\n", "id", "name", "kind", "scorer", "epochs",
                   "made (UTC)");
    for (const ScoringInfo& scoring : scorings)
        print(scoring);
}

int run(const StudyArguments& arguments) {
    const auto study = openStudy(arguments.study, StudyMode::ReadOnly);
    if (!study) {
        complain(study.error());
        return kNothingDone;
    }
    const auto scorings = study->scorings(true);
    const auto head = study->journalHead();
    if (!scorings || !head) {
        complain(scorings ? head.error() : scorings.error());
        return kNothingDone;
    }
    if (arguments.json)
        fmt::print("{}\n",
                   toJson(*study, *scorings, *head).dump(2, ' ', false, json::error_handler_t::replace));
    else
        print(*study, *scorings, *head);
    return kDone;
}

} // namespace

void addStudy(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<StudyArguments>();
    CLI::App* command =
        app.add_subcommand("study", "List the scorings of a study, its recording and who holds it");
    command->add_option("study", a->study, "Study (NIGHT.hypno); it is only read")->required();
    command->add_flag("--json", a->json, "JSON for machines");
    command->callback([a, &chosen] { chosen = [a] { return run(*a); }; });
}

} // namespace hypnodesk::cli
