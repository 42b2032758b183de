#pragma once

#include "ui/document/study_document.h"
#include "ui/main/actions.h"
#include "ui/settings/display_state.h"

#include <QObject>

#include <functional>
#include <optional>

namespace hypnodesk {

class EpochSelection;
class ReviewSession;

/// What the scoring and navigation keys do to the document.
class NightCommands : public QObject {
    Q_OBJECT

public:
    NightCommands(StudyDocument& document, DisplayState& display, const MainActions& actions,
                  ReviewSession& review, EpochSelection& selection, QWidget* window);

Q_SIGNALS:
    /// A key had nothing to act on; says why.
    void nothingToDo(const QString& why);
    void said(const QString& what); ///< a sentence for the scorer

private:
    void connectStages(const MainActions& actions);
    void connectNavigation(const MainActions& actions);
    void connectView(const MainActions& actions);

    void connectSelection(const MainActions& actions, QWidget* window);

    void score(Stage stage, bool isPad);
    void editSelection(std::function<void()> change);
    void clearAndStepBack();
    void acceptProposal();
    void takeSecondChoice();
    void stepStageChange(int step);
    void stepDoubtful(int step);
    bool hasProposal();
    enum class GoOn { Stay, NextEpoch, AsSet, InQueue };
    /// Changes the epoch in view where that is possible, then goes on.
    void edit(GoOn goOn, std::function<void()> change);
    void goOn(GoOn where);
    GoOn asSet() const;

    StudyDocument& m_document;
    DisplayState& m_display;
    ReviewSession& m_review;
    EpochSelection& m_selection;
};

/// The epoch that a text of the user means: its number ("133"), a clock time ("23:14", "23:14:30"; after
/// midnight means the next day), or a time from the start ("+2:30:00"). nullopt when it is none of these or
/// outside the night.
std::optional<std::int64_t> epochFromText(const QString& text, const EpochGrid& grid, const StartTime& start);

} // namespace hypnodesk
