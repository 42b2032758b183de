#include "core/net/training_record.h"

namespace hypnodesk::net {

using nlohmann::json;

namespace {

json describeNights(const std::vector<LabelledNight>& nights) {
    json list = json::array();
    for (const LabelledNight& night : nights)
        list.push_back({{"name", night.name},
                        {"subject", night.subject},
                        {"epochs", night.input->grid.count},
                        {"derivation", night.input->derivation},
                        {"sha256", night.digest}});
    return list;
}

} // namespace

json trainingRecord(const std::string& kind, const TrainingOptions& options, const SubjectSplit& split,
                    const TrainingLoop& loop) {
    return {{"kind", kind},
            {"program", std::string("hypnodesk ") + HYPNODESK_VERSION},
            {"seed", options.seed},
            {"options",
             {{"passes", options.epochs},
              {"batch_windows", options.batch},
              {"learning_rate", options.learningRate},
              {"weight_decay", options.weightDecay},
              {"clip_norm", options.clipNorm},
              {"precision", options.precision == TrainingPrecision::Mixed ? "mixed" : "single"},
              {"warm_up_share", options.warmUpShare},
              {"maximum_minutes", options.maximumMinutes},
              {"cross_weight", options.weights.cross},
              {"info_nce_weight", options.weights.infoNce},
              {"reconstruction_weight", options.weights.reconstruction},
              {"info_nce_temperature", options.weights.temperature},
              {"mask_ratio", options.weights.maskRatio},
              {"kl_weight", options.klWeight},
              {"backbone_rate", options.backboneRate}}},
            {"passes_done", loop.passes()},
            {"best_pass", loop.bestPass()},
            {"validation",
             {{"kappa", loop.best().kappa},
              {"accuracy", loop.best().accuracy},
              {"epochs", loop.best().samples.size()}}},
            {"training_nights", describeNights(split.training)},
            {"validation_nights", describeNights(split.validation)}};
}

} // namespace hypnodesk::net
