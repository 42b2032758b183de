#include "ui/retraining/agreement_window.h"

#include "ui/base/error_text.h"
#include "ui/base/qt_convert.h"
#include "ui/base/words.h"
#include "ui/plot/plot_canvas.h"
#include "ui/retraining/retraining_words.h"
#include "ui/settings/appearance.h"

#include <QComboBox>
#include <QDate>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hypnodesk {

namespace {

enum Column {
    Month,
    Nights,
    Whole,
    Kappa,
    Corrected,
    FirstStage,
    Confidence = FirstStage + 5,
    Poor,
    Minutes,
    Columns
};

QString monthText(const std::string& month) {
    const QDate date = QDate::fromString(toQString(month) + QStringLiteral("-01"), Qt::ISODate);
    return date.isValid() ? QLocale().toString(date, QStringLiteral("MMM yyyy")) : toQString(month);
}

QString percentText(double share) {
    return AgreementWindow::tr("%1 %").arg(qRound(share * 100.0));
}

} // namespace

QString adviceText(const DriftSeries& series) {
    const QString nights = QString::number(series.judgedNights);
    switch (series.advice) {
    case DriftAdvice::TooFewNights:
        return AgreementWindow::tr("Too early to say: %1 nights of at least %2 were reviewed as a whole.")
            .arg(nights)
            .arg(kNightsToJudge);
    case DriftAdvice::Fine:
        return AgreementWindow::tr(
                   "A retraining is not likely to pay: over the newest nights people and network "
                   "agree with a kappa of %1; scorers among each other reach about %2.")
            .arg(figure(series.recentKappa, 2), figure(kKappaOfScorers, 2));
    case DriftAdvice::RetrainLow:
        return AgreementWindow::tr(
                   "A retraining is likely to pay: over the newest nights people and network agree "
                   "with a kappa of %1 only, while scorers among each other reach about %2. The "
                   "corrections of %3 nights are there to learn from.")
            .arg(figure(series.recentKappa, 2), figure(kKappaOfScorers, 2), nights);
    case DriftAdvice::RetrainFallen:
        return AgreementWindow::tr(
                   "A retraining is likely to pay: agreement has fallen from a kappa of %1 in "
                   "earlier nights to %2 in the newer ones, more than chance explains. Ask first "
                   "whether recorder, electrode or scorers have changed.")
            .arg(figure(series.earlierKappa, 2), figure(series.recentKappa, 2));
    case DriftAdvice::CheckSignals:
        return AgreementWindow::tr(
                   "Look at the signals before you retrain: %1 of the newest nights' epochs are "
                   "flat, clipped or missing, and no training mends that.")
            .arg(percentText(series.recentPoorSignalShare));
    }
    return {};
}

AgreementWindow::AgreementWindow(JobRunner& runner, std::filesystem::path log, QWidget* parent)
    : QDialog(parent), m_runner(runner), m_log(std::move(log)), m_choice(new QComboBox(this)),
      m_advice(new QLabel(this)), m_plot(new PlotCanvas(this)), m_table(new QTreeWidget(this)),
      m_retrain(nullptr) {
    setWindowTitle(tr("Agreement over the months"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_choice->setAccessibleName(tr("Model and derivation"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_advice->setWordWrap(true);
    m_advice->setAccessibleName(tr("Whether a retraining is likely to pay"));
    makeStrong(*m_advice);
    m_plot->setMinimumHeight(180);
    m_plot->yAxis->setRange(0.0, 1.0);
    m_plot->xAxis->setTicks(false);
    m_plot->addPainter(QStringLiteral("main"), [this](QPainter& painter) { paint(painter); });
    m_table->setAccessibleName(tr("Agreement by month"));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    QStringList columns{tr("Month"), tr("Nights"), tr("Reviewed as a whole"), tr("Kappa"), tr("Corrected")};
    for (const Stage stage : kStageClasses)
        columns << tr("F1 of %1").arg(toQString(stageCode(stage)));
    columns << tr("Confidence") << tr("Poor signal") << tr("Minutes a night");
    m_table->setHeaderLabels(columns);
    m_table->header()->setStretchLastSection(false);

    auto* buttons = new QDialogButtonBox(this);
    m_retrain = buttons->addButton(tr("&Retrain..."), QDialogButtonBox::ActionRole);
    auto* close = buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    for (QPushButton* button : {m_retrain, close})
        button->setAutoDefault(false);
    connect(m_retrain, &QPushButton::clicked, this, &AgreementWindow::retrainingRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &AgreementWindow::showSeries);

    auto* label = new QLabel(tr("&Model and derivation"), this);
    label->setBuddy(m_choice);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_choice);
    row->addStretch(1);
    auto* explanation = new QLabel(tr("Each study that was reviewed counts once, with what it said when it "
                                      "was last open. Nothing here names "
                                      "a patient."),
                                   this);
    explanation->setWordWrap(true);
    explanation->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addLayout(row);
    layout->addWidget(m_advice);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_table, 1);
    layout->addWidget(explanation);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 140, fontMetrics().height() * 36);
    applyTheme();
    read();
}

void AgreementWindow::read() {
    m_advice->setText(tr("Reading..."));
    m_job = m_runner.start(
        Lane::Reading, Priority::Urgent, [log = m_log](const TaskContext&) { return readDriftLog(log); },
        [this](const Result<DriftLog>& log) { take(log); });
}

void AgreementWindow::take(const Result<DriftLog>& log) {
    m_courses = log ? driftCourses(log->points) : std::vector<DriftSeries>();
    m_choice->clear();
    for (const DriftSeries& series : m_courses)
        m_choice->addItem(tr("%1 on %2").arg(toQString(series.model), toQString(series.derivation)));
    m_choice->setEnabled(!m_courses.empty());
    showSeries(m_choice->currentIndex());
    if (!log) {
        const ErrorText why = explain(log.error(), tr("The course of agreement could not be read"));
        m_advice->setText(QStringList{why.title + QLatin1Char('.'), why.reason, why.advice}.join(' '));
    }
}

void AgreementWindow::showSeries(int index) {
    m_shown = index;
    m_table->clear();
    m_plot->replotSoon();
    if (index < 0 || index >= static_cast<int>(m_courses.size())) {
        fitColumns();
        m_advice->setText(
            tr("Nothing to show yet. Nights that were scored by the network and reviewed by a person "
               "count when they are closed."));
        return;
    }
    const DriftSeries& series = m_courses[static_cast<std::size_t>(index)];
    m_advice->setText(adviceText(series));
    for (const DriftMonth& month : series.months) {
        auto* item = new QTreeWidgetItem(m_table);
        item->setText(Month, monthText(month.month));
        item->setText(Nights, QString::number(month.nights));
        item->setText(Whole, QString::number(month.wholeNights));
        item->setText(Kappa, figure(month.agreement.kappa, 2));
        item->setText(Corrected, percentText(month.correctionRate));
        for (std::size_t stage = 0; stage < month.agreement.f1.size(); ++stage)
            item->setText(FirstStage + static_cast<int>(stage), figure(month.agreement.f1[stage], 2));
        item->setText(Confidence, figure(month.meanConfidence, 2));
        item->setText(Poor, percentText(month.poorSignalShare));
        item->setText(Minutes, decimalText(month.reviewMinutes, 0));
        for (int column = Nights; column < Columns; ++column)
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    fitColumns();
}

void AgreementWindow::fitColumns() {
    for (int column = 0; column < Columns; ++column)
        m_table->resizeColumnToContents(column);
}

void AgreementWindow::paint(QPainter& painter) const {
    const QRect area = m_plot->axisRect()->rect();
    if (m_shown < 0 || m_shown >= static_cast<int>(m_courses.size())) {
        paintMessage(painter, m_theme, area, tr("Kappa and share of corrected epochs, month by month"));
        return;
    }
    const std::vector<DriftMonth>& months = m_courses[static_cast<std::size_t>(m_shown)].months;
    const QFontMetrics metrics(m_theme.smallFont);
    const auto place = [&](std::size_t month, double value) {
        const double step = static_cast<double>(area.width()) / static_cast<double>(months.size());
        return QPointF(area.left() + (static_cast<double>(month) + 0.5) * step,
                       m_plot->yAxis->coordToPixel(std::clamp(value, 0.0, 1.0)));
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.smallFont);
    const QPointF human = place(0, kKappaOfScorers);
    painter.setPen(QPen(m_theme.mutedText, 1.0, Qt::DashLine));
    painter.drawLine(QPointF(area.left(), human.y()), QPointF(area.right(), human.y()));
    painter.drawText(QPointF(area.left() + 6, human.y() - 3), tr("kappa between scorers"));
    const QColor kappaColour = m_theme.trace(ChannelRole::Eeg);
    const QColor correctedColour = m_theme.warning;
    std::optional<QPointF> lastKappa, lastCorrected;
    for (std::size_t i = 0; i < months.size(); ++i) {
        const QPointF corrected = place(i, months[i].correctionRate);
        painter.setPen(QPen(correctedColour, 1.6, Qt::DotLine));
        if (lastCorrected)
            painter.drawLine(*lastCorrected, corrected);
        painter.setPen(Qt::NoPen);
        painter.setBrush(correctedColour);
        painter.drawRect(QRectF(corrected.x() - 3, corrected.y() - 3, 6, 6));
        lastCorrected = corrected;
        if (months[i].agreement.kappa) {
            const QPointF kappa = place(i, *months[i].agreement.kappa);
            painter.setPen(QPen(kappaColour, 1.8));
            if (lastKappa)
                painter.drawLine(*lastKappa, kappa);
            painter.setBrush(kappaColour);
            painter.drawEllipse(kappa, 3.5, 3.5);
            lastKappa = kappa;
        }
        painter.setPen(m_theme.mutedText);
        const QString name = monthText(months[i].month);
        const int every =
            std::max(1, static_cast<int>(months.size()) * (metrics.horizontalAdvance(name) + 10) /
                                std::max(1, area.width()) +
                            1);
        if (static_cast<int>(i) % every == 0)
            painter.drawText(QRectF(corrected.x() - 60, area.bottom() + 3, 120, metrics.height()),
                             Qt::AlignCenter, name);
    }
    painter.restore();
    // Named at their last points: nothing is told by colour alone.
    painter.setFont(m_theme.smallFont);
    const auto name = [&](const std::optional<QPointF>& at, const QString& text, const QColor& colour) {
        if (!at)
            return;
        painter.setPen(colour);
        painter.drawText(QRectF(at->x() - 140, at->y() - metrics.height() - 6, 280, metrics.height()),
                         Qt::AlignCenter, text);
    };
    name(lastKappa, tr("Kappa"), kappaColour);
    name(lastCorrected, tr("Corrected"), m_theme.text);
}

void AgreementWindow::applyTheme() {
    m_theme = Theme::fromPalette(palette(), font());
    m_plot->applyTheme(m_theme);
    m_plot->replotSoon();
}

void AgreementWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
    QDialog::changeEvent(event);
}

} // namespace hypnodesk
