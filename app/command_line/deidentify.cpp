#include "core/edf/deidentify.h"

#include "app/command_line/command.h"
#include "app/command_line/study_files.h"
#include "core/base/text_fields.h"
#include "core/edf/edf_file.h"
#include "core/study/deidentified_study.h"
#include "core/study/study_path.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <random>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

struct DeidentifyArguments {
    std::string recording;
    std::string out;
    std::string code = "X";
    std::string shift; ///< days, "random" or empty: the date becomes unknown
    bool keepWeekday = false;
    bool keepSex = false;
    bool dropAnnotations = false;
    bool study = false;
    std::string studyFolder;
    bool json = false;
};

/// One to ten years, backwards where EDF's first year allows it.
int randomShift(const StartTime& start, bool keepWeekday) {
    std::random_device chance;
    const int weeks = std::uniform_int_distribution<int>(53, 520)(chance);
    const int days = weeks * 7 + (keepWeekday ? 0 : std::uniform_int_distribution<int>(0, 6)(chance));
    return shiftedByDays(start, -days) ? -days : days;
}

/// Nullopt: no shift, the date is dropped.
Result<std::optional<int>> shiftOf(const DeidentifyArguments& arguments) {
    if (arguments.shift.empty())
        return std::nullopt;
    if (arguments.shift == "random") {
        const auto file = EdfFile::open(arguments.recording);
        if (!file)
            return tl::make_unexpected(file.error());
        return randomShift(file->header().start, arguments.keepWeekday);
    }
    const auto days = parseInteger(arguments.shift);
    if (!days || *days < -40'000 || *days > 40'000)
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("--shift {}: give a number of days or 'random'", arguments.shift));
    if (arguments.keepWeekday && *days % 7 != 0)
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("--keep-weekday: {} days are not whole weeks", *days));
    return static_cast<int>(*days);
}

std::string dateOf(const StartTime& start) {
    return fmt::format("{:04}-{:02}-{:02}", start.year, start.month, start.day);
}

/// The study of the recording and where its copy goes: beside the copy of the recording.
struct StudyPaths {
    fs::path original;
    fs::path copy;
};

/// Nothing where no study is asked for. Everything that can be checked before the recording is copied is.
Result<std::optional<StudyPaths>> studyPathsOf(const DeidentifyArguments& arguments) {
    if (!arguments.study)
        return std::nullopt;
    const auto recording = Recording::open(arguments.recording);
    const auto identity = recording ? identityOf(**recording) : tl::make_unexpected(recording.error());
    if (!identity)
        return tl::make_unexpected(identity.error());
    const StudyPlace place = findStudyPlace(arguments.recording, identity->headerDigest,
                                            {.chosen = arguments.studyFolder, .fallback = {}});
    if (!place.exists)
        return fail(ErrorCode::FileMissing, place.path.string() + ": there is no study of this recording");
    const StudyPaths paths{place.path, fs::path(arguments.out).replace_extension(kStudyExtension)};
    std::error_code error;
    if (fs::symlink_status(paths.copy, error).type() != fs::file_type::not_found)
        return fail(ErrorCode::ArgumentInvalid,
                    paths.copy.string() + ": exists already; choose another name");
    return paths;
}

Result<DeidentifiedStudy> copyStudy(const StudyPaths& paths, const DeidentifyArguments& arguments,
                                    const DeidentifiedCopy& copy) {
    const auto study = openStudy(paths.original, StudyMode::ReadOnly);
    const auto recording = study ? Recording::open(arguments.out) : tl::make_unexpected(study.error());
    auto identity = recording ? identityOf(**recording) : tl::make_unexpected(recording.error());
    if (!identity)
        return tl::make_unexpected(identity.error());
    DeidentifiedStudyOptions options;
    options.recording = std::move(*identity);
    options.shiftDays = copy.shiftedDays;
    options.isCleanText = isCleanOfNames;
    return writeDeidentifiedStudy(*study, paths.copy, options, terminalContext("de-identifying the study"));
}

void print(const DeidentifiedCopy& copy, const DeidentifyArguments& arguments) {
    if (arguments.json) {
        const nlohmann::ordered_json json = {{"copy", arguments.out},
                                             {"start_date", dateOf(copy.start)},
                                             {"shifted_days", copy.shiftedDays && !arguments.shift.empty()
                                                                  ? nlohmann::ordered_json(*copy.shiftedDays)
                                                                  : nlohmann::ordered_json()},
                                             {"annotations_kept", copy.keptAnnotations},
                                             {"annotations_dropped", copy.droppedAnnotations},
                                             {"changes", copy.changes},
                                             {"samples_sha256", copy.samplesSha256}};
        fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
        return;
    }
    fmt::print("{}: de-identified copy, samples identical (sha256 {})\n", arguments.out, copy.samplesSha256);
    fmt::print("  start date   {}\n", arguments.shift.empty() ? "removed" : dateOf(copy.start));
    fmt::print("  annotations  {} kept, {} removed\n", copy.keptAnnotations, copy.droppedAnnotations);
    for (const std::string& change : copy.changes)
        fmt::print("  {}\n", change);
}

int run(const DeidentifyArguments& arguments) {
    const auto shift = shiftOf(arguments);
    if (!shift) {
        complain(shift.error());
        return shift.error().code == ErrorCode::ArgumentInvalid ? kWrongUsage : kNothingDone;
    }
    const auto studyPaths = studyPathsOf(arguments);
    if (!studyPaths) {
        complain(studyPaths.error());
        return kNothingDone;
    }
    const DeidentifyOptions options{.shiftDays = *shift,
                                    .code = arguments.code,
                                    .keepSex = arguments.keepSex,
                                    .keepAnnotations = !arguments.dropAnnotations};
    const auto copy =
        writeDeidentifiedCopy(arguments.recording, arguments.out, options, terminalContext("de-identifying"));
    if (!copy) {
        complain(copy.error());
        return kNothingDone;
    }
    print(*copy, arguments);
    if (!*studyPaths)
        return kDone;
    const auto study = copyStudy(**studyPaths, arguments, *copy);
    if (!study) {
        complain(study.error());
        return kSomeFailed; // the recording's copy is there
    }
    if (!arguments.json)
        fmt::print(
            "{}: de-identified study, {} journal rows in a new chain, {} names replaced, {} texts emptied\n",
            (*studyPaths)->copy.string(), study->journalRows, study->people, study->emptiedTexts);
    if (study->originalProblems > 0)
        complain(fmt::format("{}: its audit journal was not intact; the copy says so",
                             (*studyPaths)->original.string()));
    return kDone;
}

} // namespace

void addDeidentify(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<DeidentifyArguments>();
    CLI::App* command = app.add_subcommand(
        "deidentify", "Copy a recording without what tells who was recorded, when, by whom and where");
    command->add_option("recording", a->recording, "Recording (EDF, EDF+, BDF); it is only read")->required();
    command->add_option("--out", a->out, "The copy; must not exist yet")->required();
    command->add_option("--code", a->code, "Patient code in the copy")->capture_default_str();
    command->add_option(
        "--shift", a->shift,
        "Move the start date by this many days, or by 'random'; default: no date (1 January 1985). "
        "The time of day stays");
    command->add_flag("--keep-weekday", a->keepWeekday, "Move by whole weeks");
    command->add_flag("--keep-sex", a->keepSex, "Keep the patient's sex");
    command->add_flag("--drop-annotations", a->dropAnnotations,
                      "Drop all annotations, not only those that hold more than stages and known events");
    command->add_flag(
        "--study", a->study,
        "Copy the recording's study too, names replaced by codes and times moved by the same days");
    command->add_option("--study-folder", a->studyFolder,
                        "Folder of the studies; default: beside the recording");
    command->add_flag("--json", a->json, "JSON for machines");
    command->callback([a, &chosen] { chosen = [a] { return run(*a); }; });
}

} // namespace hypnodesk::cli
