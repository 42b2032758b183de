#pragma once

#include "ui/settings/app_settings.h"

#include <QActionGroup>
#include <QObject>

#include <functional>

class QMenu;

namespace hypnodesk {

/// The display settings in force: menus, header and views all change and follow this one object, and it
/// remembers.
class DisplayState : public QObject {
    Q_OBJECT

public:
    explicit DisplayState(AppSettings& settings, QObject* parent = nullptr);

    const DisplaySettings& value() const { return m_value; }
    void set(const DisplaySettings& value);

    void setPageSeconds(double seconds);
    void setFilter(FilterPreset filter);
    void setTheme(ThemeChoice theme);
    void setNegativeUp(bool negativeUp);
    void setRkStages(bool shown);
    void setAdvance(bool advance);
    void setGuideLines(bool shown);
    /// 0: rows fit their height.
    void setMicrovoltsPerMillimetre(double sensitivity);
    /// > 0: larger traces. Goes through kPaperSensitivities where one is in force, else through the steps of
    /// TraceSettings.
    void changeSensitivity(int steps);
    /// Texts larger or smaller by steps of ten percent; 0: as large as usual.
    void changeFontPercent(int steps);

Q_SIGNALS:
    void changed(const DisplaySettings& value);

private:
    template <typename Value>
    void change(Value DisplaySettings::*field, Value value);

    AppSettings& m_settings;
    DisplaySettings m_value;
    bool m_isWriting = false;
};

QString pageLengthName(double seconds);  ///< "30 s", "5 min", "whole night"
QString filterName(FilterPreset filter); ///< "EEG 0.3-35 Hz", ..., "off"
QString themeName(ThemeChoice theme);

/// Adds the submenus of page length, display filter and theme, each with its present choice marked.
void addDisplayMenus(QMenu& menu, DisplayState& state);

} // namespace hypnodesk
