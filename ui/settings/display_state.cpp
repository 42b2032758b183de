#include "ui/settings/display_state.h"

#include <QCoreApplication>
#include <QMenu>

#include <algorithm>
#include <utility>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(DisplayState)
};

/// A submenu of exclusive choices that follows the state.
template <typename Value, typename Values>
void addChoices(QMenu& menu, const QString& title, const Values& values, DisplayState& state,
                QString (*name)(Value), Value DisplaySettings::*field, void (DisplayState::*set)(Value)) {
    QMenu* submenu = menu.addMenu(title);
    auto* group = new QActionGroup(submenu);
    for (const Value value : values) {
        QAction* action = submenu->addAction(name(value));
        action->setCheckable(true);
        action->setChecked(state.value().*field == value);
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, &state, [&state, set, value] { (state.*set)(value); });
        QObject::connect(
            &state, &DisplayState::changed, action,
            [action, field, value](const DisplaySettings& now) { action->setChecked(now.*field == value); });
    }
}

} // namespace

DisplayState::DisplayState(AppSettings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_value(settings.display()) {
    connect(&settings, &AppSettings::changed, this, [this] {
        if (m_isWriting)
            return;
        m_value = m_settings.display();
        Q_EMIT changed(m_value);
    });
}

void DisplayState::set(const DisplaySettings& value) {
    if (value == m_value)
        return;
    m_value = value;
    m_isWriting = true;
    m_settings.setDisplay(value);
    m_isWriting = false;
    Q_EMIT changed(m_value);
}

template <typename Value>
void DisplayState::change(Value DisplaySettings::*field, Value value) {
    DisplaySettings changed = m_value;
    changed.*field = value;
    set(changed);
}

void DisplayState::setPageSeconds(double seconds) {
    change(&DisplaySettings::pageSeconds, seconds);
}

void DisplayState::setFilter(FilterPreset filter) {
    change(&DisplaySettings::filter, filter);
}

void DisplayState::setTheme(ThemeChoice theme) {
    change(&DisplaySettings::theme, theme);
}

void DisplayState::setNegativeUp(bool negativeUp) {
    change(&DisplaySettings::negativeUp, negativeUp);
}

void DisplayState::setRkStages(bool shown) {
    change(&DisplaySettings::rkStages, shown);
}

void DisplayState::setAdvance(bool advance) {
    change(&DisplaySettings::advanceAfterScoring, advance);
}

void DisplayState::setGuideLines(bool shown) {
    change(&DisplaySettings::guideLines, shown);
}

void DisplayState::setMicrovoltsPerMillimetre(double sensitivity) {
    change(&DisplaySettings::microvoltsPerMillimetre, sensitivity);
}

void DisplayState::changeFontPercent(int steps) {
    DisplaySettings value = m_value;
    value.fontPercent = steps == 0 ? 100
                                   : std::clamp(value.fontPercent + steps * kFontPercentStep,
                                                kMinimumFontPercent, kMaximumFontPercent);
    set(value);
}

void DisplayState::changeSensitivity(int steps) {
    DisplaySettings value = m_value;
    if (value.microvoltsPerMillimetre > 0.0) {
        const auto at =
            std::find(kPaperSensitivities.begin(), kPaperSensitivities.end(), value.microvoltsPerMillimetre) -
            kPaperSensitivities.begin();
        const auto last = static_cast<std::ptrdiff_t>(kPaperSensitivities.size()) - 1;
        value.microvoltsPerMillimetre =
            kPaperSensitivities[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at - steps, 0, last))];
        set(value);
        return;
    }
    value.sensitivitySteps =
        std::clamp(value.sensitivitySteps + steps, -kMaximumSensitivitySteps, kMaximumSensitivitySteps);
    set(value);
}

QString pageLengthName(double seconds) {
    if (seconds <= 0.0)
        return Text::tr("whole night");
    return seconds < 120.0 ? Text::tr("%1 s").arg(seconds) : Text::tr("%1 min").arg(seconds / 60.0);
}

QString filterName(FilterPreset filter) {
    switch (filter) {
    case FilterPreset::Standard:
        return Text::tr("EEG 0.3-35 Hz");
    case FilterPreset::Notch50:
        return Text::tr("EEG 0.3-35 Hz, notch 50");
    case FilterPreset::Notch60:
        return Text::tr("EEG 0.3-35 Hz, notch 60");
    case FilterPreset::Off:
        return Text::tr("off");
    }
    return {};
}

QString themeName(ThemeChoice theme) {
    switch (theme) {
    case ThemeChoice::System:
        return Text::tr("as the desktop");
    case ThemeChoice::Light:
        return Text::tr("light");
    case ThemeChoice::Dark:
        return Text::tr("dark");
    case ThemeChoice::HighContrast:
        return Text::tr("high contrast");
    }
    return {};
}

void addDisplayMenus(QMenu& menu, DisplayState& state) {
    addChoices(menu, Text::tr("Page len&gth"), kPageLengths, state, &pageLengthName,
               &DisplaySettings::pageSeconds, &DisplayState::setPageSeconds);
    addChoices(menu, Text::tr("Display f&ilter"), kFilterPresets, state, &filterName,
               &DisplaySettings::filter, &DisplayState::setFilter);
    addChoices(menu, Text::tr("Th&eme"), kThemeChoices, state, &themeName, &DisplaySettings::theme,
               &DisplayState::setTheme);
}

} // namespace hypnodesk
