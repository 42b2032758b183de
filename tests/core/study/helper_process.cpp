#include "tests/core/study/helper_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

extern char** environ;

HelperProcess::HelperProcess(const std::vector<std::string>& arguments) {
    std::array<int, 2> input{};
    std::array<int, 2> output{};
    if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0)
        std::abort();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    std::vector<std::string> words{HYPNODESK_STUDY_HELPER};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    if (::posix_spawn(&m_pid, HYPNODESK_STUDY_HELPER, &actions, nullptr, pointers.data(), environ) != 0)
        std::abort();
    posix_spawn_file_actions_destroy(&actions);
    ::close(input[0]);
    ::close(output[1]);
    m_input = input[1];
    m_output = output[0];
}

HelperProcess::~HelperProcess() {
    kill();
    ::close(m_output);
}

bool HelperProcess::readMore() {
    std::array<char, 4096> buffer{};
    ssize_t count = 0;
    do
        count = ::read(m_output, buffer.data(), buffer.size());
    while (count < 0 && errno == EINTR);
    if (count > 0)
        m_buffer.append(buffer.data(), static_cast<std::size_t>(count));
    return count > 0;
}

std::string HelperProcess::readLine() {
    std::size_t end = 0;
    while ((end = m_buffer.find('\n')) == std::string::npos)
        if (!readMore())
            return {};
    std::string line = m_buffer.substr(0, end);
    m_buffer.erase(0, end + 1);
    return line;
}

void HelperProcess::wait() {
    if (m_pid > 0)
        ::waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

void HelperProcess::finish() {
    if (m_input >= 0)
        ::close(m_input);
    m_input = -1;
    wait();
}

void HelperProcess::kill() {
    if (m_pid > 0)
        ::kill(m_pid, SIGKILL);
    finish();
}

std::vector<std::string> HelperProcess::killAfter(unsigned microseconds) {
    ::usleep(microseconds);
    kill();
    while (readMore()) {
    }
    std::vector<std::string> lines;
    while (m_buffer.find('\n') != std::string::npos)
        lines.push_back(readLine());
    return lines;
}
