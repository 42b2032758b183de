#pragma once

#include "ui/base/error_text.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;
class QVBoxLayout;

namespace hypnodesk {

/// What the window shows while no night is open: how to begin and the recent nights; that a night is being
/// opened; or why it could not be, in plain words and with the way on.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);

    void showWelcome(const QStringList& recentFiles);
    void showLoading(const QString& path);
    void showError(const ErrorText& error, const QStringList& recentFiles);

    const ErrorText& error() const { return m_error; }
    bool isLoading() const { return m_loading; }

Q_SIGNALS:
    void openRequested();
    void fileRequested(const QString& path);
    void cancelRequested();

private:
    void setRecentFiles(const QStringList& files);
    void arrange(bool loading, bool failed);
    QWidget* makeSteps();

    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_advice;
    QWidget* m_steps;
    QPushButton* m_open;
    QPushButton* m_cancel;
    QLabel* m_recentTitle;
    QVBoxLayout* m_recent;
    ErrorText m_error;
    bool m_loading = false;
};

} // namespace hypnodesk
