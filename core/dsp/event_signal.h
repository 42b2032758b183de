#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/dsp/events.h"

#include <span>
#include <vector>

namespace hypnodesk::dsp {

/// What the event detectors work on: at most 100 Hz, gaps bridged by straight lines and remembered.
class EventSignal {
public:
    static Result<EventSignal> prepare(std::span<const float> microvolts, double rateHz,
                                       const TaskContext& context);

    double rateHz() const { return m_rateHz; }
    std::size_t size() const { return m_samples.size(); }

    /// The part between the two frequencies, zero phase, full gain at both, none `transitionHz` beyond.
    Result<std::vector<float>> band(double lowHz, double highHz, double transitionHz,
                                    const TaskContext& context) const;

    bool touchesGap(double beginSeconds, double endSeconds) const;

private:
    struct Gap {
        double beginSeconds;
        double endSeconds;
    };
    std::vector<float> m_samples;
    std::vector<Gap> m_gaps; ///< sorted, disjoint
    double m_rateHz = 0.0;
};

} // namespace hypnodesk::dsp
