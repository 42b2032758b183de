#include "core/simulation/artefacts.h"

#include "core/simulation/plain_math.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk::simulation {

namespace {

/// A second-order recursive filter, transposed direct form II. Not core/dsp's: that one takes its
/// coefficients from the C library's tangent, which is not the same to the last bit everywhere.
class Section {
public:
    /// Butterworth low-pass with this quality (0.7071 for a single section), bilinear with prewarping.
    Section(double cutoffHz, double rateHz, double quality) {
        const double turn = 0.5 * cutoffHz / rateHz; // in turns: pi f / fs
        const double k = sinTurns(turn) / cosTurns(turn);
        const double norm = 1.0 / (1.0 + k / quality + k * k);
        m_b0 = k * k * norm;
        m_b1 = 2.0 * m_b0;
        m_a1 = 2.0 * (k * k - 1.0) * norm;
        m_a2 = (1.0 - k / quality + k * k) * norm;
    }
    double step(double x) {
        const double y = m_b0 * x + m_s1;
        m_s1 = m_b1 * x - m_a1 * y + m_s2;
        m_s2 = m_b0 * x - m_a2 * y;
        return y;
    }

private:
    double m_b0, m_b1, m_a1, m_a2;
    double m_s1 = 0.0, m_s2 = 0.0;
};

std::size_t sampleAt(double seconds, double rateHz, std::size_t count) {
    return static_cast<std::size_t>(std::clamp(seconds * rateHz, 0.0, static_cast<double>(count)));
}

/// Swinging cables and skin (slow, large) and tense muscles (fast) while the body moves.
void addMovements(std::span<float> out, double rateHz, const Electrode& electrode, const BodyCourse& body,
                  Random random) {
    for (const Movement& movement : body.movements) {
        const std::size_t first = sampleAt(movement.beginSeconds, rateHz, out.size());
        const std::size_t last =
            sampleAt(movement.beginSeconds + movement.durationSeconds, rateHz, out.size());
        const double swing = electrode.movementMicrovolts * movement.strength * random.logNormal(0.8, 0.7);
        const double muscle = 12.0 * movement.strength * random.logNormal(1.0, 0.6) *
                              std::sqrt(rateHz / 200.0); // the same density at every rate
        const double hz = random.logNormal(0.8, 0.6);
        const double keep = plainExp(-6.2831853 * hz / rateHz);
        const double fresh = std::sqrt(1.0 - keep * keep);
        double slow = 0.0, smooth = 0.0, fast = 0.0;
        for (std::size_t i = first; i < last; ++i) {
            const double position = static_cast<double>(i - first) / static_cast<double>(last - first);
            const double envelope = std::min(1.0, 3.0 * raisedCosine(position));
            slow = keep * slow + fresh * random.normal();
            smooth += 0.25 * std::min(1.0, 400.0 / rateHz) * (slow - smooth);
            const double noise = random.normal();
            out[i] += static_cast<float>(envelope * (swing * smooth + muscle * (noise - 0.6 * fast)));
            fast = noise;
        }
    }
}

/// Sweat and breathing cables: a slow wander that comes for minutes and goes.
void addDrift(std::span<float> out, double rateHz, const Electrode& electrode, Random random) {
    const double hz = random.uniform(0.05, 0.35);
    const double keep = plainExp(-6.2831853 * hz / rateHz);
    const double fresh = std::sqrt(1.0 - keep * keep);
    double first = 0.0, second = 0.0, level = 0.0, target = 0.0;
    std::size_t nextChange = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (i >= nextChange) {
            target = random.chance(0.25) ? random.logNormal(1.5, 0.6) : random.uniform(0.0, 0.4);
            nextChange = i + static_cast<std::size_t>(random.exponential(400.0) * rateHz) + 1;
        }
        level += (target - level) * std::min(1.0, 0.02 / rateHz * 10.0);
        first = keep * first + fresh * random.normal();
        second = keep * second + (1.0 - keep) * first;
        out[i] += static_cast<float>(1.4 * electrode.driftMicrovolts * level * second);
    }
}

/// A contact that gives way for a moment: a step that the amplifier recovers from.
void addPops(std::span<float> out, double rateHz, const Electrode& electrode, Random random) {
    if (electrode.popsPerHour <= 0.0)
        return;
    const double duration = static_cast<double>(out.size()) / rateHz;
    for (double time = random.exponential(3600.0 / electrode.popsPerHour); time < duration;
         time += random.exponential(3600.0 / electrode.popsPerHour)) {
        const double sign = random.chance(0.5) ? 1.0 : -1.0;
        const double height = sign * random.logNormal(140.0, 0.7);
        const double recovery = random.logNormal(0.35, 0.7);
        const double keep = plainExp(-1.0 / (recovery * rateHz));
        double value = height;
        for (std::size_t i = sampleAt(time, rateHz, out.size());
             i < sampleAt(time + 6.0 * recovery, rateHz, out.size()); ++i, value *= keep)
            out[i] += static_cast<float>(value);
    }
}

void addHum(std::span<float> out, double rateHz, const Electrode& electrode, Random random) {
    if (electrode.humHz >= 0.49 * rateHz)
        return;
    double level = 1.0;
    double phase = random.uniform();
    const double step = electrode.humHz * (1.0 + 0.0005 * random.normal()) / rateHz;
    for (std::size_t i = 0; i < out.size(); ++i, phase += step) {
        if (i % 256 == 0)
            level = std::clamp(level * random.logNormal(1.0, 0.05), 0.2, 5.0);
        out[i] += static_cast<float>(electrode.humMicrovolts * level * sinTurns(phase));
    }
}

/// Poor contact: less brain, more of the room.
void loosen(std::span<float> out, double rateHz, const Electrode& electrode, Random random) {
    if (electrode.looseFromSeconds < 0.0)
        return;
    const double signal = random.uniform(0.05, 0.6);
    const double noise = random.logNormal(4.0, 0.8);
    double wander = 0.0;
    for (std::size_t i = sampleAt(electrode.looseFromSeconds, rateHz, out.size());
         i < sampleAt(electrode.looseToSeconds, rateHz, out.size()); ++i) {
        wander = 0.97 * wander + random.normal();
        out[i] = static_cast<float>(signal * out[i] + noise * (0.25 * wander + 0.5 * random.normal()));
    }
}

} // namespace

void addHeartBeats(std::span<float> out, double rateHz, std::span<const double> beats, double microvolts,
                   double skew) {
    struct Wave {
        double centre, halfWidth, height;
    };
    const Wave waves[] = {{-0.17, 0.05, 0.12},
                          {-0.028, 0.016, -0.14 - 0.2 * skew},
                          {0.0, 0.02, 1.0},
                          {0.03, 0.018, -0.25 + 0.2 * skew},
                          {0.25, 0.09, 0.22}};
    for (const double beat : beats)
        for (const Wave& wave : waves) {
            const double begin = beat + wave.centre - wave.halfWidth;
            for (std::size_t i = sampleAt(begin, rateHz, out.size()) + 1;
                 i < sampleAt(begin + 2.0 * wave.halfWidth, rateHz, out.size()) + 1 && i < out.size(); ++i) {
                const double position = (static_cast<double>(i) / rateHz - begin) / (2.0 * wave.halfWidth);
                out[i] += static_cast<float>(microvolts * wave.height * raisedCosine(position));
            }
        }
}

void addArtefacts(std::span<float> out, double rateHz, const MontageChannel& channel,
                  const Electrode& electrode, const BodyCourse& body, const Random& common,
                  const Random& own) {
    Random view = own.fork("view");
    const bool isEog = channel.kind == SignalKind::Eog;
    const double spread = isEog ? 0.1 : 0.35;
    const double vertical = channel.verticalEye * view.logNormal(1.0, spread);
    const double horizontal = channel.horizontalEye * view.logNormal(1.0, spread);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] += static_cast<float>(vertical * body.gazeVertical[i] + horizontal * body.gazeHorizontal[i]);
    const double polarity = view.chance(0.5) ? 1.0 : -1.0;
    addHeartBeats(out, rateHz, body.heartBeats, polarity * electrode.heartMicrovolts,
                  view.uniform(-0.5, 0.5));
    addMovements(out, rateHz, electrode, body, own.fork("movements"));
    addDrift(out, rateHz, electrode, own.fork("drift"));
    loosen(out, rateHz, electrode, own.fork("loose"));
    addPops(out, rateHz, electrode, own.fork("pops"));
    addHum(out, rateHz, electrode, common.fork("hum"));
}

void applyAmplifier(std::span<float> samples, double rateHz, const Electrode& electrode) {
    const double keep = plainExp(-6.283185307 * electrode.highpassHz / rateHz);
    std::vector<Section> sections;
    if (electrode.lowpassHz > 0.0 && electrode.lowpassHz < 0.45 * rateHz) {
        if (electrode.lowpassSections == 1) {
            sections.emplace_back(electrode.lowpassHz, rateHz, 0.70710678);
        } else {
            sections.emplace_back(electrode.lowpassHz, rateHz, 0.54119610);
            sections.emplace_back(electrode.lowpassHz, rateHz, 1.30656296);
        }
    }
    double before = samples.empty() ? 0.0 : samples.front();
    double value = 0.0;
    for (float& sample : samples) {
        value = keep * (value + sample - before);
        before = sample;
        double filtered = value;
        for (Section& section : sections)
            filtered = section.step(filtered);
        sample = static_cast<float>(filtered);
    }
}

} // namespace hypnodesk::simulation
