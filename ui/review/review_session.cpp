#include "ui/review/review_session.h"

#include "core/scoring/review_ranking.h"
#include "ui/document/study_document.h"
#include "ui/review/doubt.h"

#include <algorithm>
#include <chrono>

namespace hypnodesk {

using namespace std::chrono_literals;

namespace {

double steadySeconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

ReviewSession::ReviewSession(StudyDocument& document, Clock clock, QObject* parent)
    : QObject(parent), m_document(document), m_clock(clock ? std::move(clock) : Clock(&steadySeconds)) {
    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, &ReviewSession::refresh);
    m_looking.setSingleShot(true);
    m_looking.setInterval(kLookMilliseconds);
    connect(&m_looking, &QTimer::timeout, this, [this] {
        if (m_document.isOpen() && m_document.probabilities() && !m_document.isTraining())
            m_document.markLookedAt({m_document.currentEpoch()});
    });
    m_keeping.setSingleShot(true);
    m_keeping.setInterval(5s);
    connect(&m_keeping, &QTimer::timeout, this, &ReviewSession::flush);

    connect(&document, &StudyDocument::recordingChanged, this, [this] {
        m_keeping.stop();
        m_effort = EffortMeter(effortFromText(m_document.setting(kEffortSetting)).value_or(ReviewEffort{}));
        m_place.reset();
        m_isStale = true;
        later();
        Q_EMIT effortChanged();
    });
    connect(&document, &StudyDocument::probabilitiesChanged, this, [this] {
        m_isStale = true;
        later();
    });
    connect(&document, &StudyDocument::hypnogramChanged, this, &ReviewSession::later);
    connect(&document, &StudyDocument::lookedAtChanged, this, &ReviewSession::later);
    connect(&document, &StudyDocument::trainingChanged, this, &ReviewSession::later);
    connect(&document, &StudyDocument::currentEpochChanged, &m_looking, qOverload<>(&QTimer::start));
}

void ReviewSession::setSettings(const ReviewSettings& settings) {
    if (settings == m_settings)
        return;
    m_settings = settings;
    Q_EMIT settingsChanged(m_settings);
    Q_EMIT changed();
}

void ReviewSession::later() {
    if (!m_refresh.isActive())
        m_refresh.start(0);
}

void ReviewSession::refresh() {
    m_refresh.stop();
    const auto& night = m_document.probabilities();
    m_isAvailable =
        night && !m_document.isPreviewing() && !m_document.isTraining() && night->grid == m_document.grid();
    if (!m_isAvailable) {
        m_queue = {};
        m_states.clear();
        m_progress = {};
        m_isStale = true;
    } else {
        if (std::exchange(m_isStale, false))
            m_queue = reviewQueue(*night, {.doubtThreshold = kDoubtThreshold, .seed = reviewSeed(*night)});
        m_states = reviewStates(m_document.hypnogram(), *night, m_document.lookedAt());
        m_progress = reviewProgress(m_queue, *night, m_states);
    }
    Q_EMIT changed();
}

std::int64_t ReviewSession::openIn(const ReviewSegment& segment) const {
    return std::count_if(segment.epochs.begin(), segment.epochs.end(), [this](std::int64_t epoch) {
        return isOpen(m_states[static_cast<std::size_t>(epoch)]);
    });
}

std::vector<std::int64_t> ReviewSession::walk() const {
    return m_settings.order == ReviewOrder::ByDoubt ? m_queue.walk() : m_queue.walkInTime();
}

bool ReviewSession::step(int step) {
    if (m_refresh.isActive())
        refresh();
    const std::vector<std::int64_t> epochs = walk();
    if (epochs.empty())
        return false;
    const auto count = std::ssize(epochs);
    const auto indexOf = [&](std::int64_t epoch) {
        const auto found = std::find(epochs.begin(), epochs.end(), epoch);
        return found == epochs.end() ? std::int64_t{-1} : std::int64_t{found - epochs.begin()};
    };
    const std::int64_t current = m_document.currentEpoch();
    std::int64_t place = indexOf(current);
    if (m_settings.order == ReviewOrder::InTime && place < 0)
        // In time the walk starts from where the scorer looks.
        place = std::lower_bound(epochs.begin(), epochs.end(), current) - epochs.begin() - (step > 0 ? 1 : 0);
    else if (place < 0 && m_place)
        place = indexOf(*m_place);
    const auto isLeft = [&](std::int64_t index) {
        return isOpen(m_states[static_cast<std::size_t>(epochs[static_cast<std::size_t>(index)])]);
    };
    std::optional<std::int64_t> target;
    if (step < 0) {
        if (place > 0)
            target = place - 1;
    } else {
        for (std::int64_t i = 1; i <= count && !target; ++i)
            if (const std::int64_t index = ((place + i) % count + count) % count; isLeft(index))
                target = index;
    }
    if (!target)
        return false;
    m_place = epochs[static_cast<std::size_t>(*target)];
    m_document.setCurrentEpoch(*m_place);
    return true;
}

bool ReviewSession::isWalking() const {
    return m_place && *m_place == m_document.currentEpoch();
}

void ReviewSession::showSegment(std::size_t segment) {
    if (segment >= m_queue.segments.size())
        return;
    const std::vector<std::int64_t>& epochs = m_queue.segments[segment].epochs;
    const auto open = std::find_if(epochs.begin(), epochs.end(), [this](std::int64_t epoch) {
        return isOpen(m_states[static_cast<std::size_t>(epoch)]);
    });
    m_place = open == epochs.end() ? epochs.front() : *open;
    m_document.setCurrentEpoch(*m_place);
}

std::vector<std::int64_t> ReviewSession::acceptable(double certainty) const {
    std::vector<std::int64_t> epochs;
    const auto& night = m_document.probabilities();
    if (!m_isAvailable || !night)
        return epochs;
    for (std::size_t i = 0; i < m_states.size(); ++i) {
        const auto epoch = static_cast<std::int64_t>(i);
        const bool isAudit = std::binary_search(m_queue.audit.begin(), m_queue.audit.end(), epoch);
        // A float's rounding must not keep out 0.95 at 95 %.
        if (isOpen(m_states[i]) && !isAudit && night->isScored(epoch) &&
            night->epochs[i].quality == EpochQuality::Good &&
            1.0 - doubt(night->epochs[i]) >= certainty - 1e-6)
            epochs.push_back(epoch);
    }
    return epochs;
}

double ReviewSession::expectedErrors(const std::vector<std::int64_t>& epochs) const {
    double sum = 0.0;
    if (const auto& night = m_document.probabilities())
        for (const std::int64_t epoch : epochs)
            sum += doubt(night->epochs[static_cast<std::size_t>(epoch)]);
    return sum;
}

void ReviewSession::signOfLife(bool isKey) {
    if (!m_document.isOpen())
        return;
    m_effort.signOfLife(m_clock(), isKey);
    if (!m_keeping.isActive())
        m_keeping.start();
    Q_EMIT effortChanged();
}

void ReviewSession::flush() {
    m_keeping.stop();
    if (m_document.isOpen() && m_effort.effort() != ReviewEffort{})
        m_document.keepSetting(kEffortSetting, effortText(m_effort.effort()));
}

} // namespace hypnodesk
