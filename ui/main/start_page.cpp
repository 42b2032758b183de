#include "ui/main/start_page.h"

#include "ui/main/actions.h"
#include "ui/main/recent_list.h"
#include "ui/settings/appearance.h"

#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hypnodesk {

namespace {

/// In average characters, so that larger texts have room.
constexpr int kColumnCharacters = 100;

} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_text(new QLabel(this)), m_advice(new QLabel(this)),
      m_steps(makeSteps()), m_open(new QPushButton(tr("Open a recording..."), this)),
      m_demo(new QPushButton(tr("Try the demo night"), this)), m_cancel(new QPushButton(tr("Cancel"), this)),
      m_recentTitle(new QLabel(tr("Recent recordings"), this)), m_recent(new RecentList(this)) {
    makeStrong(*m_title, 2.0);
    makeStrong(*m_recentTitle);
    for (QLabel* label : {m_title, m_text, m_advice}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_open->setDefault(true);
    makeStrong(*m_open);
    setTextScale(*m_open, 1.0); // its style sheet would keep the size it had at first
    m_open->setStyleSheet(
        QStringLiteral("QPushButton { background: palette(highlight); color: palette(highlighted-text);"
                       " border: 2px solid palette(highlight); border-radius: 4px; padding: 2px 18px; }"
                       "QPushButton:focus { border-color: palette(text); }"));
    connect(m_open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(m_cancel, &QPushButton::clicked, this, &StartPage::cancelRequested);
    m_demo->setToolTip(tr("Makes the recording of a virtual sleeper and shows the way through it."));
    connect(m_demo, &QPushButton::clicked, this, &StartPage::demoRequested);
    connect(m_recent, &RecentList::openRequested, this, &StartPage::fileRequested);
    connect(m_recent, &RecentList::locateRequested, this, &StartPage::locateRequested);
    connect(m_recent, &RecentList::removeRequested, this, &StartPage::removeRequested);

    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addWidget(m_advice);
    column->addSpacing(6);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addWidget(m_demo);
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addSpacing(14);
    column->addWidget(m_steps);
    column->addSpacing(14);
    column->addWidget(m_recentTitle);
    column->addWidget(m_recent);
    column->addStretch(3);

    auto* holder = new QWidget(this);
    m_column = holder;
    limitWidth();
    holder->setLayout(column);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(32, 24, 32, 24);
    row->addStretch(1);
    row->addWidget(holder, 100);
    row->addStretch(1);
    showWelcome({});
}

void StartPage::limitWidth() {
    for (QPushButton* button : {m_open, m_demo})
        button->setMinimumHeight(QFontMetrics(QApplication::font()).height() * 2);
    m_column->setMaximumWidth(QFontMetrics(QApplication::font()).averageCharWidth() * kColumnCharacters);
}

void StartPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_column)
        limitWidth();
}

QWidget* StartPage::makeSteps() {
    auto* steps = new QWidget(this);
    auto* grid = new QGridLayout(steps);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(7);
    for (int row = 0; row < kStepCount; ++row) {
        QLabel*& key = m_stepKeys[static_cast<std::size_t>(row)];
        QLabel*& text = m_stepTexts[static_cast<std::size_t>(row)];
        key = new QLabel(steps);
        makeStrong(*key);
        text = new QLabel(steps);
        text->setForegroundRole(QPalette::PlaceholderText);
        text->setWordWrap(true);
        grid->addWidget(key, row, 0, Qt::AlignTop);
        grid->addWidget(text, row, 1);
    }
    grid->setColumnStretch(1, 1);
    return steps;
}

void StartPage::showKeys(const MainActions& actions) {
    const auto key = [&](ActionId id) { return actions[id]->shortcut().toString(QKeySequence::NativeText); };
    QStringList stages;
    for (ActionId id : {ActionId::Wake, ActionId::N1, ActionId::N2, ActionId::N3, ActionId::Rem})
        stages << key(id);
    const std::array<std::pair<QString, QString>, kStepCount> lines{
        {{key(ActionId::Score), tr("the network proposes a stage for every epoch and says how sure it is")},
         {key(ActionId::NextDoubtful),
          tr("next doubtful epoch; %1 accepts the proposal, %2 takes its second choice")
              .arg(key(ActionId::AcceptProposal), key(ActionId::SecondChoice))},
         {stages.join(QLatin1Char(' ')), tr("score by hand; the number pad works as well")},
         {key(ActionId::Guide), tr("the guide: the first ten minutes, every key, and what to do when...")}}};
    for (std::size_t row = 0; row < lines.size(); ++row) {
        m_stepKeys[row]->setText(lines[row].first);
        m_stepTexts[row]->setText(lines[row].second);
    }
}

void StartPage::showWelcome(const QStringList& recentFiles) {
    m_error = {};
    m_title->setText(tr("Open a night"));
    m_text->setText(tr("Drop an EDF or BDF recording anywhere on this window, or choose one. Nothing leaves "
                       "this computer."));
    arrange(false, false);
    setRecentFiles(recentFiles);
}

void StartPage::showLoading(const QString& path) {
    m_error = {};
    m_title->setText(tr("Opening %1").arg(QFileInfo(path).fileName()));
    m_text->setText(QDir::toNativeSeparators(QFileInfo(path).absolutePath()));
    arrange(true, false);
    setRecentFiles({});
}

void StartPage::showMakingDemo() {
    m_error = {};
    m_title->setText(tr("Making the demo night"));
    m_text->setText(tr("A virtual sleeper is put to bed; this takes some seconds, and only once."));
    arrange(true, false);
    setRecentFiles({});
}

void StartPage::setFiles(const QStringList& recentFiles) {
    if (!m_loading)
        setRecentFiles(recentFiles);
}

void StartPage::showNight(const RecentNight& night) {
    m_recent->showNight(night);
}

void StartPage::showError(const ErrorText& error, const QStringList& recentFiles) {
    m_error = error;
    m_title->setText(error.title);
    m_text->setText(error.reason);
    m_advice->setText(error.advice);
    arrange(false, true);
    setRecentFiles(recentFiles);
}

void StartPage::arrange(bool loading, bool failed) {
    m_loading = loading;
    m_open->setVisible(!loading);
    m_demo->setVisible(!loading && !failed);
    m_open->setText(failed ? tr("Open another recording...") : tr("Open a recording..."));
    m_cancel->setVisible(loading);
    m_steps->setVisible(!loading && !failed);
    m_advice->setVisible(failed);
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_text->text() + QLatin1Char(' ') + (failed ? m_advice->text() : QString()));
    if (!loading)
        m_open->setFocus();
}

void StartPage::setRecentFiles(const QStringList& files) {
    m_recentTitle->setVisible(!files.isEmpty());
    m_recent->setFiles(files);
}

} // namespace hypnodesk
