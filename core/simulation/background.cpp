#include "core/simulation/background.h"

#include "core/simulation/noise_synthesis.h"
#include "core/simulation/plain_math.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk::simulation {

namespace {

/// Knots of the log-log spectrum: three for delta, one in the middle of each other band, two beyond.
constexpr std::size_t kKnots = 9;
constexpr std::array<double, kKnots> kKnotHz{0.25, 0.7, 1.41, 2.83, 5.66, 9.8, 13.9, 21.9, 45.0};
constexpr std::array<std::size_t, kKnots> kBandOfKnot{0, 0, 0, 0, 1, 2, 3, 4, 4};
constexpr std::array<double, kBandCount + 1> kBandEdgesHz{0.5, 4.0, 8.0, 12.0, 16.0, 30.0};

/// Slope of ln density over ln frequency per stage: below 0.7 Hz, 0.7 to 1.4 Hz, 1.4 to 2.8 Hz.
constexpr StageMix kSlopeLow{-1.4, -1.1, -0.6, -0.3, -1.1};
constexpr StageMix kSlopeMiddle{-1.4, -1.2, -1.2, -1.2, -1.2};
constexpr StageMix kSlopeHigh{-1.3, -1.2, -1.5, -1.7, -1.2};
/// Added to the slope beyond 30 Hz: muscles make it flat in wake.
constexpr StageMix kHighSlopeShift{0.2, 0.0, 0.0, -0.2, 0.0};
/// Muscle tone relative to relaxed wake.
constexpr StageMix kMuscleTone{1.0, 0.3, 0.12, 0.08, 0.03};
/// Shift of the alpha peak against that of relaxed wake.
constexpr StageMix kAlphaShiftHz{0.0, -0.5, -0.6, -1.0, -1.2};
constexpr StageMix kAlphaWidthHz{0.45, 0.7, 1.1, 1.3, 0.8};

double mixed(const StageMix& mix, const StageMix& values) {
    double sum = 0.0;
    for (std::size_t s = 0; s < mix.size(); ++s)
        sum += mix[s] * values[s];
    return sum;
}

/// Deviations of one block from its expectation, so that power comes in irregular waves.
struct BlockMood {
    std::array<double, kBandCount> bands{};
    double alphaGain = 1.0;
    double alphaHz = 0.0;
    double muscle = 0.0;
};

class BackgroundDensity {
public:
    BackgroundDensity(double rateHz, const VirtualSubject& subject, const BandCourse& bands,
                      const Electrode& electrode, const Random& common, const Random& own)
        : m_binHz(rateHz / static_cast<double>(noiseBlockSize(rateHz))), m_subject(subject), m_bands(bands),
          m_electrode(electrode), m_moods(common.fork("moods")), m_own(own.fork("moods")) {
        const std::size_t bins = noiseBlockSize(rateHz) / 2;
        m_segment.resize(bins);
        m_fraction.resize(bins);
        for (std::size_t k = 1; k < bins; ++k) {
            const double lnHz = plainLog(m_binHz * static_cast<double>(k));
            std::size_t segment = 0;
            while (segment + 2 < kKnots && kKnotHz[segment + 1] <= m_binHz * static_cast<double>(k))
                ++segment;
            m_segment[k] = segment;
            m_fraction[k] = (lnHz - plainLog(kKnotHz[segment])) /
                            (plainLog(kKnotHz[segment + 1]) - plainLog(kKnotHz[segment]));
        }
    }

    void operator()(std::int64_t block, double seconds, std::span<double> out) const {
        const StageMix& mix = m_bands.mix(seconds);
        const BlockMood mood = drawMood(block);
        BandSplit split = m_bands.at(seconds, m_electrode.backness);
        const double square = m_electrode.microvolts * m_electrode.microvolts;
        std::array<double, kBandCount> target{};
        for (std::size_t band = 0; band < kBandCount; ++band) {
            const double tilt =
                m_electrode.spectralTilt * (plainLog(kKnotHz[band == 0 ? 2 : band + 3]) - 2.3);
            target[band] = square * split.background[band] * plainExp(mood.bands[band] + tilt);
        }
        shape(target, mix, out);
        addAlpha(square * split.alphaRhythm * mood.alphaGain, mix, mood, out);
        addNoise(mix, m_bands.arousal(seconds), mood, out);
    }

private:
    BlockMood drawMood(std::int64_t block) const {
        Random shared = m_moods.fork("block", static_cast<std::uint64_t>(block));
        Random alone = m_own.fork("block", static_cast<std::uint64_t>(block));
        BlockMood mood;
        const double all = 0.2 * shared.normal();
        for (double& band : mood.bands)
            band = all + 0.2 * shared.normal() + 0.1 * alone.normal() - 0.032;
        mood.alphaGain = plainExp(0.55 * shared.normal() - 0.15);
        mood.alphaHz = 0.25 * shared.normal();
        mood.muscle = 0.8 * shared.normal() + 0.5 * alone.normal();
        return mood;
    }

    /// A log-log polygon whose integral over each band is the target.
    void shape(const std::array<double, kBandCount>& target, const StageMix& mix,
               std::span<double> out) const {
        std::array<double, kKnots> knots{};
        constexpr std::array<double, kBandCount> kWidths{3.5, 4.0, 4.0, 4.0, 14.0};
        for (std::size_t knot = 0; knot < kKnots; ++knot)
            knots[knot] = plainLog(std::max(target[kBandOfKnot[knot]], 1e-9) / kWidths[kBandOfKnot[knot]]);
        knots[1] -= (mixed(mix, kSlopeMiddle) + m_subject.deltaPeak) * kLn2;
        knots[0] = knots[1] - (mixed(mix, kSlopeLow) + m_subject.deltaPeak) * 1.03;
        knots[3] += mixed(mix, kSlopeHigh) * kLn2;
        knots[8] = knots[7] + std::min(0.3, m_subject.highSlope + mixed(mix, kHighSlopeShift)) * 0.72;
        for (int pass = 0; pass < 2; ++pass) {
            draw(knots, out);
            std::array<double, kBandCount> sums{};
            std::size_t band = 0;
            for (std::size_t k = 1; k < out.size(); ++k) {
                const double hz = m_binHz * static_cast<double>(k);
                if (hz < kBandEdgesHz[0])
                    continue;
                while (band < kBandCount && hz >= kBandEdgesHz[band + 1])
                    ++band;
                if (band == kBandCount)
                    break;
                sums[band] += out[k] * m_binHz;
            }
            for (std::size_t knot = 0; knot < kKnots; ++knot)
                if (const double sum = sums[kBandOfKnot[knot]]; sum > 0.0)
                    knots[knot] += plainLog(std::max(target[kBandOfKnot[knot]], 1e-9) / sum);
        }
        draw(knots, out);
    }

    void draw(const std::array<double, kKnots>& knots, std::span<double> out) const {
        for (std::size_t k = 1; k < out.size(); ++k) {
            const std::size_t segment = m_segment[k];
            out[k] = plainExp(knots[segment] + m_fraction[k] * (knots[segment + 1] - knots[segment]));
        }
    }

    void addAlpha(double power, const StageMix& mix, const BlockMood& mood, std::span<double> out) const {
        const double peak = m_subject.alphaHz + mixed(mix, kAlphaShiftHz) + mood.alphaHz;
        const double width = mixed(mix, kAlphaWidthHz);
        const double height = power / (width * 2.5066282746);
        const auto first = static_cast<std::size_t>(std::max(1.0, (peak - 3.0 * width) / m_binHz));
        const auto last = static_cast<std::size_t>((peak + 3.0 * width) / m_binHz);
        for (std::size_t k = first; k <= last && k < out.size(); ++k) {
            const double z = (m_binHz * static_cast<double>(k) - peak) / width;
            out[k] += height * plainExp(-0.5 * z * z);
        }
    }

    void addNoise(const StageMix& mix, double arousal, const BlockMood& mood, std::span<double> out) const {
        const double muscle =
            m_electrode.muscleDensity * (mixed(mix, kMuscleTone) + 0.8 * arousal) * plainExp(mood.muscle);
        for (std::size_t k = 1; k < out.size(); ++k) {
            const double hz = m_binHz * static_cast<double>(k);
            const double rise = hz * hz / (hz * hz + 400.0); // muscle noise begins around 20 Hz
            out[k] += m_electrode.noiseDensity + m_electrode.pinkNoise * 10.0 / (hz + 0.5) + muscle * rise;
        }
    }

    double m_binHz;
    const VirtualSubject& m_subject;
    const BandCourse& m_bands;
    const Electrode& m_electrode;
    Random m_moods, m_own;
    std::vector<std::size_t> m_segment;
    std::vector<double> m_fraction;
};

} // namespace

void addBackground(std::span<float> out, double rateHz, const VirtualSubject& subject,
                   const BandCourse& bands, const Electrode& electrode, const Random& common,
                   const Random& own) {
    const BackgroundDensity density(rateHz, subject, bands, electrode, common, own);
    // slow waves and alpha span the head, fast activity is local
    const auto coherence = [](double hz) { return 0.3 + 0.45 / (1.0 + hz * hz / 144.0); };
    addShapedNoise(
        out, rateHz,
        [&](std::int64_t block, double seconds, std::span<double> bins) { density(block, seconds, bins); },
        coherence, common.fork("background"), own.fork("background"));
}

} // namespace hypnodesk::simulation
