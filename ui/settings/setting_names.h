#pragma once

#include <QString>

#include <array>

namespace hypnodesk {

/// A setting's name with the type that code reads it as; the table (setting_table.h) knows the rest.
template <typename T>
struct Setting {
    const char* name;
};

enum class ThemeChoice { System, Light, Dark, HighContrast };
inline constexpr std::array kThemeChoices{ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark,
                                          ThemeChoice::HighContrast};

/// Filters for the eye, by the kind of channel; the network never sees them.
enum class FilterPreset { Standard, Notch50, Notch60, Off };
inline constexpr std::array kFilterPresets{FilterPreset::Standard, FilterPreset::Notch50,
                                           FilterPreset::Notch60, FilterPreset::Off};

/// Colours of W, N1, N2, N3, R.
enum class StagePalette { Standard, OkabeIto, Grey, Own };

namespace setting {

inline constexpr Setting<QString> kScorer{"study/scorer"};
inline constexpr Setting<QString> kStudyFolder{"study/folder"};
inline constexpr Setting<bool> kAdvance{"scoring/advance"};
inline constexpr Setting<double> kPageSeconds{"display/pageSeconds"};
inline constexpr Setting<FilterPreset> kFilter{"display/filter"};
inline constexpr Setting<int> kSensitivitySteps{"display/sensitivitySteps"};
inline constexpr Setting<double> kMicrovoltsPerMillimetre{"display/microvoltsPerMillimetre"};
inline constexpr Setting<bool> kGuideLines{"display/guideLines"};
inline constexpr Setting<bool> kNegativeUp{"display/negativeUp"};
inline constexpr Setting<bool> kRkStages{"display/rkStages"};
/// "system" or the code of a LanguageChoice.
inline constexpr Setting<QString> kLanguage{"display/language"};
inline constexpr Setting<ThemeChoice> kTheme{"display/theme"};
inline constexpr Setting<int> kFontPercent{"display/fontPercent"};
inline constexpr Setting<StagePalette> kStagePalette{"colours/stages"};
/// By Stage: W, N1, N2, N3, R; "#rrggbb".
inline constexpr std::array<Setting<QString>, 5> kStageColours{
    {{"colours/wake"}, {"colours/n1"}, {"colours/n2"}, {"colours/n3"}, {"colours/rem"}}};
/// JSON, see SpectrogramLook.
inline constexpr Setting<QString> kSpectrogramLook{"display/spectrogram"};
/// JSON: order of the walk, where to go after scoring, stop rule; see ReviewSettings.
inline constexpr Setting<QString> kReview{"scoring/review"};
/// The user's own montages, as montagesText() writes them.
inline constexpr Setting<QString> kMontages{"display/montages"};
/// Name of the key map in force: a preset or one of kOwnKeyMaps.
inline constexpr Setting<QString> kKeyMap{"keys/map"};
/// JSON, see OwnKeyMaps.
inline constexpr Setting<QString> kOwnKeyMaps{"keys/own"};

} // namespace setting

} // namespace hypnodesk
