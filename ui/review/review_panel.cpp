#include "ui/review/review_panel.h"

#include "ui/document/study_document.h"
#include "ui/review/review_model.h"
#include "ui/review/review_session.h"
#include "ui/review/review_texts.h"
#include "ui/review/segment_table.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace hypnodesk {

namespace {

QLabel* wrapped(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

ReviewPanel::ReviewPanel(StudyDocument& document, ReviewSession& session, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session),
      m_model(new ReviewModel(document, session, this)), m_pages(new QStackedWidget(this)),
      m_nothing(wrapped(this)) {
    setAccessibleName(tr("Review queue"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setMargin(16);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_pages->addWidget(m_nothing);
    m_pages->addWidget(buildReview());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    connect(&session, &ReviewSession::changed, this, &ReviewPanel::showSession);
    connect(&session, &ReviewSession::effortChanged, this, &ReviewPanel::showEffort);
    connect(&session, &ReviewSession::settingsChanged, this, &ReviewPanel::showSettings);
    connect(&document, &StudyDocument::currentEpochChanged, this, &ReviewPanel::showPlace);
    showSettings();
    showSession();
    showEffort();
}

QSize ReviewPanel::sizeHint() const {
    return {340, 360};
}

QWidget* ReviewPanel::buildReview() {
    auto* page = new QWidget(this);
    m_counter = wrapped(page);
    m_counter->setAccessibleName(tr("State of the review"));
    QFont bold = m_counter->font();
    bold.setWeight(QFont::DemiBold);
    m_counter->setFont(bold);
    m_progress = new QProgressBar(page);
    m_progress->setAccessibleName(tr("Share of the queue that is reviewed"));
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(8);
    m_verdict = wrapped(page);
    m_verdict->setAccessibleName(tr("Stop rule"));
    m_audit = wrapped(page);
    m_audit->setForegroundRole(QPalette::PlaceholderText);
    m_effort = wrapped(page);
    m_effort->setForegroundRole(QPalette::PlaceholderText);
    m_effort->setAccessibleName(tr("Time spent and keys used"));
    m_effort->setToolTip(tr("Measured for this study; pauses of more than a minute do not count."));

    m_table = new SegmentTable(page);
    m_table->setAccessibleName(tr("Segments to review"));
    m_table->setModel(m_model);
    connect(m_table, &QTableView::clicked, this,
            [this](const QModelIndex& index) { m_session.showSegment(m_model->segmentOf(index.row())); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid() && !m_isFollowing && m_table->hasFocus())
                    m_session.showSegment(m_model->segmentOf(index.row()));
            });

    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(6);
    layout->addWidget(m_counter);
    layout->addWidget(m_progress);
    layout->addWidget(m_verdict);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_audit);
    layout->addWidget(m_effort);
    layout->addWidget(buildControls());
    return page;
}

QWidget* ReviewPanel::buildControls() {
    auto* controls = new QWidget(this);
    m_order = new QComboBox(controls);
    m_order->addItem(tr("by doubt"), static_cast<int>(ReviewOrder::ByDoubt));
    m_order->addItem(tr("in time order"), static_cast<int>(ReviewOrder::InTime));
    m_order->setAccessibleName(tr("Order of the walk"));
    m_order->setToolTip(tr("In which order Space goes through the queue."));
    m_bulk = new QPushButton(tr("Accept above..."), controls);
    m_bulk->setAccessibleName(tr("Accept the proposals above a confidence"));
    m_rule = new QComboBox(controls);
    m_rule->addItem(tr("errors per 100, at most"), static_cast<int>(StopRule::Kind::RemainingErrors));
    m_rule->addItem(tr("% reviewed, at least"), static_cast<int>(StopRule::Kind::ShareReviewed));
    m_rule->setAccessibleName(tr("Kind of stop rule"));
    m_limit = new QDoubleSpinBox(controls);
    m_limit->setRange(0.0, 100.0);
    m_limit->setDecimals(1);
    m_limit->setSingleStep(0.5);
    m_limit->setAccessibleName(tr("Limit of the stop rule"));
    for (QWidget* control :
         {static_cast<QWidget*>(m_order), static_cast<QWidget*>(m_bulk), static_cast<QWidget*>(m_rule)})
        control->setFocusPolicy(Qt::TabFocus);
    for (QComboBox* box : {m_order, m_rule}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(6);
    }
    m_limit->setFocusPolicy(Qt::StrongFocus);
    connect(m_order, &QComboBox::activated, this, &ReviewPanel::takeSettings);
    connect(m_rule, &QComboBox::activated, this, &ReviewPanel::takeSettings);
    connect(m_limit, &QDoubleSpinBox::valueChanged, this, &ReviewPanel::takeSettings);
    connect(m_limit, &QDoubleSpinBox::editingFinished, m_limit, &QWidget::clearFocus);
    connect(m_bulk, &QPushButton::clicked, this, &ReviewPanel::bulkAcceptRequested);

    auto* grid = new QGridLayout(controls);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    grid->addWidget(new QLabel(tr("Space walks"), controls), 0, 0);
    grid->addWidget(m_order, 0, 1, 1, 2);
    grid->addWidget(new QLabel(tr("Stop at"), controls), 1, 0);
    grid->addWidget(m_rule, 1, 1);
    grid->addWidget(m_limit, 1, 2);
    grid->addWidget(m_bulk, 2, 0, 1, 3);
    grid->setColumnStretch(1, 1);
    return controls;
}

void ReviewPanel::showSession() {
    const ReviewProgress& progress = m_session.progress();
    QString nothing;
    if (m_document.isTraining())
        nothing = tr("In training the network, and with it the queue, is hidden.");
    else if (m_document.isPreviewing())
        nothing = tr("The network scores the night.");
    else if (!m_session.isAvailable())
        nothing = tr("Nothing to review yet: the network has not scored this night (F5).");
    else if (progress.total == 0)
        nothing = tr("Every stage of this scoring was read from a file; the network has no proposal in it.");
    m_nothing->setText(nothing);
    m_pages->setCurrentIndex(nothing.isEmpty() ? 1 : 0);
    if (!nothing.isEmpty())
        return;
    m_counter->setText(reviewCounterText(progress));
    m_verdict->setText(stopRuleText(m_session.settings().stopRule, progress));
    QFont font = m_verdict->font();
    font.setWeight(m_session.isStopReached() ? QFont::DemiBold : QFont::Normal);
    m_verdict->setFont(font);
    m_audit->setText(reviewAuditText(progress));
    std::int64_t left = 0;
    std::int64_t all = 0;
    for (const ReviewSegment& segment : m_session.queue().segments) {
        left += m_session.openIn(segment);
        all += std::ssize(segment.epochs);
    }
    m_progress->setRange(0, static_cast<int>(std::max<std::int64_t>(all, 1)));
    m_progress->setValue(static_cast<int>(all - left));
    m_progress->setToolTip(tr("%1 of %2 epochs of the queue are done.").arg(all - left).arg(all));
    m_bulk->setEnabled(!m_document.isReadOnly());
    showPlace();
}

void ReviewPanel::showEffort() {
    m_effort->setText(effortSummary(m_session.effort()));
}

void ReviewPanel::showPlace() {
    if (!m_session.isAvailable())
        return;
    m_isFollowing = true;
    if (const int row = m_model->rowOf(m_document.currentEpoch()); row >= 0) {
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, 0));
    } else {
        m_table->clearSelection();
    }
    m_isFollowing = false;
}

void ReviewPanel::showSettings() {
    const ReviewSettings& settings = m_session.settings();
    const QSignalBlocker blocked(m_limit);
    m_order->setCurrentIndex(m_order->findData(static_cast<int>(settings.order)));
    m_rule->setCurrentIndex(m_rule->findData(static_cast<int>(settings.stopRule.kind)));
    m_limit->setValue(settings.stopRule.limit);
}

void ReviewPanel::takeSettings() {
    ReviewSettings settings = m_session.settings();
    settings.order = static_cast<ReviewOrder>(m_order->currentData().toInt());
    settings.stopRule = {static_cast<StopRule::Kind>(m_rule->currentData().toInt()), m_limit->value()};
    m_session.setSettings(settings);
}

} // namespace hypnodesk
