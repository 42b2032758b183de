#include "ui/settings/setting_editor.h"

#include "ui/settings/appearance.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

namespace hypnodesk {

namespace {

QIcon swatch(const QColor& colour, const QPalette& palette) {
    constexpr int kSide = 32;
    QPixmap pixmap(kSide, kSide);
    pixmap.fill(palette.color(QPalette::Text));
    QPainter(&pixmap).fillRect(2, 2, kSide - 4, kSide - 4, colour);
    return QIcon(pixmap);
}

QString withoutMnemonic(QString text) {
    return text.remove(QLatin1Char('&'));
}

} // namespace

SettingEditor::SettingEditor(const SettingSpec& spec, AppSettings& settings, QWidget* parent)
    : QWidget(parent), m_spec(spec), m_settings(settings), m_name(QString::fromLatin1(spec.name)),
      m_reset(new QToolButton(this)), m_problem(new QLabel(this)) {
    setObjectName(m_name);
    const QString title = withoutMnemonic(settingTitle(spec));
    makeControl();
    m_control->setAccessibleName(title);
    m_control->setAccessibleDescription(settingHelp(spec));
    auto* label = new QLabel(settingTitle(spec), this);
    label->setBuddy(m_control);
    auto* help = new QLabel(settingHelp(spec), this);
    help->setWordWrap(true);
    help->setForegroundRole(QPalette::PlaceholderText);
    m_problem->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("problem"));
    makeStrong(*m_problem);
    m_reset->setText(tr("Default"));
    m_reset->setAccessibleName(tr("Back to the default: %1").arg(title));
    m_reset->setToolTip(m_reset->accessibleName());
    connect(m_reset, &QToolButton::clicked, this, [this] {
        m_settings.reset(m_name);
        m_show(m_settings.value(m_name));
        show({});
    });

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 4, 0, 10);
    grid->setVerticalSpacing(3);
    grid->addWidget(label, 0, 0);
    grid->addWidget(m_control, 0, 1);
    if (m_extra)
        grid->addWidget(m_extra, 0, 2);
    grid->addWidget(m_reset, 0, 3);
    grid->addWidget(help, 1, 0, 1, 4);
    grid->addWidget(m_problem, 2, 0, 1, 4);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    m_show(settings.value(m_name));
    show({});
    connect(&settings, &AppSettings::changed, this, [this](const QString& name) {
        if (name != m_name)
            return;
        m_show(m_settings.value(m_name));
        show({});
    });
}

void SettingEditor::makeControl() {
    switch (m_spec.type) {
    case SettingType::Flag:
        return makeFlag();
    case SettingType::Whole:
        return makeWhole();
    case SettingType::Choice:
        return makeChoice();
    case SettingType::Colour:
        return makeColour();
    case SettingType::Text:
    case SettingType::Folder:
    case SettingType::Object:
        return makeLine();
    }
}

void SettingEditor::makeFlag() {
    auto* box = new QCheckBox(tr("on"), this);
    connect(box, &QCheckBox::toggled, this, &SettingEditor::offer);
    m_show = [box](const QVariant& value) {
        const QSignalBlocker quiet(box);
        box->setChecked(value.toBool());
    };
    m_control = box;
}

void SettingEditor::makeWhole() {
    auto* box = new QSpinBox(this);
    box->setRange(m_spec.minimum, m_spec.maximum);
    box->setSingleStep(m_spec.step);
    box->setSuffix(QString::fromUtf8(m_spec.unit));
    box->setKeyboardTracking(false); // "1" on the way to "120" is not meant
    connect(box, &QSpinBox::valueChanged, this, [this](int value) { offer(value); });
    m_show = [box](const QVariant& value) {
        const QSignalBlocker quiet(box);
        box->setValue(value.toInt());
    };
    m_control = box;
}

void SettingEditor::makeChoice() {
    auto* box = new QComboBox(this);
    for (const SettingChoice& choice : m_spec.choices)
        box->addItem(settingChoiceText(choice), choice.value);
    connect(box, &QComboBox::activated, this, [this, box](int index) { offer(box->itemData(index)); });
    m_show = [box](const QVariant& value) { box->setCurrentIndex(box->findData(value)); };
    m_control = box;
}

void SettingEditor::makeLine() {
    auto* line = new QLineEdit(this);
    const bool isFolder = m_spec.type == SettingType::Folder;
    connect(line, &QLineEdit::editingFinished, this, [this, line] { offer(line->text()); });
    m_show = [line, isFolder](const QVariant& value) {
        const QString text = isFolder ? QDir::toNativeSeparators(value.toString()) : value.toString();
        if (line->text() != text)
            line->setText(text);
    };
    m_control = line;
    if (!isFolder)
        return;
    line->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    auto* choose = new QPushButton(tr("Choose..."), this);
    choose->setAutoDefault(false);
    choose->setAccessibleName(tr("Choose: %1").arg(withoutMnemonic(settingTitle(m_spec))));
    connect(choose, &QPushButton::clicked, this, [this, line] {
        auto* dialog = new QFileDialog(this, withoutMnemonic(settingTitle(m_spec)), line->text());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::Directory);
        connect(dialog, &QFileDialog::fileSelected, this, [this, line](const QString& folder) {
            line->setText(QDir::toNativeSeparators(folder));
            offer(folder);
        });
        dialog->open();
    });
    m_extra = choose;
}

void SettingEditor::makeColour() {
    auto* button = new QPushButton(this);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this] {
        auto* dialog = new QColorDialog(QColor(m_settings.value(m_name).toString()), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setWindowTitle(withoutMnemonic(settingTitle(m_spec)));
        connect(dialog, &QColorDialog::colorSelected, this,
                [this](const QColor& colour) { offer(colour.name()); });
        dialog->open();
    });
    m_show = [this, button](const QVariant& value) {
        button->setText(value.toString());
        button->setIcon(swatch(QColor(value.toString()), palette()));
    };
    m_control = button;
}

void SettingEditor::offer(const QVariant& raw) {
    const CheckedSetting checked = checkedSetting(m_spec, raw);
    QString problem = checked.value ? QString() : checked.problem;
    if (checked.value && m_spec.type == SettingType::Folder)
        problem = folderProblem(checked.value->toString());
    if (problem.isEmpty())
        m_settings.setValue(m_name, *checked.value);
    show(problem);
}

void SettingEditor::show(const QString& problem) {
    QString text = problem;
    if (!text.isEmpty() && text.front().isLower())
        text = tr("This value %1. The one before still holds.").arg(problem);
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    m_reset->setEnabled(!m_settings.isDefault(m_name) || !text.isEmpty());
}

QString SettingEditor::problem() const {
    return m_problem->text();
}

bool SettingEditor::matches(const QString& search) const {
    const QString text = withoutMnemonic(settingTitle(m_spec)) + QLatin1Char(' ') + settingHelp(m_spec) +
                         QLatin1Char(' ') + m_name + QLatin1Char(' ') + settingGroupTitle(m_spec.group);
    for (const QString& word : search.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        if (!text.contains(word, Qt::CaseInsensitive))
            return false;
    return true;
}

void SettingEditor::setPlaceholder(const QString& text) {
    if (auto* line = qobject_cast<QLineEdit*>(m_control))
        line->setPlaceholderText(text);
}

} // namespace hypnodesk
