#include "core/net/training_loop.h"
#include "core/scoring/agreement.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk::net {

namespace {

constexpr std::int64_t kColumns = kStageClassCount + 2; ///< night, truth, probabilities

/// Adds the night's labelled epochs to the rows of a table.
Result<void> judge(ReadyNetwork& ready, const LabelledNight& labelled, std::size_t number,
                   std::vector<float>& table, const TaskContext& context) {
    const auto night =
        scoreNight(ready, *labelled.input, {.stride = ready.network->config().sequenceLength / 2}, context);
    labelled.input->samples.release();
    if (!night)
        return tl::make_unexpected(night.error());
    for (std::size_t e = 0; e < night->epochs.size() && e < labelled.stages.size(); ++e) {
        const Stage truth = labelled.stages[e];
        if (!isScored(truth) || night->epochs[e].quality != EpochQuality::Good)
            continue;
        table.push_back(static_cast<float>(number));
        table.push_back(static_cast<float>(truth));
        const StageProbabilities& p = night->epochs[e].joint;
        table.insert(table.end(), p.begin(), p.end());
    }
    return {};
}

/// The rows of all processes in the order of the nights. Fails everywhere when one process failed.
Result<torch::Tensor> gatherTable(const std::vector<float>& own, const Result<void>& judged,
                                  ProcessGroup& group) {
    const auto count = static_cast<std::int64_t>(own.size()) / kColumns;
    const auto told =
        group.gatherOne(torch::tensor({judged ? std::int64_t(0) : std::int64_t(1), count}, torch::kInt64));
    const auto tell = told.accessor<std::int64_t, 2>();
    std::int64_t first = 0;
    std::int64_t all = 0;
    for (int rank = 0; rank < group.size(); ++rank) {
        if (judged && tell[rank][0] != 0)
            return fail(ErrorCode::DeviceUnavailable,
                        fmt::format("process {} could not judge its share of the validation nights", rank));
        first += rank < group.rank() ? tell[rank][1] : 0;
        all += tell[rank][1];
    }
    if (!judged)
        return tl::make_unexpected(judged.error());
    auto rows = torch::zeros({count, kColumns});
    std::copy(own.begin(), own.end(), rows.data_ptr<float>());
    const auto table = group.gather(rows, first, all);
    return table.index_select(0, std::get<1>(torch::sort(table.select(1, 0), true, 0, false)));
}

} // namespace

Result<Validation> validateOn(ReadyNetwork& ready, const std::vector<LabelledNight>& nights,
                              ProcessGroup& group, const TaskContext& context) {
    std::vector<float> own;
    Result<void> judged;
    const double temperature = std::exchange(ready.temperature, 1.0);
    for (std::size_t n = 0; n < nights.size() && judged; ++n)
        if (static_cast<int>(n % static_cast<std::size_t>(group.size())) == group.rank())
            judged = judge(ready, nights[n], n, own, TaskContext(context.stopToken()));
    ready.temperature = temperature;
    const auto table = gatherTable(own, judged, group);
    if (!table)
        return tl::make_unexpected(table.error());

    Validation validation;
    decltype(Agreement::confusion) confusion{};
    const auto rows = table->accessor<float, 2>();
    for (std::int64_t i = 0; i < table->size(0); ++i) {
        CalibrationSample sample{{}, static_cast<Stage>(std::lround(rows[i][1]))};
        for (int stage = 0; stage < kStageClassCount; ++stage)
            sample.probabilities[static_cast<std::size_t>(stage)] = rows[i][stage + 2];
        ++confusion[static_cast<std::size_t>(sample.truth)]
                   [static_cast<std::size_t>(mostProbable(sample.probabilities))];
        validation.samples.push_back(sample);
    }
    const Agreement pooled = agreementFromConfusion(confusion);
    validation.kappa = pooled.kappa.value_or(0.0);
    validation.accuracy = pooled.accuracy;
    return validation;
}

} // namespace hypnodesk::net
