#pragma once

#include "core/recording/epoch_grid.h"
#include "ui/trace/trace_settings.h"

#include <QByteArray>
#include <QSettings>
#include <QStringList>

#include <array>
#include <memory>

namespace hypnodesk {

enum class ThemeChoice { System, Light, Dark };
inline constexpr std::array kThemeChoices{ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark};

/// Filters for the eye, by the kind of channel; the network never sees them.
enum class FilterPreset { Standard, Notch50, Notch60, Off };
inline constexpr std::array kFilterPresets{FilterPreset::Standard, FilterPreset::Notch50,
                                           FilterPreset::Notch60, FilterPreset::Off};

inline constexpr int kMaximumSensitivitySteps = 12;

/// How the desktop looks and behaves, as the scorer left it.
struct DisplaySettings {
    ThemeChoice theme = ThemeChoice::System;
    FilterPreset filter = FilterPreset::Standard;
    double pageSeconds = kEpochSeconds; ///< 0: the whole night
    int sensitivitySteps = 0;           ///< as TraceSettings::changeSensitivity, to kMaximumSensitivitySteps
    /// Sensitivity of EEG rows on the screen, of kPaperSensitivities; 0: rows fit their height, and
    /// sensitivitySteps count.
    double microvoltsPerMillimetre = 0.0;
    bool guideLines = true; ///< at +-37.5 microvolts
    bool negativeUp = false;
    bool advanceAfterScoring = true; ///< of the top row; the number pad always advances

    bool operator==(const DisplaySettings&) const = default;
};

/// Page lengths in seconds, shortest first; 0, the last, is the whole night.
inline constexpr std::array<double, 9> kPageLengths{5, 10, 15, 30, 60, 120, 300, 600, 0};

/// Sensitivities in microvolts per millimetre, finest first.
inline constexpr std::array<double, 15> kPaperSensitivities{1,  2,  3,  5,   7,   10,  15, 20,
                                                            30, 50, 70, 100, 150, 200, 300};

/// The page length `steps` places further in kPageLengths, limited to its ends.
double neighbouringPageLength(double pageSeconds, int steps);

TraceSettings traceSettings(const DisplaySettings& display);

/// What is remembered between sessions. Values out of range, as a hand-edited or foreign file may hold them,
/// become the defaults.
class AppSettings {
public:
    explicit AppSettings(std::unique_ptr<QSettings> store) : m_store(std::move(store)) {}

    DisplaySettings display() const;
    void setDisplay(const DisplaySettings& display);

    /// Absolute paths, newest first, ten at most.
    QStringList recentFiles() const;
    void addRecentFile(const QString& path);
    void forgetRecentFile(const QString& path);

    /// Where new studies go; empty: beside their recordings.
    QString studyFolder() const;
    void setStudyFolder(const QString& folder);
    /// Who scores, for the journal and as a name for scorings; empty: the account's name.
    QString scorer() const;
    void setScorer(const QString& name);

    /// The user's own montages, as montagesText() writes them; empty when there are none.
    QByteArray montages() const;
    void setMontages(const QByteArray& text);

    /// Logical pixels a millimetre of the screen with this name, as the user measured it; 0: never measured.
    double screenScale(const QString& screen) const;
    void setScreenScale(const QString& screen, double pixelsPerMillimetre);

    QByteArray layout(const QString& name) const;
    void setLayout(const QString& name, const QByteArray& state);

private:
    std::unique_ptr<QSettings> m_store;
};

} // namespace hypnodesk
