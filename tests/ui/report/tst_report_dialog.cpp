#include "core/report/report_layout.h"
#include "tests/ui/support/desk.h"
#include "ui/report/report_dialog.h"
#include "ui/report/report_painter.h"

#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QPainter>
#include <QPrinter>
#include <QSignalSpy>

using namespace hypnodesk;
using hypnodesk::test::Desk;

namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Opens it by its key.
ReportDialog* openDialog(Desk& desk) {
    desk.press(Qt::Key_P, Qt::ControlModifier);
    ReportDialog* dialog = nullptr;
    [&] { QTRY_VERIFY(dialog = desk.window->findChild<ReportDialog*>()); }();
    return dialog;
}

} // namespace

class TestReportDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void savesWhatIsInView();
    void tellsWhatWentWrong();
    void remembersItsChoices();
    void paintsPagesForPrinters();
};

void TestReportDialog::savesWhatIsInView() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_2);
    desk.press(Qt::Key_W);
    ReportDialog* dialog = openDialog(desk);
    QVERIFY(dialog);
    QSignalSpy saved(dialog, &ReportDialog::saved);
    const QString page = desk.folder->filePath("night.html");
    dialog->save(ReportKind::Html, toPath(page));
    QTRY_COMPARE(saved.count(), 1);
    QVERIFY(contentOf(page).contains("Sleep report"));
    QVERIFY(contentOf(page).contains("14 March 2026, 22:08:00"));
    QVERIFY(contentOf(page).contains("2 of 60 (3.3 %)")); // the two keys, durable before
    dialog->save(ReportKind::Pdf, toPath(desk.folder->filePath("night.pdf")));
    QTRY_COMPARE(saved.count(), 2);
    QVERIFY(contentOf(desk.folder->filePath("night.pdf")).startsWith("%PDF-"));
    QVERIFY2(dialog->status().contains("night.pdf"), qPrintable(dialog->status()));
}

void TestReportDialog::tellsWhatWentWrong() {
    Desk desk;
    desk.open();
    ReportDialog* dialog = openDialog(desk);
    QVERIFY(dialog);
    QSignalSpy failed(dialog, &ReportDialog::failed);
    dialog->save(ReportKind::Html, toPath(desk.folder->filePath("no/folder/night.html")));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY2(dialog->status().contains("The report was not written"), qPrintable(dialog->status()));
    QVERIFY2(dialog->status().contains("night.html"), qPrintable(dialog->status()));
    auto* file = dialog->findChild<QLineEdit*>();
    QVERIFY(file);
    file->setText(desk.folder->filePath("no-template.json"));
    dialog->save(ReportKind::Html, toPath(desk.folder->filePath("night.html")));
    QTRY_COMPARE(failed.count(), 2);
    QVERIFY2(dialog->status().contains("no-template.json"), qPrintable(dialog->status()));
    QVERIFY(!QFile::exists(desk.folder->filePath("night.html")));
}

void TestReportDialog::remembersItsChoices() {
    Desk desk;
    desk.open();
    ReportDialog* dialog = openDialog(desk);
    QVERIFY(dialog);
    QSignalSpy saved(dialog, &ReportDialog::saved);
    auto* language = dialog->findChildren<QComboBox*>().first();
    language->setCurrentIndex(language->findData("de"));
    const QString page = desk.folder->filePath("night.html");
    dialog->save(ReportKind::Html, toPath(page));
    QTRY_COMPARE(saved.count(), 1);
    QVERIFY(contentOf(page).contains("Schlafbericht"));
    dialog->close();
    QTRY_VERIFY(!desk.window->findChild<ReportDialog*>());
    dialog = openDialog(desk);
    QVERIFY(dialog);
    QCOMPARE(dialog->findChildren<QComboBox*>().first()->currentData().toString(), QString("de"));
}

void TestReportDialog::paintsPagesForPrinters() {
    const QtTextMeasure measure;
    const TextStyle style{10.0, false, {}};
    const TextStyle twice{20.0, false, {}};
    QVERIFY(measure.width("Sleep", style) > 10.0);
    QVERIFY(std::abs(measure.width("Sleep", twice) - 2.0 * measure.width("Sleep", style)) < 1e-6);

    const auto picture = std::make_shared<const ReportImage>(ReportImage{1, 1, {0, 0, 255, 255}});
    const ReportPage page{40.0,
                          40.0,
                          {RectangleMark{0, 0, 10, 10, colourOf(0xff0000), {}},
                           AreaMark{{{{10, 0}, {20, 0}, {20, 10}, {10, 10}}}, colourOf(0x00ff00)},
                           ImageMark{20, 0, 10, 10, picture, {}},
                           StrokeMark{{{{0, 15}, {40, 15}}}, colourOf(0x000000), 4.0, false},
                           TextMark{39.0, 36.0, "MMM", {12.0, true, colourOf(0x000000)}, Align::Right}}};
    QImage image(40, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintReportPage(painter, page);
    painter.end();
    QCOMPARE(image.pixelColor(5, 5), QColor(Qt::red));
    QCOMPARE(image.pixelColor(15, 5), QColor(Qt::green));
    QCOMPARE(image.pixelColor(25, 5), QColor(Qt::blue));
    QCOMPARE(image.pixelColor(5, 15), QColor(Qt::black));
    QCOMPARE(image.pixelColor(35, 5), QColor(Qt::white));
    int dark = 0;
    for (int x = 10; x < 40; ++x)
        dark += image.pixelColor(x, 32).lightness() < 128;
    QVERIFY(dark > 3); // letters

    QTemporaryDir folder;
    PreparedReport prepared;
    prepared.report.hypnogram = Hypnogram::fromLetters("WW1122RR");
    prepared.report.statistics = sleepStatistics(prepared.report.hypnogram);
    QPrinter printer(QPrinter::HighResolution);
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(folder.filePath("printed.pdf"));
    printer.setPageSize(QPageSize(QPageSize::A4));
    printer.setFullPage(true);
    ReportDialog::print(prepared, printer);
    QVERIFY(contentOf(folder.filePath("printed.pdf")).contains("/Count 2"));
}

QTEST_MAIN(TestReportDialog)
#include "tst_report_dialog.moc"
