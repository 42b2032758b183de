#pragma once

#include "core/base/mapped_file.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace hypnodesk {

/// The scaled samples of a night and who keeps them: memory, or a file mapped into it, so that training on
/// any number of nights needs no more memory than on one. Immutable; copies share. Safe to read from any
/// thread.
class NightSamples {
public:
    NightSamples() = default;
    NightSamples(std::vector<float> samples); // implicit: a vector is one kind of keeper
    /// `count` values from byte `offset` on, a multiple of sizeof(float) within the file.
    NightSamples(MappedFile file, std::size_t offset, std::size_t count);

    std::span<const float> values() const { return m_values; }
    std::size_t size() const { return m_values.size(); }
    bool empty() const { return m_values.empty(); }
    auto begin() const { return m_values.begin(); }
    auto end() const { return m_values.end(); }
    float operator[](std::size_t index) const { return m_values[index]; }

    /// Says that the samples are not needed for a while: pages of a mapped file leave the memory and come
    /// back when they are read again. Nothing else changes.
    void release() const;

private:
    std::shared_ptr<const std::vector<float>> m_memory;
    std::shared_ptr<const MappedFile> m_file;
    std::span<const float> m_values;
};

} // namespace hypnodesk
