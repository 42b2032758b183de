#include "core/scoring/review_ranking.h"
#include "ui/base/qt_convert.h"
#include "ui/base/words.h"
#include "ui/plot/clock_axis.h"
#include "ui/review/doubt.h"
#include "ui/review/epoch_panel.h"

#include <QCoreApplication>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(EpochPanel)
};

QString sourceText(const EpochScore& score) {
    switch (score.source) {
    case StageSource::None:
        return Text::tr("not scored yet");
    case StageSource::Network:
        return Text::tr("proposed by the network");
    case StageSource::Accepted:
        return Text::tr("proposal accepted");
    case StageSource::Person:
        return score.stage == Stage::Unscored ? Text::tr("cleared by hand") : Text::tr("scored by hand");
    case StageSource::Imported:
        return Text::tr("read from a file");
    }
    return {};
}

QString qualityText(EpochQuality quality) {
    switch (quality) {
    case EpochQuality::Good:
        return {};
    case EpochQuality::Flat:
        return Text::tr("signal is flat: do not trust");
    case EpochQuality::Clipped:
        return Text::tr("signal is clipped: do not trust");
    case EpochQuality::Missing:
        return Text::tr("nothing was recorded");
    }
    return {};
}

QString shareText(const StageProbabilities& p, Stage stage) {
    return QStringLiteral("%1 %2 %")
        .arg(toQString(stageCode(stage)))
        .arg(qRound(100.0f * p[static_cast<std::size_t>(stage)]));
}

bool says(const StageProbabilities& p) {
    float sum = 0.0f;
    for (float share : p)
        sum += share;
    return sum > 0.5f;
}

} // namespace

QString EpochFacts::stageText() const {
    return toQString(rkStage == RkStage::None ? stageCode(score.stage) : rkStageCode(rkStage));
}

QString EpochFacts::oneLine() const {
    const QString name = rkStage == RkStage::None ? stageWord(score.stage) : stageText();
    QStringList parts{Text::tr("Epoch %1/%2").arg(epoch + 1).arg(epochCount), clock,
                      QStringLiteral("%1 (%2)").arg(name, sourceText)};
    if (confidence)
        parts << Text::tr("confidence %1").arg(decimalText(*confidence, 2));
    if (doubtful)
        parts << Text::tr("doubtful, second choice %1").arg(secondText);
    if (viewsDisagree)
        parts << Text::tr("the views disagree: raw %1, spectrogram %2").arg(rawText, spectrogramText);
    if (!qualityText.isEmpty())
        parts << qualityText;
    return parts.join(QStringLiteral(" | "));
}

EpochFacts epochFacts(const Hypnogram& hypnogram, const std::optional<NightProbabilities>& night,
                      const StartTime& start, std::int64_t epoch, const RkStages& rkStages) {
    EpochFacts facts;
    facts.epochCount = hypnogram.size();
    facts.epoch = epoch;
    if (!hypnogram.grid().contains(epoch))
        return facts;
    facts.clock = clockText(start, hypnogram.grid().onsetSeconds(epoch));
    facts.score = hypnogram[epoch];
    facts.sourceText = sourceText(facts.score);
    facts.rkStage = rkStageOf(hypnogram, epoch, rkStages);
    if (facts.rkStage != RkStage::None)
        facts.sourceText = Text::tr("read from a file, by AASM %1").arg(stageWord(facts.score.stage));
    if (!night || !night->grid.contains(epoch))
        return facts;
    const EpochVerdict& verdict = night->epochs[static_cast<std::size_t>(epoch)];
    facts.qualityText = qualityText(verdict.quality);
    if (!night->isScored(epoch))
        return facts;
    facts.verdict = verdict;
    facts.confidence = confidence(verdict.joint);
    facts.secondText = shareText(verdict.joint, secondChoice(verdict.joint));
    facts.doubtful = facts.score.source == StageSource::Network && doubt(verdict) >= kDoubtThreshold;
    if (says(verdict.raw))
        facts.rawText = shareText(verdict.raw, mostProbable(verdict.raw));
    if (says(verdict.spectrogram))
        facts.spectrogramText = shareText(verdict.spectrogram, mostProbable(verdict.spectrogram));
    facts.viewsDisagree = says(verdict.raw) && says(verdict.spectrogram) &&
                          mostProbable(verdict.raw) != mostProbable(verdict.spectrogram);
    return facts;
}

} // namespace hypnodesk
