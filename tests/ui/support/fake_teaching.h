#pragma once

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/edf/edf_writer.h"
#include "core/model/model_file.h"
#include "core/model/network.h"
#include "core/study/recording_identity.h"
#include "core/study/study.h"
#include "tests/ui/support/fake_network.h"

#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

namespace hypnodesk::test {

/// What is right on every night of the fake clinic.
inline std::string clinicLetters(int epochs) {
    std::string letters;
    while (letters.size() < static_cast<std::size_t>(epochs))
        letters += "WWW1122223333322222RRRRR";
    letters.resize(static_cast<std::size_t>(epochs));
    return letters;
}

struct TeachingPlan {
    int skillBefore = 3; ///< every third epoch is wrong
    std::atomic<int> skillTaught = 20;
    int steps = 20;
    std::atomic<int> stepMilliseconds = 1;
    std::atomic<int> taught = 0; ///< models that were trained to the end
};

/// A small file that every reader of models takes; its skill stands in its provenance.
inline Result<void> writeSkill(const std::filesystem::path& path, const std::string& name, int skill) {
    ModelFile model;
    model.name = name;
    model.normalisation = {std::vector<float>(128, -3.0f), std::vector<float>(128, 9.0f)};
    model.provenance = {{"skill", skill}};
    model.weights = {NamedTensor::fromFloats("w", {1}, std::vector<float>{static_cast<float>(skill)})};
    return writeModelFile(model, path);
}

/// Right, but for every n-th epoch, where it names the class after.
class SkilledScorer : public NightScorer {
public:
    SkilledScorer(ModelFile model, int skill) : m_model(std::move(model)), m_skill(skill) {}
    Result<NightProbabilities> score(const ModelInput& input, const ScoreOptions&,
                                     const TaskContext& context) override {
        std::string letters = clinicLetters(static_cast<int>(input.grid.count));
        constexpr std::string_view kClasses = "W123R";
        // Which epochs are wrong depends on the night's own samples no more than on its length.
        for (std::size_t i = static_cast<std::size_t>(m_skill) - 1; i < letters.size();
             i += static_cast<std::size_t>(m_skill))
            letters[i] = kClasses[(kClasses.find(letters[i]) + 1) % kClasses.size()];
        context.report(1.0);
        NightProbabilities night = probabilitiesFor(letters, 0.8f);
        night.grid = input.grid;
        night.derivation = input.derivation;
        night.modelName = m_model.name;
        night.modelDigest = m_model.digest;
        return night;
    }
    std::string modelName() const override { return m_model.name; }
    std::string modelDigest() const override { return m_model.digest; }
    std::string deviceName() const override { return "a fake device"; }

private:
    ModelFile m_model;
    int m_skill;
};

class FakeTeacher : public Trainer {
public:
    explicit FakeTeacher(std::shared_ptr<TeachingPlan> plan) : m_plan(std::move(plan)) {}
    Result<void> pretrain(const std::vector<LabelledNight>&, const TrainingOptions&,
                          const std::filesystem::path&, const TrainingListener&,
                          const TaskContext&) override {
        return fail(ErrorCode::Internal, "nobody asked for that");
    }
    Result<void> finetune(const std::filesystem::path&, const std::vector<LabelledNight>&,
                          const TrainingOptions& options, const std::filesystem::path& out,
                          const TrainingListener& listener, const TaskContext& context) override {
        for (int step = 1; step <= m_plan->steps; ++step) {
            std::this_thread::sleep_for(std::chrono::milliseconds(m_plan->stepMilliseconds));
            TrainingReport report;
            report.pass = 1 + step / 5;
            report.step = step;
            report.steps = m_plan->steps;
            report.loss = 2.0 / step + 0.3;
            report.endOfPass = step % 5 == 0;
            report.validationKappa = 1.0 - 2.0 / (step + 3.0);
            listener(report);
            if (context.isCancelled())
                return fail(ErrorCode::Cancelled, "teaching");
        }
        ++m_plan->taught;
        return writeSkill(out, options.name, m_plan->skillTaught);
    }

private:
    std::shared_ptr<TeachingPlan> m_plan;
};

class TeachingNetwork : public Network {
public:
    explicit TeachingNetwork(std::shared_ptr<TeachingPlan> plan) : m_plan(std::move(plan)) {}
    Result<std::unique_ptr<NightScorer>> openScorer(const std::filesystem::path& path,
                                                    const std::string&) override {
        auto model = readModelFile(path);
        if (!model)
            return tl::make_unexpected(model.error());
        const int skill = model->provenance.value("skill", m_plan->skillBefore);
        return std::make_unique<SkilledScorer>(std::move(*model), skill);
    }
    std::unique_ptr<Trainer> createTrainer() override { return std::make_unique<FakeTeacher>(m_plan); }
    EngineInfo engineInfo(bool) override { return {}; }
    void useThreads(int) override {}

private:
    std::shared_ptr<TeachingPlan> m_plan;
};

/// A recording of noise of `epochs` epochs, of the patient `code`.
inline void writeClinicRecording(const std::filesystem::path& path, const std::string& code, int epochs) {
    constexpr double kRateHz = 50.0;
    EdfFileSpec spec;
    spec.start = {2026, 3, 14, 22, 8, 0.0};
    spec.patient = code + " F 01-JAN-1970 X";
    spec.signals.push_back({"EEG C4-M1", "uV", kRateHz});
    std::vector<std::vector<float>> signals(1);
    std::uint32_t state = 12345;
    for (const char letter : code)
        state = state * 31 + static_cast<std::uint32_t>(letter);
    signals[0].resize(static_cast<std::size_t>(epochs * kEpochSeconds * kRateHz));
    for (float& sample : signals[0]) {
        state = state * 1664525u + 1013904223u;
        sample = 60.0f * (static_cast<float>(state >> 8) / 16777216.0f - 0.5f);
    }
    QVERIFY(writeEdf(path, spec, signals));
}

/// The same with a study in which a person gave every stage.
inline void writeClinicNight(const std::filesystem::path& folder, const std::string& code, int epochs = 72) {
    const std::filesystem::path recordingPath = folder / ("night-" + code + ".edf");
    writeClinicRecording(recordingPath, code, epochs);
    const auto recording = Recording::open(recordingPath);
    QVERIFY(recording.has_value());
    StudyOptions options;
    options.author = {"anna", "sleeplab-2", "Hypnodesk test"};
    auto study =
        Study::create(folder / ("night-" + code + ".hypno"), *identityOf(**recording), recordingPath, options);
    QVERIFY(study.has_value());
    NewScoring scoring;
    scoring.name = "anna";
    scoring.scorer = "anna";
    scoring.hypnogram = Hypnogram::fromLetters(clinicLetters(epochs));
    QVERIFY(study->createScoring(scoring).has_value());
}

} // namespace hypnodesk::test
