#include "ui/review/why_texts.h"

#include "ui/base/qt_convert.h"
#include "ui/base/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kSlowWaveShare = 0.2; ///< AASM manual: of the epoch

struct Text {
    Q_DECLARE_TR_FUNCTIONS(WhyPanel)
};

bool says(const StageProbabilities& p) {
    return *std::max_element(p.begin(), p.end()) > 0.0f;
}

QString shareText(const StageProbabilities& p, Stage stage) {
    return Text::tr("%1 with %2 %")
        .arg(toQString(stageCode(stage)))
        .arg(qRound(100.0f * p[static_cast<std::size_t>(stage)]));
}

QString number(double value, int decimals) {
    return decimalText(value, decimals);
}

QString countText(const std::optional<int>& count) {
    return count ? QString::number(*count) : Text::tr("not recorded");
}

} // namespace

std::vector<WitnessLine> witnessLines(const NightWitnesses& night, std::int64_t epoch) {
    const EpochWitness witness =
        night.grid.contains(epoch) ? night.epochs[static_cast<std::size_t>(epoch)] : EpochWitness{};
    const double needed = kSlowWaveShare * night.grid.epochSeconds;
    std::vector<WitnessLine> lines;
    QString slowRule;
    if (witness.slowWaveSeconds)
        slowRule = (*witness.slowWaveSeconds >= needed ? Text::tr("%1 s or more make N3: reached")
                                                       : Text::tr("%1 s or more make N3: not reached"))
                       .arg(number(needed, 0));
    lines.push_back({Text::tr("Slow waves (0.5-2 Hz, 75 uV or more)"),
                     witness.slowWaveSeconds ? Text::tr("%1 s").arg(number(*witness.slowWaveSeconds, 1))
                                             : Text::tr("not recorded"),
                     slowRule});
    lines.push_back({Text::tr("Sleep spindles"), countText(witness.spindles), {}});
    lines.push_back({Text::tr("K-complexes"), countText(witness.kComplexes), {}});
    lines.push_back({Text::tr("Alpha (8-13 Hz) of 0.5-30 Hz"),
                     witness.alphaShare
                         ? Text::tr("%1 % of the power").arg(number(100.0 * *witness.alphaShare, 0))
                         : Text::tr("not recorded"),
                     {}});
    lines.push_back({Text::tr("Chin EMG above the night's quiet level"),
                     witness.emgDecibels ? Text::tr("%1 dB").arg(number(*witness.emgDecibels, 1))
                                         : Text::tr("not recorded"),
                     {}});
    lines.push_back({Text::tr("Rapid eye movements"), countText(witness.eyeMovements), {}});
    return lines;
}

QString slowWaveRuleText(const NightWitnesses& night, std::int64_t epoch) {
    if (!night.grid.contains(epoch))
        return {};
    const auto& seconds = night.epochs[static_cast<std::size_t>(epoch)].slowWaveSeconds;
    const double needed = kSlowWaveShare * night.grid.epochSeconds;
    if (!seconds)
        return {};
    return (*seconds >= needed ? Text::tr("slow waves %1 s, %2 s make N3: reached")
                               : Text::tr("slow waves %1 s, %2 s make N3: not reached"))
        .arg(number(*seconds, 1), number(needed, 0));
}

QString secondChoiceText(const EpochVerdict& verdict) {
    return Text::tr("Second choice: %1 (Tab takes it).")
        .arg(shareText(verdict.joint, secondChoice(verdict.joint)));
}

QString jointShiftText(const EpochVerdict& verdict) {
    if (!says(verdict.joint) || !says(verdict.raw) || !says(verdict.spectrogram))
        return {};
    double distance = 0.0;
    double gain = 0.0;
    Stage towards = Stage::Wake;
    for (std::size_t k = 0; k < verdict.joint.size(); ++k) {
        const double mean = (static_cast<double>(verdict.raw[k]) + verdict.spectrogram[k]) / 2.0;
        const double moved = verdict.joint[k] - mean;
        distance += std::abs(moved) / 2.0;
        if (moved > gain) {
            gain = moved;
            towards = kStageClasses[k];
        }
    }
    const int points = static_cast<int>(std::lround(100.0 * distance));
    if (points < 1)
        return Text::tr("The joint verdict is the mean of both views on their own.");
    const QString text =
        Text::tr("The joint verdict lies %1 percentage points from the mean of both views on "
                 "their own, towards %2: that is what joining the views and the course of "
                 "the night changed together.");
    return text.arg(points).arg(toQString(stageCode(towards)));
}

QString neighboursText(const NightProbabilities& night, std::int64_t epoch) {
    const auto of = [&night](std::int64_t neighbour) {
        if (!night.isScored(neighbour))
            return Text::tr("nothing");
        const StageProbabilities& p = night.epochs[static_cast<std::size_t>(neighbour)].joint;
        return shareText(p, mostProbable(p));
    };
    return Text::tr("Its verdict on the neighbours: before %1, after %2.").arg(of(epoch - 1), of(epoch + 1));
}

QString loneText(const EpochVerdict& verdict, const StageProbabilities& alone) {
    const Stage here = mostProbable(alone);
    const Stage there = mostProbable(verdict.joint);
    double distance = 0.0;
    for (std::size_t k = 0; k < alone.size(); ++k)
        distance += std::abs(static_cast<double>(verdict.joint[k]) - alone[k]) / 2.0;
    const QString said = Text::tr("Shown this epoch alone it says %1.").arg(shareText(alone, here));
    const int points = static_cast<int>(std::lround(100.0 * distance));
    if (here != there)
        return said + QLatin1Char(' ') +
               Text::tr("Its neighbours made that %1, a shift of %2 percentage points.")
                   .arg(toQString(stageCode(there)))
                   .arg(points);
    return said + QLatin1Char(' ') +
           (points > 0
                ? Text::tr("Its neighbours shifted %1 percentage points; the stage stayed.").arg(points)
                : Text::tr("Its neighbours changed nothing."));
}

} // namespace hypnodesk
