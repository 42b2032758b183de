#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace hypnodesk::test {

/// A screen that nobody sees (Xvfb) with a keyboard (xdotool, which presses keys through the X server's
/// XTest, so that they reach a program as a person's do). Nothing manages windows on it: focus() does what a
/// desktop would.
class VirtualScreen {
public:
    ~VirtualScreen();

    /// Why there can be none on this machine; empty when there can.
    static QString whyNot();

    /// Empty when the screen is there, else what went wrong.
    QString start(int width, int height);
    /// The value of DISPLAY for programs that shall appear on it.
    const QString& display() const { return m_display; }

    /// The visible window whose title matches gets the keyboard, within `seconds`; false when none does.
    bool focus(const QString& titlePattern, int seconds = 30);
    bool isShown(const QString& titlePattern);
    /// Keys by their names in X: "F5", "ctrl+e", "shift+space".
    void press(const QStringList& keys);
    void press(const QString& key) { press(QStringList{key}); }
    void type(const QString& text);
    /// What windows there are, for messages.
    QString windows();

private:
    QString xdotool(const QStringList& arguments);

    QProcess m_server;
    QString m_display;
};

} // namespace hypnodesk::test
