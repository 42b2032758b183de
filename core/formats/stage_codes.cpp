#include "core/formats/stage_codes.h"

#include "core/base/text_fields.h"

#include <algorithm>
#include <array>

namespace hypnodesk {

namespace {

constexpr auto kYasa = std::to_array<StageCode>({{0, Stage::Wake},
                                                 {1, Stage::N1},
                                                 {2, Stage::N2},
                                                 {3, Stage::N3},
                                                 {4, Stage::Rem},
                                                 {-1, Stage::Artefact},
                                                 {-2, Stage::Unscored}});

constexpr auto kDod = std::to_array<StageCode>({{0, Stage::Wake},
                                                {1, Stage::N1},
                                                {2, Stage::N2},
                                                {3, Stage::N3},
                                                {4, Stage::Rem},
                                                {-1, Stage::Unscored}});

constexpr auto kRechtschaffenKales = std::to_array<StageCode>({{0, Stage::Wake},
                                                               {1, Stage::N1},
                                                               {2, Stage::N2},
                                                               {3, Stage::N3},
                                                               {4, Stage::N3},
                                                               {5, Stage::Rem},
                                                               {6, Stage::Movement},
                                                               {9, Stage::Unscored}});

constexpr auto kSpisop = std::to_array<StageCode>({{0, Stage::Wake},
                                                   {1, Stage::N1},
                                                   {2, Stage::N2},
                                                   {3, Stage::N3},
                                                   {4, Stage::N3},
                                                   {5, Stage::Rem},
                                                   {8, Stage::Movement},
                                                   {-1, Stage::Unscored}});

constexpr auto kElan = std::to_array<StageCode>({{0, Stage::Wake},
                                                 {1, Stage::N1},
                                                 {2, Stage::N2},
                                                 {3, Stage::N3},
                                                 {4, Stage::N3},
                                                 {5, Stage::Rem},
                                                 {6, Stage::Movement},
                                                 {-1, Stage::Artefact},
                                                 {-2, Stage::Unscored}});

constexpr auto kDreams = std::to_array<StageCode>({{5, Stage::Wake},
                                                   {4, Stage::Rem},
                                                   {3, Stage::N1},
                                                   {2, Stage::N2},
                                                   {1, Stage::N3},
                                                   {0, Stage::N3},
                                                   {-1, Stage::Movement},
                                                   {-2, Stage::Unscored},
                                                   {-3, Stage::Unscored}});

} // namespace

StageCodes yasaCodes() {
    return kYasa;
}

StageCodes dodCodes() {
    return kDod;
}

StageCodes rechtschaffenKalesCodes() {
    return kRechtschaffenKales;
}

StageCodes spisopCodes() {
    return kSpisop;
}

StageCodes elanCodes() {
    return kElan;
}

StageCodes dreamsCodes() {
    return kDreams;
}

std::optional<Stage> stageFromNumber(StageCodes codes, double number) {
    for (const StageCode& code : codes)
        if (number == static_cast<double>(code.number))
            return code.stage;
    return std::nullopt;
}

std::optional<Stage> stageFromNumber(StageCodes codes, std::string_view field) {
    // Tables saved with pandas may hold 2.0 for 2.
    const std::optional<double> number = parseNumber(field);
    return number ? stageFromNumber(codes, *number) : std::nullopt;
}

int numberOf(StageCodes codes, Stage stage) {
    const auto find = [&](Stage wanted) {
        return std::find_if(codes.begin(), codes.end(),
                            [&](const StageCode& code) { return code.stage == wanted; });
    };
    const auto code = find(stage);
    return code != codes.end() ? code->number : find(Stage::Unscored)->number;
}

} // namespace hypnodesk
