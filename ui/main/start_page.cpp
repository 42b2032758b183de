#include "ui/main/start_page.h"

#include "ui/settings/appearance.h"

#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hypnodesk {

namespace {

constexpr int kColumnWidth = 620;

void emptyLayout(QLayout& layout) {
    while (QLayoutItem* item = layout.takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_text(new QLabel(this)), m_advice(new QLabel(this)),
      m_steps(makeSteps()), m_open(new QPushButton(tr("Open a recording..."), this)),
      m_cancel(new QPushButton(tr("Cancel"), this)), m_recentTitle(new QLabel(tr("Recent recordings"), this)),
      m_recent(new QVBoxLayout) {
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 2.0);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_recentTitle->setFont(bold);
    for (QLabel* label : {m_title, m_text, m_advice}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_open->setDefault(true);
    m_open->setMinimumHeight(fontMetrics().height() * 2);
    m_open->setStyleSheet(
        QStringLiteral("QPushButton { background: palette(highlight); color: palette(highlighted-text);"
                       " border: 2px solid palette(highlight); border-radius: 4px; padding: 2px 18px;"
                       " font-weight: 600; }"
                       "QPushButton:focus { border-color: palette(text); }"));
    connect(m_open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(m_cancel, &QPushButton::clicked, this, &StartPage::cancelRequested);
    m_recent->setSpacing(2);

    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addWidget(m_advice);
    column->addSpacing(6);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addSpacing(14);
    column->addWidget(m_steps);
    column->addSpacing(14);
    column->addWidget(m_recentTitle);
    column->addLayout(m_recent);
    column->addStretch(3);

    auto* holder = new QWidget(this);
    holder->setMaximumWidth(kColumnWidth);
    holder->setLayout(column);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(32, 24, 32, 24);
    row->addStretch(1);
    row->addWidget(holder, 100);
    row->addStretch(1);
    showWelcome({});
}

QWidget* StartPage::makeSteps() {
    auto* steps = new QWidget(this);
    auto* grid = new QGridLayout(steps);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(7);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const std::pair<QString, QString> lines[] = {
        {QStringLiteral("F5"), tr("the network proposes a stage for every epoch and says how sure it is")},
        {tr("Space"), tr("next doubtful epoch; Enter accepts the proposal, Tab takes its second choice")},
        {QStringLiteral("W 1 2 3 R"), tr("score by hand; the number pad works as well")},
        {QStringLiteral("F1"), tr("all keys")},
    };
    int row = 0;
    for (const auto& [key, meaning] : lines) {
        auto* keyLabel = new QLabel(key, steps);
        keyLabel->setFont(bold);
        auto* text = new QLabel(meaning, steps);
        text->setForegroundRole(QPalette::PlaceholderText);
        text->setWordWrap(true);
        grid->addWidget(keyLabel, row, 0, Qt::AlignTop);
        grid->addWidget(text, row++, 1);
    }
    grid->setColumnStretch(1, 1);
    return steps;
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
    emptyLayout(*m_recent);
    m_recentTitle->setVisible(!files.isEmpty());
    for (const QString& path : files) {
        const QFileInfo file(path);
        auto* button = new QPushButton(this);
        const QString folder = QDir::toNativeSeparators(file.absolutePath());
        const int room = kColumnWidth - 60 - fontMetrics().horizontalAdvance(file.fileName());
        button->setText(file.fileName() + QStringLiteral("    ") +
                        fontMetrics().elidedText(folder, Qt::ElideMiddle, qMax(60, room)));
        button->setAccessibleName(tr("Open %1").arg(file.fileName()));
        button->setToolTip(QDir::toNativeSeparators(path));
        button->setFlat(true);
        button->setStyleSheet(QStringLiteral("QPushButton { text-align: left; padding: 5px 8px; }"));
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT fileRequested(path); });
        m_recent->addWidget(button);
    }
}

} // namespace hypnodesk
