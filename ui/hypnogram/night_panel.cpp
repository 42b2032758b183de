#include "ui/hypnogram/night_panel.h"

#include "ui/hypnogram/night_painter.h"
#include "ui/plot/plot_canvas.h"

#include <QEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hypnodesk {

namespace {

constexpr double kZoomStep = 1.25;
constexpr double kPanShare = 0.1;    // of the visible span, per step of the wheel
constexpr double kLeastSpan = 300.0; // seconds
constexpr int kRightMargin = 12;
constexpr int kRowSpacing = 5;
const QString kHypnogramLayer = QStringLiteral("hypnogram");
const QString kOverlay = QStringLiteral("overlay");

} // namespace

NightPanel::NightPanel(QWidget* parent)
    : QWidget(parent), m_line(new QLabel(this)), m_plot(new PlotCanvas(this)),
      m_painter(std::make_unique<NightPainter>()), m_wheel(std::make_unique<WheelSteps>()) {
    setAccessibleName(tr("Whole night"));
    setAccessibleDescription(tr("Spectrogram, stage probabilities and hypnogram of the whole night"));
    m_line->setAccessibleName(tr("Epoch under the mouse or in view"));
    setFocusPolicy(Qt::ClickFocus);
    m_line->setTextFormat(Qt::PlainText);
    // Its text must never make the window wider.
    m_line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_line);
    layout->addWidget(m_plot, 1);

    m_plot->plotLayout()->clear();
    m_plot->plotLayout()->setRowSpacing(kRowSpacing);
    m_plot->addBufferedLayer(kHypnogramLayer);
    for (int row = 0; row < 3; ++row) {
        auto* rectangle = new QCPAxisRect(m_plot);
        m_plot->plotLayout()->addElement(row, 0, rectangle);
        rectangle->setAutoMargins(row == 2 ? QCP::msBottom : QCP::msNone);
        for (QCPAxis* axis : rectangle->axes()) {
            axis->setLayer(QStringLiteral("axes"));
            axis->grid()->setLayer(QStringLiteral("grid"));
        }
        rectangle->axis(QCPAxis::atLeft)->setVisible(false);
        rectangle->axis(QCPAxis::atBottom)->setTickLabels(row == 2);
        rectangle->axis(QCPAxis::atBottom)->grid()->setVisible(row == 2);
        m_rows.push_back(rectangle);
    }
    m_plot->plotLayout()->setRowStretchFactors({3.0, 3.0, 4.0});
    QCPAxis* time = m_rows[2]->axis(QCPAxis::atBottom);
    m_ticker = QSharedPointer<ClockTicker>::create(time);
    for (QCPAxisRect* rectangle : m_rows)
        rectangle->axis(QCPAxis::atBottom)->setTicker(m_ticker);

    const auto add = [this](const QString& layer, auto paint) {
        m_plot->addPainter(layer, [this, paint](QPainter& painter) { paint(painter); });
    };
    add(QStringLiteral("main"), [this](QPainter& painter) {
        if (m_painter->isEmpty())
            paintMessage(painter, m_painter->theme, m_plot->viewport(), m_painter->message);
        m_painter->paintSpectrogram(painter, m_rows[0]->rect());
        m_painter->paintDensity(painter, m_rows[1]->rect());
    });
    add(QStringLiteral("axes"), [this](QPainter& painter) {
        m_painter->paintGutter(painter, m_rows[0]->rect(), m_rows[1]->rect(), m_rows[2]->rect());
    });
    add(kHypnogramLayer,
        [this](QPainter& painter) { m_painter->paintHypnogram(painter, m_rows[2]->rect()); });
    add(kOverlay, [this](QPainter& painter) { m_painter->paintMarkers(painter, nightArea()); });
    m_plot->installEventFilter(this);
    applyTheme();
}

NightPanel::~NightPanel() = default;

void NightPanel::setNight(const EpochGrid& grid, const StartTime& start) {
    NightPainter& state = *m_painter;
    state.grid = grid;
    state.start = start;
    state.spectrogram.set(nullptr, 0.0);
    state.isSpectrogramBusy = false;
    state.probabilities.reset();
    state.hypnogram = Hypnogram(grid);
    state.rkStages.clear();
    state.overlay.reset();
    state.lightsOff.reset();
    state.lightsOn.reset();
    state.cycles.clear();
    state.reviewMarks.clear();
    state.currentFrom = state.currentTo = 0.0;
    state.cursor.reset();
    m_hovered.reset();
    m_isDragging = false;
    m_ticker->setStart(start);
    updateLayout();
    showWholeNight();
    updateLine();
}

void NightPanel::setSpectrogram(SpectrogramPtr spectrogram, double startSeconds) {
    SpectrogramPicture& picture = m_painter->spectrogram;
    picture.set(std::move(spectrogram), startSeconds);
    updateFrequencies();
}

void NightPanel::setHighestHz(double hertz) {
    m_highestHz = hertz;
    updateFrequencies();
}

// As far as is wanted and the spectrogram reaches, in the colours of what is shown.
void NightPanel::updateFrequencies() {
    SpectrogramPicture& picture = m_painter->spectrogram;
    double highest = m_highestHz > 0.0 ? m_highestHz : SpectrogramPicture::kHighestHz;
    if (!picture.isEmpty()) {
        const dsp::Spectrogram& all = *picture.spectrogram();
        const double reaches = all.firstBinHz + all.bins * all.binWidthHz;
        highest = m_highestHz > 0.0 ? std::min(m_highestHz, reaches) : reaches;
        picture.setHighestHz(highest);
        const double end = all.firstFrameSeconds + static_cast<double>(all.frames) * all.frameStepSeconds;
        picture.setRange(percentileRange(all, picture.partWithin(0.0, end)));
    }
    picture.setHighestHz(highest);
    m_plot->replotSoon();
}

void NightPanel::setSpectrogramBusy(bool busy) {
    m_painter->isSpectrogramBusy = busy;
    m_plot->replotSoon();
}

void NightPanel::setProbabilities(std::optional<NightProbabilities> night) {
    m_painter->probabilities = std::move(night);
    updateLine();
    m_plot->replotSoon();
}

void NightPanel::setHypnogram(const Hypnogram& hypnogram, const RkStages& rkStages) {
    if (hypnogram == m_painter->hypnogram && rkStages == m_painter->rkStages)
        return;
    m_painter->hypnogram = hypnogram;
    if (std::exchange(m_painter->rkStages, rkStages).empty() != rkStages.empty())
        m_plot->replotSoon(); // other rows have other names
    updateCycles();
    updateLine();
    m_plot->replotLayer(kHypnogramLayer);
}

// The names of the rows move when the row of cycles comes or goes.
void NightPanel::updateCycles() {
    NightPainter& state = *m_painter;
    auto cycles = nightCycles(state.hypnogram, state.lightsOff, state.lightsOn);
    const bool isOtherLayout = cycles.empty() != state.cycles.empty();
    state.cycles = std::move(cycles);
    if (isOtherLayout)
        m_plot->replotSoon();
    else
        m_plot->replotLayer(kHypnogramLayer);
}

void NightPanel::setOverlay(std::optional<Hypnogram> hypnogram, const QString& name,
                            const RkStages& rkStages) {
    NightPainter& state = *m_painter;
    if (state.overlay == hypnogram && state.overlayName == name && state.overlayRkStages == rkStages)
        return;
    state.overlayRkStages = rkStages;
    state.overlay = std::move(hypnogram);
    state.overlayName = name;
    updateLine();
    m_plot->replotLayer(kHypnogramLayer);
}

void NightPanel::setLights(std::optional<double> offSeconds, std::optional<double> onSeconds) {
    m_painter->lightsOff = offSeconds;
    m_painter->lightsOn = onSeconds;
    updateCycles();
    m_plot->replotLayer(kOverlay);
}

void NightPanel::setEvents(const EventList& events) {
    const bool hadAny = !m_painter->events.isEmpty();
    m_painter->events.set(events);
    if (hadAny || !m_painter->events.isEmpty())
        m_plot->replotSoon(); // the stages move up or down, and with them their names
}

void NightPanel::setCurrentSpan(double fromSeconds, double toSeconds) {
    NightPainter& state = *m_painter;
    state.currentFrom = fromSeconds;
    state.currentTo = toSeconds;
    updateLine();
    const double span = state.to - state.from;
    if (fromSeconds < state.from || toSeconds > state.to) // zoomed in, and left behind: follow
        setVisibleSpan((fromSeconds + toSeconds - span) / 2.0, (fromSeconds + toSeconds + span) / 2.0);
    else
        m_plot->replotLayer(kOverlay);
}

void NightPanel::setReviewMarks(std::vector<std::int64_t> epochs) {
    m_painter->reviewMarks = std::move(epochs);
    m_plot->replotLayer(kHypnogramLayer);
}

void NightPanel::setCursorTime(std::optional<double> seconds) {
    if (seconds == m_painter->cursor)
        return;
    m_painter->cursor = seconds;
    m_plot->replotLayer(kOverlay);
}

void NightPanel::setDensityMessage(const QString& message) {
    m_painter->densityMessage = message;
    m_plot->replotSoon();
}

void NightPanel::setMessage(const QString& message) {
    m_painter->message = message;
    m_plot->replotSoon();
}

void NightPanel::setTheme(const Theme& theme) {
    m_painter->theme = theme;
    m_themeIsOwn = true;
    applyTheme();
}

void NightPanel::applyTheme() {
    if (!m_themeIsOwn)
        m_painter->theme = Theme::fromPalette(palette(), font());
    m_plot->applyTheme(m_painter->theme);
    updateLayout();
}

void NightPanel::updateLayout() {
    const int gutter = m_painter->gutterWidth();
    const bool isEmpty = m_painter->isEmpty();
    for (QCPAxisRect* rectangle : m_rows) {
        rectangle->setMargins(QMargins(gutter, 0, kRightMargin, 0));
        rectangle->axis(QCPAxis::atBottom)->setVisible(!isEmpty);
        rectangle->setBackground(isEmpty ? QBrush(Qt::NoBrush) : QBrush(m_painter->theme.background));
    }
    m_line->setContentsMargins(gutter, 2, kRightMargin, 0);
    m_line->setVisible(!isEmpty);
    m_plot->replotSoon();
}

void NightPanel::updateLine() {
    const NightPainter& state = *m_painter;
    const double seconds = m_hovered.value_or((state.currentFrom + state.currentTo) / 2.0);
    const QString line =
        m_hovered || state.currentTo > state.currentFrom ? state.describe(seconds) : QString();
    const QString fitting =
        m_line->fontMetrics().elidedText(line, Qt::ElideRight, m_line->contentsRect().width());
    if (fitting != m_line->text()) {
        m_line->setText(fitting);
        m_line->setAccessibleDescription(line);
    }
}

void NightPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    updateLine();
}

double NightPanel::visibleFrom() const {
    return m_painter->from;
}
double NightPanel::visibleTo() const {
    return m_painter->to;
}

void NightPanel::showWholeNight() {
    const EpochGrid& grid = m_painter->grid;
    setVisibleSpan(grid.startSeconds, std::max(grid.endSeconds(), grid.startSeconds + 1.0));
}

void NightPanel::setVisibleSpan(double fromSeconds, double toSeconds) {
    const EpochGrid& grid = m_painter->grid;
    const double first = grid.startSeconds, whole = std::max(1.0, grid.endSeconds() - first);
    const double span = std::clamp(toSeconds - fromSeconds, std::min(kLeastSpan, whole), whole);
    const double begin = std::clamp((fromSeconds + toSeconds - span) / 2.0, first, first + whole - span);
    m_painter->from = begin;
    m_painter->to = begin + span;
    for (QCPAxisRect* rectangle : m_rows)
        rectangle->axis(QCPAxis::atBottom)->setRange(begin, begin + span);
    m_plot->replotSoon();
    Q_EMIT visibleSpanChanged(begin, begin + span);
}

QString NightPanel::describe(double seconds) const {
    return m_painter->describe(seconds);
}

QSize NightPanel::sizeHint() const {
    return {900, 320};
}

QSize NightPanel::minimumSizeHint() const {
    const QFontMetrics metrics(m_painter->theme.font);
    return {metrics.averageCharWidth() * 36, metrics.height() * 8};
}

QRect NightPanel::nightArea() const {
    return m_rows.front()->rect().united(m_rows.back()->rect());
}

double NightPanel::xOf(double seconds) const {
    return m_plot->x() + m_painter->xOf(seconds, nightArea());
}

double NightPanel::timeAt(double x) const {
    const QRect area = nightArea();
    const double span = m_painter->to - m_painter->from;
    return m_painter->from + (x - m_plot->x() - area.left()) / std::max(1, area.width()) * span;
}

double NightPanel::limitedTimeAt(double plotX) const {
    const EpochGrid& grid = m_painter->grid;
    // Just inside the end: a click at the right edge means the last epoch.
    return std::clamp(timeAt(plotX + m_plot->x()), grid.startSeconds, grid.endSeconds() - 1e-3);
}

void NightPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
    QWidget::changeEvent(event);
}

void NightPanel::mousePressed(const QMouseEvent& event) {
    const bool isOver = nightArea().contains(event.position().toPoint());
    if (event.button() != Qt::LeftButton || m_painter->isEmpty() || !isOver)
        return;
    m_isDragging = true;
    m_isChoosing = event.modifiers() & Qt::ShiftModifier;
    tellPlace(event.position().x());
}

void NightPanel::tellPlace(double plotX) {
    if (m_isChoosing)
        Q_EMIT rangeDragged(limitedTimeAt(plotX));
    else
        Q_EMIT timeClicked(limitedTimeAt(plotX));
}

void NightPanel::mouseMoved(const QMouseEvent& event) {
    const bool isOver = nightArea().contains(event.position().toPoint());
    if (m_isDragging)
        tellPlace(event.position().x());
    m_hovered = isOver ? std::optional(limitedTimeAt(event.position().x())) : std::nullopt;
    updateLine();
    Q_EMIT hovered(m_hovered);
}

void NightPanel::wheel(const QWheelEvent& event) {
    const int steps = m_wheel->add(event);
    if (steps == 0 || m_painter->isEmpty())
        return;
    const double from = m_painter->from, to = m_painter->to;
    const bool isSideways = event.angleDelta().y() == 0 || (event.modifiers() & Qt::ShiftModifier);
    if (isSideways) {
        const double shift = -steps * kPanShare * (to - from);
        setVisibleSpan(from + shift, to + shift);
        return;
    }
    const double around = limitedTimeAt(event.position().x());
    const double factor = std::pow(kZoomStep, -steps);
    // The time under the mouse stays there; setVisibleSpan() keeps the middle, so shortest spans are met
    // beforehand.
    const double least = std::min(1.0, kLeastSpan / (to - from));
    const double limited = std::max(factor, least);
    setVisibleSpan(around - (around - from) * limited, around + (to - around) * limited);
}

bool NightPanel::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseMove:
        if (!m_painter->isEmpty())
            mouseMoved(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::Leave:
        m_hovered.reset();
        updateLine();
        Q_EMIT hovered(std::nullopt);
        return false;
    case QEvent::MouseButtonPress:
        mousePressed(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        showWholeNight();
        return true;
    case QEvent::MouseButtonRelease:
        m_isDragging = false;
        return true;
    case QEvent::Wheel:
        wheel(*static_cast<QWheelEvent*>(event));
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace hypnodesk
