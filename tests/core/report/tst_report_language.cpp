#include "core/report/patient_facts.h"
#include "core/report/report_content.h"
#include "core/report/statistic_words.h"

#include <QTest>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

using namespace hypnodesk;

namespace {

constexpr auto kGerman = ReportLanguage::German;
constexpr auto kEnglish = ReportLanguage::English;

/// Every text that a row can have: a night with everything, without REM, without sleep, short, empty, and
/// with lights given.
std::vector<StatisticRow> allRows() {
    std::vector<StatisticRow> rows;
    for (const char* letters : {"WWWW1122333322RRRRRRRRRRRRWW22WW", "WW22", "WWWW", ""})
        for (const LightsTimes& lights : {LightsTimes{}, LightsTimes{30.0, 90.0}, LightsTimes{30.0, {}}}) {
            const auto more = statisticRows(sleepStatistics(Hypnogram::fromLetters(letters), lights));
            rows.insert(rows.end(), more.begin(), more.end());
        }
    return rows;
}

std::string german(const char* key) {
    for (const StatisticRow& row : allRows())
        if (row.key == key)
            return inLanguage(row, kGerman).name;
    return {};
}

} // namespace

class TestReportLanguage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStatisticIsTranslated();
    void clinicalTermsAreRight();
    void everyFindingOfTheReaderIsTranslated();
    void numbersAndDates();
    void patientFieldsOfEdfPlus();
};

void TestReportLanguage::everyStatisticIsTranslated() {
    for (const StatisticRow& row : allRows())
        for (const std::string& text : {row.name, row.definition, row.unit, row.absentText, row.group})
            QVERIFY2(isTranslated(text, kGerman), (row.key + ": " + text).c_str());
    QVERIFY(!isTranslated("Time in the pool.", kGerman));
    QVERIFY(!isTranslated("Time in Pool within TRT.", kGerman)); // no stage of that name
    QCOMPARE(inLanguage("Time in the pool.", kGerman), std::string("Time in the pool."));
}

void TestReportLanguage::clinicalTermsAreRight() {
    QCOMPARE(german("sol_min"), std::string("Schlaflatenz (SOL)"));
    QCOMPARE(german("rem_latency_min"), std::string("REM-Latenz"));
    QCOMPARE(german("waso_min"), std::string("Wachliegezeit nach Schlafbeginn (WASO)"));
    QCOMPARE(german("se_percent"), std::string("Schlafeffizienz (SE)"));
    QCOMPARE(german("tst_min"), std::string("Gesamtschlafzeit (TST)"));
    QCOMPARE(german("w_longest_bout_min"), std::string("Wach, längster Abschnitt"));
    QCOMPARE(inLanguage("no REM", kGerman), std::string("kein REM-Schlaf"));
    QCOMPARE(inLanguage("no N3", kGerman), std::string("kein N3"));
    QCOMPARE(inLanguage("Time in Wake within TRT.", kGerman), std::string("Zeit in Wach innerhalb der TRT."));
    QCOMPARE(inLanguage("no REM", kEnglish), std::string("no REM"));
}

/// The codes are collected from the source of the reader, so that a new one cannot be forgotten.
void TestReportLanguage::everyFindingOfTheReaderIsTranslated() {
    const std::filesystem::path root = std::filesystem::path(HYPNODESK_TEST_DATA) / ".." / "..";
    const std::regex pattern("Severity::(?:Note|Repair|Loss),\\s*\"([a-z-]+)\"");
    std::set<std::string> codes;
    for (const char* folder : {"core/edf", "core/recording"})
        for (const auto& entry : std::filesystem::directory_iterator(root / folder)) {
            std::ifstream file(entry.path());
            const std::string text((std::istreambuf_iterator<char>(file)), {});
            for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match)
                codes.insert((*match)[1]);
        }
    QVERIFY(codes.size() >= 20);
    for (const std::string& code : codes)
        QVERIFY2(findingText(code, "English.", kGerman) != "English.", code.c_str());
    QCOMPARE(findingText("truncated", "118 of 120.", kEnglish), std::string("118 of 120."));
}

void TestReportLanguage::numbersAndDates() {
    QCOMPARE(numberText(371.46, 1, kEnglish), std::string("371.5"));
    QCOMPARE(numberText(371.46, 1, kGerman), std::string("371,5"));
    QCOMPARE(numberText(-0.04, 1, kGerman), std::string("0,0"));
    QCOMPARE(numberText(12.0, 0, kGerman), std::string("12"));
    const StartTime start{2026, 3, 1, 23, 59, 30.0};
    QCOMPARE(startText(start, kEnglish), std::string("1 March 2026, 23:59:30"));
    QCOMPARE(startText(start, kGerman), std::string("1. März 2026, 23:59:30"));
    QCOMPARE(startText({0, 0, 0, 8, 5, 0.0}, kGerman), std::string("08:05:00"));
    QCOMPARE(startText({}, kEnglish), std::string("unknown"));
    QCOMPARE(startText({1985, 1, 1, 0, 0, 0.0}, kGerman), std::string("unbekannt"));
    QCOMPARE(startText({2026, 13, 1, 0, 0, 1.0}, kEnglish), std::string("00:00:01"));
    QCOMPARE(languageFromCode("de"), std::optional(kGerman));
    QVERIFY(!languageFromCode("fr"));
}

void TestReportLanguage::patientFieldsOfEdfPlus() {
    const PatientFacts known = patientFacts("MCH-0234567 F 02-MAY-1951 Haagse_Harry");
    QCOMPARE(known, (PatientFacts{"Haagse Harry", "MCH-0234567", 'F', {1951, 5, 2, 0, 0, 0.0}}));
    QCOMPARE(patientFacts("X X X X"), PatientFacts{});
    QCOMPARE(patientFacts("X"), PatientFacts{});
    QCOMPARE(patientFacts(""), PatientFacts{});
    QCOMPARE(patientFacts("7 M X Anna Berg X").name, std::string("Anna Berg"));
    // Not written as EDF+ asks: shown as it is.
    QCOMPARE(patientFacts("Anna Berg 1951").name, std::string("Anna Berg 1951"));
    QCOMPARE(patientFacts("7 M 31-FOO-1951 Anna").name, std::string("7 M 31-FOO-1951 Anna"));
    QCOMPARE(patientFacts("M\xFCller").name, std::string("Müller"));
}

QTEST_APPLESS_MAIN(TestReportLanguage)
#include "tst_report_language.moc"
