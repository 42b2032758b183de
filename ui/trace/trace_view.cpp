#include "ui/trace/trace_view.h"

#include "ui/plot/plot_canvas.h"
#include "ui/plot/smooth_scroll.h"
#include "ui/trace/trace_painter.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hypnodesk {

namespace {

constexpr double kZoomStep = 1.25;
constexpr int kTopMargin = 4;
constexpr int kRightMargin = 10;
constexpr double kStillPixels = 3.0; // a mouse that moved less did not pull

} // namespace

TraceView::TraceView(QWidget* parent)
    : QWidget(parent), m_plot(new PlotCanvas(this)), m_painter(std::make_unique<TracePainter>()),
      m_wheel(std::make_unique<WheelSteps>()), m_pinch(std::make_unique<PinchSteps>()) {
    setAccessibleName(tr("Signals"));
    setAccessibleDescription(tr("The signals of the recording around the epoch in view"));
    setFocusPolicy(Qt::ClickFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);

    m_plot->yAxis->setVisible(false);
    m_plot->axisRect()->setAutoMargins(QCP::msBottom);
    m_ticker = QSharedPointer<ClockTicker>::create(m_plot->xAxis);
    m_plot->xAxis->setTicker(m_ticker);
    m_plot->xAxis->grid()->setSubGridVisible(true);
    m_plot->addPainter(QStringLiteral("main"), [this](QPainter& painter) {
        m_painter->paintTraces(painter, m_plot->axisRect()->rect());
    });
    m_plot->addPainter(QStringLiteral("axes"), [this](QPainter& painter) {
        m_painter->paintGutter(painter, m_plot->axisRect()->rect());
    });
    m_plot->addPainter(QStringLiteral("overlay"), [this](QPainter& painter) {
        m_painter->paintMeasure(painter, m_plot->axisRect()->rect());
        m_painter->paintCursor(painter, m_plot->axisRect()->rect());
    });
    connect(m_plot, &QCustomPlot::afterReplot, this, [this] {
        if (const auto scale = paperScale(); scale != m_toldScale) {
            m_toldScale = scale;
            Q_EMIT paperScaleChanged();
        }
    });
    m_plot->installEventFilter(this);
    setSpan(0.0, kEpochSeconds);
    applyTheme();
}

TraceView::~TraceView() = default;

void TraceView::setSource(RecordingPtr recording, const std::vector<Derivation>& montage) {
    std::vector<TraceRow> rows;
    for (const Derivation& derivation : montage)
        rows.push_back({derivation, {}});
    setRows(std::move(recording), rows);
}

void TraceView::setRows(RecordingPtr recording, const std::vector<TraceRow>& rows) {
    m_pressed.reset();
    m_painter->measure.reset(); // its row may be another
    m_painter->reader.setRows(std::move(recording), rows);
    if (m_hoveredRow && *m_hoveredRow >= m_painter->reader.rowCount())
        m_hoveredRow.reset();
    if (const RecordingPtr& opened = m_painter->reader.recording())
        m_ticker->setStart(opened->info().start);
    QStringList names;
    for (const Derivation& derivation : m_painter->reader.montage())
        names << QString::fromStdString(derivation.name);
    setAccessibleDescription(names.isEmpty() ? m_painter->message : names.join(QStringLiteral(", ")));
    updateLayout();
}

void TraceView::setEnvelopes(EnvelopesPtr envelopes) {
    m_painter->reader.setEnvelopes(std::move(envelopes));
    m_plot->replotSoon();
}

void TraceView::setMessage(const QString& message) {
    m_painter->message = message;
    if (m_painter->isEmpty())
        m_plot->replotSoon();
}

void TraceView::setSpan(double fromSeconds, double toSeconds) {
    if (!std::isfinite(fromSeconds) || !std::isfinite(toSeconds) || !(toSeconds > fromSeconds))
        return;
    m_painter->from = fromSeconds;
    m_painter->to = toSeconds;
    m_plot->xAxis->setRange(fromSeconds, toSeconds);
    m_plot->replotSoon();
}

double TraceView::spanFrom() const {
    return m_painter->from;
}
double TraceView::spanTo() const {
    return m_painter->to;
}

void TraceView::setScoredEpoch(double fromSeconds, double toSeconds) {
    m_painter->epochFrom = fromSeconds;
    m_painter->epochTo = toSeconds;
    m_plot->replotSoon();
}

void TraceView::setCursorTime(std::optional<double> seconds) {
    if (seconds == m_painter->cursor)
        return;
    m_painter->cursor = seconds;
    m_plot->replotLayer(QStringLiteral("overlay"));
}

void TraceView::setSettings(const TraceSettings& settings) {
    m_painter->reader.setSettings(settings);
    updateLayout(); // the widest text of the gutter may be another
}

const TraceSettings& TraceView::settings() const {
    return m_painter->reader.settings();
}

void TraceView::setPixelsPerMillimetre(double pixels) {
    if (!(pixels > 0.0) || pixels == m_painter->pixelsPerMillimetre)
        return;
    m_painter->pixelsPerMillimetre = pixels;
    updateLayout();
}

std::optional<PaperScale> TraceView::paperScale() const {
    const QRect plot = m_plot->axisRect()->rect();
    const TraceReader& reader = m_painter->reader;
    for (int row = 0; row < reader.rowCount(); ++row) {
        const RowDisplay& display = reader.display(row);
        if (reader.channel(row).role != ChannelRole::Eeg || display.enlargement != 1.0 ||
            display.microvoltsPerMillimetre || plot.height() <= 0)
            continue;
        const RowGeometry geometry = m_painter->geometry(row, plot);
        return PaperScale{geometry.valuesPerRow / geometry.height * m_painter->pixelsPerMillimetre,
                          plot.width() / (m_painter->to - m_painter->from) / m_painter->pixelsPerMillimetre};
    }
    return std::nullopt;
}

void TraceView::setTheme(const Theme& theme) {
    m_painter->theme = theme;
    m_themeIsOwn = true;
    applyTheme();
}

void TraceView::applyTheme() {
    if (!m_themeIsOwn)
        m_painter->theme = Theme::fromPalette(palette(), font());
    m_plot->applyTheme(m_painter->theme);
    updateLayout();
}

void TraceView::setGutterWidth(int pixels) {
    m_fixedGutter = pixels;
    updateLayout();
}

int TraceView::gutterWidth() const {
    return m_plot->axisRect()->margins().left();
}

void TraceView::updateLayout() {
    const bool isEmpty = m_painter->isEmpty();
    const int gutter = m_fixedGutter > 0 ? m_fixedGutter : isEmpty ? kRightMargin : m_painter->gutterWidth();
    m_plot->xAxis->setVisible(!isEmpty);
    m_plot->axisRect()->setMargins(QMargins(gutter, kTopMargin, kRightMargin, 0));
    m_plot->replotSoon();
}

const TraceMeasure* TraceView::measure() const {
    return m_painter->measure ? &*m_painter->measure : nullptr;
}

QString TraceView::measureText() const {
    return m_painter->measureText();
}

void TraceView::clearMeasure() {
    m_pressed.reset();
    if (!std::exchange(m_painter->measure, std::nullopt))
        return;
    m_plot->replotLayer(QStringLiteral("overlay"));
}

void TraceView::beginMeasure(const QPointF& position) {
    clearMeasure();
    m_pressed = position;
    setFocus(Qt::MouseFocusReason); // Escape is for the measure first
}

void TraceView::continueMeasure(const QPointF& position) {
    const QPointF way = position - *m_pressed;
    if (!m_painter->measure && std::hypot(way.x(), way.y()) < kStillPixels)
        return;
    const QRect plot = m_plot->axisRect()->rect();
    const int row = m_painter->rowAt(m_pressed->y(), plot);
    const RowGeometry geometry = m_painter->geometry(row, plot);
    const double x = std::clamp<double>(position.x(), plot.left(), plot.left() + plot.width());
    const double y = std::clamp<double>(position.y(), plot.top(), plot.top() + plot.height());
    m_painter->measure =
        TraceMeasure{row, m_plot->xAxis->pixelToCoord(m_pressed->x()), m_plot->xAxis->pixelToCoord(x),
                     geometry.valueAt(m_pressed->y()), geometry.valueAt(y)};
    m_plot->replotLayer(QStringLiteral("overlay"));
}

QSize TraceView::sizeHint() const {
    return {900, 480};
}

QSize TraceView::minimumSizeHint() const {
    const QFontMetrics metrics(m_painter->theme.font);
    return {metrics.averageCharWidth() * 36, metrics.height() * 8};
}

QRect TraceView::tracesArea() const {
    return m_plot->axisRect()->rect();
}

QRectF TraceView::rowArea(int row) const {
    const QRectF plot = tracesArea();
    const int rows = m_painter->reader.rowCount();
    const double top = rowTop(row, rows, plot.top(), plot.height());
    return {plot.left(), top, plot.width(), rowTop(row + 1, rows, plot.top(), plot.height()) - top};
}

const std::vector<Derivation>& TraceView::montage() const {
    return m_painter->reader.montage();
}

ChannelRole TraceView::rowRole(int row) const {
    return m_painter->reader.channel(row).role;
}

const Theme& TraceView::theme() const {
    return m_painter->theme;
}

std::optional<MinMax> TraceView::extent(int row, double fromSeconds, double toSeconds) const {
    const double from = m_painter->from, to = m_painter->to;
    const auto count = static_cast<int>(std::lround(tracesArea().width() * m_plot->devicePixelRatioF()));
    if (count <= 0 || row < 0 || row >= m_painter->reader.rowCount())
        return std::nullopt;
    // The columns of the picture: they are in memory.
    const auto& columns = m_painter->reader.rows(from, to, count)[static_cast<std::size_t>(row)].columns;
    const auto columnAt = [&](double seconds) {
        return static_cast<std::size_t>(
            std::clamp((seconds - from) / (to - from) * count, 0.0, static_cast<double>(columns.size())));
    };
    std::optional<MinMax> extent;
    for (std::size_t column = columnAt(fromSeconds); column < columnAt(toSeconds); ++column) {
        const MinMax& here = columns[column];
        if (!std::isfinite(here.minimum) || !std::isfinite(here.maximum))
            continue;
        if (!extent)
            extent = here;
        extent->minimum = std::min(extent->minimum, here.minimum);
        extent->maximum = std::max(extent->maximum, here.maximum);
    }
    return extent;
}

double TraceView::xOf(double seconds) const {
    return m_plot->x() + m_plot->xAxis->coordToPixel(seconds);
}
double TraceView::timeAt(double x) const {
    return m_plot->xAxis->pixelToCoord(x - m_plot->x());
}

void TraceView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
    QWidget::changeEvent(event);
}

bool TraceView::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && measure() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void TraceView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && measure())
        clearMeasure();
    else
        event->ignore();
}

bool TraceView::isOverTraces(const QPointF& position) const {
    return !m_painter->isEmpty() && m_plot->axisRect()->rect().contains(position.toPoint());
}

void TraceView::wheel(const QWheelEvent& event) {
    if (m_painter->isEmpty())
        return;
    const double width = m_plot->axisRect()->width();
    if (const auto pixels = scrolledPixels(event, width)) {
        Q_EMIT scrollRequested(*pixels / width * (m_painter->to - m_painter->from));
        return;
    }
    const int steps = m_wheel->add(event);
    if (steps == 0)
        return;
    constexpr auto kBoth = Qt::ControlModifier | Qt::ShiftModifier;
    if ((event.modifiers() & kBoth) == kBoth)
        Q_EMIT rowSensitivityRequested(m_painter->rowAt(event.position().y(), m_plot->axisRect()->rect()),
                                       steps);
    else if (event.modifiers() & Qt::ControlModifier)
        Q_EMIT zoomRequested(std::pow(kZoomStep, -steps), m_plot->xAxis->pixelToCoord(event.position().x()));
    else if (event.modifiers() & Qt::ShiftModifier)
        Q_EMIT sensitivityRequested(steps);
    else
        Q_EMIT pageRequested(-steps);
}

bool TraceView::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseMove: {
        const QPointF position = static_cast<QMouseEvent*>(event)->position();
        const QRect plot = m_plot->axisRect()->rect();
        if (m_pressed)
            continueMeasure(position);
        const bool isOnARow = position.y() >= plot.top() && position.y() <= plot.bottom();
        m_hoveredRow = isOnARow && !m_painter->isEmpty() // over its name, too
                           ? std::optional(m_painter->rowAt(position.y(), plot))
                           : std::nullopt;
        Q_EMIT cursorMoved(isOverTraces(position) ? std::optional(m_plot->xAxis->pixelToCoord(position.x()))
                                                  : std::nullopt);
        return true;
    }
    case QEvent::Leave:
        m_hoveredRow.reset();
        Q_EMIT cursorMoved(std::nullopt);
        return false;
    case QEvent::MouseButtonPress: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const bool measures = mouse->button() == Qt::RightButton ||
                              (mouse->button() == Qt::LeftButton && mouse->modifiers() & Qt::ShiftModifier);
        clearMeasure();
        if (isOverTraces(mouse->position())) {
            if (measures)
                beginMeasure(mouse->position());
            else if (mouse->button() == Qt::LeftButton)
                Q_EMIT clickedAt(m_plot->xAxis->pixelToCoord(mouse->position().x()));
        }
        return true;
    }
    case QEvent::MouseButtonRelease:
        m_pressed.reset();
        return true;
    case QEvent::MouseButtonDblClick: // comes after the second press, which counts
        return true;
    case QEvent::NativeGesture: {
        const auto& gesture = *static_cast<QNativeGestureEvent*>(event);
        if (const int steps = m_pinch->add(gesture); steps != 0 && !m_painter->isEmpty())
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
