#include "core/base/atomic_file.h"
#include "core/report/report_template.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hypnodesk;

class TestReportTemplate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void readsWhatAClinicWants();
    void everythingButTheKindHasADefault();
    void errorsNameTheKey_data();
    void errorsNameTheKey();
    void aMissingLogoIsNamed();
    void logosOfThreeKinds();
    void hostileLogosAreRefused();
    void noTruncationOfALogoOrTemplateDoesHarm();

private:
    std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    void write(const std::string& name, std::string_view text) {
        QVERIFY(writeFileAtomically(folder() / name, text));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr const char* kWhole = R"({
  "format": "hypnodesk-report-template", "version": 1,
  "clinic": {"name": "Schlaflabor Nord", "address": ["Hafenstraße 1", "24103 Kiel"], "logo": "logo.svg"},
  "statistics": ["tst_min", "se_percent"], "paper": "Letter", "language": "de"
})";
constexpr const char* kLogo = R"(<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">
<rect width="40" height="20" fill="#ff0000"/></svg>)";

} // namespace

void TestReportTemplate::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    write("logo.svg", kLogo);
}

void TestReportTemplate::readsWhatAClinicWants() {
    write("look.json", kWhole);
    const auto look = readReportTemplate(folder() / "look.json");
    QVERIFY2(look, look ? "" : look.error().detail.c_str());
    QCOMPARE(look->clinicName, std::string("Schlaflabor Nord"));
    QCOMPARE(look->clinicAddress, (std::vector<std::string>{"Hafenstraße 1", "24103 Kiel"}));
    QCOMPARE(look->statistics, (std::vector<std::string>{"tst_min", "se_percent"}));
    QCOMPARE(look->paper, PaperSize::Letter);
    QCOMPARE(look->language, ReportLanguage::German);
    QVERIFY(look->logo);
    QCOMPARE(look->logo->height * 2, look->logo->width);
    QCOMPARE(look->logo->pixels[0], std::uint8_t{255});
    QCOMPARE(look->logo->pixels[1], std::uint8_t{0});
    QCOMPARE(look->logo->pixels[3], std::uint8_t{255});
}

void TestReportTemplate::everythingButTheKindHasADefault() {
    const auto look =
        parseReportTemplate(R"({"format": "hypnodesk-report-template", "version": 1})", folder());
    QVERIFY(look);
    QVERIFY(look->clinicName.empty() && look->statistics.empty() && !look->logo);
    QCOMPARE(look->paper, PaperSize::A4);
    QCOMPARE(look->language, ReportLanguage::English);
}

void TestReportTemplate::errorsNameTheKey_data() {
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("paper") << QByteArray(R"("paper": "A5")")
                           << QByteArray("\"paper\": must be \"A4\" or \"Letter\"");
    QTest::newRow("language") << QByteArray(R"("language": "fr")") << QByteArray("\"language\": must be");
    QTest::newRow("language number") << QByteArray(R"("language": 7)") << QByteArray("\"language\": must be");
    QTest::newRow("unknown key") << QByteArray(R"("papr": "A4")") << QByteArray("\"papr\": no such key");
    QTest::newRow("unknown clinic key")
        << QByteArray(R"("clinic": {"nam": "x"})") << QByteArray("\"clinic.nam\": no such key");
    QTest::newRow("name") << QByteArray(R"("clinic": {"name": 3})")
                          << QByteArray("\"clinic.name\": must be a text");
    QTest::newRow("long name") << QByteArray(R"("clinic": {"name": ")" + QByteArray(201, 'x') + R"("})")
                               << QByteArray("\"clinic.name\": longer than 200");
    QTest::newRow("line break") << QByteArray(R"("clinic": {"name": "a\nb"})")
                                << QByteArray("\"clinic.name\": holds a line break");
    QTest::newRow("address") << QByteArray(R"("clinic": {"address": "Kiel"})")
                             << QByteArray("\"clinic.address\": must be a list");
    QTest::newRow("clinic") << QByteArray(R"("clinic": [])") << QByteArray("\"clinic\": must be an object");
    QTest::newRow("statistic") << QByteArray(R"("statistics": ["tst_min", "pulse"])")
                               << QByteArray("\"statistics\": no statistic has the key \"pulse\"");
    QTest::newRow("version") << QByteArray(R"("version": 2)")
                             << QByteArray("\"version\": written for a later");
}

void TestReportTemplate::errorsNameTheKey() {
    QFETCH(QByteArray, members);
    QFETCH(QByteArray, expected);
    const QByteArray version = members.contains("version") ? "" : R"("version": 1, )";
    const QByteArray text = R"({"format": "hypnodesk-report-template", )" + version + members + "}";
    const auto look = parseReportTemplate(text.toStdString(), folder());
    QVERIFY(!look);
    QVERIFY2(look.error().detail.starts_with(expected.toStdString()), look.error().detail.c_str());
}

void TestReportTemplate::aMissingLogoIsNamed() {
    std::filesystem::remove(folder() / "logo.svg");
    write("look.json", kWhole);
    const auto look = readReportTemplate(folder() / "look.json");
    QVERIFY(!look);
    QCOMPARE(look.error().code, ErrorCode::FileMissing);
    for (const char* part : {"look.json", "\"clinic.logo\"", "logo.svg"})
        QVERIFY2(look.error().detail.find(part) != std::string::npos, part);
}

void TestReportTemplate::logosOfThreeKinds() {
    const auto drawn = readLogo(folder() / "logo.svg");
    QVERIFY(drawn);
    const auto png = toPng(*drawn);
    QVERIFY(png);
    write("logo.png", *png);
    const auto again = readLogo(folder() / "logo.png");
    QVERIFY(again);
    QCOMPARE(again->width, drawn->width);
    QCOMPARE(again->pixels, drawn->pixels);
    QVERIFY(!readLogo(folder() / "no.png"));
    write("logo.txt", "GIF89a");
    QCOMPARE(readLogo(folder() / "logo.txt").error().code, ErrorCode::FormatUnknown);
}

void TestReportTemplate::hostileLogosAreRefused() {
    // Entities that would grow to gigabytes, and a reference to a file that is nobody's business.
    write("bomb.svg", R"(<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&g;&g;&g;&g;&g;</text></svg>)");
    (void)readLogo(folder() / "bomb.svg"); // an answer, soon, is all that counts
    const auto png = toPng(*readLogo(folder() / "logo.svg"));
    write("secret.png", *png);
    write("thief.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
width="40" height="20"><image xlink:href="secret.png" width="40" height="20"/></svg>)");
    const auto thief = readLogo(folder() / "thief.svg");
    QVERIFY(thief);
    QVERIFY(
        std::all_of(thief->pixels.begin(), thief->pixels.end(), [](std::uint8_t part) { return part == 0; }));
    // A header of 60000 x 60000 pixels with hardly anything behind it.
    std::string huge = *png;
    huge.replace(16, 8, std::string("\x00\x00\xea\x60\x00\x00\xea\x60", 8));
    write("huge.png", huge);
    QVERIFY(!readLogo(folder() / "huge.png"));
    write("flat.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="0" height="20"/>)");
    QVERIFY(!readLogo(folder() / "flat.svg"));
    write("thin.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1"/>)");
    const auto thin = readLogo(folder() / "thin.svg");
    QVERIFY(!thin || (thin->width <= 830 && thin->height <= 180));
}

void TestReportTemplate::noTruncationOfALogoOrTemplateDoesHarm() {
    const std::string png = *toPng(*readLogo(folder() / "logo.svg"));
    for (std::size_t size = 0; size < png.size(); size += std::max<std::size_t>(1, png.size() / 150)) {
        write("cut.png", png.substr(0, size));
        (void)readLogo(folder() / "cut.png");
    }
    const std::string whole = kWhole;
    for (std::size_t size = 0; size < whole.size(); ++size)
        QVERIFY(!parseReportTemplate(std::string_view(whole).substr(0, size), folder()));
    QVERIFY(!parseReportTemplate(std::string(100'000, '['), folder()));
}

QTEST_APPLESS_MAIN(TestReportTemplate)
#include "tst_report_template.moc"
