#pragma once

#include "ui/guide/guide_page.h"

namespace hypnodesk {

struct GuideHit {
    GuidePlace place;
    QString title;   ///< of the section
    QString chapter; ///< title of its chapter; empty for the chapter's begin
    QString excerpt; ///< the words around the first one found
    bool operator==(const GuideHit&) const = default;
};

/// The sections in which every word of `text` occurs, whatever the case: those with a word in their title
/// first, else in the order of the guide. Nothing for less than two letters.
std::vector<GuideHit> searchGuide(const std::vector<GuidePage>& pages, const QString& text);

} // namespace hypnodesk
