#include "tests/fuzz/edf_target.h"

#include "core/recording/derivation.h"
#include "core/recording/edf_recording.h"

#include <cmath>
#include <cstdlib>

using namespace hypnodesk;

namespace {

void require(bool promise) {
    if (!promise)
        std::abort();
}

} // namespace

bool useAsRecording(std::span<const std::byte> bytes) {
    auto file = EdfFile::view(bytes);
    if (!file) {
        require(!file.error().detail.empty());
        return false;
    }
    const EdfRecording recording(std::move(*file), "fuzz.edf");
    require(std::isfinite(recording.durationSeconds()) && recording.durationSeconds() >= 0.0);
    std::vector<float> samples(257);
    for (const Channel& channel : recording.channels()) {
        require(channel.rateHz > 0.0 && std::isfinite(channel.rateHz) && channel.sampleCount >= 0);
        for (const std::int64_t first :
             {std::int64_t(-3), channel.sampleCount / 2, channel.sampleCount - 100})
            recording.readPhysical(channel.index, first, samples);
    }
    double end = 0.0;
    for (const Gap& gap : recording.gaps()) {
        require(gap.beginSeconds >= end && gap.endSeconds > gap.beginSeconds);
        end = gap.endSeconds;
    }
    require(end <= recording.durationSeconds());
    for (const Derivation& derivation : suggestedDerivations(recording)) {
        require(sampleCount(recording, derivation) > 0);
        readDerivation(recording, derivation, 0, samples);
    }
    static_cast<void>(standardMontage(recording));
    return true;
}
