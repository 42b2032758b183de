#pragma once

#include "ui/plot/spectrogram_image.h"

#include <QPainter>

namespace hypnodesk {

/// A spectrogram with its place in time, ready to be painted again and again: the picture of the span in view
/// is kept until span, size or colours change.
class SpectrogramPicture {
public:
    static constexpr double kLowestHz = 0.0;
    static constexpr double kHighestHz = 35.0;

    void set(SpectrogramPtr spectrogram, double startSeconds);
    void setRange(DecibelRange range);
    /// The upper edge of the picture in Hz, > 0; kHighestHz at first.
    void setHighestHz(double hertz) { m_highestHz = hertz; }
    double highestHz() const { return m_highestHz; }
    /// `colours` must live longer.
    void setColours(const ColourMap& colours);
    /// What the picture shows of a span; empty without one.
    SpectrogramPart partWithin(double fromSeconds, double toSeconds) const;

    bool isEmpty() const { return !m_spectrogram || m_spectrogram->frames == 0 || m_spectrogram->bins == 0; }
    const SpectrogramPtr& spectrogram() const { return m_spectrogram; }
    const DecibelRange& range() const { return m_range; }

    /// Decibels at a place in time and frequency; NaN where nothing was measured.
    float decibelsAt(double seconds, double hertz) const;

    /// Paints [fromSeconds, toSeconds) and kLowestHz to highestHz() so that they fill `target` (logical
    /// pixels).
    void paint(QPainter& painter, const QRectF& target, double fromSeconds, double toSeconds);

private:
    SpectrogramPtr m_spectrogram;
    double m_startSeconds = 0.0;
    DecibelRange m_range;
    double m_highestHz = kHighestHz;
    const ColourMap* m_colours = &ColourMap::viridis();

    QImage m_image; // of m_part, made for at most m_size pixels
    SpectrogramPart m_part;
    QSize m_size;
};

} // namespace hypnodesk
