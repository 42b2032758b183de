#pragma once

#include "core/scoring/review_effort.h"
#include "core/scoring/review_estimate.h"
#include "core/scoring/review_queue.h"
#include "core/scoring/review_state.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

namespace hypnodesk {

class StudyDocument;

enum class ReviewOrder { ByDoubt, InTime };
/// Where a scorer is taken after a stage was given, while the top row advances.
enum class AdvanceTo { NextEpoch, NextUnscored, NextDoubtful };

/// How a clinic reviews.
struct ReviewSettings {
    ReviewOrder order = ReviewOrder::ByDoubt;
    AdvanceTo advance = AdvanceTo::NextEpoch;
    StopRule stopRule;
    bool operator==(const ReviewSettings&) const = default;
};

/// The review of the night in the document: its queue, how far it has come, where the walk stands, and what
/// it has cost. Follows the document; lives on the GUI thread. Working everything out takes a few
/// milliseconds and happens once however many changes come together.
class ReviewSession : public QObject {
    Q_OBJECT

public:
    using Clock = std::function<double()>; ///< seconds, never going back

    explicit ReviewSession(StudyDocument& document, Clock clock = {}, QObject* parent = nullptr);

    const ReviewSettings& settings() const { return m_settings; }
    void setSettings(const ReviewSettings& settings);

    /// There is something to review: the network scored the night, and it is not hidden from a trainee.
    bool isAvailable() const { return m_isAvailable; }
    const ReviewQueue& queue() const { return m_queue; }
    const std::vector<ReviewState>& states() const { return m_states; }
    const ReviewProgress& progress() const { return m_progress; }
    bool isStopReached() const { return m_settings.stopRule.isReached(m_progress); }
    /// Epochs of a segment that nobody decided yet.
    std::int64_t openIn(const ReviewSegment& segment) const;

    /// Shows the next epoch of the queue that is still open (+1), or the one before in the queue, open or not
    /// (-1: back to what was just decided). The walk goes on where it stood when the scorer strayed. False
    /// when there is none.
    bool step(int step);
    /// The epoch in view was reached by step().
    bool isWalking() const;
    /// Shows the first open epoch of a segment, else its first one.
    void showSegment(std::size_t segment);

    /// Epochs that bulk accept at this certainty (1 - P(wrong)) would accept: open ones whose signal is good.
    /// The audit sample is never among them: it is there to be looked at.
    std::vector<std::int64_t> acceptable(double certainty) const;
    /// Errors that the network itself expects in these epochs.
    double expectedErrors(const std::vector<std::int64_t>& epochs) const;

    const ReviewEffort& effort() const { return m_effort.effort(); }
    /// Somebody works: counted by the clock. `isKey`: a key or mouse button.
    void signOfLife(bool isKey);
    /// Hands what the review has cost to the study now; before the night is closed.
    void flush();

    /// Whether the epoch is looked at after it was in view so long.
    static constexpr int kLookMilliseconds = 1500;

Q_SIGNALS:
    void changed();
    void effortChanged();
    void settingsChanged(const hypnodesk::ReviewSettings& settings);

private:
    void later();
    void refresh();
    std::vector<std::int64_t> walk() const;

    StudyDocument& m_document;
    Clock m_clock;
    ReviewSettings m_settings;
    bool m_isAvailable = false;
    bool m_isStale = false; ///< the network's verdict changed since the queue was made
    ReviewQueue m_queue;
    std::vector<ReviewState> m_states;
    ReviewProgress m_progress;
    std::optional<std::int64_t> m_place; ///< where the walk stands
    EffortMeter m_effort;
    QTimer m_refresh;
    QTimer m_looking;
    QTimer m_keeping;
};

} // namespace hypnodesk
