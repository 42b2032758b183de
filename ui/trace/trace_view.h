#pragma once

#include "core/recording/derivation.h"
#include "core/recording/envelope_pyramid.h"
#include "ui/plot/theme.h"
#include "ui/trace/trace_settings.h"

#include <QSharedPointer>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace hypnodesk {

class ClockTicker;
class PinchSteps;
class PlotCanvas;
class TracePainter;
struct TraceMeasure;
class WheelSteps;

using EnvelopesPtr = std::shared_ptr<const std::vector<EnvelopePyramid>>;

/// How traces measure on the screen.
struct PaperScale {
    double microvoltsPerMillimetre = 0.0; ///< of the first EEG row without looks of its own
    double millimetresPerSecond = 0.0;
    bool operator==(const PaperScale&) const = default;
};

/// The raw signals of a span of time, one row per derivation, names in a gutter at the left, clock time
/// below.
///
/// Takes plain values, asks for changes by signals and changes nothing by itself: the owner answers
/// pageRequested() with setSpan(), and so on. All times are seconds from the start of the recording. Samples
/// are read from the recording while painting: the span in view and a few seconds in front for the filters,
/// cached. Spans in which a pixel column holds 64 samples and more are drawn from the envelopes, unfiltered;
/// without envelopes (not yet built) spans of up to 8 minutes at 256 Hz are read like short ones, longer ones
/// say that the overview is being prepared.
///
/// Colours follow the palette until setTheme() is called. Pulling with the right button, or with the left one
/// and Shift, measures time and height on a row; the measure stays until the next click, Escape, or other
/// rows. Escape is taken while there is a measure; the widget takes no other keys.
class TraceView : public QWidget {
    Q_OBJECT

public:
    explicit TraceView(QWidget* parent = nullptr);
    ~TraceView() override;

    /// What to show: a null recording or no rows shows the message instead. Envelopes are forgotten unless
    /// recording and derivations are those of before.
    void setRows(RecordingPtr recording, const std::vector<TraceRow>& rows);
    /// The same with rows as their roles say.
    void setSource(RecordingPtr recording, const std::vector<Derivation>& montage);
    /// One pyramid per derivation of the montage, in its order (an empty one where there is none); may arrive
    /// late.
    void setEnvelopes(EnvelopesPtr envelopes);
    /// Shown in the middle while there is nothing else to show.
    void setMessage(const QString& message);

    void setSpan(double fromSeconds, double toSeconds);
    double spanFrom() const;
    double spanTo() const;
    /// The epoch being scored, [from, to): framed, and what lies outside slightly greyed. from == to: none.
    void setScoredEpoch(double fromSeconds, double toSeconds);
    /// A vertical line shared with the other views; nullopt hides it. The traces are not painted again.
    void setCursorTime(std::optional<double> seconds);

    void setSettings(const TraceSettings& settings);
    const TraceSettings& settings() const;
    void setTheme(const Theme& theme);

    /// Logical pixels a millimetre of the screen, for sensitivities true to it; > 0.
    void setPixelsPerMillimetre(double pixels);
    /// How the picture measures on the screen now; nullopt without EEG rows.
    std::optional<PaperScale> paperScale() const;

    /// Width of the gutter at the left, in pixels; 0 (the default) fits the longest name. For views one below
    /// the other.
    void setGutterWidth(int pixels);
    int gutterWidth() const; ///< as laid out now

    /// The row under the mouse; nullopt while it is elsewhere.
    std::optional<int> hoveredRow() const { return m_hoveredRow; }

    /// What was measured last and is still drawn; null: nothing.
    const TraceMeasure* measure() const;
    QString measureText() const; ///< as drawn; empty without a measure
    void clearMeasure();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// For what is laid over the traces: the canvas, and where things are on it, in its pixels.
    PlotCanvas& canvas() { return *m_plot; }
    QRect tracesArea() const;
    QRectF rowArea(int row) const;
    const std::vector<Derivation>& montage() const;
    ChannelRole rowRole(int row) const;
    const Theme& theme() const;
    /// Lowest and highest value of a row in a part of the span, as it is drawn (filtered); nullopt without
    /// signal.
    std::optional<MinMax> extent(int row, double fromSeconds, double toSeconds) const;

    /// The x of a time and back, in pixels of this widget.
    double xOf(double seconds) const;
    double timeAt(double x) const;

Q_SIGNALS:
    void cursorMoved(std::optional<double> seconds); ///< the mouse moves over the traces, or leaves (nullopt)
    void clickedAt(double seconds);                  ///< left button pressed on the traces
    void pageRequested(int pages);                   ///< wheel: +1 later, -1 earlier
    void scrollRequested(double seconds);            ///< touchpad or tilted wheel: > 0 shows later seconds
    /// Ctrl+wheel, or two fingers that part or meet: factor < 1 shows a shorter span. The time given should
    /// stay where it is.
    void zoomRequested(double factor, double aroundSeconds);
    void sensitivityRequested(int steps);             ///< Shift+wheel: +1 larger traces
    void rowSensitivityRequested(int row, int steps); ///< Ctrl+Shift+wheel over a row
    void paperScaleChanged();

protected:
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyTheme();
    void updateLayout();
    bool isOverTraces(const QPointF& position) const;
    void wheel(const QWheelEvent& event);
    void beginMeasure(const QPointF& position);
    /// Follows the pointer; short ways are a click.
    void continueMeasure(const QPointF& position);

    PlotCanvas* m_plot; // child
    std::unique_ptr<TracePainter> m_painter;
    std::unique_ptr<WheelSteps> m_wheel;
    std::unique_ptr<PinchSteps> m_pinch;
    std::optional<QPointF> m_pressed; ///< where the measure that is being pulled began
    QSharedPointer<ClockTicker> m_ticker;
    bool m_themeIsOwn = false;
    int m_fixedGutter = 0;
    std::optional<int> m_hoveredRow;
    std::optional<PaperScale> m_toldScale;
};

} // namespace hypnodesk
