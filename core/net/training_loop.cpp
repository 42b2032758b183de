#include "core/net/training_loop.h"

#include "core/net/random_state.h"
#include "core/scoring/agreement.h"

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
                           std::vector<ParameterGroup> groups, const TrainingOptions& options, Parts parts)
    : m_network(std::move(network)), m_nights(nights), m_options(options), m_parts(std::move(parts)),
      m_optimizer(optimizerGroups(groups), adamOptions(options)), m_random(options.seed) {
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

double TrainingLoop::minutesSpent() const {
    const std::chrono::duration<double, std::ratio<60>> now = std::chrono::steady_clock::now() - m_start;
    return m_minutesBefore + now.count();
}

bool TrainingLoop::isOutOfTime() const {
    return m_options.maximumMinutes > 0.0 && minutesSpent() >= m_options.maximumMinutes;
}

Result<void> TrainingLoop::step(std::span<const WindowRef> windows) {
    // The time limit shortens the schedule, so that a run cut short still ends with a small rate.
    double progress = static_cast<double>(m_step) / static_cast<double>(m_plannedSteps);
    if (m_options.maximumMinutes > 0.0)
        progress = std::max(progress, minutesSpent() / m_options.maximumMinutes);
    constexpr std::int64_t kResolution = 1'000'000;
    setRate(scheduleFactor(static_cast<std::int64_t>(progress * kResolution), kResolution,
                           m_options.warmUpShare));

    m_optimizer.zero_grad();
    const StepLoss loss = m_parts.loss(windows, m_random);
    const double total = loss.total.item<double>();
    if (!std::isfinite(total))
        return fail(ErrorCode::Internal, "the loss is no longer a number: try a smaller learning rate");
    loss.total.backward();
    torch::nn::utils::clip_grad_norm_(m_trainable, m_options.clipNorm);
    m_optimizer.step();
    ++m_step;
    average();
    const double share = m_step == 1 ? 1.0 : kRunningShare;
    m_runningTotal += share * (total - m_runningTotal);
    m_running.crossEntropy += share * (loss.crossEntropy - m_running.crossEntropy);
    m_running.infoNce += share * (loss.infoNce - m_running.infoNce);
    m_running.reconstruction += share * (loss.reconstruction - m_running.reconstruction);
    return {};
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
        const bool isResumed = m_at > 0;
        const std::string now = textOf(m_random);
        if (isResumed)
            m_random = randomFrom(m_passRandom);
        else
            m_passRandom = now;
        const std::vector<WindowRef> windows = passOverNights(m_nights, length, m_random);
        if (isResumed)
            m_random = randomFrom(now);
        const auto steps = static_cast<std::int64_t>((windows.size() + batch - 1) / batch);
        if (m_step == 0)
            m_plannedSteps = steps * m_options.epochs;
        while (m_at < windows.size() && !stopped) {
            if (context.isCancelled()) {
                if (auto saved = saveCheckpoint(); !saved)
                    return saved;
                return fail(ErrorCode::Cancelled, "training");
            }
            const auto stepStart = std::chrono::steady_clock::now();
            const std::size_t count = std::min(batch, windows.size() - m_at);
            if (auto done = step(std::span(windows).subspan(m_at, count)); !done)
                return done;
            m_at += count;
            stopped = isOutOfTime();
            const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - stepStart;
            TrainingReport report{
                .pass = m_pass, .step = m_step, .steps = m_plannedSteps, .loss = m_runningTotal};
            report.crossEntropy = m_running.crossEntropy;
            report.infoNce = m_running.infoNce;
            report.reconstruction = m_running.reconstruction;
            report.epochSamplesPerSecond =
                static_cast<double>(count) * static_cast<double>(length) / seconds.count();
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

Result<Validation> validateOn(ReadyNetwork& ready, const std::vector<LabelledNight>& nights,
                              const TaskContext& context) {
    Validation validation;
    decltype(Agreement::confusion) confusion{};
    const double temperature = std::exchange(ready.temperature, 1.0);
    for (const LabelledNight& labelled : nights) {
        const auto night =
            scoreNight(ready, *labelled.input, {.stride = ready.network->config().sequenceLength / 2},
                       TaskContext(context.stopToken()));
        if (!night) {
            ready.temperature = temperature;
            return tl::make_unexpected(night.error());
        }
        for (std::size_t e = 0; e < night->epochs.size() && e < labelled.stages.size(); ++e) {
            const Stage truth = labelled.stages[e];
            if (!isScored(truth) || night->epochs[e].quality != EpochQuality::Good)
                continue;
            const StageProbabilities& p = night->epochs[e].joint;
            validation.samples.push_back({p, truth});
            ++confusion[static_cast<std::size_t>(truth)][static_cast<std::size_t>(mostProbable(p))];
        }
    }
    ready.temperature = temperature;
    const Agreement pooled = agreementFromConfusion(confusion);
    validation.kappa = pooled.kappa.value_or(0.0);
    validation.accuracy = pooled.accuracy;
    return validation;
}

} // namespace hypnodesk::net
