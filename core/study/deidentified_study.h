#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/study/recording_identity.h"
#include "core/study/study.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

namespace hypnodesk {

struct DeidentifiedStudyOptions {
    RecordingIdentity recording; ///< of the de-identified copy of the recording
    /// By how many days the copy's date lies off the original's; all times of the study move with it. Absent:
    /// the first row of the journal moves to 1 January 1985, the others with it.
    std::optional<int> shiftDays = {};
    /// True for texts that name nobody; types, texts and channels of events that are not clean are emptied.
    std::function<bool(std::string_view)> isCleanText;
};

struct DeidentifiedStudy {
    std::int64_t journalRows = 0;      ///< of the copy
    std::int64_t people = 0;           ///< names that codes stand for now
    std::int64_t emptiedTexts = 0;     ///< of events
    std::int64_t originalProblems = 0; ///< of the original's journal; the copy's first row tells of them
};

/// Writes a study anew without what tells who was recorded, who scored and when: users, scorers and
/// signatures become P1, P2, ...; scorings are called by their kind and number, models by a number (their
/// digests stay); all times move by the same number of days; notes, settings, undo steps and paths are left
/// out. The journal is a new chain whose first row says so and bears the head of the original's journal;
/// every row of the original follows. Nothing of the original's file is copied as bytes. Whole or not at all;
/// refuses to write over an existing file (ArgumentInvalid).
Result<DeidentifiedStudy> writeDeidentifiedStudy(const Study& original, const std::filesystem::path& copy,
                                                 const DeidentifiedStudyOptions& options,
                                                 const TaskContext& context = {});

} // namespace hypnodesk
