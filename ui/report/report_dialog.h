#pragma once

#include "core/recording/recording.h"
#include "core/report/report_files.h"
#include "core/study/study_values.h"
#include "ui/base/job_runner.h"
#include "ui/settings/app_settings.h"

#include <QDialog>

#include <filesystem>

class QComboBox;
class QLabel;
class QLineEdit;
class QPrinter;
class QPushButton;

namespace hypnodesk {

/// What the report dialog writes about. The study is opened a second time, read-only, so that keys never
/// wait; everything must be on disk (StudyWriter::whenDurable).
struct ReportSource {
    std::filesystem::path study;
    ScoringId scoring = 0;
    RecordingPtr recording;
};

/// A report with its look, made in the background.
struct PreparedReport {
    NightReport report;
    ReportTemplate look;
};

/// Prints the report of a scoring or saves it as PDF or HTML. Remembers template, language and paper.
class ReportDialog : public QDialog {
    Q_OBJECT

public:
    /// `runner` and `settings` must outlive the dialog.
    ReportDialog(ReportSource source, JobRunner& runner, AppSettings& settings, QWidget* parent = nullptr);

    /// Writes the report to a file in the background; status() tells how it went.
    void save(ReportKind kind, const std::filesystem::path& path);
    QString status() const;
    bool isBusy() const { return m_job.isActive(); }

    /// Paints a prepared report on a printer, page by page.
    static void print(const PreparedReport& prepared, QPrinter& printer);

Q_SIGNALS:
    void saved(const QString& path);
    void failed(const hypnodesk::Error& error);

private:
    void chooseTemplate();
    void chooseFile(ReportKind kind);
    void preview();
    void showPreview(const PreparedReport& prepared);
    void remember();
    void tell(const Error& error);
    void setBusy(bool isBusy);
    /// Prepares in the background, then calls `work` there on what was prepared, then `done` here.
    void start(std::function<Result<void>(const PreparedReport&)> work,
               std::function<void(const PreparedReport&)> done);

    ReportSource m_source;
    JobRunner& m_runner;
    AppSettings& m_settings;
    QLineEdit* m_template;
    QComboBox* m_language;
    QComboBox* m_paper;
    QLabel* m_status;
    QList<QPushButton*> m_buttons;
    Job m_job;
};

} // namespace hypnodesk
