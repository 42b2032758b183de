#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace hypnodesk {

/// What the guide knows of the program that it describes.
struct GuideWords {
    /// The keys of an action by its name ("NextDoubtful"), as people read them; empty: it has none now.
    std::function<QString(const QString& action)> keys;
    /// Where it stands in the menus: "Go > Next doubtful epoch"; empty: there is no such action.
    std::function<QString(const QString& action)> entry;
    QString keyTable; ///< HTML: every action with its keys
};

/// A place of the guide: a chapter, and a section of it or its begin.
struct GuidePlace {
    QString chapter;
    QString section; ///< empty: the begin
    bool operator==(const GuidePlace&) const = default;
};

struct GuideSection {
    QString id; ///< the same in every language; empty: what stands before the first one
    QString title;
    QString text; ///< without marks, for searching
};

/// One chapter in one language, with all that it says about the program filled in.
struct GuidePage {
    QString chapter;
    QString title;
    QString html; ///< body of a page; links lead to "chapter.md#section", pictures to "pictures/name.png"
    std::vector<GuideSection> sections; ///< the first is the chapter's begin
    /// What the source asks for and the program does not have, by name: actions, tables. For tests.
    QStringList problems;
};

/// The chapters in their order, as the names of their files: "first", "scoring", ...
const QStringList& guideChapters();
/// The language that the guide speaks to someone whose window speaks `code`: it, else English.
QString guideLanguageFor(const QString& code);
QStringList guideLanguages();
/// The Markdown of a chapter; empty when there is none.
QString guideSource(const QString& chapter, const QString& language);

/// In the source, {key:NextDoubtful} and {menu:NextDoubtful} stand for the keys and the menu of an action;
/// {keys}, {statistics} and {formats}, alone in a line, for the tables of the program; and a heading
/// "## Marking events {#events}" names its section.
GuidePage guidePage(const QString& chapter, const QString& language, const GuideWords& words);

/// Where a link of a page leads: "scoring.md#events", "#events" within `chapter`. Without a chapter when it
/// leads elsewhere.
GuidePlace guidePlace(const QString& link, const QString& chapter);

} // namespace hypnodesk
