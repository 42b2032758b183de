#include "app/command_line/evaluation_protocol.h"

#include "app/command_line/command.h"
#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk::cli {

namespace {

constexpr double kMarginMinutes = 30.0;

std::string lowerName(const LabelledRecording& recording) {
    return toLowerAscii(recording.recording.filename().string());
}

/// Sleep cassette, the study of healthy people; the telemetry nights are not part of the benchmarks.
bool isCassette(const LabelledRecording& recording) {
    return recording.layout == NightLayout::SleepEdf && lowerName(recording).starts_with("sc4");
}

bool isOfFirstTwenty(const LabelledRecording& recording) {
    return isCassette(recording) && lowerName(recording).substr(3, 2) < "20";
}

bool isFirstVisit(const LabelledRecording& recording) {
    return recording.layout == NightLayout::Nsrr && lowerName(recording).starts_with("shhs1-");
}

} // namespace

const std::vector<Protocol>& protocols() {
    static const std::vector<Protocol> all{
        {"sleep-edf-78",
         "Sleep-EDF-78: cassette nights, Fpz-Cz, sleep +- 30 min, 10 folds of subjects, 7 for validation", 10,
         0.0, 7, 153, isCassette},
        {"sleep-edf-20",
         "Sleep-EDF-20: cassette nights of subjects 00 to 19, Fpz-Cz, sleep +- 30 min, leave one subject "
         "out, 4 for "
         "validation",
         20, 0.0, 4, 39, isOfFirstTwenty},
        {"shhs",
         "SHHS visit 1, C4-A1, sleep +- 30 min, 30 % of subjects tested, 100 of the others for validation", 1,
         0.3, 100, 5793, isFirstVisit}};
    return all;
}

const Protocol* findProtocol(const std::string& id) {
    const auto found =
        std::find_if(protocols().begin(), protocols().end(), [&](const Protocol& p) { return p.id == id; });
    return found == protocols().end() ? nullptr : &*found;
}

Result<std::vector<LabelledRecording>> recordingsOf(const Protocol& protocol,
                                                    const std::vector<LabelledRecording>& all) {
    std::vector<LabelledRecording> taken;
    for (const LabelledRecording& recording : all)
        if (protocol.takes(recording)) {
            taken.push_back(recording);
            taken.back().wakeMarginMinutes = kMarginMinutes;
        }
    if (taken.empty())
        return fail(
            ErrorCode::DataMissing,
            fmt::format("none of {} recordings belongs to the protocol {}; is this the data set as it is "
                        "distributed, with its file names?",
                        all.size(), protocol.id));
    if (taken.size() != protocol.recordings)
        complain(fmt::format(
            "{} recordings belong to the protocol {}; the whole data set has {}, so figures do not "
            "compare with published ones",
            taken.size(), protocol.id, protocol.recordings));
    return taken;
}

Result<std::vector<SubjectFold>> foldsOf(const Protocol& protocol, const std::set<std::string>& subjects,
                                         std::uint32_t seed) {
    if (subjects.size() < 2)
        return fail(
            ErrorCode::ArgumentInvalid,
            fmt::format("{} needs at least two subjects to learn from one and judge the other", protocol.id));
    if (protocol.folds > 1)
        return crossValidationFolds(subjects, protocol.folds, protocol.validationSubjects, seed);
    return std::vector{holdOutSplit(subjects, protocol.testShare, protocol.validationSubjects, seed)};
}

} // namespace hypnodesk::cli
