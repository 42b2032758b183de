#include "core/net/network_module.h"

#include "core/net/device.h"
#include "core/net/memory.h"
#include "core/net/night_scoring.h"
#include "core/net/torch_trainer.h"
#include "core/net/weights.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <torch/version.h>

#include <chrono>
#include <fstream>

extern "C" void sgemm_(); // whatever BLAS the process got

namespace hypnodesk::net {

namespace {

/// LibTorch reports its failures by exceptions; they end here.
template <typename Work>
auto guarded(Work work) -> decltype(work()) {
    try {
        return work();
    } catch (const c10::Error& error) {
        return fail(ErrorCode::Internal, fmt::format("LibTorch: {}", error.what_without_backtrace()));
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, error.what());
    }
}

class TorchScorer final : public NightScorer {
public:
    TorchScorer(ReadyNetwork ready, std::string name, std::string digest)
        : m_ready(std::move(ready)), m_name(std::move(name)), m_digest(std::move(digest)) {}

    Result<NightProbabilities> score(const ModelInput& input, const ScoreOptions& options,
                                     const TaskContext& context) override {
        return guarded([&]() -> Result<NightProbabilities> {
            ScoreOptions signedOptions = options;
            if (options.partial)
                signedOptions.partial = [&](const NightProbabilities& night) {
                    options.partial(withOrigin(night));
                };
            auto night = scoreNight(m_ready, input, signedOptions, context);
            if (!night)
                return night;
            return withOrigin(*night);
        });
    }
    std::string modelName() const override { return m_name; }
    std::string modelDigest() const override { return m_digest; }
    std::string deviceName() const override { return net::deviceName(m_ready.device); }

private:
    NightProbabilities withOrigin(NightProbabilities night) const {
        night.modelName = m_name;
        night.modelDigest = m_digest;
        return night;
    }

    ReadyNetwork m_ready;
    std::string m_name;
    std::string m_digest;
};

class TorchTrainer final : public Trainer {
public:
    Result<void> pretrain(const std::vector<LabelledNight>& nights, const TrainingOptions& options,
                          const std::filesystem::path& out, const TrainingListener& listener,
                          const TaskContext& context) override {
        return guarded([&] { return net::pretrain(nights, options, out, listener, context); });
    }
    Result<void> finetune(const std::filesystem::path& base, const std::vector<LabelledNight>& nights,
                          const TrainingOptions& options, const std::filesystem::path& out,
                          const TrainingListener& listener, const TaskContext& context) override {
        return guarded([&] { return net::finetune(base, nights, options, out, listener, context); });
    }
};

std::string blasPath() {
    Dl_info where = {};
    if (::dladdr(reinterpret_cast<const void*>(&sgemm_), &where) == 0 || !where.dli_fname)
        return "unknown";
    std::error_code error;
    const auto real = std::filesystem::canonical(where.dli_fname, error);
    return error ? where.dli_fname : real.string();
}

double measuredGemmGflops() {
    constexpr std::int64_t kSide = 512;
    const c10::InferenceMode inference;
    const auto a = torch::randn({kSide, kSide});
    const auto b = torch::randn({kSide, kSide});
    double best = 0.0;
    for (int run = 0; run < 10; ++run) {
        const auto start = std::chrono::steady_clock::now();
        const auto c = torch::matmul(a, b);
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
        best = std::max(best, 2.0 * kSide * kSide * kSide / seconds.count() / 1e9);
    }
    return best;
}

class TorchNetwork final : public Network {
public:
    TorchNetwork() {
        useAllCores();
        keepFreedMemory();
    }

    Result<std::unique_ptr<NightScorer>> openScorer(const std::filesystem::path& path,
                                                    const std::string& wish) override {
        return guarded([&]() -> Result<std::unique_ptr<NightScorer>> {
            const auto device = chooseDevice(wish);
            if (!device)
                return tl::make_unexpected(device.error());
            const auto model = readModelFile(path);
            if (!model)
                return tl::make_unexpected(model.error());
            auto network = networkFrom(*model);
            if (!network)
                return failAt(path.string(), network.error());
            (*network)->to(*device);
            (*network)->fold();
            return std::make_unique<TorchScorer>(
                ReadyNetwork{*network, model->normalisation, model->temperature, *device}, model->name,
                model->digest);
        });
    }
    std::unique_ptr<Trainer> createTrainer() override { return std::make_unique<TorchTrainer>(); }

    EngineInfo engineInfo(bool measure) override {
        EngineInfo info;
        info.libraryVersion = "LibTorch " TORCH_VERSION;
        info.blas = blasPath();
        const auto isFast = [&](const char* name) { return info.blas.find(name) != std::string::npos; };
        info.blasIsSlow =
            !isFast("openblas") && !isFast("blis") && !isFast("atlas") && !isFast("mkl") && !isFast("torch");
        info.devices.push_back(net::deviceName(torch::kCPU));
        for (int i = 0; i < static_cast<int>(torch::cuda::device_count()); ++i)
            info.devices.push_back(
                net::deviceName(torch::Device(torch::kCUDA, static_cast<c10::DeviceIndex>(i))));
        if (measure)
            info.gemmGflops = measuredGemmGflops();
        return info;
    }
    void useThreads(int threads) override { net::useThreads(threads); }
};

} // namespace

Network* theNetwork() {
    static TorchNetwork network;
    return &network;
}

} // namespace hypnodesk::net
