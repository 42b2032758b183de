#include "ui/comparison/comparison_panel.h"

#include "core/scoring/agreement.h"
#include "core/scoring/consensus.h"
#include "ui/base/qt_convert.h"
#include "ui/base/words.h"
#include "ui/comparison/confusion_table.h"
#include "ui/plot/clock_axis.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace hypnodesk {

namespace {

ScoringKey keyIn(const QComboBox& box) {
    return box.currentData().toLongLong();
}

QString codeOf(Stage stage) {
    return toQString(stageCode(stage));
}

} // namespace

ComparisonPanel::ComparisonPanel(StudyDocument& document, Adjudication& adjudication, QWidget* parent)
    : QWidget(parent), m_document(document), m_adjudication(adjudication), m_rows(new QComboBox(this)),
      m_columns(new QComboBox(this)), m_summary(new QLabel(this)), m_yardstick(new QLabel(this)),
      m_confusion(new ConfusionTable(this)), m_listTitle(new QLabel(this)), m_list(new QListWidget(this)),
      m_begin(new QPushButton(this)), m_progress(new QLabel(this)), m_first(new QPushButton(this)),
      m_second(new QPushButton(this)), m_record(new QPushButton(tr("Save &record..."), this)) {
    buildLayout();
    for (QComboBox* box : {m_rows, m_columns})
        connect(box, &QComboBox::activated, this, [this] {
            layOver();
            compare();
        });
    connect(m_confusion, &ConfusionTable::chosenChanged, this, &ComparisonPanel::showEpochs);
    connect(m_list, &QListWidget::currentRowChanged, this, &ComparisonPanel::goToChosen);
    connect(m_begin, &QPushButton::clicked, &m_adjudication, &Adjudication::begin);
    connect(m_first, &QPushButton::clicked, &m_adjudication, &Adjudication::takeFirst);
    connect(m_second, &QPushButton::clicked, &m_adjudication, &Adjudication::takeSecond);
    connect(m_record, &QPushButton::clicked, this, &ComparisonPanel::recordRequested);
    connect(&m_document, &StudyDocument::scoringsChanged, this, [this] {
        if (isVisible())
            fillScorings();
    });
    connect(&m_document, &StudyDocument::hypnogramChanged, this, [this] {
        if (isVisible())
            compare();
    });
    connect(&m_adjudication, &Adjudication::changed, this, [this] {
        if (isVisible())
            showAdjudication();
    });
}

void ComparisonPanel::buildLayout() {
    for (QComboBox* box : {m_rows, m_columns}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(14);
        box->setFocusPolicy(Qt::TabFocus);
    }
    m_rows->setAccessibleName(tr("Scoring of the rows"));
    m_columns->setAccessibleName(tr("Scoring of the columns"));
    for (QLabel* label : {m_summary, m_yardstick, m_listTitle, m_progress}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_yardstick->setForegroundRole(QPalette::PlaceholderText);
    m_yardstick->setText(tr("Two people who score the same night: kappa about 0.76, in N1 0.24 (Lee 2022); "
                            "82.6 % agreement (Rosenberg and Van Hout 2013)."));
    m_list->setAccessibleName(tr("Epochs of the chosen cell"));
    m_list->setUniformItemSizes(true);
    for (QPushButton* button : {m_begin, m_first, m_second, m_record})
        button->setFocusPolicy(Qt::TabFocus);

    auto* form = new QFormLayout;
    form->addRow(tr("Rows"), m_rows);
    form->addRow(tr("Columns"), m_columns);
    auto* decisions = new QHBoxLayout;
    decisions->addWidget(m_first, 1);
    decisions->addWidget(m_second, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addLayout(form);
    layout->addWidget(m_summary);
    layout->addWidget(m_yardstick);
    layout->addWidget(m_confusion);
    layout->addWidget(m_listTitle);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_begin);
    layout->addWidget(m_progress);
    layout->addLayout(decisions);
    layout->addWidget(m_record);
}

void ComparisonPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    fillScorings();
}

void ComparisonPanel::fillScorings() {
    const ScoringKey rows = keyIn(*m_rows);
    const ScoringKey columns = keyIn(*m_columns);
    {
        const QSignalBlocker quietRows(m_rows), quietColumns(m_columns);
        for (QComboBox* box : {m_rows, m_columns}) {
            box->clear();
            for (const ScoringSheet& sheet : m_document.scorings())
                if (!sheet.info.isDeleted)
                    box->addItem(toQString(sheet.info.name), static_cast<qlonglong>(sheet.key));
        }
        m_rows->setCurrentIndex(m_rows->findData(static_cast<qlonglong>(rows)));
        m_columns->setCurrentIndex(m_columns->findData(static_cast<qlonglong>(columns)));
    }
    if (m_rows->currentIndex() < 0 || m_columns->currentIndex() < 0)
        compareShown();
    else
        compare();
}

void ComparisonPanel::compareShown() {
    const ScoringSheet* shown = m_document.activeScoring();
    if (!shown)
        return;
    if (m_rows->count() != static_cast<int>(m_document.scorings().size()) && !isVisible())
        fillScorings();
    m_rows->setCurrentIndex(m_rows->findData(static_cast<qlonglong>(shown->key)));
    const int before = m_rows->currentIndex() > 0 ? m_rows->currentIndex() - 1 : 1;
    m_columns->setCurrentIndex(m_document.overlay()
                                   ? m_columns->findData(static_cast<qlonglong>(m_document.overlay()->key))
                                   : std::min(before, m_columns->count() - 1));
    layOver();
    compare();
}

// So that the night shows both, and F3 walks through what they disagree about.
void ComparisonPanel::layOver() {
    const ScoringSheet* shown = m_document.activeScoring();
    if (shown && shown->key == keyIn(*m_rows) && shown->key != keyIn(*m_columns))
        m_document.setOverlay(keyIn(*m_columns));
}

void ComparisonPanel::compare() {
    const ScoringKey one = keyIn(*m_rows);
    const ScoringKey other = keyIn(*m_columns);
    if (!m_document.scoring(one) || !m_document.scoring(other))
        return;
    const auto isStillAsked = [self = QPointer(this), one, other] {
        return self && one == keyIn(*self->m_rows) && other == keyIn(*self->m_columns);
    };
    m_document.whenLoaded(one, [this, isStillAsked, one, other] {
        if (!isStillAsked())
            return;
        m_document.whenLoaded(other, [this, isStillAsked, one, other] {
            if (!isStillAsked())
                return;
            // A consensus is compared with others, but never begun from itself.
            if (one != other && m_document.scoring(one)->info.kind != ScoringKind::Consensus &&
                m_document.scoring(other)->info.kind != ScoringKind::Consensus)
                m_adjudication.setScorings(one, other);
            show(agreement(m_document.scoring(one)->hypnogram, m_document.scoring(other)->hypnogram));
        });
    });
}

void ComparisonPanel::show(const Agreement& result) {
    QString text = tr("Agreement in %1 % of %2 epochs")
                       .arg(decimalText(result.accuracy * 100.0, 1))
                       .arg(result.compared);
    text += result.kappa ? tr(", Cohen's kappa %1.").arg(decimalText(*result.kappa, 2))
                         : tr("; kappa is not defined for them.");
    if (result.excluded > 0)
        text += QLatin1Char(' ') +
                tr("Not compared, because one of the two has no sleep stage there: %1.").arg(result.excluded);
    const bool isAlone = m_rows->count() < 2;
    m_summary->setText(
        isAlone ? tr("This night has one scoring: there is nothing to compare yet. Let the network "
                     "score it, import a hypnogram or begin a new scoring.")
        : result.compared > 0 ? text
                              : tr("There is no epoch that both have scored."));
    for (QWidget* part : std::initializer_list<QWidget*>{m_yardstick, m_confusion, m_listTitle, m_list})
        part->setVisible(!isAlone);
    m_confusion->setConfusion(result.confusion);
    showEpochs();
    showAdjudication();
}

void ComparisonPanel::showEpochs() {
    const ScoringSheet* one = m_document.scoring(keyIn(*m_rows));
    const ScoringSheet* other = m_document.scoring(keyIn(*m_columns));
    if (!one || !other)
        return;
    const auto cell = m_confusion->chosen();
    const std::vector<std::int64_t> epochs =
        cell ? epochsCalled(one->hypnogram, cell->row, other->hypnogram, cell->column)
             : disagreements(one->hypnogram, other->hypnogram);
    m_listTitle->setText(
        cell ? tr("%1 / %2: %3 epochs").arg(codeOf(cell->row), codeOf(cell->column)).arg(epochs.size())
             : tr("Disagreements: %1 epochs").arg(epochs.size()));
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const StartTime& start = m_document.recording()->info().start;
    for (const std::int64_t epoch : epochs) {
        auto* item = new QListWidgetItem(
            tr("%1   epoch %2   %3 / %4")
                .arg(clockText(start, m_document.grid().onsetSeconds(epoch)))
                .arg(epoch + 1)
                .arg(codeOf(one->hypnogram.stage(epoch)), codeOf(other->hypnogram.stage(epoch))),
            m_list);
        item->setData(Qt::UserRole, static_cast<qlonglong>(epoch));
    }
}

void ComparisonPanel::goToChosen() {
    if (const QListWidgetItem* item = m_list->currentItem())
        m_document.setCurrentEpoch(item->data(Qt::UserRole).toLongLong());
}

void ComparisonPanel::showAdjudication() {
    const ScoringSheet* shown = m_document.activeScoring();
    const bool isActive = m_adjudication.isActive();
    const bool isConsensus = shown && shown->info.kind == ScoringKind::Consensus;
    m_begin->setVisible(!isActive);
    m_begin->setText(isConsensus ? tr("&Go on with this consensus") : tr("&Make a consensus of the two"));
    m_begin->setEnabled(!m_document.isReadOnly() && keyIn(*m_rows) != keyIn(*m_columns));
    for (QWidget* part : std::initializer_list<QWidget*>{m_progress, m_first, m_second, m_record})
        part->setVisible(isActive);
    if (!isActive)
        return;
    const Adjudication::Progress progress = m_adjudication.progress();
    m_progress->setText(
        progress.decided == progress.all
            ? tr("All %1 differences are decided.").arg(progress.all)
            : tr("Decided %1 of %2 differences. F3 goes to the next; any stage key decides as well.")
                  .arg(progress.decided)
                  .arg(progress.all));
    m_first->setText(tr("Take %1 (,)").arg(codeOf(m_adjudication.firstStage())));
    m_first->setToolTip(tr("What the rows say of this epoch"));
    m_second->setText(tr("Take %1 (.)").arg(codeOf(m_adjudication.secondStage())));
    m_second->setToolTip(tr("What the columns say of this epoch"));
}

QString ComparisonPanel::summary() const {
    return m_summary->text();
}

} // namespace hypnodesk
