#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace hypnodesk {

/// Lets one thread hold another at places where it is safe to stop. Thread-safe; outlives both users.
class PauseGate {
public:
    void pause();
    void resume();
    bool isPaused() const;

    /// Blocks while paused; returns at once when `stop` is asked for. True when it had to wait.
    bool wait(const std::stop_token& stop);

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_isPaused = false;
};

} // namespace hypnodesk
