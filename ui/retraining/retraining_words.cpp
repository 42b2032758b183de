#include "ui/retraining/retraining_words.h"

#include "ui/base/qt_convert.h"
#include "ui/base/words.h"

#include <QCoreApplication>

#include <array>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Retraining)
};

} // namespace

QString verdictText(std::string_view name) {
    if (name == examVerdictName(ExamVerdict::Better))
        return Text::tr("better");
    if (name == examVerdictName(ExamVerdict::Worse))
        return Text::tr("worse");
    if (name == examVerdictName(ExamVerdict::NoMeasurableDifference))
        return Text::tr("no measurable difference");
    if (name == examVerdictName(ExamVerdict::CannotBeMeasured))
        return Text::tr("cannot be measured");
    return {};
}

QString verdictSentence(ExamVerdict verdict) {
    switch (verdict) {
    case ExamVerdict::Better:
        return Text::tr("The new model is better on nights it never saw.");
    case ExamVerdict::Worse:
        return Text::tr("The new model is worse on nights it never saw. Keep the present one.");
    case ExamVerdict::NoMeasurableDifference:
        return Text::tr("No difference could be measured. Keep the present model.");
    case ExamVerdict::CannotBeMeasured:
        break;
    }
    return Text::tr("The result cannot be measured with these nights. Keep the present model.");
}

QStringList examSentences(const Exam& exam) {
    QStringList sentences;
    const FigureComparison* kappa = exam.figure("kappa");
    if (kappa && kappa->difference)
        sentences
            << Text::tr(
                   "Agreement with the clinic's stages (kappa) went from %1 to %2, a difference of %3 (95 % "
                   "interval %4), over %5 epochs of %6 subjects.")
                   .arg(figure(kappa->before, 2), figure(kappa->after, 2), figure(kappa->difference, 3, true),
                        intervalText(kappa->differenceInterval, 3, true))
                   .arg(exam.epochs)
                   .arg(exam.subjects.size());
    else if (exam.subjects.empty())
        sentences << Text::tr("No night was kept from the new model, so nothing was examined.");
    if (exam.changedForBetter + exam.changedForWorse > 0)
        sentences << Text::tr("Epochs that changed for the better: %1, for the worse: %2.")
                         .arg(exam.changedForBetter)
                         .arg(exam.changedForWorse);
    if (exam.forgetting && exam.forgetting->difference()) {
        sentences << Text::tr("On the built-in reference nights kappa went from %1 to %2.")
                         .arg(figure(exam.forgetting->kappaBefore, 2),
                              figure(exam.forgetting->kappaAfter, 2));
        sentences << (exam.forgetting->isNoticeable()
                          ? Text::tr(
                                "It has forgotten some of what it could do on other recordings; use it for "
                                "this clinic's derivation only.")
                          : Text::tr("It has not noticeably forgotten anything."));
    }
    if (exam.verdict == ExamVerdict::Better && !exam.recommendsNewModel)
        sentences << Text::tr(
            "It loses more on the reference nights than it gains here. Keep the present model.");
    return sentences;
}

QString measurabilitySentence(std::size_t subjects) {
    const QString count = QString::number(subjects);
    switch (measurability(subjects)) {
    case Measurability::No:
        return Text::tr(
            "With these nights the result cannot be measured: nobody can be left out of the training "
            "and examined. Two subjects are the least, six are better.");
    case Measurability::Poorly:
        return Text::tr("With %1 subjects the result cannot be measured reliably.").arg(count);
    case Measurability::Roughly:
        return Text::
            tr("With %1 subjects the result can be measured roughly: a gain counts only when every subject "
               "has it.")
                .arg(count);
    case Measurability::Yes:
        break;
    }
    return Text::tr("With %1 subjects a gain can be told from chance.").arg(count);
}

QString figureText(std::string_view key) {
    if (key == "kappa")
        return Text::tr("Cohen's kappa");
    if (key == "accuracy")
        return Text::tr("Accuracy");
    if (key == "macro_f1")
        return Text::tr("Mean F1 of the stages");
    if (key == "ece")
        return Text::tr("Calibration error");
    if (key.starts_with("f1_"))
        return Text::tr("F1 of %1").arg(toQString(key.substr(3)));
    return toQString(key);
}

QString problemText(NightProblem problem) {
    switch (problem) {
    case NightProblem::Unreadable:
        return Text::tr("cannot be read");
    case NightProblem::NothingLabelled:
        return Text::tr("no stage counts as a label");
    case NightProblem::FewLabels:
        return Text::tr("few labels");
    case NightProblem::FewStages:
        return Text::tr("one or two stages only");
    case NightProblem::NetworkScoring:
        return Text::tr("may be a network's scoring");
    case NightProblem::AnonymousSubject:
        return Text::tr("check the subject");
    case NightProblem::SharedRecording:
        return Text::tr("offered twice");
    case NightProblem::NoScoringBeside:
        return Text::tr("no scoring of a person");
    }
    return {};
}

QString subjectOriginText(SubjectOrigin origin) {
    switch (origin) {
    case SubjectOrigin::HeaderCode:
        return Text::tr("Patient code in the recording's header.");
    case SubjectOrigin::HeaderName:
        return Text::tr("Patient's name in the recording's header.");
    case SubjectOrigin::FileName:
        return Text::tr("Suggested by the file's name.");
    case SubjectOrigin::Table:
        return Text::tr("From a table of subjects.");
    case SubjectOrigin::Person:
        return Text::tr("Typed by you.");
    }
    return {};
}

QString stepText(const RetrainingProgress& progress) {
    const QString night =
        progress.night.empty() ? QString() : QStringLiteral(": ") + toQString(progress.night);
    switch (progress.step) {
    case RetrainingStep::Preparing:
        return Text::tr("Preparing the nights") + night;
    case RetrainingStep::JudgingBefore:
        return Text::tr("Asking the present model") + night;
    case RetrainingStep::Training:
        return Text::tr("Training for the exam, model %1 of %2").arg(progress.fold).arg(progress.folds);
    case RetrainingStep::JudgingAfter:
        return Text::tr("Examining model %1 of %2").arg(progress.fold).arg(progress.folds) + night;
    case RetrainingStep::TrainingFinal:
        return Text::tr("Training the new model on all nights");
    case RetrainingStep::CheckingMemory:
        return Text::tr("Checking what was forgotten");
    }
    return {};
}

QString durationText(double seconds) {
    if (seconds < 90.0)
        return Text::tr("about %1 s").arg(std::max(1, qRound(seconds)));
    if (seconds < 5400.0)
        return Text::tr("about %1 min").arg(qRound(seconds / 60.0));
    return Text::tr("about %1 h").arg(decimalText(seconds / 3600.0, 1));
}

QString figure(const std::optional<double>& value, int decimals, bool withSign) {
    if (!value)
        return QStringLiteral("\u2013");
    const QString text = decimalText(*value, decimals);
    return withSign && *value >= 0.0 ? QLatin1Char('+') + text : text;
}

QString intervalText(const std::optional<Interval>& interval, int decimals, bool withSign) {
    if (!interval)
        return QStringLiteral("\u2013");
    return Text::tr("%1 to %2")
        .arg(figure(interval->low, decimals, withSign), figure(interval->high, decimals, withSign));
}

} // namespace hypnodesk
