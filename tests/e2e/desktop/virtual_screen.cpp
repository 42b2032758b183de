#include "tests/e2e/desktop/virtual_screen.h"

#include <QElapsedTimer>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTest>

namespace hypnodesk::test {

namespace {

constexpr int kProcessMilliseconds = 20'000;
constexpr int kLookAgainMilliseconds = 50;

} // namespace

VirtualScreen::~VirtualScreen() {
    if (m_server.state() == QProcess::NotRunning)
        return;
    m_server.terminate();
    if (!m_server.waitForFinished(kProcessMilliseconds))
        m_server.kill();
}

QString VirtualScreen::whyNot() {
    for (const char* program : {"Xvfb", "xdotool"})
        if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
            return QStringLiteral("%1 is not installed (packaging/setup.sh test)").arg(program);
    return {};
}

QString VirtualScreen::start(int width, int height) {
    // The server picks a free number and writes it to its standard output.
    m_server.start(QStringLiteral("Xvfb"), {"-displayfd", "1", "-nolisten", "tcp", "-screen", "0",
                                            QStringLiteral("%1x%2x24").arg(width).arg(height)});
    QByteArray number;
    while (!number.endsWith('\n')) {
        if (!m_server.waitForReadyRead(kProcessMilliseconds))
            return QStringLiteral("Xvfb did not start: ") + m_server.errorString() +
                   QString::fromUtf8(m_server.readAllStandardError());
        number += m_server.readAllStandardOutput();
    }
    m_display = QStringLiteral(":") + QString::fromLatin1(number.trimmed());
    return {};
}

QString VirtualScreen::xdotool(const QStringList& arguments) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), m_display);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral("xdotool"), arguments);
    if (!process.waitForFinished(kProcessMilliseconds))
        process.kill();
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

bool VirtualScreen::isShown(const QString& titlePattern) {
    return !xdotool({"search", "--onlyvisible", "--name", titlePattern}).isEmpty();
}

bool VirtualScreen::focus(const QString& titlePattern, int seconds) {
    QElapsedTimer timer;
    timer.start();
    do {
        const QString window =
            xdotool({"search", "--onlyvisible", "--name", titlePattern}).section(QLatin1Char('\n'), -1);
        if (!window.isEmpty()) {
            xdotool({"windowfocus", window});
            if (xdotool({"getwindowfocus", "-f"}) == window)
                return true;
        }
        QTest::qWait(kLookAgainMilliseconds);
    } while (timer.elapsed() < seconds * 1000);
    return false;
}

void VirtualScreen::press(const QStringList& keys) {
    xdotool(QStringList{"key", "--delay", "20"} + keys);
}

void VirtualScreen::type(const QString& text) {
    xdotool({"type", "--delay", "5", text});
}

QString VirtualScreen::windows() {
    QStringList names;
    for (const QString& window : xdotool({"search", "--onlyvisible", "--name", "."}).split(QLatin1Char('\n')))
        names << xdotool({"getwindowname", window});
    return names.join(QStringLiteral(" | "));
}

} // namespace hypnodesk::test
