#include "ui/plot/spectrogram_picture.h"

#include "ui/plot/banded_painting.h"

#include <cmath>
#include <limits>

namespace hypnodesk {

void SpectrogramPicture::set(SpectrogramPtr spectrogram, double startSeconds) {
    m_spectrogram = std::move(spectrogram);
    m_startSeconds = startSeconds;
    m_image = {};
}

void SpectrogramPicture::setRange(DecibelRange range) {
    if (range == m_range)
        return;
    m_range = range;
    m_image = {};
}

void SpectrogramPicture::setColours(const ColourMap& colours) {
    m_colours = &colours;
    m_image = {};
}

SpectrogramPart SpectrogramPicture::partWithin(double fromSeconds, double toSeconds) const {
    if (isEmpty())
        return {};
    return hypnodesk::partWithin(*m_spectrogram, m_startSeconds, fromSeconds, toSeconds, kLowestHz,
                                 m_highestHz);
}

float SpectrogramPicture::decibelsAt(double seconds, double hertz) const {
    constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();
    if (isEmpty() || !std::isfinite(seconds) || !std::isfinite(hertz))
        return kNothing;
    const dsp::Spectrogram& all = *m_spectrogram;
    const double frame =
        std::floor((seconds - m_startSeconds - all.firstFrameSeconds) / all.frameStepSeconds + 0.5);
    const double bin = std::floor((hertz - all.firstBinHz) / all.binWidthHz + 0.5);
    if (!(frame >= 0.0 && frame < static_cast<double>(all.frames) && bin >= 0.0 && bin < all.bins))
        return kNothing;
    const float decibels = all.at(static_cast<std::int64_t>(frame), static_cast<int>(bin));
    return decibels > kSilenceDecibels ? decibels : kNothing;
}

void SpectrogramPicture::paint(QPainter& painter, const QRectF& target, double fromSeconds,
                               double toSeconds) {
    if (isEmpty() || target.isEmpty() || !(toSeconds > fromSeconds))
        return;
    const SpectrogramPart part = partWithin(fromSeconds, toSeconds);
    if (part.isEmpty())
        return;
    const double ratio = painter.device()->devicePixelRatioF();
    const QRectF extent = extentOf(*m_spectrogram, m_startSeconds, part);
    const double pixelsPerSecond = target.width() / (toSeconds - fromSeconds);
    const double pixelsPerHertz = target.height() / (m_highestHz - kLowestHz);
    const QRectF place(target.left() + (extent.left() - fromSeconds) * pixelsPerSecond,
                       target.bottom() - (extent.bottom() - kLowestHz) * pixelsPerHertz,
                       extent.width() * pixelsPerSecond, extent.height() * pixelsPerHertz);
    const QSize size(static_cast<int>(std::ceil(place.width() * ratio)),
                     static_cast<int>(std::ceil(place.height() * ratio)));
    if (m_image.isNull() || part != m_part || size != m_size) {
        m_image = spectrogramImage(*m_spectrogram, part, size, m_range, *m_colours);
        m_part = part;
        m_size = size;
    }
    painter.save();
    painter.setClipRect(target);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    paintInBands(painter, place.intersected(target), [&] { painter.drawImage(place, m_image); });
    painter.restore();
}

} // namespace hypnodesk
