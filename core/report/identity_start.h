#pragma once

#include "core/recording/recording.h"
#include "core/study/recording_identity.h"

namespace hypnodesk {

/// When the recording of a study began; midnight without a date where its text cannot be read.
StartTime startOf(const RecordingIdentity& identity);

} // namespace hypnodesk
