#include "ui/retraining/plan_page.h"

#include "ui/base/error_text.h"
#include "ui/base/qt_convert.h"
#include "ui/base/words.h"
#include "ui/retraining/retraining_words.h"
#include "ui/settings/appearance.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDate>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace hypnodesk {

namespace {

constexpr double kAutomatic = -0.01; // below every value: the spin box shows its special text

QDoubleSpinBox* shareBox(QWidget* parent, const QString& name) {
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(kAutomatic, 1.0);
    box->setSingleStep(0.05);
    box->setSpecialValueText(PlanPage::tr("from the nights"));
    box->setValue(kAutomatic);
    box->setAccessibleName(name);
    return box;
}

QSpinBox* countBox(QWidget* parent, const QString& name, int low, int high, int value) {
    auto* box = new QSpinBox(parent);
    box->setRange(low, high);
    box->setValue(value);
    box->setAccessibleName(name);
    return box;
}

} // namespace

PlanPage::PlanPage(QWidget* parent)
    : QWidget(parent), m_name(new QLineEdit(this)),
      m_same(
          new QRadioButton(tr("&Same electrode as the present model: learn how this clinic scores"), this)),
      m_other(
          new QRadioButton(tr("&Other electrode or recorder: learn its signal as well (much slower)"), this)),
      m_words(new QLabel(this)), m_fold(new QToolButton(this)) {
    m_name->setText(tr("Clinic %1").arg(QDate::currentDate().toString(Qt::ISODate)));
    m_name->setAccessibleName(tr("Name of the new model"));
    m_same->setChecked(true);
    auto* modes = new QButtonGroup(this);
    modes->addButton(m_same);
    modes->addButton(m_other);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::RichText);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_words->setAccessibleName(tr("What will be done"));

    QWidget* expert = makeExpertSettings();
    expert->hide();
    m_fold->setText(tr("&Expert settings"));
    m_fold->setCheckable(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setAutoRaise(true);
    connect(m_fold, &QToolButton::toggled, this, [this, expert](bool isOpen) {
        expert->setVisible(isOpen);
        m_fold->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    });

    auto* form = new QFormLayout;
    form->addRow(tr("&Name of the new model"), m_name);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addWidget(m_same);
    layout->addWidget(m_other);
    layout->addWidget(m_words);
    layout->addWidget(m_fold);
    layout->addWidget(expert);
    layout->addStretch(1);
    connect(m_same, &QRadioButton::toggled, this, &PlanPage::update);
    connect(m_name, &QLineEdit::textChanged, this, &PlanPage::changed);
}

QWidget* PlanPage::makeExpertSettings() {
    const RetrainingSettings usual;
    auto* group = new QWidget(this);
    auto* form = new QFormLayout(group);
    form->setContentsMargins(24, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    m_exam = new QComboBox(group);
    m_exam->addItem(tr("by the number of subjects"), static_cast<int>(ExamKind::Automatic));
    m_exam->addItem(tr("each subject left out once"), static_cast<int>(ExamKind::LeaveOneSubjectOut));
    m_exam->addItem(tr("groups of subjects left out in turn"), static_cast<int>(ExamKind::HoldOut));
    m_exam->addItem(tr("none: nothing is measured"), static_cast<int>(ExamKind::None));
    m_exam->setAccessibleName(tr("Kind of exam"));
    m_kl = shareBox(group, tr("Weight of staying close to the present model"));
    m_backbone = shareBox(group, tr("Share of the learning rate for the backbones"));
    m_rate = new QDoubleSpinBox(group);
    m_rate->setDecimals(6);
    m_rate->setRange(0.000001, 0.01);
    m_rate->setSingleStep(0.00005);
    m_rate->setValue(usual.expert.learningRate);
    m_rate->setAccessibleName(tr("Learning rate"));
    m_passes = countBox(group, tr("Passes over the nights, at most"), 1, 200, usual.expert.passes);
    m_batch = countBox(group, tr("Windows a step"), 1, 256, usual.expert.batch);
    m_seed = countBox(group, tr("Seed of chance"), 1, 1'000'000, static_cast<int>(usual.seed));
    for (QWidget* field :
         std::initializer_list<QWidget*>{m_exam, m_kl, m_backbone, m_rate, m_passes, m_batch, m_seed})
        form->addRow(field->accessibleName(), field);
    connect(m_exam, &QComboBox::currentIndexChanged, this, &PlanPage::update);
    for (QDoubleSpinBox* box : {m_kl, m_backbone, m_rate})
        connect(box, &QDoubleSpinBox::valueChanged, this, &PlanPage::update);
    for (QSpinBox* box : {m_passes, m_batch, m_seed})
        connect(box, &QSpinBox::valueChanged, this, &PlanPage::update);
    return group;
}

std::string PlanPage::name() const {
    return m_name->text().simplified().toStdString();
}

void PlanPage::setNights(std::vector<ClinicNight> nights, LabelRule rule) {
    m_nights = std::move(nights);
    m_rule = rule;
    update();
}

void PlanPage::update() {
    const auto chosen = [](const QDoubleSpinBox& box) {
        return box.value() < 0.0 ? std::nullopt : std::optional(box.value());
    };
    RetrainingSettings settings;
    settings.mode = m_same->isChecked() ? ElectrodeMode::Same : ElectrodeMode::Other;
    settings.rule = m_rule;
    settings.exam = static_cast<ExamKind>(m_exam->currentData().toInt());
    settings.seed = static_cast<std::uint64_t>(m_seed->value());
    settings.expert.klWeight = chosen(*m_kl);
    settings.expert.backboneRate = chosen(*m_backbone);
    settings.expert.learningRate = m_rate->value();
    settings.expert.passes = m_passes->value();
    settings.expert.batch = m_batch->value();
    m_plan.reset();
    const auto plan = makePlan(m_nights, settings);
    if (!plan) {
        const ErrorText why = explain(plan.error(), tr("There is no plan for these nights"));
        m_words->setText(
            QStringLiteral("<p><b>%1.</b> %2 %3</p>")
                .arg(why.title.toHtmlEscaped(), why.reason.toHtmlEscaped(), why.advice.toHtmlEscaped()));
        Q_EMIT changed();
        return;
    }
    m_plan = *plan;
    QStringList sentences{tr("It learns from: nights %1, subjects %2, labelled epochs %3.")
                              .arg(plan->nights)
                              .arg(plan->subjects.size())
                              .arg(plan->labels)};
    switch (plan->exam) {
    case ExamKind::LeaveOneSubjectOut:
        if (!plan->folds.empty()) // of one subject nothing can be left out
            sentences << tr("For the exam each subject is left out once: %1 models are trained, and each is "
                            "examined on the nights of the subject it never saw.")
                             .arg(plan->folds.size());
        break;
    case ExamKind::HoldOut:
        sentences
            << tr("For the exam groups of subjects are left out in turn: %1 models are trained, and each is "
                  "examined on the subjects it never saw.")
                   .arg(plan->folds.size());
        break;
    case ExamKind::None:
    case ExamKind::Automatic:
        sentences << tr("No exam is taken.");
        break;
    }
    sentences << measurabilitySentence(plan->examinedSubjects());
    sentences << tr("Weight of staying close to the present model: %1.").arg(decimalText(plan->klWeight, 2));
    sentences << tr("Estimated time: %1.").arg(durationText(plan->estimatedMinutes * 60.0));
    QString text;
    for (const QString& sentence : sentences)
        text += QStringLiteral("<p>%1</p>").arg(sentence.toHtmlEscaped());
    m_words->setText(text);
    Q_EMIT changed();
}

} // namespace hypnodesk
