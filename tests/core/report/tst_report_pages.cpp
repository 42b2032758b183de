#include "core/report/figure_density.h"
#include "core/report/report_files.h"
#include "core/report/report_layout.h"
#include "core/report/report_pdf.h"
#include "core/report/text_flow.h"
#include "tests/core/report/report_nights.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace hypnodesk;

namespace {

/// Half as wide as high, bold ones wider: known widths without fonts.
class FakeMeasure : public TextMeasure {
public:
    double width(std::string_view text, const TextStyle& style) const override {
        const auto letters =
            std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; });
        return static_cast<double>(letters) * style.size * (style.isBold ? 0.56 : 0.5);
    }
};

std::vector<ReportPage> pagesOf(const NightReport& report, const ReportTemplate& look = {}) {
    return layoutReport(report, reportContent(report, look), FakeMeasure());
}

std::string textOf(const ReportPage& page) {
    std::string text;
    for (const ReportMark& mark : page.marks)
        if (const auto* line = std::get_if<TextMark>(&mark))
            text += line->text + '\n';
    return text;
}

/// What lies outside the sheet's margins, or on another text; empty when all is well.
std::string flawOf(const ReportPage& page) {
    struct Box {
        double left, right, top, bottom;
        std::string text;
    };
    std::vector<Box> boxes;
    for (const ReportMark& mark : page.marks) {
        if (const auto* line = std::get_if<TextMark>(&mark)) {
            const double width = FakeMeasure().width(line->text, line->style);
            const double left = line->align == Align::Left     ? line->x
                                : line->align == Align::Centre ? line->x - width / 2.0
                                                               : line->x - width;
            boxes.push_back(
                {left, left + width, line->baseline - line->style.size * 0.7, line->baseline, line->text});
        } else if (const auto* area = std::get_if<RectangleMark>(&mark)) {
            if (area->x < 30.0 || area->x + area->width > page.width - 30.0 || area->y < 20.0 ||
                area->y + area->height > page.height - 30.0)
                return "an area leaves the page";
        }
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const Box& a = boxes[i];
        if (a.left < 30.0 || a.right > page.width - 30.0 || a.top < 20.0 || a.bottom > page.height - 30.0)
            return "leaves the page: " + a.text;
        for (std::size_t j = i + 1; j < boxes.size(); ++j) {
            const Box& b = boxes[j];
            if (a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 &&
                b.top < a.bottom - 0.5)
                return a.text + " lies on " + b.text;
        }
    }
    return {};
}

/// The text of a PDF as a reader selects it; empty without poppler's tools.
QString pdfText(const QString& file) {
    QProcess process;
    process.start("pdftotext", {"-layout", "-enc", "UTF-8", file, "-"});
    process.waitForFinished(20000);
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

class TestReportPages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void breaksTextBetweenWords();
    void theFirstPageIsForTheClinician();
    void everyNightStandsOnItsPages_data();
    void everyNightStandsOnItsPages();
    void templateChoosesRowsPaperAndLetterhead();
    void aSignedReportSaysSo();
    void aSignalThatCannotBeTrustedHasNoDensity();
    void germanHasNoEnglishLeft();
    void pdfHoldsSearchableText();
    void csvHoldsEveryStatistic();
    void failuresAreToldAndLeaveNothing();
};

void TestReportPages::breaksTextBetweenWords() {
    const FakeMeasure measure;
    const TextStyle style{10.0, false, {}}; // 5 points a letter
    const auto lines = [&](const char* text, double width, std::size_t most = 99) {
        return wrapped(text, style, width, measure, most);
    };
    using Lines = std::vector<std::string>;
    QCOMPARE(lines("one two three", 40.0), (Lines{"one two", "three"}));
    QCOMPARE(lines("", 40.0), (Lines{""}));
    QCOMPARE(lines("abcdefghij kl", 20.0), (Lines{"abcd", "efgh", "ij", "kl"}));
    QCOMPARE(lines("ööööö", 15.0), (Lines{"ööö", "öö"}));
    QCOMPARE(lines("one two three", 40.0, 1), (Lines{"one two…"}));
    QCOMPARE(lines("abc", 1.0), (Lines{"a", "b", "c"})); // narrower than a letter: still an end
    QCOMPARE(elided("abcdefgh", style, 25.0, measure), std::string("abcd…"));
    QCOMPARE(elided("abc", style, 25.0, measure), std::string("abc"));
}

void TestReportPages::theFirstPageIsForTheClinician() {
    const auto pages = pagesOf(wholeNight());
    QCOMPARE(pages.size(), std::size_t{2});
    const std::string first = textOf(pages[0]);
    for (const char* expected :
         {"Sleep report", "Haagse Harry", "MCH-0234567", "2 May 1951", "female", "NIGHT.edf", "C4-M1",
          "1 March 2026, 22:45:00", "MC2SleepNet test", "Total sleep time", "234.0 min", "Sleep stages",
          "Reviewed by", "Signature", "Page 1 of 2", "For research use.", "Not signed; 508 of 515 epochs"})
        QVERIFY2(first.find(expected) != std::string::npos, (expected + ("\n" + first)).c_str());
    const std::string second = textOf(pages[1]);
    for (const char* expected : {"Sleep statistics", "N1 + N2 + N3 + R within TRT", "Proposals changed",
                                 "NREM-REM cycles", "Findings in the file", "Page 2 of 2",
                                 "For research use.", "Haagse Harry · NIGHT.edf", "aaaaaaaaaaaaaaaa"})
        QVERIFY2(second.find(expected) != std::string::npos, (expected + ("\n" + second)).c_str());
    const bool hasPicture =
        std::any_of(pages[0].marks.begin(), pages[0].marks.end(),
                    [](const ReportMark& mark) { return std::holds_alternative<ImageMark>(mark); });
    QVERIFY(hasPicture); // the spectrogram
}

void TestReportPages::everyNightStandsOnItsPages_data() {
    QTest::addColumn<int>("night");
    QTest::addColumn<int>("mostPages");
    QTest::addColumn<QString>("expected");
    QTest::newRow("whole") << 0 << 2 << "";
    QTest::newRow("no epochs") << 1 << 2 << "This recording has no epochs.";
    QTest::newRow("no sleep") << 2 << 2 << "no sleep";
    QTest::newRow("artefacts") << 3 << 2 << "Artefact";
    QTest::newRow("much is missing") << 3 << 2 << "without a stage";
    QTest::newRow("unscored") << 4 << 2 << "Nothing is scored";
    QTest::newRow("unscored is not sleepless") << 4 << 2 << "not scored";
    QTest::newRow("long texts") << 5 << 3 << "…";
    QTest::newRow("many cycles and findings") << 6 << 3 << "further findings";
    QTest::newRow("one epoch") << 7 << 2 << "";
}

void TestReportPages::everyNightStandsOnItsPages() {
    QFETCH(int, night);
    QFETCH(int, mostPages);
    QFETCH(QString, expected);
    const NightReport report = hardNight(night);
    for (const ReportLanguage language : kReportLanguages)
        for (const PaperSize paper : {PaperSize::A4, PaperSize::Letter}) {
            ReportTemplate look;
            look.language = language;
            look.paper = paper;
            look.clinicName = std::string(200, 'W');
            look.clinicAddress = {"Harbour Street 1", std::string(200, 'w'), "Kiel"};
            const auto pages = pagesOf(report, look);
            // Letter is shorter, and these letters are wider than those of any font.
            const int most = mostPages + (paper == PaperSize::Letter ? 1 : 0);
            QVERIFY2(static_cast<int>(pages.size()) <= most, qPrintable(QString::number(pages.size())));
            std::string all;
            for (const ReportPage& page : pages) {
                QCOMPARE(page.height, pointsOf(paper).height);
                QCOMPARE(flawOf(page), std::string());
                all += textOf(page);
            }
            if (language == ReportLanguage::English)
                QVERIFY2(QString::fromStdString(all).contains(expected), all.c_str());
            QVERIFY(!QString::fromStdString(all).contains(QRegularExpression("\\b(nan|inf)\\b")));
        }
}

void TestReportPages::templateChoosesRowsPaperAndLetterhead() {
    ReportTemplate look;
    look.clinicName = "Sleep Laboratory North";
    look.clinicAddress = {"Harbour Street 1"};
    look.logo = std::make_shared<const ReportImage>(ReportImage{2, 1, {255, 0, 0, 255, 0, 0, 255, 255}});
    look.statistics = {"tst_min", "n3_percent", "epochs_reviewed"};
    const NightReport report = wholeNight();
    const ReportContent content = reportContent(report, look);
    std::vector<std::string> names;
    for (const ReportSection& section : content.statistics)
        for (const ReportFact& fact : section.facts)
            names.push_back(fact.name);
    QCOMPARE(names, (std::vector<std::string>{"Total sleep time (TST)", "N3, share", "Epochs reviewed"}));
    const auto pages = pagesOf(report, look);
    QVERIFY(textOf(pages[0]).starts_with("Sleep Laboratory North\nHarbour Street 1\nSleep report\n"));
    const auto logo = std::find_if(pages[0].marks.begin(), pages[0].marks.end(), [](const ReportMark& mark) {
        return std::holds_alternative<ImageMark>(mark);
    });
    QCOMPARE(std::get<ImageMark>(*logo).image, look.logo);
    QCOMPARE(std::get<ImageMark>(*logo).width, 2.0 * std::get<ImageMark>(*logo).height);
}

void TestReportPages::aSignedReportSaysSo() {
    NightReport report = wholeNight();
    report.scoring = ScoringInfo{};
    report.scoring->name = "Anna";
    report.scoring->scorer = "anna";
    report.scoring->revision = 2;
    report.scoring->signedBy = "Dr. Anna Berg";
    report.scoring->signedUtc = "2026-03-03T09:15:00.123Z";
    const ReportContent english = reportContent(report, {});
    QCOMPARE(english.status, std::string("Reviewed by Dr. Anna Berg, 3 March 2026, 09:15 UTC"));
    QCOMPARE(english.review.facts.front().value, std::string("Anna, revision 2"));
    QVERIFY(textOf(pagesOf(report)[0]).find("Signature") == std::string::npos); // nothing left to sign
    ReportTemplate german;
    german.language = ReportLanguage::German;
    QCOMPARE(reportContent(report, german).status,
             std::string("Geprüft von Dr. Anna Berg, 3. März 2026, 09:15 UTC"));
}

/// Of a flat signal the network is sure that it is wake.
void TestReportPages::aSignalThatCannotBeTrustedHasNoDensity() {
    const Hypnogram hypnogram = Hypnogram::fromLetters("WW22");
    NightProbabilities night = probabilitiesOf(hypnogram);
    const auto widthOf = [&] {
        double left = 400.0;
        double right = 0.0;
        for (const AreaMark& area : densityAreas(night, night.grid, 0.0, 0.0, 400.0, 50.0))
            for (const std::vector<Point>& outline : area.polygons)
                for (const Point& point : outline) {
                    left = std::min(left, point.x);
                    right = std::max(right, point.x);
                }
        return std::pair(left, right);
    };
    QCOMPARE(widthOf(), std::pair(0.0, 400.0));
    night.epochs[0].quality = EpochQuality::Flat;
    night.epochs[3].quality = EpochQuality::Clipped;
    QCOMPARE(widthOf(), std::pair(100.0, 300.0));
}

void TestReportPages::germanHasNoEnglishLeft() {
    ReportTemplate look;
    look.language = ReportLanguage::German;
    std::string all;
    for (const ReportPage& page : pagesOf(wholeNight(), look))
        all += textOf(page);
    for (const char* expected :
         {"Schlafbericht", "Schlaflatenz", "REM-Latenz", "Wachliegezeit nach Schlafbeginn", "Schlafeffizienz",
          "234,0 min", "1. März 2026", "weiblich", "Seite 1 von 2", "Nur für Forschungszwecke.", "Wach",
          "Geprüfte Epochen", "Die Datei ist am Ende abgeschnitten.", "2 von 515 (0,4 %)"})
        QVERIFY2(all.find(expected) != std::string::npos, (expected + ("\n" + all)).c_str());
    for (const char* english :
         {"sleep", "Sleep ", "epochs", " of ", "Wake", "Lights", "lights", "Reviewed", "recording"})
        QVERIFY2(all.find(english) == std::string::npos, (english + ("\n" + all)).c_str());
}

void TestReportPages::pdfHoldsSearchableText() {
    NightReport report = wholeNight();
    report.recording.patient = "X F X Łucja_Żółć_Иванова";
    const auto bytes = reportBytes(report, ReportKind::Pdf);
    if (!bytes && bytes.error().code == ErrorCode::DataMissing)
        QSKIP("no fonts here");
    QVERIFY2(bytes, bytes ? "" : bytes.error().detail.c_str());
    QVERIFY(bytes->starts_with("%PDF-"));
    QVERIFY2(bytes->size() < 500'000, qPrintable(QString::number(bytes->size())));
    if (QStandardPaths::findExecutable("pdftotext").isEmpty())
        QSKIP("poppler-utils is not installed");
    QTemporaryDir folder;
    const QString file = folder.filePath("night.pdf");
    QVERIFY(writeReport(file.toStdString(), ReportKind::Pdf, report));
    const QString text = pdfText(file);
    for (const char* expected : {"Sleep report", "Łucja Żółć Иванова", "234.0 min", "Total sleep time (TST)",
                                 "Sleep onset (not lights off) to the first epoch of R.", "Page 2 of 2"})
        QVERIFY2(text.contains(QString::fromUtf8(expected)), qPrintable(text));
    QProcess fonts;
    fonts.start("pdffonts", {file});
    QVERIFY(fonts.waitForFinished(20000));
    const QStringList rows =
        QString::fromUtf8(fonts.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts).mid(2);
    QVERIFY(!rows.isEmpty());
    for (const QString& row : rows) // name, type, encoding, embedded, subset, unicode
        QVERIFY2(row.contains(QRegularExpression("\\byes +yes +yes\\b")), qPrintable(row));
}

void TestReportPages::csvHoldsEveryStatistic() {
    const NightReport report = wholeNight();
    const QStringList lines = QString::fromStdString(statisticsCsv(report)).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines[0], QString("key,name,value,low,high,unit,absent,definition"));
    QCOMPARE(lines.size(), static_cast<qsizetype>(statisticRows(report.statistics).size() + 1));
    QVERIFY(lines.filter("tst_min,").first().startsWith("tst_min,Total sleep time (TST),234,"));
    QVERIFY(lines.filter("ahi_per_h,")
                .first()
                .startsWith("ahi_per_h,Apnea-hypopnea index (AHI),,,,/h,not scored,"));
    QVERIFY(lines.filter("n3_percent,").first().startsWith("n3_percent,\"N3, share\","));
}

void TestReportPages::failuresAreToldAndLeaveNothing() {
    QTemporaryDir folder;
    const NightReport report = wholeNight();
    const std::filesystem::path path = folder.path().toStdString();
    const auto nowhere = writeReport(path / "no" / "night.html", ReportKind::Html, report);
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().code, ErrorCode::FileUnwritable);
    QVERIFY2(nowhere.error().detail.find("night.html") != std::string::npos, nowhere.error().detail.c_str());
    // A folder of this name is in the way: it stays, and nothing else appears.
    std::filesystem::create_directory(path / "night.html");
    QVERIFY(!writeReport(path / "night.html", ReportKind::Html, report));
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList{"night.html"});
    if (!std::filesystem::exists("/dev/full"))
        QSKIP("no full disk here");
    QVERIFY(!writeReport("/dev/full/night.html", ReportKind::Html, report));
}

QTEST_APPLESS_MAIN(TestReportPages)
#include "tst_report_pages.moc"
