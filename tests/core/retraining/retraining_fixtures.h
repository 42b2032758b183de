#pragma once

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/edf/edf_writer.h"
#include "core/formats/format_registry.h"
#include "core/retraining/retraining_run.h"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <numbers>
#include <thread>

/// Small nights and a network that can be taught, without LibTorch. The signal of an epoch tells its stage by
/// its frequency; a model is a text that says how often it reads that right.

namespace fixtures {

using namespace hypnodesk;
namespace fs = std::filesystem;

inline constexpr double kRateHz = 50.0;

inline double frequencyOf(Stage stage) {
    return 2.0 + 2.0 * static_cast<double>(stage);
}

inline bool recording(const fs::path& path, const std::string& letters, const std::string& patient = {}) {
    fs::create_directories(path.parent_path());
    const auto perEpoch = static_cast<std::size_t>(kEpochSeconds * kRateHz);
    std::vector<float> samples;
    for (const char letter : letters)
        for (std::size_t i = 0; i < perEpoch; ++i)
            samples.push_back(static_cast<float>(
                40.0 * std::sin(2.0 * std::numbers::pi * frequencyOf(*stageFromLetter(letter)) *
                                static_cast<double>(i) / kRateHz)));
    EdfFileSpec spec;
    spec.patient = patient;
    spec.signals.emplace_back();
    spec.signals.back().label = "EEG C4-M1";
    spec.signals.back().rateHz = kRateHz;
    return writeEdf(path, spec, std::vector(1, samples)).has_value();
}

/// NAME.edf with NAME.hypnogram.csv beside it.
inline bool night(const fs::path& folder, const std::string& name, const std::string& letters,
                  const std::string& patient = {}) {
    ExportContent content;
    content.hypnogram = Hypnogram::fromLetters(letters);
    return recording(folder / (name + ".edf"), letters, patient) &&
           writeHypnogram(folder / (name + ".hypnogram.csv"), content).has_value();
}

/// A night of 40 epochs that differs with `seed`.
inline std::string lettersOf(unsigned seed) {
    std::string letters;
    for (unsigned e = 0; e < 40; ++e)
        letters += "W123R"[(e * 7 + seed * 3 + e / 5) % 5];
    return letters;
}

inline Result<void> writeModel(const fs::path& path, const std::string& name, double skill) {
    return writeFileAtomically(path, nlohmann::json{{"name", name}, {"skill", skill}}.dump());
}

/// Reads the stage off the frequency, in so many of a hundred epochs; else says the next one.
class FakeScorer : public NightScorer {
public:
    FakeScorer(std::string name, std::string digest, double skill)
        : m_name(std::move(name)), m_digest(std::move(digest)), m_skill(skill) {}

    Result<NightProbabilities> score(const ModelInput& input, const ScoreOptions&,
                                     const TaskContext& context) override {
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, "scoring");
        NightProbabilities night{input.grid, {}, m_digest, m_name, input.derivation};
        for (std::int64_t e = 0; e < input.grid.count; ++e) {
            const auto samples = input.epoch(e);
            int crossings = 0;
            for (std::size_t i = 1; i < samples.size(); ++i)
                crossings += (samples[i - 1] < 0.0f) != (samples[i] < 0.0f) ? 1 : 0;
            auto stage = std::clamp(static_cast<int>(std::lround((crossings / 60.0 - 2.0) / 2.0)), 0, 4);
            if (static_cast<double>((e * 37 + 11) % 100) >= 100.0 * m_skill)
                stage = (stage + 1) % kStageClassCount;
            EpochVerdict& verdict = night.epochs.emplace_back();
            verdict.joint.fill(0.05f);
            verdict.joint[static_cast<std::size_t>(stage)] = 0.8f;
        }
        context.report(1.0);
        return night;
    }
    std::string modelName() const override { return m_name; }
    std::string modelDigest() const override { return m_digest; }
    std::string deviceName() const override { return "none"; }

private:
    std::string m_name;
    std::string m_digest;
    double m_skill;
};

inline Result<std::unique_ptr<NightScorer>> openFake(const fs::path& model) {
    const auto text = readTextFile(model);
    if (!text)
        return tl::make_unexpected(text.error());
    const auto content = nlohmann::json::parse(*text, nullptr, false);
    return std::make_unique<FakeScorer>(content.value("name", ""), *sha256HexOfFile(model),
                                        content.value("skill", 0.0));
}

/// What a fake training run was given.
struct Lesson {
    std::vector<LabelledNight> nights;
    TrainingOptions options;
    fs::path out;
};

/// Writes a model of the skill that `teach` gives; ten steps, each after `pause`. Leaves a checkpoint when it
/// is cancelled and goes on from it.
class FakeTrainer : public Trainer {
public:
    using Teach = std::function<Result<double>(const Lesson&)>;
    explicit FakeTrainer(Teach teach, std::chrono::milliseconds pause = {})
        : m_teach(std::move(teach)), m_pause(pause) {}

    Result<void> pretrain(const std::vector<LabelledNight>&, const TrainingOptions&, const fs::path&,
                          const TrainingListener&, const TaskContext&) override {
        return fail(ErrorCode::Internal, "not asked for");
    }
    Result<void> finetune(const fs::path&, const std::vector<LabelledNight>& nights,
                          const TrainingOptions& options, const fs::path& out,
                          const TrainingListener& listener, const TaskContext& context) override {
        const auto skill = m_teach({nights, options, out});
        if (!skill)
            return tl::make_unexpected(skill.error());
        const auto kept = readTextFile(options.checkpoint);
        TrainingReport report;
        report.steps = 10;
        for (report.step = kept ? std::stoi(*kept) : 0; report.step < report.steps;) {
            if (context.isCancelled()) {
                if (auto saved = writeFileAtomically(options.checkpoint, fmt::format("{}", report.step));
                    !saved)
                    return saved;
                return fail(ErrorCode::Cancelled, "training");
            }
            std::this_thread::sleep_for(m_pause);
            ++report.step;
            report.pass = 1;
            report.endOfPass = report.step == report.steps;
            listener(report);
        }
        if (auto written = writeModel(out, options.name, *skill); !written)
            return written;
        fs::remove(options.checkpoint);
        return {};
    }

private:
    Teach m_teach;
    std::chrono::milliseconds m_pause;
};

inline RetrainingTools fakeTools(FakeTrainer::Teach teach, std::chrono::milliseconds pause = {}) {
    RetrainingTools tools;
    tools.createTrainer = [=] { return std::make_unique<FakeTrainer>(teach, pause); };
    tools.openScorer = openFake;
    tools.reference = {.nights = 0};
    return tools;
}

/// `subjects` nights of a subject each in FOLDER/nights, a base model of this skill, and the job that learns
/// from them.
inline Result<RetrainingJob> madeJob(const fs::path& folder, std::size_t subjects, double baseSkill,
                                     const RetrainingSettings& settings = {}) {
    for (std::size_t s = 0; s < subjects; ++s) {
        const std::string name = fmt::format("s{:02d}", s + 1);
        if (!fs::exists(folder / "nights" / (name + ".edf")) &&
            !night(folder / "nights", name, lettersOf(static_cast<unsigned>(s))))
            return fail(ErrorCode::Internal, "no night");
    }
    const fs::path base = folder / "base.model";
    if (auto written = writeModel(base, "base", baseSkill); !written)
        return tl::make_unexpected(written.error());
    auto nights = inspectNights({folder / "nights"}, {}, {});
    if (!nights)
        return tl::make_unexpected(nights.error());
    auto plan = makePlan(*nights, settings);
    if (!plan)
        return tl::make_unexpected(plan.error());
    RetrainingJob job;
    job.plan = std::move(*plan);
    job.nights = std::move(*nights);
    job.base = base;
    job.name = "clinic";
    job.folder = folder / "run";
    return job;
}

} // namespace fixtures
