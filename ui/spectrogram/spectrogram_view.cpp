#include "ui/spectrogram/spectrogram_view.h"

#include "ui/base/words.h"
#include "ui/plot/clock_axis.h"
#include "ui/plot/plot_canvas.h"
#include "ui/plot/smooth_scroll.h"
#include "ui/plot/spectrogram_picture.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kZoomStep = 1.25;
constexpr int kTopMargin = 4;

/// The EEG bands named beside the picture (AASM; sigma: spindles).
struct Band {
    const char16_t* symbol;
    double fromHz, toHz;
};
constexpr std::array<Band, 5> kBands{
    {{u"δ", 0.5, 4.0}, {u"θ", 4.0, 8.0}, {u"α", 8.0, 12.0}, {u"σ", 12.0, 16.0}, {u"β", 16.0, 30.0}}};

} // namespace

SpectrogramView::SpectrogramView(QWidget* parent)
    : QWidget(parent), m_plot(new PlotCanvas(this)), m_picture(std::make_unique<SpectrogramPicture>()),
      m_wheel(std::make_unique<WheelSteps>()), m_pinch(std::make_unique<PinchSteps>()) {
    setAccessibleName(tr("Spectrogram"));
    setAccessibleDescription(tr("Power of the signal over time and frequency"));
    setFocusPolicy(Qt::ClickFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);

    m_plot->axisRect()->setAutoMargins(QCP::msBottom);
    m_ticker = QSharedPointer<ClockTicker>::create(m_plot->xAxis);
    m_plot->xAxis->setTicker(m_ticker);
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->yAxis->grid()->setVisible(false);
    updateFrequencies();
    m_plot->yAxis->setNumberFormat(QStringLiteral("f"));
    m_plot->yAxis->setNumberPrecision(0);
    m_plot->addPainter(QStringLiteral("main"), [this](QPainter& painter) { paintPicture(painter); });
    m_plot->addPainter(QStringLiteral("axes"), [this](QPainter& painter) { paintBands(painter); });
    m_plot->addPainter(QStringLiteral("overlay"), [this](QPainter& painter) { paintOverlay(painter); });
    m_plot->installEventFilter(this);
    setSpan(0.0, kEpochSeconds);
    applyTheme();
}

SpectrogramView::~SpectrogramView() = default;

void SpectrogramView::setTitle(const QString& title) {
    m_title = title;
    m_plot->replotSoon();
}

void SpectrogramView::setStartTime(const StartTime& start) {
    m_ticker->setStart(start);
    m_plot->replotSoon();
}

void SpectrogramView::setSpectrogram(SpectrogramPtr spectrogram, double startSeconds) {
    m_picture->set(std::move(spectrogram), startSeconds);
    updateFrequencies();
    updateRange();
}

void SpectrogramView::setSpan(double fromSeconds, double toSeconds) {
    if (!std::isfinite(fromSeconds) || !std::isfinite(toSeconds) || !(toSeconds > fromSeconds))
        return;
    m_plot->xAxis->setRange(fromSeconds, toSeconds);
    updateRange();
}

double SpectrogramView::spanFrom() const {
    return m_plot->xAxis->range().lower;
}
double SpectrogramView::spanTo() const {
    return m_plot->xAxis->range().upper;
}

void SpectrogramView::setScoredEpoch(double fromSeconds, double toSeconds) {
    m_epochFrom = fromSeconds;
    m_epochTo = toSeconds;
    m_plot->replotSoon();
}

void SpectrogramView::setCursorTime(std::optional<double> seconds) {
    if (seconds == m_cursor)
        return;
    m_cursor = seconds;
    m_plot->replotLayer(QStringLiteral("overlay"));
}

void SpectrogramView::setDecibelRange(std::optional<DecibelRange> range) {
    m_nightRange = range;
    updateRange();
}

void SpectrogramView::setLook(const SpectrogramLook& look) {
    if (look.source != m_look.source)
        m_nightRange.reset(); // decibels of the two views do not compare
    m_look = look;
    m_picture->setColours(colourMap(look.colours));
    updateFrequencies();
    updateRange();
}

void SpectrogramView::setBar(QWidget* bar) {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(4, 2, 4, 0);
    row->addWidget(bar); // becomes a child of this
    row->addStretch();
    static_cast<QVBoxLayout*>(layout())->insertLayout(0, row);
}

void SpectrogramView::updateRange() {
    if (m_look.scale == DecibelScale::Fixed)
        m_picture->setRange(m_look.fixed);
    else if (m_look.scale == DecibelScale::Night && m_nightRange)
        m_picture->setRange(*m_nightRange);
    else if (const SpectrogramPart page = m_picture->partWithin(spanFrom(), spanTo()); !page.isEmpty())
        m_picture->setRange(percentileRange(*m_picture->spectrogram(), page));
    m_plot->replotSoon();
}

// As far as the look wants and the spectrogram reaches.
void SpectrogramView::updateFrequencies() {
    double highest = m_look.highestHz > 0.0 ? m_look.highestHz : SpectrogramPicture::kHighestHz;
    if (!m_picture->isEmpty()) {
        const dsp::Spectrogram& shown = *m_picture->spectrogram();
        const double reaches = shown.firstBinHz + shown.bins * shown.binWidthHz;
        highest = m_look.highestHz > 0.0 ? std::min(m_look.highestHz, reaches) : reaches;
    }
    m_picture->setHighestHz(highest);
    m_plot->yAxis->setRange(SpectrogramPicture::kLowestHz, highest);
    auto frequencies = QSharedPointer<QCPAxisTickerFixed>::create();
    frequencies->setTickStep(highest <= 25.0 ? 5.0 : highest <= 60.0 ? 10.0 : highest <= 150.0 ? 20.0 : 50.0);
    m_plot->yAxis->setTicker(frequencies);
}

void SpectrogramView::setBusy(bool busy) {
    m_isBusy = busy;
    m_plot->replotSoon();
}

void SpectrogramView::setMessage(const QString& message) {
    m_message = message;
    m_plot->replotSoon();
}

void SpectrogramView::setTheme(const Theme& theme) {
    m_theme = theme;
    m_themeIsOwn = true;
    applyTheme();
}

void SpectrogramView::applyTheme() {
    if (!m_themeIsOwn)
        m_theme = Theme::fromPalette(palette(), font());
    m_plot->applyTheme(m_theme);
    updateLayout();
}

void SpectrogramView::setGutterWidth(int pixels) {
    m_fixedGutter = pixels;
    updateLayout();
}

int SpectrogramView::gutterWidth() const {
    return m_plot->axisRect()->margins().left();
}

void SpectrogramView::updateLayout() {
    const QFontMetrics metrics(m_theme.smallFont);
    const int gutter =
        m_fixedGutter > 0 ? m_fixedGutter : metrics.horizontalAdvance(QStringLiteral("30 Hz")) + 12;
    const int bands = metrics.horizontalAdvance(QStringLiteral("M")) + 10;
    m_plot->axisRect()->setMargins(QMargins(gutter, kTopMargin, bands, 0));
    m_plot->replotSoon();
}

void SpectrogramView::paintPicture(QPainter& painter) {
    const QRect area = m_plot->axisRect()->rect();
    if (m_picture->isEmpty()) {
        paintMessage(painter, m_theme, area, m_isBusy ? tr("computing…") : m_message);
        return;
    }
    m_picture->paint(painter, area, spanFrom(), spanTo());
}

/// Above the highest number; below it where that stands at the top.
int SpectrogramView::unitTop(const QFontMetrics& metrics) const {
    const QRect area = m_plot->axisRect()->rect();
    const double step = m_plot->yAxis->ticker().staticCast<QCPAxisTickerFixed>()->tickStep();
    const double highest = std::floor(m_plot->yAxis->range().upper / step) * step;
    const int middle = static_cast<int>(std::lround(m_plot->yAxis->coordToPixel(highest)));
    const int top = middle - metrics.height() / 2;
    return top > area.top() + metrics.height() ? area.top() : top + metrics.height();
}

void SpectrogramView::paintBands(QPainter& painter) const {
    const QRect area = m_plot->axisRect()->rect();
    const QFontMetrics metrics(m_theme.smallFont);
    painter.setFont(m_theme.smallFont);
    painter.setPen(m_theme.mutedText);
    if (area.height() > 8 * metrics.height()) // else it meets the numbers
        painter.drawText(QRect(0, unitTop(metrics), area.left() - 6, metrics.height()), Qt::AlignRight,
                         tr("Hz"));
    if (m_picture->isEmpty())
        return;
    for (const Band& band : kBands) {
        if (!m_look.bandGuides || band.fromHz >= m_picture->highestHz())
            continue;
        const auto top =
            std::max(area.top(), static_cast<int>(std::lround(m_plot->yAxis->coordToPixel(band.toHz))));
        const auto bottom = static_cast<int>(std::lround(m_plot->yAxis->coordToPixel(band.fromHz)));
        painter.setPen(QPen(QColor(255, 255, 255, 70), 0));
        painter.drawLine(area.left(), top, area.right(), top);
        painter.setPen(QPen(m_theme.guide, 0));
        painter.drawLine(area.right() + 1, top, area.right() + 6, top);
        if (bottom - top >= metrics.ascent()) {
            painter.setPen(m_theme.mutedText);
            painter.drawText(QRect(area.right() + 1, top, width() - area.right() - 1, bottom - top),
                             Qt::AlignCenter, QString::fromUtf16(band.symbol));
        }
    }
    if (m_epochTo > m_epochFrom && (m_epochFrom > spanFrom() || m_epochTo < spanTo())) {
        painter.setPen(QPen(QColor(255, 255, 255, 200), 0));
        for (const double edge : {m_epochFrom, m_epochTo}) {
            const auto x = static_cast<int>(std::lround(m_plot->xAxis->coordToPixel(edge)));
            if (x > area.left() && x < area.right())
                painter.drawLine(x, area.top(), x, area.bottom());
        }
    }
}

void SpectrogramView::paintOverlay(QPainter& painter) const {
    const QRect area = m_plot->axisRect()->rect();
    if (m_cursor && *m_cursor >= spanFrom() && *m_cursor <= spanTo() && !m_picture->isEmpty())
        paintCursorLine(painter, m_theme, area, m_plot->xAxis->coordToPixel(*m_cursor),
                        clockText(m_ticker->start(), *m_cursor));
    if (m_picture->isEmpty())
        return;
    const QString under = m_mouse ? describe(m_mouse->x(), m_mouse->y()) : QString();
    if (!under.isEmpty())
        paintBadge(painter, m_theme, area, under);
    else if (m_isBusy)
        paintBadge(painter, m_theme, area, tr("computing…"));
    else if (!m_title.isEmpty())
        paintBadge(painter, m_theme, area, m_title);
}

QString SpectrogramView::describe(double seconds, double hertz) const {
    const float decibels = m_picture->decibelsAt(seconds, hertz);
    if (!std::isfinite(decibels))
        return {};
    return tr("%1   %2 Hz   %3 dB", "clock time, frequency, power")
        .arg(clockText(m_ticker->start(), seconds))
        .arg(decimalText(hertz, 1))
        .arg(decimalText(decibels, 1));
}

QSize SpectrogramView::sizeHint() const {
    return {600, 320};
}

QSize SpectrogramView::minimumSizeHint() const {
    const QFontMetrics metrics(m_theme.font);
    return {metrics.averageCharWidth() * 28, metrics.height() * 5};
}

double SpectrogramView::xOf(double seconds) const {
    return m_plot->x() + m_plot->xAxis->coordToPixel(seconds);
}
double SpectrogramView::timeAt(double x) const {
    return m_plot->xAxis->pixelToCoord(x - m_plot->x());
}

void SpectrogramView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
    QWidget::changeEvent(event);
}

bool SpectrogramView::isOverPicture(const QPointF& position) const {
    return !m_picture->isEmpty() && m_plot->axisRect()->rect().contains(position.toPoint());
}

void SpectrogramView::wheel(const QWheelEvent& event) {
    if (m_picture->isEmpty())
        return;
    const double width = m_plot->axisRect()->width();
    if (const auto pixels = scrolledPixels(event, width)) {
        Q_EMIT scrollRequested(*pixels / width * (spanTo() - spanFrom()));
        return;
    }
    const int steps = m_wheel->add(event);
    if (steps == 0)
        return;
    if (event.modifiers() & Qt::ControlModifier)
        Q_EMIT zoomRequested(std::pow(kZoomStep, -steps), m_plot->xAxis->pixelToCoord(event.position().x()));
    else
        Q_EMIT pageRequested(-steps);
}

bool SpectrogramView::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseMove: {
        const QPointF position = static_cast<QMouseEvent*>(event)->position();
        m_mouse.reset();
        if (isOverPicture(position))
            m_mouse =
                QPointF(m_plot->xAxis->pixelToCoord(position.x()), m_plot->yAxis->pixelToCoord(position.y()));
        m_plot->replotLayer(QStringLiteral("overlay"));
        Q_EMIT cursorMoved(m_mouse ? std::optional(m_mouse->x()) : std::nullopt);
        return true;
    }
    case QEvent::Leave:
        m_mouse.reset();
        m_plot->replotLayer(QStringLiteral("overlay"));
        Q_EMIT cursorMoved(std::nullopt);
        return false;
    case QEvent::MouseButtonPress: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->button() == Qt::LeftButton && isOverPicture(mouse->position()))
            Q_EMIT clickedAt(m_plot->xAxis->pixelToCoord(mouse->position().x()));
        return true;
    }
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick: // comes after the second press, which counts
        return true;
    case QEvent::NativeGesture: {
        const auto& gesture = *static_cast<QNativeGestureEvent*>(event);
        if (const int steps = m_pinch->add(gesture); steps != 0 && !m_picture->isEmpty())
            Q_EMIT zoomRequested(std::pow(kZoomStep, -steps),
                                 m_plot->xAxis->pixelToCoord(gesture.position().x()));
        return true;
    }
    case QEvent::Wheel:
        wheel(*static_cast<QWheelEvent*>(event));
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace hypnodesk
