#pragma once

#include "core/recording/recording.h"
#include "core/scoring/hypnogram.h"
#include "ui/hypnogram/event_lanes.h"
#include "ui/hypnogram/hypnogram_mapping.h"
#include "ui/hypnogram/stage_lanes.h"
#include "ui/plot/spectrogram_picture.h"
#include "ui/plot/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QString>

#include <optional>
#include <vector>

namespace hypnodesk {

/// Paints what a NightPanel shows into rectangles it is told, and puts an epoch into words. Rectangles are in
/// logical pixels; all of them span the same time, `from` to `to`.
class NightPainter {
    Q_DECLARE_TR_FUNCTIONS(NightPainter)

public:
    Theme theme;
    EpochGrid grid;
    StartTime start;
    SpectrogramPicture spectrogram;
    bool isSpectrogramBusy = false;
    std::optional<NightProbabilities> probabilities;
    Hypnogram hypnogram;
    std::optional<Hypnogram> overlay; ///< another scoring of the night
    QString overlayName;
    RkStages rkStages;        ///< of the hypnogram's file, one an epoch; empty: rows and words of AASM
    RkStages overlayRkStages; ///< of the overlay's
    std::optional<double> lightsOff, lightsOn; ///< seconds
    std::vector<std::int64_t> reviewMarks;
    std::vector<NightCycle> cycles;
    EventLanes events;
    QString message;
    QString densityMessage;
    double from = 0.0, to = 1.0;               ///< visible time
    double currentFrom = 0.0, currentTo = 0.0; ///< epoch in view; nothing when equal
    std::optional<double> cursor;

    bool isEmpty() const { return grid.count == 0; }
    double xOf(double seconds, const QRect& area) const;

    void paintSpectrogram(QPainter& painter, const QRect& area);
    void paintDensity(QPainter& painter, const QRect& area) const;
    /// Sleep cycles and the lanes of events lie below the stages.
    void paintHypnogram(QPainter& painter, const QRect& area) const;
    /// Names of the rows in the gutter left of each area.
    void paintGutter(QPainter& painter, const QRect& spectrogramArea, const QRect& densityArea,
                     const QRect& hypnogramArea) const;
    /// Epoch in view and cursor, across `area`, which spans all three rows.
    void paintMarkers(QPainter& painter, const QRect& area) const;

    int gutterWidth() const;
    QString describe(double seconds) const;

private:
    QRect confidenceArea(const QRect& densityArea) const;
    QRect cyclesArea(const QRect& hypnogramArea) const;
    QRect stagesArea(const QRect& hypnogramArea) const;
    QRect lanesArea(const QRect& hypnogramArea) const;
    void paintStages(QPainter& painter, const QRect& area) const;
    void paintCycles(QPainter& painter, const QRect& area) const;
    void paintConfidence(QPainter& painter, const QRect& area) const;
    void paintOverlay(QPainter& painter, const QRect& area) const;
    void paintLights(QPainter& painter, const QRect& area) const;
    void paintRun(QPainter& painter, const QRectF& lane, Stage stage, bool isProposal) const;
    StageLanes lanes() const { return StageLanes(!rkStages.empty()); }
    QRectF laneRect(int lane, const QRect& area) const;
    /// From the first of the rows to the last.
    QRectF laneRect(const LaneRange& range, const QRect& area) const;
    std::int64_t firstVisibleEpoch() const;
    std::int64_t lastVisibleEpoch() const;
};

} // namespace hypnodesk
