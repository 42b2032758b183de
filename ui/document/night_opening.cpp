#include "ui/document/night_opening.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace hypnodesk {

namespace {

Result<void> openRecording(const OpeningPlaces& places, OpenedNight& night) {
    auto recording = places.openRecording(night.request.recording);
    if (!recording)
        return tl::make_unexpected(recording.error());
    night.recording = std::move(*recording);
    if (night.recording->channels().empty())
        return fail(
            ErrorCode::DataMissing,
            "the file holds no signals; if it is a hypnogram, open its recording first and then this file "
            "by File, Import hypnogram");
    night.scoringChoices = suggestedDerivations(*night.recording);
    // Every other channel may be chosen too: what a label hides, the scorer may know.
    for (const Derivation& derivation : standardMontage(*night.recording)) {
        const bool known =
            std::any_of(night.scoringChoices.begin(), night.scoringChoices.end(), [&](const auto& d) {
                return d.plus == derivation.plus && d.minus == derivation.minus;
            });
        const Channel& channel = night.recording->channels()[static_cast<std::size_t>(derivation.plus)];
        if (!known && channel.isVoltage)
            night.scoringChoices.push_back(derivation);
    }
    return {};
}

/// Compares and, where a person agreed or only the place is another, tells the study.
Result<void> settleIdentity(OpenedNight& night, Study& study, const RecordingIdentity& identity) {
    night.comparison = compareIdentities(study.recording(), identity);
    const bool isOther = night.comparison.verdict == IdentityComparison::Verdict::Changed;
    if (isOther && !night.request.acceptChangedRecording) {
        night.lock = OpenedNight::Lock::RecordingChanged;
        return {};
    }
    const auto expected = study.findRecording();
    std::error_code ignored;
    const bool isInPlace =
        expected && std::filesystem::equivalent(*expected, night.request.recording, ignored);
    if (study.isReadOnly() || (!isOther && isInPlace))
        return {};
    RecordingIdentity kept = identity;
    if (!isOther)
        kept.samplesDigest = study.recording().samplesDigest;
    return study.relocate(kept, night.request.recording);
}

/// The study that is there, whatever state it is in; errors go into `night`.
Result<void> useStudy(const OpeningPlaces& places, OpenedNight& night, Study study,
                      const RecordingIdentity& identity) {
    night.report = study.openReport();
    if (study.isReadOnly())
        night.lock = OpenedNight::Lock::StudyReadOnly;
    if (const auto settled = settleIdentity(night, study, identity); !settled)
        return settled;
    auto contents = loadContents(study);
    if (!contents)
        return tl::make_unexpected(contents.error());
    night.contents = std::move(*contents);
    night.samplesDigest = study.recording().samplesDigest;
    const StudyRecipe recipe{night.request.study, identity, night.request.recording, places.options};
    night.session = std::make_shared<StudySession>(recipe, std::move(study));
    return {};
}

Result<Study> openStudy(const OpeningPlaces& places, const OpenedNight& night, bool isNamed) {
    StudyOptions options = places.options;
    options.recoverDamaged = night.request.recoverDamaged;
    options.takeOverFromOtherHost = night.request.takeOver;
    const bool isPicture = isNamed && !places.onlyFolder.empty();
    return Study::open(night.request.study, isPicture ? StudyMode::ReadOnly : StudyMode::ReadWrite, options);
}

void makeStudy(const OpeningPlaces& places, OpenedNight& night, const RecordingIdentity& identity) {
    night.isNewStudy = true;
    night.session = std::make_shared<StudySession>(
        StudyRecipe{night.request.study, identity, night.request.recording, places.options});
    if (const auto made = night.session->study(); !made)
        night.studyError = made.error();
}

StudyPlace placeOf(const OpeningPlaces& places, const std::filesystem::path& recording,
                   const RecordingIdentity& identity) {
    if (places.onlyFolder.empty())
        return findStudyPlace(recording, identity.headerDigest, places.folders);
    StudyPlace place{places.onlyFolder / recording.stem(), StudyPlace::Where::ChosenFolder, false};
    place.path += kStudyExtension;
    std::error_code ignored;
    place.exists = std::filesystem::exists(place.path, ignored);
    return place;
}

} // namespace

bool isStudyFile(const std::filesystem::path& path) {
    std::string suffix = path.extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return suffix == kStudyExtension;
}

Result<OpenedNight> openNight(const OpeningPlaces& places, OpeningRequest request) {
    OpenedNight night;
    night.request = std::move(request);
    const bool isNamed = !night.request.study.empty();
    std::optional<Result<Study>> study;
    if (isNamed) {
        study.emplace(openStudy(places, night, true));
        // Without its study nobody knows the recording.
        if (!*study && night.request.recording.empty())
            return tl::make_unexpected(study->error());
        if (night.request.recording.empty()) {
            const auto found = (*study)->findRecording();
            if (!found)
                return fail(ErrorCode::DataMissing,
                            fmt::format("its recording {} is neither beside the study nor where it was last",
                                        (*study)->recording().fileName));
            night.request.recording = *found;
        }
    }
    if (const auto opened = openRecording(places, night); !opened)
        return tl::make_unexpected(opened.error());
    auto identity = identityOf(*night.recording);
    if (!identity)
        return tl::make_unexpected(identity.error());
    if (!isNamed) {
        const StudyPlace place = placeOf(places, night.request.recording, *identity);
        night.request.study = place.path;
        night.where = place.where;
        if (!place.exists) {
            makeStudy(places, night, *identity);
            return night;
        }
        study.emplace(openStudy(places, night, false));
    }
    const Result<void> used =
        *study ? useStudy(places, night, std::move(**study), *identity) : tl::make_unexpected(study->error());
    if (!used) {
        // What is there is never replaced: the night is shown, the study left as it is.
        night.lock = OpenedNight::Lock::StudyUnusable;
        night.studyError = used.error();
        night.session.reset();
        night.contents = {};
    }
    return night;
}

} // namespace hypnodesk
