#include "tests/fuzz/edf_target.h"

#include <cstdint>

/// libFuzzer's entry. Start it with a folder of real files as the seed corpus.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    useAsRecording(std::as_bytes(std::span(data, size)));
    return 0;
}
