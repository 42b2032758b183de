#pragma once

#include "core/recording/recording.h"
#include "core/study/study_values.h"

#include <vector>

namespace hypnodesk {

/// The annotations of a recording as events, with negative numbers and without a scoring: what comes with
/// the file is shown and never changed. Sleep stages are left out. "text@@channel" names the channel, as
/// EDF+ has it.
std::vector<StudyEvent> recordingEvents(const Recording& recording);

} // namespace hypnodesk
