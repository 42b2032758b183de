#pragma once

#include "core/retraining/exam.h"
#include "core/retraining/retraining_run.h"

#include <QString>
#include <QStringList>

namespace hypnodesk {

/// The retraining in the user's language. core/retraining has the same things in English, for records.

/// "better", of the stable name of a verdict; empty for others.
QString verdictText(std::string_view name);
/// The verdict as a headline.
QString verdictSentence(ExamVerdict verdict);
/// What the verdict rests on, in sentences.
QStringList examSentences(const Exam& exam);
QString measurabilitySentence(std::size_t subjects);
/// "Cohen's kappa", of FigureComparison::key.
QString figureText(std::string_view key);
QString problemText(NightProblem problem);
QString subjectOriginText(SubjectOrigin origin);
/// "Training model 2 of 5"
QString stepText(const RetrainingProgress& progress);
/// "about 4 min"
QString durationText(double seconds);
/// "+0.052", "0.78" with the decimal mark of the language, "-" for nothing.
QString figure(const std::optional<double>& value, int decimals, bool withSign = false);
/// "0.71 - 0.83"
QString intervalText(const std::optional<Interval>& interval, int decimals, bool withSign = false);

} // namespace hypnodesk
