#pragma once

#include "ui/base/error_text.h"

#include <QStringList>
#include <QWidget>

#include <array>

class QLabel;
class QPushButton;

namespace hypnodesk {

class MainActions;
class RecentList;
struct RecentNight;

/// What the window shows while no night is open: how to begin and the recent nights; that a night is being
/// opened; or why it could not be, in plain words and with the way on.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);

    void showWelcome(const QStringList& recentFiles);
    void showLoading(const QString& path);
    void showError(const ErrorText& error, const QStringList& recentFiles);

    void showMakingDemo();
    /// The first keys to know, as they are now.
    void showKeys(const MainActions& actions);
    /// Another list of recent nights, for whatever is shown.
    void setFiles(const QStringList& recentFiles);
    /// What was found out about a night of the list.
    void showNight(const RecentNight& night);

    RecentList& recent() { return *m_recent; }
    const ErrorText& error() const { return m_error; }
    bool isLoading() const { return m_loading; }

Q_SIGNALS:
    void openRequested();
    void fileRequested(const QString& path);
    void cancelRequested();
    void demoRequested();
    void locateRequested(const QString& path);
    void removeRequested(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    void setRecentFiles(const QStringList& files);
    void arrange(bool loading, bool failed);
    QWidget* makeSteps();
    void limitWidth();

    static constexpr int kStepCount = 4;

    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_advice;
    std::array<QLabel*, kStepCount> m_stepKeys{}; ///< made with m_steps
    std::array<QLabel*, kStepCount> m_stepTexts{};
    QWidget* m_steps;
    QPushButton* m_open;
    QPushButton* m_demo;
    QPushButton* m_cancel;
    QLabel* m_recentTitle;
    RecentList* m_recent;
    QWidget* m_column = nullptr;
    ErrorText m_error;
    bool m_loading = false;
};

} // namespace hypnodesk
