#include "ui/main/night_pictures.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

/// The night is computed in pieces of this length, each some ten milliseconds of work.
constexpr double kPieceSeconds = 1800.0;
constexpr double kNightWindowSeconds = 10.0;
constexpr double kNightStepSeconds = 10.0;
/// Every picture reaches at least so far: most looks then need no second computation.
constexpr double kLeastHighestHz = 35.0;
/// Rows of pixels that the night's picture has at most, so that its memory does not grow with the range.
constexpr int kMostNightBins = 512;
/// Longer pages take the night's spectrogram as it is.
constexpr double kLongestPageSeconds = 900.0;

dsp::MultitaperOptions nightOptions(double highestHz) {
    return {.windowSeconds = kNightWindowSeconds,
            .stepSeconds = kNightStepSeconds,
            .timeHalfBandwidth = 4.0,
            .lowestHz = 0.0,
            .highestHz = highestHz};
}

/// The same with the mean power of neighbouring bins, so that at most `most` are left.
dsp::Spectrogram fewerBins(dsp::Spectrogram fine, int most) {
    const int merged = (fine.bins + most - 1) / most;
    if (merged <= 1)
        return fine;
    dsp::Spectrogram coarse = fine;
    coarse.bins = (fine.bins + merged - 1) / merged;
    coarse.binWidthHz = fine.binWidthHz * merged;
    coarse.firstBinHz = fine.firstBinHz + fine.binWidthHz * (merged - 1) / 2.0;
    coarse.decibels.clear();
    coarse.decibels.reserve(static_cast<std::size_t>(fine.frames * coarse.bins));
    for (std::int64_t frame = 0; frame < fine.frames; ++frame)
        for (int first = 0; first < fine.bins; first += merged) {
            const int last = std::min(first + merged, fine.bins);
            double power = 0.0;
            for (int bin = first; bin < last; ++bin)
                power += std::pow(10.0, static_cast<double>(fine.at(frame, bin)) / 10.0);
            coarse.decibels.push_back(static_cast<float>(10.0 * std::log10(power / (last - first))));
        }
    return coarse;
}

dsp::MultitaperOptions pageOptions(double spanSeconds, double highestHz) {
    return {.windowSeconds = spanSeconds > 90.0 ? 4.0 : 2.0,
            .stepSeconds = std::max(0.1, spanSeconds / 400.0),
            .timeHalfBandwidth = 2.5,
            .lowestHz = 0.0,
            .highestHz = highestHz};
}

/// Puts `piece` behind `night`. A piece holds a window more than its share, so that no frame is lost between
/// pieces.
void append(dsp::Spectrogram& night, const dsp::Spectrogram& piece) {
    if (night.frames == 0) {
        night = piece;
        night.frames = 0;
        night.decibels.clear();
    }
    if (piece.bins != night.bins)
        return;
    const auto share = static_cast<std::int64_t>(std::lround(kPieceSeconds / kNightStepSeconds));
    const std::int64_t frames = std::min(piece.frames, share);
    night.decibels.insert(night.decibels.end(), piece.decibels.begin(),
                          piece.decibels.begin() + static_cast<std::ptrdiff_t>(frames * piece.bins));
    night.frames += frames;
}

} // namespace

Result<dsp::Spectrogram> spectrogramOf(const Recording& recording, const Derivation& derivation,
                                       double fromSeconds, double toSeconds,
                                       const dsp::MultitaperOptions& options, const TaskContext& context) {
    const double rate = rateHz(recording, derivation);
    const auto first = static_cast<std::int64_t>(std::llround(fromSeconds * rate));
    const auto count = static_cast<std::int64_t>(std::llround((toSeconds - fromSeconds) * rate));
    if (count <= 0)
        return dsp::Spectrogram{};
    std::vector<float> samples(static_cast<std::size_t>(count));
    readDerivation(recording, derivation, first, samples);
    return dsp::multitaperSpectrogram(samples, rate, options, context);
}

NightPictures::NightPictures(StudyDocument& document, JobRunner& runner, QObject* parent)
    : QObject(parent), m_document(document), m_runner(runner) {
    connect(&document, &StudyDocument::derivationChanged, this, &NightPictures::restart);
    connect(&document, &StudyDocument::spanChanged, this, &NightPictures::computePage);
}

void NightPictures::setMontage(std::vector<Derivation> montage) {
    if (m_document.recording() == m_envelopedRecording && montage == m_montage)
        return; // only the looks of the rows changed
    m_envelopedRecording = m_document.recording();
    m_montage = std::move(montage);
    m_envelopeJob.cancel();
    if (m_document.isOpen() && !m_montage.empty())
        continueEnvelopes(std::make_shared<std::vector<EnvelopePyramid>>());
}

bool NightPictures::isSettled() const {
    return !m_pageJob.isActive() && !m_networkJob.isActive() && !m_nightJob.isActive() &&
           !m_envelopeJob.isActive();
}

void NightPictures::restart() {
    m_nightJob.cancel();
    m_night.reset();
    m_nightRange.reset();
    m_networkJob.cancel();
    m_network.reset();
    Q_EMIT nightReady(nullptr, 0.0);
    tellRange();
    const bool possible = m_document.isOpen() && m_document.derivation();
    m_nightHighestHz = possible ? neededHz() : 0.0;
    Q_EMIT nightBusy(possible);
    computePage();
    if (possible)
        continueNight({}, 0.0);
}

double NightPictures::neededHz() const {
    return m_highestHz > 0.0 ? std::max(m_highestHz, kLeastHighestHz)
                             : rateHz(*m_document.recording(), *m_document.derivation()) / 2.0;
}

// A wider range is computed while the narrower one stays on the screen; a narrower one is a part of it.
void NightPictures::widenNight() {
    if (!m_document.isOpen() || !m_document.derivation() || neededHz() <= m_nightHighestHz)
        return;
    m_nightHighestHz = neededHz();
    m_nightJob.cancel();
    continueNight({}, 0.0);
}

void NightPictures::setLook(SpectrogramSource source, double highestHz) {
    if (source == m_source && highestHz == m_highestHz)
        return;
    m_source = source;
    m_highestHz = highestHz;
    widenNight();
    tellRange();
    computePage();
}

void NightPictures::tellRange() {
    if (m_source == SpectrogramSource::Network)
        Q_EMIT rangeReady(m_network ? std::optional(m_network->range) : std::nullopt);
    else
        Q_EMIT rangeReady(m_nightRange);
}

void NightPictures::showNetworkPage() {
    Q_EMIT pageBusy(!m_network);
    if (m_network) {
        Q_EMIT pageReady(m_network->spectrogram, 0.0);
        return;
    }
    if (m_networkJob.isActive())
        return;
    Q_EMIT pageReady(nullptr, 0.0); // the other view must not pass for this one
    // Takes a second or so: pages must not wait behind it.
    m_networkJob = m_runner.start(
        Lane::Reading, Priority::Urgent,
        [recording = m_document.recording(),
         derivation = *m_document.derivation()](const TaskContext& context) -> Result<NetworkSpectrogram> {
            const auto input = prepareModelInput(*recording, derivation, context);
            if (!input)
                return tl::make_unexpected(input.error());
            return networkSpectrogram(*input);
        },
        [this](Result<NetworkSpectrogram> result) {
            if (!result) {
                if (m_source == SpectrogramSource::Network)
                    Q_EMIT pageBusy(false);
                Q_EMIT failed(result.error());
                return;
            }
            m_network = std::move(*result);
            tellRange();
            if (m_source == SpectrogramSource::Network)
                computePage();
        });
}

void NightPictures::computePage() {
    m_pageJob.cancel();
    const TimeSpan span = m_document.span();
    if (!m_document.isOpen() || !m_document.derivation() || span.length() <= 0.0) {
        Q_EMIT pageBusy(false);
        Q_EMIT pageReady(nullptr, 0.0);
        return;
    }
    if (m_source == SpectrogramSource::Network) {
        showNetworkPage();
        return;
    }
    if (span.length() > kLongestPageSeconds) {
        Q_EMIT pageBusy(!m_night);
        Q_EMIT pageReady(m_night, 0.0);
        return;
    }
    Q_EMIT pageBusy(true);
    const dsp::MultitaperOptions options = pageOptions(span.length(), neededHz());
    // Half a window more on either side, so that the picture reaches the edges of the page.
    const double from = span.begin - options.windowSeconds / 2.0;
    const double to = span.end + options.windowSeconds / 2.0;
    m_pageJob = m_runner.start(
        Lane::Pictures, Priority::Urgent,
        [recording = m_document.recording(), derivation = *m_document.derivation(), from, to,
         options](const TaskContext& context) {
            return spectrogramOf(*recording, derivation, from, to, options, context);
        },
        [this, from](Result<dsp::Spectrogram> result) {
            Q_EMIT pageBusy(false);
            if (result)
                Q_EMIT pageReady(std::make_shared<const dsp::Spectrogram>(std::move(*result)), from);
            else
                Q_EMIT failed(result.error());
        });
}

void NightPictures::continueNight(dsp::Spectrogram soFar, double fromSeconds) {
    const double duration = m_document.recording()->durationSeconds();
    if (fromSeconds >= duration) {
        finishNight(soFar.frames > 0 ? std::make_shared<const dsp::Spectrogram>(std::move(soFar)) : nullptr);
        return;
    }
    m_nightJob = m_runner.start(
        Lane::Pictures, Priority::Background,
        [recording = m_document.recording(), derivation = *m_document.derivation(), fromSeconds, duration,
         highestHz = m_nightHighestHz,
         soFar = std::move(soFar)](const TaskContext& context) mutable -> Result<dsp::Spectrogram> {
            const double to = std::min(duration, fromSeconds + kPieceSeconds + kNightWindowSeconds);
            auto piece =
                spectrogramOf(*recording, derivation, fromSeconds, to, nightOptions(highestHz), context);
            if (!piece)
                return tl::make_unexpected(piece.error());
            append(soFar, fewerBins(std::move(*piece), kMostNightBins));
            return std::move(soFar);
        },
        [this, fromSeconds](Result<dsp::Spectrogram> result) {
            if (result) {
                continueNight(std::move(*result), fromSeconds + kPieceSeconds);
            } else {
                finishNight(nullptr);
                Q_EMIT failed(result.error());
            }
        });
}

void NightPictures::finishNight(SpectrogramPtr spectrogram) {
    m_night = std::move(spectrogram);
    m_nightRange = m_night ? std::optional(percentileRange(*m_night)) : std::nullopt;
    Q_EMIT nightBusy(false);
    Q_EMIT nightReady(m_night, 0.0);
    tellRange();
    if (m_document.span().length() > kLongestPageSeconds)
        computePage();
}

void NightPictures::continueEnvelopes(std::shared_ptr<std::vector<EnvelopePyramid>> soFar) {
    if (soFar->size() == m_montage.size()) {
        Q_EMIT envelopesReady(std::move(soFar));
        return;
    }
    m_envelopeJob = m_runner.start(
        Lane::Pictures, Priority::Background,
        [recording = m_document.recording(), derivation = m_montage[soFar->size()]](
            const TaskContext& context) { return EnvelopePyramid::build(*recording, derivation, context); },
        [this, soFar](Result<EnvelopePyramid> result) {
            soFar->push_back(result ? std::move(*result) : EnvelopePyramid());
            continueEnvelopes(soFar);
        });
}

} // namespace hypnodesk
