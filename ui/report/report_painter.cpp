#include "ui/report/report_painter.h"

#include "ui/base/qt_convert.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace hypnodesk {

namespace {

/// Letters are set at this size and then made smaller, so that they are as wide on every device.
constexpr int kPixelSize = 100;

QFont fontOf(const TextStyle& style) {
    QStringList families;
    for (const std::string_view family : kReportFontFamilies)
        families << toQString(family);
    QFont font;
    font.setFamilies(families);
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(kPixelSize);
    font.setBold(style.isBold);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QColor colourOfQt(const Colour& colour) {
    return QColor(colour.red, colour.green, colour.blue, static_cast<int>(colour.opacity * 255.0));
}

QPolygonF polygonOf(const std::vector<Point>& points) {
    QPolygonF polygon;
    polygon.reserve(static_cast<qsizetype>(points.size()));
    for (const Point& point : points)
        polygon << QPointF(point.x, point.y);
    return polygon;
}

class QtPainter {
public:
    explicit QtPainter(QPainter& painter) : m_painter(painter) {}

    void operator()(const TextMark& mark) {
        const double width = QtTextMeasure().width(mark.text, mark.style);
        const double shift = mark.align == Align::Left     ? 0.0
                             : mark.align == Align::Centre ? width / 2.0
                                                           : width;
        m_painter.save();
        m_painter.translate(mark.x - shift, mark.baseline);
        m_painter.scale(mark.style.size / kPixelSize, mark.style.size / kPixelSize);
        m_painter.setFont(fontOf(mark.style));
        m_painter.setPen(colourOfQt(mark.style.colour));
        m_painter.drawText(QPointF(0.0, 0.0), toQString(mark.text));
        m_painter.restore();
    }

    void operator()(const RectangleMark& mark) {
        m_painter.fillRect(QRectF(mark.x, mark.y, mark.width, mark.height), colourOfQt(mark.fill));
    }

    void operator()(const StrokeMark& mark) {
        QPen pen(colourOfQt(mark.colour), mark.width);
        pen.setCapStyle(Qt::FlatCap);
        if (mark.isDashed)
            pen.setDashPattern({2.0 / mark.width, 2.0 / mark.width});
        m_painter.setPen(pen);
        for (const std::vector<Point>& line : mark.lines)
            m_painter.drawPolyline(polygonOf(line));
    }

    void operator()(const AreaMark& mark) {
        QPainterPath path;
        for (const std::vector<Point>& polygon : mark.polygons)
            path.addPolygon(polygonOf(polygon));
        path.setFillRule(Qt::WindingFill);
        m_painter.fillPath(path, colourOfQt(mark.fill));
    }

    void operator()(const ImageMark& mark) {
        const ReportImage& image = *mark.image;
        QImage picture(image.width, image.height, QImage::Format_ARGB32_Premultiplied);
        if (picture.isNull())
            return;
        copyPremultiplied(
            image, std::span(reinterpret_cast<std::uint32_t*>(picture.bits()),
                             static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height)));
        m_painter.drawImage(QRectF(mark.x, mark.y, mark.width, mark.height), picture);
    }

private:
    QPainter& m_painter;
};

} // namespace

double QtTextMeasure::width(std::string_view text, const TextStyle& style) const {
    return QFontMetricsF(fontOf(style)).horizontalAdvance(toQString(text)) * style.size / kPixelSize;
}

void paintReportPage(QPainter& painter, const ReportPage& page) {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing |
                           QPainter::SmoothPixmapTransform);
    QtPainter marks(painter);
    for (const ReportMark& mark : page.marks)
        std::visit([&](const auto& one) { marks(one); }, mark);
}

} // namespace hypnodesk
