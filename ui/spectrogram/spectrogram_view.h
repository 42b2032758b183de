#pragma once

#include "core/recording/recording.h"
#include "ui/plot/spectrogram_image.h"
#include "ui/plot/theme.h"
#include "ui/spectrogram/spectrogram_look.h"

#include <QSharedPointer>
#include <QWidget>

#include <memory>
#include <optional>

namespace hypnodesk {

class ClockTicker;
class PinchSteps;
class PlotCanvas;
class SpectrogramPicture;
class WheelSteps;

/// The spectrogram of one derivation over a span of time, 0-35 Hz or as its look says, with the EEG bands
/// named at the right, clock time below. Shares span and cursor with the traces; usable for a whole night as
/// well.
///
/// Takes plain values and emits signals. All times are seconds from the start of the recording. Colours
/// follow the palette until setTheme() is called. The widget takes no keys.
class SpectrogramView : public QWidget {
    Q_OBJECT

public:
    explicit SpectrogramView(QWidget* parent = nullptr);
    ~SpectrogramView() override;

    /// Name of the derivation, shown in the corner.
    void setTitle(const QString& title);
    void setStartTime(const StartTime& start);
    /// `startSeconds` is the time of the first sample the spectrogram was made of. Null shows the message.
    /// The old picture stays in view (at its place in time) until the new one is set, also while busy.
    void setSpectrogram(SpectrogramPtr spectrogram, double startSeconds);
    void setSpan(double fromSeconds, double toSeconds);
    double spanFrom() const;
    double spanTo() const;
    void setScoredEpoch(double fromSeconds, double toSeconds); ///< framed; from == to: none
    void setCursorTime(std::optional<double> seconds);
    /// Colours from low to high for DecibelScale::Night, where it is that of the whole night, so that colours
    /// compare from page to page; nullopt (the default) takes the 2nd and 98th percentile of each
    /// spectrogram.
    void setDecibelRange(std::optional<DecibelRange> range);
    void setLook(const SpectrogramLook& look);
    /// Puts a row of controls above the picture, and takes ownership.
    void setBar(QWidget* bar);
    /// Shows "computing..." in a corner, or in the middle while there is no picture.
    void setBusy(bool busy);
    /// Shown in the middle while there is no spectrogram.
    void setMessage(const QString& message);
    void setTheme(const Theme& theme);
    void setGutterWidth(int pixels); ///< 0: fits the labels
    int gutterWidth() const;

    /// "23:41:30   12.5 Hz   -3.1 dB" for a place in time and frequency; empty outside the picture.
    QString describe(double seconds, double hertz) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    double xOf(double seconds) const;
    double timeAt(double x) const;

Q_SIGNALS:
    void cursorMoved(std::optional<double> seconds);
    void clickedAt(double seconds);
    void pageRequested(int pages);
    void scrollRequested(double seconds); ///< as those of TraceView
    void zoomRequested(double factor, double aroundSeconds);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyTheme();
    void updateLayout();
    void updateRange();
    void updateFrequencies();
    void paintPicture(QPainter& painter);
    int unitTop(const QFontMetrics& metrics) const;
    void paintBands(QPainter& painter) const;
    void paintOverlay(QPainter& painter) const;
    bool isOverPicture(const QPointF& position) const;
    void wheel(const QWheelEvent& event);

    PlotCanvas* m_plot; // child
    std::unique_ptr<SpectrogramPicture> m_picture;
    std::unique_ptr<WheelSteps> m_wheel;
    std::unique_ptr<PinchSteps> m_pinch;
    QSharedPointer<ClockTicker> m_ticker;
    Theme m_theme;
    bool m_themeIsOwn = false;
    int m_fixedGutter = 0;
    QString m_title;
    QString m_message;
    bool m_isBusy = false;
    std::optional<DecibelRange> m_nightRange;
    SpectrogramLook m_look;
    double m_epochFrom = 0.0, m_epochTo = 0.0;
    std::optional<double> m_cursor;
    std::optional<QPointF> m_mouse; // seconds and Hz, while over the picture
};

} // namespace hypnodesk
