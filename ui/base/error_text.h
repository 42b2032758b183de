#pragma once

#include "core/base/result.h"

#include <QString>

namespace hypnodesk {

/// An error as the clinic reads it: what failed, where and why, and what to do next.
struct ErrorText {
    QString title;  ///< "night.edf could not be opened"
    QString reason; ///< "Signal 3: physical minimum equals maximum."
    QString advice; ///< "Ask the recorder's software to export the night again."
};

/// `title` says what was attempted, in the past tense, without a full stop.
ErrorText explain(const Error& error, const QString& title);

} // namespace hypnodesk
