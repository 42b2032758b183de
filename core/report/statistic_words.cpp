#include "core/report/statistic_words.h"

#include <algorithm>
#include <array>
#include <optional>

namespace hypnodesk {

namespace {

/// Texts of core/scoring/statistic_rows.cpp. "{}" stands for the name of a stage.
constexpr Words kTexts[] = {
    {"Times", "Zeiten"},
    {"Sleep", "Schlaf"},
    {"Continuity", "Schlafkontinuität"},
    {"Stages", "Schlafstadien"},
    {"Cycles", "Schlafzyklen"},
    {"Quality", "Qualität"},

    {"min", "min"},
    {"s", "s"},
    {"%", "%"},
    {"/h", "/h"},

    {"no sleep", "kein Schlaf"},
    {"no REM", "kein REM-Schlaf"},
    {"no 10 min of sleep", "keine 10 min Schlaf am Stück"},
    {"no recording time", "keine Aufzeichnungszeit"},
    {"no cycle", "kein Zyklus"},
    {"not scored", "nicht ausgewertet"},
    {"no {}", "kein {}"},

    {"Lights off", "Licht aus"},
    {"Lights on", "Licht an"},
    {"Not given: assumed at the first epoch.", "Nicht angegeben: Beginn der ersten Epoche angenommen."},
    {"Not given: assumed at the end of the last epoch.",
     "Nicht angegeben: Ende der letzten Epoche angenommen."},
    {"As given, after the recording's start.", "Wie angegeben, ab Beginn der Aufzeichnung."},
    {"Total recording time (TRT)", "Gesamtaufzeichnungszeit (TRT)"},
    {"Lights off to lights on.", "Licht aus bis Licht an."},
    {"Lights off to lights on, as far as assumed.", "Licht aus bis Licht an, soweit angenommen."},

    {"Sleep period time (SPT)", "Schlafperiode (SPT)"},
    {"First to last epoch of sleep, both included, with the wake between them.",
     "Erste bis letzte Schlafepoche, beide eingeschlossen, mit der Wachzeit dazwischen."},
    {"Total sleep time (TST)", "Gesamtschlafzeit (TST)"},
    {"N1 + N2 + N3 + R within TRT; unscored, movement and artefact epochs are not counted.",
     "N1 + N2 + N3 + R innerhalb der TRT; nicht bewertete Epochen, Bewegungs- und Artefaktepochen zählen "
     "nicht."},
    {"Sleep onset latency (SOL)", "Schlaflatenz (SOL)"},
    {"Lights off to the first epoch of any sleep stage.",
     "Licht aus bis zur ersten Epoche eines beliebigen Schlafstadiums."},
    {"Latency to persistent sleep", "Latenz bis zum anhaltenden Schlaf"},
    {"Lights off to the first 10 min of uninterrupted sleep.",
     "Licht aus bis zu den ersten 10 min ununterbrochenen Schlafs."},
    {"REM latency", "REM-Latenz"},
    {"Sleep onset (not lights off) to the first epoch of R.",
     "Schlafbeginn (nicht Licht aus) bis zur ersten Epoche R."},
    {"Sleep efficiency (SE)", "Schlafeffizienz (SE)"},
    {"TST / TRT.", "TST / TRT."},
    {"Sleep maintenance efficiency (SME)", "Schlafeffizienz der Schlafperiode (SME)"},
    {"TST / SPT.", "TST / SPT."},

    {"Wake after sleep onset (WASO)", "Wachliegezeit nach Schlafbeginn (WASO)"},
    {"Wake between sleep onset and the last epoch of sleep; the final wake is not part of it.",
     "Wachzeit zwischen Schlafbeginn und letzter Schlafepoche; die Wachzeit danach zählt nicht dazu."},
    {"Final wake", "Wachzeit nach Schlafende"},
    {"Wake from the last epoch of sleep to lights on.",
     "Wachzeit von der letzten Schlafepoche bis Licht an."},
    {"Awakenings", "Aufwachereignisse"},
    {"Changes from sleep to wake before the last epoch of sleep.",
     "Wechsel vom Schlaf zum Wachsein vor der letzten Schlafepoche."},
    {"Awakening index", "Aufwachindex"},
    {"Awakenings per hour of TST.", "Aufwachereignisse je Stunde TST."},
    {"Stage shifts", "Stadienwechsel"},
    {"Changes of stage, wake included, from sleep onset to the last epoch of sleep.",
     "Wechsel des Stadiums, Wach eingeschlossen, vom Schlafbeginn bis zur letzten Schlafepoche."},
    {"Stage shift index", "Stadienwechselindex"},
    {"Stage shifts per hour of TST.", "Stadienwechsel je Stunde TST."},
    {"Sleep fragmentation index", "Schlaffragmentierungsindex"},
    {"Awakenings and shifts from N2, N3 or R to N1, per hour of TST.",
     "Aufwachereignisse und Wechsel von N2, N3 oder R nach N1, je Stunde TST."},
    {"Arousal index", "Arousal-Index"},
    {"Scored arousals per hour of TST.", "Ausgewertete Arousals je Stunde TST."},
    {"Apnea-hypopnea index (AHI)", "Apnoe-Hypopnoe-Index (AHI)"},
    {"Scored apneas and hypopneas per hour of TST.", "Ausgewertete Apnoen und Hypopnoen je Stunde TST."},

    {"{}", "{}"},
    {"{}, share", "{}, Anteil"},
    {"{}, latency", "{}, Latenz"},
    {"{}, bouts", "{}, Abschnitte"},
    {"{}, mean bout", "{}, mittlerer Abschnitt"},
    {"{}, longest bout", "{}, längster Abschnitt"},
    {"Time in {} within TRT.", "Zeit in {} innerhalb der TRT."},
    {"Time in {} / TST.", "Zeit in {} / TST."},
    {"Lights off to the first epoch of {}.", "Licht aus bis zur ersten Epoche {}."},
    {"Runs of adjacent epochs of {}.", "Folgen aufeinanderfolgender Epochen {}."},
    {"Mean length of the bouts of {}.", "Mittlere Länge der Abschnitte {}."},
    {"Length of the longest bout of {}.", "Länge des längsten Abschnitts {}."},

    {"NREM-REM cycles", "NREM-REM-Zyklen"},
    {"Completed cycles (Feinberg and Floyd 1979, modified): at least 15 min of NREM sleep, then at least "
     "5 min of R, except in the first cycle; R epochs less than 15 min of NREM sleep apart are one REM "
     "period.",
     "Abgeschlossene Zyklen (nach Feinberg und Floyd 1979, modifiziert): mindestens 15 min NREM-Schlaf, dann "
     "mindestens 5 min R, außer im ersten Zyklus; R-Epochen mit weniger als 15 min NREM-Schlaf dazwischen "
     "sind eine REM-Periode."},
    {"Mean cycle duration", "Mittlere Zyklusdauer"},
    {"First NREM epoch to last R epoch of a cycle, mean over the completed cycles.",
     "Erste NREM- bis letzte R-Epoche eines Zyklus, Mittel der abgeschlossenen Zyklen."},

    {"Unscored", "Nicht bewertet"},
    {"Unscored and movement epochs / TRT.", "Nicht bewertete Epochen und Bewegungsepochen / TRT."},
    {"Artefact", "Artefakt"},
    {"Epochs marked as artefact / TRT.", "Als Artefakt markierte Epochen / TRT."},
    {"Epochs", "Epochen"},
    {"Epochs of the whole recording.", "Epochen der ganzen Aufzeichnung."},
    {"Epochs reviewed", "Geprüfte Epochen"},
    {"Epochs whose stage a person gave or accepted, or that were imported.",
     "Epochen, deren Stadium ein Mensch vergeben oder bestätigt hat oder die importiert sind."},
    {"Epochs proposed", "Vorgeschlagene Epochen"},
    {"Epochs whose stage the network proposed and nobody has looked at yet.",
     "Epochen, deren Stadium das Netz vorgeschlagen und noch niemand angesehen hat."},
    {"no network's run", "kein Lauf des Netzes"},
    {"Proposals changed", "Geänderte Vorschläge"},
    {"Epochs to which a person gave another stage than the network's most probable one.",
     "Epochen, denen ein Mensch ein anderes als das wahrscheinlichste Stadium des Netzes gegeben hat."},
    {"Epochs in doubt", "Zweifelhafte Epochen"},
    {"Epochs of good signal whose most probable stage has less than 60 %.",
     "Epochen mit gutem Signal, deren wahrscheinlichstes Stadium unter 60 % liegt."},
    {"Flat epochs", "Flache Epochen"},
    {"Epochs without a signal in the channel scored.", "Epochen ohne Signal im bewerteten Kanal."},
    {"Clipped epochs", "Übersteuerte Epochen"},
    {"Epochs in which the channel scored was at the limit of its range.",
     "Epochen, in denen der bewertete Kanal an der Grenze seines Wertebereichs war."},
    {"Missing epochs", "Fehlende Epochen"},
    {"Epochs in a gap of the recording.", "Epochen in einer Lücke der Aufzeichnung."},
    {"Mean confidence", "Mittlere Sicherheit"},
    {"1 - entropy / ln 5 of the network's probabilities, mean over the epochs of good signal: 1 is certain, "
     "0 "
     "a guess.",
     "1 - Entropie / ln 5 der Wahrscheinlichkeiten des Netzes, Mittel über die Epochen mit gutem Signal: 1 "
     "ist "
     "sicher, 0 geraten."},
};

struct FindingWords {
    std::string_view code;
    std::string_view german;
};

/// Codes of the findings of core/edf, core/recording and makeNightReport().
constexpr FindingWords kFindings[] = {
    {"annotations", "Annotationen sind beschädigt oder unvollständig."},
    {"digital-range", "Digitaler Wertebereich eines Signals ist fehlerhaft angegeben."},
    {"duplicate-label", "Mehrere Kanäle tragen denselben Namen."},
    {"header-size", "Die Größe des Dateikopfs ist falsch angegeben."},
    {"inverted", "Ein Signal ist mit umgekehrter Polarität aufgezeichnet."},
    {"no-records", "Die Datei enthält keinen vollständigen Datensatz."},
    {"no-samples", "Ein Signal ohne Messwerte wurde weggelassen."},
    {"non-ascii", "Unzulässige Zeichen im Dateikopf."},
    {"number-format", "Zahlen im Dateikopf sind nicht normgerecht geschrieben."},
    {"physical-range", "Physikalischer Wertebereich eines Signals ist fehlerhaft angegeben."},
    {"record-count", "Die Zahl der Datensätze ist falsch angegeben."},
    {"record-duration", "Die Dauer der Datensätze ist unbrauchbar angegeben."},
    {"record-onset", "Zeitangaben einzelner Datensätze fehlen oder widersprechen sich."},
    {"record-order", "Datensätze liegen nicht in zeitlicher Folge."},
    {"record-overlap", "Datensätze überlappen sich."},
    {"slow-eeg",
     "Das EEG wurde mit weniger als 60 Werten je Sekunde abgetastet; das Netz irrt darin häufiger."},
    {"start-date", "Das Startdatum fehlt oder ist fehlerhaft."},
    {"start-format", "Datum oder Uhrzeit des Beginns sind nicht normgerecht geschrieben."},
    {"start-time", "Die Startzeit fehlt oder ist fehlerhaft."},
    {"stray-bytes", "Überzählige Bytes am Ende der Datei."},
    {"truncated", "Die Datei ist am Ende abgeschnitten."},
    {"variant", "Die Angabe der Dateivariante passt nicht zum Inhalt."},
    {"version", "Das Versionsfeld des Dateikopfs ist nicht normgerecht."},
};

/// What stands for "{}" where `text` is `pattern` filled in.
std::optional<std::string_view> filledIn(std::string_view text, std::string_view pattern) {
    const std::size_t hole = pattern.find("{}");
    if (hole == std::string_view::npos)
        return std::nullopt;
    const std::string_view head = pattern.substr(0, hole);
    const std::string_view tail = pattern.substr(hole + 2);
    if (text.size() < head.size() + tail.size() || !text.starts_with(head) || !text.ends_with(tail))
        return std::nullopt;
    return text.substr(head.size(), text.size() - head.size() - tail.size());
}

std::optional<std::string> find(std::string_view english, ReportLanguage language) {
    for (const Words& words : kTexts) {
        if (words.english == english && english.find("{}") == std::string_view::npos)
            return std::string(words.in(language));
        const auto filling = filledIn(english, words.english);
        if (!filling)
            continue;
        const auto stage = std::find_if(kStageClasses.begin(), kStageClasses.end(),
                                        [&](Stage s) { return stageName(s) == *filling; });
        if (stage == kStageClasses.end())
            continue;
        std::string text(words.in(language));
        return text.replace(text.find("{}"), 2, stageName(*stage, language));
    }
    return std::nullopt;
}

} // namespace

bool isTranslated(std::string_view english, ReportLanguage language) {
    return language == ReportLanguage::English || english.empty() || find(english, language);
}

std::string inLanguage(std::string_view english, ReportLanguage language) {
    if (language == ReportLanguage::English)
        return std::string(english);
    return find(english, language).value_or(std::string(english));
}

StatisticRow inLanguage(const StatisticRow& row, ReportLanguage language) {
    StatisticRow result = row;
    for (std::string* text :
         {&result.name, &result.definition, &result.unit, &result.absentText, &result.group})
        *text = inLanguage(*text, language);
    return result;
}

std::string findingText(std::string_view code, std::string_view english, ReportLanguage language) {
    if (language == ReportLanguage::English)
        return std::string(english);
    for (const FindingWords& words : kFindings)
        if (words.code == code)
            return std::string(words.german);
    return std::string(english);
}

} // namespace hypnodesk
