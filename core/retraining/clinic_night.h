#pragma once

#include "core/base/task_context.h"
#include "core/model/night_scorer.h"
#include "core/retraining/prepared_night.h"
#include "core/scoring/agreement.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// Why a night is thought to be of its subject. Nights of one subject are never on both sides of an exam.
enum class SubjectOrigin {
    HeaderCode, ///< the patient code in the recording's header
    HeaderName, ///< the patient's name there
    FileName,   ///< the data set's naming rule, or what stands before '_' in the file's name
    Table,      ///< a manifest, or a table of subjects
    Person,     ///< typed
};
/// "header_code", "header_name", "file_name", "table", "person": stable, for files.
std::string_view subjectOriginName(SubjectOrigin origin);

/// What may be wrong with a night.
enum class NightProblem {
    Unreadable,       ///< fatal: recording or scoring cannot be read; detail says why
    NothingLabelled,  ///< fatal: no stage counts as a label
    FewLabels,        ///< fewer than kFewLabels
    FewStages,        ///< labels of one or two stages only: kappa says little
    NetworkScoring,   ///< the scoring's file carries a network's probabilities: is it a person's?
    AnonymousSubject, ///< the header tells no patient and the file name was taken
    SharedRecording,  ///< fatal: the same recording is offered twice
    NoScoringBeside,  ///< fatal: a study that holds no scoring of a person
};
struct FoundProblem {
    NightProblem kind = NightProblem::Unreadable;
    std::string detail; ///< a sentence for people, in English
    bool isFatal = false;
    bool operator==(const FoundProblem&) const = default;
};

/// How many epochs of a night are whose word.
struct LabelCounts {
    std::int64_t epochs = 0;         ///< with a stage W..R by anybody
    std::int64_t person = 0;         ///< given by a person
    std::int64_t imported = 0;       ///< read from a file
    std::int64_t accepted = 0;       ///< accepted by a person who looked at them
    std::int64_t acceptedUnseen = 0; ///< accepted together with others
    std::int64_t unreviewed = 0;     ///< proposals nobody decided on
    bool operator==(const LabelCounts&) const = default;

    std::int64_t labels(LabelRule rule) const;
    /// Of the stages, those that count; 0 without any.
    double shareReviewed(LabelRule rule) const;
};

/// A night of the clinic as it is offered for learning. A value; cheap: it holds no signal.
struct ClinicNight {
    LabelledRecording files;     ///< where recording and scoring lie, its subject included
    std::filesystem::path study; ///< empty: a recording with a scoring's file
    std::string name;            ///< of the recording, without suffix
    SubjectOrigin subjectOrigin = SubjectOrigin::FileName;
    std::string subjectReason; ///< a sentence: "patient code in the header"
    std::string headerCode;    ///< empty: not told
    std::string headerName;
    std::string fileSubject; ///< by the naming rules
    std::string scorer;      ///< empty: not told
    std::string derivation;
    LabelCounts counts;
    /// Of the run that the derivation's present model left in the study, with the labels; absent where the
    /// study holds none. The labels are the reference.
    std::optional<Agreement> presentModel;
    std::vector<FoundProblem> problems;

    const std::string& subject() const { return files.subject; }
    bool isUsable() const;
};

static constexpr std::int64_t kFewLabels = 40;

/// Where the subjects of nights are taken from.
struct SubjectRule {
    enum class From { Header, Name, Table };
    From from = From::Header; ///< header: its code, else its name, else the file's name
    /// Table: file name of recording or study (with or without folder and suffix) -> subject; nights that it
    /// does not name are taken as by Header.
    std::map<std::string, std::string> table = {};
};
/// A CSV table with the columns recording (or file, study, night) and subject.
Result<std::map<std::string, std::string>> readSubjectTable(const std::filesystem::path& path);

struct InspectionOptions {
    SubjectRule subjects = {};
    LabelRule rule = LabelRule::Reviewed; ///< for problems and agreement; counts hold all
    /// SHA-256 of the model file in use for a derivation; empty: agreement is not looked for.
    std::function<std::string(const std::string& derivation)> presentModel = {};
    Tell tell = {};
};

/// The nights of studies, folders (findLabelledRecordings) and single recordings with a scoring beside them,
/// in this order. What cannot be read becomes a night with a fatal problem; only cancelling and an empty
/// list fail.
Result<std::vector<ClinicNight>> inspectNights(const std::vector<std::filesystem::path>& offered,
                                               const InspectionOptions& options, const TaskContext& context);

/// One recording, found already.
ClinicNight inspectNight(const LabelledRecording& labelled, const InspectionOptions& options);

/// Gives the night another subject, by a person's word.
void setSubject(ClinicNight& night, const std::string& subject);

/// Agreement of what a network says with labels, labels as the reference. Epochs without either are excluded.
Agreement agreementWithLabels(const std::vector<Stage>& labels, const NightProbabilities& night);

} // namespace hypnodesk
