#pragma once

#include "core/report/night_report.h"
#include "core/study/study.h"

namespace hypnodesk {

/// The report of a study's scoring: its stages, the network's probabilities behind them, lights, who scored
/// and who signed. `recording` adds the spectrogram and the findings; null where the file is not at hand, and
/// then the study's own knowledge of it has to do. Errors: those of Study; Cancelled.
Result<NightReport> makeStudyReport(const Study& study, ScoringId id, const Recording* recording,
                                    const TaskContext& context = {});

} // namespace hypnodesk
