#pragma once

#include "ui/base/job_runner.h"
#include "ui/document/study_document.h"
#include "ui/main/actions.h"

#include <QObject>

namespace hypnodesk {

class EventLayer;
class EventPanel;
class NightPage;

/// Joins the commands about events to the layer over the traces, the list of events and the lanes of the
/// night. A child of the window; must go before runner, document and page.
class EventCommands : public QObject {
    Q_OBJECT

public:
    EventCommands(StudyDocument& document, NightPage& page, const MainActions& actions, JobRunner& runner,
                  QObject* parent);

    EventLayer& layer() { return *m_layer; }
    EventPanel& panel() { return *m_panel; }

Q_SIGNALS:
    void said(const QString& what); ///< a sentence for the status bar

private:
    void step(int direction);
    void goTo(std::int64_t id);
    void markSlowWaves();

    StudyDocument& m_document;
    NightPage& m_page;
    JobRunner& m_runner;
    EventLayer* m_layer; ///< child of the traces
    EventPanel* m_panel; ///< child of its dock
    Job m_search;
};

/// The event to go to from `selected`, or from a time when nothing is selected; nullopt at the night's end.
std::optional<std::int64_t> neighbourEvent(const EventList& events, std::optional<std::int64_t> selected,
                                           double seconds, int direction);

} // namespace hypnodesk
