#include "app/command_line/command.h"
#include "app/command_line/hypnogram_input.h"
#include "app/command_line/report_options.h"
#include "app/command_line/study_files.h"
#include "core/formats/event_words.h"
#include "core/report/study_report.h"
#include "core/study/study_path.h"

#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <memory>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

struct ReportArguments {
    std::string night;
    std::vector<std::string> out;
    std::string hypnogram;
    std::string channel;
    std::shared_ptr<ReportOptions> look;
};

StartTime today() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm local{};
    if (!::localtime_r(&now, &local))
        return {};
    return {local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, 0, 0, 0.0};
}

/// The recording where it is at hand; a study can do without.
RecordingPtr recordingOf(const Study& study) {
    const auto path = study.findRecording();
    const auto recording = path ? Recording::open(*path) : fail(ErrorCode::FileMissing, {});
    const auto identity = recording ? identityOf(**recording) : tl::make_unexpected(recording.error());
    if (identity &&
        compareIdentities(study.recording(), *identity).verdict != IdentityComparison::Verdict::Changed)
        return *recording;
    fmt::print(stderr, "{}: the recording {} is not at hand: the report has no spectrogram\n",
               study.path().string(), study.recording().fileName);
    return nullptr;
}

Result<NightReport> fromStudy(const StudyReference& reference, const TaskContext& context) {
    const auto study = openStudy(reference.file, StudyMode::ReadOnly);
    const auto scoring =
        study ? chooseScoring(*study, reference.scoring) : tl::make_unexpected(study.error());
    if (!scoring)
        return tl::make_unexpected(scoring.error());
    const RecordingPtr recording = recordingOf(*study);
    return makeStudyReport(*study, scoring->id, recording.get(), context);
}

/// A hypnogram of any format on its recording.
Result<NightReport> fromHypnogram(const Recording& recording, const ReportArguments& arguments,
                                  const TaskContext& context) {
    auto input = readHypnogramInput(arguments.hypnogram);
    if (!input)
        return tl::make_unexpected(input.error());
    const ImportedHypnogram& night = input->night;
    const std::string told = night.probabilities ? night.probabilities->derivation : std::string();
    const std::string& wish = arguments.channel.empty() ? told : arguments.channel;
    const auto suggested = suggestedDerivations(recording);
    const auto derivation = wish.empty() ? suggested.empty() ? fail(ErrorCode::DataMissing, {})
                                                             : Result<Derivation>(suggested.front())
                                         : parseDerivation(recording, wish);
    if (!arguments.channel.empty() && !derivation)
        return tl::make_unexpected(derivation.error());
    NightReport report = makeNightReport(recording, night.hypnogram, night.probabilities, wish, night.lights);
    setEvents(report, scoredEvents(night.events));
    return derivation ? withSpectrogram(std::move(report), recording, *derivation, context) : report;
}

Result<NightReport> reportOf(const ReportArguments& arguments, const TaskContext& context) {
    if (const auto reference = studyReference(arguments.night))
        return fromStudy(*reference, context);
    const auto recording = Recording::open(arguments.night);
    if (!recording)
        return tl::make_unexpected(recording.error());
    if (!arguments.hypnogram.empty())
        return fromHypnogram(**recording, arguments, context);
    const auto identity = identityOf(**recording);
    if (!identity)
        return tl::make_unexpected(identity.error());
    const StudyPlace place = findStudyPlace((*recording)->info().path, identity->headerDigest, {});
    if (!place.exists)
        return fail(ErrorCode::DataMissing,
                    arguments.night + ": nothing is scored yet; score it first ('hypno score --study', or in "
                                      "Hypnodesk), or give --hypnogram");
    return fromStudy({place.path, {}}, context);
}

Result<ReportKind> kindOf(const std::string& file) {
    const std::string ending = fs::path(file).extension().string();
    const auto kind = ending.empty() ? std::nullopt : reportKindFromName(ending.substr(1));
    if (!kind)
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("--out {}: the name must end with .pdf, .html, .json or .csv", file));
    return *kind;
}

int run(const ReportArguments& arguments) {
    for (const std::string& file : arguments.out)
        if (const auto kind = kindOf(file); !kind) {
            complain(kind.error());
            return kWrongUsage;
        }
    const auto look = reportTemplateOf(*arguments.look);
    if (!look) {
        complain(look.error());
        return kNothingDone;
    }
    auto report = reportOf(arguments, terminalContext("report"));
    if (!report) {
        complain(report.error());
        return kNothingDone;
    }
    report->writtenOn = today();
    std::size_t failed = 0;
    for (const std::string& file : arguments.out) {
        std::error_code ignored;
        Result<void> written;
        if (fs::equivalent(file, arguments.night, ignored))
            written = fail(ErrorCode::ArgumentInvalid, file + ": this is what the report is about");
        else
            written = writeReport(file, *kindOf(file), *report, *look);
        if (written) {
            fmt::print("{}\n", file);
        } else {
            complain(written.error());
            ++failed;
        }
    }
    return failed == 0 ? kDone : failed == arguments.out.size() ? kNothingDone : kSomeFailed;
}

} // namespace

void addReport(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<ReportArguments>();
    CLI::App* command = app.add_subcommand(
        "report", "Write the report of a scored night: PDF and HTML to read, JSON and CSV to compute");
    command->add_option("night", a->night, "Study (NIGHT.hypno or NIGHT.hypno#SCORING), or recording")
        ->required();
    command
        ->add_option("--out", a->out,
                     "File to write, known by its ending: .pdf, .html, .json, .csv; may be repeated")
        ->required();
    command->add_option("--hypnogram", a->hypnogram,
                        "Scoring of the recording in a file of any known format, in place of its study");
    command->add_option("--channel", a->channel, "Channel of the spectrogram (with --hypnogram)");
    a->look = addReportOptions(*command);
    command->callback([a, &chosen] { chosen = [a] { return run(*a); }; });
}

} // namespace hypnodesk::cli
