#include "ui/plot/banded_painting.h"

#include <QImage>
#include <QTest>

using namespace hypnodesk;

class TestBandedPainting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void looksAsPaintedAtOnce_data() {
        QTest::addColumn<double>("ratio");
        for (const double ratio : {1.0, 1.25, 2.0})
            QTest::addRow("%g pixels", ratio) << ratio;
    }

    void looksAsPaintedAtOnce() {
        QFETCH(double, ratio);
        const QColor tint(200, 30, 60, 90);
        QImage picture(60, 40, QImage::Format_RGB32);
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                picture.setPixel(x, y, qRgb(4 * x, 6 * y, 100));
        const auto painted = [&](bool inBands) {
            QImage image((QSizeF(200, 300) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::white);
            image.setDevicePixelRatio(ratio);
            QPainter painter(&image);
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            const QRectF place(10.0, 12.0, 180.0, 280.0);
            const QRectF area(30.0, 5.0, 100.0, 290.0);
            painter.setClipRect(QRectF(20.0, 0.0, 150.0, 300.0));
            if (inBands) {
                paintInBands(painter, place, [&] { painter.drawImage(place, picture); });
                fillInBands(painter, area, tint);
            } else {
                painter.drawImage(place, picture);
                painter.fillRect(area, tint);
            }
            return image;
        };
        QCOMPARE(painted(true), painted(false));
    }
};

QTEST_MAIN(TestBandedPainting)
#include "tst_banded_painting.moc"
