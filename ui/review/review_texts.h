#pragma once

#include "core/scoring/review_effort.h"
#include "core/scoring/review_estimate.h"
#include "core/scoring/review_queue.h"

#include <QString>

namespace hypnodesk {

/// What the review panel says, translated; made without a window so that it can be tested.
QString reviewReasonText(ReviewReason reason); ///< "the views disagree"
/// "reviewed 112 of 958; expected remaining errors 21 (14-29)"
QString reviewCounterText(const ReviewProgress& progress);
/// "Audit sample: 12 of 36 looked at, 1 corrected.", and how many were accepted without a look.
QString reviewAuditText(const ReviewProgress& progress);
/// "Stop rule reached: 1.4 expected errors per 100 epochs, 2 allowed."
QString stopRuleText(const StopRule& rule, const ReviewProgress& progress);
/// "32 min of work, 412 keys"
QString effortSummary(const ReviewEffort& effort);

} // namespace hypnodesk
