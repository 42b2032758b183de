#include "core/report/study_report.h"

#include "core/report/identity_start.h"

namespace hypnodesk {

namespace {

/// What a study knows of a recording whose file is elsewhere.
class AbsentRecording : public Recording {
public:
    explicit AbsentRecording(const RecordingIdentity& identity) {
        m_info.path =
            std::filesystem::path(std::u8string(identity.fileName.begin(), identity.fileName.end()));
        m_info.start = startOf(identity);
        m_info.durationSeconds = identity.durationSeconds;
    }
    void readPhysical(int, std::int64_t, std::span<float> out) const override {
        std::fill(out.begin(), out.end(), 0.0f);
    }
};

} // namespace

Result<NightReport> makeStudyReport(const Study& study, ScoringId id, const Recording* recording,
                                    const TaskContext& context) {
    const auto scoring = study.scoring(id);
    const auto hypnogram = scoring ? study.hypnogram(id) : tl::make_unexpected(scoring.error());
    const auto lights = study.lights();
    if (!hypnogram || !lights)
        return tl::make_unexpected(hypnogram ? lights.error() : hypnogram.error());
    std::optional<NightProbabilities> night;
    if (scoring->networkRun) {
        auto probabilities = study.probabilities(id);
        if (!probabilities)
            return tl::make_unexpected(probabilities.error());
        night = std::move(*probabilities);
    }
    const AbsentRecording absent(study.recording());
    const std::string derivation = night ? night->derivation : std::string();
    NightReport report =
        makeNightReport(recording ? *recording : absent, *hypnogram, night, derivation, *lights);
    report.scoring = *scoring;
    const auto events = study.events(id);
    if (!events)
        return tl::make_unexpected(events.error());
    std::vector<ScoredEvent> scored;
    for (const StudyEvent& event : *events)
        if (const auto kind = eventKindFromName(event.type))
            scored.push_back({*kind, event.onsetSeconds, event.durationSeconds});
    setEvents(report, scored);
    if (!recording)
        return report;
    // A scoring by hand was made on many channels: the one that a network would take stands for them.
    const auto parsed = parseDerivation(*recording, derivation);
    const auto suggested = suggestedDerivations(*recording);
    if (!derivation.empty() && parsed)
        return withSpectrogram(std::move(report), *recording, *parsed, context);
    if (derivation.empty() && !suggested.empty())
        return withSpectrogram(std::move(report), *recording, suggested.front(), context);
    return report;
}

} // namespace hypnodesk
