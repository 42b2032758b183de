#pragma once

#include "core/retraining/retraining_run.h"

#include <chrono>

namespace hypnodesk {

/// How far a run is: each step has a share of the whole by what it is expected to cost, and the time left
/// follows from what this sitting took so far. Time held at the gate does not count.
class RunProgress {
public:
    RunProgress(const RetrainingListener& listener, const TaskContext& context, PauseGate* pause,
                double expectedSeconds)
        : m_listener(listener), m_context(context), m_pause(pause), m_expected(expectedSeconds),
          m_start(Clock::now()) {}

    /// A step of this many expected seconds begins; `progress` says which.
    void begin(RetrainingProgress progress, double expectedSeconds);
    /// The step is done; `skipped`: it was done in an earlier sitting, so its time tells nothing.
    void end(bool skipped = false);
    /// Within the step, 0 to 1.
    void tell(double share, const std::optional<TrainingReport>& training = std::nullopt);
    /// Waits while paused; Cancelled when the user cancels.
    Result<void> hold();

    double workedSeconds() const; ///< in this sitting

private:
    using Clock = std::chrono::steady_clock;

    const RetrainingListener& m_listener;
    const TaskContext& m_context;
    PauseGate* m_pause;
    double m_expected;
    Clock::time_point m_start;
    Clock::duration m_held{};
    RetrainingProgress m_now;
    double m_stepSeconds = 0.0; ///< expected, of the step under way
    double m_done = 0.0;        ///< expected seconds of steps that are done
    double m_skipped = 0.0;     ///< those among them that an earlier sitting did
};

} // namespace hypnodesk
