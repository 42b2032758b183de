#include "ui/main/review_settings.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace hypnodesk {

namespace {

template <typename Choice>
Choice choiceOf(const QJsonValue& value, Choice last, Choice fallback) {
    const int number = value.toInt(-1);
    return number >= 0 && number <= static_cast<int>(last) ? static_cast<Choice>(number) : fallback;
}

} // namespace

ReviewSettings reviewSettings(const AppSettings& settings) {
    const QJsonObject kept = QJsonDocument::fromJson(settings.get(setting::kReview).toUtf8()).object();
    ReviewSettings review;
    review.order = choiceOf(kept["order"], ReviewOrder::InTime, review.order);
    review.advance = choiceOf(kept["advance"], AdvanceTo::NextDoubtful, review.advance);
    review.stopRule.kind = choiceOf(kept["stop"], StopRule::Kind::ShareReviewed, review.stopRule.kind);
    const double limit = kept["limit"].toDouble(-1.0);
    if (limit >= 0.0 && limit <= 100.0)
        review.stopRule.limit = limit;
    return review;
}

void keepReviewSettings(AppSettings& settings, const ReviewSettings& review) {
    const QJsonObject kept{{"order", static_cast<int>(review.order)},
                           {"advance", static_cast<int>(review.advance)},
                           {"stop", static_cast<int>(review.stopRule.kind)},
                           {"limit", review.stopRule.limit}};
    settings.set(setting::kReview, QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact)));
}

} // namespace hypnodesk
