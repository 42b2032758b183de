#include "core/model/night_samples.h"

#include <cassert>

namespace hypnodesk {

NightSamples::NightSamples(std::vector<float> samples)
    : m_memory(std::make_shared<const std::vector<float>>(std::move(samples))), m_values(*m_memory) {}

NightSamples::NightSamples(MappedFile file, std::size_t offset, std::size_t count)
    : m_file(std::make_shared<const MappedFile>(std::move(file))) {
    assert(offset % sizeof(float) == 0 && offset + count * sizeof(float) <= m_file->bytes().size());
    m_values = {reinterpret_cast<const float*>(m_file->bytes().data() + offset), count};
}

void NightSamples::release() const {
    if (m_file)
        m_file->release();
}

} // namespace hypnodesk
