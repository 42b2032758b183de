#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <QObject>

#include <array>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>

namespace hypnodesk {

/// The worker threads of the desktop.
enum class Lane {
    Pictures, ///< files, envelopes, spectrograms
    Model,    ///< the network
    Study,    ///< the one writer of the study file: short transactions, in order
    Reading,  ///< whole recordings from end to end: digests, copies; nobody waits for it
    Training, ///< minutes of learning, while nights are scored on the model's lane
};
inline constexpr std::size_t kRunnerLanes = 5;

/// What waits in a lane is taken urgent first, then in order. Work that has begun is never interrupted, so
/// background work comes in pieces of some ten milliseconds.
enum class Priority { Urgent, Background };

/// Work that was started, owned by whoever waits for it: letting go of it (destruction, or assignment of a
/// newer job) cancels it, and its result is never delivered. Belongs to the GUI thread.
class Job {
public:
    Job() = default;
    ~Job() { cancel(); }
    Job(Job&&) noexcept = default;
    Job& operator=(Job&& other) noexcept;

    /// Asks the work to stop and drops its result. Does not wait.
    void cancel();
    /// Started, and neither delivered nor cancelled.
    bool isActive() const;

private:
    friend class JobRunner;
    struct State {
        std::stop_source stop;
        bool delivered = false; ///< touched on the GUI thread only
    };
    explicit Job(std::shared_ptr<State> state) : m_state(std::move(state)) {}

    std::shared_ptr<State> m_state;
};

/// The only place of the desktop that starts threads. Lives on the GUI thread; its destructor cancels
/// everything and waits for what still runs.
class JobRunner : public QObject {
    Q_OBJECT

public:
    explicit JobRunner(QObject* parent = nullptr);
    ~JobRunner() override;

    /// Calls `work(const TaskContext&)`, which returns a Result<T>, on the lane's thread, then
    /// `done(Result<T>)` on the GUI thread, unless the job was let go meanwhile. `work` captures values only;
    /// `done` may capture the owner of the job. `progress` is called on the lane's thread (post to a Mailbox
    /// from there). An exception of the work arrives as ErrorCode::Internal.
    template <typename Work, typename Done>
    [[nodiscard]] Job start(Lane lane, Priority priority, Work work, Done done,
                            TaskContext::ProgressFunction progress = {}) {
        using Outcome = std::invoke_result_t<Work&, const TaskContext&>;
        auto state = std::make_shared<Job::State>();
        auto task = [this, state, work = std::move(work), done = std::move(done),
                     progress = std::move(progress)]() mutable {
            const TaskContext context(state->stop.get_token(), std::move(progress));
            auto outcome = std::make_shared<Outcome>(guarded<Outcome>(work, context));
            deliver(state, [outcome, done = std::move(done)]() mutable { done(std::move(*outcome)); });
        };
        enqueue(lane, priority, {state, std::make_shared<HeldTask<decltype(task)>>(std::move(task))});
        return Job(std::move(state));
    }

private:
    struct Task {
        virtual ~Task() = default;
        virtual void run() = 0;
    };
    template <typename Function>
    struct HeldTask : Task {
        explicit HeldTask(Function f) : function(std::move(f)) {}
        void run() override { function(); }
        Function function;
    };
    struct Entry {
        std::shared_ptr<Job::State> state;
        std::shared_ptr<Task> task;
    };
    struct LaneQueue {
        std::mutex mutex;
        std::condition_variable_any changed;
        std::deque<Entry> urgent;
        std::deque<Entry> background;
        Entry running;
        std::jthread thread; ///< last: it must end before the rest goes
    };

    template <typename Outcome, typename Work>
    static Outcome guarded(Work& work, const TaskContext& context) {
        try {
            return work(context);
        } catch (const std::exception& exception) {
            return fail(ErrorCode::Internal, exception.what());
        }
    }

    void enqueue(Lane lane, Priority priority, Entry entry);
    void serve(std::stop_token stop, LaneQueue& lane);
    void deliver(std::shared_ptr<Job::State> state, std::function<void()> done);
    /// One delivery each; called by name from the event loop.
    Q_INVOKABLE void takeDelivery();

    struct Delivery {
        std::shared_ptr<Job::State> state;
        std::function<void()> done;
    };
    std::mutex m_deliveryMutex;
    std::deque<Delivery> m_deliveries;
    std::array<LaneQueue, kRunnerLanes> m_lanes;
};

} // namespace hypnodesk
