#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

/// What a run of a program left behind.
struct Run {
    int code = -1;
    QByteArray out;
    QByteArray err;

    /// What it printed as one JSON object; empty when that is none.
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// Runs a program to its end, for ten minutes at most.
inline Run program(const QString& name, const QStringList& arguments) {
    QProcess process;
    process.start(name, arguments);
    if (!process.waitForFinished(600'000))
        return {-1, {}, "did not end"};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}
