#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace hypnodesk {

/// Number formats of the safetensors files that we read. F16 and BF16 are IEEE half and bfloat16.
enum class TensorType { F32, F16, BF16, I64, I8, U8 };
std::size_t byteSize(TensorType type);

/// An array in a safetensors file: little-endian, row-major.
struct NamedTensor {
    std::string name;
    TensorType type = TensorType::F32;
    std::vector<std::int64_t> shape;
    std::vector<std::byte> bytes; ///< product of shape times byteSize(type)

    bool operator==(const NamedTensor&) const = default;
    std::int64_t elementCount() const;
    /// The elements of an F32, F16 or BF16 tensor as float. Other types give an empty vector.
    std::vector<float> toFloats() const;
    static NamedTensor fromFloats(std::string name, std::vector<std::int64_t> shape,
                                  std::span<const float> values, TensorType type = TensorType::F32);
};

/// A safetensors file: 8 bytes length, JSON header, raw arrays. Holds no code; readable from Python.
/// Format: https://huggingface.co/docs/safetensors
struct SafeTensors {
    std::map<std::string, std::string> metadata;
    std::vector<NamedTensor> tensors;

    bool operator==(const SafeTensors&) const = default;
    const NamedTensor* find(std::string_view name) const;
};

/// Parses the bytes of a file. Refuses headers over 64 MiB, offsets that overlap, leave holes or point
/// outside, sizes that do not match the shape, and unknown types.
Result<SafeTensors> parseSafeTensors(std::span<const std::byte> bytes);
std::vector<std::byte> serialise(const SafeTensors& content);

} // namespace hypnodesk
