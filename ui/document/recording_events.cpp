#include "ui/document/recording_events.h"

#include "core/base/text_fields.h"
#include "core/formats/stage_labels.h"
#include "core/scoring/event_kind.h"

#include <algorithm>

namespace hypnodesk {

std::vector<StudyEvent> recordingEvents(const Recording& recording) {
    constexpr std::string_view kChannelMark = "@@";
    std::vector<StudyEvent> events;
    for (const Annotation& annotation : recording.annotations()) {
        const std::string_view text = annotation.text;
        const std::string_view words = withoutChannel(text);
        if (words.empty() || hasSleepStagePrefix(words) || isUnmistakableStage(words))
            continue;
        StudyEvent event;
        event.id = -static_cast<std::int64_t>(events.size()) - 1;
        event.onsetSeconds = annotation.onsetSeconds;
        event.durationSeconds = std::max(0.0, annotation.durationSeconds.value_or(0.0));
        if (const std::size_t at = text.find(kChannelMark); at != std::string_view::npos)
            event.channel = trimmed(text.substr(at + kChannelMark.size()));
        event.type = eventKindName(eventKindFromText(words));
        event.text = words;
        events.push_back(std::move(event));
    }
    return events;
}

} // namespace hypnodesk
