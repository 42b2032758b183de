#pragma once

#include "ui/document/night_opening.h"
#include "ui/document/study_document.h"
#include "ui/document/study_writer.h"

#include <QObject>
#include <QTimer>

#include <optional>

class QLabel;

namespace hypnodesk {

class MessageBar;

/// Says how the study file is doing: quietly in the status bar while all is well ("Saved"), in a bar that
/// stays above the night while something is not: changes that cannot be written, a study that another
/// program holds, a recording that is not the one the study was made for.
class StorageStatus : public QObject {
    Q_OBJECT

public:
    /// `bar` and `label` must live longer.
    StorageStatus(StudyDocument& document, StudyWriter& writer, MessageBar& bar, QLabel& label,
                  QObject* parent = nullptr);

    /// A night was opened; reopening is offered with requests made from its own.
    void showNight(const OpenedNight& night);
    void showNothing();
    /// The study goes on in another file.
    void showMoved(const std::filesystem::path& study);

    /// What the document is to say when a key would change a night that may not be changed; empty: it may.
    static QString readOnlyReason(const OpenedNight& night);

Q_SIGNALS:
    void saveElsewhereRequested();
    void reopenRequested(const hypnodesk::OpeningRequest& request);
    /// Another recording is to be chosen for the study.
    void locateRequested();

private:
    void follow();
    void showTrouble(const Error& error);
    void showLock();
    void showHolder();

    StudyDocument& m_document;
    StudyWriter& m_writer;
    MessageBar& m_bar;
    QLabel& m_label;
    QTimer m_slow;                                     ///< saving takes so long that it is worth saying
    std::optional<OpenedNight> m_night;                ///< without recording and session, which others own
    std::optional<std::pair<int, std::string>> m_told; ///< the trouble in the bar
};

} // namespace hypnodesk
