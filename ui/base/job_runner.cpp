#include "ui/base/job_runner.h"

#include <QMetaObject>

namespace hypnodesk {

Job& Job::operator=(Job&& other) noexcept {
    if (this != &other) {
        cancel();
        m_state = std::move(other.m_state);
    }
    return *this;
}

void Job::cancel() {
    if (m_state)
        m_state->stop.request_stop();
    m_state.reset();
}

bool Job::isActive() const {
    return m_state && !m_state->delivered;
}

JobRunner::JobRunner(QObject* parent) : QObject(parent) {
    for (LaneQueue& lane : m_lanes)
        lane.thread = std::jthread([this, &lane](std::stop_token stop) { serve(std::move(stop), lane); });
}

JobRunner::~JobRunner() {
    for (LaneQueue& lane : m_lanes) {
        const std::lock_guard lock(lane.mutex);
        lane.urgent.clear();
        lane.background.clear();
        if (lane.running.state)
            lane.running.state->stop.request_stop();
        lane.thread.request_stop();
    }
    for (LaneQueue& lane : m_lanes)
        lane.thread.join();
}

void JobRunner::enqueue(Lane lane, Priority priority, Entry entry) {
    LaneQueue& queue = m_lanes[static_cast<std::size_t>(lane)];
    {
        const std::lock_guard lock(queue.mutex);
        (priority == Priority::Urgent ? queue.urgent : queue.background).push_back(std::move(entry));
    }
    queue.changed.notify_one();
}

void JobRunner::serve(std::stop_token stop, LaneQueue& lane) {
    while (true) {
        Entry entry;
        {
            std::unique_lock lock(lane.mutex);
            lane.running = {};
            if (!lane.changed.wait(lock, stop,
                                   [&] { return !lane.urgent.empty() || !lane.background.empty(); }))
                return;
            if (stop.stop_requested())
                return;
            auto& queue = lane.urgent.empty() ? lane.background : lane.urgent;
            entry = std::move(queue.front());
            queue.pop_front();
            lane.running = entry;
        }
        // A job that was let go while it waited costs nothing.
        if (!entry.state->stop.stop_requested())
            entry.task->run();
    }
}

void JobRunner::deliver(std::shared_ptr<Job::State> state, std::function<void()> done) {
    // What passes between threads lies in a queue of our own, under a lock that thread checkers can see; the
    // event loop, which they cannot look into, is only told to fetch it.
    {
        const std::lock_guard lock(m_deliveryMutex);
        m_deliveries.push_back({std::move(state), std::move(done)});
    }
    QMetaObject::invokeMethod(this, "takeDelivery", Qt::QueuedConnection);
}

void JobRunner::takeDelivery() {
    Delivery delivery;
    {
        const std::lock_guard lock(m_deliveryMutex);
        delivery = std::move(m_deliveries.front());
        m_deliveries.pop_front();
    }
    if (delivery.state->stop.stop_requested())
        return;
    delivery.state->delivered = true;
    delivery.done();
}

} // namespace hypnodesk
