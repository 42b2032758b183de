#include "ui/guide/guide_search.h"

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr qsizetype kFewestLetters = 2;
constexpr qsizetype kExcerptBefore = 40;
constexpr qsizetype kExcerptLength = 140;

bool holdsAll(const QString& text, const QStringList& words) {
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool holdsAny(const QString& text, const QStringList& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

QString excerptOf(const QString& text, const QString& word) {
    const qsizetype begin =
        std::max<qsizetype>(0, text.indexOf(word, 0, Qt::CaseInsensitive) - kExcerptBefore);
    return (begin > 0 ? QStringLiteral("\u2026") : QString()) + text.mid(begin, kExcerptLength).trimmed() +
           (begin + kExcerptLength < text.size() ? QStringLiteral("\u2026") : QString());
}

} // namespace

std::vector<GuideHit> searchGuide(const std::vector<GuidePage>& pages, const QString& text) {
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (text.simplified().size() < kFewestLetters)
        return {};
    std::vector<GuideHit> hits;
    for (const GuidePage& page : pages)
        for (const GuideSection& section : page.sections)
            if (holdsAll(section.text, words))
                hits.push_back({{page.chapter, section.id},
                                section.title,
                                section.id.isEmpty() ? QString() : page.title,
                                excerptOf(section.text, words.front())});
    std::stable_partition(hits.begin(), hits.end(),
                          [&](const GuideHit& hit) { return holdsAny(hit.title, words); });
    return hits;
}

} // namespace hypnodesk
