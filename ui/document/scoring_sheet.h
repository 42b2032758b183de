#pragma once

#include "core/study/study.h"
#include "ui/document/edit_history.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// One scoring of the night in memory. A value.
struct ScoringSheet {
    ScoringKey key = 0;
    ScoringInfo info;      ///< as the study knows it; of new ones as it will
    bool isLoaded = false; ///< what follows is there
    Hypnogram hypnogram;
    std::optional<ScoringKey> run;                             ///< whose probabilities go with the stages
    std::shared_ptr<const NightProbabilities> probabilities{}; ///< network runs only
    EditHistory history;
    std::vector<std::int64_t> lookedAt{}; ///< epochs that a person has looked at, ascending
    std::vector<StudyEvent> events{};     ///< always there; their `scoring` is `key`
    RkStages rkStages{};                  ///< what its file called the epochs; empty or one an epoch
};

/// A scoring read from the study.
struct LoadedScoring {
    ScoringInfo info;
    Hypnogram hypnogram;
    UndoTexts undo;
    std::optional<ScoringId> run;
    std::shared_ptr<const NightProbabilities> probabilities; ///< of `run`; null without one
    std::vector<std::int64_t> lookedAt;                      ///< ascending
    RkStages rkStages = {};                                  ///< empty or one an epoch
};
/// Worker. Probabilities that cannot be read are missing; everything else is an error.
Result<LoadedScoring> loadScoring(const Study& study, ScoringId id);

/// What a study holds when it is opened.
struct NightContents {
    std::vector<ScoringInfo> scorings;   ///< those that are not deleted
    std::optional<LoadedScoring> active; ///< the one to show
    LightsTimes lights;
    std::vector<StudyEvent> events; ///< of all scorings
    std::int64_t nextEventId = 1;
    std::map<std::string, std::string> settings; ///< by key, kStudySettings
};
/// Worker. Shows the scoring that was in view last, else the newest that can be edited, else the newest.
Result<NightContents> loadContents(const Study& study);

inline constexpr const char* kViewSetting = "view";
inline constexpr const char* kMontageSetting = "montage";
/// What the review has cost so far: effortText().
inline constexpr const char* kEffortSetting = "review effort";
/// The ScoringId of the scoring in view, decimal.
inline constexpr const char* kScoringSetting = "scoring";

} // namespace hypnodesk
