#include "core/net/process_group.h"

#include <fmt/format.h>

#include <chrono>

// c10d's headers want those of Gloo and NCCL, which not every LibTorch brings along. What differs between
// LibTorch 1.13 and 2.x (ProcessGroup or Backend as the base class) is avoided by holding the engine by its
// own type.
#if defined(USE_DISTRIBUTED) && defined(USE_C10D_GLOO) && __has_include(<gloo/rendezvous/store.h>)
#define HYPNODESK_HAS_GLOO
#endif
#if defined(USE_DISTRIBUTED) && defined(USE_C10D_NCCL) && __has_include(<nccl.h>)
#define HYPNODESK_HAS_NCCL
#endif

#if defined(HYPNODESK_HAS_GLOO) || defined(HYPNODESK_HAS_NCCL)
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif
#if defined(HYPNODESK_HAS_GLOO)
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#endif
#if defined(HYPNODESK_HAS_NCCL)
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
#define HYPNODESK_HAS_C10D
#endif

namespace hypnodesk::net {

torch::Tensor ProcessGroup::gather(const torch::Tensor& rows, std::int64_t first, std::int64_t all) {
    if (isAlone())
        return rows.detach();
    const torch::NoGradGuard noGrad;
    auto shape = rows.sizes().vec();
    const std::int64_t count = std::exchange(shape.front(), all);
    auto gathered = torch::zeros(shape, rows.options());
    if (count > 0)
        gathered.narrow(0, first, count).copy_(rows);
    allReduceSum(gathered);
    return gathered;
}

namespace {

class AloneGroup final : public ProcessGroup {
public:
    AloneGroup() : ProcessGroup(0, 1) {}
    void allReduceSum(torch::Tensor) override {}
    void broadcast(torch::Tensor) override {}
    void barrier() override {}
};

#if defined(HYPNODESK_HAS_C10D)

std::string firstLine(const std::exception& error) {
    const std::string_view what = error.what();
    return std::string(what.substr(0, what.find('\n')));
}

/// `Engine` is c10d::ProcessGroupGloo or c10d::ProcessGroupNCCL.
template <typename Engine>
class EngineGroup final : public ProcessGroup {
public:
    /// Tensors travel from `device`; those that live elsewhere are copied there and back.
    EngineGroup(c10::intrusive_ptr<Engine> engine, const ProcessPlace& place, torch::Device device)
        : ProcessGroup(place.rank, place.size), m_engine(std::move(engine)), m_device(device) {}

    void allReduceSum(torch::Tensor tensor) override {
        exchange(tensor, [&](std::vector<at::Tensor>& list) { return m_engine->allreduce(list); });
    }
    void broadcast(torch::Tensor tensor) override {
        exchange(tensor, [&](std::vector<at::Tensor>& list) { return m_engine->broadcast(list); });
    }
    void barrier() override {
        auto nothing = torch::zeros({1}, torch::TensorOptions(m_device));
        allReduceSum(nothing);
    }

private:
    template <typename Work>
    void exchange(torch::Tensor& tensor, const Work& work) {
        const torch::NoGradGuard noGrad;
        std::vector<at::Tensor> list{tensor.detach().to(m_device).contiguous()};
        try {
            work(list)->wait();
        } catch (const std::exception& error) {
            throw ProcessGroupError(fmt::format(
                "process {} of {}: another process of this run ended or gives no answer ({}); see what "
                "the others say, then start them all again: the run goes on from its checkpoint",
                rank(), size(), firstLine(error)));
        }
        if (list.front().data_ptr() != tensor.data_ptr())
            tensor.detach().copy_(list.front());
    }

    c10::intrusive_ptr<Engine> m_engine;
    torch::Device m_device;
};

c10::intrusive_ptr<c10d::Store> meetingPlace(const ProcessPlace& place, std::chrono::milliseconds timeout) {
    c10d::TCPStoreOptions options;
    options.port = place.port;
    options.isServer = place.rank == 0 && !place.isHostedByLauncher;
    options.waitWorkers = !place.isHostedByLauncher;
    options.numWorkers = static_cast<std::size_t>(place.size);
    options.timeout = timeout;
    auto store = c10::make_intrusive<c10d::TCPStore>(place.host, options);
    store->setTimeout(timeout);
    return c10::make_intrusive<c10d::PrefixStore>(fmt::format("hypnodesk_{}", place.attempt), store);
}

#endif

#if defined(HYPNODESK_HAS_GLOO)
bool isThisMachine(const std::string& host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

ProcessGroupPointer joinGloo(const ProcessPlace& place, const c10::intrusive_ptr<c10d::Store>& store,
                             std::chrono::milliseconds timeout) {
    using Gloo = c10d::ProcessGroupGloo;
    auto options = Gloo::Options::create(timeout);
    options->threads = 1;
    if (const auto interface = environmentVariable("GLOO_SOCKET_IFNAME"))
        options->devices.push_back(Gloo::createDeviceForInterface(*interface));
    else if (isThisMachine(place.host))
        options->devices.push_back(Gloo::createDeviceForHostname(place.host));
    else
        options->devices.push_back(Gloo::createDefaultDevice());
    auto engine = c10::make_intrusive<Gloo>(store, place.rank, place.size, options);
    return c10::make_intrusive<EngineGroup<Gloo>>(std::move(engine), place, torch::Device(torch::kCPU));
}
#endif

#if defined(HYPNODESK_HAS_NCCL)
ProcessGroupPointer joinNccl(const ProcessPlace& place, const c10::intrusive_ptr<c10d::Store>& store,
                             std::chrono::milliseconds timeout, const torch::Device& device) {
    using Nccl = c10d::ProcessGroupNCCL;
    auto options = Nccl::Options::create();
    options->timeout = timeout;
    auto engine = c10::make_intrusive<Nccl>(store, place.rank, place.size, options);
    return c10::make_intrusive<EngineGroup<Nccl>>(std::move(engine), place, device);
}
#endif

} // namespace

ProcessGroupPointer aloneGroup() {
    return c10::make_intrusive<AloneGroup>();
}

Result<ProcessGroupPointer> joinProcessGroup(const ProcessPlace& place,
                                             [[maybe_unused]] const torch::Device& device) {
    if (place.isAlone())
        return aloneGroup();
#if defined(HYPNODESK_HAS_C10D)
    const auto timeout =
        std::chrono::milliseconds(static_cast<std::int64_t>(place.timeoutMinutes * 60'000.0));
    try {
        [[maybe_unused]] const auto store = meetingPlace(place, timeout);
#if defined(HYPNODESK_HAS_NCCL)
        if (device.is_cuda())
            return joinNccl(place, store, timeout, device);
#endif
#if defined(HYPNODESK_HAS_GLOO)
        return joinGloo(place, store, timeout);
#endif
    } catch (const std::exception& error) {
        return fail(ErrorCode::DeviceUnavailable,
                    fmt::format("process {} of {}: the processes did not meet at {}:{} ({})", place.rank,
                                place.size, place.host, place.port, firstLine(error)));
    }
#endif
    return fail(ErrorCode::DeviceUnavailable,
                "this program was built with a LibTorch without Gloo and NCCL, or without their headers: "
                "train in one "
                "process, or build with c10d (on Debian: install libgloo-dev before building)");
}

} // namespace hypnodesk::net
