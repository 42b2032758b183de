#include "core/edf/deidentify.h"

#include "app/command_line/command.h"
#include "core/base/text_fields.h"
#include "core/edf/edf_file.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <random>

namespace hypnodesk::cli {

namespace {

struct DeidentifyArguments {
    std::string recording;
    std::string out;
    std::string code = "X";
    std::string shift; ///< days, "random" or empty: the date becomes unknown
    bool keepWeekday = false;
    bool keepSex = false;
    bool dropAnnotations = false;
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
    command->add_flag("--json", a->json, "JSON for machines");
    command->callback([a, &chosen] { chosen = [a] { return run(*a); }; });
}

} // namespace hypnodesk::cli
