#include "ui/retraining/retraining_window.h"

#include "ui/base/qt_convert.h"
#include "ui/base/words.h"
#include "ui/retraining/exam_page.h"
#include "ui/retraining/nights_page.h"
#include "ui/retraining/plan_page.h"
#include "ui/retraining/record_page.h"
#include "ui/retraining/training_page.h"
#include "ui/settings/appearance.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hypnodesk {

RetrainingWindow::RetrainingWindow(JobRunner& runner, RetrainingSession& session, const QString& signer,
                                   QWidget* parent)
    : QWidget(parent, Qt::Window), m_runner(runner), m_session(session), m_offer(new QWidget(this)),
      m_offerText(new QLabel(m_offer)), m_goOn(new QPushButton(m_offer)), m_steps(new QListWidget(this)),
      m_title(new QLabel(this)), m_pages(new QStackedWidget(this)),
      m_nights(new NightsPage(runner, session.desk().model, this)), m_plan(new PlanPage(this)),
      m_training(new TrainingPage(session, this)), m_exam(new ExamPage(this)),
      m_record(new RecordPage(session, signer, this)), m_back(new QPushButton(tr("&Back"), this)),
      m_next(new QPushButton(tr("Ne&xt"), this)), m_hint(new QLabel(this)) {
    setWindowTitle(tr("Retrain the model"));
    m_steps->setAccessibleName(tr("Steps"));
    m_steps->addItems({tr("1  Nights"), tr("2  Plan"), tr("3  Training"), tr("4  Exam"), tr("5  Record")});
    m_steps->setFixedWidth(fontMetrics().averageCharWidth() * 22);
    m_steps->setSpacing(4);
    m_steps->setFrameShape(QFrame::NoFrame);
    makeStrong(*m_title, 1.3);
    m_hint->setText(researchNotice());
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setWordWrap(true);
    setTextScale(*m_hint, 0.85);
    for (QWidget* page : std::initializer_list<QWidget*>{m_nights, m_plan, m_training, m_exam, m_record})
        m_pages->addWidget(page);
    m_next->setObjectName(QStringLiteral("next"));
    auto* close = new QPushButton(tr("&Close"), this);
    for (QPushButton* button : {m_back, m_next, close})
        button->setAutoDefault(false);

    auto* remove = new QPushButton(tr("Remove &it"), m_offer);
    auto* offer = new QHBoxLayout(m_offer);
    offer->setContentsMargins(0, 0, 0, 0);
    m_offerText->setWordWrap(true);
    makeStrong(*m_offerText);
    offer->addWidget(m_offerText, 1);
    offer->addWidget(m_goOn);
    offer->addWidget(remove);
    m_offer->hide();
    connect(m_goOn, &QPushButton::clicked, this, [this] { m_session.resumeRun(toPath(m_offered)); });
    connect(remove, &QPushButton::clicked, this, [this] {
        m_offer->hide();
        m_session.discard(toPath(m_offered));
    });

    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_pages, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(18);
    row->addWidget(m_steps);
    row->addLayout(column, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_hint, 1);
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(12);
    layout->addWidget(m_offer);
    layout->addLayout(row, 1);
    layout->addLayout(buttons);
    resize(fontMetrics().averageCharWidth() * 160, fontMetrics().height() * 42);

    auto* escape = new QAction(this);
    escape->setShortcut(Qt::Key_Escape);
    addAction(escape);
    connect(escape, &QAction::triggered, this, &QWidget::close);
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    connect(m_back, &QPushButton::clicked, this, [this] { showPage(static_cast<Page>(page() - 1)); });
    connect(m_next, &QPushButton::clicked, this, [this] { showPage(static_cast<Page>(page() + 1)); });
    connect(m_steps, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            showPage(static_cast<Page>(row));
    });
    connect(m_nights, &NightsPage::changed, this, [this] {
        m_plan->setNights(m_nights->chosen(), m_nights->rule());
        update();
    });
    connect(m_plan, &PlanPage::changed, this, &RetrainingWindow::update);
    connect(m_training, &TrainingPage::startRequested, this, &RetrainingWindow::start);
    connect(m_exam, &ExamPage::epochRequested, this, &RetrainingWindow::epochRequested);
    connect(&session, &RetrainingSession::stateChanged, this, &RetrainingWindow::followSession);
    m_plan->setNights({}, m_nights->rule());
    showPage(Nights);
    followSession();
}

RetrainingWindow::Page RetrainingWindow::page() const {
    return static_cast<Page>(m_pages->currentIndex());
}

void RetrainingWindow::showPage(Page page) {
    m_pages->setCurrentIndex(page);
    m_steps->setCurrentRow(page);
    m_title->setText(std::array{tr("Which nights?"), tr("What will be done"), tr("Training"),
                                tr("Did it help?"), tr("Decision and record")}[page]);
    update();
}

void RetrainingWindow::offerUnfinished(const QString& folder, const QString& name, bool isFinished) {
    m_offered = folder;
    m_offerText->setText(isFinished ? tr("The new model \"%1\" waits for a decision.").arg(name)
                                    : tr("The training of \"%1\" was interrupted.").arg(name));
    m_goOn->setText(isFinished ? tr("See the &exam") : tr("&Go on with it"));
    m_offer->show();
}

void RetrainingWindow::update() {
    m_back->setEnabled(page() > Nights);
    const bool hasPlan = m_plan->plan() && !m_plan->name().empty();
    const bool hasResult = m_session.result().has_value();
    const bool mayGoOn = page() == Nights   ? !m_nights->chosen().empty() && !m_nights->isBusy()
                         : page() == Plan   ? hasPlan
                         : page() == Record ? false
                                            : hasResult;
    m_next->setEnabled(mayGoOn);
    m_training->setReady(hasPlan);
}

void RetrainingWindow::start() {
    if (!m_plan->plan() || m_plan->nights().empty())
        return;
    // The model in use for the nights' derivation, where they have one; the default may have changed since
    // they were looked through.
    std::string derivation = m_plan->nights().front().derivation;
    for (const ClinicNight& night : m_plan->nights())
        if (derivationKey(night.derivation) != derivationKey(derivation))
            derivation.clear();
    m_finding = m_runner.start(
        Lane::Reading, Priority::Urgent,
        [model = m_session.desk().model, derivation](const TaskContext&) { return model(derivation); },
        [this, plan = *m_plan->plan(), nights = m_plan->nights(),
         name = m_plan->name()](const Result<std::filesystem::path>& base) {
            if (base)
                m_session.start(plan, nights, *base, name);
            else
                m_session.fail(base.error());
        });
}

void RetrainingWindow::followSession() {
    using State = RetrainingSession::State;
    const State state = m_session.state();
    if (state == State::Finished && m_shown != State::Finished && m_session.job()) {
        m_exam->setResult(*m_session.result(), m_session.job()->nights);
        m_record->setResult(*m_session.job(), *m_session.result());
        showPage(Exam);
    } else if ((state == State::Running || state == State::Failed) && m_shown != state) {
        m_exam->clear();
        m_record->clear();
        showPage(Training);
    }
    if (state != State::Idle)
        m_offer->hide();
    m_shown = state;
    update();
}

} // namespace hypnodesk
