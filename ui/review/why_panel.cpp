#include "ui/review/why_panel.h"

#include "ui/base/qt_convert.h"
#include "ui/document/study_document.h"
#include "ui/review/lone_verdict.h"
#include "ui/review/view_bars.h"
#include "ui/review/why_texts.h"
#include "ui/review/witness_session.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace hypnodesk {

namespace {

QLabel* line(QWidget* parent, bool isMuted = false) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    if (isMuted)
        label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel* heading(const QString& text, QWidget* parent) {
    QLabel* label = line(parent);
    QFont bold = label->font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    label->setText(text);
    return label;
}

} // namespace

WhyPanel::WhyPanel(StudyDocument& document, WitnessSession& witnesses, LoneVerdictSession& lone,
                   QWidget* parent)
    : QWidget(parent), m_document(document), m_witnesses(witnesses), m_lone(lone),
      m_bars(new ViewBars(this)) {
    setAccessibleName(tr("Why this stage?"));
    auto* content = new QWidget(this);
    m_second = line(content);
    m_neighbours = line(content);
    m_alone = line(content);
    m_alone->setAccessibleName(tr("What the neighbours changed"));
    m_shift = line(content, true);
    m_source = line(content, true);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    for (std::size_t i = 0; i < kWitnesses; ++i) {
        m_rows[i] = {line(content, true), line(content)};
        grid->addWidget(m_rows[i].name, static_cast<int>(i), 0);
        grid->addWidget(m_rows[i].value, static_cast<int>(i), 1);
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(6);
    layout->addWidget(heading(tr("What the network says"), content));
    layout->addWidget(m_bars);
    layout->addWidget(m_second);
    layout->addWidget(m_neighbours);
    layout->addWidget(m_alone);
    layout->addWidget(m_shift);
    layout->addSpacing(6);
    layout->addWidget(heading(tr("What is measured in the signals"), content));
    layout->addLayout(grid);
    layout->addWidget(m_source);
    layout->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::TabFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Why this stage?"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    for (const auto signal : {&StudyDocument::currentEpochChanged, &StudyDocument::probabilitiesChanged,
                              &StudyDocument::recordingChanged, &StudyDocument::trainingChanged})
        connect(&document, signal, this, &WhyPanel::refresh);
    connect(&witnesses, &WitnessSession::changed, this, &WhyPanel::refresh);
    connect(&lone, &LoneVerdictSession::changed, this, &WhyPanel::refresh);
    refresh();
}

QSize WhyPanel::sizeHint() const {
    return {340, 360};
}

void WhyPanel::showEvent(QShowEvent* event) {
    m_witnesses.want();
    m_lone.setWanted(true);
    refresh();
    QWidget::showEvent(event);
}

void WhyPanel::hideEvent(QHideEvent* event) {
    m_lone.setWanted(false);
    QWidget::hideEvent(event);
}

void WhyPanel::refresh() {
    if (!isVisible())
        return; // caught up when shown
    showVerdict();
    showWitnesses();
}

void WhyPanel::showVerdict() {
    const auto& night = m_document.probabilities();
    const std::int64_t epoch = m_document.currentEpoch();
    if (!night || !night->isScored(epoch)) {
        m_bars->setVerdict(std::nullopt);
        m_second->setText(m_document.isTraining()
                              ? tr("In training it is shown once you have scored the epoch.")
                              : QString());
        m_neighbours->clear();
        m_alone->clear();
        m_shift->clear();
        return;
    }
    const EpochVerdict& verdict = night->epochs[static_cast<std::size_t>(epoch)];
    m_bars->setVerdict(verdict);
    m_second->setText(secondChoiceText(verdict));
    m_neighbours->setText(neighboursText(*night, epoch));
    const auto alone = m_lone.verdict();
    m_alone->setText(alone ? loneText(verdict, *alone) : QString());
    m_shift->setText(jointShiftText(verdict));
}

void WhyPanel::showWitnesses() {
    const NightWitnessesPtr& night = m_witnesses.witnesses();
    for (Row& row : m_rows) {
        row.name->setVisible(night != nullptr);
        row.value->setVisible(night != nullptr);
    }
    if (!night) {
        m_source->setText(m_witnesses.isBusy()       ? tr("The signals are being measured.")
                          : !m_document.derivation() ? tr("This recording has no EEG to measure.")
                                                     : tr("The signals could not be measured."));
        return;
    }
    const std::vector<WitnessLine> lines = witnessLines(*night, m_document.currentEpoch());
    for (std::size_t i = 0; i < m_rows.size() && i < lines.size(); ++i) {
        m_rows[i].name->setText(lines[i].name);
        m_rows[i].value->setText(lines[i].rule.isEmpty()
                                     ? lines[i].value
                                     : QStringLiteral("%1 (%2)").arg(lines[i].value, lines[i].rule));
        m_rows[i].value->setAccessibleName(lines[i].name);
    }
    const auto named = [](const std::string& name) { return name.empty() ? tr("none") : toQString(name); };
    m_source->setText(
        tr("Measured by fixed rules in EEG %1, eyes %2, chin %3. These are measurements beside the "
           "verdict, not the network's reasons.")
            .arg(named(night->eeg), named(night->eog), named(night->emg)));
}

} // namespace hypnodesk
