#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/model/network.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

/// A network whose answers are known beforehand, in the place of core/net: what surrounds the network is
/// tested with it in seconds and without LibTorch. Its models are JSON texts that tell how they were made.

namespace hypnodesk {

namespace {

/// Says W N1 N2 N3 R, over and over, each with probability 0.8. Takes FAKE_NETWORK_MS milliseconds a night.
class FakeScorer : public NightScorer {
public:
    FakeScorer(std::filesystem::path model, std::string digest)
        : m_model(std::move(model)), m_digest(std::move(digest)) {}

    Result<NightProbabilities> score(const ModelInput& input, const ScoreOptions&,
                                     const TaskContext& context) override {
        const char* pause = std::getenv("FAKE_NETWORK_MS");
        std::this_thread::sleep_for(std::chrono::milliseconds(pause ? std::atoi(pause) : 0));
        context.report(0.5);
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, "stopped");
        NightProbabilities night{input.grid, {}, m_digest, modelName(), input.derivation};
        for (std::int64_t e = 0; e < input.grid.count; ++e) {
            EpochVerdict& verdict = night.epochs.emplace_back();
            verdict.joint.fill(0.05f);
            verdict.joint[static_cast<std::size_t>(e % kStageClassCount)] = 0.8f;
            verdict.quality = input.quality[static_cast<std::size_t>(e)];
        }
        return night;
    }
    std::string modelName() const override { return m_model.stem().string(); }
    std::string modelDigest() const override { return m_digest; }
    std::string deviceName() const override { return "none"; }

private:
    std::filesystem::path m_model;
    std::string m_digest;
};

/// Writes down what it was given to learn from. Takes FAKE_TRAINING_MS milliseconds.
class FakeTrainer : public Trainer {
public:
    Result<void> pretrain(const std::vector<LabelledNight>& nights, const TrainingOptions& options,
                          const std::filesystem::path& out, const TrainingListener& listener,
                          const TaskContext&) override {
        return write("pretrain", {}, nights, options, out, listener);
    }
    Result<void> finetune(const std::filesystem::path& base, const std::vector<LabelledNight>& nights,
                          const TrainingOptions& options, const std::filesystem::path& out,
                          const TrainingListener& listener, const TaskContext&) override {
        return write("finetune", base, nights, options, out, listener);
    }

private:
    static Result<void> write(const char* kind, const std::filesystem::path& base,
                              const std::vector<LabelledNight>& nights, const TrainingOptions& options,
                              const std::filesystem::path& out, const TrainingListener& listener) {
        nlohmann::json model = {{"kind", kind},
                                {"base", base.filename().string()},
                                {"epochs", options.epochs},
                                {"rate", options.learningRate},
                                {"length", options.config.sequenceLength},
                                {"seed", options.seed},
                                {"training", nlohmann::json::array()},
                                {"validation", nlohmann::json::array()}};
        for (const LabelledNight& night : nights)
            model[night.isForValidation ? "validation" : "training"].push_back(night.subject);
        const char* pause = std::getenv("FAKE_TRAINING_MS");
        std::this_thread::sleep_for(std::chrono::milliseconds(pause ? std::atoi(pause) : 0));
        TrainingReport report;
        report.pass = 1;
        report.endOfPass = true;
        listener(report);
        return writeFileAtomically(out, model.dump());
    }
};

class FakeNetwork : public Network {
public:
    Result<std::unique_ptr<NightScorer>> openScorer(const std::filesystem::path& model,
                                                    const std::string&) override {
        auto digest = sha256HexOfFile(model);
        if (!digest)
            return tl::make_unexpected(digest.error());
        return std::make_unique<FakeScorer>(model, std::move(*digest));
    }
    std::unique_ptr<Trainer> createTrainer() override { return std::make_unique<FakeTrainer>(); }
    EngineInfo engineInfo(bool) override { return {}; }
    void useThreads(int) override {}
};

} // namespace

} // namespace hypnodesk

extern "C" __attribute__((visibility("default"))) hypnodesk::Network* hypnodesk_network() {
    static hypnodesk::FakeNetwork network;
    return &network;
}
