#include "core/simulation/band_course.h"

#include "core/simulation/plain_math.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk::simulation {

namespace {

constexpr std::array<double, kBandCount> kWidthsHz{3.5, 4.0, 4.0, 4.0, 14.0};
constexpr double kSlowSeconds = 900.0;
constexpr double kFastSeconds = 8.0;
/// Band powers are measured over 30 s, which evens out part of the fast wandering; this makes up for it.
constexpr double kFastBoost = 1.35;
/// Departures of one night and stage that the common factors do not explain.
constexpr double kNightDeviation = 0.1;

/// What an arousal of strength 1 adds to the log powers.
constexpr std::array<double, kBandCount> kArousalLift{0.1, 0.15, 0.6, 0.5, 1.1};

/// What being up and about (1) or lying still (-1) adds to the log powers of wake, frontal then occipital.
constexpr std::array<double, 2 * kBandCount> kLiveliness{0.5, 0.3, 0.05, 0.2, 0.3, 0.1, 0.1, 0.0, 0.25, 0.45};

/// What lying wired up in a laboratory adds, where the table tells of an ambulatory night: fewer movements,
/// eye movements and tense muscles. From the W epochs of UCDDB against its N3.
constexpr std::array<double, 2 * kBandCount> kStillness{-0.9, -0.4, -0.3, -0.4, -1.1,
                                                        -0.4, -0.3, -0.3, -0.5, -1.3};

/// Share of a stage's excess over the smooth background that takes the form of discrete events.
constexpr StageMix kSpindleShare{0.0, 0.25, 0.75, 0.4, 0.1};
constexpr StageMix kSlowWaveShare{0.0, 0.06, 0.4, 0.8, 0.03};
constexpr StageMix kAlphaShare{1.0, 0.8, 0.35, 0.2, 0.6};

double mixed(const StageMix& mix, const StageMix& values) {
    double sum = 0.0;
    for (std::size_t s = 0; s < mix.size(); ++s)
        sum += mix[s] * values[s];
    return sum;
}

} // namespace

BandCourse::BandCourse(const VirtualSubject& subject, const StageCourse& course, Random random)
    : m_subject(subject), m_course(course), m_mixes(course.mixes) {
    drawOffsets(random.fork("offsets"));
    drawWandering(random.fork("wandering"), 1.0);
    drawLiveliness(random.fork("liveliness"));
    drawEyes(random.fork("eyes"));
    drawRates(random.fork("rates"));
}

BandCourse::BandCourse(const VirtualSubject& subject, const StageCourse& course,
                       const MeasuredNight& measured, Random random)
    : m_subject(subject), m_course(course), m_mixes(course.mixes) {
    const MeasuredNight night = withDeltaContrast(measured, random.fork("contrast").uniform(0.25, 1.05));
    drawWandering(random.fork("wandering"), 0.0);
    keepWanderingWithinEpochs();
    followPowers(night, random.fork("borders"));
    drawStillness(random.fork("stillness"));
    shadeDeepSleep(night);
    drawEyes(random.fork("eyes"));
    drawRates(random.fork("rates"));
}

void BandCourse::drawRates(Random rates) {
    m_slowWavesPerSecond = {0.004, 0.02, rates.logNormal(0.08, 0.5), rates.logNormal(0.75, 0.25), 0.01};
    m_infraslowSeconds = rates.uniform(35.0, 70.0);
    m_infraslowDepth = rates.uniform(0.3, 0.9);
    m_infraslowPhase = rates.uniform();
}

void BandCourse::drawOffsets(Random random) {
    for (int stage = 0; stage < kStageClassCount; ++stage)
        for (int derivation = 0; derivation < 2; ++derivation)
            for (int band = 0; band < kBandCount; ++band) {
                double level = kStageMeans[derivation][stage][band] + random.normal(0.0, kNightDeviation);
                for (int factor = 0; factor < kSubjectFactorCount; ++factor)
                    level += m_subject.spectralFactors[static_cast<std::size_t>(factor)] *
                             kSubjectFactors[factor][derivation][stage][band];
                m_levels[static_cast<std::size_t>(stage)]
                        [static_cast<std::size_t>(derivation * kBandCount + band)] =
                            static_cast<float>(level);
            }
}

void BandCourse::drawWandering(Random random, double slowDeviation) {
    const double keepSlow = plainExp(-1.0 / kSlowSeconds);
    const double keepFast = plainExp(-1.0 / kFastSeconds);
    const double newSlow = std::sqrt(1.0 - keepSlow * keepSlow);
    const double newFast = std::sqrt(1.0 - keepFast * keepFast);
    constexpr std::size_t kRows = 2 * kBandCount;
    std::array<double, kRows> slow{}, fast{};
    for (std::size_t row = 0; row < kRows; ++row) {
        slow[row] = random.normal();
        fast[row] = random.normal();
    }
    m_wandering.resize(m_course.mixes.size());
    for (std::size_t second = 0; second < m_wandering.size(); ++second) {
        for (std::size_t row = 0; row < kRows; ++row) {
            slow[row] = keepSlow * slow[row] + newSlow * random.normal();
            fast[row] = keepFast * fast[row] + newFast * random.normal();
        }
        Bands& bands = m_wandering[second];
        bands.fill(0.0f);
        for (std::size_t stage = 0; stage < kStageClassCount; ++stage) {
            const double share = m_course.mixes[second][stage] * m_subject.restlessness;
            if (share <= 0.0)
                continue;
            for (std::size_t row = 0; row < kRows; ++row) {
                const double slowShare = kSlowShare[stage][row];
                double sum = 0.0;
                for (std::size_t column = 0; column <= row; ++column)
                    sum += kWithinCholesky[stage][row][column] *
                           (slowDeviation * std::sqrt(slowShare) * slow[column] +
                            kFastBoost * std::sqrt(1.0 - slowShare) * fast[column]);
                bands[row] += static_cast<float>(share * sum);
            }
        }
    }
}

void BandCourse::drawLiveliness(Random random) {
    const double ofNight = std::clamp(random.normal(0.4, 0.7), -1.0, 1.8);
    const double stillness = random.chance(0.6) ? random.uniform() : 0.0;
    const std::vector<StageBout>& bouts = m_course.bouts;
    for (std::size_t i = 0; i < bouts.size(); ++i) {
        if (bouts[i].stage != Stage::Wake)
            continue;
        const double begin = bouts[i].beginSeconds;
        const double end = i + 1 < bouts.size() ? bouts[i + 1].beginSeconds : m_course.durationSeconds;
        const double brief = random.normal(-1.0, 0.4);
        const double liveliness =
            brief + (std::max(ofNight, brief) - brief) * smoothStep(300.0, 1200.0, end - begin);
        for (std::size_t s = m_course.second(begin - 30.0); s <= m_course.second(end + 30.0); ++s)
            for (std::size_t row = 0; row < m_wandering[s].size(); ++row)
                m_wandering[s][row] += static_cast<float>(
                    m_course.mixes[s][0] * (liveliness * kLiveliness[row] + stillness * kStillness[row]));
    }
}

void BandCourse::drawStillness(Random random) {
    const double stillness = random.chance(0.6) ? random.uniform() : 0.0;
    std::array<double, 2 * kBandCount> otherwise{};
    for (double& shift : otherwise)
        shift = random.normal(0.0, kNightDeviation);
    for (std::size_t second = 0; second < m_wandering.size(); ++second)
        for (std::size_t row = 0; row < otherwise.size(); ++row)
            m_wandering[second][row] +=
                static_cast<float>(otherwise[row] + m_mixes[second][0] * stillness * kStillness[row]);
}

void BandCourse::drawEyes(Random random) {
    m_eyesOpen.assign(m_course.mixes.size(), 0.0f);
    double left = 0.0;
    bool open = false;
    for (std::size_t second = 0; second < m_eyesOpen.size(); ++second) {
        left -= 1.0;
        if (left <= 0.0) {
            open = !open;
            const double share = open ? m_subject.eyesOpenShare : 1.0 - m_subject.eyesOpenShare;
            left = 3.0 + random.exponential(120.0 * share);
        }
        // eyes close before sleep comes and stay closed through brief awakenings
        double wake = 1.0;
        for (const std::size_t ahead : {0, 15, 40})
            wake = std::min(wake, m_course.mixes[std::min(second + ahead, m_eyesOpen.size() - 1)][0]);
        m_eyesOpen[second] = open && wake > 0.6 ? 1.0f : 0.0f;
    }
}

BandSplit BandCourse::at(double seconds, double backness) const {
    const std::size_t second = m_course.second(seconds);
    const StageMix& mix = m_mixes[second];
    const double arousal = m_course.arousalLevels[second];
    std::array<double, kBandCount> power{}, density{};
    for (std::size_t band = 0; band < kBandCount; ++band) {
        double level = arousal * kArousalLift[band];
        for (const std::size_t derivation : {0, 1}) {
            const std::size_t row = derivation * kBandCount + band;
            double value = m_wandering[second][row];
            for (std::size_t stage = 0; stage < kStageClassCount; ++stage)
                value += mix[stage] * m_levels[stage][row];
            level += (derivation == 0 ? 1.0 - backness : backness) * value;
        }
        if (band == 2) // the alpha rhythm is that of closed eyes
            level += mix[0] * m_subject.alphaReactivity * (m_eyesOpen[second] > 0.5f ? -1.0 : 1.0);
        power[band] = plainExp(level);
        density[band] = level - plainLog(kWidthsHz[band]);
    }

    // alpha and sigma: what stands out over a straight line between theta and beta is rhythm
    const double slope = (density[4] - density[1]) / (3.09 - 1.73);
    BandSplit split;
    split.background = power;
    split.theta = power[1];
    const auto excess = [&](std::size_t band, double lnHz) {
        const double line = density[1] + slope * (lnHz - 1.73);
        return std::max(0.0, power[band] - kWidthsHz[band] * plainExp(line));
    };
    split.alphaRhythm = mixed(mix, kAlphaShare) * m_subject.alphaNarrowness * excess(2, 2.28);
    split.background[2] -= split.alphaRhythm;
    split.spindles = mixed(mix, kSpindleShare) * m_subject.spindleShare * excess(3, 2.63) *
                     (1.0 - 0.8 * std::min(arousal, 1.0));
    split.background[3] -= split.spindles;
    split.slowWaves = mixed(mix, kSlowWaveShare) * m_subject.slowWaveShare * power[0];
    split.background[0] -= split.slowWaves;
    return split;
}

double BandCourse::slowWaveRate(double seconds) const {
    return mixed(mix(seconds), m_slowWavesPerSecond);
}

double BandCourse::spindleRate(double seconds) const {
    const double tide = 1.0 + m_infraslowDepth * sinTurns(seconds / m_infraslowSeconds + m_infraslowPhase);
    const StageMix relative{0.0, 0.15, 1.0, 0.7, 0.05};
    return m_subject.spindlesPerMinute / 60.0 * tide * mixed(mix(seconds), relative);
}

} // namespace hypnodesk::simulation
