#include "ui/main/scoring_session.h"

#include "core/model/model_input.h"

#include <fmt/format.h>

namespace hypnodesk {

using namespace std::chrono_literals;

ScoringSession::ScoringSession(StudyDocument& document, JobRunner& runner, Services services, QObject* parent)
    : QObject(parent), m_document(document), m_runner(runner), m_services(std::move(services)) {
    // Another night, or another channel: what the run would say is no longer asked for.
    connect(&document, &StudyDocument::recordingChanged, this, &ScoringSession::cancel);
    connect(&document, &StudyDocument::derivationChanged, this, &ScoringSession::cancel);
}

Result<ScoringSession::Outcome>
ScoringSession::score(const Services& services, const RecordingPtr& recording, const Derivation& derivation,
                      const std::function<void(const NightProbabilities&)>& partial,
                      const TaskContext& context) {
    const auto network = services.network();
    if (!network)
        return tl::make_unexpected(network.error());
    const auto model = services.model(derivation.name);
    if (!model)
        return tl::make_unexpected(model.error());
    const auto scorer = (*network)->openScorer(*model, "auto");
    if (!scorer)
        return tl::make_unexpected(scorer.error());
    const auto input = prepareModelInput(*recording, derivation, context.part(0.0, 0.1));
    if (!input)
        return tl::make_unexpected(input.error());

    ScoreOptions options;
    options.partial = partial;
    auto night = (*scorer)->score(*input, options, context.part(0.1, 1.0));
    if (!night)
        return tl::make_unexpected(night.error());
    return Outcome{std::move(*night), (*scorer)->deviceName(),
                   fmt::format(R"({{"stride":{},"batch":{}}})", options.stride, options.batch)};
}

void ScoringSession::start() {
    if (isRunning() || !m_document.isOpen() || m_document.isReadOnly() || m_document.isTraining() ||
        !m_document.derivation())
        return;
    m_began = Clock::now();
    m_partials = std::make_unique<Mailbox<NightProbabilities>>(
        [this](NightProbabilities night) { m_document.preview(std::move(night)); }, 120ms);
    m_progress = std::make_unique<Mailbox<double>>([this](double fraction) { showProgress(fraction); }, 60ms);
    m_job = m_runner.start(
        Lane::Model, Priority::Urgent,
        [services = m_services, recording = m_document.recording(), derivation = *m_document.derivation(),
         post = m_partials->poster()](const TaskContext& context) {
            return score(services, recording, derivation, post, context);
        },
        [this](Result<Outcome> outcome) { take(std::move(outcome)); },
        [post = m_progress->poster()](double fraction, std::string_view) { post(fraction); });
    Q_EMIT started();
}

void ScoringSession::cancel() {
    if (!isRunning())
        return;
    m_job.cancel();
    closeMailboxes();
    m_document.preview(std::nullopt);
    Q_EMIT cancelled();
}

void ScoringSession::take(Result<Outcome> outcome) {
    closeMailboxes();
    if (outcome && outcome->night.grid != m_document.committedHypnogram().grid())
        outcome = fail(ErrorCode::Internal, "the network scored other epochs than those of the recording");
    if (!outcome) {
        m_document.preview(std::nullopt);
        Q_EMIT failed(outcome.error());
        return;
    }
    m_document.takeProbabilities(std::move(outcome->night), outcome->device, outcome->optionsJson);
    Q_EMIT finished(QString::fromStdString(outcome->device),
                    std::chrono::duration<double>(Clock::now() - m_began).count());
}

void ScoringSession::closeMailboxes() {
    m_partials.reset();
    m_progress.reset();
}

void ScoringSession::showProgress(double fraction) {
    const double seconds = std::chrono::duration<double>(Clock::now() - m_began).count();
    const bool canTell = fraction > 0.15 && seconds > 1.0;
    Q_EMIT progressed(fraction, canTell ? seconds * (1.0 - fraction) / fraction : -1.0);
}

} // namespace hypnodesk
