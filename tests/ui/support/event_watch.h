#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QMetaEnum>
#include <QString>

#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <vector>

namespace hypnodesk::test {

/// What one event cost the GUI thread.
struct EventCost {
    QString what;                   ///< kind of event and who got it
    double workMilliseconds = 0.0;  ///< processor time of the thread, however busy the machine is with others
    double wholeMilliseconds = 0.0; ///< by the clock: with the time in which others had the processor
    long waits = 0; ///< how often the thread gave the processor away by itself: for a lock, a file
};

/// An application that measures what every event costs from the moment the event loop hands it out until it
/// is done with, events within events included. While one is worked on, the window does not answer.
class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;

    void startWatching() {
        m_costs.clear();
        m_isWatching = true;
    }
    std::vector<EventCost> stopWatching() {
        m_isWatching = false;
        return std::exchange(m_costs, {});
    }

    bool notify(QObject* receiver, QEvent* event) override {
        if (!m_isWatching || m_depth > 0)
            return QApplication::notify(receiver, event);
        // The receiver may not survive its event.
        const QString what = describe(*receiver, event->type());
        const long waits = voluntaryWaits();
        const double work = threadMilliseconds();
        QElapsedTimer clock;
        clock.start();
        ++m_depth;
        const bool result = QApplication::notify(receiver, event);
        --m_depth;
        const double whole = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        m_costs.push_back({what, threadMilliseconds() - work, whole, voluntaryWaits() - waits});
        return result;
    }

private:
    static QString describe(const QObject& receiver, QEvent::Type type) {
        const auto nameOf = [](const QObject& object) {
            return QString::fromLatin1(object.metaObject()->className()) + QLatin1Char(' ') +
                   object.objectName();
        };
        const char* kind = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        return QStringLiteral("%1 for %2 in %3")
            .arg(QString::fromLatin1(kind ? kind : "event"), nameOf(receiver),
                 receiver.parent() ? nameOf(*receiver.parent()) : QString());
    }
    static double threadMilliseconds() {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    }
    static long voluntaryWaits() {
        rusage usage{};
        getrusage(RUSAGE_THREAD, &usage);
        return usage.ru_nvcsw;
    }

    bool m_isWatching = false;
    int m_depth = 0;
    std::vector<EventCost> m_costs;
};

/// The value that `share` (0 to 1) of the costs do not exceed; 0 without any.
template <typename Member>
double percentile(const std::vector<EventCost>& costs, Member member, double share) {
    if (costs.empty())
        return 0.0;
    std::vector<double> values;
    for (const EventCost& cost : costs)
        values.push_back(cost.*member);
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

} // namespace hypnodesk::test
