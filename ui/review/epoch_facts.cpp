#include "ui/base/qt_convert.h"
#include "ui/plot/clock_axis.h"
#include "ui/review/epoch_panel.h"

#include <QCoreApplication>

namespace hypnodesk {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("EpochPanel", text);
}

QString sourceText(const EpochScore& score) {
    switch (score.source) {
    case StageSource::None:
        return tr("not scored yet");
    case StageSource::Network:
        return tr("proposed by the network");
    case StageSource::Accepted:
        return tr("proposal accepted");
    case StageSource::Person:
        return score.stage == Stage::Unscored ? tr("cleared by you") : tr("scored by you");
    case StageSource::Imported:
        return tr("read from a file");
    }
    return {};
}

QString qualityText(EpochQuality quality) {
    switch (quality) {
    case EpochQuality::Good:
        return {};
    case EpochQuality::Flat:
        return tr("signal is flat: do not trust");
    case EpochQuality::Clipped:
        return tr("signal is clipped: do not trust");
    case EpochQuality::Missing:
        return tr("nothing was recorded");
    }
    return {};
}

QString verdictOf(const StageProbabilities& p) {
    const Stage best = mostProbable(p);
    return QStringLiteral("%1 %2 %")
        .arg(toQString(stageCode(best)))
        .arg(qRound(100.0f * p[static_cast<std::size_t>(best)]));
}

bool says(const StageProbabilities& p) {
    float sum = 0.0f;
    for (float share : p)
        sum += share;
    return sum > 0.5f;
}

} // namespace

QString EpochFacts::oneLine() const {
    QStringList parts{tr("Epoch %1/%2").arg(epoch + 1).arg(epochCount), clock,
                      QStringLiteral("%1 (%2)").arg(toQString(stageName(score.stage)), sourceText)};
    if (confidence)
        parts << tr("confidence %1").arg(static_cast<double>(*confidence), 0, 'f', 2);
    if (!qualityText.isEmpty())
        parts << qualityText;
    return parts.join(QStringLiteral(" | "));
}

EpochFacts epochFacts(const Hypnogram& hypnogram, const std::optional<NightProbabilities>& night,
                      const StartTime& start, std::int64_t epoch) {
    EpochFacts facts;
    facts.epochCount = hypnogram.size();
    facts.epoch = epoch;
    if (!hypnogram.grid().contains(epoch))
        return facts;
    facts.clock = clockText(start, hypnogram.grid().onsetSeconds(epoch));
    facts.score = hypnogram[epoch];
    facts.sourceText = sourceText(facts.score);
    if (!night || !night->grid.contains(epoch))
        return facts;
    const EpochVerdict& verdict = night->epochs[static_cast<std::size_t>(epoch)];
    facts.qualityText = qualityText(verdict.quality);
    if (!night->isScored(epoch))
        return facts;
    facts.verdict = verdict;
    facts.confidence = confidence(verdict.joint);
    if (says(verdict.raw))
        facts.rawText = verdictOf(verdict.raw);
    if (says(verdict.spectrogram))
        facts.spectrogramText = verdictOf(verdict.spectrogram);
    facts.viewsDisagree = says(verdict.raw) && says(verdict.spectrogram) &&
                          mostProbable(verdict.raw) != mostProbable(verdict.spectrogram);
    return facts;
}

} // namespace hypnodesk
