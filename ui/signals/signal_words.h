#pragma once

#include "core/recording/signal_survey.h"

#include <QString>

namespace hypnodesk {

/// "use", "doubtful", "do not trust".
QString verdictText(SignalVerdict verdict);
/// "flat in 62 % of the night", "50 or 60 Hz make up 48 % of the signal", ...
QString findingText(const SignalFinding& finding, const std::vector<Channel>& channels);
/// All findings of a channel, worst first, joined; empty when nothing was found.
QString findingsText(const ChannelSurvey& survey, const std::vector<Channel>& channels);
/// "No EOG channel: REM is told from the EEG alone." and the like, for what is not recorded at all; may be
/// empty.
QString missingText(const SignalSurvey& survey);
/// "EEG", "EOG", "chin EMG", ... for people.
QString roleText(ChannelRole role);

} // namespace hypnodesk
