#include "app/command_line/command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <utility>

namespace hypnodesk::cli {

namespace {

std::stop_source& interruption() {
    static std::stop_source source;
    return source;
}

/// A signal handler may only touch lock-free atomics; the progress function passes the wish on.
std::atomic<bool> g_interrupted = false;

void onInterrupt(int) {
    if (g_interrupted.exchange(true))
        std::_Exit(130); // the second Ctrl+C does not wait
}

void drawBar(const std::string& title, double fraction, std::string_view activity) {
    constexpr int kWidth = 30;
    const int filled = static_cast<int>(fraction * kWidth + 0.5);
    fmt::print(stderr, "\r{} [{}{}] {:3.0f} % {:<24}", title,
               std::string(static_cast<std::size_t>(filled), '#'),
               std::string(static_cast<std::size_t>(kWidth - filled), ' '), fraction * 100.0, activity);
    if (fraction >= 1.0)
        fmt::print(stderr, "\n");
    std::fflush(stderr);
}

} // namespace

void complain(const std::string& what) {
    fmt::print(stderr, "hypno: {}\n", what);
}

void complain(const Error& error) {
    complain(describe(error));
}

TaskContext interruptibleContext(TaskContext::ProgressFunction progress) {
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    return TaskContext(interruption().get_token(),
                       [progress = std::move(progress)](double fraction, std::string_view activity) {
                           if (g_interrupted)
                               interruption().request_stop();
                           if (progress)
                               progress(fraction, activity);
                       });
}

TaskContext terminalContext(const std::string& title) {
    const bool isTerminal = ::isatty(STDERR_FILENO) != 0;
    return interruptibleContext(
        [title, isTerminal, lastPercent = -1](double fraction, std::string_view activity) mutable {
            const int percent = static_cast<int>(fraction * 100.0);
            if (isTerminal && percent != lastPercent)
                drawBar(title, fraction, activity);
            lastPercent = percent;
        });
}

} // namespace hypnodesk::cli
