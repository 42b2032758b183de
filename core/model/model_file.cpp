#include "core/model/model_file.h"

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/base/mapped_file.h"
#include "core/base/text_fields.h"

#include <fmt/format.h>

#include <cmath>

namespace hypnodesk {

using nlohmann::json;

namespace {

constexpr const char* kClassOrder = "W,N1,N2,N3,R";
constexpr const char* kMeanName = "spectrogram.mean";
constexpr const char* kDeviationName = "spectrogram.deviation";
constexpr std::size_t kBins = 128;

/// Over names, types, shapes and bytes, in file order: independent of the metadata, which carries it.
std::string weightsDigest(const std::vector<NamedTensor>& tensors) {
    Sha256 digest;
    for (const NamedTensor& t : tensors) {
        digest.add(fmt::format("{}|{}|", t.name, static_cast<int>(t.type)));
        for (const std::int64_t side : t.shape)
            digest.add(fmt::format("{},", side));
        digest.add(t.bytes);
    }
    return digest.finishHex();
}

Result<std::string> metadataField(const SafeTensors& content, const char* key) {
    const auto found = content.metadata.find(key);
    if (found == content.metadata.end())
        return fail(ErrorCode::FormatInvalid,
                    fmt::format("no '{}' in the metadata: not a Hypnodesk model", key));
    return found->second;
}

Result<std::vector<float>> takeStatistics(SafeTensors& content, const char* name) {
    const NamedTensor* tensor = content.find(name);
    if (!tensor || tensor->toFloats().size() != kBins)
        return fail(ErrorCode::FormatInvalid, fmt::format("'{}' is missing or not {} numbers", name, kBins));
    std::vector<float> values = tensor->toFloats();
    for (const float value : values)
        if (!std::isfinite(value))
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("'{}' holds a number that is not finite", name));
    std::erase_if(content.tensors, [&](const NamedTensor& t) { return t.name == name; });
    return values;
}

Result<void> checkVersion(const SafeTensors& content) {
    const auto text = metadataField(content, "hypnodesk_format");
    if (!text)
        return tl::make_unexpected(text.error());
    const auto version = parseInteger(*text);
    if (!version)
        return fail(ErrorCode::FormatInvalid, "the format version is no number");
    if (*version > ModelFile::kFormatVersion)
        return fail(ErrorCode::FormatUnsupported,
                    fmt::format("model format {}, this program reads up to {}: update the program", *version,
                                ModelFile::kFormatVersion));
    return {};
}

Result<ModelFile> interpret(SafeTensors content) {
    if (const auto version = checkVersion(content); !version)
        return tl::make_unexpected(version.error());
    const auto promised = metadataField(content, "weights_sha256");
    if (!promised)
        return tl::make_unexpected(promised.error());
    if (weightsDigest(content.tensors) != *promised)
        return fail(ErrorCode::DigestMismatch, "the weights were altered since the model was written");
    const auto order = metadataField(content, "classes");
    if (!order || *order != kClassOrder)
        return fail(ErrorCode::FormatUnsupported, fmt::format("class order is not {}", kClassOrder));
    const auto description = metadataField(content, "model");
    if (!description)
        return tl::make_unexpected(description.error());

    ModelFile model;
    const json parsed = json::parse(*description, nullptr, false);
    if (!parsed.is_object() || !parsed.contains("config"))
        return fail(ErrorCode::FormatInvalid, "the model description is no JSON object with a configuration");
    const auto config = modelConfigFromJson(parsed["config"]);
    if (!config)
        return tl::make_unexpected(config.error());
    model.config = *config;
    try {
        model.name = parsed.value("name", std::string());
        model.temperature = parsed.value("temperature", 1.0);
        model.provenance = parsed.value("provenance", json::object());
    } catch (const json::exception& error) {
        return fail(ErrorCode::FormatInvalid, std::string("model description: ") + error.what());
    }
    if (!(model.temperature > 0.01 && model.temperature < 100.0))
        return fail(ErrorCode::FormatInvalid, "the temperature is out of range");

    auto mean = takeStatistics(content, kMeanName);
    if (!mean)
        return tl::make_unexpected(mean.error());
    auto deviation = takeStatistics(content, kDeviationName);
    if (!deviation)
        return tl::make_unexpected(deviation.error());
    for (const float value : *deviation)
        if (value <= 0.0f)
            return fail(ErrorCode::FormatInvalid,
                        "a deviation of the spectrogram statistics is not positive");
    model.normalisation = {std::move(*mean), std::move(*deviation)};
    model.weights = std::move(content.tensors);
    return model;
}

} // namespace

Result<ModelFile> readModelFile(const std::filesystem::path& path) {
    const auto file = MappedFile::open(path);
    if (!file)
        return tl::make_unexpected(file.error());
    auto content = parseSafeTensors(file->bytes());
    if (!content)
        return failAt(path.string(), content.error());
    auto model = interpret(std::move(*content));
    if (!model)
        return failAt(path.string(), model.error());
    model->digest = sha256Hex(file->bytes());
    return model;
}

Result<void> writeModelFile(ModelFile& model, const std::filesystem::path& path) {
    if (std::filesystem::exists(path))
        return fail(ErrorCode::FileUnwritable,
                    path.string() +
                        ": exists already; a model is never changed in place, choose another name");
    SafeTensors content;
    content.tensors = model.weights;
    content.tensors.push_back(NamedTensor::fromFloats(kMeanName, {kBins}, model.normalisation.mean));
    content.tensors.push_back(
        NamedTensor::fromFloats(kDeviationName, {kBins}, model.normalisation.deviation));
    const json description = {{"name", model.name},
                              {"config", toJson(model.config)},
                              {"temperature", model.temperature},
                              {"provenance", model.provenance}};
    content.metadata = {{"hypnodesk_format", std::to_string(ModelFile::kFormatVersion)},
                        {"classes", kClassOrder},
                        {"model", description.dump(-1, ' ', false, json::error_handler_t::replace)},
                        {"weights_sha256", weightsDigest(content.tensors)}};
    const std::vector<std::byte> bytes = serialise(content);
    if (auto written = writeFileAtomically(path, bytes); !written)
        return written;
    model.digest = sha256Hex(bytes);
    return {};
}

} // namespace hypnodesk
