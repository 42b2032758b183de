#include "ui/document/stage_commands.h"

#include "ui/document/study_document.h"

namespace hypnodesk {

namespace {

/// The epoch to show after an edit: the one a scorer changed; a change of the whole night moves nobody.
std::int64_t epochOf(const StageEdit& edit) {
    return edit.changes.size() == 1 ? edit.changes.front().epoch : -1;
}

} // namespace

ChangeStages::ChangeStages(StudyDocument& document, StageEdit edit, const QString& text,
                           std::optional<Probabilities> probabilities)
    : QUndoCommand(text), m_document(document), m_edit(std::move(edit)),
      m_probabilities(std::move(probabilities)) {}

void ChangeStages::undo() {
    if (m_probabilities)
        m_document.applyProbabilities(m_probabilities->before);
    m_document.applyEdit(inverse(m_edit), epochOf(m_edit));
}

void ChangeStages::redo() {
    if (m_probabilities)
        m_document.applyProbabilities(m_probabilities->after);
    m_document.applyEdit(m_edit, epochOf(m_edit));
}

} // namespace hypnodesk
