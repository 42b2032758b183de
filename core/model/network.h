#pragma once

#include "core/base/result.h"
#include "core/model/night_scorer.h"
#include "core/model/trainer.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace hypnodesk {

/// Which engine computes, for `hypno check` and the About page.
struct EngineInfo {
    std::string libraryVersion;       ///< "LibTorch 1.13.1"
    std::string blas;                 ///< path of the BLAS in use
    bool blasIsSlow = false;          ///< the reference BLAS
    std::vector<std::string> devices; ///< "CPU, 2 threads", "NVIDIA ..."
    double gemmGflops = 0.0;          ///< measured 512 x 512 x 512 float products; 0 when not measured
};

/// The door to the network. core/net implements it in a module opened on first use, because loading LibTorch
/// takes long; see loadNetwork(). Thread-safe.
class Network {
public:
    virtual ~Network() = default;
    /// `device`: "auto", "cpu" or "cuda"; auto falls back to the CPU, "cuda" fails where there is none.
    virtual Result<std::unique_ptr<NightScorer>> openScorer(const std::filesystem::path& model,
                                                            const std::string& device) = 0;
    virtual std::unique_ptr<Trainer> createTrainer() = 0;
    virtual EngineInfo engineInfo(bool measure) = 0;
    /// Threads that one night's computing may use on the processor, from 1; by default as many as there are
    /// cores. For several nights at once: call it before they begin.
    virtual void useThreads(int threads) = 0;
};

/// Opens the module (libhypnodesk_net.so beside the program, in ../lib or in ../lib/hypnodesk) once and keeps
/// it. An error says which places were tried. Thread-safe.
Result<Network*> loadNetwork();

} // namespace hypnodesk
