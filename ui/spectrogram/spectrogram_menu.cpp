#include "ui/spectrogram/spectrogram_menu.h"

#include <QActionGroup>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QMenu>
#include <QToolButton>

namespace hypnodesk {

namespace {

QDoubleSpinBox* decibelBox(double value, QWidget* parent) {
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(kLowestFixedDecibels, kHighestFixedDecibels);
    box->setDecimals(0);
    box->setSuffix(SpectrogramMenu::tr(" dB"));
    box->setValue(value);
    return box;
}

} // namespace

SpectrogramMenu::SpectrogramMenu(const SpectrogramLook& look, QWidget* window)
    : QObject(window), m_look(look), m_window(window), m_menu(new QMenu(tr("Spectrogram loo&k"), window)),
      m_button(new QToolButton(window)) {
    addChoices(tr("&View"), kSpectrogramSources, &sourceName, &SpectrogramLook::source);
    addChoices(tr("&Frequencies"), kSpectrogramFrequencies, &frequencyName, &SpectrogramLook::highestHz);
    addChoices(tr("&Decibels"), kDecibelScales, &scaleName, &SpectrogramLook::scale);
    addChoices(tr("&Colours"), kSpectrogramColours, &coloursName, &SpectrogramLook::colours);
    m_button->setMenu(m_menu);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setAutoRaise(true);
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->setObjectName(QStringLiteral("spectrogramOptions"));
    m_button->setAccessibleName(tr("View and options of the spectrogram"));
    showLook();
}

template <typename Value, typename Values>
void SpectrogramMenu::addChoices(const QString& title, const Values& values, QString (*name)(Value),
                                 Value SpectrogramLook::*field) {
    QMenu* submenu = m_menu->addMenu(title);
    auto* group = new QActionGroup(submenu);
    for (const Value value : values) {
        QAction* action = submenu->addAction(name(value));
        action->setCheckable(true);
        action->setChecked(m_look.*field == value);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, field, value] {
            SpectrogramLook look = m_look;
            look.*field = value;
            setLook(look);
            if constexpr (std::is_same_v<Value, DecibelScale>)
                if (value == DecibelScale::Fixed)
                    askForRange();
        });
        connect(this, &SpectrogramMenu::changed, action, [action, field, value](const SpectrogramLook& now) {
            action->setChecked(now.*field == value);
        });
    }
}

void SpectrogramMenu::setLook(const SpectrogramLook& look) {
    if (look == m_look)
        return;
    m_look = look;
    showLook();
    Q_EMIT changed(m_look);
}

void SpectrogramMenu::showLook() {
    m_button->setText(tr("%1, %2").arg(sourceName(m_look.source), frequencyName(m_look.highestHz)));
    m_button->setToolTip(m_look.source == SpectrogramSource::Network
                             ? tr("What the network is given: filtered, at 100 Hz, scaled, a frame a second "
                                  "and none across the borders of epochs.")
                             : tr("Of the signal as it was recorded."));
}

void SpectrogramMenu::askForRange() {
    auto* dialog = new QDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Range of the spectrogram"));
    QDoubleSpinBox* low = decibelBox(m_look.fixed.low, dialog);
    QDoubleSpinBox* high = decibelBox(m_look.fixed.high, dialog);
    low->setObjectName(QStringLiteral("low"));
    high->setObjectName(QStringLiteral("high"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    auto* form = new QFormLayout(dialog);
    form->addRow(tr("&Darkest at"), low);
    form->addRow(tr("&Brightest at"), high);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    // Shown as it is turned; the ends keep a decibel apart.
    const auto take = [this, low, high] {
        low->setMaximum(high->value() - 1.0);
        high->setMinimum(low->value() + 1.0);
        SpectrogramLook look = m_look;
        look.fixed = {low->value(), high->value()};
        setLook(look);
    };
    connect(low, &QDoubleSpinBox::valueChanged, this, take);
    connect(high, &QDoubleSpinBox::valueChanged, this, take);
    dialog->open();
}

} // namespace hypnodesk
