#include "ui/settings/app_settings.h"

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr int kMaximumRecentFiles = 10;
constexpr double kCoarsestScreen = 0.2; // logical pixels a millimetre: a projector
constexpr double kFinestScreen = 100.0;

template <typename Enum>
Enum enumFrom(const QVariant& value, Enum last, Enum fallback) {
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    return isNumber && number >= 0 && number <= static_cast<int>(last) ? static_cast<Enum>(number) : fallback;
}

} // namespace

double neighbouringPageLength(double pageSeconds, int steps) {
    const auto at = std::find(kPageLengths.begin(), kPageLengths.end(), pageSeconds);
    const auto index = at == kPageLengths.end() ? 3 : at - kPageLengths.begin();
    return kPageLengths[static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(index + steps, 0, static_cast<std::ptrdiff_t>(kPageLengths.size()) - 1))];
}

TraceSettings traceSettings(const DisplaySettings& display) {
    TraceSettings settings;
    for (RoleDisplay& role : settings.roles) {
        if (display.filter == FilterPreset::Off)
            role.filter = {};
        else if (display.filter == FilterPreset::Notch50)
            role.filter.notchHz = 50.0;
        else if (display.filter == FilterPreset::Notch60)
            role.filter.notchHz = 60.0;
    }
    settings.changeSensitivity(display.sensitivitySteps);
    settings.microvoltsPerMillimetre = display.microvoltsPerMillimetre;
    settings.guideLines = display.guideLines;
    settings.negativeUp = display.negativeUp;
    return settings;
}

DisplaySettings AppSettings::display() const {
    const DisplaySettings defaults;
    DisplaySettings display;
    display.theme = enumFrom(m_store->value("display/theme"), ThemeChoice::Dark, defaults.theme);
    display.filter = enumFrom(m_store->value("display/filter"), FilterPreset::Off, defaults.filter);
    display.pageSeconds = m_store->value("display/pageSeconds", defaults.pageSeconds).toDouble();
    if (std::find(kPageLengths.begin(), kPageLengths.end(), display.pageSeconds) == kPageLengths.end())
        display.pageSeconds = defaults.pageSeconds;
    display.sensitivitySteps = std::clamp(m_store->value("display/sensitivitySteps", 0).toInt(),
                                          -kMaximumSensitivitySteps, kMaximumSensitivitySteps);
    display.microvoltsPerMillimetre = m_store->value("display/microvoltsPerMillimetre", 0.0).toDouble();
    if (std::find(kPaperSensitivities.begin(), kPaperSensitivities.end(), display.microvoltsPerMillimetre) ==
        kPaperSensitivities.end())
        display.microvoltsPerMillimetre = 0.0;
    display.guideLines = m_store->value("display/guideLines", defaults.guideLines).toBool();
    display.negativeUp = m_store->value("display/negativeUp", defaults.negativeUp).toBool();
    display.advanceAfterScoring = m_store->value("scoring/advance", defaults.advanceAfterScoring).toBool();
    return display;
}

void AppSettings::setDisplay(const DisplaySettings& display) {
    m_store->setValue("display/theme", static_cast<int>(display.theme));
    m_store->setValue("display/filter", static_cast<int>(display.filter));
    m_store->setValue("display/pageSeconds", display.pageSeconds);
    m_store->setValue("display/sensitivitySteps", display.sensitivitySteps);
    m_store->setValue("display/microvoltsPerMillimetre", display.microvoltsPerMillimetre);
    m_store->setValue("display/guideLines", display.guideLines);
    m_store->setValue("display/negativeUp", display.negativeUp);
    m_store->setValue("scoring/advance", display.advanceAfterScoring);
}

QStringList AppSettings::recentFiles() const {
    return m_store->value("recentFiles").toStringList().mid(0, kMaximumRecentFiles);
}

void AppSettings::addRecentFile(const QString& path) {
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    m_store->setValue("recentFiles", files.mid(0, kMaximumRecentFiles));
}

void AppSettings::forgetRecentFile(const QString& path) {
    QStringList files = recentFiles();
    files.removeAll(path);
    m_store->setValue("recentFiles", files);
}

QString AppSettings::studyFolder() const {
    return m_store->value("study/folder").toString();
}

void AppSettings::setStudyFolder(const QString& folder) {
    m_store->setValue("study/folder", folder);
}

QString AppSettings::scorer() const {
    return m_store->value("study/scorer").toString();
}

void AppSettings::setScorer(const QString& name) {
    m_store->setValue("study/scorer", name);
}

QByteArray AppSettings::montages() const {
    return m_store->value("montages").toByteArray();
}

void AppSettings::setMontages(const QByteArray& text) {
    m_store->setValue("montages", text);
}

double AppSettings::screenScale(const QString& screen) const {
    const double scale = m_store->value("screens/" + screen, 0.0).toDouble();
    return scale >= kCoarsestScreen && scale <= kFinestScreen ? scale : 0.0;
}

void AppSettings::setScreenScale(const QString& screen, double pixelsPerMillimetre) {
    m_store->setValue("screens/" + screen, pixelsPerMillimetre);
}

QByteArray AppSettings::layout(const QString& name) const {
    return m_store->value("layout/" + name).toByteArray();
}

void AppSettings::setLayout(const QString& name, const QByteArray& state) {
    m_store->setValue("layout/" + name, state);
}

} // namespace hypnodesk
