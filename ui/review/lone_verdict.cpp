#include "ui/review/lone_verdict.h"

#include "core/base/log.h"
#include "ui/document/study_document.h"

namespace hypnodesk {

using namespace std::chrono_literals;

struct LoneVerdictSession::Desk {
    std::unique_ptr<NightScorer> scorer;
    ModelInput night;

    Result<void> open(const LoneVerdictTools& tools, const RecordingPtr& recording,
                      const Derivation& derivation, const std::string& digest, const TaskContext& context) {
        const auto network = tools.network();
        if (!network)
            return tl::make_unexpected(network.error());
        const auto model = tools.model(derivation.name);
        if (!model)
            return tl::make_unexpected(model.error());
        auto opened = (*network)->openScorer(*model, "cpu");
        if (!opened)
            return tl::make_unexpected(opened.error());
        if (!digest.empty() && (*opened)->modelDigest() != digest)
            return fail(ErrorCode::DigestMismatch,
                        "the night was scored by another model than the one in use");
        auto input = prepareModelInput(*recording, derivation, context);
        if (!input)
            return tl::make_unexpected(input.error());
        scorer = std::move(*opened);
        night = std::move(*input);
        return {};
    }

    Result<StageProbabilities> read(std::int64_t epoch, const TaskContext& context) const {
        if (!night.grid.contains(epoch))
            return fail(ErrorCode::ArgumentInvalid, "an epoch outside the night");
        const std::span<const float> samples = night.epoch(epoch);
        ModelInput alone;
        alone.grid = {0.0, night.grid.epochSeconds, 1};
        alone.samples = std::vector<float>(samples.begin(), samples.end());
        alone.quality = {night.quality[static_cast<std::size_t>(epoch)]};
        alone.derivation = night.derivation;
        const auto said = scorer->score(alone, {}, context);
        if (!said)
            return tl::make_unexpected(said.error());
        return said->epochs.front().joint;
    }
};

LoneVerdictSession::LoneVerdictSession(StudyDocument& document, JobRunner& runner, LoneVerdictTools tools,
                                       QObject* parent)
    : QObject(parent), m_document(document), m_runner(runner), m_tools(std::move(tools)) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(200ms);
    connect(&m_soon, &QTimer::timeout, this, &LoneVerdictSession::read);
    connect(&document, &StudyDocument::recordingChanged, this, &LoneVerdictSession::forget);
    connect(&document, &StudyDocument::derivationChanged, this, &LoneVerdictSession::forget);
    connect(&document, &StudyDocument::probabilitiesChanged, this, [this] {
        // A preview changes many times a second, training at every answer; another run may be by another
        // model.
        const auto& night = m_document.probabilities();
        if (m_document.isPreviewing())
            return;
        if (night && night->modelDigest != m_digest)
            forget();
        else
            later();
    });
    connect(&document, &StudyDocument::currentEpochChanged, this, &LoneVerdictSession::later);
}

void LoneVerdictSession::setWanted(bool wanted) {
    m_isWanted = wanted;
    later();
}

std::optional<StageProbabilities> LoneVerdictSession::verdict() const {
    const auto found = m_read.find(m_document.currentEpoch());
    return found == m_read.end() ? std::nullopt : std::optional(found->second);
}

void LoneVerdictSession::forget() {
    m_job.cancel();
    m_desk.reset();
    m_read.clear();
    m_isImpossible = false;
    m_digest = m_document.probabilities() ? m_document.probabilities()->modelDigest : std::string();
    Q_EMIT changed();
    later();
}

void LoneVerdictSession::later() {
    const auto& night = m_document.probabilities();
    const bool isToBeRead = m_isWanted && !m_isImpossible && night && !m_document.isPreviewing() &&
                            m_document.derivation() && night->isScored(m_document.currentEpoch()) &&
                            !verdict();
    if (isToBeRead)
        m_soon.start();
    else
        m_soon.stop();
}

void LoneVerdictSession::read() {
    if (!m_desk)
        m_desk = std::make_shared<Desk>();
    const std::int64_t epoch = m_document.currentEpoch();
    // Jobs of a lane run one after the other, so that each has the desk for itself.
    m_job = m_runner.start(
        Lane::Model, Priority::Background,
        [desk = m_desk, tools = m_tools, recording = m_document.recording(),
         derivation = *m_document.derivation(), digest = m_digest,
         epoch](const TaskContext& context) -> Result<StageProbabilities> {
            if (!desk->scorer)
                if (const auto opened = desk->open(tools, recording, derivation, digest, context); !opened)
                    return tl::make_unexpected(opened.error());
            return desk->read(epoch, context);
        },
        [this, epoch](Result<StageProbabilities> said) {
            if (said) {
                m_read[epoch] = *said;
            } else {
                m_isImpossible = true;
                spdlog::warn("what an epoch says alone: {}", describe(said.error()));
            }
            Q_EMIT changed();
            later();
        });
}

} // namespace hypnodesk
