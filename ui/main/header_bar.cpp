#include "ui/main/header_bar.h"

#include "ui/base/qt_convert.h"
#include "ui/base/words.h"
#include "ui/plot/clock_axis.h"
#include "ui/settings/appearance.h"

#include <QActionGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hypnodesk {

namespace {

/// So much of the name of the night there is always room for.
constexpr int kNameCharacters = 18;

/// A control with what it is written small above it.
QWidget* captioned(QWidget* parent, const QString& caption, QLayout* content, QWidget* buddy) {
    auto* group = new QWidget(parent);
    auto* label = new QLabel(caption, group);
    setTextScale(*label, 0.85);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setBuddy(buddy);
    buddy->setAccessibleName(caption);
    auto* column = new QVBoxLayout(group);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(label);
    column->addLayout(content);
    return group;
}

QWidget* captioned(QWidget* parent, const QString& caption, QWidget* control) {
    auto* row = new QHBoxLayout;
    row->addWidget(control);
    return captioned(parent, caption, row, control);
}

} // namespace

QIcon lockIcon(const QPalette& palette) {
    constexpr int kSide = 32; // drawn large, for dense screens
    QPixmap pixmap(kSide, kSide);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = palette.color(QPalette::Text);
    painter.setPen(QPen(colour, 3.5));
    painter.drawArc(QRectF(10, 4, 12, 18), 0, 180 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(6, 14, 20, 14), 2.5, 2.5);
    return QIcon(pixmap);
}

QString scoringKindText(const ScoringInfo& info) {
    QStringList parts;
    switch (info.kind) {
    case ScoringKind::Human:
        parts << HeaderBar::tr("scored by %1").arg(toQString(info.scorer));
        break;
    case ScoringKind::Network:
        parts << HeaderBar::tr("network run, never edited: an edit starts a copy");
        break;
    case ScoringKind::Imported:
        parts << HeaderBar::tr("imported from %1").arg(toQString(info.scorer));
        break;
    case ScoringKind::Consensus:
        parts << HeaderBar::tr("consensus");
        break;
    }
    if (info.isSigned())
        parts << HeaderBar::tr("reviewed by %1").arg(toQString(info.signedBy));
    return parts.join(QStringLiteral(", "));
}

QString recordingSummary(const Recording& recording) {
    const StartTime& start = recording.info().start;
    const double seconds = recording.durationSeconds();
    const int minutes = static_cast<int>(seconds / 60.0);
    QStringList parts;
    if (start.hasDate())
        parts << dateText(QDate(start.year, start.month, start.day));
    parts << HeaderBar::tr("%1 to %2 (%3 h %4 min)")
                 .arg(clockText(start, 0.0, false), clockText(start, seconds, false))
                 .arg(minutes / 60)
                 .arg(minutes % 60);
    parts << HeaderBar::tr("channels: %1").arg(recording.channels().size());
    return parts.join(QStringLiteral(", "));
}

HeaderBar::HeaderBar(StudyDocument& document, DisplayState& display, QWidget* parent)
    : QWidget(parent), m_document(document), m_display(display), m_name(new QLabel(this)),
      m_summary(new QLabel(this)), m_scorings(new QComboBox(this)), m_channel(new QComboBox(this)),
      m_score(new QPushButton(this)), m_page(new QComboBox(this)), m_filter(new QComboBox(this)),
      m_smaller(new QToolButton(this)), m_larger(new QToolButton(this)), m_scale(new QToolButton(this)),
      m_more(new QToolButton(this)), m_advance(new QCheckBox(tr("Advance"), this)) {
    for (double seconds : kPageLengths)
        m_page->addItem(pageLengthName(seconds), seconds);
    for (FilterPreset filter : kFilterPresets)
        m_filter->addItem(filterName(filter), static_cast<int>(filter));
    buildLayout();

    connect(m_scorings, &QComboBox::activated, this,
            [this](int index) { m_document.showScoring(m_scorings->itemData(index).toLongLong()); });
    connect(m_channel, &QComboBox::activated, this, [this](int index) {
        m_document.setDerivation(m_document.scoringChoices()[static_cast<std::size_t>(index)]);
    });
    connect(m_score, &QPushButton::clicked, this,
            [this] { m_scoring ? Q_EMIT cancelRequested() : Q_EMIT scoreRequested(); });
    connect(m_page, &QComboBox::activated, this,
            [this](int index) { m_display.setPageSeconds(m_page->itemData(index).toDouble()); });
    connect(m_filter, &QComboBox::activated, this, [this](int index) {
        m_display.setFilter(static_cast<FilterPreset>(m_filter->itemData(index).toInt()));
    });
    connect(m_smaller, &QToolButton::clicked, this, [this] { m_display.changeSensitivity(-1); });
    connect(m_larger, &QToolButton::clicked, this, [this] { m_display.changeSensitivity(1); });
    connect(m_advance, &QCheckBox::toggled, this, [this](bool on) { m_display.setAdvance(on); });
    connect(&display, &DisplayState::changed, this, &HeaderBar::showDisplay);
    connect(&document, &StudyDocument::recordingChanged, this, &HeaderBar::showRecording);
    connect(&document, &StudyDocument::derivationChanged, this, &HeaderBar::showDerivation);
    connect(&document, &StudyDocument::scoringsChanged, this, &HeaderBar::showScorings);
    connect(&document, &StudyDocument::trainingChanged, this, [this] { setScoring(m_scoring); });
    showDisplay();
    setScoring(false);
}

void HeaderBar::buildLayout() {
    for (QWidget* control : std::initializer_list<QWidget*>{m_scorings, m_channel, m_score, m_page, m_filter,
                                                            m_smaller, m_scale, m_larger, m_advance, m_more})
        control->setFocusPolicy(Qt::TabFocus);
    makeStrong(*m_name);
    makeStrong(*m_score);
    setTextScale(*m_score, 1.0); // its style sheet would keep the size it had at first
    m_score->setObjectName(QStringLiteral("score"));
    m_name->setTextFormat(Qt::PlainText);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel* label : {m_name, m_summary}) {
        label->setMinimumWidth(60);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_scorings->setObjectName(QStringLiteral("scorings"));
    m_scorings->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_scorings->setMinimumContentsLength(12);
    m_channel->setObjectName(QStringLiteral("channel"));
    m_channel->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_channel->setMinimumContentsLength(11);
    m_channel->setToolTip(
        tr("The one channel that the network scores, as it was recorded: display filters, scale and "
           "polarity do not change what the network sees."));
    m_filter->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_filter->setMinimumContentsLength(11);
    m_filter->setToolTip(
        tr("For the eye only, by the kind of channel: EEG and EOG 0.3-35 Hz, EMG 10-100 Hz, ECG "
           "0.3-70 Hz. The network has its own fixed input path."));
    m_page->setToolTip(tr("Length of a page"));
    m_smaller->setText(QStringLiteral("\u2212"));
    m_larger->setText(QStringLiteral("+"));
    m_smaller->setAccessibleName(tr("Smaller traces"));
    m_larger->setAccessibleName(tr("Larger traces"));
    m_scale->setObjectName(QStringLiteral("scale"));
    m_scale->setPopupMode(QToolButton::InstantPopup);
    m_scale->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_scale->setMinimumWidth(scaleWidth());
    buildScaleMenu();
    m_advance->setToolTip(
        tr("Go to the next epoch after a stage is given with a letter or the top row. The number pad "
           "always advances."));

    auto* names = new QVBoxLayout;
    names->setSpacing(2);
    names->addWidget(m_name);
    names->addWidget(m_summary);
    auto* scale = new QHBoxLayout;
    scale->setSpacing(4);
    scale->addWidget(m_smaller);
    scale->addWidget(m_scale);
    scale->addWidget(m_larger);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 16, 6);
    row->setSpacing(12);
    row->addLayout(names, 1);
    QWidget* page = captioned(this, tr("Page"), m_page);
    QWidget* filter = captioned(this, tr("Filter (for the eye only)"), m_filter);
    QWidget* height = captioned(this, tr("EEG scale"), scale, m_scale);
    m_scaleCaption = height->findChild<QLabel*>();
    QWidget* advance = captioned(this, tr("After scoring"), m_advance);
    for (QWidget* group : {captioned(this, tr("Scoring"), m_scorings),
                           captioned(this, tr("Channel the network scores"), m_channel),
                           captioned(this, tr("Network"), m_score), page, filter, height, advance}) {
        m_groups.push_back(group);
        row->addWidget(group);
    }
    m_dispensable = {filter, height, advance, page};
    m_more->setText(QStringLiteral("\u2026  "));
    m_more->setToolTip(tr("More controls: what there is no room for."));
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_more);
    m_more->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMore(*menu); });
    m_moreGroup = captioned(this, tr("More"), m_more);
    m_more->setAccessibleName(tr("More controls"));
    row->addWidget(m_moreGroup);
    const QList<QWidget*> order{m_scorings, m_channel, m_score,  m_page,    m_filter,
                                m_smaller,  m_scale,   m_larger, m_advance, m_more};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

int HeaderBar::scaleWidth() const {
    return fontMetrics().horizontalAdvance(QStringLiteral("0000 \u00b5V/mm, 0000 mm/s")) + 12;
}

void HeaderBar::buildScaleMenu() {
    auto* menu = new QMenu(m_scale);
    auto* group = new QActionGroup(menu);
    const auto add = [&](const QString& text, double sensitivity) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, sensitivity] { m_display.setMicrovoltsPerMillimetre(sensitivity); });
        connect(menu, &QMenu::aboutToShow, action, [this, action, sensitivity] {
            action->setChecked(m_display.value().microvoltsPerMillimetre == sensitivity);
        });
    };
    add(tr("Rows fit the window"), 0.0);
    menu->addSeparator();
    for (const double sensitivity : kPaperSensitivities)
        add(tr("%1 \u00b5V/mm").arg(sensitivity), sensitivity);
    m_scale->setMenu(menu);
}

void HeaderBar::showScale(const std::optional<PaperScale>& scale, bool isMeasured) {
    m_scaleCaption->setText(isMeasured || !scale ? tr("EEG scale") : tr("EEG scale (estimated)"));
    const auto shortly = [](double value) { return decimalText(value, value < 9.95 ? 1 : 0); };
    m_scale->setText(
        scale ? tr("%1 \u00b5V/mm, %2 mm/s")
                    .arg(shortly(scale->microvoltsPerMillimetre), shortly(scale->millimetresPerSecond))
              : QStringLiteral("\u2013"));
    m_scale->setAccessibleName(m_scaleCaption->text());
    m_scale->setAccessibleDescription(m_scale->text());
    m_scale->setToolTip(isMeasured
                            ? tr("As measured on this screen.")
                            : tr("Estimated from what the screen says about itself. Measure it once under "
                                 "View, Measure the screen."));
}

void HeaderBar::setScoring(bool running) {
    m_scoring = running;
    const QString key = (running ? m_cancelKey : m_scoreKey).toString(QKeySequence::NativeText);
    m_score->setText((running ? tr("Cancel") : tr("Score")) +
                     (key.isEmpty() ? QString() : QStringLiteral("  (%1)").arg(key)));
    m_score->setEnabled(running || (m_document.isOpen() && !m_document.isReadOnly() &&
                                    !m_document.isTraining() && m_document.derivation()));
    m_score->setStyleSheet(
        running
            ? QString()
            : QStringLiteral("QPushButton { background: palette(highlight); color: palette(highlighted-text);"
                             " border: none; border-radius: 4px; padding: 4px 14px; }"
                             "QPushButton:disabled { background: palette(mid); }"
                             "QPushButton:focus { border: 2px solid palette(text); }"));
}

void HeaderBar::setKeys(const QKeySequence& score, const QKeySequence& cancel) {
    m_scoreKey = score;
    m_cancelKey = cancel;
    setScoring(m_scoring);
}

void HeaderBar::showRecording() {
    const RecordingPtr& recording = m_document.recording();
    m_nameText = recording ? toQString(recording->info().path.filename()) : QString();
    m_summaryText = recording ? recordingSummary(*recording) : QString();
    m_name->setToolTip(recording ? toQString(recording->info().path) : QString());
    QStringList details{m_summaryText};
    if (recording)
        for (const Finding& finding : recording->findings())
            details << toQString(finding.text);
    m_summary->setToolTip(details.join(QLatin1Char('\n')));
    m_channel->clear();
    for (const Derivation& derivation : m_document.scoringChoices())
        m_channel->addItem(toQString(derivation.name));
    m_channel->setEnabled(m_channel->count() > 0);
    elideSummary();
    showDerivation();
}

void HeaderBar::showScorings() {
    const QSignalBlocker quiet(m_scorings);
    m_scorings->clear();
    const QIcon lock = lockIcon(palette());
    for (const ScoringSheet& sheet : m_document.scorings()) {
        if (sheet.info.isDeleted)
            continue;
        const int index = m_scorings->count();
        const QString name = toQString(sheet.info.name);
        // The box would cut a long name in the middle of a letter; the frame and the arrow take some room.
        const int room = m_scorings->width() - 34;
        m_scorings->addItem(m_scorings->fontMetrics().elidedText(name, Qt::ElideMiddle, room),
                            static_cast<qlonglong>(sheet.key));
        m_scorings->setItemData(index, name + QStringLiteral(": ") + scoringKindText(sheet.info),
                                Qt::ToolTipRole);
        if (!sheet.info.isEditable())
            m_scorings->setItemIcon(index, lock);
    }
    const ScoringSheet* shown = m_document.activeScoring();
    m_scorings->setCurrentIndex(shown ? m_scorings->findData(static_cast<qlonglong>(shown->key)) : -1);
    m_scorings->setEnabled(shown);
    m_scorings->setToolTip(shown ? toQString(shown->info.name) + QStringLiteral(": ") +
                                       scoringKindText(shown->info)
                                 : QString());
    m_scorings->setAccessibleDescription(m_scorings->toolTip());
}

void HeaderBar::showDerivation() {
    const QSignalBlocker quiet(m_channel);
    const auto& choices = m_document.scoringChoices();
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (m_document.derivation() == choices[i])
            m_channel->setCurrentIndex(static_cast<int>(i));
    setScoring(m_scoring);
}

void HeaderBar::showDisplay() {
    const DisplaySettings& display = m_display.value();
    m_page->setCurrentIndex(m_page->findData(display.pageSeconds));
    m_filter->setCurrentIndex(m_filter->findData(static_cast<int>(display.filter)));
    const QSignalBlocker quiet(m_advance);
    m_advance->setChecked(display.advanceAfterScoring);
}

void HeaderBar::fillMore(QMenu& menu) {
    menu.clear();
    addDisplayMenus(menu, m_display);
    menu.addSeparator();
    connect(menu.addAction(m_larger->accessibleName()), &QAction::triggered, m_larger, &QToolButton::click);
    connect(menu.addAction(m_smaller->accessibleName()), &QAction::triggered, m_smaller, &QToolButton::click);
    QAction* advance = menu.addAction(tr("Advance after scoring"));
    advance->setCheckable(true);
    advance->setChecked(m_advance->isChecked());
    connect(advance, &QAction::toggled, m_advance, &QCheckBox::setChecked);
}

// What the night is, which scoring, which channel and scoring it stay; the rest goes into the menu "More"
// where there is no room, the least needed first.
void HeaderBar::makeRoom() {
    const QMargins margins = layout()->contentsMargins();
    const int nameWidth = fontMetrics().averageCharWidth() * kNameCharacters;
    const auto needed = [&](std::size_t hiddenCount) {
        int width = margins.left() + margins.right() + nameWidth;
        for (QWidget* group : m_groups) {
            const auto at = std::find(m_dispensable.begin(), m_dispensable.end(), group);
            if (at == m_dispensable.end() ||
                static_cast<std::size_t>(at - m_dispensable.begin()) >= hiddenCount)
                width += group->minimumSizeHint().width() + layout()->spacing();
        }
        return hiddenCount > 0 ? width + m_moreGroup->minimumSizeHint().width() + layout()->spacing() : width;
    };
    std::size_t hiddenCount = 0;
    while (hiddenCount < m_dispensable.size() && needed(hiddenCount) > width())
        ++hiddenCount;
    for (std::size_t i = 0; i < m_dispensable.size(); ++i)
        m_dispensable[i]->setVisible(i >= hiddenCount);
    m_moreGroup->setVisible(hiddenCount > 0);
}

QSize HeaderBar::minimumSizeHint() const {
    int width =
        fontMetrics().averageCharWidth() * kNameCharacters / 2 + m_moreGroup->minimumSizeHint().width();
    for (QWidget* group : m_groups)
        if (std::find(m_dispensable.begin(), m_dispensable.end(), group) == m_dispensable.end())
            width += group->minimumSizeHint().width() + layout()->spacing();
    return {width, QWidget::minimumSizeHint().height()};
}

void HeaderBar::elideSummary() {
    m_name->setText(QFontMetrics(m_name->font()).elidedText(m_nameText, Qt::ElideMiddle, m_name->width()));
    m_summary->setText(
        m_summary->fontMetrics().elidedText(m_summaryText, Qt::ElideRight, m_summary->width()));
}

void HeaderBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    makeRoom();
    layout()->activate();
    elideSummary();
    showScorings();
}

// A control wants another size: the texts became larger, or other words.
bool HeaderBar::event(QEvent* event) {
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest && m_moreGroup) {
        makeRoom();
        layout()->activate();
        elideSummary();
    }
    return handled;
}

void HeaderBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_moreGroup) {
        m_scale->setMinimumWidth(scaleWidth());
        makeRoom();
        elideSummary();
    }
    if (event->type() == QEvent::PaletteChange) {
        setScoring(m_scoring);
        showScorings();
    }
}

} // namespace hypnodesk
