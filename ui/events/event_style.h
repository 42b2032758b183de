#pragma once

#include "core/scoring/event_kind.h"
#include "core/study/study_values.h"
#include "ui/plot/theme.h"

#include <QColor>
#include <QString>

namespace hypnodesk {

/// How events are called and coloured on the screen. Colours only help: the short name is always there.
QString eventTitle(EventKind kind);     ///< translated, "Obstructive apnoea"
QString eventShortName(EventKind kind); ///< translated, at most six letters: "OA"
QString eventGroupTitle(EventGroup group);
QColor eventColour(EventKind kind, const Theme& theme);

/// The kind of an event of the study; Note for words of other programs.
EventKind kindOf(const StudyEvent& event);
/// "Arousal", or the word of another program.
QString eventTitle(const StudyEvent& event);

} // namespace hypnodesk
