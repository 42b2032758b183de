#include "app/command_line/measured_nights.h"

#include "core/base/mapped_file.h"
#include "core/model/safetensors.h"

namespace hypnodesk::cli {

namespace {

constexpr std::size_t kBands = 5;

Error notMeasured(const std::filesystem::path& path, const std::string& what) {
    return {ErrorCode::FormatInvalid, path.string() + ": not a measured night: " + what};
}

} // namespace

Result<MeasuredNight> readMeasuredNight(const std::filesystem::path& path) {
    const auto file = MappedFile::open(path);
    if (!file)
        return tl::make_unexpected(file.error());
    const Result<SafeTensors> content = parseSafeTensors(file->bytes());
    if (!content)
        return tl::make_unexpected(notMeasured(path, content.error().detail));
    const NamedTensor* labels = content->find("labels");
    const NamedTensor* features = content->find("features");
    if (!labels || labels->type != TensorType::I8 || labels->shape.size() != 1)
        return tl::make_unexpected(notMeasured(path, "no stages \"labels\" [epochs] of 8-bit numbers"));
    if (!features || features->shape.size() != 3 || features->shape[0] != labels->shape[0] ||
        features->shape[1] < 2 || features->shape[2] < static_cast<std::int64_t>(kBands))
        return tl::make_unexpected(
            notMeasured(path, "no band powers \"features\" [epochs, channels, bands]"));
    const std::vector<float> values = features->toFloats();
    if (values.size() != static_cast<std::size_t>(features->elementCount()))
        return tl::make_unexpected(notMeasured(path, "band powers that are not floating-point numbers"));

    MeasuredNight night;
    night.name = path.stem().string();
    night.subject = night.name.substr(0, night.name.find("_night"));
    const auto channels = static_cast<std::size_t>(features->shape[1]);
    const auto columns = static_cast<std::size_t>(features->shape[2]);
    for (std::size_t epoch = 0; epoch < labels->bytes.size(); ++epoch) {
        const auto label = static_cast<std::int8_t>(labels->bytes[epoch]);
        night.stages.push_back(label >= 0 && label < kStageClassCount ? static_cast<Stage>(label)
                                                                      : Stage::Unscored);
        MeasuredNight::Powers& powers = night.powers.emplace_back();
        for (std::size_t row = 0; row < powers.size(); ++row)
            powers[row] = values[(epoch * channels + row / kBands) * columns + row % kBands];
    }
    if (const Result<void> sound = checkMeasuredNight(night); !sound)
        return tl::make_unexpected(sound.error());
    return night;
}

} // namespace hypnodesk::cli
