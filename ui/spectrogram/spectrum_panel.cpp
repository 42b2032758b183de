#include "ui/spectrogram/spectrum_panel.h"

#include "core/dsp/band_power.h"
#include "ui/base/qt_convert.h"
#include "ui/document/study_document.h"
#include "ui/plot/plot_canvas.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kHighestHz = 35.0;
/// In view at least, so that pages compare; louder and softer epochs widen it by whole tens.
constexpr double kUsualLow = -20.0, kUsualHigh = 40.0;
constexpr double kLowestShown = -60.0;
constexpr std::array<const char16_t*, 5> kSymbols{u"δ", u"θ", u"α", u"σ", u"β"};

} // namespace

SpectrumPanel::SpectrumPanel(StudyDocument& document, JobRunner& runner, QWidget* parent)
    : QWidget(parent), m_document(document), m_runner(runner), m_caption(new QLabel(this)),
      m_plot(new PlotCanvas(this)), m_shares(new QLabel(this)) {
    setAccessibleName(tr("Spectrum of the epoch"));
    setAccessibleDescription(tr("Power of the epoch in view over frequency, 0 to 35 Hz"));
    m_caption->setContentsMargins(8, 4, 8, 0);
    m_shares->setContentsMargins(8, 0, 8, 6);
    m_shares->setWordWrap(true);
    m_shares->setObjectName(QStringLiteral("shares"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_caption);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_shares);

    m_plot->xAxis->setRange(0.0, kHighestHz);
    m_plot->yAxis->setRange(kUsualLow, kUsualHigh);
    auto decibels = QSharedPointer<QCPAxisTickerFixed>::create();
    decibels->setTickStep(20.0);
    m_plot->yAxis->setTicker(decibels);
    m_plot->setMinimumHeight(90);
    m_plot->addPainter(QStringLiteral("main"), [this](QPainter& painter) { paint(painter); });
    connect(&document, &StudyDocument::recordingChanged, this, &SpectrumPanel::measure);
    connect(&document, &StudyDocument::derivationChanged, this, &SpectrumPanel::measure);
    connect(&document, &StudyDocument::currentEpochChanged, this, &SpectrumPanel::measure);
    applyTheme();
}

QSize SpectrumPanel::sizeHint() const {
    return {380, 260};
}

void SpectrumPanel::measure() {
    m_job.cancel();
    const auto& recording = m_document.recording();
    const auto& derivation = m_document.derivation();
    const EpochGrid& grid = m_document.grid();
    if (!isVisible())
        return; // showEvent() comes back to it
    if (!recording || !derivation || grid.count == 0) {
        m_caption->clear();
        take(fail(ErrorCode::DataMissing, "no epoch"));
        return;
    }
    const std::int64_t epoch = m_document.currentEpoch();
    m_job = m_runner.start(
        Lane::Pictures, Priority::Urgent,
        [recording, derivation = *derivation, from = grid.onsetSeconds(epoch),
         to = grid.onsetSeconds(epoch + 1)](const TaskContext& context) {
            return epochSpectrum(*recording, derivation, from, to, context);
        },
        [this, name = toQString(derivation->name), epoch](Result<EpochSpectrum> spectrum) {
            m_caption->setText(tr("Epoch %1 on %2: dB re 1 µV²/Hz by Hz").arg(epoch + 1).arg(name));
            take(std::move(spectrum));
        });
}

void SpectrumPanel::take(Result<EpochSpectrum> spectrum) {
    m_spectrum.reset();
    m_message = tr("Too little was recorded here for a spectrum.");
    double low = kUsualLow, high = kUsualHigh;
    if (spectrum) {
        m_spectrum = std::move(*spectrum);
        for (const double decibels : m_spectrum->decibels) {
            low = std::min(low, std::max(kLowestShown, std::floor(decibels / 10.0) * 10.0));
            high = std::max(high, std::ceil(decibels / 10.0) * 10.0);
        }
    }
    m_plot->yAxis->setRange(low, high);
    m_shares->setText(sharesText());
    m_plot->replotSoon();
}

QString SpectrumPanel::sharesText() const {
    if (!m_spectrum)
        return {};
    QStringList parts;
    for (std::size_t band = 0; band < m_spectrum->share.size(); ++band)
        parts << tr("%1 %2 %", "band, its share")
                     .arg(QString::fromUtf16(kSymbols[band]))
                     .arg(m_spectrum->share[band] * 100.0, 0, 'f', 0)
                     .replace(QLatin1Char(' '), QChar(0x00a0)); // a share never breaks in two
    return parts.join(QStringLiteral("   "));
}

void SpectrumPanel::paint(QPainter& painter) const {
    const QRect area = m_plot->axisRect()->rect();
    if (!m_spectrum) {
        paintMessage(painter, m_theme, area, m_message);
        return;
    }
    painter.save();
    painter.setClipRect(area);
    const QFontMetrics metrics(m_theme.smallFont);
    painter.setFont(m_theme.smallFont);
    for (std::size_t band = 0; band < dsp::kSleepBands.size(); ++band) {
        const double left = m_plot->xAxis->coordToPixel(dsp::kSleepBands[band].lowHz);
        const double right = m_plot->xAxis->coordToPixel(dsp::kSleepBands[band].highHz);
        if (band % 2 == 1)
            painter.fillRect(QRectF(left, area.top(), right - left, area.height()), m_theme.outside);
        painter.setPen(m_theme.mutedText);
        painter.drawText(QRectF(left, area.top() + 2, right - left, metrics.height()), Qt::AlignCenter,
                         QString::fromUtf16(kSymbols[band]));
    }
    QPainterPath curve;
    for (std::size_t bin = 0; bin < m_spectrum->decibels.size(); ++bin) {
        const QPointF point(m_plot->xAxis->coordToPixel(static_cast<double>(bin) * m_spectrum->binWidthHz),
                            m_plot->yAxis->coordToPixel(std::max(kLowestShown, m_spectrum->decibels[bin])));
        bin == 0 ? curve.moveTo(point) : curve.lineTo(point);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.trace(ChannelRole::Eeg), 1.4));
    painter.drawPath(curve);
    painter.restore();
}

void SpectrumPanel::applyTheme() {
    m_theme = Theme::fromPalette(palette(), font());
    m_plot->applyTheme(m_theme);
    m_plot->replotSoon();
}

void SpectrumPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
    QWidget::changeEvent(event);
}

void SpectrumPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    measure();
}

} // namespace hypnodesk
