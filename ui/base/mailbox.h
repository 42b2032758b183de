#pragma once

#include <QMetaObject>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace hypnodesk {

/// Values on their way from a worker to the GUI thread when only the newest matters: progress, previews.
/// However often the worker posts, the receiver is called at most once every `interval`. Belongs to the GUI
/// thread; after its destruction posts go nowhere.
template <typename T>
class Mailbox {
    struct State {
        std::mutex mutex;
        QObject* context = nullptr; ///< null once the mailbox is gone
        std::optional<T> newest;
        bool waiting = false;
    };

public:
    Mailbox(std::function<void(T)> receiver, std::chrono::milliseconds interval)
        : m_context(std::make_unique<QTimer>()), m_state(std::make_shared<State>()) {
        m_state->context = m_context.get();
        m_context->setSingleShot(true);
        m_context->setInterval(interval);
        QObject::connect(m_context.get(), &QTimer::timeout, m_context.get(),
                         [state = m_state, receiver = std::move(receiver)] {
                             std::optional<T> value;
                             {
                                 const std::lock_guard lock(state->mutex);
                                 std::swap(value, state->newest);
                                 state->waiting = false;
                             }
                             if (value)
                                 receiver(std::move(*value));
                         });
    }

    ~Mailbox() {
        const std::lock_guard lock(m_state->mutex);
        m_state->context = nullptr;
    }

    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    /// A function for the worker: thread-safe, never waits for the GUI.
    std::function<void(T)> poster() const {
        return [state = m_state](T value) {
            const std::lock_guard lock(state->mutex);
            if (!state->context)
                return;
            state->newest = std::move(value);
            if (!std::exchange(state->waiting, true))
                QMetaObject::invokeMethod(state->context, "start", Qt::QueuedConnection);
        };
    }

private:
    std::unique_ptr<QTimer> m_context;
    std::shared_ptr<State> m_state;
};

} // namespace hypnodesk
