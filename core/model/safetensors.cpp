#include "core/model/safetensors.h"

#include "core/base/byte_cursor.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

namespace hypnodesk {

using nlohmann::json;

namespace {

constexpr std::uint64_t kLargestHeader = 64u << 20;

struct TypeName {
    TensorType type;
    const char* name;
    std::size_t size;
};
constexpr TypeName kTypes[] = {{TensorType::F32, "F32", 4},   {TensorType::F16, "F16", 2},
                               {TensorType::BF16, "BF16", 2}, {TensorType::I64, "I64", 8},
                               {TensorType::I8, "I8", 1},     {TensorType::U8, "U8", 1}};

std::optional<TensorType> typeFromName(const std::string& name) {
    for (const TypeName& t : kTypes)
        if (name == t.name)
            return t.type;
    return std::nullopt;
}

const TypeName& describeType(TensorType type) {
    return *std::find_if(std::begin(kTypes), std::end(kTypes),
                         [&](const TypeName& t) { return t.type == type; });
}

float halfToFloat(std::uint16_t half) {
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000u) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1Fu;
    const std::uint32_t mantissa = half & 0x3FFu;
    if (exponent == 0) {
        const float subnormal = std::ldexp(static_cast<float>(mantissa), -24);
        return sign ? -subnormal : subnormal;
    }
    const std::uint32_t wide = exponent == 31 ? 0xFFu : exponent + 112;
    return std::bit_cast<float>(sign | wide << 23 | mantissa << 13);
}

/// Rounds to nearest, ties to even; overflow becomes infinity.
std::uint16_t floatToHalf(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>(bits >> 16 & 0x8000u);
    const float magnitude = std::fabs(value);
    if (std::isnan(value))
        return static_cast<std::uint16_t>(sign | 0x7E00u);
    if (magnitude >= 65520.0f)
        return static_cast<std::uint16_t>(sign | 0x7C00u);
    if (magnitude < 6.103515625e-05f) // below the smallest normal half: a multiple of 2^-24
        return static_cast<std::uint16_t>(
            sign | static_cast<std::uint16_t>(std::nearbyint(std::ldexp(magnitude, 24))));
    const std::uint32_t rebased = (bits & 0x7FFFFFFFu) - (112u << 23);
    const std::uint32_t rounded = rebased + 0xFFFu + (rebased >> 13 & 1u);
    return static_cast<std::uint16_t>(sign | static_cast<std::uint16_t>(rounded >> 13));
}

std::uint16_t readU16(const std::byte* at) {
    std::uint16_t value = 0;
    std::memcpy(&value, at, sizeof value);
    return value;
}

/// Product of the shape times the element size, nullopt when negative or beyond `limit`.
std::optional<std::uint64_t> bytesOf(const std::vector<std::int64_t>& shape, TensorType type,
                                     std::uint64_t limit) {
    std::uint64_t count = byteSize(type);
    for (const std::int64_t side : shape) {
        if (side < 0)
            return std::nullopt;
        if (side != 0 && count > limit / static_cast<std::uint64_t>(side))
            return std::nullopt;
        count *= static_cast<std::uint64_t>(side);
    }
    return count;
}

struct Placed {
    NamedTensor tensor;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

Result<Placed> parseEntry(const std::string& name, const json& entry, std::uint64_t dataSize) {
    Placed placed;
    placed.tensor.name = name;
    const auto type = typeFromName(entry.at("dtype").get<std::string>());
    if (!type)
        return fail(ErrorCode::FormatUnsupported,
                    fmt::format("tensor {}: number format {}", name, entry.at("dtype").get<std::string>()));
    placed.tensor.type = *type;
    placed.tensor.shape = entry.at("shape").get<std::vector<std::int64_t>>();
    const auto offsets = entry.at("data_offsets").get<std::vector<std::uint64_t>>();
    if (offsets.size() != 2 || offsets[0] > offsets[1] || offsets[1] > dataSize)
        return fail(ErrorCode::FormatInvalid, fmt::format("tensor {}: its data lies outside the file", name));
    placed.begin = offsets[0];
    placed.end = offsets[1];
    if (bytesOf(placed.tensor.shape, *type, dataSize) != placed.end - placed.begin)
        return fail(ErrorCode::FormatInvalid,
                    fmt::format("tensor {}: its size does not match its shape", name));
    return placed;
}

} // namespace

std::size_t byteSize(TensorType type) {
    return describeType(type).size;
}

std::int64_t NamedTensor::elementCount() const {
    return static_cast<std::int64_t>(bytes.size() / byteSize(type));
}

std::vector<float> NamedTensor::toFloats() const {
    if (type != TensorType::F32 && type != TensorType::F16 && type != TensorType::BF16)
        return {};
    std::vector<float> values(static_cast<std::size_t>(elementCount()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (type == TensorType::F32)
            std::memcpy(&values[i], bytes.data() + 4 * i, 4);
        else if (type == TensorType::F16)
            values[i] = halfToFloat(readU16(bytes.data() + 2 * i));
        else
            values[i] = std::bit_cast<float>(static_cast<std::uint32_t>(readU16(bytes.data() + 2 * i)) << 16);
    }
    return values;
}

NamedTensor NamedTensor::fromFloats(std::string name, std::vector<std::int64_t> shape,
                                    std::span<const float> values, TensorType type) {
    NamedTensor tensor{
        std::move(name), type == TensorType::F16 ? TensorType::F16 : TensorType::F32, std::move(shape), {}};
    tensor.bytes.resize(values.size() * byteSize(tensor.type));
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (tensor.type == TensorType::F16) {
            const std::uint16_t half = floatToHalf(values[i]);
            std::memcpy(tensor.bytes.data() + 2 * i, &half, 2);
        } else {
            std::memcpy(tensor.bytes.data() + 4 * i, &values[i], 4);
        }
    }
    return tensor;
}

const NamedTensor* SafeTensors::find(std::string_view name) const {
    const auto found =
        std::find_if(tensors.begin(), tensors.end(), [&](const NamedTensor& t) { return t.name == name; });
    return found == tensors.end() ? nullptr : &*found;
}

Result<SafeTensors> parseSafeTensors(std::span<const std::byte> bytes) {
    ByteCursor cursor(bytes);
    const auto headerSize = cursor.littleEndian64();
    if (!headerSize || *headerSize > kLargestHeader)
        return fail(ErrorCode::FormatUnknown, "not a safetensors file");
    const auto headerText = cursor.text(*headerSize);
    if (!headerText)
        return fail(ErrorCode::FormatInvalid, "the file ends inside its header");
    const std::uint64_t dataSize = cursor.remaining();
    const auto data = *cursor.bytes(cursor.remaining());

    SafeTensors content;
    std::vector<Placed> placed;
    try {
        const json header = json::parse(*headerText);
        for (const auto& [name, entry] : header.items()) {
            if (name == "__metadata__") {
                content.metadata = entry.get<std::map<std::string, std::string>>();
                continue;
            }
            auto one = parseEntry(name, entry, dataSize);
            if (!one)
                return tl::make_unexpected(one.error());
            placed.push_back(std::move(*one));
        }
    } catch (const json::exception& error) {
        return fail(ErrorCode::FormatInvalid, std::string("safetensors header: ") + error.what());
    }
    std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
    std::uint64_t expected = 0;
    for (const Placed& p : placed) {
        if (p.begin != expected)
            return fail(
                ErrorCode::FormatInvalid,
                fmt::format("tensor {}: its data overlaps another's or leaves a hole", p.tensor.name));
        expected = p.end;
    }
    if (expected != dataSize)
        return fail(ErrorCode::FormatInvalid,
                    fmt::format("{} bytes of data, the header describes {}", dataSize, expected));
    for (Placed& p : placed) {
        const auto piece = data.subspan(p.begin, p.end - p.begin);
        p.tensor.bytes.assign(piece.begin(), piece.end());
        content.tensors.push_back(std::move(p.tensor));
    }
    return content;
}

std::vector<std::byte> serialise(const SafeTensors& content) {
    json header = json::object();
    if (!content.metadata.empty())
        header["__metadata__"] = content.metadata;
    std::uint64_t offset = 0;
    for (const NamedTensor& t : content.tensors) {
        header[t.name] = {{"dtype", describeType(t.type).name},
                          {"shape", t.shape},
                          {"data_offsets", {offset, offset + t.bytes.size()}}};
        offset += t.bytes.size();
    }
    std::string text = header.dump(-1, ' ', false, json::error_handler_t::replace);
    text.resize((text.size() + 7) / 8 * 8, ' '); // the arrays begin on a multiple of 8
    std::vector<std::byte> bytes;
    bytes.reserve(8 + text.size() + offset);
    for (int i = 0; i < 8; ++i)
        bytes.push_back(static_cast<std::byte>(static_cast<std::uint64_t>(text.size()) >> (8 * i) & 0xFFu));
    const auto textBytes = std::as_bytes(std::span(text));
    bytes.insert(bytes.end(), textBytes.begin(), textBytes.end());
    for (const NamedTensor& t : content.tensors)
        bytes.insert(bytes.end(), t.bytes.begin(), t.bytes.end());
    return bytes;
}

} // namespace hypnodesk
