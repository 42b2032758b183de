#include "core/retraining/exam.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

namespace hypnodesk {

namespace {

constexpr std::size_t kLeastSubjects = 3;  ///< fewer cannot be measured
constexpr std::size_t kTestedSubjects = 6; ///< from here on the sign-flip test can reach 0.05
constexpr double kLeastGain = 0.02;        ///< of kappa, where the test cannot speak

/// Absolute errors of one statistic over a subject's nights, and their sums.
struct StatisticErrors {
    std::int64_t nights = 0;
    double biasBefore = 0.0;
    double biasAfter = 0.0;
    double sizeBefore = 0.0;
    double sizeAfter = 0.0;

    StatisticErrors& operator+=(const StatisticErrors& other) {
        nights += other.nights;
        biasBefore += other.biasBefore;
        biasAfter += other.biasAfter;
        sizeBefore += other.sizeBefore;
        sizeAfter += other.sizeAfter;
        return *this;
    }
};

/// All that is added up of a subject.
struct Subject {
    SubjectComparison summary;
    Tally before;
    Tally after;
    std::vector<StatisticErrors> statistics;
};

Hypnogram labelled(const ExaminedNight& night) {
    Hypnogram hypnogram(night.before.grid);
    for (std::int64_t e = 0; e < hypnogram.size() && e < static_cast<std::int64_t>(night.labels.size()); ++e)
        hypnogram.set(e, {night.labels[static_cast<std::size_t>(e)], StageSource::Imported});
    return hypnogram;
}

/// A model's stages where labels and both models have one: statistics then differ by opinion, not coverage.
Hypnogram onCommonGround(const Hypnogram& hypnogram, const Hypnogram& a, const Hypnogram& b) {
    Hypnogram common = hypnogram;
    for (std::int64_t e = 0; e < common.size(); ++e)
        if (!isScored(a.stage(e)) || !isScored(b.stage(e)))
            common.set(e, {});
    return common;
}

class Examiner {
public:
    Examiner(const std::vector<ExaminedNight>& nights, const ExamOptions& options)
        : m_nights(nights), m_options(options) {}

    Exam run() {
        for (std::size_t n = 0; n < m_nights.size(); ++n)
            take(n);
        for (auto& [name, subject] : m_bySubject) {
            subject.summary.kappaBefore = subject.before.agreement().kappa;
            subject.summary.kappaAfter = subject.after.agreement().kappa;
            m_exam.subjects.push_back(subject.summary);
            m_subjects.push_back(std::move(subject));
        }
        if (!m_subjects.empty()) {
            compareFigures();
            compareStatistics();
        }
        keepSurest();
        decide();
        return std::move(m_exam);
    }

private:
    void take(std::size_t index) {
        const ExaminedNight& night = m_nights[index];
        const Hypnogram truth = labelled(night);
        const Hypnogram before = Hypnogram::fromProbabilities(night.before);
        const Hypnogram after = Hypnogram::fromProbabilities(night.after);
        Tally was;
        Tally is;
        for (std::int64_t e = 0; e < truth.size(); ++e) {
            const auto at = static_cast<std::size_t>(e);
            // Paired: an epoch counts for both models or for neither.
            const bool counts = isScored(before.stage(e)) && isScored(after.stage(e));
            const Stage label = counts ? truth.stage(e) : Stage::Unscored;
            was.add(label, before.stage(e), night.before.epochs[at].joint);
            is.add(label, after.stage(e), night.after.epochs[at].joint);
            if (isScored(label) && before.stage(e) != after.stage(e))
                change(index, e, label, before.stage(e), after.stage(e), night.after.epochs[at].joint);
        }
        Subject& subject = m_bySubject[night.subject];
        subject.summary.subject = night.subject;
        ++subject.summary.nights;
        subject.summary.labels += is.agreement().compared;
        subject.before += was;
        subject.after += is;
        addStatistics(subject, night, truth, before, after);
        m_exam.epochs += is.agreement().compared;
        m_exam.nights.push_back({night.name, night.subject, night.fold, is.agreement().compared,
                                 was.agreement().kappa, is.agreement().kappa});
    }

    void change(std::size_t night, std::int64_t epoch, Stage label, Stage before, Stage after,
                const StageProbabilities& probabilities) {
        if (before != label && after != label)
            return;
        ++(after == label ? m_exam.changedForBetter : m_exam.changedForWorse);
        m_exam.changed.push_back(
            {night, epoch, label, before, after, probabilities[static_cast<std::size_t>(after)]});
    }

    void addStatistics(Subject& subject, const ExaminedNight& night, const Hypnogram& truth,
                       const Hypnogram& before, const Hypnogram& after) {
        const auto old = comparedStatistics(truth, onCommonGround(before, truth, after), night.lights);
        const auto now = comparedStatistics(truth, onCommonGround(after, truth, before), night.lights);
        subject.statistics.resize(old.size());
        m_statistics = old;
        for (std::size_t s = 0; s < old.size(); ++s) {
            const auto was = old[s].error();
            const auto is = now[s].error();
            if (was && is)
                subject.statistics[s] += {1, *was, *is, std::abs(*was), std::abs(*is)};
        }
    }

    void compareFigures() {
        static constexpr std::array<const char*, 9> kNames{"Accuracy", "Cohen's kappa", "Macro-F1",
                                                           "F1 of W",  "F1 of N1",      "F1 of N2",
                                                           "F1 of N3", "F1 of R",       "Calibration error"};
        const std::size_t count = kFigureNames.size();
        const auto all = [&](std::span<const std::size_t> drawn) {
            Tally was;
            Tally is;
            for (const std::size_t s : drawn) {
                was += m_subjects[s].before;
                is += m_subjects[s].after;
            }
            const Figures a = figuresOf(was);
            const Figures b = figuresOf(is);
            Figures figures = a;
            figures.insert(figures.end(), b.begin(), b.end());
            for (std::size_t f = 0; f < count; ++f)
                figures.push_back(a[f] && b[f] ? std::optional(*b[f] - *a[f]) : std::nullopt);
            return figures;
        };
        std::vector<std::size_t> everyone(m_subjects.size());
        std::iota(everyone.begin(), everyone.end(), std::size_t{0});
        const Figures pooled = all(everyone);
        const auto intervals = bootstrapIntervals(m_subjects.size(), all, m_options.bootstrap);
        for (std::size_t f = 0; f < count; ++f) {
            FigureComparison figure;
            figure.key = kFigureNames[f];
            figure.name = kNames[f];
            figure.higherIsBetter = figure.key != "ece";
            figure.before = pooled[f];
            figure.after = pooled[count + f];
            figure.difference = pooled[2 * count + f];
            figure.beforeInterval = intervals[f];
            figure.afterInterval = intervals[count + f];
            figure.differenceInterval = intervals[2 * count + f];
            std::vector<double> differences;
            for (const Subject& subject : m_subjects) {
                const auto a = figuresOf(subject.before)[f];
                const auto b = figuresOf(subject.after)[f];
                if (a && b)
                    differences.push_back(*b - *a);
            }
            figure.test = signFlipTest(differences, m_options.test);
            m_exam.figures.push_back(std::move(figure));
        }
    }

    void compareStatistics() {
        for (std::size_t s = 0; s < m_statistics.size(); ++s) {
            StatisticComparison one;
            one.key = m_statistics[s].key;
            one.name = m_statistics[s].name;
            one.unit = m_statistics[s].unit;
            StatisticErrors sum;
            std::vector<double> differences;
            for (const Subject& subject : m_subjects) {
                const StatisticErrors& errors = subject.statistics[s];
                sum += errors;
                if (errors.nights > 0)
                    differences.push_back((errors.sizeAfter - errors.sizeBefore) /
                                          static_cast<double>(errors.nights));
            }
            one.nights = sum.nights;
            if (sum.nights > 0) {
                const auto nights = static_cast<double>(sum.nights);
                one.biasBefore = sum.biasBefore / nights;
                one.biasAfter = sum.biasAfter / nights;
                one.errorBefore = sum.sizeBefore / nights;
                one.errorAfter = sum.sizeAfter / nights;
            }
            one.differenceInterval =
                bootstrapIntervals(
                    m_subjects.size(),
                    [&](std::span<const std::size_t> drawn) {
                        StatisticErrors some;
                        for (const std::size_t d : drawn)
                            some += m_subjects[d].statistics[s];
                        if (some.nights == 0)
                            return Figures(1);
                        return Figures{(some.sizeAfter - some.sizeBefore) / static_cast<double>(some.nights)};
                    },
                    m_options.bootstrap)
                    .front();
            one.test = signFlipTest(differences, m_options.test);
            m_exam.statistics.push_back(std::move(one));
        }
    }

    void keepSurest() {
        std::stable_sort(m_exam.changed.begin(), m_exam.changed.end(),
                         [](const auto& a, const auto& b) { return a.certainty > b.certainty; });
        std::size_t better = 0;
        std::size_t worse = 0;
        std::erase_if(m_exam.changed, [&](const ChangedEpoch& one) {
            return ++(one.isBetter() ? better : worse) > m_options.keptChanges;
        });
    }

    void decide() {
        const FigureComparison* kappa = m_exam.figure("kappa");
        if (!kappa || kappa->test.count < kLeastSubjects || !kappa->differenceInterval)
            return;
        m_exam.verdict = ExamVerdict::NoMeasurableDifference;
        const PairedTest& test = kappa->test;
        // With few subjects the smallest p is that of everyone changing in the same direction.
        const bool isClear = test.count >= kTestedSubjects
                                 ? test.p <= m_options.significance
                                 : test.p <= test.smallestP && std::abs(*kappa->difference) >= kLeastGain;
        if (isClear && kappa->differenceInterval->low > 0.0 && test.mean > 0.0)
            m_exam.verdict = ExamVerdict::Better;
        if (isClear && kappa->differenceInterval->high < 0.0 && test.mean < 0.0)
            m_exam.verdict = ExamVerdict::Worse;
        m_exam.recommendsNewModel = m_exam.verdict == ExamVerdict::Better;
    }

    const std::vector<ExaminedNight>& m_nights;
    const ExamOptions& m_options;
    std::map<std::string, Subject> m_bySubject;
    std::vector<Subject> m_subjects;
    std::vector<StatisticPair> m_statistics;
    Exam m_exam;
};

} // namespace

std::string_view examVerdictName(ExamVerdict verdict) {
    constexpr std::array<std::string_view, 4> kNames{"better", "no_measurable_difference", "worse",
                                                     "cannot_be_measured"};
    return kNames[static_cast<std::size_t>(verdict)];
}

const FigureComparison* Exam::figure(std::string_view key) const {
    const auto found =
        std::find_if(figures.begin(), figures.end(), [&](const auto& f) { return f.key == key; });
    return found == figures.end() ? nullptr : &*found;
}

Exam examine(const std::vector<ExaminedNight>& nights, const ExamOptions& options) {
    return Examiner(nights, options).run();
}

void addForgetting(Exam& exam, ForgettingCheck check) {
    const FigureComparison* kappa = exam.figure("kappa");
    const double gain = kappa && kappa->difference ? *kappa->difference : 0.0;
    exam.recommendsNewModel = exam.verdict == ExamVerdict::Better &&
                              !(check.isNoticeable() && check.difference().value_or(0.0) + gain < 0.0);
    exam.forgetting = std::move(check);
}

} // namespace hypnodesk
