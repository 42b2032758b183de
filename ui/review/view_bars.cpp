#include "ui/review/view_bars.h"

#include "ui/base/qt_convert.h"
#include "ui/settings/appearance.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <array>

namespace hypnodesk {

namespace {

constexpr int kRows = 3;
constexpr qreal kGap = 6.0;

bool says(const StageProbabilities& p) {
    return *std::max_element(p.begin(), p.end()) > 0.0f;
}

int percentOf(const StageProbabilities& p, std::size_t k) {
    return qRound(100.0f * std::clamp(p[k], 0.0f, 1.0f));
}

} // namespace

ViewBars::ViewBars(QWidget* parent) : QWidget(parent), m_theme(Theme::fromPalette(palette(), font())) {
    setAccessibleName(tr("Verdicts of the network"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ViewBars::setVerdict(const std::optional<EpochVerdict>& verdict) {
    m_verdict = verdict;
    QStringList rows;
    if (verdict)
        for (const auto& [name, p] :
             {std::pair(tr("joint verdict"), verdict->joint), std::pair(tr("raw view alone"), verdict->raw),
              std::pair(tr("spectrogram alone"), verdict->spectrogram)}) {
            QStringList shares;
            for (std::size_t k = 0; k < p.size(); ++k)
                shares << QStringLiteral("%1 %2 %")
                              .arg(toQString(stageCode(kStageClasses[k])))
                              .arg(percentOf(p, k));
            rows << name + QStringLiteral(": ") +
                        (says(p) ? shares.join(QStringLiteral(", ")) : tr("no opinion"));
        }
    setAccessibleDescription(rows.join(QStringLiteral("; ")));
    update();
}

QSize ViewBars::sizeHint() const {
    const int line = fontMetrics().height();
    return {line * 18, kRows * (2 * line + 8) + line + 4};
}

QSize ViewBars::minimumSizeHint() const {
    return {fontMetrics().height() * 12, sizeHint().height()};
}

void ViewBars::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_theme = Theme::fromPalette(palette(), font());
        updateGeometry();
        update();
    }
    QWidget::changeEvent(event);
}

void ViewBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_verdict) {
        painter.setPen(mutedText(palette()));
        painter.drawText(rect(), static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap,
                         tr("No verdict of the network for this epoch."));
        return;
    }
    const qreal line = fontMetrics().height();
    const std::array<QString, kRows> names{tr("Joint verdict"), tr("Raw view alone"),
                                           tr("Spectrogram view alone")};
    const std::array<const StageProbabilities*, kRows> views{&m_verdict->joint, &m_verdict->raw,
                                                             &m_verdict->spectrogram};
    const qreal width = (this->width() - kGap * (kStageClassCount - 1)) / kStageClassCount;
    QFont widest = font();
    widest.setWeight(QFont::DemiBold);
    const bool isWide = QFontMetricsF(widest).horizontalAdvance(QStringLiteral("100 %")) <= width - 8;
    for (std::size_t k = 0; k < kStageClasses.size(); ++k) {
        painter.setPen(mutedText(palette()));
        painter.drawText(QRectF(static_cast<qreal>(k) * (width + kGap), 0, width, line),
                         Qt::AlignLeft | Qt::AlignVCenter, toQString(stageCode(kStageClasses[k])));
    }
    for (std::size_t row = 0; row < views.size(); ++row) {
        const qreal top = line + 4 + static_cast<qreal>(row) * (2 * line + 8);
        const StageProbabilities& p = *views[row];
        painter.setFont(font());
        painter.setPen(palette().color(QPalette::WindowText));
        const QString name = says(p) ? names[row] : names[row] + QStringLiteral(": ") + tr("no opinion");
        painter.drawText(QRectF(0, top, this->width(), line), Qt::AlignLeft | Qt::AlignVCenter, name);
        if (!says(p))
            continue;
        for (std::size_t k = 0; k < kStageClasses.size(); ++k) {
            const Stage stage = kStageClasses[k];
            const QRectF track(static_cast<qreal>(k) * (width + kGap), top + line, width, line);
            const float share = std::clamp(p[k], 0.0f, 1.0f);
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_theme.grid);
            painter.drawRoundedRect(track, 3, 3);
            const qreal barWidth = share > 0.01f ? std::max<qreal>(3.0, track.width() * share) : 0.0;
            const QRectF bar(track.left(), track.top(), barWidth, track.height());
            if (barWidth > 0.0) {
                painter.setBrush(m_theme.stage(stage));
                painter.drawRoundedRect(bar, 3, 3);
            }
            QFont bold = font();
            bold.setWeight(stage == mostProbable(p) ? QFont::DemiBold : QFont::Normal);
            painter.setFont(bold);
            const QString number = QString::number(percentOf(p, k));
            const QString text = isWide ? number + QStringLiteral(" %") : number;
            // On the bar when it is long enough, else at the end of the track, each half of a number that the
            // bar's end divides in the colour that reads there.
            const bool fitsOnBar = painter.fontMetrics().horizontalAdvance(text) + 8 <= barWidth;
            const auto alignment = static_cast<int>(Qt::AlignVCenter) |
                                   static_cast<int>(fitsOnBar ? Qt::AlignLeft : Qt::AlignRight);
            const auto drawWithin = [&](const QRectF& part, const QColor& colour) {
                painter.setClipRect(part);
                painter.setPen(colour);
                painter.drawText(track.adjusted(4, 0, -4, 0), alignment, text);
                painter.setClipping(false);
            };
            drawWithin(bar, Theme::textOn(m_theme.stage(stage)));
            drawWithin(track.adjusted(barWidth, 0, 0, 0), palette().color(QPalette::WindowText));
        }
    }
}

} // namespace hypnodesk
