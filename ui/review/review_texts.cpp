#include "ui/review/review_texts.h"

#include "ui/base/words.h"

#include <QCoreApplication>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ReviewPanel)
};

} // namespace

QString reviewReasonText(ReviewReason reason) {
    switch (reason) {
    case ReviewReason::BadSignal:
        return Text::tr("bad signal");
    case ReviewReason::ViewsDisagree:
        return Text::tr("the views disagree");
    case ReviewReason::BetweenStages:
        return Text::tr("between two stages");
    case ReviewReason::AuditSample:
        return Text::tr("audit sample");
    }
    return {};
}

QString reviewCounterText(const ReviewProgress& progress) {
    const QString text = Text::tr("reviewed %1 of %2; expected remaining errors %3 (%4-%5)")
                             .arg(progress.reviewed)
                             .arg(progress.total)
                             .arg(qRound(progress.remaining.mean))
                             .arg(progress.remaining.low)
                             .arg(progress.remaining.high);
    // Until the sample was looked at, the number is the network's word about itself.
    return progress.auditReviewed < progress.auditTotal ? Text::tr("%1, not yet audited").arg(text) : text;
}

QString reviewAuditText(const ReviewProgress& progress) {
    QString text = Text::tr("Audit sample: %1 of %2 looked at, %3 corrected.")
                       .arg(progress.auditReviewed)
                       .arg(progress.auditTotal)
                       .arg(progress.auditCorrected);
    if (progress.acceptedUnseen > 0)
        text +=
            QLatin1Char(' ') +
            Text::tr("Accepted without a look: %1; they count as not reviewed.").arg(progress.acceptedUnseen);
    if (progress.withoutStage > 0)
        text += QLatin1Char(' ') + Text::tr("Still without a stage: %1.").arg(progress.withoutStage);
    return text;
}

QString stopRuleText(const StopRule& rule, const ReviewProgress& progress) {
    const bool isReached = rule.isReached(progress);
    const auto number = [](double value) { return decimalText(value, 1); };
    if (rule.kind == StopRule::Kind::ShareReviewed)
        return (isReached ? Text::tr("Stop rule reached: %1 % reviewed, %2 % asked for.")
                          : Text::tr("Stop rule not reached: %1 % reviewed, %2 % asked for."))
            .arg(number(100.0 * progress.share()), number(rule.limit));
    if (isReached)
        return Text::tr("Stop rule reached: %1 expected errors per 100 epochs, %2 allowed.")
            .arg(number(progress.remainingPer100()), number(rule.limit));
    if (progress.remainingPer100() > rule.limit)
        return Text::tr("Stop rule not reached: %1 expected errors per 100 epochs, %2 allowed.")
            .arg(number(progress.remainingPer100()), number(rule.limit));
    return progress.withoutStage > 0
               ? Text::tr("Stop rule not reached: some epochs have no stage yet.")
               : Text::tr("Stop rule not reached: the audit sample must be looked at first.");
}

QString effortSummary(const ReviewEffort& effort) {
    const int minutes = static_cast<int>(effort.seconds / 60.0);
    return Text::tr("%1 min of work, %2 keys").arg(minutes).arg(effort.keys);
}

} // namespace hypnodesk
