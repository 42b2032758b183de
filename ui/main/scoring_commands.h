#pragma once

#include "ui/document/study_document.h"
#include "ui/main/actions.h"

#include <QObject>

class QMenu;
class QWidget;

namespace hypnodesk {

class Adjudication;

/// What the Scoring menu does: the list of scorings and the one laid over the night, new, copy, rename,
/// delete, walk through disagreements, sign off, new revision.
class ScoringCommands : public QObject {
    Q_OBJECT

public:
    /// `window` owns the dialogs.
    ScoringCommands(StudyDocument& document, Adjudication& adjudication, const MainActions& actions,
                    QWidget* window);

    /// Adds the lists of scorings on top of the menu; to be called once it is filled.
    void addLists(QMenu& menu);
    /// Switches on what makes sense for the scoring in view; after MainActions::setAvailable.
    void updateAvailability();

Q_SIGNALS:
    void nothingToDo(const QString& why);
    /// A scoring left the list; it can be brought back.
    void deleted(hypnodesk::ScoringKey key, const QString& name);

private:
    /// Asks for a name, filled in; `then` gets one that is not empty.
    void askName(const QString& title, const QString& label, const QString& suggestion, const QString& button,
                 std::function<void(const std::string&)> then);
    void create();
    void copy();
    void rename();
    void remove();
    void signOff();
    void stepDisagreement(int step);
    void fillScorings(QMenu& menu);
    void fillOverlays(QMenu& menu);
    void setLights(bool isOff);

    StudyDocument& m_document;
    Adjudication& m_adjudication;
    const MainActions& m_actions;
    QWidget* m_window;
};

/// The next epoch after (or before) `from` at which the two name different stages; epochs that either left
/// without a sleep stage are passed over.
std::optional<std::int64_t> nextDisagreement(const Hypnogram& one, const Hypnogram& other, std::int64_t from,
                                             int step);

} // namespace hypnodesk
