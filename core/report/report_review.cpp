#include "core/report/report_review.h"

#include "core/base/text_fields.h"
#include "core/report/report_text.h"
#include "core/report/statistic_words.h"

#include <fmt/format.h>

namespace hypnodesk {

namespace {

constexpr Words kSignedBy("Reviewed by {}, {}", "Geprüft von {}, {}");
constexpr Words kNobody("Nothing is scored", "Nichts ist bewertet");
constexpr Words kProposals("Not signed; {} of {} epochs are unreviewed proposals",
                           "Nicht unterschrieben; {} von {} Epochen sind ungeprüfte Vorschläge");
constexpr Words kUnsigned("Not signed", "Nicht unterschrieben");
constexpr Words kWithoutStage("{}; {} of {} without a stage", "{}; {} von {} ohne Stadium");

constexpr Words kReview("Review and quality", "Prüfung und Qualität");
constexpr Words kScoring("Scoring", "Bewertung");
constexpr Words kRevision("{}, revision {}", "{}, Revision {}");
constexpr Words kReviewed("Epochs reviewed", "Geprüfte Epochen");
constexpr Words kReviewedWhat("Stage given or accepted by a person, or imported.",
                              "Stadium von einem Menschen vergeben oder bestätigt oder importiert.");
constexpr Words kAccepted("Proposals accepted", "Bestätigte Vorschläge");
constexpr Words kAcceptedWhat("A person kept the network's most probable stage.",
                              "Ein Mensch hat das wahrscheinlichste Stadium des Netzes behalten.");
constexpr Words kChanged("Proposals changed", "Geänderte Vorschläge");
constexpr Words
    kChangedWhat("A person gave another stage than the network's most probable one.",
                 "Ein Mensch hat ein anderes als das wahrscheinlichste Stadium des Netzes vergeben.");
constexpr Words kProposed("Epochs proposed only", "Nur vorgeschlagene Epochen");
constexpr Words kProposedWhat("Proposed by the network; nobody has looked yet.",
                              "Vom Netz vorgeschlagen; noch niemand hat sie angesehen.");
constexpr Words kDoubtful("Doubtful epochs", "Zweifelhafte Epochen");
constexpr Words kDoubtfulWhat("Most probable stage below {} %.", "Wahrscheinlichstes Stadium unter {} %.");
constexpr Words kConfidence("Mean confidence", "Mittlere Sicherheit");
constexpr Words kConfidenceWhat("1 - H(p) / ln 5 of the network's probabilities, 0 to 100 %.",
                                "1 - H(p) / ln 5 der Wahrscheinlichkeiten des Netzes, 0 bis 100 %.");
constexpr Words kSignal("Flat, clipped, missing signal", "Signal flach, übersteuert, fehlend");
constexpr Words kSignalWhat("Epochs in which the scored channel cannot be trusted.",
                            "Epochen, in denen dem bewerteten Kanal nicht zu trauen ist.");
constexpr Words kOf("{} of {} ({} %)", "{} von {} ({} %)");

constexpr Words kTechnical("Where this comes from", "Herkunft");
constexpr Words kKind("Kind of file", "Art der Datei");
constexpr Words kPatientField("Patient field", "Patientenfeld");
constexpr Words kRecordingField("Recording field", "Aufzeichnungsfeld");
constexpr Words kModel("Model", "Modell");
constexpr Words kDigest("Model digest (SHA-256)", "Modell-Prüfsumme (SHA-256)");
constexpr Words kProgram("Program", "Programm");

constexpr Words kFindings("Findings in the file", "Befunde der Datei");
constexpr Words kNoFindings("None: the recording was read as it is.",
                            "Keine: Die Aufzeichnung wurde gelesen, wie sie ist.");
constexpr Words kMoreFindings("{} further findings: see 'hypno info'.",
                              "{} weitere Befunde: siehe 'hypno info'.");
constexpr Words kNote("Note", "Hinweis");
constexpr Words kRepair("Repair", "Berichtigt");
constexpr Words kLoss("Loss", "Verlust");

/// More would fill pages with what 'hypno info' lists.
constexpr std::size_t kMostFindings = 8;
/// From one in so many epochs on, what is missing is told on top of the report.
constexpr std::int64_t kMuchMissing = 10;

const Words& severityWords(Finding::Severity severity) {
    switch (severity) {
    case Finding::Severity::Repair:
        return kRepair;
    case Finding::Severity::Loss:
        return kLoss;
    case Finding::Severity::Note:
        break;
    }
    return kNote;
}

/// "22 November 2026, 12:34 UTC" of "2026-11-22T12:34:56.789Z"; the text itself where it is none such.
std::string utcText(const std::string& text, ReportLanguage language) {
    const auto part = [&](std::size_t at, std::size_t count) {
        return static_cast<int>(text.size() >= at + count
                                    ? parseInteger(std::string_view(text).substr(at, count)).value_or(-1)
                                    : -1);
    };
    const StartTime time{part(0, 4), part(5, 2), part(8, 2), part(11, 2), part(14, 2), 0.0};
    const std::string date = dateText(time, language);
    if (date.empty() || time.hour < 0 || time.minute < 0)
        return cleanText(text);
    return fmt::format("{}, {:02}:{:02} UTC", date, time.hour, time.minute);
}

class Review {
public:
    Review(const NightReport& report, ReportLanguage language, ReportContent& content)
        : m_report(report), m_language(language), m_content(content) {}

    void write() {
        writeStatus();
        writeQuality();
        writeTechnical();
        writeFindings();
    }

private:
    template <typename... Values>
    std::string say(const Words& words, const Values&... values) const {
        return fmt::format(fmt::runtime(words.in(m_language)), values...);
    }

    void writeStatus() {
        const SleepStatistics& s = m_report.statistics;
        m_content.isSigned = m_report.scoring && m_report.scoring->isSigned();
        if (m_content.isSigned)
            m_content.status = say(kSignedBy, cleanText(m_report.scoring->signedBy),
                                   utcText(m_report.scoring->signedUtc, m_language));
        else if (m_report.hypnogram.scoredCount() == 0)
            m_content.status = say(kNobody);
        else if (s.proposedEpochs > 0)
            m_content.status = say(kProposals, s.proposedEpochs, s.epochCount);
        else
            m_content.status = say(kUnsigned);
        // The figures of a night of which much is missing must not look like those of a whole one.
        const std::int64_t all = m_report.hypnogram.size();
        const std::int64_t missing = all - m_report.hypnogram.scoredCount();
        if (missing < all && kMuchMissing * missing >= all)
            m_content.status = say(kWithoutStage, m_content.status, missing, all);
    }

    std::string ofEpochs(std::int64_t count) const {
        const std::int64_t total = m_report.statistics.epochCount;
        if (total == 0)
            return fmt::format("{}", count);
        const double percent = 100.0 * static_cast<double>(count) / static_cast<double>(total);
        return say(kOf, count, total, numberText(percent, 1, m_language));
    }

    void writeQuality() {
        ReportSection& section = m_content.review;
        section.title = say(kReview);
        const auto add = [&](const Words& name, std::string value, const Words& what) {
            section.facts.push_back({say(name), std::move(value), say(what, 60), false});
        };
        if (m_report.scoring) {
            const ScoringInfo& scoring = *m_report.scoring;
            const std::string name = cleanText(scoring.name);
            section.facts.push_back({say(kScoring),
                                     scoring.revision > 1 ? say(kRevision, name, scoring.revision) : name,
                                     m_content.status, false});
        }
        const SleepStatistics& s = m_report.statistics;
        add(kReviewed, ofEpochs(s.reviewedEpochs), kReviewedWhat);
        add(kProposed, ofEpochs(s.proposedEpochs), kProposedWhat);
        if (m_report.probabilities) {
            const ReviewQuality& q = m_report.quality;
            add(kAccepted, ofEpochs(m_report.acceptedEpochs), kAcceptedWhat);
            add(kChanged, ofEpochs(q.changedEpochs), kChangedWhat);
            add(kDoubtful, ofEpochs(q.doubtfulEpochs), kDoubtfulWhat);
            if (q.meanConfidence)
                add(kConfidence, fmt::format("{} %", numberText(*q.meanConfidence * 100.0, 1, m_language)),
                    kConfidenceWhat);
            add(kSignal, fmt::format("{}, {}, {}", q.flatEpochs, q.clippedEpochs, q.missingEpochs),
                kSignalWhat);
        }
        for (const StatisticRow& english : statisticRows(s)) {
            if (english.key != "unscored_percent" && english.key != "artefact_percent")
                continue;
            const StatisticRow row = inLanguage(english, m_language);
            section.facts.push_back(
                {row.name,
                 row.value ? fmt::format("{} %", numberText(*row.value, 1, m_language)) : row.absentText,
                 row.definition, !row.value});
        }
    }

    void writeTechnical() {
        m_content.technical.title = say(kTechnical);
        const auto add = [&](const Words& name, const std::string& value) {
            if (const std::string clean = cleanText(value); !clean.empty())
                m_content.technical.facts.push_back({say(name), clean, {}, false});
        };
        add(kKind, m_report.recording.variant);
        add(kPatientField, m_report.recording.patient);
        add(kRecordingField, m_report.recording.recordingField);
        add(kModel, m_report.modelName);
        add(kDigest, m_report.modelDigest);
        add(kProgram, "Hypnodesk " + m_report.programVersion);
    }

    void writeFindings() {
        ReportSection& section = m_content.findings;
        section.title = say(kFindings);
        const std::size_t count = m_report.findings.size();
        if (count == 0)
            section.facts.push_back({{}, say(kNoFindings), {}, false});
        for (std::size_t i = 0; i < std::min(count, kMostFindings); ++i) {
            const Finding& finding = m_report.findings[i];
            section.facts.push_back({say(severityWords(finding.severity)),
                                     cleanText(findingText(finding.code, finding.text, m_language)),
                                     {},
                                     false});
        }
        if (count > kMostFindings)
            section.facts.push_back({{}, say(kMoreFindings, count - kMostFindings), {}, false});
    }

    const NightReport& m_report;
    ReportLanguage m_language;
    ReportContent& m_content;
};

} // namespace

void writeReview(const NightReport& report, ReportLanguage language, ReportContent& content) {
    Review(report, language, content).write();
}

} // namespace hypnodesk
