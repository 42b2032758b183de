#pragma once

#include "core/recording/recording.h"
#include "core/scoring/hypnogram.h"
#include "core/scoring/rk_stage.h"
#include "core/scoring/stage_probabilities.h"
#include "ui/plot/theme.h"

#include <QWidget>

#include <optional>

namespace hypnodesk {

/// What the epoch panel says, as texts and numbers; made without a window so that it can be tested.
struct EpochFacts {
    std::int64_t epoch = 0;
    std::int64_t epochCount = 0;
    QString clock; ///< "23:14:30"
    EpochScore score;
    RkStage rkStage = RkStage::None;     ///< what its file called the epoch, where that is to be shown
    QString sourceText;                  ///< "proposed by the network", "accepted", "scored by hand", ...
    std::optional<EpochVerdict> verdict; ///< absent where the network said nothing
    std::optional<float> confidence;     ///< 0 to 1
    bool doubtful = false;               ///< a proposal still to be looked at, with doubt >= kDoubtThreshold
    QString secondText;                  ///< "N1 21 %": the second choice
    QString qualityText;                 ///< "signal flat"; empty for a good signal
    QString rawText;                     ///< "N2 91 %": what the raw view alone says
    QString spectrogramText;
    bool viewsDisagree = false;
    bool isTraining = false; ///< the verdict is hidden, not missing

    QString stageText() const; ///< "N2", "S4"
    /// "Epoch 133/767 | 23:14:30 | N2 (proposed) | confidence 0.96", for screen readers and the clipboard.
    QString oneLine() const;
};

EpochFacts epochFacts(const Hypnogram& hypnogram, const std::optional<NightProbabilities>& night,
                      const StartTime& start, std::int64_t epoch, const RkStages& rkStages = {});

/// The numbers of the epoch in view: its stage as a badge (hollow while it is a proposal, as in the
/// hypnogram), number and clock time, five probabilities as bars, and what the network's two views say on
/// their own.
class EpochPanel : public QWidget {
    Q_OBJECT

public:
    explicit EpochPanel(QWidget* parent = nullptr);

    void setFacts(const EpochFacts& facts);
    const EpochFacts& facts() const { return m_facts; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void paintBadge(QPainter& painter, const QRectF& area) const;
    void paintTexts(QPainter& painter, const QRectF& area) const;
    QString firstLine() const;
    QString secondLine() const;
    qreal viewNamesWidth() const;
    /// So wide that the share of a stage can be read.
    qreal leastBarWidth() const;
    void paintBars(QPainter& painter, const QRectF& area) const;
    void paintViews(QPainter& painter, const QRectF& area) const;

    EpochFacts m_facts;
    Theme m_theme;
};

} // namespace hypnodesk
