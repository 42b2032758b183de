#include "core/retraining/clinic_night.h"

#include "core/base/text_fields.h"
#include "core/formats/format_registry.h"
#include "core/model/model_defaults.h"
#include "core/report/patient_facts.h"
#include "core/retraining/labelled_layouts.h"
#include "core/study/study_path.h"
#include "core/study/study_reference.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

void add(ClinicNight& night, NightProblem kind, std::string detail, bool isFatal = false) {
    night.problems.push_back({kind, std::move(detail), isFatal});
}

void count(LabelCounts& counts, const Hypnogram& hypnogram, std::span<const std::int64_t> seen) {
    for (std::int64_t e = 0; e < hypnogram.size(); ++e) {
        if (!isScored(hypnogram.stage(e)))
            continue;
        ++counts.epochs;
        switch (hypnogram[e].source) {
        case StageSource::Person:
            ++counts.person;
            break;
        case StageSource::Imported:
            ++counts.imported;
            break;
        case StageSource::Accepted:
            ++(std::binary_search(seen.begin(), seen.end(), e) ? counts.accepted : counts.acceptedUnseen);
            break;
        case StageSource::None:
        case StageSource::Network:
            ++counts.unreviewed;
            break;
        }
    }
}

/// What a scoring says, by whom, and what networks said in the same study.
struct ReadScoring {
    Hypnogram hypnogram;
    std::vector<std::int64_t> seen;
    std::string scorer;
    std::string derivation;                 ///< of the network run that goes with it
    std::vector<NightProbabilities> runs;   ///< of the same epochs, the oldest first
    std::optional<std::string> networkName; ///< of a file that carries probabilities
};

Result<ReadScoring> readStudy(const StudyReference& reference) {
    const auto study = Study::open(reference.file, StudyMode::ReadOnly);
    if (!study)
        return tl::make_unexpected(study.error());
    const auto scoring = pickScoring(*study, reference.scoring);
    if (!scoring)
        return tl::make_unexpected(scoring.error());
    auto hypnogram = study->hypnogram(scoring->id);
    if (!hypnogram)
        return tl::make_unexpected(hypnogram.error());
    auto seen = study->reviewedEpochs(scoring->id);
    if (!seen)
        return tl::make_unexpected(seen.error());
    ReadScoring read{std::move(*hypnogram), std::move(*seen), scoring->scorer, {}, {}, {}};
    if (scoring->isSigned())
        read.scorer = scoring->signedBy;
    if (scoring->networkRun)
        if (const auto run = study->probabilities(*scoring->networkRun))
            read.derivation = run->derivation;
    const auto all = study->scorings();
    for (const ScoringInfo& one : all ? *all : std::vector<ScoringInfo>())
        if (one.kind == ScoringKind::Network)
            if (auto run = study->probabilities(one.id); run && run->grid == read.hypnogram.grid())
                read.runs.push_back(std::move(*run));
    return read;
}

Result<ReadScoring> readScoringFile(const std::string& file) {
    auto night = readHypnogram(file);
    if (!night)
        return tl::make_unexpected(night.error());
    ReadScoring read{std::move(night->hypnogram), {}, {}, {}, {}, {}};
    if (night->probabilities)
        read.networkName = night->probabilities->modelName;
    return read;
}

void findSubject(ClinicNight& night, const SubjectRule& rule) {
    const auto take = [&](const std::string& subject, SubjectOrigin origin, std::string reason) {
        night.files.subject = subject;
        night.subjectOrigin = origin;
        night.subjectReason = std::move(reason);
    };
    if (rule.from == SubjectRule::From::Table)
        for (const fs::path& file : {night.files.recording, night.study})
            for (const std::string& name : {file.string(), file.filename().string(), file.stem().string()})
                if (const auto row = rule.table.find(name); !name.empty() && row != rule.table.end())
                    return take(row->second, SubjectOrigin::Table, "named in the table of subjects");
    if (rule.from == SubjectRule::From::Name)
        return take(night.fileSubject, SubjectOrigin::FileName, "by the name of the file");
    if (night.files.layout == NightLayout::Manifest)
        return take(night.fileSubject, SubjectOrigin::Table, "named in the manifest");
    if (!night.headerCode.empty())
        return take(night.headerCode, SubjectOrigin::HeaderCode, "patient code in the header");
    if (!night.headerName.empty())
        return take(night.headerName, SubjectOrigin::HeaderName, "patient name in the header");
    take(night.fileSubject, SubjectOrigin::FileName, "by the name of the file; the header tells no patient");
    add(night, NightProblem::AnonymousSubject,
        fmt::format("the header tells no patient; \"{}\" was taken from the name of the file",
                    night.fileSubject));
}

void judgePresentModel(ClinicNight& night, const ReadScoring& read, const std::vector<Stage>& labels,
                       const std::string& modelDigest) {
    for (const NightProbabilities& run : read.runs)
        if (run.modelDigest == modelDigest &&
            derivationKey(run.derivation) == derivationKey(night.derivation))
            night.presentModel = agreementWithLabels(labels, run);
}

void judgeLabels(ClinicNight& night, const ReadScoring& read, const std::vector<Stage>& labels,
                 LabelRule rule) {
    std::set<Stage> kinds;
    for (const Stage stage : labels)
        if (isScored(stage))
            kinds.insert(stage);
    const std::int64_t counted = night.counts.labels(rule);
    if (counted == 0)
        add(night, NightProblem::NothingLabelled,
            night.counts.epochs > 0
                ? fmt::format("none of its {} stages was given or reviewed by a person", night.counts.epochs)
                : "the scoring holds no stage",
            true);
    else if (counted < kFewLabels)
        add(night, NightProblem::FewLabels, fmt::format("only {} epochs are labelled", counted));
    if (counted > 0 && kinds.size() < 3)
        add(night, NightProblem::FewStages, fmt::format("its labels know {} stage(s) only", kinds.size()));
    if (read.networkName)
        add(night, NightProblem::NetworkScoring,
            fmt::format("its scoring holds the probabilities of a network ({}); is it a person's?",
                        *read.networkName));
}

/// What one offer of the user holds.
Result<std::vector<LabelledRecording>> recordingsOf(const fs::path& offered, const Tell& tell) {
    std::error_code error;
    if (fs::is_directory(offered, error) || studyReference(offered.string()) ||
        !fs::is_regular_file(offered, error))
        return findLabelledRecordings(offered, tell);
    if (toLowerAscii(offered.extension().string()) == kStudyExtension)
        return fail(ErrorCode::FormatUnknown, offered.string() + ": not a study");
    const fs::path folder = offered.has_parent_path() ? offered.parent_path() : fs::path(".");
    auto all = findLabelledRecordings(folder, tell);
    for (const LabelledRecording& one : all ? *all : std::vector<LabelledRecording>())
        if (fs::equivalent(one.recording, offered, error))
            return std::vector{one};
    return fail(ErrorCode::DataMissing, offered.string() + ": no scoring of a person beside it");
}

ClinicNight unreadable(const fs::path& offered, const Error& error) {
    ClinicNight night;
    night.files.recording = offered;
    night.name = offered.stem().string();
    add(night,
        error.code == ErrorCode::DataMissing ? NightProblem::NoScoringBeside : NightProblem::Unreadable,
        describe(error), true);
    return night;
}

} // namespace

std::string_view subjectOriginName(SubjectOrigin origin) {
    constexpr std::array<std::string_view, 5> kNames{"header_code", "header_name", "file_name", "table",
                                                     "person"};
    return kNames[static_cast<std::size_t>(origin)];
}

std::int64_t LabelCounts::labels(LabelRule rule) const {
    switch (rule) {
    case LabelRule::EveryStage:
        return epochs;
    case LabelRule::Reviewed:
        return person + imported + accepted;
    case LabelRule::ReviewedOrAccepted:
        return person + imported + accepted + acceptedUnseen;
    }
    return 0;
}

double LabelCounts::shareReviewed(LabelRule rule) const {
    return epochs > 0 ? static_cast<double>(labels(rule)) / static_cast<double>(epochs) : 0.0;
}

bool ClinicNight::isUsable() const {
    return std::none_of(problems.begin(), problems.end(),
                        [](const auto& problem) { return problem.isFatal; });
}

Result<std::map<std::string, std::string>> readSubjectTable(const fs::path& path) {
    const auto table = readNameTable(path);
    if (!table)
        return tl::make_unexpected(table.error());
    std::optional<std::size_t> file;
    for (const char* name : {"recording", "study", "file", "night"})
        if (!file)
            file = table->column(name);
    const auto subject = table->column("subject");
    if (!file || !subject)
        return fail(ErrorCode::FormatInvalid,
                    path.string() + ": line 1: needs the columns 'recording' and 'subject'");
    std::map<std::string, std::string> subjects;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        const std::vector<std::string>& row = table->rows[i];
        if (row[*file].empty() || row[*subject].empty())
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("{}: line {}: recording and subject must both be named", path.string(),
                                    table->lines[i]));
        const auto [at, isNew] = subjects.emplace(row[*file], row[*subject]);
        if (!isNew && at->second != row[*subject])
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("{}: line {}: {} is given two subjects, {} and {}", path.string(),
                                    table->lines[i], row[*file], at->second, row[*subject]));
    }
    return subjects;
}

void setSubject(ClinicNight& night, const std::string& subject) {
    night.files.subject = subject;
    night.subjectOrigin = SubjectOrigin::Person;
    night.subjectReason = "typed";
    std::erase_if(night.problems,
                  [](const auto& problem) { return problem.kind == NightProblem::AnonymousSubject; });
}

Agreement agreementWithLabels(const std::vector<Stage>& labels, const NightProbabilities& night) {
    const Hypnogram said = Hypnogram::fromProbabilities(night);
    ConfusionMatrix confusion{};
    std::int64_t excluded = 0;
    for (std::size_t e = 0; e < labels.size(); ++e) {
        const auto epoch = static_cast<std::int64_t>(e);
        const Stage stage = epoch < said.size() ? said.stage(epoch) : Stage::Unscored;
        if (isScored(labels[e]) && isScored(stage))
            ++confusion[static_cast<std::size_t>(labels[e])][static_cast<std::size_t>(stage)];
        else
            ++excluded;
    }
    return agreementFromConfusion(confusion, excluded);
}

ClinicNight inspectNight(const LabelledRecording& labelled, const InspectionOptions& options) {
    ClinicNight night;
    night.files = labelled;
    night.name = labelled.recording.stem().string();
    night.fileSubject = labelled.subject;
    const auto reference = studyReference(labelled.scoring);
    if (reference)
        night.study = reference->file;
    const auto recording = Recording::open(labelled.recording);
    if (!recording) {
        add(night, NightProblem::Unreadable, describe(recording.error()), true);
        return night;
    }
    const PatientFacts patient = patientFacts((*recording)->info().patient);
    night.headerCode = patient.code;
    night.headerName = patient.name;
    findSubject(night, options.subjects);
    const auto read = reference ? readStudy(*reference) : readScoringFile(labelled.scoring);
    if (!read) {
        add(night, NightProblem::Unreadable, describe(read.error()), true);
        return night;
    }
    night.scorer = read->scorer;
    if (!read->derivation.empty())
        night.files.preferred.insert(night.files.preferred.begin(), read->derivation);
    const auto derivation = derivationOf(**recording, night.files);
    if (derivation)
        night.derivation = derivation->name;
    else
        add(night, NightProblem::Unreadable, describe(derivation.error()), true);
    count(night.counts, read->hypnogram, read->seen);
    const std::vector<Stage> labels = labelsOf(read->hypnogram, read->seen, options.rule);
    judgeLabels(night, *read, labels, options.rule);
    if (options.presentModel && derivation)
        judgePresentModel(night, *read, labels, options.presentModel(night.derivation));
    return night;
}

Result<std::vector<ClinicNight>> inspectNights(const std::vector<fs::path>& offered,
                                               const InspectionOptions& options, const TaskContext& context) {
    std::vector<ClinicNight> nights;
    std::set<fs::path> seen;
    for (std::size_t i = 0; i < offered.size(); ++i) {
        const auto recordings = recordingsOf(offered[i], options.tell);
        if (!recordings) {
            nights.push_back(unreadable(offered[i], recordings.error()));
            continue;
        }
        for (std::size_t r = 0; r < recordings->size(); ++r) {
            if (context.isCancelled())
                return fail(ErrorCode::Cancelled, "looking at the nights");
            context.report(
                (static_cast<double>(i) + static_cast<double>(r) / static_cast<double>(recordings->size())) /
                    static_cast<double>(offered.size()),
                (*recordings)[r].recording.filename().string());
            nights.push_back(inspectNight((*recordings)[r], options));
            std::error_code error;
            const fs::path file = fs::weakly_canonical((*recordings)[r].recording, error);
            if (!seen.insert(error ? (*recordings)[r].recording : file).second)
                add(nights.back(), NightProblem::SharedRecording, "the same recording is offered twice",
                    true);
        }
    }
    if (nights.empty())
        return fail(ErrorCode::DataMissing, "no nights were named");
    return nights;
}

} // namespace hypnodesk
