#pragma once

#include "ui/review/review_session.h"
#include "ui/settings/app_settings.h"

namespace hypnodesk {

/// How the review was set up last; what makes no sense becomes the default, value by value.
ReviewSettings reviewSettings(const AppSettings& settings);
void keepReviewSettings(AppSettings& settings, const ReviewSettings& review);

} // namespace hypnodesk
