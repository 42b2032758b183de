#pragma once

#include "ui/document/study_document.h"
#include "ui/document/study_writer.h"

#include <QObject>

#include <filesystem>

namespace hypnodesk {

class ReviewSession;

/// Keeps how far people and network agreed on the night that is open, in the file that the agreement window
/// reads. It is written when the night is left or signed, on the writer's lane, behind the edits it speaks
/// of.
class AgreementKeeper : public QObject {
    Q_OBJECT

public:
    /// An empty `log` keeps nothing. The others are borrowed and outlive this.
    AgreementKeeper(StudyDocument& document, StudyWriter& writer, const ReviewSession& review,
                    std::filesystem::path log, QObject* parent = nullptr);

    /// Before the night is closed.
    void flush();

private:
    StudyDocument& m_document;
    StudyWriter& m_writer;
    const ReviewSession& m_review;
    std::filesystem::path m_log;
    bool m_hasChanged = false; ///< by a person, since it was written last
};

} // namespace hypnodesk
