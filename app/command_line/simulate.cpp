#include "app/command_line/command.h"
#include "app/command_line/measured_nights.h"
#include "core/base/path_there.h"
#include "core/base/text_fields.h"
#include "core/simulation/simulated_night.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace hypnodesk::cli {

namespace {

namespace fs = std::filesystem;

struct SimulateOptions {
    std::string directory;
    int nights = 1;
    int subjects = 0;
    std::string channels;
    std::string courses;
    SimulationOptions simulation;
    bool force = false;
};

/// The nights of a folder, in the order of their names, or the one night of a file.
Result<std::vector<fs::path>> courseFiles(const std::string& courses) {
    std::error_code error;
    if (!fs::is_directory(courses, error))
        return std::vector<fs::path>{courses};
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(courses, error))
        if (entry.path().extension() == ".safetensors")
            files.push_back(entry.path());
    if (files.empty())
        return fail(ErrorCode::FileMissing, courses + ": no *.safetensors of measured nights in this folder");
    std::sort(files.begin(), files.end());
    return files;
}

/// Nights are dealt to the subjects in turn: the second round gives each of them a second night.
std::string nightName(int subject, int night) {
    return night == 1 ? fmt::format("virtual-{:04}", subject)
                      : fmt::format("virtual-{:04}-night{}", subject, night);
}

Result<void> simulateOne(const SimulateOptions& options, const SimulationOptions& simulation,
                         const std::string& name, const TaskContext& context) {
    const Result<SimulatedNight> night = simulateNight(simulation, context.part(0.0, 0.8));
    if (!night)
        return tl::make_unexpected(night.error());
    return writeSimulatedNight(*night, options.directory, name, context.part(0.8, 1.0));
}

int simulate(SimulateOptions options) {
    if (!options.channels.empty())
        for (const std::string_view label : split(options.channels, ','))
            options.simulation.channels.emplace_back(trimmed(label));
    if (const Result<void> sound = checkSimulation(options.simulation); !sound) {
        complain(sound.error());
        return kWrongUsage;
    }
    std::error_code error;
    fs::create_directories(options.directory, error);
    if (error) {
        complain(Error{ErrorCode::FileUnwritable, options.directory + ": " + error.message()});
        return kNothingDone;
    }
    std::vector<fs::path> courses;
    if (!options.courses.empty()) {
        Result<std::vector<fs::path>> found = courseFiles(options.courses);
        if (!found) {
            complain(found.error());
            return kNothingDone;
        }
        courses = std::move(*found);
    }
    const int subjects = options.subjects > 0 ? std::min(options.subjects, options.nights) : options.nights;
    const TaskContext context = terminalContext("simulate");
    int done = 0;
    int failed = 0;
    for (int i = 0; i < options.nights; ++i) {
        SimulationOptions simulation = options.simulation;
        simulation.subject = i % subjects + 1;
        simulation.night = i / subjects + 1;
        std::string name = nightName(simulation.subject, simulation.night);
        if (!courses.empty()) {
            const fs::path& file = courses[static_cast<std::size_t>(i) % courses.size()];
            Result<MeasuredNight> measured = readMeasuredNight(file);
            if (!measured) {
                complain(measured.error());
                ++failed;
                continue;
            }
            name = fmt::format("{}-like-{}", name, measured->name);
            simulation.measured = std::make_shared<const MeasuredNight>(std::move(*measured));
        }
        const fs::path base = fs::path(options.directory) / name;
        const fs::path edf = base.string() + ".edf";
        const fs::path csv = base.string() + ".hypnogram.csv";
        if (!options.force && (isThere(edf) || isThere(csv))) {
            complain(edf.string() + " is there already; --force replaces it");
            ++failed;
            continue;
        }
        const double share = 1.0 / options.nights;
        if (const Result<void> made =
                simulateOne(options, simulation, name, context.part(i * share, (i + 1) * share));
            !made) {
            complain(made.error());
            ++failed;
            if (context.isCancelled())
                break;
            continue;
        }
        fmt::print("{}\n", edf.string());
        std::fflush(stdout);
        ++done;
    }
    return failed == 0 ? kDone : (done > 0 ? kSomeFailed : kNothingDone);
}

} // namespace

void addSimulate(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<SimulateOptions>();
    CLI::App* command = app.add_subcommand(
        "simulate",
        "Make virtual nights: NIGHT.edf (EDF+C) and NIGHT.hypnogram.csv, the truth it was made from");
    command->add_option("--out", options->directory, "Folder to write to; made when missing")->required();
    command->add_option("--nights", options->nights, "How many nights")
        ->check(CLI::Range(1, 9999))
        ->capture_default_str();
    command
        ->add_option("--subjects", options->subjects,
                     "How many virtual subjects share the nights; each has a head and habits of their own "
                     "(default: one per night)")
        ->check(CLI::Range(1, 9999));
    command->add_option("--seed", options->simulation.seed, "The same seed gives the same bytes")
        ->capture_default_str();
    command->add_option("--hours", options->simulation.hours, "Length of a night")->capture_default_str();
    command->add_option("--rate", options->simulation.rateHz, "Sampling rate in Hz, 50 to 1000")
        ->capture_default_str();
    command->add_option("--channels", options->channels,
                        "Comma-separated, e.g. \"C4-M1,E1-M2,EMG chin\"; \"all\": a clinic's twenty channels "
                        "(default: F4-M1,C4-M1,O2-M1,E1-M2,E2-M2,EMG chin,ECG)");
    command->add_option("--courses", options->courses,
                        "A folder of measured nights (*.safetensors with the stages and band powers of real "
                        "nights), or one of them: the nights follow them in turn, --hours is not used");
    constexpr const char* kClinic = "A clinic of its own";
    SimulatedClinic& clinic = options->simulation.clinic;
    command->add_option("--youngest", clinic.youngestYears, "Years of its youngest subject")
        ->capture_default_str()
        ->group(kClinic);
    command->add_option("--oldest", clinic.oldestYears, "Years of its oldest subject")
        ->capture_default_str()
        ->group(kClinic);
    command->add_option("--gain", clinic.gain, "Of all EEG and EOG channels; below 0: polarity as well")
        ->capture_default_str()
        ->group(kClinic);
    command
        ->add_option("--highpass", clinic.highpassHz,
                     "Cut-off of its amplifiers in Hz, first order (default: drawn)")
        ->group(kClinic);
    command
        ->add_option("--lowpass", clinic.lowpassHz,
                     "Cut-off of its amplifiers in Hz, fourth order (default: drawn)")
        ->group(kClinic);
    command->add_flag("--force", options->force, "Replace files that are there already");
    command->callback([options, &chosen] { chosen = [options] { return simulate(*options); }; });
}

} // namespace hypnodesk::cli
