#include "core/report/report_content.h"

#include "core/report/patient_facts.h"
#include "core/report/report_review.h"
#include "core/report/report_text.h"
#include "core/report/statistic_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr Words kTitle("Sleep report", "Schlafbericht");
constexpr Words kRecordingWord("recording", "Aufzeichnung");
constexpr Words kPatient("Patient", "Patient");
constexpr Words kPatientCode("Patient code", "Patientennummer");
constexpr Words kBirthDate("Date of birth", "Geburtsdatum");
constexpr Words kSex("Sex", "Geschlecht");
constexpr Words kFemale("female", "weiblich");
constexpr Words kMale("male", "männlich");
constexpr Words kNotNamed("not named", "nicht genannt");
constexpr Words kNotTold("not told", "nicht angegeben");
constexpr Words kWrittenOn("Report of", "Bericht vom");
constexpr Words kStart("Start", "Beginn");
constexpr Words kDuration("Duration", "Dauer");
constexpr Words kFile("File", "Datei");
constexpr Words kChannel("Channel scored", "Bewerteter Kanal");
constexpr Words kScoredBy("Scored by", "Bewertet von");
constexpr Words kModel("Model", "Modell");
constexpr Words kNone("none", "keines");

constexpr Words kNight("The night", "Die Nacht");
constexpr Words kSummary("{} epochs from {} to {}.", "{} Epochen von {} bis {}.");
constexpr Words kClockTime("Clock time.", "Uhrzeit.");
constexpr Words kSinceStart("Hours and minutes since the start.", "Stunden und Minuten seit Beginn.");
constexpr Words
    kHowToRead("Pale stages are the network's proposals; dark ones, marked in the line \"seen\", were "
               "given or accepted by a person or imported. Hatched: unscored, movement or artefact.",
               "Blasse Stadien sind Vorschläge des Netzes; dunkle, in der Zeile „geprüft“ markierte, hat "
               "ein Mensch vergeben oder bestätigt, oder sie sind importiert. Schraffiert: nicht "
               "bewertet, Bewegung oder Artefakt.");
constexpr Words
    kDensity("Below the hypnogram, the network's probability of each stage; none where the signal cannot "
             "be trusted.",
             "Unter dem Hypnogramm die Wahrscheinlichkeit jedes Stadiums nach dem Netz; keine, wo dem "
             "Signal nicht zu trauen ist.");
constexpr Words kNoEpochs("This recording has no epochs.", "Diese Aufzeichnung hat keine Epochen.");
constexpr Words kSpectrogram("Spectrogram of {}, 0 to {} Hz, dark is strong.",
                             "Spektrogramm von {}, 0 bis {} Hz, dunkel ist stark.");

constexpr Words kStages("Sleep stages", "Schlafstadien");
constexpr Words kStage("Stage", "Stadium");
constexpr Words kOfTst("% of TST", "% der TST");
constexpr Words kLatency("latency, min", "Latenz, min");
constexpr Words kBouts("bouts", "Abschnitte");
constexpr Words kMeanBout("mean bout, min", "mittlerer, min");
constexpr Words kLongest("longest, min", "längster, min");
constexpr Words
    kStagesNote("Latency: lights off to the first epoch of the stage. Bouts: runs of adjacent epochs. "
                "TST: total sleep time.",
                "Latenz: Licht aus bis zur ersten Epoche des Stadiums. Abschnitte: Folgen "
                "aufeinanderfolgender Epochen. TST: Gesamtschlafzeit.");
constexpr Words kMinutes("min", "min");
constexpr Words kCycles("NREM-REM cycles", "NREM-REM-Zyklen");
constexpr Words kCycle("Cycle", "Zyklus");
constexpr Words kBegins("begins", "Beginn");
constexpr Words kDurationMin("duration, min", "Dauer, min");
constexpr Words kNrem("NREM, min", "NREM, min");
constexpr Words kRem("R, min", "R, min");
constexpr Words kStatistics("Sleep statistics", "Schlafstatistik");

constexpr Words
    kIntervals("Small figures before a value: where another scorer's may lie, given what the network "
               "says ({} % interval).",
               "Kleine Zahlen vor einem Wert: wo der einer anderen Auswertung liegen kann, nach dem, "
               "was das Netz sagt ({}-%-Intervall).");

constexpr Words kReviewer("Reviewed by", "Geprüft von");
constexpr Words kDate("Date", "Datum");
constexpr Words kSignature("Signature", "Unterschrift");
constexpr Words kNotice("For research use. All automatically scored stages are subject to verification by a "
                        "qualified clinician.",
                        "Nur für Forschungszwecke. Alle automatisch bewerteten Schlafstadien sind durch eine "
                        "qualifizierte medizinische Fachperson zu überprüfen.");
constexpr Words kPageOf("Page {} of {}", "Seite {} von {}");

/// Fills a ReportContent from a report.
class Writer {
public:
    Writer(const NightReport& report, const ReportTemplate& look)
        : m_report(report), m_template(look), m_language(look.language), m_rows(statisticRows(report)) {}

    ReportContent write() {
        m_content.language = m_language;
        m_content.paper = m_template.paper;
        m_content.clinicName = cleanText(m_template.clinicName);
        for (const std::string& line : m_template.clinicAddress)
            m_content.clinicAddress.push_back(cleanText(line));
        m_content.logo = m_template.logo;
        m_content.title = say(kTitle);
        m_content.recordingName = cleanText(m_report.recording.path.filename().string());
        if (m_content.recordingName.empty())
            m_content.recordingName = say(kRecordingWord);
        writePatient();
        writeRecording();
        writeKeyFigures();
        writeNight();
        writeStages();
        writeCycles();
        writeStatistics();
        writeReview(m_report, m_language, m_content);
        m_content.reviewerLabel = say(kReviewer);
        m_content.dateLabel = say(kDate);
        m_content.signatureLabel = say(kSignature);
        m_content.notice = say(kNotice);
        m_content.pageOf = say(kPageOf);
        const bool hasDate = isKnown(m_report.recording.start);
        const std::string start = hasDate ? dateText(m_report.recording.start, m_language) : std::string();
        m_content.identityLine = fmt::format("{} · {}{}{}", m_content.patient.front().value,
                                             m_content.recordingName, start.empty() ? "" : " · ", start);
        return std::move(m_content);
    }

private:
    std::string say(const Words& words) const { return std::string(words.in(m_language)); }
    std::string number(double value) const { return numberText(value, 1, m_language); }
    std::string orDash(std::optional<double> value) const { return value ? number(*value) : "–"; }

    void writePatient() {
        const PatientFacts facts = patientFacts(m_report.recording.patient);
        const auto add = [&](const Words& name, const std::string& value, const Words& otherwise) {
            m_content.patient.push_back(
                {say(name), value.empty() ? say(otherwise) : cleanText(value), {}, value.empty()});
        };
        add(kPatient, facts.name, kNotNamed);
        add(kPatientCode, facts.code, kNotTold);
        add(kBirthDate, dateText(facts.birthDate, m_language), kNotTold);
        add(kSex, facts.sex == 'F' ? say(kFemale) : facts.sex == 'M' ? say(kMale) : std::string(), kNotTold);
        if (m_report.writtenOn.hasDate())
            add(kWrittenOn, dateText(m_report.writtenOn, m_language), kNotTold);
    }

    void writeRecording() {
        const auto add = [&](const Words& name, std::string value) {
            m_content.recording.push_back({say(name), cleanText(value), {}, false});
        };
        add(kFile, m_content.recordingName);
        add(kStart, startText(m_report.recording.start, m_language));
        add(kDuration, durationText(m_report.recording.durationSeconds));
        add(kChannel, m_report.derivation.empty() ? say(kNotTold) : m_report.derivation);
        if (m_report.scoring && m_report.scoring->kind != ScoringKind::Network)
            add(kScoredBy, m_report.scoring->scorer);
        add(kModel, m_report.modelName.empty() ? say(kNone) : m_report.modelName);
    }

    std::string valueText(const StatisticRow& row) const {
        if (!row.value)
            return row.absentText;
        if (row.key == "lights_off_s" || row.key == "lights_on_s")
            return clockAt(m_report.recording.start, *row.value, true);
        if (row.unit.empty())
            return numberText(*row.value, row.key == "mean_confidence" ? 2 : 0, m_language);
        return fmt::format("{} {}", number(*row.value), row.unit);
    }

    /// Of a night in which nothing is scored nobody can say that there was no sleep.
    ReportFact factOf(const StatisticRow& english) const {
        StatisticRow row = english;
        if (m_report.hypnogram.scoredCount() == 0 && row.group != "Times" && row.group != "Quality") {
            row.value.reset();
            row.interval.reset();
            row.absentText = "not scored";
        }
        row = inLanguage(row, m_language);
        ReportFact fact{row.name, valueText(row), row.definition, !row.value};
        if (row.value && row.interval)
            fact.interval = fmt::format("{}–{}", number(row.interval->low), number(row.interval->high));
        return fact;
    }

    void writeKeyFigures() {
        for (const char* key : {"tst_min", "se_percent", "sol_min", "waso_min", "rem_latency_min"}) {
            const auto row =
                std::find_if(m_rows.begin(), m_rows.end(), [&](const auto& r) { return r.key == key; });
            ReportFact fact = factOf(*row);
            fact.name = fact.name.substr(0, fact.name.find(" ("));
            m_content.keyFigures.push_back(std::move(fact));
        }
    }

    void writeNight() {
        m_content.nightTitle = say(kNight);
        if (m_report.hypnogram.isEmpty()) {
            m_content.nightNote = say(kNoEpochs);
            return;
        }
        const EpochGrid& grid = m_report.hypnogram.grid();
        m_content.nightSummary = fmt::format(fmt::runtime(kSummary.in(m_language)), grid.count,
                                             clockAt(m_report.recording.start, grid.startSeconds, false),
                                             clockAt(m_report.recording.start, grid.endSeconds(), false));
        for (std::size_t i = 0; i < kStageClasses.size(); ++i)
            m_content.nightSummary += fmt::format(" {} {} min.", stageName(kStageClasses[i], m_language),
                                                  number(m_report.statistics.stages[i].minutes));
        std::vector<std::string> notes{say(isKnown(m_report.recording.start) ? kClockTime : kSinceStart)};
        if (m_report.probabilities) {
            notes.push_back(say(kDensity));
            for (const Stage stage : kStageClasses)
                m_content.legend.emplace_back(stage, stageName(stage, m_language));
        }
        if (m_report.spectrogram) {
            m_content.spectrogramTitle = fmt::format(
                fmt::runtime(kSpectrogram.in(m_language)), cleanText(m_report.spectrogram->derivation),
                numberText(m_report.spectrogram->highestHz, 0, m_language));
            notes.push_back(m_content.spectrogramTitle);
        }
        notes.push_back(say(kHowToRead));
        for (const std::string& note : notes)
            m_content.nightNote += (m_content.nightNote.empty() ? "" : " ") + note;
    }

    void writeStages() {
        ReportTable& table = m_content.stages;
        table.title = say(kStages);
        table.head = {say(kStage), say(kMinutes),  say(kOfTst),  say(kLatency),
                      say(kBouts), say(kMeanBout), say(kLongest)};
        table.note = say(kStagesNote);
        for (std::size_t i = 0; i < kStageClasses.size(); ++i) {
            const StageStatistics& s = m_report.statistics.stages[i];
            const auto ifAny = [&](double value) {
                return orDash(s.bouts > 0 ? std::optional(value) : std::nullopt);
            };
            table.rows.push_back({std::string(stageName(kStageClasses[i], m_language)), number(s.minutes),
                                  orDash(s.percentOfTst), orDash(s.latencyMinutes),
                                  fmt::format("{}", s.bouts), ifAny(s.meanBoutMinutes),
                                  ifAny(s.longestBoutMinutes)});
        }
    }

    void writeCycles() {
        ReportTable& table = m_content.cycles;
        table.title = say(kCycles);
        table.head = {say(kCycle), say(kBegins), say(kDurationMin), say(kNrem), say(kRem)};
        const SleepStatistics& s = m_report.statistics;
        for (std::size_t i = 0; i < s.cycles.size(); ++i) {
            const SleepCycle& cycle = s.cycles[i];
            const double begin = s.lightsOffSeconds + cycle.beginMinutes * 60.0;
            table.rows.push_back({fmt::format("{}", i + 1), clockAt(m_report.recording.start, begin, false),
                                  number(cycle.durationMinutes), number(cycle.nremMinutes),
                                  number(cycle.remMinutes)});
        }
    }

    /// Without a wish: all rows but those that the stages' table and the review tell.
    bool isWanted(const StatisticRow& row) const {
        const std::vector<std::string>& wished = m_template.statistics;
        if (wished.empty())
            return row.group != "Stages" && row.group != "Quality";
        return std::find(wished.begin(), wished.end(), row.key) != wished.end();
    }

    void writeStatistics() {
        m_content.statisticsTitle = say(kStatistics);
        if (!m_report.intervals.empty())
            m_content.intervalNote = fmt::format(fmt::runtime(kIntervals.in(m_language)),
                                                 numberText(IntervalOptions{}.level * 100.0, 0, m_language));
        std::string group;
        for (const StatisticRow& row : m_rows) {
            if (!isWanted(row))
                continue;
            if (row.group != group)
                m_content.statistics.push_back({inLanguage(row.group, m_language), {}});
            group = row.group;
            m_content.statistics.back().facts.push_back(factOf(row));
        }
    }

    const NightReport& m_report;
    const ReportTemplate& m_template;
    ReportLanguage m_language;
    std::vector<StatisticRow> m_rows;
    ReportContent m_content;
};

} // namespace

std::string_view researchNotice(ReportLanguage language) {
    return kNotice.in(language);
}

ReportContent reportContent(const NightReport& report, const ReportTemplate& reportTemplate) {
    return Writer(report, reportTemplate).write();
}

} // namespace hypnodesk
