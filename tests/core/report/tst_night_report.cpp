#include "core/report/night_report.h"
#include "core/report/report_figure.h"
#include "core/report/report_html.h"
#include "core/report/report_svg.h"
#include "core/report/report_text.h"
#include "core/report/statistic_words.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <nlohmann/json.hpp>

using namespace hypnodesk;

namespace {

/// A recording without samples; everything else can be set.
class FakeRecording : public Recording {
public:
    explicit FakeRecording(double seconds) {
        m_info.path = "/nights/NIGHT.edf";
        m_info.variant = "EDF+C";
        m_info.patient = "X F X X";
        m_info.start = {2026, 3, 1, 22, 45, 0.0};
        m_info.durationSeconds = seconds;
    }
    void addEeg(const std::string& label, double rateHz) {
        Channel channel;
        channel.label = label;
        channel.rateHz = rateHz;
        channel.role = ChannelRole::Eeg;
        channel.isVoltage = true;
        m_channels.push_back(channel);
    }
    RecordingInfo& editInfo() { return m_info; }
    void addFinding(Finding finding) { m_findings.push_back(std::move(finding)); }
    void readPhysical(int, std::int64_t, std::span<float> out) const override {
        std::fill(out.begin(), out.end(), 0.0f);
    }
};

/// A night of three cycles, 30 s an epoch.
std::string nightLetters() {
    std::string letters(30, 'W');
    for (int cycle = 0; cycle < 3; ++cycle)
        letters += std::string(6, '1') + std::string(60, '2') + std::string(40, '3') + std::string(20, '2') +
                   std::string(30, 'R') + std::string(4, 'W');
    return letters + std::string(5, '?');
}

NightProbabilities sureNight(const Hypnogram& hypnogram) {
    NightProbabilities night;
    night.grid = hypnogram.grid();
    night.modelName = "MC2SleepNet test";
    night.modelDigest = std::string(64, 'a');
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch) {
        EpochVerdict verdict;
        if (isScored(hypnogram.stage(epoch))) {
            verdict.joint.fill(0.05f);
            verdict.joint[static_cast<std::size_t>(hypnogram.stage(epoch))] = 0.8f;
        }
        night.epochs.push_back(verdict);
    }
    return night;
}

NightReport exampleReport() {
    Hypnogram hypnogram = Hypnogram::fromLetters(nightLetters(), StageSource::Network);
    hypnogram.set(0, {Stage::Wake, StageSource::Accepted});
    hypnogram.set(1, {Stage::N1, StageSource::Person});
    const FakeRecording recording(static_cast<double>(hypnogram.size()) * 30.0);
    NightProbabilities night = sureNight(Hypnogram::fromLetters(nightLetters()));
    night.epochs[2].joint = {0.4f, 0.3f, 0.1f, 0.1f, 0.1f};
    night.epochs[3].quality = EpochQuality::Flat;
    return makeNightReport(recording, hypnogram, night, "C4-M1");
}

std::string figureOf(const NightReport& report, ReportLanguage language) {
    return toSvg(nightFigure(report, language, 0.0, 0.0, 549.0), 549.0, nightFigureHeight(report), "Night",
                 "Text");
}

/// HTML that closes what it opens, read as XML; void elements closed first. Empty when all is well.
QString markupError(const std::string& html) {
    QString text = QString::fromStdString(html);
    text.remove("<!DOCTYPE html>\n").replace("&ndash;", "-");
    for (const char* element : {"<meta charset=\"utf-8\"", "initial-scale=1\""})
        text.replace(QString(element) + ">", QString(element) + "/>");
    QXmlStreamReader reader(text);
    while (!reader.atEnd())
        reader.readNext();
    return reader.hasError() ? QString("%1 in line %2").arg(reader.errorString()).arg(reader.lineNumber())
                             : QString();
}

} // namespace

class tst_night_report : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void slowEegIsTold() {
        const Hypnogram hypnogram = Hypnogram::fromLetters("W123R", StageSource::Network);
        const auto findingsAt = [&](double rateHz) {
            FakeRecording recording(150.0);
            recording.addEeg("C4-M1", rateHz);
            return makeNightReport(recording, hypnogram, sureNight(hypnogram), "C4-M1").findings;
        };
        QVERIFY(findingsAt(100.0).empty());
        const auto slow = findingsAt(50.0);
        QCOMPARE(slow.size(), std::size_t(1));
        QCOMPARE(slow.front().code, std::string("slow-eeg"));
        QVERIFY(slow.front().text.find("50 samples a second") != std::string::npos);
        QVERIFY(findingText("slow-eeg", slow.front().text, ReportLanguage::German) != slow.front().text);
    }

    void qualityCountsWhatPeopleDid();
    void thePageIsWholeAndSelfContained();
    void hostileTextsAreEscaped();
    void nightsWithoutEpochsSleepOrProbabilities_data();
    void nightsWithoutEpochsSleepOrProbabilities();
    void aVeryLongNightStaysAPage();
    void theFigureTellsItsStory();
    void clockTimes();
    void jsonHoldsTheSameFacts();
    void jsonSurvivesBytesThatAreNoText();
};

void tst_night_report::qualityCountsWhatPeopleDid() {
    const NightReport report = exampleReport();
    QCOMPARE(report.quality.changedEpochs, 1);  // W proposed, N1 given
    QCOMPARE(report.acceptedEpochs, 1);         // the first W
    QCOMPARE(report.quality.doubtfulEpochs, 1); // 40 %
    QCOMPARE(report.quality.flatEpochs, 1);
    QCOMPARE(report.statistics.reviewedEpochs, 2);
    // All but one epoch have .8 and four times .05, the doubtful one .4 .3 .1 .1 .1: 1 - H / ln 5.
    QVERIFY(std::abs(*report.quality.meanConfidence - 0.516812) < 0.005);
    QCOMPARE(report.modelName, std::string("MC2SleepNet test"));
    QCOMPARE(report.statistics.cycles.size(), std::size_t{3});
}

void tst_night_report::thePageIsWholeAndSelfContained() {
    const std::string html = toHtml(exampleReport());
    QVERIFY(html.starts_with("<!DOCTYPE html>"));
    QCOMPARE(markupError(html), QString());
    for (const char* forbidden : {"http:", "https:", "<script", "<link", "@import", "src="})
        QVERIFY2(html.find(forbidden) == std::string::npos, forbidden);
    for (const char* expected :
         {kResearchNotice, "NIGHT.edf", "X F X X", "<dd>female</dd>", "1 March 2026, 22:45:00",
          "Total sleep time (TST)", "N1 + N2 + N3 + R within TRT",
          "Sleep onset (not lights off) to the first epoch of R.", "not scored", "MC2SleepNet test",
          "aaaaaaaa", "C4-M1", "<svg class=\"night\"", "lang=\"en\"", "2 of 515 (0.4 %)",
          "assumed at the first epoch"})
        QVERIFY2(html.find(expected) != std::string::npos, expected);
    QVERIFY(html.find("/nights/") == std::string::npos); // folders are nobody's business
}

void tst_night_report::hostileTextsAreEscaped() {
    const std::string hostile = "<script>alert('x')</script> & \"quoted\" \x01\xFF";
    Hypnogram hypnogram = Hypnogram::fromLetters(nightLetters());
    FakeRecording recording(15450.0);
    recording.editInfo().patient = hostile;
    recording.editInfo().recordingField = hostile;
    recording.editInfo().path = "/nights/<b>&night\".edf";
    recording.addFinding({Finding::Severity::Repair, "label", "Label " + hostile});
    NightReport report = makeNightReport(recording, hypnogram, sureNight(hypnogram), hostile);
    report.modelName = hostile;
    report.modelDigest = hostile;
    report.programVersion = hostile;
    const std::string html = toHtml(report);
    QCOMPARE(markupError(html), QString());
    QVERIFY(html.find("<script") == std::string::npos);
    QVERIFY(html.find("<b>") == std::string::npos);
    QVERIFY(html.find("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quoted&quot;") !=
            std::string::npos);
    QCOMPARE(escapedForHtml("a\x01\tb"), std::string("a  b"));
    QCOMPARE(escapedForHtml("M\xFCller"), std::string("Müller"));
}

void tst_night_report::nightsWithoutEpochsSleepOrProbabilities_data() {
    QTest::addColumn<QString>("letters");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no epochs") << ""
                               << "This recording has no epochs.";
    QTest::newRow("one epoch") << "2"
                               << "<svg class=\"night\"";
    QTest::newRow("no sleep") << "WWWW"
                              << "no sleep";
    QTest::newRow("no REM") << "WW22"
                            << "no REM";
    QTest::newRow("nothing scored") << "????"
                                    << "100.0 %";
}

void tst_night_report::nightsWithoutEpochsSleepOrProbabilities() {
    QFETCH(QString, letters);
    QFETCH(QString, expected);
    const Hypnogram hypnogram = Hypnogram::fromLetters(letters.toStdString());
    const FakeRecording recording(static_cast<double>(letters.size()) * 30.0);
    const NightReport report = makeNightReport(recording, hypnogram, std::nullopt, "");
    const std::string html = toHtml(report);
    QCOMPARE(markupError(html), QString());
    QVERIFY(QString::fromStdString(html).contains(expected));
    QVERIFY(!QString::fromStdString(html).contains(QRegularExpression("[>\" ](nan|-?inf)\\b")));
    QVERIFY(html.find("Mean confidence") == std::string::npos);
    QVERIFY(html.find("Proposals accepted") == std::string::npos);
    QVERIFY(toJson(report)["scoring"]["model"].is_null());
}

void tst_night_report::aVeryLongNightStaysAPage() {
    std::string letters;
    for (int i = 0; i < 14 * 2880; ++i)
        letters += "W123R"[i % 5];
    const Hypnogram hypnogram = Hypnogram::fromLetters(letters);
    const FakeRecording recording(14 * 86400.0);
    const std::string html = toHtml(makeNightReport(recording, hypnogram, sureNight(hypnogram), "C4-M1"));
    QCOMPARE(markupError(html), QString());
    QVERIFY2(html.size() < 7'000'000, qPrintable(QString::number(html.size())));
}

void tst_night_report::theFigureTellsItsStory() {
    NightReport report = exampleReport();
    std::string svg = figureOf(report, ReportLanguage::English);
    for (const char* expected : {"role=\"img\"", ">00:00<", "sleep onset 22:45:30", "22:45:00 Wake, 0.5 min<",
                                 "22:46:00 Wake, 14.0 min, proposed"})
        QVERIFY2(svg.find(expected) != std::string::npos, expected);
    // From the W of epoch 0 to the N1 of epoch 1 at one of 515 epochs, in a box 515 + 34 wide; rows are 14
    // high from 17 on.
    QVERIFY(svg.find("d=\"M35.00 24.00V52.00M") != std::string::npos);
    QVERIFY(svg.find("lights off") == std::string::npos); // assumed, so not marked
    QVERIFY(toHtml(report).find("<desc id=\"night-text\">515 epochs from 22:45 to 03:03.") !=
            std::string::npos);
    report.statistics = sleepStatistics(report.hypnogram, {600.0, 15000.0});
    QVERIFY(figureOf(report, ReportLanguage::English).find("lights off 22:55:00") != std::string::npos);
    svg = figureOf(report, ReportLanguage::German);
    for (const char* expected :
         {"Licht aus 22:55:00", "Licht an 02:55:00", "22:46:00 Wach, 14,0 min, vorgeschlagen"})
        QVERIFY2(svg.find(expected) != std::string::npos, expected);
    report.recording.start = {};
    QVERIFY(figureOf(report, ReportLanguage::English).find(">1:00<") != std::string::npos);
}

void tst_night_report::clockTimes() {
    const StartTime start{2026, 3, 1, 23, 59, 30.0};
    QCOMPARE(clockAt(start, 0.0, true), std::string("23:59:30"));
    QCOMPARE(clockAt(start, 45.0, true), std::string("00:00:15"));
    QCOMPARE(clockAt(start, 29.9999, false), std::string("00:00"));
    QCOMPARE(clockAt(start, -86400.0, true), std::string("23:59:30"));
    QCOMPARE(clockAt({}, 3661.0, true), std::string("1:01:01"));
    QCOMPARE(clockAt({}, -60.0, false), std::string("-0:01"));
    QCOMPARE(durationText(28680.0), std::string("7 h 58 min"));
    QCOMPARE(durationText(90.0), std::string("2 min"));
}

void tst_night_report::jsonHoldsTheSameFacts() {
    const NightReport report = exampleReport();
    const nlohmann::json json = toJson(report);
    QCOMPARE(json["format"].get<std::string>(), std::string("hypnodesk-report"));
    QCOMPARE(json["notice"].get<std::string>(), std::string(kResearchNotice));
    QCOMPARE(json["recording"]["file"].get<std::string>(), std::string("NIGHT.edf"));
    QCOMPARE(json["statistics"]["tst_min"].get<double>(), report.statistics.tst);
    QVERIFY(json["statistics"]["arousal_index_per_h"].is_null());
    QCOMPARE(json["absent"]["arousal_index_per_h"].get<std::string>(), std::string("not scored"));
    QCOMPARE(json["cycles"].size(), std::size_t{3});
    QCOMPARE(json["scoring"]["stages"].size(), std::size_t{515});
    QCOMPARE(json["scoring"]["sources"][1].get<std::string>(), std::string("person"));
    QCOMPARE(json["scoring"]["model"]["name"].get<std::string>(), std::string("MC2SleepNet test"));
    QCOMPARE(json["quality"]["epochs_changed"].get<int>(), 1);
    QVERIFY(json["lights_assumed"].get<bool>());
}

void tst_night_report::jsonSurvivesBytesThatAreNoText() {
    NightReport report = exampleReport();
    report.recording.patient = "M\xFCller";
    report.derivation = "\xFF\xFE";
    report.recording.recordingField = std::string("a\0b", 3);
    report.findings = {{Finding::Severity::Loss, "x", "\xC3"}};
    QVERIFY(!toJson(report).dump().empty());
    QCOMPARE(toJson(report)["recording"]["patient"].get<std::string>(), std::string("Müller"));
}

QTEST_APPLESS_MAIN(tst_night_report)
#include "tst_night_report.moc"
