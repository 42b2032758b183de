#pragma once

#include "core/recording/recording.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/rk_stage.h"
#include "core/scoring/stage_probabilities.h"
#include "ui/document/event_list.h"
#include "ui/plot/spectrogram_picture.h"
#include "ui/plot/theme.h"

#include <QSharedPointer>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QCPAxisRect;
class QLabel;

namespace hypnodesk {

class ClockTicker;
class NightPainter;
class PlotCanvas;
class WheelSteps;

/// The whole night on one time axis: spectrogram, hypnodensity (the network's probabilities, stacked W, N1,
/// N2, N3, R from the bottom, its confidence as a line above), hypnogram (W, R, N1, N2, N3 from the top),
/// clock time below, the epoch in view marked through all three, and one line of text above that says what is
/// under the mouse.
///
/// In the hypnogram a full bar is a stage that a person gave or accepted or that came from a file; a hollow
/// bar is a proposal of the network; nothing at all is unscored; movement and artefact are hatched. REM is
/// the thick bar.
///
/// Takes plain values and emits signals. All times are seconds from the start of the recording. Wheel zooms
/// the time axis around the mouse, Shift+wheel moves along it, double click shows the whole night again,
/// all by itself: nobody else needs to know. Colours follow the palette until setTheme() is called. The
/// widget takes no keys.
class NightPanel : public QWidget {
    Q_OBJECT

public:
    explicit NightPanel(QWidget* parent = nullptr);
    ~NightPanel() override;

    /// A new night: forgets spectrogram, probabilities, hypnogram, marks and zoom. An empty grid shows the
    /// message.
    void setNight(const EpochGrid& grid, const StartTime& start);
    /// `startSeconds` is the time of the first sample the spectrogram was made of; null: none yet.
    void setSpectrogram(SpectrogramPtr spectrogram, double startSeconds = 0.0);
    /// How far the spectrogram's axis reaches; 0: as far as the spectrogram does.
    void setHighestHz(double hertz);
    void setSpectrogramBusy(bool busy); ///< says "computing..." where the spectrogram will be
    void setProbabilities(std::optional<NightProbabilities> night);
    /// Quick enough to be called at every key: only what changed in the hypnogram's row is painted again.
    /// With labels of Rechtschaffen and Kales, one an epoch, the rows are MT, W, R, S1, S2, S3, S4.
    void setHypnogram(const Hypnogram& hypnogram, const RkStages& rkStages = {});
    /// Another scoring of the night as a thin line over the bars, and whose it is; nullopt: none.
    void setOverlay(std::optional<Hypnogram> hypnogram, const QString& name, const RkStages& rkStages = {});
    /// Lights off and on, seconds; marked by lines across the rows.
    void setLights(std::optional<double> offSeconds, std::optional<double> onSeconds);
    /// Events as thin lanes below the hypnogram, one for each group of kinds that has any.
    void setEvents(const EventList& events);
    void setCurrentSpan(double fromSeconds, double toSeconds); ///< the epoch in view, or those chosen
    void setReviewMarks(std::vector<std::int64_t> epochs);     ///< small marks above the hypnogram
    void setCursorTime(std::optional<double> seconds);         ///< thin line; nullopt hides it
    /// What to say where the hypnodensity will be, e.g. "Not scored by the network yet".
    void setDensityMessage(const QString& message);
    void setMessage(const QString& message); ///< without a night
    void setTheme(const Theme& theme);

    double visibleFrom() const;
    double visibleTo() const;
    void showWholeNight();

    /// "02:13:30   epoch 134 of 958   N2 (proposed)   W 1  N1 4  N2 92  N3 2  R 1 %   confidence 96 %".
    QString describe(double seconds) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    double xOf(double seconds) const;
    double timeAt(double x) const;

Q_SIGNALS:
    void timeClicked(double seconds); ///< pressed, and again while dragged; limited to the night
    /// Pressed with Shift, and again while dragged so; limited to the night.
    void rangeDragged(double seconds);
    void hovered(std::optional<double> seconds);
    void visibleSpanChanged(double fromSeconds, double toSeconds);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyTheme();
    void tellPlace(double plotX);
    void updateFrequencies();
    void updateLayout();
    void updateLine();
    void updateCycles();
    void setVisibleSpan(double fromSeconds, double toSeconds);
    QRect nightArea() const; // of all rows together, in pixels of the plot
    double limitedTimeAt(double plotX) const;
    void mousePressed(const QMouseEvent& event);
    void mouseMoved(const QMouseEvent& event);
    void wheel(const QWheelEvent& event);

    QLabel* m_line;     // child
    PlotCanvas* m_plot; // child
    std::unique_ptr<NightPainter> m_painter;
    std::unique_ptr<WheelSteps> m_wheel;
    double m_highestHz = SpectrogramPicture::kHighestHz; ///< as wanted
    std::vector<QCPAxisRect*> m_rows;                    // owned by m_plot: spectrogram, density, hypnogram
    QSharedPointer<ClockTicker> m_ticker;
    bool m_themeIsOwn = false;
    std::optional<double> m_hovered;
    bool m_isDragging = false;
    bool m_isChoosing = false; ///< dragging with Shift
};

} // namespace hypnodesk
