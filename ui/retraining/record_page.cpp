#include "ui/retraining/record_page.h"

#include "ui/base/error_text.h"
#include "ui/base/qt_convert.h"
#include "ui/retraining/retraining_words.h"

#include <QButtonGroup>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hypnodesk {

RecordPage::RecordPage(RetrainingSession& session, const QString& signer, QWidget* parent)
    : QWidget(parent), m_session(session), m_intro(new QLabel(this)),
      m_keep(new QRadioButton(tr("&Keep the present model"), this)),
      m_useForAll(new QRadioButton(tr("&Use the new model for all nights"), this)),
      m_useForDerivation(new QRadioButton(this)), m_name(new QLineEdit(this)), m_signer(new QLineEdit(this)),
      m_note(new QPlainTextEdit(this)), m_sign(new QPushButton(tr("&Sign and finish"), this)),
      m_status(new QLabel(this)) {
    m_intro->setWordWrap(true);
    auto* choices = new QButtonGroup(this);
    for (QRadioButton* button : {m_keep, m_useForAll, m_useForDerivation})
        choices->addButton(button);
    m_name->setAccessibleName(tr("Name of the new model"));
    m_signer->setAccessibleName(tr("Who decides"));
    m_signer->setText(signer);
    m_note->setAccessibleName(tr("Note for the record"));
    m_note->setTabChangesFocus(true);
    m_note->setMaximumHeight(fontMetrics().height() * 5);
    m_sign->setAutoDefault(false);
    m_status->setWordWrap(true);
    m_status->setAccessibleName(tr("State of the record"));
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* form = new QFormLayout;
    form->addRow(tr("Name of the &new model"), m_name);
    form->addRow(tr("Signe&d by"), m_signer);
    form->addRow(tr("No&te"), m_note);
    auto* explanation = new QLabel(tr("The model-change record holds what was learned from (as digests), the "
                                      "settings, the exam and this "
                                      "decision. It stays with the model, as JSON and as a page for people."),
                                   this);
    explanation->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_intro);
    for (QRadioButton* button : {m_keep, m_useForAll, m_useForDerivation})
        layout->addWidget(button);
    layout->addLayout(form);
    layout->addWidget(explanation);
    layout->addWidget(m_sign, 0, Qt::AlignLeft);
    layout->addWidget(m_status);
    layout->addStretch(1);
    connect(m_sign, &QPushButton::clicked, this, &RecordPage::decide);
    for (QLineEdit* edit : {m_name, m_signer})
        connect(edit, &QLineEdit::textChanged, this, &RecordPage::update);
    connect(&session, &RetrainingSession::stateChanged, this, &RecordPage::update);
    connect(&session, &RetrainingSession::decided, this, [this](const QString& id, const QString& record) {
        const QString file = QDir::toNativeSeparators(record);
        m_status->setText(
            id.isEmpty() ? tr("The present model stays. The record is kept in %1.").arg(file)
                         : tr("%1 scores from now on. Models in the Network menu rolls back. The record is "
                              "kept in %2.")
                               .arg(id, file));
    });
    connect(&session, &RetrainingSession::decisionFailed, this, [this](const Error& error) {
        const ErrorText why = explain(error, tr("Nothing was changed: the record could not be written"));
        m_status->setText(QStringList{why.title + QLatin1Char('.'), why.reason, why.advice}.join(' '));
        update();
    });
    clear();
}

void RecordPage::clear() {
    m_intro->setText(tr("There is nothing to decide yet."));
    m_keep->setChecked(true);
    m_useForDerivation->hide();
    update();
}

void RecordPage::setResult(const RetrainingJob& job, const RetrainingResult& result) {
    m_status->clear();
    m_intro->setText(verdictSentence(result.exam.verdict));
    m_name->setText(toQString(job.name));
    m_onlyDerivation.clear();
    const auto keyOf = [](const LearnedNight& night) { return derivationKey(night.derivation); };
    if (!result.nights.empty() &&
        std::all_of(result.nights.begin(), result.nights.end(),
                    [&](const LearnedNight& night) { return keyOf(night) == keyOf(result.nights.front()); }))
        m_onlyDerivation = keyOf(result.nights.front());
    m_useForDerivation->setVisible(!m_onlyDerivation.empty());
    m_useForDerivation->setText(
        tr("Use the new model for nights on %1 &only").arg(toQString(m_onlyDerivation)));
    const bool isOther = job.plan.settings.mode == ElectrodeMode::Other && !m_onlyDerivation.empty();
    (!result.exam.recommendsNewModel ? m_keep : isOther ? m_useForDerivation : m_useForAll)->setChecked(true);
    update();
}

void RecordPage::update() {
    const bool canDecide = m_session.state() == RetrainingSession::State::Finished && !m_session.isBusy();
    for (QWidget* field :
         std::initializer_list<QWidget*>{m_keep, m_useForAll, m_useForDerivation, m_name, m_signer, m_note})
        field->setEnabled(canDecide);
    m_sign->setEnabled(canDecide && !m_name->text().simplified().isEmpty() &&
                       !m_signer->text().simplified().isEmpty());
}

void RecordPage::decide() {
    RetrainingDecision decision;
    decision.decision = m_keep->isChecked() ? ModelDecision::Kept : ModelDecision::Adopted;
    decision.name = m_name->text().simplified().toStdString();
    decision.signer = m_signer->text().simplified().toStdString();
    decision.note = m_note->toPlainText().trimmed().toStdString();
    if (m_useForDerivation->isChecked())
        decision.derivation = m_onlyDerivation;
    m_status->setText(tr("Writing the record..."));
    m_session.decide(decision);
}

} // namespace hypnodesk
