#pragma once

#include "core/recording/epoch_grid.h"
#include "ui/settings/setting_names.h"
#include "ui/settings/setting_table.h"
#include "ui/trace/trace_settings.h"

#include <QByteArray>
#include <QObject>
#include <QSettings>
#include <QStringList>

#include <array>
#include <memory>
#include <type_traits>

namespace hypnodesk {

inline constexpr int kMaximumSensitivitySteps = 12;
inline constexpr int kMinimumFontPercent = 80;
inline constexpr int kMaximumFontPercent = 200;
inline constexpr int kFontPercentStep = 10;

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
    bool rkStages = false;           ///< stages of Rechtschaffen and Kales where a scoring's file had them
    bool advanceAfterScoring = true; ///< of the top row; the number pad always advances
    int fontPercent = 100;           ///< 80 to 200
    StagePalette stagePalette = StagePalette::Standard;
    /// "#rrggbb" of W, N1, N2, N3, R, for StagePalette::Own.
    std::array<QString, 5> ownStageColours{"#e8a030", "#8cc8e6", "#3d8bc9", "#1f3f87", "#bf2f6b"};

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

/// What is remembered between sessions. What may be set stands in the table of settings; values that it does
/// not allow, as a hand-edited or foreign file may hold them, count as the defaults and are told of by
/// problems(). GUI thread.
class AppSettings : public QObject {
    Q_OBJECT

public:
    explicit AppSettings(std::unique_ptr<QSettings> store, QObject* parent = nullptr)
        : QObject(parent), m_store(std::move(store)) {}

    template <typename T>
    T get(const Setting<T>& setting) const {
        const QVariant held = value(QString::fromLatin1(setting.name));
        if constexpr (std::is_enum_v<T>)
            return static_cast<T>(held.toInt());
        else
            return held.value<T>();
    }

    template <typename T>
    void set(const Setting<T>& setting, const T& value) {
        if constexpr (std::is_enum_v<T>)
            setValue(QString::fromLatin1(setting.name), static_cast<int>(value));
        else
            setValue(QString::fromLatin1(setting.name), QVariant::fromValue(value));
    }

    /// By the name of a row of the table.
    QVariant value(const QString& name) const;
    /// Values that the table does not allow are not taken.
    void setValue(const QString& name, const QVariant& value);
    bool isDefault(const QString& name) const;
    void reset(const QString& name);
    /// One sentence for each stored value that counts as its default because it is not allowed.
    QStringList problems() const;

    DisplaySettings display() const;
    void setDisplay(const DisplaySettings& display);

    /// Absolute paths, newest first, ten at most.
    QStringList recentFiles() const;
    void addRecentFile(const QString& path);
    void forgetRecentFile(const QString& path);
    /// The same place in the list, another path: the file was found elsewhere.
    void replaceRecentFile(const QString& path, const QString& found);

    /// Where the study of a recent recording was; empty: not known.
    QString studyOf(const QString& recording) const;
    void setStudyOf(const QString& recording, const QString& study);

    /// Where new studies go; empty: beside their recordings.
    QString studyFolder() const { return get(setting::kStudyFolder); }
    /// Who scores, for the journal and as a name for scorings; empty: the account's name.
    QString scorer() const { return get(setting::kScorer); }

    /// The user's own montages, as montagesText() writes them; empty when there are none.
    QByteArray montages() const;
    void setMontages(const QByteArray& text);

    /// Logical pixels a millimetre of the screen with this name, as the user measured it; 0: never measured.
    double screenScale(const QString& screen) const;
    void setScreenScale(const QString& screen, double pixelsPerMillimetre);

    QByteArray layout(const QString& name) const;
    void setLayout(const QString& name, const QByteArray& state);

Q_SIGNALS:
    /// A row of the table has another value.
    void changed(const QString& name);

private:
    std::unique_ptr<QSettings> m_store;
};

} // namespace hypnodesk
