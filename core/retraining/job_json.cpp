#include "core/retraining/job_json.h"

namespace hypnodesk {

using nlohmann::json;

namespace {

json orNull(const std::optional<double>& value) {
    return value ? json(*value) : json();
}

std::optional<double> optionalNumber(const json& value) {
    return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

/// An enumeration kept as its number, refused beyond `last`.
template <typename Enum>
Enum enumOf(const json& value, Enum last) {
    const int number = value.get<int>();
    if (number < 0 || number > static_cast<int>(last))
        throw json::other_error::create(501, "a number out of range", &value);
    return static_cast<Enum>(number);
}

json settingsJson(const RetrainingSettings& s) {
    const ExpertSettings& e = s.expert;
    return {{"mode", static_cast<int>(s.mode)},
            {"exam", static_cast<int>(s.exam)},
            {"rule", static_cast<int>(s.rule)},
            {"seed", s.seed},
            {"device", s.device},
            {"kl_weight", orNull(e.klWeight)},
            {"backbone_rate", orNull(e.backboneRate)},
            {"learning_rate", e.learningRate},
            {"passes", e.passes},
            {"batch", e.batch},
            {"patience", e.patience},
            {"hold_out_groups", e.holdOutGroups},
            {"validation_share", e.validationShare},
            {"resamples", e.resamples},
            {"stride", e.stride}};
}

RetrainingSettings settingsFrom(const json& j) {
    RetrainingSettings s;
    s.mode = enumOf(j.at("mode"), ElectrodeMode::Other);
    s.exam = enumOf(j.at("exam"), ExamKind::None);
    s.rule = enumOf(j.at("rule"), LabelRule::ReviewedOrAccepted);
    s.seed = j.at("seed").get<std::uint64_t>();
    s.device = j.at("device").get<std::string>();
    ExpertSettings& e = s.expert;
    e.klWeight = optionalNumber(j.at("kl_weight"));
    e.backboneRate = optionalNumber(j.at("backbone_rate"));
    e.learningRate = j.at("learning_rate").get<double>();
    e.passes = j.at("passes").get<int>();
    e.batch = j.at("batch").get<int>();
    e.patience = j.at("patience").get<int>();
    e.holdOutGroups = j.at("hold_out_groups").get<std::size_t>();
    e.validationShare = j.at("validation_share").get<double>();
    e.resamples = j.at("resamples").get<int>();
    e.stride = j.at("stride").get<int>();
    return s;
}

json nightJson(const ClinicNight& night) {
    const LabelledRecording& files = night.files;
    const LabelCounts& counts = night.counts;
    return {{"recording", files.recording.string()},
            {"scoring", files.scoring},
            {"channel", files.channel},
            {"subject", files.subject},
            {"layout", static_cast<int>(files.layout)},
            {"preferred", files.preferred},
            {"wake_margin_min", orNull(files.wakeMarginMinutes)},
            {"study", night.study.string()},
            {"name", night.name},
            {"subject_origin", static_cast<int>(night.subjectOrigin)},
            {"scorer", night.scorer},
            {"derivation", night.derivation},
            {"counts",
             {counts.epochs, counts.person, counts.imported, counts.accepted, counts.acceptedUnseen,
              counts.unreviewed}}};
}

ClinicNight nightFrom(const json& j) {
    ClinicNight night;
    LabelledRecording& files = night.files;
    files.recording = j.at("recording").get<std::string>();
    files.scoring = j.at("scoring").get<std::string>();
    files.channel = j.at("channel").get<std::string>();
    files.subject = j.at("subject").get<std::string>();
    files.layout = enumOf(j.at("layout"), NightLayout::Dreams);
    files.preferred = j.at("preferred").get<std::vector<std::string>>();
    files.wakeMarginMinutes = optionalNumber(j.at("wake_margin_min"));
    night.study = j.at("study").get<std::string>();
    night.name = j.at("name").get<std::string>();
    night.subjectOrigin = enumOf(j.at("subject_origin"), SubjectOrigin::Person);
    night.scorer = j.at("scorer").get<std::string>();
    night.derivation = j.at("derivation").get<std::string>();
    const json& counts = j.at("counts");
    night.counts = {counts.at(0), counts.at(1), counts.at(2), counts.at(3), counts.at(4), counts.at(5)};
    return night;
}

} // namespace

json toJson(const RetrainingJob& job) {
    json nights = json::array();
    for (const ClinicNight& night : job.nights)
        if (night.isUsable())
            nights.push_back(nightJson(night));
    return {{"name", job.name},
            {"base", job.base.string()},
            {"settings", settingsJson(job.plan.settings)},
            {"nights", std::move(nights)}};
}

Result<RetrainingJob> jobFromJson(const json& j) {
    try {
        RetrainingJob job;
        job.name = j.at("name").get<std::string>();
        job.base = j.at("base").get<std::string>();
        for (const json& night : j.at("nights"))
            job.nights.push_back(nightFrom(night));
        auto plan = makePlan(job.nights, settingsFrom(j.at("settings")));
        if (!plan)
            return tl::make_unexpected(plan.error());
        job.plan = std::move(*plan);
        return job;
    } catch (const json::exception& error) {
        return fail(ErrorCode::FormatInvalid, error.what());
    }
}

json toJson(const std::vector<LearnedNight>& nights) {
    json list = json::array();
    for (const LearnedNight& night : nights)
        list.push_back({{"name", night.name},
                        {"subject", night.subject},
                        {"derivation", night.derivation},
                        {"scorer", night.scorer},
                        {"labels", night.labels},
                        {"sha256", night.digest}});
    return list;
}

std::vector<LearnedNight> learnedNightsFromJson(const json& list) {
    std::vector<LearnedNight> nights;
    for (const json& one : list)
        nights.push_back({one.at("name").get<std::string>(), one.at("subject").get<std::string>(),
                          one.at("derivation").get<std::string>(), one.at("scorer").get<std::string>(),
                          one.at("sha256").get<std::string>(), one.at("labels").get<std::int64_t>()});
    return nights;
}

} // namespace hypnodesk
