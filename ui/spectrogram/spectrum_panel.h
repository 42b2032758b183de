#pragma once

#include "ui/base/job_runner.h"
#include "ui/plot/theme.h"
#include "ui/spectrogram/epoch_spectrum.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace hypnodesk {

class PlotCanvas;
class StudyDocument;

/// The power spectrum of the epoch in view, 0-35 Hz in decibels, with the share of each EEG band in numbers.
/// Computed when it is looked at.
class SpectrumPanel : public QWidget {
    Q_OBJECT

public:
    /// Both must live longer.
    SpectrumPanel(StudyDocument& document, JobRunner& runner, QWidget* parent = nullptr);

    /// What is drawn; nullopt while there is nothing.
    const std::optional<EpochSpectrum>& spectrum() const { return m_spectrum; }
    bool isBusy() const { return m_job.isActive(); }

    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void measure();
    void take(Result<EpochSpectrum> spectrum);
    void applyTheme();
    void paint(QPainter& painter) const;
    QString sharesText() const;

    StudyDocument& m_document;
    JobRunner& m_runner;
    QLabel* m_caption;
    PlotCanvas* m_plot;
    QLabel* m_shares;
    Theme m_theme;
    std::optional<EpochSpectrum> m_spectrum;
    QString m_message;
    Job m_job;
};

} // namespace hypnodesk
