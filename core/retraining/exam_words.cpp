#include "core/retraining/exam.h"

#include <fmt/format.h>

namespace hypnodesk {

namespace {

std::string signedNumber(double value) {
    return fmt::format("{:+.3f}", value);
}

std::string inBrackets(const std::optional<Interval>& interval) {
    return interval ? fmt::format(" (95 % interval {} to {})", signedNumber(interval->low),
                                  signedNumber(interval->high))
                    : std::string();
}

std::string verdictSentence(const Exam& exam) {
    switch (exam.verdict) {
    case ExamVerdict::Better:
        return "The new model is better on nights it never saw.";
    case ExamVerdict::Worse:
        return "The new model is worse on nights it never saw: keep the present model.";
    case ExamVerdict::NoMeasurableDifference:
        return "No measurable difference: keep the present model.";
    case ExamVerdict::CannotBeMeasured:
        break;
    }
    return "The result cannot be measured: keep the present model.";
}

std::string whyNotMeasured(const Exam& exam) {
    if (exam.subjects.empty())
        return "No night was kept from the new model, so nothing was examined.";
    if (exam.subjects.size() < 3)
        return fmt::format("{} subject(s) were examined; three are the least that can show anything.",
                           exam.subjects.size());
    return "Agreement is undefined for these labels.";
}

std::string kappaSentence(const Exam& exam, const FigureComparison& kappa) {
    if (!kappa.before || !kappa.after || !kappa.difference)
        return "Kappa is undefined for these labels.";
    return fmt::format("Kappa went from {:.3f} to {:.3f}, {}{}, over {} epochs of {} subjects.",
                       *kappa.before, *kappa.after, signedNumber(*kappa.difference),
                       inBrackets(kappa.differenceInterval), exam.epochs, exam.subjects.size());
}

std::string testSentence(const PairedTest& test) {
    if (test.smallestP > 0.05)
        return fmt::format("With {} subjects no test can tell a gain from chance (the smallest possible p is "
                           "{:.3g}); therefore a gain counts only when everyone has it.",
                           test.count, test.smallestP);
    return fmt::format("Paired test over subjects: p = {:.3g}{}.", test.p,
                       test.isExact ? ", exact" : " by random signs");
}

std::string memorySentence(const ForgettingCheck& check) {
    if (!check.difference())
        return "What the new model forgot could not be measured.";
    const std::string figures =
        fmt::format("On {} simulated reference nights kappa went from {:.3f} to {:.3f}{}.", check.nights,
                    *check.kappaBefore, *check.kappaAfter, inBrackets(check.differenceInterval));
    return check.isNoticeable()
               ? figures + " It has forgotten some of what it could do on other recordings: use it for this "
                           "clinic's derivation only."
               : figures + " It has not noticeably forgotten anything.";
}

} // namespace

std::vector<std::string> examWords(const Exam& exam) {
    std::vector<std::string> words{verdictSentence(exam)};
    if (exam.verdict == ExamVerdict::CannotBeMeasured)
        words.push_back(whyNotMeasured(exam));
    if (const FigureComparison* kappa = exam.figure("kappa")) {
        words.push_back(kappaSentence(exam, *kappa));
        if (exam.verdict != ExamVerdict::CannotBeMeasured)
            words.push_back(testSentence(kappa->test));
        words.push_back(fmt::format("{} epochs changed for the better and {} for the worse.",
                                    exam.changedForBetter, exam.changedForWorse));
    }
    if (exam.forgetting)
        words.push_back(memorySentence(*exam.forgetting));
    if (exam.verdict == ExamVerdict::Better && !exam.recommendsNewModel)
        words.push_back("It loses more on the reference nights than it gains here: keep the present model.");
    return words;
}

} // namespace hypnodesk
