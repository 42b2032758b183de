#pragma once

#include "core/base/digest.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QProcess>
#include <QStringList>

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace hypnodesk::test {

/// Every file below a folder with its digest.
inline std::map<std::string, std::string> contentOf(const std::filesystem::path& folder) {
    std::map<std::string, std::string> content;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            content[entry.path().string()] = sha256HexOfFile(entry.path()).value_or("?");
    return content;
}

/// Kills the program (SIGKILL) as soon as it tells this, or `isTime` says so; false when it ended before.
inline bool killAt(const QString& name, const QStringList& arguments, const QByteArray& told,
                   const std::function<bool()>& isTime = {}, int lookAgainMilliseconds = 20) {
    QProcess process;
    process.start(name, arguments);
    QElapsedTimer clock;
    clock.start();
    QByteArray said;
    while (process.state() != QProcess::NotRunning && clock.elapsed() < 120'000) {
        process.waitForReadyRead(lookAgainMilliseconds);
        said += process.readAllStandardError();
        if (isTime ? isTime() : said.contains(told)) {
            process.kill();
            return process.waitForFinished() && process.exitStatus() == QProcess::CrashExit;
        }
    }
    qInfo("%s", said.constData());
    return false;
}

} // namespace hypnodesk::test
