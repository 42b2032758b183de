#include "ui/settings/app_settings.h"

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr int kMaximumRecentFiles = 10;
constexpr double kCoarsestScreen = 0.2; // logical pixels a millimetre: a projector
constexpr double kFinestScreen = 100.0;

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

QVariant AppSettings::value(const QString& name) const {
    const SettingSpec* spec = findSetting(name);
    if (!spec)
        return {};
    if (m_store->contains(name))
        if (const auto held = checkedSetting(*spec, m_store->value(name)).value)
            return *held;
    return spec->fallback;
}

void AppSettings::setValue(const QString& name, const QVariant& value) {
    const SettingSpec* spec = findSetting(name);
    const auto allowed = spec ? checkedSetting(*spec, value).value : std::nullopt;
    if (!allowed)
        return;
    const bool isNew = this->value(name) != *allowed;
    m_store->setValue(name, *allowed);
    if (isNew)
        Q_EMIT changed(name);
}

bool AppSettings::isDefault(const QString& name) const {
    const SettingSpec* spec = findSetting(name);
    return spec && value(name) == spec->fallback;
}

void AppSettings::reset(const QString& name) {
    const bool isNew = !isDefault(name);
    m_store->remove(name);
    if (isNew)
        Q_EMIT changed(name);
}

QStringList AppSettings::problems() const {
    QStringList found;
    for (const SettingSpec& spec : settingSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        if (!m_store->contains(name))
            continue;
        const CheckedSetting held = checkedSetting(spec, m_store->value(name));
        if (!held.value)
            found << tr("The setting %1 %2; its default is used.").arg(name, held.problem);
    }
    return found;
}

DisplaySettings AppSettings::display() const {
    DisplaySettings display;
    display.theme = get(setting::kTheme);
    display.filter = get(setting::kFilter);
    display.pageSeconds = get(setting::kPageSeconds);
    display.sensitivitySteps = get(setting::kSensitivitySteps);
    display.microvoltsPerMillimetre = get(setting::kMicrovoltsPerMillimetre);
    display.guideLines = get(setting::kGuideLines);
    display.negativeUp = get(setting::kNegativeUp);
    display.rkStages = get(setting::kRkStages);
    display.advanceAfterScoring = get(setting::kAdvance);
    display.fontPercent = get(setting::kFontPercent);
    display.stagePalette = get(setting::kStagePalette);
    for (std::size_t i = 0; i < display.ownStageColours.size(); ++i)
        display.ownStageColours[i] = get(setting::kStageColours[i]);
    return display;
}

void AppSettings::setDisplay(const DisplaySettings& display) {
    set(setting::kTheme, display.theme);
    set(setting::kFilter, display.filter);
    set(setting::kPageSeconds, display.pageSeconds);
    set(setting::kSensitivitySteps, display.sensitivitySteps);
    set(setting::kMicrovoltsPerMillimetre, display.microvoltsPerMillimetre);
    set(setting::kGuideLines, display.guideLines);
    set(setting::kNegativeUp, display.negativeUp);
    set(setting::kRkStages, display.rkStages);
    set(setting::kAdvance, display.advanceAfterScoring);
    set(setting::kFontPercent, display.fontPercent);
    set(setting::kStagePalette, display.stagePalette);
    for (std::size_t i = 0; i < display.ownStageColours.size(); ++i)
        set(setting::kStageColours[i], display.ownStageColours[i]);
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

void AppSettings::replaceRecentFile(const QString& path, const QString& found) {
    QStringList files = recentFiles();
    files.removeAll(found);
    const qsizetype at = files.indexOf(path);
    if (at >= 0)
        files[at] = found;
    m_store->setValue("recentFiles", files);
}

QString AppSettings::studyOf(const QString& recording) const {
    return m_store->value("recentStudies").toMap().value(recording).toString();
}

void AppSettings::setStudyOf(const QString& recording, const QString& study) {
    const QVariantMap known = m_store->value("recentStudies").toMap();
    QVariantMap kept{{recording, study}};
    for (const QString& path : recentFiles())
        if (path != recording && known.contains(path))
            kept[path] = known[path];
    m_store->setValue("recentStudies", kept);
}

QByteArray AppSettings::montages() const {
    return isDefault(QString::fromLatin1(setting::kMontages.name)) ? QByteArray()
                                                                   : get(setting::kMontages).toUtf8();
}

void AppSettings::setMontages(const QByteArray& text) {
    set(setting::kMontages, QString::fromUtf8(text));
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
