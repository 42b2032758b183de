#include "app/command_line/command.h"
#include "app/command_line/labelled_nights.h"
#include "app/command_line/study_files.h"
#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/base/text_fields.h"
#include "core/formats/format_registry.h"
#include "core/model/model_library.h"
#include "core/model/network.h"
#include "core/report/night_report.h"

#include <fmt/format.h>

#include <atomic>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

constexpr const char* kDefaultFormats = "edf,csv,json";

struct ScoreArguments {
    std::vector<std::string> files;
    std::string channel;
    std::string derive;
    std::string model;
    std::string device = "auto";
    int stride = ScoreOptions{}.stride;
    std::string out = ".";
    std::string formats = kDefaultFormats;
    std::string reports;
    int jobs = 1;
    bool force = false;
    bool study = false; ///< keep the run in the night's study
    std::string studyFolder;
};

/// One thing that scoring a night writes.
struct Output {
    fs::path path;
    const HypnogramFormat* format = nullptr; ///< null: a report
    bool isHtml = false;
};

std::vector<std::string> listOf(const std::string& text) {
    std::vector<std::string> items;
    for (const auto piece : split(text, ','))
        if (!trimmed(piece).empty())
            items.emplace_back(trimmed(piece));
    return items;
}

Result<std::vector<Output>> plannedOutputs(const fs::path& recording, const ScoreArguments& arguments) {
    std::vector<Output> outputs;
    const fs::path stem = fs::path(arguments.out) / recording.stem();
    for (const std::string& id : listOf(arguments.formats)) {
        const HypnogramFormat* format = findFormat(id);
        if (!format || !format->write)
            return fail(ErrorCode::ArgumentInvalid, fmt::format("--format {}: no such format to write", id));
        outputs.push_back({stem.string() + ".hypnogram" + format->suffix, format, false});
    }
    for (const std::string& kind : listOf(arguments.reports)) {
        if (kind != "html" && kind != "json")
            return fail(ErrorCode::ArgumentInvalid,
                        fmt::format("--report {}: known are html and json", kind));
        outputs.push_back({stem.string() + ".report." + kind, nullptr, kind == "html"});
    }
    if (outputs.empty() && !arguments.study)
        return fail(ErrorCode::ArgumentInvalid, "nothing to write: give --format, --report or --study");
    for (const Output& output : outputs) {
        std::error_code ignored;
        if (fs::equivalent(output.path, recording, ignored))
            return fail(ErrorCode::ArgumentInvalid,
                        output.path.string() + ": this is the recording itself, which is never written");
    }
    return outputs;
}

/// Every output is there and newer than the recording and the model.
bool areUpToDate(const std::vector<Output>& outputs, const fs::path& recording, const fs::path& model) {
    std::error_code error;
    const auto newest = std::max(fs::last_write_time(recording, error), fs::last_write_time(model, error));
    for (const Output& output : outputs) {
        const auto written = fs::last_write_time(output.path, error);
        if (error || written < newest)
            return false;
    }
    return true;
}

/// Nights of one command, shared by its threads.
class Batch {
public:
    Batch(const ScoreArguments& arguments, Network& network, fs::path model, std::string modelDigest)
        : m_arguments(arguments), m_network(network), m_model(std::move(model)),
          m_modelDigest(std::move(modelDigest)) {}

    /// Scores all files with `jobs` threads; returns how many failed.
    int run() {
        std::vector<std::thread> threads;
        const int count = std::clamp(m_arguments.jobs, 1, static_cast<int>(m_arguments.files.size()));
        for (int i = 1; i < count; ++i)
            threads.emplace_back([this] { work(); });
        work();
        for (std::thread& thread : threads)
            thread.join();
        return m_failed;
    }

private:
    void work() {
        std::unique_ptr<NightScorer> scorer; // each thread has a network of its own
        for (std::size_t i = m_next++; i < m_arguments.files.size(); i = m_next++) {
            const fs::path file = m_arguments.files[i];
            const TaskContext context = terminalContext(file.filename().string());
            context.report(0.0);
            if (context.isCancelled())
                return;
            const auto done = scoreOne(file, scorer, context);
            const std::lock_guard lock(m_output);
            if (done) {
                fmt::print("{}\n", *done);
            } else {
                ++m_failed;
                complain(done.error());
            }
            std::fflush(stdout);
        }
    }

    Result<std::string> scoreOne(const fs::path& file, std::unique_ptr<NightScorer>& scorer,
                                 const TaskContext& context) {
        const auto outputs = plannedOutputs(file, m_arguments);
        if (!outputs)
            return tl::make_unexpected(outputs.error());
        const bool filesAreUpToDate = !m_arguments.force && areUpToDate(*outputs, file, m_model);
        if (filesAreUpToDate && !m_arguments.study)
            return fmt::format("{}: up to date", file.string());
        const auto recording = Recording::open(file);
        if (!recording)
            return tl::make_unexpected(recording.error());
        const std::string& wish = m_arguments.derive.empty() ? m_arguments.channel : m_arguments.derive;
        const auto derivation = chooseDerivation(**recording, wish);
        if (!derivation)
            return tl::make_unexpected(derivation.error());
        // Before the night is scored: a study that another program holds costs no minutes.
        std::optional<Study> study;
        if (m_arguments.study) {
            auto opened = openStudyOf(**recording, m_arguments.studyFolder);
            if (!opened)
                return failAt(file.string(), opened.error());
            study = std::move(*opened);
            const auto holdsRun = studyHoldsRun(*study, *derivation);
            if (!holdsRun)
                return failAt(file.string(), holdsRun.error());
            if (*holdsRun && filesAreUpToDate)
                return fmt::format("{}: up to date in {}", file.string(), study->path().string());
            if (*holdsRun)
                study.reset(); // only files are wanted
        }
        const auto input = prepareModelInput(**recording, *derivation, context.part(0.0, 0.1));
        if (!input)
            return failAt(file.string(), input.error());
        if (!scorer) {
            auto opened = m_network.openScorer(m_model, m_arguments.device);
            if (!opened)
                return tl::make_unexpected(opened.error());
            scorer = std::move(*opened);
        }
        const auto night = scorer->score(*input, {.stride = m_arguments.stride}, context.part(0.1, 0.95));
        if (!night)
            return failAt(file.string(), night.error());
        if (auto written = write(**recording, *derivation, *night, *outputs); !written)
            return tl::make_unexpected(written.error());
        std::string text = summary(file, *derivation, *night);
        if (study) {
            const auto digest = samplesDigestOf(**recording, context.part(0.95, 1.0));
            const auto known =
                digest ? study->setSamplesDigest(*digest) : tl::make_unexpected(digest.error());
            if (!known)
                return failAt(file.string(), known.error());
            const auto kept = keep(*study, *night, *derivation, scorer->deviceName());
            if (!kept)
                return failAt(file.string(), kept.error());
            text += fmt::format("; scoring \"{}\" in {}", *kept, study->path().string());
        }
        context.report(1.0, "written");
        return text;
    }

    std::string optionsOf(const Derivation& derivation) const {
        return nlohmann::ordered_json({{"derivation", derivation.name}, {"stride", m_arguments.stride}})
            .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }

    /// True when the study has a run of this model with these options already.
    Result<bool> studyHoldsRun(const Study& study, const Derivation& derivation) const {
        if (m_arguments.force)
            return false;
        const auto scorings = study.scorings();
        if (!scorings)
            return tl::make_unexpected(scorings.error());
        const std::string options = optionsOf(derivation);
        return std::any_of(scorings->begin(), scorings->end(), [&](const ScoringInfo& scoring) {
            return scoring.kind == ScoringKind::Network && scoring.modelDigest == m_modelDigest &&
                   scoring.optionsJson == options;
        });
    }

    /// Keeps the run, for ever as it is; returns its name.
    Result<std::string> keep(Study& study, const NightProbabilities& night, const Derivation& derivation,
                             const std::string& device) const {
        const auto id = study.createNetworkRun({.name = night.modelName,
                                                .probabilities = night,
                                                .device = device,
                                                .optionsJson = optionsOf(derivation),
                                                .note = "hypno score"});
        if (!id)
            return tl::make_unexpected(id.error());
        const auto scoring = study.scoring(*id);
        if (!scoring)
            return tl::make_unexpected(scoring.error());
        return scoring->name;
    }

    Result<void> write(const Recording& recording, const Derivation& derivation,
                       const NightProbabilities& night, const std::vector<Output>& outputs) const {
        const Hypnogram hypnogram = Hypnogram::fromProbabilities(night);
        const ExportContent content{hypnogram,       night, recording.info().start, recording.info().patient,
                                    night.modelName, {}};
        const NightReport report = makeNightReport(recording, hypnogram, night, derivation.name);
        for (const Output& output : outputs) {
            Result<void> written;
            if (output.format)
                written = output.format->write(output.path, content);
            else
                written =
                    writeFileAtomically(output.path, output.isHtml ? toHtml(report) : toJson(report).dump(2));
            if (!written)
                return written;
        }
        return {};
    }

    static std::string summary(const fs::path& file, const Derivation& derivation,
                               const NightProbabilities& night) {
        std::array<std::int64_t, kStageClassCount + 1> counts{};
        double sure = 0.0;
        const Hypnogram hypnogram = Hypnogram::fromProbabilities(night);
        for (std::int64_t e = 0; e < hypnogram.size(); ++e) {
            const Stage stage = hypnogram.stage(e);
            ++counts[isScored(stage) ? static_cast<std::size_t>(stage) : kStageClassCount];
            sure += confidence(night.epochs[static_cast<std::size_t>(e)].joint);
        }
        return fmt::format(
            "{}: {} epochs of {}: W {}, N1 {}, N2 {}, N3 {}, R {}, not scored {}; mean confidence {:.2f}",
            file.string(), hypnogram.size(), derivation.name, counts[0], counts[1], counts[2], counts[3],
            counts[4], counts[5], hypnogram.isEmpty() ? 0.0 : sure / static_cast<double>(hypnogram.size()));
    }

    const ScoreArguments& m_arguments;
    Network& m_network;
    fs::path m_model;
    std::string m_modelDigest;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<int> m_failed = 0;
    std::mutex m_output;
};

int runScore(const ScoreArguments& arguments) {
    std::error_code error;
    fs::create_directories(arguments.out, error);
    if (!fs::is_directory(arguments.out)) {
        complain(arguments.out + ": cannot be made a folder: " + error.message());
        return kNothingDone;
    }
    if (const auto plan = plannedOutputs("night.edf", arguments); !plan) {
        complain(plan.error());
        return kWrongUsage;
    }
    const auto model = findModel(arguments.model);
    if (!model) {
        complain(model.error());
        return kNothingDone;
    }
    const auto network = loadNetwork();
    if (!network) {
        complain(network.error());
        return kNothingDone;
    }
    const auto digest = arguments.study ? sha256HexOfFile(*model) : Result<std::string>(std::string());
    if (!digest) {
        complain(digest.error());
        return kNothingDone;
    }
    Batch batch(arguments, **network, *model, *digest);
    const int failed = batch.run();
    if (failed == 0)
        return kDone;
    return failed == static_cast<int>(arguments.files.size()) ? kNothingDone : kSomeFailed;
}

} // namespace

void addScore(CLI::App& app, Action& chosen) {
    const auto a = std::make_shared<ScoreArguments>();
    CLI::App* command =
        app.add_subcommand("score", "Propose a sleep stage for every 30-s epoch of recordings");
    command->add_option("files", a->files, "Recordings (EDF, EDF+, BDF)")->required();
    const auto channel =
        command->add_option("--channel", a->channel, "Channel to score; default: the best EEG");
    command->add_option("--derive", a->derive, "Difference of two channels, for example C4-M1")
        ->excludes(channel);
    command->add_option("--model", a->model, "Model file or name; default: the shipped one");
    command->add_option("--device", a->device, "auto, cpu or cuda")->capture_default_str();
    command->add_option("--stride", a->stride, "Epochs between windows; smaller ones take longer")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    const auto out = command->add_option("--out", a->out, "Folder to write to")->capture_default_str();
    const auto format =
        command->add_option("--format", a->formats, "Comma-separated: edf, csv, json, annot, yasa")
            ->capture_default_str();
    command->add_option("--report", a->reports, "Comma-separated: html, json");
    command->add_option("--jobs", a->jobs, "Nights scored at once")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    command->add_flag("--force", a->force, "Score again what is up to date");
    command->add_flag(
        "--study", a->study,
        "Keep the run in the night's study NIGHT.hypno, which is made where missing; files are then "
        "written only when asked for with --format, --report or --out");
    command->add_option(
        "--study-folder", a->studyFolder,
        "Folder of the studies, for recordings on read-only media; default: beside the recording");
    command->callback([a, out, format, &chosen] {
        a->study |= !a->studyFolder.empty();
        if (a->study && out->count() == 0 && format->count() == 0)
            a->formats.clear();
        chosen = [a] { return runScore(*a); };
    });
}

} // namespace hypnodesk::cli
