#pragma once

#include "core/net/mc2sleepnet.h"
#include "core/net/night_scoring.h"

#include <random>

/// A network small enough for tests; the raw branch keeps its shape.
inline hypnodesk::ModelConfig smallConfig() {
    hypnodesk::ModelConfig config;
    config.width = 32;
    config.feedForward = 64;
    config.heads = 4;
    config.maskHeads = 4;
    config.spectrogramLayers = 1;
    config.sequenceLayers = 2;
    config.rawStride = 2;
    config.sequenceLength = 6;
    return config;
}

/// A night of noise of the right shape.
inline hypnodesk::ModelInput noiseNight(std::int64_t epochs, unsigned seed) {
    hypnodesk::ModelInput input;
    input.grid = {0.0, hypnodesk::kEpochSeconds, epochs};
    input.quality.assign(static_cast<std::size_t>(epochs), hypnodesk::EpochQuality::Good);
    std::vector<float> samples(static_cast<std::size_t>(epochs) * hypnodesk::kModelEpochSamples);
    std::mt19937 random(seed);
    std::normal_distribution<float> noise;
    for (float& sample : samples)
        sample = noise(random);
    input.samples = std::move(samples);
    return input;
}

inline hypnodesk::net::ReadyNetwork readyNetwork(const hypnodesk::ModelConfig& config, std::uint64_t seed) {
    torch::manual_seed(seed);
    hypnodesk::net::ReadyNetwork ready{hypnodesk::net::Mc2SleepNet(config),
                                       {std::vector<float>(128, 20.0f), std::vector<float>(128, 8.0f)},
                                       1.0,
                                       torch::kCPU};
    ready.network->eval();
    return ready;
}
