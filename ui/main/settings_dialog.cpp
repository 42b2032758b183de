#include "ui/main/settings_dialog.h"

#include "ui/plot/stage_colours.h"
#include "ui/settings/appearance.h"
#include "ui/settings/setting_editor.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace hypnodesk {

SettingsDialog::SettingsDialog(AppSettings& settings, const QString& accountName, QWidget* parent)
    : QDialog(parent), m_settings(settings), m_search(new QLineEdit(this)), m_groups(new QListWidget(this)),
      m_nothing(new QLabel(tr("No setting has these words."), this)), m_colours(new QLabel(this)) {
    setWindowTitle(tr("Settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in the settings"));
    m_search->setClearButtonEnabled(true);
    m_groups->setAccessibleName(tr("Groups of settings"));
    m_groups->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    for (int i = 0; i < kShownSettingGroups; ++i)
        m_groups->addItem(settingGroupTitle(static_cast<SettingGroup>(i)));
    m_colours->setWordWrap(true);
    makeStrong(*m_colours);

    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    QWidget* pages = makePages(accountName);
    scroll->setWidget(pages);
    // As wide as its longest word: what is left belongs to the settings.
    const int wide = std::max(m_groups->sizeHintForColumn(0) + 24, fontMetrics().averageCharWidth() * 20);
    m_groups->setFixedWidth(wide);
    m_search->setFixedWidth(wide);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* all = buttons->addButton(tr("All to &default"), QDialogButtonBox::ResetRole);
    auto* read = buttons->addButton(tr("&Import..."), QDialogButtonBox::ActionRole);
    auto* write = buttons->addButton(tr("&Export..."), QDialogButtonBox::ActionRole);
    for (QAbstractButton* button : buttons->buttons())
        qobject_cast<QPushButton*>(button)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(all, &QPushButton::clicked, this, [this] {
        for (SettingEditor* editor : shownEditors())
            m_settings.reset(QString::fromLatin1(editor->spec().name));
    });
    all->setToolTip(tr("All settings that are shown here now."));
    connect(read, &QPushButton::clicked, this, &SettingsDialog::importRequested);
    connect(write, &QPushButton::clicked, this, &SettingsDialog::exportRequested);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::arrange);
    connect(m_groups, &QListWidget::currentRowChanged, this, [this] {
        m_search->clear();
        arrange();
    });
    connect(&settings, &AppSettings::changed, this, &SettingsDialog::showColourWarnings);

    auto* left = new QVBoxLayout;
    left->addWidget(m_search);
    left->addWidget(m_groups, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(18);
    row->addLayout(left);
    row->addWidget(scroll, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(row, 1);
    layout->addWidget(buttons);
    // The widest page, with room for the bar that scrolls it, but never more than there is of the window.
    const int pageWidth = pages->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width();
    m_groups->setCurrentRow(0);
    showColourWarnings();
    const QSize wanted(
        std::max(fontMetrics().averageCharWidth() * 110, wide + row->spacing() + pageWidth + 24),
        fontMetrics().height() * 30);
    resize(parent ? wanted.boundedTo(parent->window()->size()) : wanted);
}

QWidget* SettingsDialog::makePages(const QString& accountName) {
    auto* pages = new QWidget(this);
    auto* column = new QVBoxLayout(pages);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(0);
    for (int i = 0; i < kShownSettingGroups; ++i) {
        const auto group = static_cast<SettingGroup>(i);
        auto* title = new QLabel(settingGroupTitle(group), pages);
        makeStrong(*title, 1.2);
        title->setContentsMargins(0, 4, 0, 8);
        m_titles.push_back(title);
        column->addWidget(title);
        for (const SettingSpec& spec : settingSpecs()) {
            if (spec.group != group)
                continue;
            auto* editor = new SettingEditor(spec, m_settings, pages);
            if (spec.name == std::string_view(setting::kScorer.name))
                editor->setPlaceholder(accountName);
            m_editors.push_back(editor);
            column->addWidget(editor);
        }
        if (group == SettingGroup::Colours)
            column->addWidget(m_colours);
    }
    column->addWidget(m_nothing);
    column->addStretch(1);
    return pages;
}

std::vector<SettingEditor*> SettingsDialog::shownEditors() const {
    std::vector<SettingEditor*> shown;
    const QString search = m_search->text().simplified();
    for (SettingEditor* editor : m_editors)
        if (search.isEmpty() ? static_cast<int>(editor->spec().group) == m_groups->currentRow()
                             : editor->matches(search))
            shown.push_back(editor);
    return shown;
}

void SettingsDialog::arrange() {
    const std::vector<SettingEditor*> shown = shownEditors();
    std::array<bool, kShownSettingGroups> has{};
    for (SettingEditor* editor : m_editors) {
        const bool isShown = std::find(shown.begin(), shown.end(), editor) != shown.end();
        editor->setVisible(isShown);
        if (isShown)
            has[static_cast<std::size_t>(editor->spec().group)] = true;
    }
    for (std::size_t i = 0; i < m_titles.size(); ++i)
        m_titles[i]->setVisible(has[i]);
    m_nothing->setVisible(shown.empty());
    showColourWarnings();
}

void SettingsDialog::showColourWarnings() {
    QStringList warnings;
    if (m_settings.get(setting::kStagePalette) == StagePalette::Own) {
        StageColours own;
        for (std::size_t i = 0; i < own.size(); ++i)
            own[i] = QColor(m_settings.get(setting::kStageColours[i]));
        warnings = stageColourWarnings(own, palette().color(QPalette::Base));
    }
    m_colours->setText(warnings.join(QLatin1Char('\n')));
    m_colours->setVisible(!warnings.isEmpty() && m_titles.back()->isVisibleTo(this));
}

} // namespace hypnodesk
