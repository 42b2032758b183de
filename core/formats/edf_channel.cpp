#include "core/base/text_fields.h"
#include "core/formats/format_list.h"
#include "core/formats/stage_codes.h"
#include "core/formats/stage_timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

// The hypnogram as a signal of an EDF, the way before EDF+: a channel "hypnogram" whose samples are numbers
// of stages. The first Sleep-EDF wrote 0 W, 1-4, 5 R, 6 movement, 9 not scored; Brainnet, which made the
// DREAMS databases, calls the unit "stade" and writes 5 W, 4 R, 3 S1, 2 S2, 1 S3, 0 S4. Where there are
// several such channels ("hypnogram_aut" is the machine's) the shortest name counts, unless the column
// "stage" names another. Only read: EDF+ annotations have replaced it.

namespace hypnodesk {

namespace {

constexpr std::int64_t kBlockSamples = 1 << 16;

std::vector<const Channel*> hypnogramChannels(const Recording& recording) {
    std::vector<const Channel*> channels;
    for (const Channel& channel : recording.channels())
        if (channel.role == ChannelRole::Hypnogram)
            channels.push_back(&channel);
    std::stable_sort(channels.begin(), channels.end(), [](const Channel* left, const Channel* right) {
        return left->label.size() < right->label.size();
    });
    return channels;
}

Result<const Channel*> chosenChannel(const Recording& recording, const ReadOptions& options) {
    if (const auto named = options.columns.find("stage"); named != options.columns.end()) {
        const std::optional<int> index = recording.findChannel(named->second);
        if (!index)
            return fail(ErrorCode::ArgumentInvalid, fmt::format("no channel '{}'", named->second));
        return &recording.channels()[static_cast<std::size_t>(*index)];
    }
    const std::vector<const Channel*> channels = hypnogramChannels(recording);
    if (channels.empty())
        return fail(ErrorCode::DataMissing, "none of its channels is a hypnogram");
    return channels.front();
}

/// The runs of one channel, looked at once a second where it is sampled more often.
std::vector<LabelledSpan> runsOf(const Recording& recording, const Channel& channel, StageCodes codes,
                                 double& stepSeconds) {
    const auto stride = std::max<std::int64_t>(1, std::llround(channel.rateHz));
    stepSeconds = static_cast<double>(stride) / channel.rateHz;
    const auto most = static_cast<std::int64_t>(kLongestRecordingSeconds * channel.rateHz);
    const std::int64_t count = std::min(channel.sampleCount, most);
    std::vector<float> block;
    std::vector<LabelledSpan> runs;
    std::int64_t next = stride / 2;
    for (std::int64_t first = 0; first < count; first += kBlockSamples) {
        block.resize(static_cast<std::size_t>(std::min(kBlockSamples, count - first)));
        recording.readPhysical(channel.index, first, block);
        for (; next < first + static_cast<std::int64_t>(block.size()); next += stride) {
            const float value = block[static_cast<std::size_t>(next - first)];
            const bool isGap = std::isnan(value);
            const double number = std::round(static_cast<double>(value));
            appendSample(runs, stepSeconds, isGap ? Stage::Unscored : stageFromNumber(codes, number),
                         isGap ? "gap" : formatNumber(number));
        }
    }
    return runs;
}

Result<ImportedHypnogram> readEdfChannel(const std::filesystem::path& path, const ReadOptions& options) {
    const Result<RecordingPtr> recording = Recording::open(path);
    if (!recording)
        return tl::make_unexpected(recording.error());
    const Result<const Channel*> channel = chosenChannel(**recording, options);
    if (!channel)
        return tl::make_unexpected(channel.error());
    const bool isBrainnet = toLowerAscii((*channel)->unit) == "stade";
    double stepSeconds = 0.0;
    std::vector<LabelledSpan> runs =
        runsOf(**recording, **channel, isBrainnet ? dreamsCodes() : rechtschaffenKalesCodes(), stepSeconds);
    if (runs.empty())
        return fail(ErrorCode::DataMissing, fmt::format("channel '{}' is empty", (*channel)->label));
    Result<ImportedHypnogram> result =
        hypnogramFromSamples(std::move(runs), stepSeconds, options.offsetSeconds);
    if (!result)
        return result;
    result->start = (*recording)->info().start;
    result->notes.push_back(fmt::format("from channel '{}', numbers of {}", (*channel)->label,
                                        isBrainnet ? "Brainnet (5 is wake)" : "R&K (0 is wake)"));
    for (const Channel* other : hypnogramChannels(**recording))
        if (other != *channel)
            result->notes.push_back(fmt::format("channel '{}' may hold another hypnogram", other->label));
    return result;
}

/// The labels stand behind each other in the header, 16 bytes each.
int detectEdfChannel(std::string_view head, const std::filesystem::path&) {
    constexpr std::string_view kEdfVersion = "0       ";
    const std::string lower = toLowerAscii(head);
    if (!head.starts_with(kEdfVersion) || lower.find("hypno") == std::string::npos)
        return 0;
    // Annotations go first, where there are any.
    return lower.find("edf annotations") == std::string::npos ? 95 : 40;
}

} // namespace

HypnogramFormat edfChannelFormat() {
    return {.id = "edf-channel",
            .name = "Hypnogram as a channel of an EDF",
            .suffix = ".channel.edf",
            .detect = detectEdfChannel,
            .read = readEdfChannel,
            .write = nullptr,
            .holds = {}};
}

} // namespace hypnodesk
