#pragma once

#include "core/recording/epoch_grid.h"
#include "core/scoring/stage.h"
#include "core/scoring/stage_probabilities.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// Who gave an epoch its stage.
enum class StageSource : std::uint8_t {
    None,     ///< nobody: the stage is Unscored
    Network,  ///< proposed by the network, not yet looked at
    Accepted, ///< proposed by the network and accepted by a person
    Person,   ///< given by a person
    Imported, ///< read from a file
};
std::string_view sourceName(StageSource source);
/// The inverse of sourceName, for our files.
std::optional<StageSource> sourceFromName(std::string_view name);

struct EpochScore {
    Stage stage = Stage::Unscored;
    StageSource source = StageSource::None;
    bool operator==(const EpochScore&) const = default;
};

/// A night's stages: a value. Copy it, edit the copy, compare with `==`.
class Hypnogram {
public:
    Hypnogram() = default;
    /// All epochs unscored.
    explicit Hypnogram(EpochGrid grid);
    /// `epochs` holds grid.count scores.
    Hypnogram(EpochGrid grid, std::vector<EpochScore> epochs);

    /// From letters as in `stageFromLetter`, 30-s epochs: Hypnogram::fromLetters("WW1122RR"). Blanks are left
    /// out;
    /// '?' has no source.
    static Hypnogram fromLetters(std::string_view letters, StageSource source = StageSource::Person);
    /// The network's proposals: argmax per epoch; unscored where the network said nothing or the signal is
    /// not good.
    static Hypnogram fromProbabilities(const NightProbabilities& night);

    const EpochGrid& grid() const { return m_grid; }
    std::int64_t size() const { return m_grid.count; }
    bool isEmpty() const { return m_grid.count == 0; }

    /// `epoch` must be in [0, size()).
    const EpochScore& operator[](std::int64_t epoch) const {
        return m_epochs[static_cast<std::size_t>(epoch)];
    }
    Stage stage(std::int64_t epoch) const { return (*this)[epoch].stage; }
    const std::vector<EpochScore>& epochs() const { return m_epochs; }
    void set(std::int64_t epoch, EpochScore score) { m_epochs[static_cast<std::size_t>(epoch)] = score; }

    std::vector<Stage> stages() const;
    std::int64_t scoredCount() const; ///< epochs with a stage W..R

    bool operator==(const Hypnogram&) const = default;

private:
    EpochGrid m_grid;
    std::vector<EpochScore> m_epochs;
};

} // namespace hypnodesk
