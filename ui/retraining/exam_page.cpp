#include "ui/retraining/exam_page.h"

#include "ui/base/qt_convert.h"
#include "ui/base/words.h"
#include "ui/retraining/retraining_words.h"
#include "ui/settings/appearance.h"

#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hypnodesk {

namespace {

enum FigureColumn {
    Figure,
    Before,
    BeforeInterval,
    After,
    AfterInterval,
    Difference,
    DifferenceInterval,
    Chance
};
/// Rows of each kind: a table of a whole archive's epochs would hold up the window.
constexpr int kShownChanges = 200;
enum ChangeColumn { Night, Epoch, Clinic, Present, New, Sure };

QTreeWidget* table(QWidget* parent, const QString& name, const QStringList& columns) {
    auto* tree = new QTreeWidget(parent);
    tree->setAccessibleName(name);
    tree->setUniformRowHeights(true);
    tree->setAlternatingRowColors(true);
    tree->setHeaderLabels(columns);
    tree->header()->setStretchLastSection(false);
    return tree;
}

QTreeWidgetItem* heading(QTreeWidget* tree, const QString& text) {
    auto* item = new QTreeWidgetItem(tree, {text});
    QFont font = tree->font();
    font.setWeight(QFont::DemiBold);
    item->setFont(0, font);
    item->setFirstColumnSpanned(true);
    return item;
}

void alignNumbers(QTreeWidgetItem& item) {
    for (int column = Before; column <= Chance; ++column)
        item.setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

void fitColumns(QTreeWidget& tree) {
    tree.expandAll();
    for (int column = 0; column < tree.columnCount(); ++column)
        tree.resizeColumnToContents(column);
}

} // namespace

ExamPage::ExamPage(QWidget* parent)
    : QWidget(parent), m_verdict(new QLabel(this)), m_words(new QLabel(this)),
      m_figures(table(this, tr("Figures before and after"),
                      {tr("Figure"), tr("Present"), tr("95 % interval"), tr("New"), tr("95 % interval"),
                       tr("Difference"), tr("95 % interval"), tr("p")})),
      m_changes(table(this, tr("Epochs that changed"),
                      {tr("Night"), tr("Epoch"), tr("Clinic"), tr("Present"), tr("New"), tr("Sure")})) {
    makeStrong(*m_verdict, 1.3);
    m_verdict->setWordWrap(true);
    m_verdict->setAccessibleName(tr("Verdict"));
    m_words->setWordWrap(true);
    m_words->setAccessibleName(tr("What the verdict rests on"));
    m_changes->setToolTip(tr("A click, or Enter, shows the epoch in the main window."));
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_figures);
    split->addWidget(m_changes);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_verdict);
    layout->addWidget(m_words);
    layout->addWidget(split, 1);
    connect(m_changes, &QTreeWidget::itemClicked, this, &ExamPage::open);
    connect(m_changes, &QTreeWidget::itemActivated, this, &ExamPage::open);
    clear();
}

void ExamPage::clear() {
    m_figures->clear();
    m_changes->clear();
    m_verdict->setText(tr("No exam yet."));
    m_words->setText(tr("After the training this page compares the new model with the present one, on nights "
                        "that the new model never saw."));
}

void ExamPage::setResult(const RetrainingResult& result, const std::vector<ClinicNight>& nights) {
    clear();
    const Exam& exam = result.exam;
    m_verdict->setText(verdictSentence(exam.verdict));
    QStringList sentences = examSentences(exam);
    for (const std::string& leftOut : result.leftOut)
        sentences << tr("Left out: %1.").arg(toQString(leftOut));
    m_words->setText(sentences.join(QLatin1Char(' ')));
    addFigures(exam);
    addStatistics(exam);
    addSubjects(exam);
    fitColumns(*m_figures);
    addChanges(exam, nights);
    fitColumns(*m_changes);
}

void ExamPage::addFigures(const Exam& exam) {
    if (exam.figures.empty())
        return;
    QTreeWidgetItem* group = heading(m_figures, tr("Agreement with the clinic's stages"));
    for (const FigureComparison& one : exam.figures) {
        auto* item = new QTreeWidgetItem(group);
        item->setText(Figure, figureText(one.key));
        item->setText(Before, figure(one.before, 3));
        item->setText(BeforeInterval, intervalText(one.beforeInterval, 3));
        item->setText(After, figure(one.after, 3));
        item->setText(AfterInterval, intervalText(one.afterInterval, 3));
        item->setText(Difference, figure(one.difference, 3, true));
        item->setText(DifferenceInterval, intervalText(one.differenceInterval, 3, true));
        item->setText(Chance, one.test.count > 0 ? decimalText(one.test.p, 3) : figure({}, 0));
        alignNumbers(*item);
    }
}

void ExamPage::addStatistics(const Exam& exam) {
    if (exam.statistics.empty())
        return;
    QTreeWidgetItem* group = heading(m_figures, tr("Mean error of sleep statistics"));
    for (const StatisticComparison& one : exam.statistics) {
        auto* item = new QTreeWidgetItem(group);
        item->setText(Figure, QStringLiteral("%1 (%2)").arg(toQString(one.name), toQString(one.unit)));
        item->setText(Before, decimalText(one.errorBefore, 1));
        item->setText(After, decimalText(one.errorAfter, 1));
        item->setText(Difference, figure(one.errorAfter - one.errorBefore, 1, true));
        item->setText(DifferenceInterval, intervalText(one.differenceInterval, 1, true));
        item->setText(Chance, one.test.count > 0 ? decimalText(one.test.p, 3) : figure({}, 0));
        alignNumbers(*item);
    }
}

void ExamPage::addSubjects(const Exam& exam) {
    if (exam.subjects.empty())
        return;
    QTreeWidgetItem* group = heading(m_figures, tr("Kappa of each subject"));
    for (const SubjectComparison& one : exam.subjects) {
        auto* item = new QTreeWidgetItem(group);
        item->setText(Figure, toQString(one.subject));
        item->setText(Before, figure(one.kappaBefore, 3));
        item->setText(After, figure(one.kappaAfter, 3));
        if (one.kappaBefore && one.kappaAfter)
            item->setText(Difference, figure(*one.kappaAfter - *one.kappaBefore, 3, true));
        alignNumbers(*item);
    }
}

void ExamPage::addChanges(const Exam& exam, const std::vector<ClinicNight>& nights) {
    for (const bool better : {true, false}) {
        QTreeWidgetItem* group =
            heading(m_changes, better ? tr("Changed for the better") : tr("Changed for the worse"));
        for (const ChangedEpoch& one : exam.changed) {
            if (one.isBetter() != better)
                continue;
            if (group->childCount() == kShownChanges)
                break;
            const ExamNightSummary& night = exam.nights[one.night];
            auto* item = new QTreeWidgetItem(group);
            item->setText(Night, toQString(night.name));
            item->setText(Epoch, QString::number(one.epoch + 1));
            item->setText(Clinic, toQString(stageCode(one.label)));
            item->setText(Present, toQString(stageCode(one.before)));
            item->setText(New, toQString(stageCode(one.after)));
            item->setText(Sure, tr("%1 %").arg(qRound(one.certainty * 100.0f)));
            item->setTextAlignment(Epoch, Qt::AlignRight | Qt::AlignVCenter);
            item->setTextAlignment(Sure, Qt::AlignRight | Qt::AlignVCenter);
            const auto found = std::find_if(nights.begin(), nights.end(), [&](const ClinicNight& known) {
                return known.name == night.name && known.subject() == night.subject;
            });
            if (found != nights.end())
                item->setData(Night, Qt::UserRole,
                              toQString(found->study.empty() ? found->files.recording : found->study));
            item->setData(Epoch, Qt::UserRole, static_cast<qlonglong>(one.epoch));
        }
        if (group->childCount() == 0)
            new QTreeWidgetItem(group, {tr("none")});
        else if (const auto more =
                     (better ? exam.changedForBetter : exam.changedForWorse) - group->childCount();
                 more > 0)
            (new QTreeWidgetItem(group, {tr("and %1 more, of which the models were less sure").arg(more)}))
                ->setFirstColumnSpanned(true);
    }
}

void ExamPage::open(QTreeWidgetItem* item) {
    const QString path = item->data(Night, Qt::UserRole).toString();
    if (!path.isEmpty())
        Q_EMIT epochRequested(path, item->data(Epoch, Qt::UserRole).toLongLong());
}

} // namespace hypnodesk
