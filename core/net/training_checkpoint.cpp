#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/net/training_loop.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace hypnodesk::net {

namespace {

/// Of the layout below and of what is drawn by chance: 2 draws by counters (counted_random.h).
constexpr const char* kVersion = "2";

using torch::serialize::InputArchive;
using torch::serialize::OutputArchive;

void write(OutputArchive& archive, const std::string& name, const std::vector<torch::Tensor>& tensors) {
    archive.write(name + "_count", c10::IValue(static_cast<std::int64_t>(tensors.size())));
    for (std::size_t i = 0; i < tensors.size(); ++i)
        archive.write(fmt::format("{}_{}", name, i), tensors[i]);
}

std::vector<torch::Tensor> readTensors(InputArchive& archive, const std::string& name) {
    c10::IValue count;
    archive.read(name + "_count", count);
    std::vector<torch::Tensor> tensors(static_cast<std::size_t>(count.toInt()));
    for (std::size_t i = 0; i < tensors.size(); ++i)
        archive.read(fmt::format("{}_{}", name, i), tensors[i]);
    return tensors;
}

c10::IValue readValue(InputArchive& archive, const std::string& name) {
    c10::IValue value;
    archive.read(name, value);
    return value;
}

std::int64_t readInt(InputArchive& archive, const std::string& name) {
    return readValue(archive, name).toInt();
}

/// A validation's probabilities and stages, [n, 6]: the temperature is fitted on those of the best pass.
torch::Tensor tableOf(const std::vector<CalibrationSample>& samples) {
    auto table = torch::zeros({static_cast<std::int64_t>(samples.size()), kStageClassCount + 1});
    auto values = table.accessor<float, 2>();
    for (std::size_t i = 0; i < samples.size(); ++i) {
        auto row = values[static_cast<std::int64_t>(i)];
        for (int stage = 0; stage < kStageClassCount; ++stage)
            row[stage] = samples[i].probabilities[static_cast<std::size_t>(stage)];
        row[kStageClassCount] = static_cast<float>(samples[i].truth);
    }
    return table;
}

std::vector<CalibrationSample> samplesOf(const torch::Tensor& table) {
    std::vector<CalibrationSample> samples(static_cast<std::size_t>(table.size(0)));
    const auto values = table.accessor<float, 2>();
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto row = values[static_cast<std::int64_t>(i)];
        for (int stage = 0; stage < kStageClassCount; ++stage)
            samples[i].probabilities[static_cast<std::size_t>(stage)] = row[stage];
        samples[i].truth = static_cast<Stage>(std::lround(row[kStageClassCount]));
    }
    return samples;
}

/// The file's bytes on every process, read by the first; absent where there is none.
std::optional<std::string> sharedFile(const std::filesystem::path& path, ProcessGroup& group) {
    std::string bytes;
    std::int64_t size = -1;
    std::error_code ignored;
    if (group.isFirst() && std::filesystem::exists(path, ignored)) {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        bytes = std::move(text).str();
        size = static_cast<std::int64_t>(bytes.size());
    }
    const auto told = torch::tensor({size}, torch::kInt64);
    group.broadcast(told);
    size = told.item<std::int64_t>();
    if (size < 0)
        return std::nullopt;
    bytes.resize(static_cast<std::size_t>(size));
    if (size > 0)
        group.broadcast(torch::from_blob(bytes.data(), {size}, torch::kUInt8));
    return bytes;
}

/// Tensors of the same shapes, whatever file they came from.
bool fit(const std::vector<torch::Tensor>& read, const std::vector<torch::Tensor>& wanted) {
    return read.size() == wanted.size() &&
           std::equal(read.begin(), read.end(), wanted.begin(),
                      [](const auto& a, const auto& b) { return a.sizes() == b.sizes(); });
}

} // namespace

std::string TrainingLoop::fingerprint() const {
    Sha256 digest;
    for (const LabelledNight& night : m_nights)
        digest.add(night.digest);
    const TrainingOptions& o = m_options;
    digest.add(fmt::format(
        "{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}", kVersion, o.startFrom.string(),
        toJson(m_network->config()).dump(), o.epochs, o.batch, o.learningRate, o.weightDecay, o.warmUpShare,
        o.clipNorm, o.klWeight, o.backboneRate, o.seed, o.weights.cross, o.weights.infoNce,
        o.weights.reconstruction, o.weights.maskRatio, o.precision == TrainingPrecision::Mixed));
    return digest.finishHex();
}

Result<void> TrainingLoop::saveCheckpoint() {
    if (m_options.checkpoint.empty() || !m_processes->isFirst())
        return {};
    return writeFileAtomically(m_options.checkpoint, [&](const std::filesystem::path& path) -> Result<void> {
        try {
            const Weights current = snapshot();
            OutputArchive archive, optimizer;
            archive.write("fingerprint", c10::IValue(fingerprint()));
            write(archive, "parameters", current.parameters);
            write(archive, "buffers", current.buffers);
            write(archive, "average", m_average.parameters);
            write(archive, "best_parameters", m_bestWeights.parameters);
            write(archive, "best_buffers", m_bestWeights.buffers);
            m_optimizer.save(optimizer);
            archive.write("optimizer", optimizer);
            archive.write("step", c10::IValue(m_step));
            archive.write("planned_steps", c10::IValue(m_plannedSteps));
            archive.write("pass_number", c10::IValue(std::int64_t(m_pass)));
            archive.write("best_pass", c10::IValue(std::int64_t(m_bestPass)));
            archive.write("best_kappa", c10::IValue(m_best.kappa));
            archive.write("best_samples", tableOf(m_best.samples));
            archive.write("at", c10::IValue(static_cast<std::int64_t>(m_at)));
            archive.write("minutes", c10::IValue(minutesHere()));
            archive.write("losses", torch::tensor({m_runningTotal, m_running.crossEntropy, m_running.infoNce,
                                                   m_running.reconstruction},
                                                  torch::kFloat64));
            archive.save_to(path.string());
        } catch (const std::exception& error) {
            return fail(ErrorCode::FileUnwritable, path.string() + ": " + error.what());
        }
        return {};
    });
}

Result<void> TrainingLoop::saveCheckpointWhenDue() {
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::duration<double, std::ratio<60>> since = now - m_lastCheckpoint;
    if (m_options.checkpoint.empty() || since.count() < m_options.checkpointMinutes)
        return {};
    m_lastCheckpoint = now;
    return saveCheckpoint();
}

void TrainingLoop::discardCheckpoint() const {
    std::error_code ignored;
    if (!m_options.checkpoint.empty() && m_processes->isFirst())
        std::filesystem::remove(m_options.checkpoint, ignored);
}

Result<void> TrainingLoop::loadCheckpoint() {
    if (m_options.checkpoint.empty())
        return {};
    const auto bytes = sharedFile(m_options.checkpoint, *m_processes);
    if (!bytes)
        return {};
    const std::string name = m_options.checkpoint.string();
    const auto refuse = [&](const std::string& why) {
        return fail(ErrorCode::FormatInvalid,
                    fmt::format("{}: {}; remove this file to start afresh", name, why));
    };
    try {
        InputArchive archive, optimizer;
        std::istringstream stream(*bytes);
        archive.load_from(stream);
        if (readValue(archive, "fingerprint").toStringRef() != fingerprint())
            return refuse("the checkpoint of a run with other nights or options");
        Weights current{readTensors(archive, "parameters"), readTensors(archive, "buffers")};
        Weights average{readTensors(archive, "average"), {}};
        Weights best{readTensors(archive, "best_parameters"), readTensors(archive, "best_buffers")};
        if (!fit(current.parameters, m_network->parameters()) || !fit(current.buffers, m_network->buffers()))
            return refuse("the checkpoint of another network");
        archive.read("optimizer", optimizer);
        m_optimizer.load(optimizer);
        restore(current);
        m_average = std::move(average);
        m_bestWeights = std::move(best);
        torch::Tensor losses, samples;
        archive.read("best_samples", samples);
        m_best.samples = samplesOf(samples);
        m_step = readInt(archive, "step");
        m_plannedSteps = readInt(archive, "planned_steps");
        m_pass = static_cast<int>(readInt(archive, "pass_number"));
        m_bestPass = static_cast<int>(readInt(archive, "best_pass"));
        m_best.kappa = readValue(archive, "best_kappa").toDouble();
        m_at = static_cast<std::size_t>(readInt(archive, "at"));
        m_minutesBefore = readValue(archive, "minutes").toDouble();
        archive.read("losses", losses);
        const auto values = losses.accessor<double, 1>();
        m_runningTotal = values[0];
        m_running = {{}, values[1], values[2], values[3]};
    } catch (const std::exception& error) {
        const std::string_view what = error.what();
        return refuse(fmt::format("not a readable checkpoint ({})", what.substr(0, what.find('\n'))));
    }
    return {};
}

} // namespace hypnodesk::net
