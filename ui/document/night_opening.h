#pragma once

#include "core/base/result.h"
#include "core/recording/derivation.h"
#include "core/recording/recording.h"
#include "core/study/study_path.h"
#include "ui/document/scoring_sheet.h"
#include "ui/document/study_session.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hypnodesk {

/// What is to be opened, and what a person has already agreed to.
struct OpeningRequest {
    std::filesystem::path recording; ///< empty: the one that belongs to `study`
    std::filesystem::path study;     ///< empty: the one that belongs to `recording`
    bool acceptChangedRecording = false;
    bool takeOver = false;       ///< from a program on another machine
    bool recoverDamaged = false; ///< a damaged study
};

/// Where recordings and studies come from.
struct OpeningPlaces {
    std::function<Result<RecordingPtr>(const std::filesystem::path&)> openRecording;
    StudyFolders folders;
    StudyOptions options;
    /// Studies of recordings lie here and nowhere else (empty: by findStudyPlace), and studies named
    /// outright are not written: for pictures, which leave no trace.
    std::filesystem::path onlyFolder = {};
};

/// A night ready to be shown.
struct OpenedNight {
    /// Why nothing may be changed in it.
    enum class Lock {
        None,
        StudyReadOnly,    ///< see `report`
        StudyUnusable,    ///< damaged or of a later version, see `studyError`; there is no session
        RecordingChanged, ///< see `comparison`; a person may accept it
    };

    OpeningRequest request; ///< with both paths
    RecordingPtr recording;
    std::vector<Derivation> scoringChoices;
    std::shared_ptr<StudySession> session; ///< null: nothing is kept
    NightContents contents;
    std::optional<StudyPlace::Where> where; ///< of a study found or made for the recording
    bool isNewStudy = false;
    std::string samplesDigest; ///< of the recording that the study knows; empty: not known yet
    Lock lock = Lock::None;
    StudyOpenReport report;
    IdentityComparison comparison;
    std::optional<Error> studyError; ///< it could not be used, or (Lock::None) not be made yet
};

/// Opens a recording with its study, which is made when there is none; or a study with its recording. An
/// error is about the recording: without it there is nothing to show. DataMissing with the study's path in
/// front: its recording is not where it was. Reads headers and the scoring in view, not the samples. Worker.
Result<OpenedNight> openNight(const OpeningPlaces& places, OpeningRequest request);

/// A file that is called like a study.
bool isStudyFile(const std::filesystem::path& path);

} // namespace hypnodesk
