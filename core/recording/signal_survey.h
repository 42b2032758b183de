#pragma once

#include "core/base/task_context.h"
#include "core/dsp/signal_quality.h"
#include "core/recording/derivation.h"
#include "core/recording/recording.h"

#include <vector>

namespace hypnodesk {

/// Whether a channel is worth scoring by.
enum class SignalVerdict { Use, Doubtful, DoNotTrust };

enum class SignalProblem {
    Constant, ///< one value through the whole night
    Missing,  ///< amount: share of epochs in which nothing was recorded
    Flat,     ///< amount: share of epochs
    Clipped,  ///< amount: share of epochs
    MainsHum, ///< amount: share of the power from 0.5 Hz on that 50 or 60 Hz and its neighbours hold, median
    TooSmall, ///< amount: typical peak to peak in microvolts; the unit in the file is likely wrong
    TooLarge, ///< likewise
    TooSlow,  ///< EEG with less than kSlowestGoodRateHz; amount: its sampling rate in Hz
    LikeMuscle, ///< a channel named EEG or EOG most of whose power lies above 20 Hz; amount: that share,
                ///< median
    LikeBrain,  ///< a channel named EMG most of whose power lies below 12 Hz; amount: that share, median
    SameAs,     ///< amount: index of the other channel, whose samples are the same
    MirrorOf,   ///< amount: index of the other channel, whose samples are the same with the opposite sign
};

struct SignalFinding {
    SignalProblem problem = SignalProblem::Constant;
    double amount = 0.0;
    SignalVerdict verdict = SignalVerdict::Doubtful; ///< what this finding alone would make of the channel
    bool operator==(const SignalFinding&) const = default;
};

struct ChannelSurvey {
    int channel = 0;
    SignalVerdict verdict = SignalVerdict::Use; ///< the worst of the findings'
    std::vector<SignalFinding> findings;        ///< worst first
    /// Voltages only: of each whole epoch of Recording::epochs().
    std::vector<dsp::EpochSignalQuality> epochs;
    double badShare = 0.0; ///< of these epochs, 0 to 1
    /// Median over good epochs of the peak to peak without the outermost percents; 0: no good epoch.
    double typicalMicrovolts = 0.0;
};

/// What is the matter with the signals of a night, before anybody scores them.
struct SignalSurvey {
    std::vector<ChannelSurvey> channels; ///< one per channel of the recording, in its order
    bool hasEeg = false, hasEog = false, hasChinEmg = false;
};

/// Looks at every epoch for what is flat, clipped or missing, and at 40 epochs spread over the night for the
/// rest. The limits are ours, set so that the real recordings which experts scored pass
/// (tests/core/recording). About half a second for eight hours of twenty channels at 256 Hz. Errors:
/// Cancelled.
Result<SignalSurvey> surveySignals(const Recording& recording, const TaskContext& context = {});

/// The worse of the two channels' verdicts.
SignalVerdict verdictOf(const SignalSurvey& survey, const Derivation& derivation);

/// The first of `choices` (best first) with the best verdict there is among them; null when there are none.
const Derivation* bestDerivation(const SignalSurvey& survey, const std::vector<Derivation>& choices);

} // namespace hypnodesk
