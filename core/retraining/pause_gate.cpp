#include "core/retraining/pause_gate.h"

namespace hypnodesk {

void PauseGate::pause() {
    const std::lock_guard lock(m_mutex);
    m_isPaused = true;
}

void PauseGate::resume() {
    {
        const std::lock_guard lock(m_mutex);
        m_isPaused = false;
    }
    m_changed.notify_all();
}

bool PauseGate::isPaused() const {
    const std::lock_guard lock(m_mutex);
    return m_isPaused;
}

bool PauseGate::wait(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    if (!m_isPaused)
        return false;
    m_changed.wait(lock, stop, [this] { return !m_isPaused; });
    return true;
}

} // namespace hypnodesk
