#include "core/formats/format_registry.h"
#include "tests/fuzz/format_target.h"

#include <cstdint>

/// libFuzzer's entry. The first byte chooses the format (255: by content), the rest is the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const auto formats = hypnodesk::hypnogramFormats();
    const bool isNamed = data[0] < formats.size();
    useAsHypnogram(std::as_bytes(std::span(data + 1, size - 1)),
                   isNamed ? formats[data[0]].id : std::string());
    return 0;
}
