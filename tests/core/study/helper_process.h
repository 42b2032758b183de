#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

/// The program study_helper as a process of its own, with a pipe to its standard input and one from its
/// output. Killed and reaped at the latest by the destructor.
class HelperProcess {
public:
    explicit HelperProcess(const std::vector<std::string>& arguments);
    HelperProcess(const HelperProcess&) = delete;
    HelperProcess& operator=(const HelperProcess&) = delete;
    ~HelperProcess();

    pid_t pid() const { return m_pid; }
    /// The next line that it prints, without the line end; empty when it has ended.
    std::string readLine();
    /// Ends its input and waits for it.
    void finish();
    void kill();
    /// SIGKILL after so many microseconds; everything that it had printed until then, line by line.
    std::vector<std::string> killAfter(unsigned microseconds);

private:
    bool readMore();
    void wait();

    pid_t m_pid = -1;
    int m_input = -1;
    int m_output = -1;
    std::string m_buffer;
};
