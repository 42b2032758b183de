#include "ui/document/scoring_sheet.h"

#include "core/base/text_fields.h"

#include <algorithm>

namespace hypnodesk {

namespace {

/// Which scoring to show; nullopt when there is none.
std::optional<ScoringId> scoringToShow(const std::vector<ScoringInfo>& scorings, const std::string& last) {
    if (const auto id = parseInteger(last))
        for (const ScoringInfo& info : scorings)
            if (info.id == *id)
                return info.id;
    const auto editable =
        std::find_if(scorings.rbegin(), scorings.rend(), [](const auto& info) { return info.isEditable(); });
    if (editable != scorings.rend())
        return editable->id;
    return scorings.empty() ? std::nullopt : std::optional(scorings.back().id);
}

} // namespace

Result<LoadedScoring> loadScoring(const Study& study, ScoringId id) {
    auto info = study.scoring(id);
    if (!info)
        return tl::make_unexpected(info.error());
    auto hypnogram = study.hypnogram(id);
    if (!hypnogram)
        return tl::make_unexpected(hypnogram.error());
    auto undo = study.undoTexts(id);
    if (!undo)
        return tl::make_unexpected(undo.error());
    LoadedScoring loaded{
        std::move(*info), std::move(*hypnogram), std::move(*undo), std::nullopt, nullptr, {}};
    auto rkStages = study.rkStages(id);
    if (!rkStages)
        return tl::make_unexpected(rkStages.error());
    loaded.rkStages = std::move(*rkStages);
    auto lookedAt = study.reviewedEpochs(id);
    if (!lookedAt)
        return tl::make_unexpected(lookedAt.error());
    loaded.lookedAt = std::move(*lookedAt);
    if (auto night = study.probabilities(id)) {
        loaded.run = loaded.info.kind == ScoringKind::Network ? id : loaded.info.networkRun;
        loaded.probabilities = std::make_shared<const NightProbabilities>(std::move(*night));
    }
    return loaded;
}

Result<NightContents> loadContents(const Study& study) {
    NightContents contents;
    auto scorings = study.scorings();
    if (!scorings)
        return tl::make_unexpected(scorings.error());
    contents.scorings = std::move(*scorings);
    for (const char* key : {kViewSetting, kMontageSetting, kScoringSetting, kEffortSetting})
        if (const auto text = study.setting(key); text && *text)
            contents.settings[key] = **text;
    if (const auto lights = study.lights())
        contents.lights = *lights;
    auto events = study.allEvents();
    const auto nextEvent = study.nextEventId();
    if (!events || !nextEvent)
        return tl::make_unexpected(events ? nextEvent.error() : events.error());
    contents.events = std::move(*events);
    contents.nextEventId = *nextEvent;
    if (const auto id = scoringToShow(contents.scorings, contents.settings[kScoringSetting])) {
        auto active = loadScoring(study, *id);
        if (!active)
            return tl::make_unexpected(active.error());
        contents.active = std::move(*active);
    }
    return contents;
}

} // namespace hypnodesk
