#include "ui/main/study_exports.h"

#include "core/base/atomic_file.h"
#include "core/base/digest.h"
#include "core/edf/deidentify.h"
#include "core/model/model_library.h"
#include "core/report/evidence_bundle.h"
#include "core/study/deidentified_study.h"
#include "core/study/study_path.h"
#include "ui/base/qt_convert.h"

#include <QDir>

namespace hypnodesk {

namespace {

constexpr std::size_t kLongestCard = 1u << 20;

/// The card of the installed model of this digest; without text when it is not installed or has none.
ModelCard cardOf(const std::string& digest) {
    ModelCard card{digest, {}};
    for (const InstalledModel& model : installedModels()) {
        if (digest.empty() || sha256HexOfFile(model.path).value_or("") != digest)
            continue;
        std::filesystem::path file = model.path;
        card.text = readTextFile(file.replace_extension(".md"), kLongestCard).value_or("");
        break;
    }
    return card;
}

QString nameOf(const std::filesystem::path& path) {
    return QDir::toNativeSeparators(toQString(path));
}

Result<QString> evidence(const std::filesystem::path& path, ScoringId id, const std::filesystem::path& target,
                         const TaskContext& context) {
    const auto study = Study::open(path, StudyMode::ReadOnly);
    if (!study)
        return tl::make_unexpected(study.error());
    const auto scoring = study->scoring(id);
    if (!scoring)
        return tl::make_unexpected(scoring.error());
    std::string digest = scoring->modelDigest;
    if (scoring->networkRun)
        digest = study->scoring(*scoring->networkRun).value_or(ScoringInfo{}).modelDigest;
    const auto summary = writeEvidenceBundle(*study, id, cardOf(digest), target, context);
    if (!summary)
        return tl::make_unexpected(summary.error());
    const QString journal =
        summary->journalIsIntact
            ? StudyExports::tr("the journal of %1 entries is intact").arg(summary->head.rows)
            : StudyExports::tr("the journal has %1 flaws, which the bundle lists").arg(summary->problemCount);
    return StudyExports::tr("Evidence for \"%1\" written to %2; %3.")
        .arg(toQString(summary->scoring), nameOf(target), journal);
}

Result<QString> deidentified(const std::filesystem::path& recordingPath,
                             const std::filesystem::path& studyPath, const std::filesystem::path& target,
                             const TaskContext& context) {
    std::filesystem::path studyTarget = target;
    studyTarget.replace_extension(kStudyExtension);
    const auto copy = writeDeidentifiedCopy(recordingPath, target, {}, context.part(0.0, 0.8));
    if (!copy)
        return tl::make_unexpected(copy.error());
    const auto recording = Recording::open(target);
    auto identity = recording ? identityOf(**recording) : tl::make_unexpected(recording.error());
    if (!identity)
        return tl::make_unexpected(identity.error());
    const auto study = Study::open(studyPath, StudyMode::ReadOnly);
    if (!study)
        return tl::make_unexpected(study.error());
    DeidentifiedStudyOptions options;
    options.recording = std::move(*identity);
    options.shiftDays = copy->shiftedDays;
    options.isCleanText = isCleanOfNames;
    if (const auto made = writeDeidentifiedStudy(*study, studyTarget, options, context.part(0.8, 1.0)); !made)
        return tl::make_unexpected(made.error());
    return StudyExports::tr("De-identified copies written to %1 and %2; annotations kept %3, removed %4.")
        .arg(nameOf(target), nameOf(studyTarget.filename()))
        .arg(copy->keptAnnotations)
        .arg(copy->droppedAnnotations);
}

} // namespace

StudyExports::StudyExports(JobRunner& runner, QObject* parent) : QObject(parent), m_runner(runner) {}

void StudyExports::start(const std::filesystem::path& target,
                         std::function<Result<QString>(const TaskContext&)> work) {
    m_job = m_runner.start(Lane::Reading, Priority::Urgent, std::move(work),
                           [this, target](const Result<QString>& what) {
                               if (what)
                                   Q_EMIT written(*what);
                               else
                                   Q_EMIT failed(toQString(target), what.error());
                           });
}

void StudyExports::writeEvidence(const std::filesystem::path& study, ScoringId scoring,
                                 const std::filesystem::path& target) {
    start(target, [=](const TaskContext& context) { return evidence(study, scoring, target, context); });
}

void StudyExports::writeDeidentified(const std::filesystem::path& recording,
                                     const std::filesystem::path& study,
                                     const std::filesystem::path& target) {
    start(target,
          [=](const TaskContext& context) { return deidentified(recording, study, target, context); });
}

void StudyExports::writeTable(const std::filesystem::path& target, const QByteArray& csv) {
    start(target, [=](const TaskContext&) -> Result<QString> {
        if (auto written = writeFileAtomically(target, std::string_view(csv.constData(), csv.size()));
            !written)
            return tl::make_unexpected(written.error());
        return tr("%1 was written.").arg(nameOf(target));
    });
}

} // namespace hypnodesk
