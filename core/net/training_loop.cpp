#include "core/net/training_loop.h"

#include "core/net/counted_random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hypnodesk::net {

namespace {

constexpr double kAverageDecay = 0.998;
constexpr double kRunningShare = 0.05; ///< weight of the newest step in the running means of the log

/// Linear from 0 to 1 over the warm-up, then a half cosine down to 1 % of the rate.
double scheduleFactor(std::int64_t step, std::int64_t steps, double warmUpShare) {
    const double warmUp = std::max(1.0, warmUpShare * static_cast<double>(steps));
    const double at = static_cast<double>(step);
    if (at < warmUp)
        return (at + 1.0) / warmUp;
    const double progress = (at - warmUp) / std::max(1.0, static_cast<double>(steps) - warmUp);
    return 0.01 + 0.99 * 0.5 * (1.0 + std::cos(std::numbers::pi * std::min(progress, 1.0)));
}

std::vector<torch::optim::OptimizerParamGroup> optimizerGroups(std::vector<ParameterGroup>& groups) {
    std::vector<torch::optim::OptimizerParamGroup> result;
    for (ParameterGroup& group : groups)
        result.emplace_back(group.parameters);
    return result;
}

torch::optim::AdamOptions adamOptions(const TrainingOptions& options) {
    return torch::optim::AdamOptions(options.learningRate).weight_decay(options.weightDecay);
}

} // namespace

TrainingLoop::TrainingLoop(Mc2SleepNet network, const std::vector<LabelledNight>& nights,
                           std::vector<ParameterGroup> groups, const TrainingOptions& options, Parts parts,
                           ProcessGroupPointer processes)
    : m_network(std::move(network)), m_nights(nights), m_options(options), m_parts(std::move(parts)),
      m_optimizer(optimizerGroups(groups), adamOptions(options)), m_processes(std::move(processes)) {
    for (const ParameterGroup& group : groups) {
        m_rateFactors.push_back(group.rateFactor);
        m_trainable.insert(m_trainable.end(), group.parameters.begin(), group.parameters.end());
    }
}

TrainingLoop::Weights TrainingLoop::snapshot() const {
    torch::NoGradGuard noGrad;
    Weights weights;
    for (const auto& p : m_network->parameters())
        weights.parameters.push_back(p.detach().clone());
    for (const auto& b : m_network->buffers())
        weights.buffers.push_back(b.detach().clone());
    return weights;
}

void TrainingLoop::restore(const Weights& weights) {
    torch::NoGradGuard noGrad;
    auto parameters = m_network->parameters();
    for (std::size_t i = 0; i < weights.parameters.size(); ++i)
        parameters[i].copy_(weights.parameters[i]);
    auto buffers = m_network->buffers();
    for (std::size_t i = 0; i < weights.buffers.size(); ++i)
        buffers[i].copy_(weights.buffers[i]);
}

void TrainingLoop::average() {
    torch::NoGradGuard noGrad;
    const auto parameters = m_network->parameters();
    if (m_average.parameters.empty()) {
        for (const auto& p : parameters)
            m_average.parameters.push_back(p.detach().clone());
        return;
    }
    // Early on the average follows closely, or it would remember the random start.
    const double steps = static_cast<double>(m_step);
    const double decay = std::min(kAverageDecay, (1.0 + steps) / (10.0 + steps));
    for (std::size_t i = 0; i < parameters.size(); ++i)
        m_average.parameters[i].lerp_(parameters[i].detach(), 1.0 - decay);
}

void TrainingLoop::setRate(double factor) {
    for (std::size_t g = 0; g < m_rateFactors.size(); ++g)
        static_cast<torch::optim::AdamOptions&>(m_optimizer.param_groups()[g].options())
            .lr(m_options.learningRate * factor * m_rateFactors[g]);
}

void TrainingLoop::equaliseWeights() {
    if (m_processes->isAlone())
        return;
    for (const auto& parameter : m_network->parameters())
        m_processes->broadcast(parameter);
    for (const auto& buffer : m_network->buffers())
        m_processes->broadcast(buffer);
}

void TrainingLoop::sumGradients() {
    if (m_processes->isAlone())
        return;
    torch::NoGradGuard noGrad;
    std::int64_t size = 0;
    for (const auto& parameter : m_trainable)
        size += parameter.numel();
    const auto flat = torch::zeros({size}, m_trainable.front().options());
    const auto forEach = [&](const auto& use) {
        std::int64_t at = 0;
        for (const auto& parameter : m_trainable) {
            const auto piece = flat.narrow(0, at, parameter.numel());
            at += parameter.numel();
            if (parameter.grad().defined())
                use(parameter.grad(), piece.view(parameter.sizes()));
        }
    };
    forEach([](const torch::Tensor& gradient, const torch::Tensor& piece) { piece.copy_(gradient); });
    m_processes->allReduceSum(flat);
    forEach([](const torch::Tensor& gradient, const torch::Tensor& piece) { gradient.copy_(piece); });
}

bool TrainingLoop::agreeToStop(bool isCancelled) {
    const auto told = torch::tensor({isCancelled ? 1.0 : 0.0, m_processes->isFirst() ? minutesHere() : 0.0},
                                    torch::kFloat64);
    m_processes->allReduceSum(told);
    m_minutes = told[1].item<double>();
    return told[0].item<double>() > 0.0;
}

double TrainingLoop::minutesHere() const {
    const std::chrono::duration<double, std::ratio<60>> now = std::chrono::steady_clock::now() - m_start;
    return m_minutesBefore + now.count();
}

bool TrainingLoop::isOutOfTime() const {
    return m_options.maximumMinutes > 0.0 && m_minutes >= m_options.maximumMinutes;
}

StepBatch TrainingLoop::batchAt(const std::vector<WindowRef>& windows) const {
    const std::size_t wanted = static_cast<std::size_t>(std::max(m_options.batch, 1));
    StepBatch batch;
    batch.all = std::span(windows).subspan(m_at, std::min(wanted, windows.size() - m_at));
    const auto rank = static_cast<std::size_t>(m_processes->rank());
    const auto size = static_cast<std::size_t>(m_processes->size());
    batch.first = batch.all.size() * rank / size;
    batch.count = batch.all.size() * (rank + 1) / size - batch.first;
    batch.seed = m_options.seed;
    batch.pass = static_cast<std::uint64_t>(m_pass);
    batch.placeInPass = m_at;
    batch.step = static_cast<std::uint64_t>(m_step);
    return batch;
}

Result<double> TrainingLoop::step(const StepBatch& batch) {
    // The time limit shortens the schedule, so that a run cut short still ends with a small rate.
    double progress = static_cast<double>(m_step) / static_cast<double>(m_plannedSteps);
    if (m_options.maximumMinutes > 0.0)
        progress = std::max(progress, m_minutes / m_options.maximumMinutes);
    constexpr std::int64_t kResolution = 1'000'000;
    setRate(scheduleFactor(static_cast<std::int64_t>(progress * kResolution), kResolution,
                           m_options.warmUpShare));

    torch::manual_seed(seedOf(m_options.seed, Chance::Dropout,
                              {batch.step, static_cast<std::uint64_t>(m_processes->rank())}));
    m_optimizer.zero_grad();
    const StepLoss loss = m_parts.loss(batch);
    const auto sums = torch::tensor(
        {loss.total.item<double>(), loss.crossEntropy, loss.infoNce, loss.reconstruction}, torch::kFloat64);
    m_processes->allReduceSum(sums);
    const auto whole = sums.accessor<double, 1>();
    const double total = whole[0];
    if (!std::isfinite(total))
        return fail(ErrorCode::Internal, "the loss is no longer a number: try a smaller learning rate");
    loss.total.backward();
    sumGradients();
    torch::nn::utils::clip_grad_norm_(m_trainable, m_options.clipNorm);
    m_optimizer.step();
    ++m_step;
    average();
    const double share = m_step == 1 ? 1.0 : kRunningShare;
    m_runningTotal += share * (total - m_runningTotal);
    m_running.crossEntropy += share * (whole[1] - m_running.crossEntropy);
    m_running.infoNce += share * (whole[2] - m_running.infoNce);
    m_running.reconstruction += share * (whole[3] - m_running.reconstruction);
    return total;
}

Result<void> TrainingLoop::finishPass(TrainingReport& report) {
    const Weights current = snapshot();
    if (!m_average.parameters.empty())
        restore(m_average);
    m_network->eval();
    auto judged = m_parts.validate();
    if (!judged)
        return tl::make_unexpected(judged.error());
    report.validationKappa = judged->kappa;
    report.validationAccuracy = judged->accuracy;
    report.endOfPass = true;
    // Without validation nights the last pass is the best one there is.
    report.bestSoFar = m_bestPass == 0 || judged->isEmpty() || judged->kappa > m_best.kappa;
    if (report.bestSoFar) {
        m_best = std::move(*judged);
        m_bestPass = m_pass;
        m_bestWeights = snapshot();
    }
    restore(current);
    m_parts.enterTraining();
    return {};
}

Result<void> TrainingLoop::run(const TrainingListener& listener, const TaskContext& context) {
    m_start = m_lastCheckpoint = std::chrono::steady_clock::now();
    m_parts.enterTraining();
    if (auto taken = loadCheckpoint(); !taken)
        return taken;
    const std::int64_t length = m_network->config().sequenceLength;
    const auto batch = static_cast<std::size_t>(std::max(m_options.batch, 1));
    bool stopped = false;
    while (m_pass <= m_options.epochs) {
        // Machines of different kinds round differently: they may drift apart for a pass, not for ever.
        equaliseWeights();
        std::mt19937_64 random(
            seedOf(m_options.seed, Chance::PassOrder, {static_cast<std::uint64_t>(m_pass)}));
        const std::vector<WindowRef> windows = passOverNights(m_nights, length, random);
        const auto steps = static_cast<std::int64_t>((windows.size() + batch - 1) / batch);
        if (m_step == 0)
            m_plannedSteps = steps * m_options.epochs;
        while (m_at < windows.size() && !stopped) {
            if (agreeToStop(context.isCancelled())) {
                if (auto saved = saveCheckpoint(); !saved)
                    return saved;
                return fail(ErrorCode::Cancelled, "training");
            }
            const auto stepStart = std::chrono::steady_clock::now();
            const StepBatch now = batchAt(windows);
            const auto lossOfStep = step(now);
            if (!lossOfStep)
                return tl::make_unexpected(lossOfStep.error());
            m_at += now.all.size();
            stopped = isOutOfTime();
            const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - stepStart;
            TrainingReport report{
                .pass = m_pass, .step = m_step, .steps = m_plannedSteps, .loss = m_runningTotal};
            report.lossOfStep = *lossOfStep;
            report.crossEntropy = m_running.crossEntropy;
            report.infoNce = m_running.infoNce;
            report.reconstruction = m_running.reconstruction;
            report.epochSamplesPerSecond =
                static_cast<double>(now.all.size()) * static_cast<double>(length) / seconds.count();
            if (stopped || m_at >= windows.size()) {
                if (auto done = finishPass(report); !done)
                    return done;
            } else if (auto saved = saveCheckpointWhenDue(); !saved) {
                return saved;
            }
            if (listener)
                listener(report);
            context.report(static_cast<double>(m_step) / static_cast<double>(m_plannedSteps), "training");
        }
        if (stopped || m_pass - m_bestPass >= m_options.patience)
            break;
        ++m_pass;
        m_at = 0;
    }
    m_pass = std::min(m_pass, m_options.epochs);
    restore(m_bestWeights);
    m_network->eval();
    return {};
}

} // namespace hypnodesk::net
