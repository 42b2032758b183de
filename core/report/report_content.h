#pragma once

#include "core/report/night_report.h"
#include "core/report/report_template.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace hypnodesk {

/// A name and what is known under it.
struct ReportFact {
    std::string name;
    std::string value;
    std::string explanation;   ///< definition; may be empty
    bool isAbsent = false;     ///< `value` says why there is none
    std::string interval = {}; ///< "228.0-240.0", in the unit of the value; empty: none
    bool operator==(const ReportFact&) const = default;
};

struct ReportSection {
    std::string title;
    std::vector<ReportFact> facts;
};

struct ReportTable {
    std::string title;
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows; ///< as many cells as the head
    std::string note;
};

/// Everything that a report says, in its language and its order, before anybody decides how it looks: pages,
/// PDF, print and HTML say the same because they are made from this. Texts are UTF-8 without control
/// characters and as they are: not yet escaped for HTML.
struct ReportContent {
    ReportLanguage language = ReportLanguage::English;
    PaperSize paper = PaperSize::A4;
    std::string clinicName;
    std::vector<std::string> clinicAddress;
    std::shared_ptr<const ReportImage> logo; ///< null: none

    std::string title;
    std::string recordingName;
    std::string status; ///< who signed it and when, or that nobody has
    bool isSigned = false;
    std::vector<ReportFact> patient;
    std::vector<ReportFact> recording;
    std::vector<ReportFact> keyFigures;

    std::string nightTitle;
    std::string nightSummary;                          ///< the figure in words, for those who cannot see it
    std::string nightNote;                             ///< how to read the figure
    std::vector<std::pair<Stage, std::string>> legend; ///< of the hypnodensity; empty without one
    std::string spectrogramTitle;                      ///< empty without one
    ReportTable stages;
    ReportTable cycles; ///< without rows where there are none
    std::string statisticsTitle;
    std::string intervalNote; ///< what the intervals mean; empty without any
    std::vector<ReportSection> statistics;
    ReportSection review;
    ReportSection technical;
    ReportSection findings;
    std::string reviewerLabel, dateLabel, signatureLabel;

    std::string notice;
    std::string identityLine; ///< for the foot of each page
    std::string pageOf;       ///< "Page {} of {}"
};

ReportContent reportContent(const NightReport& report, const ReportTemplate& reportTemplate);

/// kResearchNotice in the language.
std::string_view researchNotice(ReportLanguage language);

} // namespace hypnodesk
