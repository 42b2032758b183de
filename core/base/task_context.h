#pragma once

#include <functional>
#include <stop_token>
#include <string_view>
#include <utility>

namespace hypnodesk {

/// The one way to cancel long work and to hear how far it is. Passed as `const TaskContext&` to every function that
/// may exceed 50 ms. A default-constructed one is never cancelled and reports to nobody.
///
/// The progress function is called on the thread that does the work; it must be quick and thread-safe.
class TaskContext {
public:
    using ProgressFunction = std::function<void(double fraction, std::string_view activity)>;

    TaskContext() = default;
    explicit TaskContext(std::stop_token stop, ProgressFunction progress = {})
        : m_stop(std::move(stop)), m_progress(std::move(progress)) {}

    bool isCancelled() const { return m_stop.stop_requested(); }
    const std::stop_token& stopToken() const { return m_stop; }

    /// Reports that `fraction` (0 to 1) of this context's share of the work is done.
    void report(double fraction, std::string_view activity = {}) const {
        if (m_progress)
            m_progress(m_from + (m_to - m_from) * fraction, activity);
    }

    /// A context for a part of the work: its 0 to 1 are `from` to `to` of this one.
    TaskContext part(double from, double to) const {
        TaskContext inner = *this;
        inner.m_from = m_from + (m_to - m_from) * from;
        inner.m_to = m_from + (m_to - m_from) * to;
        return inner;
    }

private:
    std::stop_token m_stop;
    ProgressFunction m_progress;
    double m_from = 0.0;
    double m_to = 1.0;
};

} // namespace hypnodesk
