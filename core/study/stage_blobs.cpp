#include "core/study/stage_blobs.h"

#include "core/base/byte_cursor.h"

#include <bit>
#include <cmath>

namespace hypnodesk::study {

namespace {

constexpr std::size_t kChangeBytes = 12;
constexpr std::size_t kVerdictBytes = 3 * kStageClassCount * 4 + 1;

template <typename Unsigned>
void putLittleEndian(Blob& bytes, Unsigned value) {
    for (std::size_t i = 0; i < sizeof(Unsigned); ++i)
        bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
}

std::optional<EpochScore> scoreFrom(std::span<const std::byte> pair) {
    const auto stage = std::to_integer<std::uint8_t>(pair[0]);
    const auto source = std::to_integer<std::uint8_t>(pair[1]);
    if (stage > static_cast<std::uint8_t>(Stage::Artefact) ||
        source > static_cast<std::uint8_t>(StageSource::Imported))
        return std::nullopt;
    return EpochScore{static_cast<Stage>(stage), static_cast<StageSource>(source)};
}

float floatFrom(std::span<const std::byte> four) {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 4; ++i)
        bits |= std::to_integer<std::uint32_t>(four[i]) << (8 * i);
    return std::bit_cast<float>(bits);
}

} // namespace

Blob encodeChanges(const StageEdit& edit) {
    Blob bytes;
    bytes.reserve(edit.changes.size() * kChangeBytes);
    for (const EpochChange& change : edit.changes) {
        putLittleEndian(bytes, static_cast<std::uint64_t>(change.epoch));
        for (const EpochScore& score : {change.before, change.after}) {
            bytes.push_back(static_cast<std::byte>(score.stage));
            bytes.push_back(static_cast<std::byte>(score.source));
        }
    }
    return bytes;
}

std::optional<StageEdit> decodeChanges(const Blob& bytes) {
    if (bytes.size() % kChangeBytes != 0)
        return std::nullopt;
    StageEdit edit;
    ByteCursor cursor{bytes};
    while (cursor.remaining() > 0) {
        const auto epoch = cursor.littleEndian64();
        const auto scores = cursor.bytes(4);
        if (!epoch || !scores)
            return std::nullopt;
        const auto before = scoreFrom(scores->first(2));
        const auto after = scoreFrom(scores->last(2));
        if (!before || !after)
            return std::nullopt;
        edit.changes.push_back({static_cast<std::int64_t>(*epoch), *before, *after});
    }
    return edit;
}

Blob encodeVerdicts(const std::vector<EpochVerdict>& verdicts) {
    Blob bytes;
    bytes.reserve(verdicts.size() * kVerdictBytes);
    for (const EpochVerdict& verdict : verdicts) {
        for (const StageProbabilities& view : {verdict.joint, verdict.raw, verdict.spectrogram})
            for (const float probability : view)
                putLittleEndian(bytes, std::bit_cast<std::uint32_t>(probability));
        bytes.push_back(static_cast<std::byte>(verdict.quality));
    }
    return bytes;
}

std::optional<std::vector<EpochVerdict>> decodeVerdicts(const Blob& bytes) {
    if (bytes.size() % kVerdictBytes != 0)
        return std::nullopt;
    std::vector<EpochVerdict> verdicts(bytes.size() / kVerdictBytes);
    ByteCursor cursor{bytes};
    for (EpochVerdict& verdict : verdicts) {
        for (StageProbabilities* view : {&verdict.joint, &verdict.raw, &verdict.spectrogram})
            for (float& probability : *view) {
                probability = floatFrom(*cursor.bytes(4));
                if (!std::isfinite(probability))
                    return std::nullopt;
            }
        const auto quality = std::to_integer<std::uint8_t>((*cursor.bytes(1))[0]);
        if (quality > static_cast<std::uint8_t>(EpochQuality::Missing))
            return std::nullopt;
        verdict.quality = static_cast<EpochQuality>(quality);
    }
    return verdicts;
}

} // namespace hypnodesk::study
