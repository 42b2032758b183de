#pragma once

#include "core/model/network.h"
#include "tests/ui/support/fake_recording.h"

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <thread>

namespace hypnodesk::test {

/// A network that says what it is told to: the letters of its plan, in `steps` partial results. It can be
/// made to wait between them, to fail, and tells whether it saw a cancellation.
struct NetworkPlan {
    std::string letters;
    float certainty = 0.9f;
    std::map<std::size_t, float> doubts{}; ///< epochs with another certainty
    int steps = 4;
    std::chrono::milliseconds pause{0};
    bool fails = false;
    std::atomic<int> runs = 0;
    std::atomic<bool> sawCancel = false;
};

class FakeScorer : public NightScorer {
public:
    explicit FakeScorer(std::shared_ptr<NetworkPlan> plan) : m_plan(std::move(plan)) {}

    Result<NightProbabilities> score(const ModelInput& input, const ScoreOptions& options,
                                     const TaskContext& context) override {
        ++m_plan->runs;
        std::string letters = m_plan->letters;
        letters.resize(static_cast<std::size_t>(input.grid.count), 'W');
        for (int step = 1; step <= m_plan->steps; ++step) {
            std::this_thread::sleep_for(m_plan->pause);
            if (context.isCancelled()) {
                m_plan->sawCancel = true;
                return fail(ErrorCode::Cancelled, "scoring");
            }
            std::string known = letters.substr(0, letters.size() * static_cast<std::size_t>(step) /
                                                      static_cast<std::size_t>(m_plan->steps));
            known.resize(letters.size(), '?');
            if (options.partial)
                options.partial(probabilitiesFor(known, m_plan->certainty));
            context.report(static_cast<double>(step) / m_plan->steps);
        }
        if (m_plan->fails)
            return fail(ErrorCode::Internal, "the fake network was told to fail");
        NightProbabilities night = probabilitiesFor(letters, m_plan->certainty);
        for (const auto& [epoch, certainty] : m_plan->doubts)
            if (epoch < letters.size())
                night.epochs[epoch] = probabilitiesFor(letters.substr(epoch, 1), certainty).epochs.front();
        night.derivation = input.derivation;
        return night;
    }
    std::string modelName() const override { return "fake"; }
    std::string modelDigest() const override { return "0"; }
    std::string deviceName() const override { return "a fake device"; }

private:
    std::shared_ptr<NetworkPlan> m_plan;
};

class FakeNetwork : public Network {
public:
    explicit FakeNetwork(std::shared_ptr<NetworkPlan> plan) : m_plan(std::move(plan)) {}

    Result<std::unique_ptr<NightScorer>> openScorer(const std::filesystem::path&,
                                                    const std::string&) override {
        return std::make_unique<FakeScorer>(m_plan);
    }
    std::unique_ptr<Trainer> createTrainer() override { return nullptr; }
    EngineInfo engineInfo(bool) override { return {}; }
    void useThreads(int) override {}

private:
    std::shared_ptr<NetworkPlan> m_plan;
};

} // namespace hypnodesk::test
