#pragma once

#include "core/scoring/stage_probabilities.h"
#include "ui/plot/theme.h"

#include <QWidget>

#include <optional>

namespace hypnodesk {

/// Three rows of five bars: what the joint verdict, the raw view alone and the spectrogram view alone give
/// each stage. Numbers stand beside the bars, so that nothing rests on colour or length alone.
class ViewBars : public QWidget {
    Q_OBJECT

public:
    explicit ViewBars(QWidget* parent = nullptr);

    void setVerdict(const std::optional<EpochVerdict>& verdict);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    std::optional<EpochVerdict> m_verdict;
    Theme m_theme;
};

} // namespace hypnodesk
